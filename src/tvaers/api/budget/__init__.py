"""The endpoints of budgets: one router for those with a login, and one that everybody may read."""

from tvaers.api.budget import after, catalogues, content, questions, rounds, scenarios, units
from tvaers.api.budget.public import public
from tvaers.api.budget.router import router

__all__ = ["after", "catalogues", "content", "public", "questions", "rounds", "router", "scenarios", "units"]
