"""Small needs and rounds for tests of composing and choosing; amounts in whole kroner."""

from collections.abc import Mapping

from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.composing import Link, Need, Rules


def need(key: str, low: int = 100, high: int | None = None, *, later: int | None = None, **more: object) -> Need:
    """A need in health with an amount this year, and next year where one is given."""
    amounts: Mapping[str, Interval] = {"2024": Interval.of(low, high)}
    if later is not None:
        amounts = {**amounts, "2025": Interval.of(later)}
    fields = {"title": key, "theme": "1.1", "units": (), "pot": "health", "amounts": amounts} | more
    return Need(key, **fields)  # type: ignore[arg-type]


def round_of(frame: int = 1000, *links: Link, risk: int = 0, **pots: int) -> Rules:
    """A round with a frame of health this year, and other pots by name."""
    frames = {"health": {"2024": frame}, **{pot: {"2024": amount} for pot, amount in pots.items()}}
    return Rules("2024", ("2025",), frames, links, risk)
