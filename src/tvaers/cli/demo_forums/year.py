"""The living forum year: meetings held and to come, what was decided and what is still open. All invented."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tvaers.cli.demo_forums.calendar import Calendar
from tvaers.cli.demo_forums.people import SEATS, SYSTEM, members
from tvaers.cli.demo_forums.story import AHEAD, CLOSED, ON_AGENDA, TREATED, Treated
from tvaers.engine.access.queries import user_named
from tvaers.engine.forums import actions, queries
from tvaers.engine.forums.planning import hindrances

MEETINGS: Mapping[str, tuple[int, ...]] = {
    "ffu": (-24, -12, -2, 2, 8, 16), "ssf": (-32, -9, 4, 12), "ssu": (-28, -5, 7, 19),
    "sundhedsklynge-midt": (-20, 3, 15),
}  # fmt: skip
"""Weeks from today, by forum. Those behind us are held; the last one of the first forum awaits an approval."""
AWAITING = ("ffu", -2)
MISSING = "ffu-thisted"
"""The member who has not answered the newest minutes."""
PLACES = {"ffu": "Mødelokale D, Regionshuset", "ssf": "Rådhuset i Hobro", "ssu": "Regionshuset, Aalborg"}
ENDING = {"approval": "approved", "information": "noted", "discussion": "discussed"}


def call_all(calendar: Calendar) -> dict[tuple[str, int], Any]:
    """Every meeting of the year, called when the year began."""
    made = {}
    with calendar.fixed(-44):
        for key, weeks in MEETINGS.items():
            forum = queries.forum(SYSTEM, key)
            for one in weeks:
                made[key, one] = actions.call_meeting(
                    actor=SYSTEM, forum=forum, starts_at=calendar.at(one, hour=12), ends_at=calendar.at(one, hour=15),
                    place=PLACES.get(key, ""), form="physical" if key in PLACES else "online",
                )  # fmt: skip
    return made


def hold_all(calendar: Calendar, meetings: Mapping[tuple[str, int], Any], before: Callable[[str, int], None]) -> None:
    """The meetings behind us, the first one first; `before` is called with the forum and weeks of each."""
    for key, weeks in sorted((one for one in meetings if one[1] < 0), key=lambda one: one[1]):
        before(key, weeks)
        _prepare(calendar, key, weeks, meetings)
        _hold(calendar, key, weeks, meetings)
        _minute(calendar, key, weeks, meetings[key, weeks])


def _prepare(calendar: Calendar, key: str, weeks: int, meetings: Mapping[tuple[str, int], Any]) -> None:
    """The agenda: the items of the story, and what came from other forums and nothing hinders."""
    meeting = meetings[key, weeks]
    forum = queries.forum(SYSTEM, key)
    with calendar.fixed(weeks, -18):
        for one in TREATED:
            if (one.forum, one.weeks) == (key, weeks):
                matter = actions.open_matter(actor=SYSTEM, forum=forum, title=one.title, route=one.route)
                actions.propose(
                    actor=SYSTEM, forum=forum, matter=matter, kinds=[one.kind], points=[one.point], meeting=meeting,
                    sections=[{"kind": "resume", "text": one.text}] if one.text else (),
                )  # fmt: skip
        put_on(meeting)
    with calendar.fixed(weeks, -8):
        actions.send_agenda(actor=SYSTEM, meeting=meeting)


def put_on(meeting: Any) -> None:
    """Everything meant for a meeting that nothing hinders goes on its agenda."""
    for item in queries.pipeline(SYSTEM, meeting.forum, meeting):
        if not hindrances(item, meeting):
            actions.put_on_agenda(actor=SYSTEM, item=item, meeting=meeting)


def _hold(calendar: Calendar, key: str, weeks: int, meetings: Mapping[tuple[str, int], Any]) -> None:
    """The meeting is held: who was away, and a decision on every item."""
    meeting = meetings[key, weeks]
    story = {one.title: one for one in TREATED if (one.forum, one.weeks) == (key, weeks)}
    with calendar.fixed(weeks, hour=13):
        people = {one.person.name: one.person for one in queries.seating(SYSTEM, meeting.forum).sittings}
        leader = next((one.name for one in SEATS[key] if one.is_chair), SEATS[key][0].name)
        actions.hold(actor=SYSTEM, meeting=meeting, leader=people[leader])
        if len(people) > 5:
            away = sorted(people)[-weeks % len(people)]
            actions.attend(actor=SYSTEM, meeting=meeting, person=people[away], status="excused")
        for item, _ in queries.agenda(SYSTEM, meeting):
            _decide(calendar, item, story.get(item.title), meetings)


def _decide(calendar: Calendar, item: Any, told: Treated | None, meetings: Mapping[tuple[str, int], Any]) -> None:
    """An item decided as the story tells, or as items usually are; then what follows from it."""
    outcome = (told.outcome if told else "") or ENDING.get("".join(item.kinds[:1]), "nothing_to_note")
    words = told.words if told else ""
    later = meetings.get((told.forum, told.to)) if told and told.to else None
    held = _said(item, told) if told else None
    for point in list(item.points.order_by("number")) or [None]:
        actions.decide(
            actor=SYSTEM, item=item, point=point.number if point else None, outcome=outcome, words=words,
            deferred_to=later,
        )  # fmt: skip
    for text, owner, party, due, evidence in told.tasks if told else ():
        task = actions.follow_up(
            actor=SYSTEM, item=item, text=text, owner=owner, party=party, due=calendar.day(due), blocked_by=held
        )
        if evidence:
            actions.progress(actor=SYSTEM, followup=task, state="done", evidence=evidence)
    actions.conclude(actor=SYSTEM, item=item)


def _said(item: Any, told: Treated) -> Any:
    """The remark or the reservation of the story; the reservation, which tasks wait for."""
    if told.remark:
        actions.remark(actor=SYSTEM, item=item, text=told.remark)
    if told.reservation:
        return actions.remark(actor=SYSTEM, item=item, text=told.reservation, kind="reservation")
    return None


def _minute(calendar: Calendar, key: str, weeks: int, meeting: Any) -> None:
    """The minutes are sent two days later, and approved by every member; one is still missing in the newest."""
    with calendar.fixed(weeks, 2):
        minutes = actions.send_minutes(actor=SYSTEM, meeting=meeting)
    with calendar.fixed(weeks, 9):
        for user in members(key):
            if (key, weeks) != AWAITING or user.username != MISSING:
                actions.approve_minutes(actor=user, minutes=minutes)


def prepare_next(calendar: Calendar, meetings: Mapping[tuple[str, int], Any]) -> None:
    """The coming meeting: an agenda half made, one closed item on it, and a backlog of a dozen."""
    meeting = meetings["ffu", 2]
    keeper = user_named("demo-forumsekretaer") or SYSTEM
    with calendar.fixed(0, -5):
        actions.describe_meeting(actor=keeper, meeting=meeting, theme="Trygge udskrivelser")
        for number, title in enumerate(AHEAD):
            awaits = "høring i klyngerne" if number == 4 else ""
            _wait(keeper, meeting, title, ("approval", "discussion", "information")[number % 3], awaits=awaits)
        placed = [_wait(keeper, meeting, title, "information") for title in ON_AGENDA]
        placed.append(_wait(keeper, meeting, CLOSED, "discussion", is_closed=True))
        for item in placed:
            actions.put_on_agenda(actor=keeper, item=item, meeting=meeting)


def _wait(keeper: Any, meeting: Any, title: str, kind: str, *, awaits: str = "", is_closed: bool = False) -> Any:
    """An item in the pipeline towards a meeting."""
    verb = {"approval": "Godkender", "discussion": "Drøfter", "information": "Orienteres om"}[kind]
    matter = actions.open_matter(actor=keeper, forum=meeting.forum, title=title, is_closed=is_closed)
    return actions.propose(
        actor=keeper, forum=meeting.forum, matter=matter, kinds=[kind], meeting=meeting, awaits=awaits,
        points=[f"{verb} oplægget."], is_closed=is_closed,
    )  # fmt: skip
