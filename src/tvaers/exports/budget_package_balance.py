"""Recompute a budget's balance from its Fiscal Data Package alone; knows nothing of Tværs, only the standard library.

Run `python budget_package_balance.py FILE.zip [YEAR]`. All amounts are whole kroner. A sum that a file does not state
is zero there; the balance is growth that the region pays itself, less savings and less the frame of the health pot.
"""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import IO
from zipfile import ZipFile

BOOLEANS = {"true": True, "false": False}


@dataclass(frozen=True)
class Balance:
    """Low and high in kroner: what grows, what is saved (below zero), what finances, and what lacks."""

    year: str
    growth: tuple[int, int]
    savings: tuple[int, int]
    frame: int

    @property
    def lacking(self) -> tuple[int, int]:
        """What is not paid for, at both ends; below zero there is room."""
        low, high = (self.growth[end] + self.savings[end] - self.frame for end in (0, 1))
        return low, high


def balance(package: IO[bytes] | Path, year: str = "") -> Balance:
    """The balance of proposed amounts in a year, the budget year where none is told. KeyError for no such package."""
    with ZipFile(package) as files:
        told = json.loads(files.read("datapackage.json"))
        rows = {one["name"]: _rows(files, one) for one in told["resources"]}
    asked = year or told["fiscalPeriod"]["start"][:4]
    totals = [one for one in rows["amounts"] if _counts(one, asked)]
    frame = [one for one in rows["frame"] if one["fiscal_period"] == asked and _finances(one)]
    return Balance(asked, _sum(totals, "growth"), _sum(totals, "saving"), sum(int(one["amount"]) for one in frame))


def _rows(files: ZipFile, resource: dict[str, object]) -> list[dict[str, str]]:
    with files.open(str(resource["path"])) as raw:
        return list(csv.DictReader(TextIOWrapper(raw, "utf-8", newline="")))


def _counts(row: dict[str, str], year: str) -> bool:
    is_total = row["phase"] == "proposed" and row["row_type"] == "total" and row["fiscal_period"] == year
    return is_total and not BOOLEANS[row["is_externally_financed"]]


def _finances(row: dict[str, str]) -> bool:
    return row["pot"] == "health" and row["kind"] != "information"


def _sum(rows: list[dict[str, str]], direction: str) -> tuple[int, int]:
    own = [one for one in rows if one["direction"] == direction]
    return sum(int(one["amount_low"]) for one in own), sum(int(one["amount_high"]) for one in own)


def main() -> None:
    """Print the balance of the file named first."""
    found = balance(Path(sys.argv[1]), *sys.argv[2:3])
    for name, both in (("growth", found.growth), ("savings", found.savings), ("lacking", found.lacking)):
        sys.stdout.write(f"{name:8} {found.year} {both[0]:>14} {both[1]:>14}\n")
    sys.stdout.write(f"{'frame':8} {found.year} {found.frame:>14}\n")


if __name__ == "__main__":
    main()
