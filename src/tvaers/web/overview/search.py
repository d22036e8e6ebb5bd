"""Search over everything the user may see, in groups: each hit with a line of what it is."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from tvaers.engine.agreements import queries as agreements
from tvaers.engine.agreements import reading
from tvaers.engine.cases import queries as cases
from tvaers.engine.forums import finding
from tvaers.engine.forums import queries as forums
from tvaers.engine.forums.calendar import title_of
from tvaers.engine.parties import policies as party_policies
from tvaers.engine.parties import queries as parties
from tvaers.engine.settlement import queries as settlement
from tvaers.engine.settlement.lifecycle import OBJECTION, STATEMENT, state_label
from tvaers.kernel import clock
from tvaers.kernel.errors import Problem
from tvaers.web.design import danish
from tvaers.web.links import to

MOST = 10


@dataclass(frozen=True)
class Hit:
    """Something found: its title, what it is, and where."""

    title: str
    note: str
    url: str


@dataclass(frozen=True)
class Group:
    """The hits of one sort; `more` is how many there are beyond those shown."""

    title: str
    hits: tuple[Hit, ...]
    more: int = 0


def line_url(user: Any, text: str) -> str:
    """The page of the line whose id the text is; "" when it is none, or none that the user may see."""
    try:
        found = settlement.find_line(user, text.strip())
    except Problem:
        return ""
    return to("settlement:line", found[1].id) if found else ""


def search(user: Any, text: str) -> list[Group]:
    """What holds the text, group by group; groups without hits are left out."""
    wanted = text.strip()
    if not wanted:
        return []
    documents = [(one, agreements.edition(one).document) for one in agreements.agreements(user)]
    groups = (
        _group("Forløb", _cases(user, wanted)),
        _group("Fora", _forums(user, wanted)),
        _group("Møder", _meetings(user, wanted)),
        _group("Punkter", _items(user, wanted)),
        _group("Beslutninger", _decisions(user, wanted)),
        _group("Aftaler", _agreements(documents, wanted)),
        _group("Bestemmelser", _clauses(documents, wanted)),
        _group("Parametre", _parameters(documents, wanted)),
        _group("Parter", _parties(user, wanted)),
        _group("Opgørelser", _statements(user, wanted)),
        _group("Indsigelser", _objections(user, wanted)),
    )
    return [group for group in groups if group.hits]


def find_citizen(user: Any, cpr: str) -> list[Group]:
    """The cases of the citizen with a CPR number that the user may see. Nothing else is searched for the number."""
    hits = _cases(user, cpr)
    return [_group("Forløb", hits)] if hits else []


def _cases(user: Any, wanted: str) -> list[Hit]:
    """Cases by their text, their number, or their citizen's CPR number; one more than is shown tells of others."""
    types = cases.case_types()
    found = cases.search(user, wanted).order_by("-changed_at")[: MOST + 1]
    return [
        Hit(one.title, f"{one.number}, {types[one.type].state(one.state).label.lower()}", to("cases:case", one.number))
        for one in found
    ]


def _forums(user: Any, wanted: str) -> list[Hit]:
    return [Hit(one.name, one.short, to("forums:forum", one.key)) for one in finding.forums_named(user, wanted)]


def _meetings(user: Any, wanted: str) -> list[Hit]:
    """One more than is shown tells of others; so too of items and decisions."""
    return [
        Hit(title_of(one), danish.moment(one.starts_at), to("forums:meeting", str(one.pk)))
        for one in finding.meetings_found(user, wanted)[: MOST + 1]
    ]


def _items(user: Any, wanted: str) -> list[Hit]:
    return [
        Hit(one.title, _where(one), to("forums:item", one.slug))
        for one in finding.items_found(user, wanted)[: MOST + 1]
    ]


def _decisions(user: Any, wanted: str) -> list[Hit]:
    return [
        Hit(one.title, f"{forums.title_of(one.outcome)}, {_where(one)}", to("forums:item", one.slug))
        for one in forums.decisions(user, text=wanted)[: MOST + 1]
    ]


def _where(item: forums.Item) -> str:
    """The forum of an item, and the day of its meeting."""
    name = item.forum.short or item.forum.name
    if item.meeting is None:
        return f"{name}, intet møde valgt"
    return f"{name} {danish.day(item.meeting.starts_at.astimezone(clock.COPENHAGEN).date())}"


def _group(title: str, hits: list[Hit]) -> Group:
    return Group(title, tuple(hits[:MOST]), max(0, len(hits) - MOST))


def _agreements(documents: list[tuple[Any, Any]], wanted: str) -> list[Hit]:
    return [
        Hit(one.title, document["summary"], to("agreements:agreement", one.package))
        for one, document in documents
        if _holds(wanted, one.title, document["summary"], one.package, one.short)
    ]


def _clauses(documents: list[tuple[Any, Any]], wanted: str) -> list[Hit]:
    return [
        Hit(
            f"{clause['id']} {clause['heading']}", clause["summary"], to("agreements:clause", one.package, clause["id"])
        )
        for one, document in documents
        for clause in reading.matching(document, text=wanted)
    ]


def _parameters(documents: list[tuple[Any, Any]], wanted: str) -> list[Hit]:
    return [
        Hit(parameter.heading, one.title, f"{to('agreements:parameters', one.package)}#{parameter.id}")
        for one, document in documents
        for parameter in reading.all_parameters(document)
        if _holds(wanted, parameter.heading, parameter.id)
    ]


def _parties(user: Any, wanted: str) -> list[Hit]:
    if not party_policies.may_see(user):
        return []
    return [
        Hit(row.name, f"{row.kind_label} {row.code}".strip(), to("parties:party", row.key))
        for row in parties.search(wanted)
    ]


def _statements(user: Any, wanted: str) -> list[Hit]:
    """Statements by the name of payer or payee: a party's by its code, a hospital's as it stands."""
    codes = [row.code for row in parties.search(wanted) if row.code]
    match = Q(payer__in=codes) | Q(payee__in=codes) | Q(payer__icontains=wanted) | Q(payee__icontains=wanted)
    found = settlement.statements(user).filter(match).defer("run__edition__document").order_by("-pk")
    return [
        Hit(
            f"{parties.name_of(one.payer)} betaler {parties.name_of(one.payee)}",
            f"{danish.kroner(one.amount)}, {one.run.book.title} nr. {one.run.number}, "
            f"{state_label(STATEMENT, one.state).lower()}",
            to("settlement:statement", one.pk),
        )
        for one in found
    ]


def _objections(user: Any, wanted: str) -> list[Hit]:
    match = Q(reason__icontains=wanted) | Q(steps__text__icontains=wanted)
    found = settlement.objections(user).filter(match).distinct().defer("statement__run__edition__document")
    return [Hit(one.reason, state_label(OBJECTION, one.state), to("settlement:objection", one.pk)) for one in found]


def _holds(wanted: str, *texts: str) -> bool:
    return any(wanted.casefold() in text.casefold() for text in texts)
