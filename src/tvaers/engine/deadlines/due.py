"""What a deadline comes to: the last moment, how exactly it is counted, and the account of how it was found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Precision = Literal["day", "minute", "second"]


@dataclass(frozen=True)
class Step:
    """One line of an account in Danish: "fredag 22. august 2025: dag 3".

    `day` is the day, or the first one walked when the line is about several. `counted` says whether time ran then.
    """

    day: date
    counted: bool
    text: str


@dataclass(frozen=True)
class Due:
    """The last moment that is in time, in Danish time; None while the clock stands still with no known end.

    `precision` is the unit in which being in time is judged. "day": the whole day counts, and the moment is 23:59.
    "minute": what is done within that minute is in time (readings 10 and 11). "second": likewise for the second (A28).

    `explain` makes the account. It runs when `account` is asked for, so that a list of many deadlines pays for none.
    """

    moment: datetime | None
    precision: Precision
    explain: Callable[[], tuple[Step, ...]] = field(default=tuple, compare=False, repr=False)

    @property
    def account(self) -> tuple[Step, ...]:
        """How the deadline was found, line by line: every day that does not count is there with the reason."""
        return self.explain()
