"""The likely cause of a sum that does not hold: what one slip would have made the printed figure of the true one.

The causes are tried from the surest to the loosest, on the end of the interval that is off. A slip counts when
undoing it makes the sum hold within the rounding bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.checking.balance import Balance
from tvaers.engine.budget.checking.finding import Cause

UNITS = (10, 100, 1_000)
"""How far a comma or a unit is usually misplaced."""


def likely_cause(balance: Balance, before: Interval | None = None, nearby: tuple[Interval, ...] = ()) -> Cause:
    """Why the sum is off. `before` is the total printed one column to the left, `nearby` what the columns beside
    give.
    """
    printed, recomputed = balance.printed.amount, balance.recomputed
    if printed.is_single != recomputed.is_single and (printed.low == recomputed.low or printed.high == recomputed.high):
        return "one_end"
    end: Callable[[Interval], int] = _low if printed.low != recomputed.low else _high
    amounts = tuple(end(one.amount) for one in balance.terms)
    found = _slip(end(printed), amounts, end(balance.slack))
    if found != "doubled_line" and printed == before:
        return "repeated"
    if not found and printed in nearby:
        return "shifted"
    return found or _lost_line(end(printed), amounts)


def swaps(amount: int) -> Iterator[int]:
    """The amounts that two neighbouring digits, swapped back, could have been."""
    digits, sign = str(abs(amount)), -1 if amount < 0 else 1
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1]:
            yield sign * int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])


def _slip(printed: int, terms: tuple[int, ...], slack: int) -> Cause:
    """The cause that one changed figure explains: the total itself, or one of the terms."""
    total = sum(terms)

    def holds(value: int, true: int) -> bool:
        return 2 * abs(value - true) <= slack

    for place, one in enumerate(terms):
        if one and holds(printed, total - one):
            return "doubled_line" if one in terms[:place] + terms[place + 1 :] else "missing_line"
    if total and holds(-printed, total) or any(one and holds(printed, total - 2 * one) for one in terms):
        return "sign"
    if printed % 9 == total % 9 and (total in swaps(printed) or _one_of(terms, printed, total, swaps)):
        return "digit_swap"
    if total and any(holds(printed * unit, total) or holds(printed, total * unit) for unit in UNITS):
        return "unit"
    return "unit" if _one_of(terms, printed, total, _units) else ""


def _one_of(terms: tuple[int, ...], printed: int, total: int, others: Callable[[int], Iterator[int]]) -> bool:
    """Whether the sum holds when one of the terms is one of its other readings."""
    return any(total - one + other == printed for one in terms for other in others(one))


def _units(amount: int) -> Iterator[int]:
    for unit in UNITS:
        yield amount * unit
        if amount % unit == 0:
            yield amount // unit


def _lost_line(printed: int, terms: tuple[int, ...]) -> Cause:
    """A total that is higher than terms of one sign, by at least the smallest of them, has perhaps lost a line."""
    stated = [abs(one) for one in terms if one]
    is_one_way = all(one >= 0 for one in terms) or all(one <= 0 for one in terms)
    return "missing_line" if stated and is_one_way and abs(printed) - abs(sum(terms)) >= min(stated) else ""


def _low(amount: Interval) -> int:
    return amount.low


def _high(amount: Interval) -> int:
    return amount.high
