"""Danish words for pots, needs and kroner in what a composition tells."""

from __future__ import annotations

from tvaers.engine.budget.catalogue import PERMANENT
from tvaers.engine.budget.composing.shapes import Pot, Rules
from tvaers.kernel import money

POTS = {"health": "sundhedsrammen", "capital": "anlægsrammen", "development": "rammen for regional udvikling"}


def pot_name(pot: Pot, rules: Rules) -> str:
    """The pot within a sentence: its given name, else the common one."""
    given = rules.pot_names.get(pot, "")
    return given[:1].lower() + given[1:] or POTS.get(pot) or f"de øremærkede midler »{pot}«"


def kr(amount: int) -> str:
    """Whole kroner as Danish text: 11.400.000,00 kr."""
    return money.kroner(100 * amount)


def in_period(period: str) -> str:
    """When: "i 2025", or "varigt" for the lasting level."""
    return "varigt" if period == PERMANENT else f"i {period}"
