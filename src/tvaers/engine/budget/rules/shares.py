"""The region's part of national amounts (BUD-10, BUD-123, BUD-128). Whole kroner, keys in basis points."""

from __future__ import annotations

from tvaers.engine.budget.rules.register import Points, rule
from tvaers.kernel.budget_amounts import Kroner
from tvaers.kernel.money import BASIS_POINTS, portion


@rule("BUD-10", "BUD-123", "BUD-128", title="Regionens del af et nationalt beløb", key="block_grant_key.default")
def regional_share(national: Kroner, key: Points, step: Kroner = 1) -> Kroner:
    """The region's part of a national amount, rounded once to the nearest `step` (0,1 mio. kr. is 100.000)."""
    return portion(national, key, BASIS_POINTS * step) * step


@rule("BUD-10", title="Nøglen bag to beløb")
def implied_key(national: Kroner, own: Kroner) -> Points:
    """The key that a printed pair of amounts rests on, to the nearest basis point."""
    return portion(own, BASIS_POINTS, national)
