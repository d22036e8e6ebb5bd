"""A small world of forums: two that a matter travels through, with people, meetings, and an item on an agenda."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tests.access.world import person as user

from tvaers.engine.forums import actions
from tvaers.engine.forums.models import Forum, Item, Meeting, Person
from tvaers.kernel import clock
from tvaers.kernel.action import System
from tvaers.kernel.forum_types import ForumType

SYSTEM = System()
REGION, TOWN = "1081", "0851"


def at(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    """A moment in Denmark."""
    return datetime(year, month, day, hour, minute, tzinfo=clock.COPENHAGEN)


BEFORE, MEETING_AT = at(2025, 8, 1, 10), at(2025, 8, 22)


def forum_type(key: str, **changes: Any) -> ForumType:
    """A forum with a seat for each of two towns, two for the region, a shared chair and two secretaries."""
    declared = {
        "id": key, "name": f"Udvalget {key}", "short": key.upper(), "kind": "committee", "purpose": "Prøve",
        "clause": "P-1", "holds": {"from": "2025-01-01", "to": "2027-12-31"},
        "seats": [
            {"id": "kommune", "title": "Kommunernes medlemmer", "side": "municipality", "parties": [TOWN, "0860"]},
            {"id": "region", "title": "Regionens medlemmer", "side": "region", "count": 2},
        ],
        "chairs": {"sides": ["region", "municipality"]},
        "secretariat": {"parties": [REGION], "sides": ["region", "municipality"], "count": 2},
        "standing": [{"id": "dagsorden", "title": "Godkendelse af dagsorden", "kinds": ["approval"]}],
        "deadline_days": 7,
    }  # fmt: skip
    return ForumType.model_validate({**declared, **changes})


@dataclass
class World:
    """What the tests act on."""

    first: Forum
    second: Forum
    meeting: Meeting
    later: Meeting
    onward: Meeting
    item: Item
    member: Person
    chair: Person
    secretary: Person


def world(*, is_closed: bool = False) -> World:
    """An item that is to be approved, on the agenda of the first forum's meeting; times in August 2025."""
    with clock.fixed(BEFORE):
        first = actions.establish(actor=SYSTEM, type=forum_type("ffu"))
        second = actions.establish(actor=SYSTEM, type=forum_type("ssf"))
        meeting = actions.call_meeting(actor=SYSTEM, forum=first, starts_at=MEETING_AT, place="Lokale D")
        later = actions.call_meeting(actor=SYSTEM, forum=first, starts_at=at(2025, 9, 23))
        onward = actions.call_meeting(actor=SYSTEM, forum=second, starts_at=at(2025, 9, 29))
        people = {name: seat(first, name, **given) for name, given in SEATS.items()}
        item = propose(first, meeting, is_closed=is_closed)
    return World(first, second, meeting, later, onward, item, people["Medlem"], people["Formand"], people["Sekretær"])


SEATS: dict[str, dict[str, Any]] = {
    "Medlem": {"seat": "kommune", "party": TOWN, "is_chair": True},
    "Formand": {"seat": "region", "is_chair": True},
    "Sekretær": {"seat": "sekretaer", "side": "region"},
}


def seat(forum: Forum, name: str, **given: Any) -> Person:
    """A person in a seat since the forum began."""
    made = actions.register_person(actor=SYSTEM, name=f"{name} i {forum.key}")
    actions.seat(actor=SYSTEM, forum=forum, person=made, starts=date(2025, 1, 1), **given)
    return made


def propose(forum: Forum, meeting: Meeting, *, is_closed: bool = False, title: str = "Revideret aftale") -> Item:
    """An item with two points of recommendation on an agenda."""
    matter = actions.open_matter(
        actor=SYSTEM, forum=forum, title=title, journal="1-01-72-1-25", route=["ffu", "ssf"], is_closed=is_closed
    )
    item = actions.propose(
        actor=SYSTEM, forum=forum, matter=matter, kinds=["approval"], meeting=meeting,
        sections=[{"kind": "case", "text": "Aftalen er revideret."}],
        points=["Godkender aftalen.", "Sender den videre."],
    )  # fmt: skip
    return actions.put_on_agenda(actor=SYSTEM, item=item, meeting=meeting)


def held(made: World) -> World:
    """The meeting has begun."""
    with clock.fixed(MEETING_AT):
        made.meeting = actions.hold(actor=SYSTEM, meeting=made.meeting, leader=made.chair)
    made.item.refresh_from_db()
    return made


def decided(made: World, *outcomes: str, words: str = "", **more: Any) -> Item:
    """The outcomes noted for the points of the item, and the item concluded."""
    with clock.fixed(at(2025, 8, 22, 13)):
        for number, outcome in enumerate(outcomes, start=1):
            actions.decide(actor=SYSTEM, item=made.item, point=number, outcome=outcome, words=words, **more)
        return actions.conclude(actor=SYSTEM, item=made.item)


def minuted(meeting: Meeting, when: datetime) -> Meeting:
    """The rest of a held meeting's items approved and its minutes sent, so that others than its members read them."""
    with clock.fixed(when):
        for item in meeting.items.filter(outcome=""):
            actions.decide(actor=SYSTEM, item=item, outcome="approved")
        actions.send_minutes(actor=SYSTEM, meeting=meeting)
    meeting.refresh_from_db()
    return meeting


def seated_user(name: str, forum: Forum, role: str = "udvalgsmedlem", **given: Any) -> Any:
    """A user with a role who fills a seat in the forum."""
    made = user(name, role, "0860")
    one = actions.register_person(actor=SYSTEM, name=name, user=made)
    actions.seat(actor=SYSTEM, forum=forum, person=one, starts=date(2025, 1, 1), **given)
    return made
