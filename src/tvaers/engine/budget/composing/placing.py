"""Where the amount of a need lies: by risk, by an amount set aside, by a later start. Whole kroner throughout.

The one rounding is `kernel.money.portion`: to the nearest krone, halves away from zero, once for each of these: the
unavoidable part of an end, the place in an interval, a level carried to another period, the months of a late start.
"""

from __future__ import annotations

from tvaers.engine.budget.catalogue import ZERO, Interval
from tvaers.engine.budget.composing.figures import NOTHING, Placed, Spread
from tvaers.engine.budget.composing.shapes import WHOLE, Choice, Need, Rules
from tvaers.kernel.money import portion

MONTHS = 12


def at_risk(amount: Interval, risk: int) -> int:
    """The amount at a risk in thousandths: 25–50 mio. kr. at 100 is 27,5 mio. kr. (BUD-20)."""
    return amount.low + portion(amount.width, risk, WHOLE)


def spread(amount: Interval, risk: int) -> Spread:
    """Both ends of an interval and its amount at a risk."""
    return Spread(amount.low, at_risk(amount, risk), amount.high)


def unavoidable_part(need: Need, amount: Interval) -> Interval:
    """The part of an amount that must be paid: 0,9 of 1,8 mio. kr. where half is unavoidable (BUD-18)."""
    if need.unavoidable in (0, WHOLE):
        return amount if need.unavoidable else ZERO
    return Interval(portion(amount.low, need.unavoidable, WHOLE), portion(amount.high, need.unavoidable, WHOLE))


def allowed(need: Need, amount: Interval) -> Interval:
    """The levels a need may be set to: within its interval, and from its unavoidable part where it can be divided."""
    must = unavoidable_part(need, amount)
    rest = amount - must
    if need.is_divisible:
        rest = Interval(min(rest.low, 0), max(rest.high, 0))
    return must + rest


def risk_of(choice: Choice | None, rules: Rules) -> int:
    """The risk that places an amount, 0 to 1000: the choice's own, else that of the round."""
    risk = rules.risk if choice is None or choice.risk is None else choice.risk
    return max(0, min(risk, WHOLE))


def placed(need: Need, period: str, choice: Choice | None, rules: Rules) -> Placed | None:
    """What the need costs in a period under a choice (None: not chosen); None where the amount is empty.

    A choice that may not be (an amount outside, a start that cannot wait) is counted as the nearest that may;
    `faults` tells.
    """
    amount = need.amounts.get(period)
    if amount is None:
        return None
    must, risk = unavoidable_part(need, amount), risk_of(choice, rules)
    if choice is None:
        return Placed(spread(must, risk), NOTHING) if must != ZERO else Placed()
    level = _level(need, period, choice, rules)
    if level is None:
        part = Placed(spread(must, risk), spread(amount - must, risk))
    else:
        part = _set_aside(must, level)
    return _started(part, need, choice, rules) if period == rules.hard else part


def _set_aside(must: Interval, level: int) -> Placed:
    """A level set by a person: certain for what was chosen, while what must be paid keeps its interval (BUD-16)."""
    at = max(must.low, min(level, must.high))
    return Placed(Spread(must.low, at, must.high), Spread.of(level - at))


def _level(need: Need, period: str, choice: Choice, rules: Rules) -> int | None:
    """The level that an amount set aside gives in a period; None where risk places it."""
    hard, amount = need.amounts.get(rules.hard), need.amounts[period]
    if choice.amount is None or hard is None:
        return None
    limits = allowed(need, hard)
    asked = max(limits.low, min(choice.amount, limits.high))
    if hard.is_single and asked == hard.low:
        return None
    return asked if period == rules.hard else _carried(asked, hard, amount)


def _carried(level: int, hard: Interval, amount: Interval) -> int:
    """A level of the hard period in another: the same place in the interval, or the same part of its nearer end."""
    if hard.low <= level <= hard.high:
        return amount.low + portion(amount.width, level - hard.low, hard.width)
    if level < hard.low:
        return portion(amount.low, level, hard.low)
    return portion(amount.high, -level, -hard.high)


def _started(part: Placed, need: Need, choice: Choice, rules: Rules) -> Placed:
    """Take whole months off what was chosen and runs; what must be paid does not wait, and what is one-off is paid."""
    months = months_of(need, choice)
    if months == MONTHS:
        return part
    once = _paid_once(part.optional, need, choice, rules)
    return Placed(part.unavoidable, once + scaled(part.optional - once, months, MONTHS))


def months_of(need: Need, choice: Choice) -> int:
    """How many months of the hard period the need runs: all of them where it cannot wait."""
    late = need.can_be_delayed and choice.start_month > 1
    return MONTHS + 1 - min(choice.start_month, MONTHS) if late else MONTHS


def _paid_once(chosen: Spread, need: Need, choice: Choice, rules: Rules) -> Spread:
    """What of a chosen amount is one-off: the same part as of the whole need, at the end where the amount lies."""
    amount, once = need.amounts[rules.hard], need.one_off.get(rules.hard)
    if once is None:
        return NOTHING
    if choice.amount is not None and not amount.is_single:
        return scaled(Spread.of(chosen.at), once.high, amount.high)
    whole, part = (spread(one, risk_of(choice, rules)) for one in (amount, once))
    ends = ((chosen.low, part.low, whole.low), (chosen.at, part.at, whole.at), (chosen.high, part.high, whole.high))
    return Spread(*(_ratio(end, of, all_) for end, of, all_ in ends))


def scaled(amount: Spread, part: int, of: int) -> Spread:
    """A part of an amount at each end, to the nearest krone; nothing of a whole that is nought."""
    return amount if part == of else Spread(*(_ratio(end, part, of) for end in (amount.low, amount.at, amount.high)))


def _ratio(amount: int, part: int, of: int) -> int:
    sign = -1 if of < 0 else 1
    return portion(amount, sign * part, sign * of) if of else 0


def funded(need: Need, choice: Choice | None, rules: Rules) -> tuple[int, int]:
    """How much of a need is funded, as a part of the least that pays for it whole; equal numbers where it is whole.

    The least is the end nearest to nought, or the other one where that is nought: 3,0 of 0-5 mio. kr. is 3 of 5.
    """
    amount = need.amounts.get(rules.hard)
    if choice is None or choice.amount is None or amount is None:
        return 1, 1
    limits = allowed(need, amount)
    level, least = max(limits.low, min(choice.amount, limits.high)), min(amount.low, amount.high, key=abs)
    whole = least or max(amount.low, amount.high, key=abs)
    return (level, whole) if whole and abs(level) < abs(whole) else (1, 1)
