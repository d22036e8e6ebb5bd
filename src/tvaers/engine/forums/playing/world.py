"""The world of a scenario of forums: its forums with somebody in each part, its meetings and its items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from tvaers.engine.access import actions as access
from tvaers.engine.cases.given import read_time
from tvaers.engine.forums import deciding, matters, meetings, planning, seating
from tvaers.engine.forums.composition import SECRETARY
from tvaers.engine.forums.models import Followup, Forum, Item, Meeting, Person, Remark
from tvaers.engine.settlement.scenario_models import Given
from tvaers.kernel import clock
from tvaers.kernel.action import System
from tvaers.kernel.errors import Problem
from tvaers.kernel.forum_scenarios import GivenItem, GivenMeeting, GivenSeat
from tvaers.kernel.forum_types import ForumType, SeatRule
from tvaers.kernel.package import Package

R = TypeVar("R")
AHEAD = timedelta(days=60)
"""How long before everything else what is given was set up: no deadline has passed then."""
MEMBERS = ("secretary", "chair", "member")
OUTSIDER = "outsider"
ROLE = "udvalgsmedlem"
SYSTEM = System("scenariet")


@dataclass
class World:
    """What a scenario acts on, by the names that it uses; persons by part or name, and forum.

    `seated` are the keys of the forums whose seats the scenario gives.
    """

    package: Package
    forums: dict[str, Forum] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    users: dict[str, Any] = field(default_factory=dict)
    persons: dict[tuple[str, str], Person] = field(default_factory=dict)
    seated: set[str] = field(default_factory=set)

    def forum(self, key: str | None) -> Forum:
        """A forum by its key; the first one of the scenario without. Problem for one that is not there."""
        return _found(self.forums, key, "Forummet") if key else next(iter(self.forums.values()))

    def meeting(self, name: str) -> Meeting:
        """A meeting as it stands now. Problem for an unknown name."""
        return Meeting.objects.get(pk=_found(self.meetings, name, "Mødet").pk)

    def item(self, name: str) -> Item:
        """An item as it stands now. `p1@ssf` is the newest of its matter in a forum, `m1/status` a standing one."""
        if "/" in name:
            meeting, _, standing = name.partition("/")
            return _first(self.meeting(meeting).items.filter(standing=standing), name)
        own, _, forum = name.partition("@")
        item = _found(self.items, own, "Punktet")
        if not forum:
            return Item.objects.get(pk=item.pk)
        there = Item.objects.filter(matter=item.matter_id, forum=self.forum(forum), gone_at=None).exclude(pk=item.pk)
        return _first(there.order_by("-pk"), name)

    def remark(self, item: Item, number: str) -> Remark:
        """A remark of an item by its number, from 1. Problem for one that is not there."""
        return _numbered(item.remarks.order_by("number"), number, "bemærkning")

    def task(self, item: Item, number: str) -> Followup:
        """A follow-up of an item by its number, from 1. Problem for one that is not there."""
        return _numbered(item.followups.order_by("pk"), number, "opfølgning")

    def user(self, by: str) -> Any:
        """Who does something. Problem for a part that scenarios do not know."""
        return _found(self.users, by, "Rollen")

    def person(self, by: str, forum: Forum) -> Person:
        """The person of a part in a forum. Problem for a part that has no seat there."""
        return _found(self.persons, (by, forum.key), "Personen")


def _found(kept: Mapping[Any, R], name: Any, what: str) -> R:
    if name not in kept:
        known = ", ".join(sorted({one if isinstance(one, str) else one[0] for one in kept}))
        said = name if isinstance(name, str) else name[0]
        raise Problem(what=f"{what} »{said}« er ikke i scenariet.", do=f"Vælg en af: {known}.")
    return kept[name]


def _first(rows: Any, name: str) -> Item:
    found: Item | None = rows.first()
    if found is None:
        raise Problem(what=f"Der er intet punkt »{name}«.", why="Sagen har intet punkt der, eller mødet har det ikke.")
    return found


def _numbered(rows: Iterable[R], number: str, what: str) -> R:
    found = list(rows)
    if not number.isdigit() or not 0 < int(number) <= len(found):
        raise Problem(what=f"Punktet har ingen {what} »{number}«.", do="Brug numrene 1, 2 og så videre.")
    return found[int(number) - 1]


def set_up(package: Package, given: Given, first: datetime) -> World:
    """The world that is given, long before the `first` thing that happens. Problem for what the agreement lacks."""
    moments = [first, *(read_time(one.at) for one in given.meetings)]
    world = World(package)
    with clock.fixed(min(moments) - AHEAD):
        for key in dict.fromkeys((*given.forum, *(key for one in given.items for key in one.route))):
            world.forums[key] = seating.establish(actor=SYSTEM, type=_declared(package, key))
        world.seated = {world.forum(one.forum).key for one in given.seats}
        _seat(world)
        for seat in given.seats:
            take_seat(world, SYSTEM, seat)
        for meeting in given.meetings:
            plan_meeting(world, SYSTEM, meeting)
        for item in given.items:
            enter(world, SYSTEM, item)
    for meeting in given.meetings:
        if meeting.held:
            _hold(world, meeting)
    return world


def _hold(world: World, given: GivenMeeting) -> None:
    meeting = world.meeting(given.id)
    with clock.fixed(meeting.starts_at):
        deciding.hold(actor=SYSTEM, meeting=meeting, leader=world.person("chair", meeting.forum))


def _declared(package: Package, key: str) -> ForumType:
    if key not in package.forums:
        known = ", ".join(sorted(package.forums))
        raise Problem(what=f"Aftalen har intet forum »{key}«.", do=f"Vælg en af: {known}." if known else "")
    return package.forums[key]


def _seat(world: World) -> None:
    """A secretary, a chair and a member in every forum; and somebody with a role and no seat."""
    for by in (*MEMBERS, OUTSIDER):
        world.users[by] = access.create_user(actor=SYSTEM, username=f"scenarie-{by}", title=by)
        access.grant(actor=SYSTEM, user=world.users[by], role=ROLE, scope=f"scenarie-{by}", reason="scenarie")
    for by in MEMBERS:
        person = seating.register_person(actor=SYSTEM, name=f"Scenariets {by}", user=world.users[by])
        for forum in world.forums.values():
            world.persons[by, forum.key] = person
            _stand_in(forum, person, by, is_substitute=forum.key in world.seated)


def _stand_in(forum: Forum, person: Person, by: str, *, is_substitute: bool) -> None:
    """Somebody of a part in a forum; as a substitute they count for nothing where the seats are given."""
    type = seating.type_of(forum)
    rule = _chairs_seat(type) if by == "chair" else type.seats[0] if type.seats else None
    seat, side = (rule.id, rule.side) if rule else ("medlem", next(iter(type.sides), "region"))
    if by == "secretary":
        seat, side = (type.secretariat.seats or (SECRETARY,))[0], "region"
    party = rule.parties[0] if rule and rule.parties and by != "secretary" else ""
    seating.seat(
        actor=SYSTEM, forum=forum, person=person, seat=seat, side=side, party=party, starts=forum.starts,
        is_chair=by == "chair" and not is_substitute, is_substitute=is_substitute,
    )  # fmt: skip


def _chairs_seat(type: ForumType) -> SeatRule | None:
    """A seat that a chair can come from."""
    able = [one for one in type.seats if not type.chairs.seats or one.id in type.chairs.seats]
    sides = [one for one in able if not type.chairs.sides or one.side in type.chairs.sides]
    return next(iter(sides or able), None)


def take_seat(world: World, actor: Any, given: GivenSeat) -> None:
    """Somebody in a seat, kept under their name; `count` people without a name."""
    forum = world.forum(given.forum)
    names = [given.person] if given.person else [f"{given.seat} {given.party} {n + 1}" for n in range(given.count)]
    for name in names:
        person = world.persons.get((name, forum.key)) or seating.register_person(actor=SYSTEM, name=name)
        seating.seat(
            actor=actor, forum=forum, person=person, seat=given.seat, side=given.side, party=given.party,
            group=given.group, is_chair=given.chair, is_substitute=given.substitute,
            starts=given.start or forum.starts, ends=given.end,
        )  # fmt: skip
        world.persons[name, forum.key] = person


def plan_meeting(world: World, actor: Any, given: GivenMeeting) -> None:
    """Plan a meeting, and keep it under its name."""
    world.meetings[given.id] = meetings.call_meeting(
        actor=actor, forum=world.forum(given.forum), starts_at=read_time(given.at), kind=given.kind, host=given.host,
        items_due=given.items_due,
    )  # fmt: skip


def enter(world: World, actor: Any, given: GivenItem) -> None:
    """Open a matter, put its item in the pipeline or on an agenda, and keep it under its name."""
    forum = world.forum(given.forum)
    matter = matters.open_matter(
        actor=actor, forum=forum, title=given.title, route=given.route, is_closed=given.closed, journal=given.journal
    )
    target = given.agenda or given.meeting
    meeting = world.meeting(target) if target else None
    item = matters.propose(
        actor=actor, forum=forum, matter=matter, kinds=given.kinds, points=given.points, awaits=given.awaits,
        meeting=meeting, role=given.role,
        sections=[{"kind": kind, "text": text} for kind, text in given.sections.items()],
    )  # fmt: skip
    world.items[given.id] = item
    if given.agenda and meeting is not None:
        planning.put_on_agenda(actor=actor, item=item, meeting=meeting)
