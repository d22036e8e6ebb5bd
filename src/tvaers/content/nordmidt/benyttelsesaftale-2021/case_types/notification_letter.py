"""Rules of the notification letter: what it must say, how long it holds and when it lapses (BA-2.3)."""

from __future__ import annotations

from datetime import date, timedelta

from tvaers.kernel.case_rules import Facts, rule
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.periods import add_months


def _today(case: Facts) -> date:
    return case.at.astimezone(COPENHAGEN).date()


def _dated(case: Facts) -> date:
    """The letter's own date: that of issue, or today while it is not sent."""
    issued: date | None = case.data.get("issued_on")
    return issued or _today(case)


def _missing(case: Facts) -> list[str]:
    required = case.known("letter_fields", on=_dated(case))
    return [name for name in required if not case.data.get(name)] if isinstance(required, tuple) else []


@rule("BA-2.3a")
def is_across(case: Facts) -> bool:
    """Whether the patient lives in another region than the one that treats."""
    return case.data.get("home_region") != case.data.get("treating_region")


@rule("BA-2.3b")
def template(case: Facts) -> str | None:
    """The number and first day of the template that holds on the letter's date, such as "2, fra 01-09-2021"."""
    timeline = case.package.find_parameter("letter_fields")[0].timeline()
    held = [(number, value) for number, value in enumerate(timeline, 1) if value.holds_on(_dated(case))]
    return next((f"{number}, fra {value.start:%d-%m-%Y}" for number, value in held), None)


@rule("BA-2.3b")
def missing(case: Facts) -> str | None:
    """The Danish names of what the template of the day requires and the letter does not say."""
    words = case.package.find_parameter("letter_fields")[0].words
    return ", ".join(words[name] for name in _missing(case)) or None


@rule("BA-2.3b")
def is_complete(case: Facts) -> bool:
    """Whether the letter says everything that the template of its date requires."""
    return not _missing(case)


@rule("BA-2.3d")
def valid_until(case: Facts) -> date | None:
    """The last day of the letter: the day before the same date next year (A7); None while it is not sent."""
    issued = case.data.get("issued_on")
    months = case.known("letter_validity", on=issued) if issued else None
    return add_months(issued, int(str(months))) - timedelta(days=1) if issued and months else None


@rule("BA-2.3d")
def days_left(case: Facts) -> int | None:
    """Days from today to the last day; 0 on the last day and after it, and when the letter has lapsed."""
    last = valid_until(case)
    return None if last is None else 0 if has_lapsed(case) else max((last - _today(case)).days, 0)


@rule("BA-2.3e")
def lapsed_from(case: Facts) -> date | None:
    """The day from which the letter no longer holds: as registered, or the first change of level after its issue.

    A later change back does not bring it to life again (A9).
    """
    issued, registered = case.data.get("issued_on"), case.data.get("lapsed_on")
    if registered or issued is None:
        return registered
    changes = [row["changed_on"] for one in case.found.get("referrals", ()) for row in one.get("level_changes") or ()]
    last = valid_until(case)
    return min((day for day in changes if issued <= day and (last is None or day <= last)), default=None)


@rule("BA-2.3e")
def has_lapsed(case: Facts) -> bool:
    """Whether the letter has lapsed by today."""
    day = lapsed_from(case)
    return day is not None and day <= _today(case)


@rule("BA-2.3e")
def lapses_in_time(case: Facts) -> bool:
    """Whether the registered day lies within the letter's year."""
    issued, lapsed, last = case.data.get("issued_on"), case.data.get("lapsed_on"), valid_until(case)
    return issued is not None and lapsed is not None and issued <= lapsed and (last is None or lapsed <= last)


@rule("BA-2.3d", "BA-2.3e")
def standing(case: Facts) -> str:
    """How the letter stands today: not sent, valid, expires soon, expired or lapsed."""
    last = valid_until(case)
    if last is None:
        return "not_sent"
    if has_lapsed(case):
        return "lapsed"
    if _today(case) > last:
        return "expired"
    warned = last - timedelta(days=int(str(case.known("letter_expiry_warning") or 0)))
    return "expires_soon" if _today(case) >= warned else "valid"
