"""Compose a budget of proposals: what a set of choices costs, per period and pot, and whether it may stand.

made = stand(needs, rules, [Choice("1.1-02"), Choice("1.2-01", amount=3_000_000)])
made.pot("health").room.at    kroner left at the chosen risk
"""

from tvaers.engine.budget.composing.cascade import Step, waterfall
from tvaers.engine.budget.composing.comparing import Comparison, compare
from tvaers.engine.budget.composing.figures import Effect, Line, Part, Placed, PotStand, Remark, Spread, Stand, Sums
from tvaers.engine.budget.composing.shapes import WHOLE, Choice, Link, Need, Rules
from tvaers.engine.budget.composing.standing import stand

__all__ = [
    "WHOLE", "Choice", "Comparison", "Effect", "Line", "Link", "Need", "Part", "Placed", "PotStand", "Remark", "Rules",
    "Spread", "Stand", "Step", "Sums", "compare", "stand", "waterfall",
]  # fmt: skip
