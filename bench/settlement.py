"""The bench of settlement: `python -m bench.settlement [--sizes 1,8,20] [--repeats 3]`.

Ratios are measured in one run, beside the floor.

Each figure is the best of some repeats, each in a process of its own, in CPU seconds and in wall time. Peers are listed
only when their lines are ours.
"""

import argparse
import json
import math
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb

ROOT = Path(__file__).resolve().parents[1]
MILLION = 1_000_000


def measure(name: str, folder: Path, *extra: str, repeats: int = 3) -> dict[str, Any]:
    """The best of some repeats by CPU time."""
    out = folder.parent / f"out-{folder.name}" / name
    out.parent.mkdir(exist_ok=True)
    results = []
    for _ in range(repeats):
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "bench.measure", name, str(folder), str(out), *extra],
            cwd=ROOT, capture_output=True, text=True,
            env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}", "DJANGO_SETTINGS_MODULE": "tvaers.settings"},
        )  # fmt: skip
        if done.returncode:
            return {"failed": done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "no output"}
        results.append(json.loads(done.stdout.strip().splitlines()[-1]))
    return min(results, key=lambda result: result["cpu"])


def same_lines(folder: Path, peer: str, tables: tuple[str, ...]) -> bool:
    """Whether a peer's lines are ours: an order-free hash over source, rule, amount, payer and payee."""
    home = folder.parent / f"out-{folder.name}"
    columns = "source, rule, CASE WHEN rule IN (1, 2, 11, 12) THEN 0 ELSE amount END::BIGINT, payer, payee"
    with duckdb.connect() as connection:
        for table in tables:
            sums = [
                connection.execute(
                    f"SELECT count(*), sum(hash({columns})) FROM read_parquet('{home / files}')"
                ).fetchall()
                for files in (f"settle/{table}/*.parquet", f"{peer}/{table}.parquet")
            ]
            if sums[0] != sums[1]:
                return False
    return True


def table(title: str, rows: list[tuple[str, ...]]) -> None:
    """Print a Markdown table."""
    head, *body = rows
    print(f"\n### {title}\n\n| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for row in body:
        print(f"| {' | '.join(row)} |")


def seconds(result: dict[str, Any], key: str = "wall") -> str:
    """A time, or why there is none."""
    return f"{result[key]:.2f}" if key in result else result.get("failed", "–")[:60]


def whole_runs(home: Path, sizes: list[int], repeats: int) -> dict[int, dict[str, Any]]:
    """Ours, the hand-written SQL and the floor at each size; the other peers at the smallest."""
    from bench import activity

    found: dict[int, dict[str, Any]] = {}
    activity.write(home / "tiny", 1_000)
    fixed = measure("settle", home / "tiny", repeats=repeats)
    print(f"Start-up and compilation, as a whole run of 1,000 contacts: {seconds(fixed, 'cpu')} CPU s")
    for size in sizes:
        folder = home / f"{size}m"
        activity.write(folder, size * MILLION)
        ours = measure("settle", folder, repeats=repeats)
        rows = [("engine", "wall s", "CPU s", "peak GB", "CPU / hand SQL", "CPU / floor", "lines as ours")]
        hand, floor = measure("hand_sql", folder, repeats=repeats), measure("floor", folder, repeats=repeats)
        apart = {**ours, "cpu": ours["cpu"] - fixed["cpu"], "wall": ours["wall"] - fixed["wall"]}
        others = {"Tværs": ours, "Tværs, start-up and compilation apart": apart, "hand_sql": hand, "floor": floor}
        if size == sizes[0]:
            others |= {name: measure(name, folder, repeats=1) for name in ("polars", "pandas", "python_loop")}
        for name, result in others.items():
            tables = {
                "hand_sql": ("contacts", "extras", "private_invoices", "drug_courses"),
                "polars": ("contacts", "extras"),
            }
            equal = not name.startswith("Tværs") and "cpu" in result and name != "floor"
            same = str(same_lines(folder, name, tables.get(name, ("contacts",)))) if equal else "–"
            ratio = f"{result['cpu'] / hand['cpu']:.2f}" if "cpu" in result else "–"
            above = f"{result['cpu'] / floor['cpu']:.2f}" if "cpu" in result else "–"
            rows.append((name, seconds(result), seconds(result, "cpu"), seconds(result, "rss_gb"), ratio, above, same))
        found[size] = ours
        table(f"{size} million contacts, whole rule set", rows)
    return found


def growth(found: dict[int, dict[str, Any]]) -> None:
    """The exponent of CPU time in contacts, by least squares on logarithms."""
    points = [(math.log(size), math.log(result["cpu"])) for size, result in found.items() if "cpu" in result]
    if len(points) < 2:
        return
    mean_x, mean_y = (sum(p[i] for p in points) / len(points) for i in (0, 1))
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)
    print(f"\nGrowth exponent in contacts ({', '.join(map(str, found))} million): {slope:.2f} (goal ≤ 1.05)")


def special(home: Path, size: int, full: dict[str, Any], repeats: int) -> None:
    """Versions, what-if, amendment, explanation and compilation at one size."""
    folder = home / f"{size}m"
    few, many = (measure("versions", folder, str(count), repeats=repeats) for count in (3, 192))
    what_if, amended = measure("what_if", folder, repeats=repeats), measure("amended", folder, repeats=repeats)
    explain, compiling = measure("explain", folder, repeats=1), measure("compiling", folder, repeats=repeats)
    rows = [("what", "measured", "ratio", "goal")]
    rows.append(("3 versions", f"{seconds(few, 'cpu')} CPU s", "", ""))
    rows.append(("192 versions", f"{seconds(many, 'cpu')} CPU s", _ratio(many, few, "cpu"), "≤ 1.1"))
    rows.append(("20 what-if sets", f"{seconds(what_if, 'cpu')} CPU s", _ratio(what_if, full, "cpu"), "≤ 4 runs"))
    rows.append(
        ("amendment of 1 %", f"{seconds(amended, 'run')} s", f"full / amended {_ratio(full, amended, 'run')}", "≥ 20")
    )
    if "run" in explain:
        rows.append(
            (
                "explain one line",
                f"{1000 * explain['run']:.1f} ms",
                f"slowest {1000 * explain['slowest']:.1f}",
                "≤ 20 ms",
            )
        )
    else:
        rows.append(("explain one line", explain["failed"], "", "≤ 20 ms"))
    both = {"both": compiling["run"] + compiling["imports"]} if "run" in compiling else compiling
    rows.append(("start-up and compilation", f"{seconds(both, 'both')} s", "", "≤ 1.5 s"))
    table(f"{size} million contacts, the rest", rows)


def spark(home: Path) -> None:
    """The same lines from a local Spark at one million contacts."""
    folder = home / "1m"
    from bench import activity

    activity.write(folder, MILLION)
    ours = measure("settle", folder, repeats=1)
    out = folder.parent / f"out-{folder.name}" / "settle"
    kept = out.rename(out.with_name("duckdb")) if out.exists() else out
    result = measure("settle", folder, "spark", repeats=1)
    with duckdb.connect() as connection:
        sums = [
            connection.execute(
                f"""SELECT count(*), sum(hash(source, part, day, rule, stretch, answers, base, numerator, denominator,
                    amount, payer, payee)) FROM read_parquet('{path}/*/*.parquet')"""
            ).fetchall()
            for path in (kept, out)
            if path.exists()
        ]
    equal = len(sums) == 2 and sums[0] == sums[1]
    rows = [
        ("engine", "wall s", "lines equal"),
        ("duckdb", seconds(ours), "–"),
        ("spark, local[2]", seconds(result), str(equal)),
    ]
    table("Spark, 1 million contacts", rows)


def _ratio(one: dict[str, Any], other: dict[str, Any], key: str) -> str:
    return f"{one[key] / other[key]:.2f}" if key in one and key in other else "–"


def main() -> None:
    """Run the bench."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", default="1,8,20", help="million contacts, with commas between")
    options.add_argument("--repeats", type=int, default=3)
    options.add_argument("--home", type=Path, default=ROOT / "var" / "bench")
    options.add_argument("--no-spark", action="store_true")
    chosen = options.parse_args()
    sizes = [int(size) for size in chosen.sizes.split(",")]
    chosen.home.mkdir(parents=True, exist_ok=True)
    found = whole_runs(chosen.home, sizes, chosen.repeats)
    growth(found)
    for size in sizes[1:] or sizes:
        special(chosen.home, size, found[size], chosen.repeats)
    if not chosen.no_spark:
        spark(chosen.home)


if __name__ == "__main__":
    main()
