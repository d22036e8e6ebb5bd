"""The whole demo region: which stories there are, and telling those that have not been told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db import transaction

from tvaers.cli.demo_cases import after, discharge, incidents, nearby, places, referral
from tvaers.cli.demo_cases.story import Copy, Story, base
from tvaers.cli.demo_cases.telling import made, tell
from tvaers.kernel import clock

Say = Callable[[str], None]
GROUPS: tuple[tuple[str, tuple[Story, ...]], ...] = (
    *discharge.GROUPS, *referral.GROUPS, *incidents.GROUPS, *nearby.GROUPS,
)  # fmt: skip
"""The stories by their first case type: a group is told whole or not at all, so that a killed `up` goes on."""


def fill(say: Say, most: int = 99) -> int:
    """Tell every group that has not been told, with at most so many copies of a story. Returns how many cases it made.

    A second call makes none.
    """
    total = 0
    for place, (type, stories) in enumerate(GROUPS):
        if made(type):
            continue
        with transaction.atomic():
            cases = [tell(copy) for copy in _copies(stories, most, 100 * place)]
            after.dress(type, cases)
        total += len(cases)
        say(f"Finder på forløb … {total} indtil nu")
    return total


def _copies(stories: tuple[Story, ...], most: int, first: int) -> Iterator[Copy]:
    """Every copy of the stories, each with a number of its own; the group's numbers begin with `first`."""
    today = clock.now()
    wanted = [(story, ago) for story in stories for ago in story.agos[:most]]
    for number, (story, ago) in enumerate(wanted, first):
        begins = base(today) - timedelta(days=ago, minutes=number * 7 % 150)
        yield Copy(story, number, begins, today, places.of(number))
