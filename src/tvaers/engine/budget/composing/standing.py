"""Put a set of choices together: what stands, what it costs per pot, theme and unit, and what is left of each frame.

Integers all the way: room + used = frame, and the sums over themes and over units are those of the pot, to the krone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tvaers.engine.budget.composing import summing
from tvaers.engine.budget.composing.effects import effects
from tvaers.engine.budget.composing.faults import faults
from tvaers.engine.budget.composing.figures import Line, Stand, State
from tvaers.engine.budget.composing.placing import placed
from tvaers.engine.budget.composing.shapes import WHOLE, Choice, Need, Rules
from tvaers.engine.budget.composing.warnings import warnings


def stand(needs: Sequence[Need], rules: Rules, choices: Iterable[Choice]) -> Stand:
    """How the choices stand. Their order does not matter, and nothing is stored.

    The unavoidable parts stand whatever is chosen. A choice that names no need, or a need that two choices name, is a
    fault; of two choices the first in the order of their values is counted.
    """
    asked = sorted(choices, key=repr)
    chosen = {one.key: one for one in reversed(asked)}
    periods = (rules.hard, *rules.told)
    lines = {need.key: _line(need, periods, rules, chosen.get(need.key)) for need in needs}
    found = effects(lines, {need.key: need for need in needs}, rules, chosen)
    used = summing.entries(lines.values(), found)
    bare = Stand(
        hard=rules.hard,
        periods=periods,
        lines=tuple(lines.values()),
        pots=summing.pots(used, tuple(lines.values()), rules),
        themes=summing.by_theme(used, periods),
        units=summing.by_unit(used, periods),
        effects=found,
    )
    return replace(bare, faults=faults(bare, needs, rules, asked), warnings=warnings(bare, needs, rules, chosen))


def _line(need: Need, periods: Sequence[str], rules: Rules, choice: Choice | None) -> Line:
    amounts = {period: placed(need, period, choice, rules) for period in periods}
    return Line(
        need.key, need.title, need.theme, need.units, need.pot, _state(need, choice), is_saving(need),
        {period: amount for period, amount in amounts.items() if amount is not None},
    )  # fmt: skip


def _state(need: Need, choice: Choice | None) -> State:
    if need.unavoidable == WHOLE:
        return "unavoidable"
    if choice is not None:
        return "chosen"
    return "partly" if need.unavoidable else "left"


def is_saving(need: Need) -> bool:
    """Whether the need only takes money out: nothing it states is above zero, and something is below (BUD-02)."""
    stated = need.amounts.values()
    return any(one.low < 0 for one in stated) and all(one.high <= 0 for one in stated)
