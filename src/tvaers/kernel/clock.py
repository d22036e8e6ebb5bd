"""The one clock: everything that asks for the time asks here, so tests and scenarios can fix it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tvaers.kernel.errors import Problem

COPENHAGEN = ZoneInfo("Europe/Copenhagen")

_fixed: ContextVar[datetime | None] = ContextVar("fixed_moment", default=None)


def now() -> datetime:
    """Return the moment, with zone Europe/Copenhagen."""
    return _fixed.get() or datetime.now(COPENHAGEN)


def today() -> date:
    """Return the date in Denmark."""
    return now().date()


@contextmanager
def fixed(moment: datetime) -> Iterator[datetime]:
    """Let the clock stand at `moment` inside the block; blocks nest. Problem if the moment has no time zone."""
    if moment.tzinfo is None:
        raise Problem(what="Tidspunktet mangler en tidszone.", do="Angiv tidszonen, fx +01:00.")
    token = _fixed.set(moment.astimezone(COPENHAGEN))
    try:
        yield now()
    finally:
        _fixed.reset(token)
