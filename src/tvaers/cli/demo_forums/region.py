"""The forums of the demo region, told once: seats, the minutes of 2025, a year around today, editions on their way."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from tvaers.cli.demo_forums import editions, minutes, outreach, people, wheel, year
from tvaers.cli.demo_forums.calendar import Calendar, around_today
from tvaers.cli.demo_forums.people import SYSTEM
from tvaers.engine.forums import actions

Say = Callable[[str], None]


def fill(say: Say) -> bool:
    """Tell the forums unless they are told; whole or not at all, so that a killed `up` is taken up again.

    Says whether anything was told. The demo users must be there.
    """
    actions.take_up(actor=SYSTEM)
    if minutes.is_in():
        return False
    say("Fortæller et år i de nordjyske fora …")
    with transaction.atomic():
        _tell()
    return True


def _tell() -> None:
    calendar = around_today()
    people.seat_all()
    editions.lay_before_the_meeting()
    minutes.take_in()
    meetings = year.call_all(calendar)
    edition = editions.lay_on_its_way(calendar)
    year.hold_all(calendar, meetings, lambda key, weeks: _send(calendar, edition, key, weeks))
    editions.answer(calendar, edition)
    editions.hear(calendar)
    year.prepare_next(calendar, meetings)
    outreach.tell(calendar)
    wheel.tell(calendar)


def _send(calendar: Calendar, edition: object, key: str, weeks: int) -> None:
    """The edition goes to each forum at the meetings of the story."""
    if (key, weeks) in (("ffu", -12), ("ssf", -9), ("ssu", -5)):
        editions.send_on(calendar, edition, key, weeks)
