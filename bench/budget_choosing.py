"""How long choosing takes, by size and Γ, against a floor: one bare solve of the same size without links and Γ.

`PYTHONPATH=src:. python -m bench.budget_choosing --seeds 3`. A choosing is the solve, the second solve with another
seed and no presolve, the tie rule and the check in integers; the first three share the seconds. `proven` counts the
sets that are proven best, `agreed` those that the second solve confirmed, `ties` those whose ties were settled.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from random import Random

from bench import budget_made
from tvaers.engine.budget.choosing import Ask, Result, choose, why
from tvaers.engine.budget.choosing.modelling import model
from tvaers.engine.budget.choosing.solving import Options, solve

SIZES, GAMMAS = (51, 300, 500), (0, 5, 20)


def ask(count: int, gamma: int, seed: int, seconds: float) -> Ask:
    """A seeded ask: one to nine points a proposal, a dependency and an exclusion for every fifteenth."""
    made = budget_made.needs(count, seed)
    chance = Random(seed)
    points = {need.key: chance.randint(1, 9) for need in made}
    rules = budget_made.rules(made, seed, gamma)
    return Ask(made, rules, points, view="robust", gamma=gamma, unavoidable_moves=True, seconds=seconds)


def floor(asked: Ask) -> float:
    """Seconds of one solve of the same proposals, nominal and without links."""
    bare = replace(asked, view="nominal", rules=replace(asked.rules, links=()))
    program = model(bare).program
    began = time.perf_counter()
    solve(program, Options(asked.seconds))
    return time.perf_counter() - began


def timed(asked: Ask) -> tuple[Result, float, float]:
    """The result, the seconds it took, and the seconds of the first solve alone."""
    program = model(asked).program
    began = time.perf_counter()
    solve(program, Options(asked.seconds))
    first = time.perf_counter() - began
    began = time.perf_counter()
    result = choose(asked)
    return result, time.perf_counter() - began, first


def row(count: int, gamma: int, seeds: int, seconds: float) -> str:
    """One line of the table: the slowest and the mean of some seeds."""
    asks = [ask(count, gamma, seed, seconds) for seed in range(1, seeds + 1)]
    base = sum(floor(one) for one in asks) / seeds
    found = [timed(one) for one in asks]
    whole, first = sum(took for _, took, _ in found) / seeds, sum(took for _, _, took in found) / seeds
    proven = sum(result.status == "optimal" for result, _, _ in found)
    agreed = sum(bool(result.second and result.second.agrees) for result, _, _ in found)
    settled = sum(result.is_tie_settled for result, _, _ in found)
    slowest = max(took for _, took, _ in found)
    return (
        f"| {count} | {gamma} | {base:.3f} | {first:.2f} | {whole:.2f} | {slowest:.2f} | {whole / base:.0f} "
        f"| {proven}/{seeds} | {agreed}/{seeds} | {settled}/{seeds} |"
    )


def flips(count: int, gamma: int, seconds: float) -> str:
    """How long it takes to say what would flip each of the first ten proposals."""
    asked = ask(count, gamma, 1, seconds)
    result = choose(asked)
    if result.status != "optimal":
        return f"{count} proposals, Γ = {gamma}: not proven, so nothing is said"
    began = time.perf_counter()
    why(asked, result, [need.key for need in asked.needs[:10]])
    return f"{count} proposals, Γ = {gamma}: {(time.perf_counter() - began) / 10:.2f} s a proposal"


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seeds", type=int, default=3)
    asked.add_argument("--seconds", type=float, default=12)
    found = asked.parse_args()
    print(
        "| proposals | Γ | floor s | first solve s | choose s | slowest s | choose / floor | proven | agreed | ties |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for count in SIZES:
        for gamma in GAMMAS:
            print(row(count, gamma, found.seeds, found.seconds), flush=True)
    for count, gamma in ((51, 0), (51, 5), (300, 5)):
        print(flips(count, gamma, found.seconds), flush=True)


if __name__ == "__main__":
    main()
