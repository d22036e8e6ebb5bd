"""Choose the best set of proposals with a solver, and prove it again in integers.

result = choose(Ask(needs, rules, points={"1.1-02": 3, "1.4-01": 2}, view="robust", gamma=2))
result.choices    to hand to composing; empty unless the integers confirm it
"""

from tvaers.engine.budget.choosing.flipping import why
from tvaers.engine.budget.choosing.parts import quarters
from tvaers.engine.budget.choosing.selecting import choose
from tvaers.engine.budget.choosing.shapes import TIE_RULE, Ask, Check, Flip, Limit, Progress, Result, Second

__all__ = ["TIE_RULE", "Ask", "Check", "Flip", "Limit", "Progress", "Result", "Second", "choose", "quarters", "why"]
