"""The minutes of 22 August 2025, retold in our own words with roles for names, read and taken in as any others."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from tvaers.cli.demo_forums.people import SYSTEM
from tvaers.engine.forums import actions, queries
from tvaers.engine.forums.reading import Minutes, read_minutes, without_names
from tvaers.engine.workplans import actions as workplans
from tvaers.kernel import clock

FILE = Path(__file__).with_name("ffu-2025-08-22.txt")
HELD = date(2025, 8, 22)
TAKEN_IN = datetime(2025, 8, 25, 9, tzinfo=clock.COPENHAGEN)


def told() -> Minutes:
    """The minutes as they are read."""
    return without_names(read_minutes(FILE))


def is_in() -> bool:
    """Whether the minutes have been taken in."""
    forum = queries.forum(SYSTEM, "ffu")
    return bool(
        queries.meetings(SYSTEM, forum).filter(starts_at__date=HELD, state__in=("minuted", "approved")).exists()
    )


def take_in() -> None:
    """The minutes on the Monday after the meeting; then the work plan, whose activities find the meetings."""
    with clock.fixed(TAKEN_IN):
        actions.import_minutes(actor=SYSTEM, forum=queries.forum(SYSTEM, "ffu"), minutes=told())
        workplans.take_up(actor=SYSTEM)
