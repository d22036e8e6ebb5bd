"""How long reading and checking a catalogue take, in CPU seconds, and how they grow with the length of plain text.

`PYTHONPATH=src:. python -m bench.budget_reading FILE` prints a table. The text is one sentence with two amounts,
repeated: all of it is one paragraph, which is the worst case for rules that look at words around amounts.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tvaers.engine.budget.checking import examine
from tvaers.engine.budget.reading import read_text

SENTENCE = "Det koster 3,5 mio. kr. i 2024 og derefter 2 pct.\n"
LENGTHS = (2_000, 4_000, 8_000)
"""Sentences of the made-up text."""
Given = TypeVar("Given")


def timed(work: Callable[[], Given]) -> tuple[float, Given]:
    """CPU seconds of one run, and what it gave."""
    began = time.process_time()
    given = work()
    return time.process_time() - began, given


def line(name: str, text: str) -> str:
    """A row of the table: name, lines, seconds to read, seconds to check."""
    reading, catalogue = timed(lambda: read_text(text))
    checking, _ = timed(lambda: examine(catalogue))
    return f"| {name} | {catalogue.lines} | {reading:.2f} | {checking:.2f} |"


def main() -> None:
    """Print the table for the file that is named, and for made-up texts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="a catalogue as plain text")
    file: Path = parser.parse_args().file
    print("| text | lines | read, CPU s | check, CPU s |\n|---|---|---|---|")
    print(line(file.name, file.read_text(encoding="utf-8")))
    for count in LENGTHS:
        print(line(f"{count} sentences", SENTENCE * count))


if __name__ == "__main__":
    main()
