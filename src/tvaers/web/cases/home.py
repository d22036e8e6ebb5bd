"""Forløb: what must my unit do, most urgent first and why; what I have begun; what I have been told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tvaers.engine.access.queries import standings
from tvaers.engine.cases import actions, queries, worklist
from tvaers.engine.parties.queries import name_of, within
from tvaers.kernel import clock
from tvaers.kernel.case_types import CaseType
from tvaers.web.cases import acting, saved, shown
from tvaers.web.design.parts import Status
from tvaers.web.problems import shows_problems

PAGE_SIZE = 50
MOST_NOTICES = 10
TITLES = {
    "late": "For sent", "today": "I dag", "week": "Senere i denne uge", "later": "Efter denne uge",
    "none": "Uden frist",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line of the worklist. `who` is the citizen with the number hidden, "" in a case about none."""

    what: str
    title: str
    who: str
    url: str
    why: str
    party: str
    left: Status
    step: str
    step_url: str
    number: str


@dataclass
class Section:
    """A stretch of the worklist. `count` is how many there are in all, not only on this page."""

    id: str
    title: str
    count: int
    lines: list[Line] = field(default_factory=list)


class Counted:
    """Lines of a worklist whose number is known already."""

    def __init__(self, turns: QuerySet[queries.Turn], known: int) -> None:
        self.turns, self.known = turns, known

    def count(self) -> int:
        """How many there are."""
        return self.known

    def __len__(self) -> int:
        return self.known

    def __getitem__(self, part: slice) -> QuerySet[queries.Turn]:
        return self.turns[part]


@shows_problems
def home(request: HttpRequest) -> HttpResponse:
    """Forløb: hvad skal min enhed gøre, mest presserende først?"""
    user: Any = request.user
    given, types, held = request.GET.dict(), queries.case_types(), standings(user)
    unit = given.get("enhed", acting.chosen(request))
    turns = queries.turns(user, given.get("type", ""), within(unit) if unit else ())
    now, units = clock.now(), acting.choices(user)
    counts = worklist.counts(turns, now)
    waiting = cast(Any, Counted(turns, sum(counts.values())))
    page: Page[Any] = Paginator(waiting, PAGE_SIZE).get_page(given.get("side"))
    jobs = {one.role.id for one in held}
    mine = [type for type in types.values() if type.jobs & jobs]
    context = {
        "sections": sections(page, counts, types, jobs, now), "page": page, "count": sum(counts.values()),
        "previous": _page(given, page.previous_page_number()) if page.has_previous() else "",
        "next": _page(given, page.next_page_number()) if page.has_next() else "",
        "types": mine, "type": given.get("type", ""), "unit": unit, "units": units,
        "openable": openable(user), "drafts": list(drafts(user, types)),
        "notices": list(_notices(user, types)), "here": request.get_full_path(),
        "plain_url": f"{reverse('cases:home')}?enhed=" if acting.chosen(request) else reverse("cases:home"),
        **saved.shown(user, saved.WORKLIST, saved.canonical(request.GET.urlencode()), units),
    }  # fmt: skip
    return render(request, "cases/home.html", context)


def sections(
    page: Page[Any], counts: Mapping[str, int], types: Mapping[str, CaseType], jobs: set[str], now: datetime
) -> list[Section]:
    """The lines of a page under the stretches that they lie in; stretches without lines are left out."""
    found = {name: Section(name, TITLES[name], counts[name]) for name in worklist.SECTIONS}
    for turn in page:
        found[worklist.section_of(turn.due, now)].lines.append(line(turn, types[turn.type], jobs, now))
    return [section for section in found.values() if section.lines]


def line(turn: queries.Turn, type: CaseType, jobs: set[str], now: datetime) -> Line:
    """One line: what, in which case, about whom, why, by when, and the next step."""
    late = turn.due is not None and turn.due < now
    soon = turn.remind is not None and turn.remind <= now
    kind = "error" if late else "warning" if soon else "wait" if turn.due else "neutral"
    event = worklist.next_event(type, turn.case.state, turn, jobs)
    address = reverse("cases:case", args=[turn.case.number])
    what, why = reasons(turn, late=late)
    return Line(
        what=what, title=turn.case.title, who=shown.citizen(turn.case), url=address, why=why,
        party=name_of(turn.party),
        left=Status(text=shown.left(turn.due, now) if turn.due else "Ingen frist", kind=kind),  # type: ignore[arg-type]
        step=(event.verb or event.label) if event else "Åbn",
        step_url=reverse("cases:event", args=[turn.case.number, event.id]) if event else address,
        number=turn.case.number,
    )  # fmt: skip


def reasons(turn: queries.Turn, *, late: bool) -> tuple[str, str]:
    """What a line is called, and why it stands there: what is overdue comes first, then what the next step is."""
    by = f"senest {shown.when(turn.due)}" if turn.due else ""
    if turn.why == turn.what:
        return turn.what, by.capitalize()
    if late:
        return turn.why, f"Skulle være gjort {by}. Næste skridt: {turn.what}"
    return turn.what, f"{turn.why}: {by}" if by else turn.why


def openable(user: Any) -> list[dict[str, str]]:
    """What the user can begin, in the words of the events that begin it; with the agreement where two have the same."""
    ways = queries.openable(user)
    words = [one.event.verb or one.event.label for one in ways]
    return [
        {
            "title": word,
            "note": f"{one.type.title}, efter {one.agreement}" if words.count(word) > 1 else one.type.title,
            "url": reverse("cases:new", args=[one.package, one.type.id, one.event.id]),
        }
        for one, word in zip(ways, words, strict=True)
    ]


def _notices(user: Any, types: Mapping[str, CaseType]) -> Iterable[queries.Notice]:
    """The word that nobody has read; of a case that the user no longer sees, without what the case is called."""
    for one in queries.notices(user, unread=True)[:MOST_NOTICES]:
        one.case.title = _called(one, types)
        yield one


def _called(one: Any, types: Mapping[str, CaseType]) -> str:
    """What the case of a notice or a draft is called: only its type, for those who have no part in it any more."""
    return str(one.case.title) if one.sees_case else types[one.case.type].title


def drafts(user: Any, types: Mapping[str, CaseType]) -> Iterable[dict[str, Any]]:
    """What the user has begun to write, newest first."""
    for one in queries.drafts(user)[:MOST_NOTICES]:
        event = next((e for e in types[one.type].events if e.id == one.event), None) if one.type in types else None
        if event is None:
            continue
        address = (
            reverse("cases:event", args=[one.case.number, event.id]) if one.case
            else reverse("cases:new", args=[one.package, one.type, event.id])
        )  # fmt: skip
        of = _called(one, types) if one.case else "Nyt forløb"
        title = event.verb or event.label
        yield {"pk": one.pk, "title": title, "of": of, "url": address, "saved_at": one.saved_at}


def _page(given: Mapping[str, str], number: int) -> str:
    return f"{reverse('cases:home')}?{urlencode({**given, 'side': str(number)})}"


@shows_problems
@require_POST
def read_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Markér en besked som læst, og gå til forløbet."""
    user: Any = request.user
    notice = queries.notice(user, pk)
    actions.read_notice(actor=user, notice=notice)
    if request.POST.get("bliv"):
        return redirect("cases:home")
    return redirect("cases:case", notice.case.number)


@shows_problems
@require_POST
def drop_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Slet en kladde."""
    user: Any = request.user
    found = queries.drafts(user).filter(pk=pk).first()
    if found is not None:
        actions.drop_draft(actor=user, draft=found)
        messages.success(request, "Kladden er slettet.")
    return redirect("cases:home")


@shows_problems
def act_for(request: HttpRequest) -> HttpResponse:
    """Handler for: vælg, hvilken part du handler for."""
    options = acting.choices(request.user)
    if request.method == "POST":
        acting.choose(request, request.POST.get("for", ""))
        return redirect("cases:home")
    return render(request, "cases/acting.html", {"options": options, "chosen": acting.chosen(request)})
