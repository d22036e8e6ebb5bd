"""The picture of a year: months across, forums down; where meetings and due days stand. Pure.

Places across are percentages of the width, places down are pixels, so that the picture fits any width.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tvaers.engine.yearwheel.queries import Year
from tvaers.web.design import danish

MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
TOP, ROW, LINE = 28, 52, 34
SORTS = {"held": "holdt", "planned": "planlagt", "due": "frist"}


@dataclass(frozen=True)
class Sign:
    """One sign: `sort` held, planned or due; `across` in percent, `text` what it stands for."""

    sort: str
    across: str
    text: str


@dataclass(frozen=True)
class Lane:
    """One forum's line: `down` in pixels."""

    title: str
    down: int
    signs: tuple[Sign, ...]

    @property
    def line(self) -> int:
        """Where the signs stand."""
        return self.down + LINE


@dataclass(frozen=True)
class Wheel:
    """The whole picture; `today` is in percent, "" in another year."""

    lanes: tuple[Lane, ...]
    today: str

    @property
    def height(self) -> int:
        """In pixels."""
        return TOP + ROW * len(self.lanes) + 8

    @property
    def months(self) -> list[tuple[str, str, str]]:
        """Each month's name with where it begins and its middle, in percent."""
        return [(name, f"{number * 100 / 12:.2f}", f"{(number + 0.5) * 100 / 12:.2f}")
                for number, name in enumerate(MONTHS)]  # fmt: skip


def drawn(years: Sequence[Year], year: int, today: date) -> Wheel:
    """The picture of the forums that have a meeting or a due day in the year."""
    shown = [one for one in years if not one.is_empty]
    lanes = [Lane(one.forum.audit_name(), TOP + ROW * place, _signs(one)) for place, one in enumerate(shown)]
    return Wheel(tuple(lanes), f"{across(today):.2f}" if today.year == year else "")


def across(day: date) -> float:
    """Where a day stands, in percent of the width: each month is a twelfth."""
    return (day.month - 1 + (day.day - 0.5) / monthrange(day.year, day.month)[1]) * 100 / 12


def _signs(one: Year) -> tuple[Sign, ...]:
    meetings = [("held", day) for day in one.held] + [("planned", day) for day in one.planned]
    found = [Sign(sort, f"{across(day):.2f}", f"{SORTS[sort]} {danish.day(day)}") for sort, day in meetings]
    due = [(duty.due, duty.obligation.title) for duty in one.duties if duty.due]
    found += [Sign("due", f"{across(day):.2f}", f"frist {danish.day(day)}: {title}") for day, title in due]
    return tuple(found)
