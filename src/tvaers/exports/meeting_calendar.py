"""Meetings as calendar files: one meeting, or those of a forum. Only when and where; nothing of what is treated.

A calendar that reads the file again moves what has been moved, and strikes what is cancelled.
"""

from __future__ import annotations

from typing import Any

from tvaers.engine.forums import queries
from tvaers.engine.forums.calendar import event_of
from tvaers.kernel import ics

NAME = "Møder"
MOST = 1000
"""The most meetings in one file: the latest."""


def of_meeting(meeting: queries.Meeting) -> str:
    """One meeting; for one that is cancelled, the word that it is."""
    event = event_of(meeting)
    return ics.written([event], name=NAME, method="CANCEL" if event.is_cancelled else "PUBLISH")


def of_forum(user: Any, forum: queries.Forum) -> str:
    """Every meeting of a forum, the earliest first; cancelled ones as struck."""
    latest = list(queries.meetings(user, forum).reverse()[:MOST])
    return ics.written((event_of(one) for one in reversed(latest)), name=NAME)
