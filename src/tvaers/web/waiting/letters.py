"""Meddelelsesbreve: which letters run out, which wait to be sent, and who is treated without one (BA-2.3)?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.cases import bulk
from tvaers.engine.cases.bulk import Folded
from tvaers.engine.cases.duties import owed
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.kernel.errors import Problem
from tvaers.web import case_overviews as overviews
from tvaers.web.cases.shown import left, when
from tvaers.web.design.parts import Cell, Status, Table
from tvaers.web.problems import shows_problems
from tvaers.web.table_file import xlsx
from tvaers.web.waiting import parts

TYPE, REFERRAL = "notification_letter", "referral"
IN_USE = ("draft", "approved", "sent")
TREATED = ("assessed", "accepted", "waiting", "in_treatment")
YEAR = 365
KINDS = {"valid": "ok", "expires_soon": "warning", "expired": "error", "lapsed": "error", "not_sent": "neutral"}


@dataclass(frozen=True)
class Bar:
    """A letter that holds, with the days left of its year."""

    who: str
    url: str
    what: str
    until: str
    days: int
    status: Status


@require_safe
@shows_problems
def overview(request: HttpRequest) -> HttpResponse:
    """Brevene: hvad udløber, hvad er ikke sendt, og hvem mangler et brev?"""
    user: Any = request.user
    now = clock.now()
    found = bulk.open_cores(user, TYPE, states=IN_USE)
    standing = [(one, str(one.case.look(now).value("standing"))) for one in found]
    bars = [_bar(one, state) for one, state in standing if one.case.state == "sent" and state != "lapsed"]
    context = {
        **parts.frame("waiting:letters", "Meddelelsesbreve"),
        "bars": sorted(bars, key=lambda bar: bar.days), "year": YEAR,
        "soon": sum(state == "expires_soon" for _, state in standing),
        "unsent": unsent(user, found), "missing": missing(user),
        "regions": sorted({(one.row.data["home_region"], name_of(one.row.data["home_region"])) for one in found}),
        "month": f"{clock.today():%Y-%m}",
    }  # fmt: skip
    return render(request, "waiting/letters.html", context)


def _bar(one: Folded, state: str) -> Bar:
    look = one.case.look(clock.now())
    until, days = look.value("valid_until"), int(look.value("days_left") or 0)
    spec = next(derived for derived in one.case.type.derived if derived.id == "standing")
    words = {choice.id: choice.label for choice in spec.choices}
    status = Status(text=words[state], kind=KINDS[state])  # type: ignore[arg-type]
    if until is None:
        status = Status(text="Ingen regel gælder", kind="warning")
    specialty = overviews.label(one.case.type.field("specialty"), one.row.data.get("specialty"))
    text = f"{specialty}, {name_of(one.row.data['home_region'])}"
    last = f"{until:%d-%m-%Y}" if until else ""
    return Bar(overviews.who(one.row), reverse("cases:case", args=[one.row.number]), text, last, days, status)


def unsent(user: Any, found: Sequence[Folded]) -> Table:
    """Letters that are approved and not sent; late ones have waited longer than the agreement's working days."""
    ways, now = overviews.Ways(user), clock.now()
    cells = []
    for one in found:
        if one.case.state != "approved":
            continue
        duties = [duty for duty in one.case.type.duties if duty.id == "send"]
        due = next((owed_one.moment for owed_one in owed(one.case, now, duties) if owed_one.moment), None)
        kind = "error" if due and due < now else "wait"
        status = Status(text=left(due, now) if due else "Ingen frist", kind=kind)  # type: ignore[arg-type]
        cells.append([*_who(one), Cell(text=when(due) if due else ""), Cell(status=status),
                      ways.link(one.row.number, one.case, ("send",))])  # fmt: skip
    columns: list[overviews.ONE_COLUMN] = [(title, "left") for title in (
        "Patient", "Speciale", "Hjemregion", "Send senest", "Tid tilbage", "Næste skridt")]  # fmt: skip
    return overviews.table(
        "Godkendt, men ikke sendt", columns, cells, _noun(cells, "brev", "breve"), "Alle godkendte breve er sendt."
    )


def missing(user: Any) -> Table:
    """Highly specialised treatment across the regions that no letter covers today (BA-2.3a)."""
    now, cells = clock.now(), []
    for one in bulk.open_cores(user, REFERRAL, states=TREATED):
        look = one.case.look(now)
        if one.case.data.get("level") != "highly_specialised" or not look.ask("is_across") or look.ask("has_letter"):
            continue
        state = one.case.type.state(one.case.state).label
        cells.append([*_who(one), Cell(text=state), Cell(text=overviews.day(one.case.data.get("referred_on")))])
    columns: list[overviews.ONE_COLUMN] = [(title, "left") for title in (
        "Patient", "Speciale", "Hjemregion", "Henvisningen er", "Henvist den")]  # fmt: skip
    empty = "Alle højt specialiserede forløb på tværs af regionerne har et brev, der gælder."
    return overviews.table(
        "Højt specialiseret uden gyldigt brev", columns, cells, _noun(cells, "henvisning", "henvisninger"), empty
    )


def _noun(cells: Sequence[object], one: str, many: str) -> str:
    return one if len(cells) == 1 else many


def _who(one: Folded) -> list[Cell]:
    data = one.case.data
    return [Cell(text=overviews.who(one.row), href=reverse("cases:case", args=[one.row.number]), header=True),
            Cell(text=overviews.label(one.case.type.field("specialty"), data.get("specialty"))),
            Cell(text=name_of(str(data.get("home_region") or "")))]  # fmt: skip


@require_safe
@shows_problems
def month_file(request: HttpRequest) -> HttpResponseBase:
    """Brevene, der er udstedt i en måned, for én hjemregion eller alle, som regneark. Problem for another month."""
    month, region = request.GET.get("maaned", ""), request.GET.get("region", "")
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        raise Problem(what="Måneden kan ikke læses.", do="Vælg en måned på listen.") from None
    found = [one for one in bulk.open_cores(request.user, TYPE, also_closed=True)
             if str(one.case.data.get("issued_on") or "").startswith(f"{first:%Y-%m}")
             and region in ("", one.case.data["home_region"])]  # fmt: skip
    return xlsx(month_table(found), f"meddelelsesbreve-{region or 'alle'}-{first:%Y-%m}")


def month_table(found: Sequence[Folded]) -> Table:
    """The letters of a month by home region and date."""
    ordered = sorted(found, key=lambda one: (one.case.data["home_region"], one.case.data["issued_on"]))
    cells = [
        [Cell(text=one.row.number), *_who(one), Cell(text=name_of(str(one.case.data.get("treating_region") or ""))),
         Cell(text=overviews.day(one.case.data["issued_on"])), Cell(text=_until(one)),
         Cell(text=one.case.type.state(one.case.state).label)]
        for one in ordered
    ]  # fmt: skip
    titles = "Brev", "Patient", "Speciale", "Hjemregion", "Behandlet i", "Udstedt den", "Gælder til og med", "Status"
    columns: list[overviews.ONE_COLUMN] = [(title, "left") for title in titles]
    return overviews.table("Meddelelsesbreve", columns, cells, "breve", "")


def _until(one: Folded) -> str:
    until = one.case.look(clock.now()).value("valid_until")
    return f"{until:%d-%m-%Y}" if until else ""
