"""The ways on from a case: the few in view, and the rest under headings that say what they are for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tvaers.engine.cases.duties import Owed
from tvaers.engine.cases.given import fields_of
from tvaers.engine.cases.queries import Way
from tvaers.kernel.case_types import CaseType, EventSpec

MOST_BUTTONS = 4
"""How many buttons stand in view; the other ways are folded away beneath them."""
MOST_FLAT = 6
"""The longest list that needs no headings."""


@dataclass(frozen=True)
class WayGroup:
    """The ways of one kind; `title` is "" where there is only one group."""

    title: str
    ways: tuple[Way, ...]


def shown(type: CaseType, ways: tuple[Way, ...], duties: tuple[Owed, ...]) -> dict[str, Any]:
    """The ways on: the main one and the next few in view, the rest and the blocked ones folded away.

    What does an open duty of the reader's own party comes before what can wait.
    """
    parties = parties_of(ways)
    mine = [one for one in duties if one.is_open and one.party in parties]
    doing = list(dict.fromkeys(id for one in mine for id in one.duty.done_by))
    rank = {id: place for place, id in enumerate(doing)}
    free = sorted((way for way in ways if not way.blocked), key=lambda way: rank.get(way.event.id, len(rank)))
    main = [way for way in free if way.event.main][:1] or [way for way in free if way.event.id in doing][:1]
    rest = [way for way in free if way not in main and not way.event.updates]
    room = max(0, MOST_BUTTONS - len(main)) if len(rest) > MOST_BUTTONS else len(rest)
    others = rest[room:]
    return {"main": main, "buttons": rest[:room], "others": grouped(type, others), "other_count": len(others),
            "blocked": [way for way in ways if way.blocked]}  # fmt: skip


def grouped(type: CaseType, ways: list[Way]) -> list[WayGroup]:
    """Many ways under headings, in the order given; few stand as they are."""
    if len(ways) <= MOST_FLAT:
        return [WayGroup("", tuple(ways))] if ways else []
    kinds = {title: tuple(way for way in ways if kind_of(type, way.event) == title) for title in KINDS}
    return [WayGroup(title, found) for title, found in kinds.items() if found]


KINDS = ("Bring forløbet videre", "Send eller giv besked", "Hold lister ved lige", "Registrér en oplysning")
"""The headings: to another state, word to others, a checklist or a list of records, and the rest."""


def kind_of(type: CaseType, event: EventSpec) -> str:
    """The heading that an event stands under."""
    if event.to:
        return KINDS[0]
    if event.adds or any(field.type == "checklist" for field in fields_of(type, event).values()):
        return KINDS[2]
    return KINDS[1] if event.notices else KINDS[3]


def parties_of(ways: tuple[Way, ...]) -> set[str]:
    """The parties that the reader acts for in the case."""
    return {way.doer.party for way in ways}
