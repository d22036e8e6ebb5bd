"""Days and moments in Danish words: "fredag 22. august 2025 kl. 14.00"."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from tvaers.kernel.clock import COPENHAGEN

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip


def date_in_words(day: date) -> str:
    """A date without its weekday: "22. august 2025"."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def day_in_words(day: date) -> str:
    """A date with its weekday: "fredag 22. august 2025"."""
    return f"{WEEKDAYS[day.weekday()]} {date_in_words(day)}"


def days_in_words(first: date, last: date) -> str:
    """Days in a row, with month and year once if they do not change: "tirsdag 15. marts – søndag 12. juni 2011"."""
    if first == last:
        return day_in_words(first)
    start = day_in_words(first)
    if first.year == last.year:
        start = start.removesuffix(f" {first.year}")
        if first.month == last.month:
            start = start.removesuffix(f" {MONTHS[first.month - 1]}")
    return f"{start} – {day_in_words(last)}"


def time_in_words(moment: datetime) -> str:
    """The time of day in Denmark: "14.00", or "14.00.30" when it has seconds.

    In October one hour comes twice; a time in it says which: "02.30 (sommertid)" or "02.30 (normaltid)".
    """
    local = moment.astimezone(COPENHAGEN)
    clock = f"{local:%H.%M.%S}" if local.second else f"{local:%H.%M}"
    if local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset():
        return clock
    return f"{clock} ({'sommertid' if local.dst() else 'normaltid'})"


def moment_in_words(moment: datetime) -> str:
    """A moment in Danish time: "fredag 22. august 2025 kl. 14.00"."""
    return f"{day_in_words(moment.astimezone(COPENHAGEN).date())} kl. {time_in_words(moment)}"


def duration_in_words(length: timedelta) -> str:
    """A length of time in its two largest units of hours, minutes and seconds: "26 timer", "1 time og 5 minutter".

    Hours are not made into days, because a day of clock change is not 24 hours. Less than a second is left out.
    """
    minutes, seconds = divmod(int(length.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    units = ((hours, "time", "timer"), (minutes, "minut", "minutter"), (seconds, "sekund", "sekunder"))
    parts = [f"{number} {one if number == 1 else many}" for number, one, many in units if number]
    return " og ".join(parts[:2]) or "0 sekunder"
