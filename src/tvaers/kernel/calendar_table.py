"""How the table of Danish holidays is made: fixed days, and the days counted from Easter.

The table itself is data (data/calendar.csv), so that a change in law becomes new rows and not new code; a test makes it
again and compares. To write it: python -m tvaers.kernel.calendar_table
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1990, 2060
LAST_YEAR_WITH_PRAYER_DAY = 2023
TABLE = Path(__file__).parent / "data" / "calendar.csv"

HOLIDAY, OPTIONAL = "holiday", "optional"

_FIXED = {(1, 1): "Nytårsdag", (12, 25): "Juledag", (12, 26): "Anden juledag"}
_OPTIONAL = {(5, 1): "1. maj", (6, 5): "Grundlovsdag", (12, 24): "Juleaftensdag", (12, 31): "Nytårsaftensdag"}
_AFTER_EASTER = {
    -3: "Skærtorsdag",
    -2: "Langfredag",
    0: "Påskedag",
    1: "Anden påskedag",
    26: "Store bededag",
    39: "Kristi himmelfartsdag",
    49: "Pinsedag",
    50: "Anden pinsedag",
}


class Row(NamedTuple):
    """One row of the table; a date has two when an optional day falls on a holiday."""

    day: date
    name: str
    kind: str


def easter(year: int) -> date:
    """Return Easter Sunday of a Gregorian year (the anonymous computus of Meeus and Butcher)."""
    century, year_of_century = divmod(year, 100)
    golden = year % 19
    skipped = century - century // 4 - (8 * century + 13) // 25
    epact = (19 * golden + skipped + 15) % 30
    epact -= (epact + golden // 11) // 29
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    offset = epact - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


def rows_of(year: int) -> list[Row]:
    """Return the holidays and optional days of a year, by date, a holiday before an optional day."""
    sunday = easter(year)
    moving = {sunday + timedelta(days=days): name for days, name in _AFTER_EASTER.items()}
    if year > LAST_YEAR_WITH_PRAYER_DAY:
        moving = {day: name for day, name in moving.items() if name != "Store bededag"}
    fixed = {date(year, *month_day): name for month_day, name in _FIXED.items()}
    optional = {date(year, *month_day): name for month_day, name in _OPTIONAL.items()}
    holidays = [Row(day, name, HOLIDAY) for day, name in (fixed | moving).items()]
    extra = [Row(day, name, OPTIONAL) for day, name in optional.items()]
    return sorted(holidays + extra, key=lambda row: (row.day, row.kind))


def table() -> list[Row]:
    """Return every row of the table, 1990-2060."""
    return [row for year in range(FIRST_YEAR, LAST_YEAR + 1) for row in rows_of(year)]


def write(path: Path = TABLE) -> None:
    """Write the table as CSV with the columns date, name, kind."""
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("date", "name", "kind"))
        writer.writerows((row.day.isoformat(), row.name, row.kind) for row in table())


if __name__ == "__main__":
    write()
