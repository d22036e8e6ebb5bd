"""Synthetic budgets of any size, seeded: what the budget benchmarks compose and choose from."""

from __future__ import annotations

from random import Random

from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.composing import Link, Need, Rules

PERIODS = ("2024", "2025", "PERM")
UNITS = ("Hospital A", "Hospital B", "Psykiatrien", "Præhospital", "Apoteket")
THOUSAND = 1000


def needs(count: int, seed: int = 1) -> tuple[Need, ...]:
    """Proposals of 0,1 to 15 mio. kr.: two of five an interval, one of eight unavoidable, one of twelve a saving."""
    chance = Random(seed)
    return tuple(_need(chance, number) for number in range(count))


def _need(chance: Random, number: int) -> Need:
    sign = -1 if number % 12 == 11 else 1
    low = sign * chance.randint(100, 15_000) * THOUSAND
    width = chance.randint(100, 10_000) * THOUSAND if chance.random() < 0.4 and sign > 0 else 0
    amounts = {period: Interval(low, low + width) for period in PERIODS}
    units = tuple(chance.sample(UNITS, chance.choice([1, 1, 2])))
    must = 1000 if number % 8 == 7 else 0
    return Need(f"1.{number % 12 + 1}-{number:03}", "Forslag", f"1.{number % 12 + 1}", units, "health", amounts, must)


def rules(made: tuple[Need, ...], seed: int = 1, gamma: int = 0) -> Rules:
    """A frame that holds what must be paid, the Γ widest intervals among it, and about a third of the rest.

    A dependency and an exclusion for every fifteenth proposal.
    """
    chance = Random(seed)
    must = [need.amounts["2024"] for need in made if need.unavoidable]
    rest = sum(need.amounts["2024"].low for need in made if not need.unavoidable and need.amounts["2024"].low > 0)
    rises = sum(sorted((amount.width for amount in must), reverse=True)[:gamma])
    keys, links = [need.key for need in made], []
    for _ in range(len(made) // 15):
        links += [Link("requires", *chance.sample(keys, 2)), Link("excludes", *_apart(chance, made))]
    frame = sum(amount.low for amount in must) + rises + rest // 3
    return Rules("2024", ("2025", "PERM"), {"health": {"2024": frame}}, tuple(links))


def _apart(chance: Random, made: tuple[Need, ...]) -> list[str]:
    return chance.sample([need.key for need in made if not need.unavoidable], 2)
