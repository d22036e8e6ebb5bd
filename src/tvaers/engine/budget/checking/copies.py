"""One figure printed twice: the copy must be the original, rounded half up to the copy's last digit (I4)."""

from __future__ import annotations

from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.checking.balance import Balance, Term
from tvaers.engine.budget.checking.finding import HELD, Kind, Outcome
from tvaers.engine.budget.checking.telling import Subject, judge


def compare(
    subject: Subject, printed: Term | None, original: Term | None, told: str, *, kind: Kind = "inconsistency"
) -> tuple[Outcome, ...]:
    """What the copy `printed` is worth beside `original`; nothing where one of them is empty."""
    if printed is None or original is None:
        return ()
    if rounded(original.amount, printed.step) == printed.amount:
        return (HELD,)
    return (judge(subject, Balance(printed, (original,)), told, kind=kind),)


def rounded(amount: Interval, step: int) -> Interval:
    """Both ends rounded half up (away from zero) to a whole number of `step`; a step of 0 rounds nothing."""
    return Interval(_rounded(amount.low, step), _rounded(amount.high, step))


def _rounded(amount: int, step: int) -> int:
    if step <= 1:
        return amount
    nearest = (2 * abs(amount) + step) // (2 * step) * step
    return -nearest if amount < 0 else nearest
