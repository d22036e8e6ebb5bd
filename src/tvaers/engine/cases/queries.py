"""Reading cases: what one may see, what one should do next, and how a case came to be as it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from tvaers.engine.access.queries import standings
from tvaers.engine.agreements import queries as agreements
from tvaers.engine.cases import core, policies, store
from tvaers.engine.cases.duties import Owed, owed
from tvaers.engine.cases.models import CalendarKey, Case, CaseParty, Document, Draft, Event, Notice, SavedView, Turn
from tvaers.engine.cases.policies import case_types
from tvaers.engine.cases.sharing import shared
from tvaers.engine.citizens import queries as citizens
from tvaers.kernel import clock
from tvaers.kernel.case_events import ENGINE_EVENTS
from tvaers.kernel.case_types import CaseType, EventSpec
from tvaers.kernel.errors import NotFound, Problem

__all__ = [
    "CalendarKey", "Case", "Deed", "Document", "Draft", "Event", "Notice", "Openable", "SavedView", "Turn", "Way",
    "as_core", "calendar_key", "case", "case_types", "cases", "deeds", "document", "documents", "doers_of", "draft",
    "drafts", "duties", "links", "notice", "notices", "notices_of", "of_parties", "openable", "search", "shared",
    "turns", "type_in", "view", "views", "ways",
]  # fmt: skip


def type_in(package: str, type: str) -> CaseType:
    """One case type of an agreement. NotFound when there is no such agreement, or it has none of that name."""
    found = agreements.package(package).case_types.get(type)
    if found is None:
        raise NotFound(what=f"Aftalen har ingen forløbstype »{type}«.")
    return found


def cases(user: Any, type: str = "", state: str = "", *, only_open: bool = False, text: str = "") -> QuerySet[Case]:
    """The cases that the user may see, newest change first; of a type, in a state, or found by a text."""
    found = policies.visible_to(user).select_related("citizen").defer("search")
    found = found.filter(type=type) if type else found
    found = found.filter(state=state) if state else found
    found = found.filter(is_open=True) if only_open else found
    return (search(user, text, found) if text else found).order_by("-changed_at", "-pk")


def case(user: Any, number: str) -> Case:
    """One case by its number. Raises NotFound also when the user may not see it."""
    found = policies.visible_to(user).select_related("citizen").filter(number=number.replace("\x00", "")).first()
    if found is None:
        raise NotFound(what="Forløbet findes ikke, eller du har ikke adgang til det.")
    return found


def of_parties(type: str, parties: Collection[str]) -> QuerySet[CaseParty, int]:
    """The keys of the cases of a type in which some of the parties have a role; for narrowing `cases`."""
    return CaseParty.objects.filter(type=type, party__in=sorted(parties)).values_list("case_id", flat=True)


def search(user: Any, text: str, among: QuerySet[Case] | None = None) -> QuerySet[Case]:
    """The cases that hold every word of a text, by Danish stems; a number or a CPR number finds its own."""
    found = policies.visible_to(user) if among is None else among
    wanted = text.strip()
    if not wanted or "\x00" in wanted:
        return found.none()
    words = SearchQuery(wanted, config=store.CONFIG, search_type="websearch")
    ways = [Q(search=words), Q(number=wanted.upper()), _of_citizen(wanted)]
    by_text, *others = [Case.objects.filter(way).values("pk") for way in ways]
    return found.filter(pk__in=by_text.union(*others, all=True))  # each way by its own index; together they have none


def _of_citizen(text: str) -> Q:
    """The cases of the citizen with a CPR number or pseudonym; the number is compared by its keyed hash only."""
    try:
        return Q(citizen__cpr_hash=citizens.hash_of(citizens.Cpr(text)))
    except Problem:
        return Q(citizen__pseudonym=text)


def turns(user: Any, type: str = "", parties: Collection[str] = ()) -> QuerySet[Turn]:
    """The worklist: what the user's parties must do, most urgent first, and then what has waited longest.

    Of a type, and with `parties` only for those among them.
    """
    found = policies.turns_of(user).select_related("case", "case__citizen").defer("case__search")
    found = found.filter(type=type) if type else found
    found = found.filter(party__in=sorted(parties)) if parties else found
    return found.order_by(F("due").asc(nulls_last=True), "since", "pk")


def notices(user: Any, *, unread: bool = False) -> QuerySet[Notice]:
    """The word sent to the user's parties, newest first. `sees_case`: whether they may still see what it is about."""
    found = policies.notices_to(user).select_related("case").defer("case__search").annotate(sees_case=_sees(user))
    return (found.filter(read_at__isnull=True) if unread else found).order_by("-at", "-pk")


def notices_of(row: Case) -> QuerySet[Notice]:
    """The word that a case's events have sent, newest first. The caller has checked access to the row."""
    return row.notices.order_by("-at", "-pk")


def notice(user: Any, pk: int) -> Notice:
    """One notice. Raises NotFound also when it was sent to others."""
    found = policies.notices_to(user).filter(pk=pk).first()
    if found is None:
        raise NotFound(what="Beskeden findes ikke, eller den er ikke til dig.")
    return found


def drafts(user: Any) -> QuerySet[Draft]:
    """The user's own drafts, newest first. `sees_case`: whether they may still see the case."""
    found = policies.drafts_of(user).select_related("case").annotate(sees_case=_sees(user))
    return found.order_by("-saved_at")


def _sees(user: Any) -> Exists:
    """Whether the case that a row belongs to is visible to the user now."""
    return Exists(policies.visible_to(user).filter(pk=OuterRef("case_id")))


def draft(user: Any, type: str, package: str, event: str, case: Case | None = None) -> Draft | None:
    """The user's draft to an event of a case, or to a case that is not opened yet."""
    return policies.drafts_of(user).filter(type=type, package=package, event=event, case=case).first()


def as_core(row: Case) -> core.Case:
    """A case as the core sees it: its events folded. The caller has the row from a query that checked access."""
    return store.read(row)


def duties(row: Case, at: datetime | None = None) -> tuple[Owed, ...]:
    """Every duty that has come up in a case by a moment (now when none is given)."""
    return owed(store.read(row), at or clock.now())


@dataclass(frozen=True)
class Way:
    """An event that the user can cause now: as whom, and why it is blocked, if it is."""

    event: EventSpec
    doer: core.Doer
    blocked: str


def ways(user: Any, row: Case, case: core.Case | None = None) -> tuple[Way, ...]:
    """What the user can do in a case now: the obvious next step first, then as declared."""
    seen = case or store.read(row)
    able = policies.doers(user, seen.type, seen.parties)
    now = clock.now()
    found: dict[str, Way] = {}
    for doer in able:
        for event in core.allowed(seen, doer):
            if event.id not in found:
                found[event.id] = Way(event, doer, core.blocked(seen, event, now, doer))
    order = {event.id: place for place, event in enumerate(seen.type.events)}
    return tuple(sorted(found.values(), key=lambda way: (not way.event.main, order[way.event.id])))


def doers_of(user: Any, case: core.Case, event: EventSpec) -> tuple[core.Doer, ...]:
    """As whom the user can cause an event: each party that they act for, once."""
    able = policies.doers(user, case.type, case.parties)
    return tuple({one.party: one for one in reversed(able) if event in core.allowed(case, one)}.values())


@dataclass(frozen=True)
class Openable:
    """A case type that the user may open cases of: under which agreement, with which event, as whom."""

    package: str
    agreement: str
    type: CaseType
    event: EventSpec
    doers: tuple[core.Doer, ...]


def openable(user: Any) -> tuple[Openable, ...]:
    """Every way in which the user may open a case, under the agreements in force today."""
    found = []
    today, held = clock.today(), standings(user)
    for package in agreements.packages().values():
        for type in package.case_types.values() if package.active_on(today) else ():
            able = policies.openers(user, type, held)
            for event in type.events:
                ways = [d for d in able if d.role in (event.by or (d.role,)) and d.job in (event.jobs or (d.job,))]
                doers = tuple(one for way in ways for one in policies.fitting(way, type)) if event.opens else ()
                if doers:
                    found.append(Openable(package.id, package.title, type, event, doers))
    return tuple(found)


@dataclass(frozen=True)
class Deed:
    """One row of a case's history with what became of it: mended by a later row, annulled by one, or as it stands."""

    row: Event
    spec: EventSpec | None
    corrected_by: Event | None
    annulled_by: Event | None


def deeds(row: Case, type: CaseType) -> tuple[Deed, ...]:
    """The history of a case, oldest first; corrections and annulments stand where they came, and at their target."""
    rows = list(row.events.order_by("number"))
    specs = {event.id: event for event in (*type.events, *ENGINE_EVENTS.values())}
    corrected = {one.target: one for one in rows if one.kind == "correction"}
    annulled = {one.target: one for one in rows if one.kind == "annulment"}
    return tuple(Deed(one, specs.get(one.event), corrected.get(one.number), annulled.get(one.number)) for one in rows)


def links(user: Any, row: Case) -> list[tuple[str, Case]]:
    """The cases tied to this one, either way, that the user may see, each with what the tie means."""
    kinds: Mapping[int, str] = {
        **{one.other_id: one.kind for one in row.links.all()},
        **{one.case_id: one.kind for one in row.linked_from.all()},
    }
    seen = policies.visible_to(user).filter(pk__in=list(kinds)).order_by("pk") if kinds else ()
    return [(kinds[one.pk], one) for one in seen]


def documents(row: Case) -> QuerySet[Document]:
    """The files of a case, newest first."""
    return row.documents.order_by("-at", "-pk")


def document(row: Case, pk: int) -> Document:
    """One file of a case. NotFound for those of other cases."""
    found = row.documents.filter(pk=pk).first()
    if found is None:
        raise NotFound(what="Dokumentet findes ikke i forløbet.")
    return found


def views(user: Any, list: str | None = None) -> QuerySet[SavedView]:
    """The saved views that the user may use, of one list or of all, by name."""
    found = policies.views_visible_to(user).select_related("owner")
    found = found if list is None else found.filter(list=list)
    return found.order_by("name", "pk")


def view(user: Any, pk: int) -> SavedView:
    """One saved view. NotFound also when it is neither the user's nor shared with them."""
    found = policies.views_visible_to(user).filter(pk=pk).first()
    if found is None:
        raise NotFound(what="Visningen findes ikke, eller den er ikke delt med dig.")
    return found


def calendar_key(user: Any) -> CalendarKey | None:
    """The address at which the user's calendar program reads, without its secret; None when there is none."""
    return CalendarKey.objects.filter(user_id=user.pk).first()
