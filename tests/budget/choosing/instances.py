"""Random small asks: savings, unavoidable needs, two pots, links, derived cost, limits, all views."""

from random import Random

from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.choosing import Ask, Limit
from tvaers.engine.budget.composing import Link, Need, Rules


def _need(chance: Random, number: int, unit: int) -> Need:
    low = chance.randint(-6, 30) if chance.random() < 0.25 else chance.randint(0, 30)
    pot = "capital" if chance.random() < 0.2 else "health"
    hard = Interval(low * unit, (low + chance.choice([0, 0, 5, 20])) * unit)
    later = Interval.of(chance.randint(-5, 40) * unit)
    amounts = {"2024": hard, "2025": later} if chance.random() < 0.8 else {"2024": hard}
    must = 1000 if chance.random() < 0.15 else 0
    return Need(f"{number:02}", "x", f"1.{number % 3}", (), pot, amounts, must)


def _links(chance: Random, keys: list[str], unit: int) -> tuple[Link, ...]:
    found = []
    for kind in ("requires", "requires", "excludes", "excludes", "derived_operation"):
        first, second = chance.sample(keys, 2)
        if kind == "derived_operation":
            found.append(Link(kind, first, "health", {"2024": Interval.of(chance.randint(0, 9) * unit)}))
        elif chance.random() < 0.7:
            found.append(Link(kind, first, second))  # type: ignore[arg-type]
    return tuple(found)


def ask(seed: int, count: int = 12) -> Ask:
    """The ask of a seed; amounts in kroner, thousands or fifty thousands."""
    chance = Random(seed)
    unit = chance.choice([1, 7, 1000, 50_000])
    needs = tuple(_need(chance, number, unit) for number in range(count))
    keys = [need.key for need in needs]
    whole = sum(need.amounts["2024"].high for need in needs)
    frames = {"health": {"2024": whole // chance.choice([2, 3, 4])}, "capital": {"2024": chance.randint(0, 60) * unit}}
    rules = Rules("2024", ("2025",), frames, _links(chance, keys, unit), chance.choice([0, 0, 250, 1000]))
    free = [need.key for need in needs if not need.unavoidable]
    return Ask(
        needs, rules, {key: chance.randint(-1, 9) for key in keys},
        must=frozenset(chance.sample(free, chance.choice([0, 0, 1]))),
        limits=_limits(chance, unit),
        view=chance.choice(["nominal", "worst", "robust", "robust"]),
        gamma=chance.randint(0, count),
        unavoidable_moves=chance.random() < 0.7,
    )  # fmt: skip


def _limits(chance: Random, unit: int) -> tuple[Limit, ...]:
    found = []
    if chance.random() < 0.3:
        found.append(Limit("2025", most=chance.randint(10, 150) * unit))
    if chance.random() < 0.3:
        found.append(Limit("2024", "1.1", least=chance.randint(0, 20) * unit, most=chance.randint(20, 60) * unit))
    return tuple(found)
