"""Minutes that never were, and the three forums that a matter travels through, for the tests of the import."""

from __future__ import annotations

from typing import Any

from tests.forums.forum_world import SYSTEM, at

from tvaers.engine.forums import actions
from tvaers.engine.forums.models import Forum, Item, Meeting
from tvaers.engine.forums.reading import Minutes, read_minutes
from tvaers.kernel import clock
from tvaers.kernel.forum_types import ForumType

NOW = at(2026, 3, 16, 9)
NAMES = {"ffu": "Fælles Forretningsudvalg", "ssf": "Strategisk Sundhedsforum", "ssu": "Sundhedssamarbejdsudvalget"}
HEAD = """REFERAT Sundhedsaftalens Fælles Forretningsudvalg d. 12-03-2026

Mødedato Torsdag d. 12. marts 2026 kl. 13:30

Mødested Lokale Eg
"""
PEOPLE = """
Punkt 1: Mødedeltagere

Sagsfremstilling

Faste deltagere

Asta Ahorn, Hjørring Kommune

Cilla Ceder, Region Nordjylland - **mødeleder**

Birk Bøg, Region Nordjylland (sekretariat)

Beslutning

Der var afbud fra Asta Ahorn.
"""
GIVES = "Det indstilles, at Fælles Forretningsudvalg:\n\n1. Godkender aftalen om naboskab.\n"
CHAIN = "Aftalen fortsætter til godkendelse i Strategisk Sundhedsforum og i Sundhedssamarbejdsudvalget."


def approval(decision: str, *, number: int = 2, further: str = "", case: str = "", gives: str = GIVES) -> str:
    """An item that is to be approved, with what was decided."""
    parts = [
        f"\nPunkt {number}: Godkendelse: Aftale om naboskab\n\n1-30-72-7-26\n", *_section("Sagsfremstilling", case),
        *_section("Fortsat sagsbehandling", further), *_section("Indstilling", gives),
        *_section("Beslutning", decision),
    ]  # fmt: skip
    return "\n".join(parts)


def agenda(entries: str, decision: str) -> str:
    """An item that lists what waits for another forum, and what was said of it."""
    case = f"Til møde i Strategisk Sundhedsforum den 21. maj 2026 ligger følgende punkter i pipeline:\n\n{entries}"
    gives = "Det indstilles, at Fælles Forretningsudvalg:\n\n1. Drøfter punkterne.\n"
    title = "\nPunkt 2: Drøftelse: Dagsorden til Strategisk Sundhedsforum 21. maj\n"
    parts = [title, *_section("Sagsfremstilling", case),
             *_section("Indstilling", gives), *_section("Beslutning", decision)]  # fmt: skip
    return "\n".join(parts)


def _section(heading: str, text: str) -> list[str]:
    return [f"{heading}\n", f"{text}\n"] if text else []


def minutes(*items: str, head: str = HEAD) -> Minutes:
    """The minutes as they are read."""
    return read_minutes("".join((head, *items)).encode(), "referat.txt")


def forums() -> dict[str, Forum]:
    """The three forums by key, each with a seat for a town and one for the region."""
    for key, name in NAMES.items():
        actions.establish(actor=SYSTEM, type=_type(key, name))
    return {one.key: one for one in Forum.objects.filter(key__in=NAMES)}


def _type(key: str, name: str) -> ForumType:
    declared = {
        "id": key, "name": name, "short": key.upper(), "kind": "committee", "purpose": "Prøve", "clause": "P-1",
        "holds": {"from": "2025-01-01", "to": "2027-12-31"}, "deadline_days": 7,
        "seats": [
            {"id": "kommune", "title": "Kommunens medlem", "side": "municipality", "parties": ["0860"]},
            {"id": "region", "title": "Regionens medlem", "side": "region", "count": 1},
        ],
    }  # fmt: skip
    return ForumType.model_validate(declared)


def planned(forum: Forum, month: int, day: int) -> Meeting:
    """A meeting of a forum in 2026."""
    with clock.fixed(at(2026, 2, 1)):
        return actions.call_meeting(actor=SYSTEM, forum=forum, starts_at=at(2026, month, day))


def taken(forum: Forum, read: Minutes, **more: Any) -> Meeting:
    """The minutes imported, some days after the meeting."""
    with clock.fixed(NOW):
        return actions.import_minutes(actor=SYSTEM, forum=forum, minutes=read, **more)


def told(forum: str, **more: Any) -> list[Item]:
    """What waits in the pipeline of a forum, in order."""
    return list(Item.objects.filter(forum__key=forum, state="pipeline", gone_at=None, **more).order_by("pk"))
