"""How many meetings a forum holds in a year against what its agreement asks. Pure; days are dates in Denmark.

While the year runs, meetings that are planned count with those held; when it is over, only those held do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from tvaers.kernel.forum_types import ForumType, Meetings, Yearly

Sort = Literal["none", "met", "planned", "wait", "warning", "note", "deviation"]
COUNTED = ("ordinary", "extra", "theme")
"""The kinds of meetings that count towards the number of the year."""
YEARLY = ("theme", "event")
"""The kinds of meetings that a forum's yearly conference or theme meeting is one of."""


@dataclass(frozen=True)
class Counted:
    """A meeting that is not cancelled, as the year counts it: its kind, its day, and whether it took place."""

    kind: str
    day: date
    is_held: bool


@dataclass(frozen=True)
class Verdict:
    """What the number of meetings comes to, in words. `wanted` is the least number, 0 where none is asked for.

    `sort`: none asked for, met, planned (enough lie ahead), wait (too few, but it is early), warning (too few, and it
    is time), note (a deviation that the agreement lets pass), deviation.
    """

    held: int
    planned: int
    wanted: int
    text: str
    sort: Sort
    clause: str = ""
    reading: str = ""

    @property
    def is_short(self) -> bool:
        """Whether somebody should do something now."""
        return self.sort in ("warning", "deviation")


def of_year(type: ForumType, meetings: Iterable[Counted], year: int, on: date) -> tuple[Verdict, ...]:
    """What the meetings of a forum in a year come to on a day: their number, then each yearly conference."""
    rows = list(meetings)

    def days(kinds: tuple[str, ...], *, held: bool) -> list[date]:
        return [one.day for one in rows if one.kind in kinds and one.is_held is held]

    number = judged(type.meetings, days(COUNTED, held=True), days(COUNTED, held=False), year, on)
    special = days(YEARLY, held=True), days(YEARLY, held=False)
    return (number, *(yearly(rule, *special, year, on) for rule in type.yearly))


def judged(rule: Meetings, held: Sequence[date], planned: Sequence[date], year: int, on: date) -> Verdict:
    """The meetings of a year on a day against the rule (SA-OK-15, SA-HJ-5.1p and 5.3h, SA-SF-7.1c, BA-B1.4a, SA-UH-73).

    `held` are the days of meetings that took place, `planned` of those that are still to come; days of other years, and
    after `on` for those held, do not count.
    """
    done = sum(day.year == year and day <= on for day in held)
    ahead = sum(day.year == year and day >= on for day in planned) if on <= date(year, 12, 31) else 0
    if rule.as_needed or not (rule.at_least or rule.at_most):
        return _verdict(rule, done, ahead, f"{done} holdt – mødes efter behov", "none")
    sort, words = _weighed(rule, done, ahead, is_over=on >= date(year, 12, 31), is_time=on >= _warns(rule, year))
    about = "ca. " if rule.note_at is not None else ""
    return _verdict(rule, done, ahead, f"{done} holdt, aftalt {about}{rule.at_least} – {words}", sort)


def _verdict(rule: Meetings, done: int, ahead: int, text: str, sort: Sort) -> Verdict:
    return Verdict(done, ahead, rule.at_least, text, sort, rule.clause or "", rule.reading or "")


def _warns(rule: Meetings | Yearly, year: int) -> date:
    return date.fromisoformat(f"{year}-{rule.warn_on}")


def _weighed(rule: Meetings, done: int, ahead: int, *, is_over: bool, is_time: bool) -> tuple[Sort, str]:
    coming = done if is_over else done + ahead
    if rule.at_most is not None and coming > rule.at_most:
        return "note", f"flere end de {rule.at_most}, aftalen nævner"
    if done >= rule.at_least:
        return "met", "kravet er opfyldt"
    if coming >= rule.at_least:
        return "planned", f"{_meetings(ahead)} er planlagt"
    if is_over:
        return _short(rule, done)
    return _running(rule, coming, ahead, is_time=is_time)


def _short(rule: Meetings, done: int) -> tuple[Sort, str]:
    """The year is over with too few meetings: a note where the number is about or a starting point (A26, A59, R20)."""
    if rule.target:
        return "note", "afviger fra aftalens udgangspunkt"
    if rule.note_at is not None and done >= rule.note_at:
        return "note", "lidt færre end aftalt"
    return "deviation", "kravet er ikke opfyldt"


def _running(rule: Meetings, coming: int, ahead: int, *, is_time: bool) -> tuple[Sort, str]:
    """The year runs with too few meetings planned: told from the rule's day on; a plan just below "about" at once."""
    lacking = rule.at_least - coming
    words = f"{_meetings(lacking)} mangler at blive planlagt"
    if rule.note_at is not None and coming >= rule.note_at and ahead:
        return "note", words
    if not is_time:
        return "wait", words
    return ("note" if rule.target else "warning"), words


def _meetings(number: int) -> str:
    return "1 møde" if number == 1 else f"{number} møder"


def yearly(rule: Yearly, held: Sequence[date], planned: Sequence[date], year: int, on: date) -> Verdict:
    """A conference or a theme meeting that a forum holds every year (SA-SF-7j, SA-BU-3.2.5b)."""
    done = sum(day.year == year and day <= on for day in held)
    ahead = sum(day.year == year and day >= on for day in planned) if on <= date(year, 12, 31) else 0
    sort: Sort = "warning" if on >= _warns(rule, year) else "wait"
    words = "mangler at blive planlagt"
    if done >= rule.at_least:
        sort, words = "met", "kravet er opfyldt"
    elif on >= date(year, 12, 31):
        sort, words = "deviation", "kravet er ikke opfyldt"
    elif done + ahead >= rule.at_least:
        sort, words = "planned", "er planlagt"
    text = f"{rule.title}: {done} holdt, aftalt {rule.at_least} – {words}"
    return Verdict(done, ahead, rule.at_least, text, sort, rule.clause or "")


def lapsed(verdict: Verdict) -> Verdict:
    """What a number of meetings comes to in a year when the agreement that asks for them does not hold: nothing."""
    return replace(verdict, wanted=0, text=f"{verdict.held} holdt – aftalen gælder ikke i året", sort="none")
