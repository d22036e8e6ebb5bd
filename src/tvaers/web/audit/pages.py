"""The log: who did what, when, to what; and whether the log is whole."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tvaers.engine.access import policies, queries
from tvaers.kernel import audit
from tvaers.kernel.action import REGISTER
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.errors import NotAllowed, NotFound
from tvaers.web.design import danish, parts
from tvaers.web.links import to
from tvaers.web.problems import shows_problems

PAGE = 50


class EntryFilter(forms.Form):
    """What to look for in the log."""

    q = forms.CharField(label="Søg i sætningerne", required=False)
    handling = forms.ChoiceField(label="Handling", required=False)
    objekt = forms.CharField(label="Genstand", required=False, help_text="Som den står på en post")
    foer = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        actions = sorted(((name, words(name)) for name in REGISTER), key=lambda pair: pair[1])
        self.fields["handling"].choices = [("", "Alle"), *actions]  # type: ignore[attr-defined]


@shows_problems
def entries(request: HttpRequest) -> HttpResponse:
    """Log: what has been done, newest first?"""
    _require(request.user)
    chosen = EntryFilter(request.GET, auto_id="filter_%s")
    chosen.is_valid()
    wanted = chosen.cleaned_data
    query = {"text": wanted.get("q", ""), "action": wanted.get("handling", ""), "object": wanted.get("objekt", "")}
    found = queries.audit_entries(request.user, **query)
    below = wanted.get("foer")
    rows = list((found.filter(number__lt=below) if below else found)[: PAGE + 1])
    table = _table(request, rows, found, below)
    context = {
        "filter": EntryFilter({**request.GET.dict(), "foer": ""}, auto_id="filter_%s"),
        "table": table,
        "verdict": audit.verify(queries.heads_file()) if "kontrol" in request.GET else None,
    }
    return render(request, "audit/list.html", context)


@shows_problems
def entry(request: HttpRequest, number: int) -> HttpResponse:
    """En post i loggen: what exactly was done, and with which seal?"""
    _require(request.user)
    found = queries.audit_entries(request.user).filter(number=number).first()
    if found is None:
        raise NotFound(what=f"Der er ingen post nummer {number} i loggen.", do="Find posten på listen.")
    context = {
        "entry": found,
        "action": words(found.action),
        "detail": [(name, value) for name, value in found.detail.items()],
        "trail": [{"title": "Log", "url": to("audit:list")}, {"title": f"Post {number}", "url": ""}],
    }
    return render(request, "audit/entry.html", context)


def words(action: str) -> str:
    """What an action does, as the log's readers know it."""
    known = REGISTER.get(action)
    return known.summary.split(". ")[0].split(" (")[0].rstrip(".") if known else action


def _table(request: HttpRequest, rows: list[Any], found: Any, below: int | None) -> parts.Table:
    shown = rows[:PAGE]
    body = [
        parts.Row(
            cells=[
                parts.Cell(text=str(row.number), href=to("audit:entry", row.number), align="right"),
                parts.Cell(text=_when(row.at)),
                parts.Cell(text=row.actor),
                parts.Cell(text=row.sentence, header=True),
            ]
        )
        for row in shown
    ]
    columns = [
        parts.Column(key="number", title="Nr.", align="right"),
        *(parts.Column(key=title, title=title) for title in ("Hvornår", "Hvem", "Hvad")),
    ]
    return parts.Table(
        caption="Poster i loggen",
        columns=columns,
        rows=body,
        count=found.count(),
        noun="i alt",
        page_text=f"Nr. {shown[-1].number} til {shown[0].number}" if shown else "",
        previous_url=_page(request, "") if below else "",
        next_url=_page(request, str(shown[-1].number)) if len(rows) > PAGE else "",
        empty="Ingen poster passer til dit valg. Alt, der bliver gjort, kommer på listen af sig selv.",
    )


def _when(at: datetime) -> str:
    """A time in few letters: "23-11-2026 kl. 09.28"."""
    local = at.astimezone(COPENHAGEN)
    return f"{danish.day(local.date())} kl. {local:%H.%M}"


def _page(request: HttpRequest, below: str) -> str:
    """The same filter from another number on; "" is the newest."""
    query = request.GET.copy()
    query.pop("kontrol", None)
    query["foer"] = below
    return f"?{query.urlencode()}"


def _require(user: Any) -> None:
    if not policies.may_see_audit(user):
        raise NotAllowed(
            what="Du har ikke adgang til loggen.",
            why="Loggen kan handle om alle parter, så den læses af dem, der har en rolle for dem alle.",
            do="Spørg revisoren eller administratoren, hvis du skal vide, hvem der har gjort noget.",
        )
