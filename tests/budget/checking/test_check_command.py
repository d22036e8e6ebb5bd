"""`tvaers budget check` as a script meets it: one document, exit codes, and a report in Danish."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.budget.checking.pages import drawn, printed

from tvaers.engine.budget.catalogue import Interval, Place
from tvaers.engine.budget.checking import Finding, finding_data

FIELDS = {
    "place", "page", "line", "object", "rule", "kind", "printed", "recomputed", "difference", "end", "low", "high",
    "unit", "printed_text", "recomputed_text", "cause", "reason", "fingerprint",
}  # fmt: skip


def tvaers(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tvaers.cli", "budget", "check", *map(str, words)],
        env={**os.environ, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"},
        capture_output=True,
        text=True,
    )


def document(file: Path, code: int) -> dict[str, Any]:
    done = tvaers(file, "--json")
    assert done.returncode == code, done.stderr
    return dict(json.loads(done.stdout))


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    file = tmp_path / "katalog.txt"
    file.write_text(printed(drawn(0)))
    return file


@pytest.fixture
def slipped(tmp_path: Path) -> Path:
    """The overview's total of the first theme is 1.000 mio. kr. too high; its own table is right."""
    file = tmp_path / "fejl.txt"
    file.write_text(printed(drawn(0)).replace("1.1 Medico 101,1", "1.1 Medico 1101,1", 1))
    return file


def test_a_clean_catalogue_ends_with_0_and_counts_its_sums(clean: Path) -> None:
    found = document(clean, 0)
    assert (found["file"], found["findings"], found["doubts"]) == ("katalog.txt", [], [])
    assert found["checked"] == {"held": 27, "rounding": 0, "failed": 0}


def test_a_slip_ends_with_6_and_has_every_field(slipped: Path) -> None:
    findings = document(slipped, 6)["findings"]
    one = next(each for each in findings if each["place"] == "Den samlede oversigt, tema 1.1, Opdrift")
    assert set(one) == FIELDS
    assert (one["printed"], one["recomputed"], one["difference"]) == ("1101100000.00", "101100000.00", "1000000000.00")
    assert (one["kind"], one["rule"], one["printed_text"]) == ("error", "I3", "1.101,1 mio. kr.")


def test_a_person_reads_what_does_not_fit_in_danish(slipped: Path) -> None:
    said = tvaers(slipped)
    assert said.returncode == 6
    assert "Fejl: summer, der ikke passer" in said.stdout
    assert "giver 101,1 mio. kr., men der står 1.101,1 mio. kr." in said.stdout


def test_a_text_without_sums_is_told_as_such(tmp_path: Path) -> None:
    file = tmp_path / "brev.txt"
    file.write_text("Kære alle\nVi ses på mandag.\n")
    assert "Der er ingen summer at regne efter." in tvaers(file).stdout


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    assert tvaers(tmp_path / "findes-ikke.txt").returncode == 1


def test_an_interval_is_told_at_the_end_that_is_furthest_off() -> None:
    printed, recomputed = Interval(0, 10_000_000), Interval.of(10_000_000)
    finding = Finding("I2", "error", Place(1), "1.1-01", "her", "fordi", printed=printed, recomputed=recomputed)
    told = finding_data(finding)
    assert (told["end"], told["printed"], told["recomputed"], told["difference"]) == (
        "low", "0.00", "10000000.00", "-10000000.00",
    )  # fmt: skip
    assert told["high"] == {"printed": "10000000.00", "recomputed": "10000000.00", "difference": "0.00"}
