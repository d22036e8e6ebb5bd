"""How long one choice takes to show: the whole composition anew, against a floor of adding the same integers up.

`PYTHONPATH=src:. python -m bench.budget_composing` prints a table; the ratio is what carries between machines.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from statistics import median

from bench import budget_made
from tvaers.engine.budget.composing import Choice, Need, compare, stand, waterfall

SIZES = (51, 300, 500)


def milliseconds(work: Callable[[], object], repeats: int) -> float:
    """The median of some runs, in CPU time, so that others on the machine count less."""
    times = []
    for _ in range(repeats):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return 1000 * median(times)


def floor(made: tuple[Need, ...], chosen: set[str]) -> int:
    """Add three levels of every chosen amount in every period, for the pot, by theme and by unit."""
    total = 0
    for _ in range(3):
        for need in made:
            if need.key in chosen or need.unavoidable:
                for amount in need.amounts.values():
                    total += amount.low + (amount.low + amount.high) // 2 + amount.high
    return total


def row(count: int, repeats: int) -> str:
    """One line of the table."""
    made = budget_made.needs(count)
    rules = budget_made.rules(made)
    choices = [Choice(need.key, risk=250) for need in made[::2]]
    keys = {choice.key for choice in choices}
    now, before = stand(made, rules, choices), stand(made, rules, choices[1:])
    base = milliseconds(lambda: floor(made, keys), repeats)
    composed = milliseconds(lambda: stand(made, rules, choices), repeats)
    compared = milliseconds(lambda: compare(before, now), repeats)
    steps = milliseconds(lambda: waterfall(now, "health"), repeats)
    return f"| {count} | {base:.2f} | {composed:.1f} | {composed / base:.0f} | {compared:.1f} | {steps:.2f} |"


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--repeats", type=int, default=15)
    repeats = asked.parse_args().repeats
    print(
        "| proposals | floor ms | compose ms | compose / floor | compare ms | waterfall ms |\n|---|---|---|---|---|---|"
    )
    for count in SIZES:
        print(row(count, repeats))


if __name__ == "__main__":
    main()
