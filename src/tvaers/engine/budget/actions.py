"""Writing budgets: every action of the app in one place."""

from tvaers.engine.budget.importing import revise, take_up

__all__ = ["revise", "take_up"]
