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


def standing(state: str, starts: date | None, ends: date | None, today: date) -> Standing:
    """How an activity stands on a day: what it was said to be, else what its dates make of it."""
    if state == "done":
        return Standing("Udført", "ok")
    if state == "dropped":
        return Standing("Bortfaldet", "neutral")
    last = ends or starts
    if last is None:
        return Standing("I gang" if state == "begun" else "Ingen dato", "info" if state == "begun" else "neutral")
    if today > last:
        late = (today - last).days
        return Standing(f"{_days(late)} over tiden", "error", late)
    if today == last:
        return Standing("Frist i dag", "warning")
    begun = state == "begun" or (starts is not None and starts <= today and starts != last)
    return Standing("I gang", "info") if begun else Standing(f"Om {_days((last - today).days)}", "wait")


def _days(number: int) -> str:
    return "1 dag" if number == 1 else f"{number} dage"


def quarter_of(day: date) -> str:
    """The quarter of a day, as "2025 Q3"."""
    return f"{day.year} Q{(day.month + 2) // 3}"


def quarter_faults(quarter: str, starts: date | None, ends: date | None) -> list[str]:
    """Where the dates do not fit the quarter that the activity is filed under; both are kept as written."""
    if not quarter:
        return []
    named = [("begynder", starts), ("slutter", ends if ends != starts else None)]
    off = [(word, day) for word, day in named if day is not None and quarter_of(day) != quarter]
    return [f"Aktiviteten {word} i {quarter_of(day)}, men står under {quarter}." for word, day in off]


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
