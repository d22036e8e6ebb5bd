"""`tvaers minutes read` as a script meets it: text or one document, and exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.forums.reading.invented import TEXT
from typer.testing import CliRunner

from tvaers.cli import app, minutes  # noqa: F401  (adds its commands)


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["minutes", "read", *words])
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / "referat.txt").write_text(TEXT, encoding="utf-8")
    return str(tmp_path / "referat.txt")


def test_findings_end_with_six(file: str) -> None:
    code, shown, _ = run(file)
    assert code == 6
    assert "Referat: Sundhedsaftalens Fælles Forretningsudvalg, 12-03-2026 kl. 13.30" in shown
    assert "5 punkter læst. Se på 2 ting:" in shown


def test_json_is_one_document(file: str) -> None:
    code, shown, _ = run(file, "--json")
    found = json.loads(shown)
    assert code == 6
    assert [one["outcome_text"] for one in found["items"]][2] == "godkendt med bemærkninger"
    assert found["head"]["date"] == "2026-03-12"
    assert found["items"][2]["points"][2]["place"]["text"] == "linje 89"


def test_without_names(file: str) -> None:
    _, shown, _ = run(file, "--no-names")
    assert "Afbud: medlem, Lindeby Kommune" in shown
    assert "Bøg" not in shown


def test_nothing_to_look_at_ends_with_zero(tmp_path: Path) -> None:
    text = (
        "Referat af møde i Strategisk Sundhedsforum torsdag den 12. marts 2026 kl. 9.00\nSted: Lokale 2\n"
        "Deltagere: Asta Ahorn, Egeby Kommune (formand)\n\nPunkt 1: Eventuelt\nBeslutning\nIntet at bemærke.\n"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert run(str(tmp_path / "a.txt"))[0] == 0


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    code, shown, told = run(str(tmp_path / "nothing.txt"), "--json")
    assert (code, json.loads(shown)["error"]["what"] in told) == (1, True)
    assert "Filen findes ikke" in told


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    code, _, told = run(str(tmp_path))
    assert (code, "er en mappe" in told) == (1, True)


def test_no_file_is_a_fault_of_use() -> None:
    assert run()[0] == 2
