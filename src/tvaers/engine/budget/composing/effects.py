"""What links do to the sums: running cost derived from capital, money moved to capital, money counted twice.

What a need gives of running cost, or moves to capital, follows the part of it that is funded; money moved to capital
also follows the months that the need runs in the hard period, so that the two pots change by the same amount.
Overlap is only taken off by an explicit decision (invariant I17, BUD-36), and never more than the smaller of the two.
"""

from __future__ import annotations

from collections.abc import Mapping

from tvaers.engine.budget.composing.figures import NOTHING, Effect, Line, Placed, Spread
from tvaers.engine.budget.composing.placing import MONTHS, funded, months_of, risk_of, scaled, spread
from tvaers.engine.budget.composing.shapes import Choice, Link, Need, Rules

Lines = Mapping[str, Line]
Needs = Mapping[str, Need]
Choices = Mapping[str, Choice]


def stands(key: str, lines: Lines) -> bool:
    """Whether a need is there in full: chosen, or unavoidable altogether."""
    return key in lines and lines[key].state in ("chosen", "unavoidable")


def effects(lines: Lines, needs: Needs, rules: Rules, choices: Choices) -> tuple[Effect, ...]:
    """The effects of all links whose needs stand, in the order of the links."""
    found = (_effect(link, lines, needs, rules, choices) for link in rules.links)
    return tuple(one for one in found if one is not None)


def _effect(link: Link, lines: Lines, needs: Needs, rules: Rules, choices: Choices) -> Effect | None:
    if link.kind in ("derived_operation", "capital_effect") and stands(link.first, lines):
        choice = choices.get(link.first)
        return _landed(link, lines, _following(link, needs[link.first], choice, rules))
    if link.kind == "overlap" and takes_overlap(link, lines, choices):
        return _counted_once(link, lines, rules)
    return None


def _following(link: Link, need: Need, choice: Choice | None, rules: Rules) -> dict[str, Spread]:
    """The amounts of an effect, as far as the need that sets it off is funded and runs."""
    risk, part = risk_of(choice, rules), funded(need, choice, rules)
    amounts = {period: scaled(spread(amount, risk), *part) for period, amount in link.amounts.items()}
    if link.kind == "capital_effect" and choice is not None and rules.hard in amounts:
        amounts[rules.hard] = scaled(amounts[rules.hard], months_of(need, choice), MONTHS)
    return amounts


def takes_overlap(link: Link, lines: Lines, choices: Choices) -> bool:
    """Whether both stand and somebody decided that the money they both name is counted once."""
    both = stands(link.first, lines) and stands(link.second, lines)
    return both and any(key in choices and choices[key].takes_overlap for key in (link.first, link.second))


def _landed(link: Link, lines: Lines, amounts: Mapping[str, Spread]) -> Effect:
    """An effect on the pot of the second need, or on the pot that the link names."""
    if link.second in lines:
        target = lines[link.second]
        return Effect(link.kind, link.first, link.second, target.theme, target.units, target.pot, amounts)
    first = lines[link.first]
    return Effect(link.kind, link.first, link.second, first.theme, first.units, link.second, amounts)


def _counted_once(link: Link, lines: Lines, rules: Rules) -> Effect:
    """The money both name, taken off the first, in each period at each end."""
    first, second = lines[link.first], lines[link.second]
    amounts = {
        period: -_smallest(spread(amount, rules.risk), first.amounts.get(period), second.amounts.get(period))
        for period, amount in link.amounts.items()
    }
    return Effect("overlap", link.first, link.second, first.theme, first.units, first.pot, amounts)


def _smallest(stake: Spread, first: Placed | None, second: Placed | None) -> Spread:
    """The overlap that there is money for in both; nothing where either is empty."""
    if first is None or second is None:
        return NOTHING
    one, other = first.whole, second.whole
    return Spread(
        max(0, min(stake.low, one.low, other.low)),
        max(0, min(stake.at, one.at, other.at)),
        max(0, min(stake.high, one.high, other.high)),
    )
