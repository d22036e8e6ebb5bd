"""How an activity stands on a day, and how far a plan is. Pure; days are dates in Denmark, ends are included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Kind = Literal["ok", "warning", "error", "info", "wait", "neutral"]


@dataclass(frozen=True)
class Standing:
    """How it stands, in words and as a sort of sign; `late` is how many days it is overdue, 0 when it is not."""

    text: str
    kind: Kind
    late: int = 0


@dataclass(frozen=True)
class Course:
    """How far an activity has come: its state, the state that is `enough`, and the days when it was begun and done."""

    state: str
    enough: str = "done"
    begun_on: date | None = None
    done_on: date | None = None

    def met_on(self) -> date | None:
        """The day it did what it had to; None when nobody has written the day."""
        return self.begun_on if self.enough == "begun" else self.done_on


def standing(course: Course, starts: date | None, ends: date | None, today: date) -> Standing:
    """How an activity stands on a day: what it was said to be, else what its dates make of it."""
    last = ends or starts
    if course.state == "dropped":
        return Standing("Bortfaldet", "neutral")
    if course.state == "done" or course.state == course.enough:
        return _met("Udført" if course.state == "done" else "Begyndt", course.met_on(), last)
    if last is None:
        is_begun = course.state == "begun"
        return Standing("I gang" if is_begun else "Ingen dato", "info" if is_begun else "neutral")
    if today > last:
        late = (today - last).days
        return Standing(f"{_days(late)} over tiden", "error", late)
    if today == last:
        return Standing("Frist i dag", "warning")
    begun = course.state == "begun" or (starts is not None and starts <= today and starts != last)
    return Standing("I gang", "info") if begun else Standing(f"Om {_days((last - today).days)}", "wait")


def _met(word: str, day: date | None, last: date | None) -> Standing:
    """What has done what it had to, in time or so many days late; it is not overdue any more."""
    if day is None or last is None or day <= last:
        return Standing(word, "ok")
    return Standing(f"{word} {_days((day - last).days)} for sent", "warning")


def _days(number: int) -> str:
    return "1 dag" if number == 1 else f"{number} dage"


def quarter_of(day: date) -> str:
    """The quarter of a day, as "2025 Q3"."""
    return f"{day.year} Q{(day.month + 2) // 3}"


def quarter_in_words(quarter: str) -> str:
    """ "2025 Q3" as "3. kvartal 2025"; "" for none."""
    return f"{quarter[-1]}. kvartal {quarter[:4]}" if quarter else ""


def quarters_between(first: date, last: date) -> list[str]:
    """The quarters of a period, the first and the last included."""
    begin, end = ((day.year * 4 + (day.month - 1) // 3) for day in (first, last))
    return [f"{number // 4} Q{number % 4 + 1}" for number in range(begin, end + 1)]


def quarter_faults(quarter: str, written: str, starts: date | None, ends: date | None) -> list[str]:
    """Where the dates do not fit the quarter that the activity is filed under; both are kept as written."""
    if not quarter:
        return []
    off = [day for day in dict.fromkeys((starts, ends)) if day is not None and quarter_of(day) != quarter]
    if not off:
        return []
    where = " og ".join(dict.fromkeys(quarter_in_words(quarter_of(day)) for day in off))
    return [f"{f'»{written}«' if written else 'Datoen'} ligger i {where}, men står under {quarter_in_words(quarter)}."]


def quarter_end(quarter: str) -> date:
    """The last day of a quarter."""
    year, number = int(quarter[:4]), int(quarter[-1])
    return (date(year + number // 4, number % 4 * 3 + 1, 1)) - timedelta(days=1)


def share(done: int, of: int) -> str:
    """A share in words, as "6 af 16 = 37,5 %"; without any, that there is nothing to count."""
    if not of:
        return "0 af 0"
    percent = (Decimal(done) * 100 / Decimal(of)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{done} af {of} = {str(percent).replace('.', ',')} %"


def progress(states: Iterable[str]) -> str:
    """How far a plan is: those done of all that were not dropped."""
    counted = [one for one in states if one != "dropped"]
    return share(sum(one == "done" for one in counted), len(counted))


def hindered(state: str, before: Sequence[tuple[str, str]]) -> list[str]:
    """What must be done before an activity can be begun or done: the texts of (text, state) that are not done."""
    return [text for text, theirs in before if theirs != "done"] if state in ("begun", "done") else []
