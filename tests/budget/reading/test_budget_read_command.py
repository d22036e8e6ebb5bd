"""`tvaers budget read`: one document on stdout, and code 6 when something is in doubt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.budget.reading import in_formats
from tests.budget.reading.made_up import made_up
from typer.testing import CliRunner

from tvaers.cli import app
from tvaers.cli import budget as _budget  # noqa: F401  (adds the command)

RUN = CliRunner()


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    path = tmp_path / "katalog.txt"
    path.write_text(made_up(), encoding="utf-8")
    return path


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "katalog.txt"
    path.write_text(in_formats.as_text(in_formats.tabbed), encoding="utf-8")
    return path


def test_a_catalogue_without_doubts_ends_well(plain: Path) -> None:
    assert RUN.invoke(app, ["budget", "read", str(plain)]).exit_code == 0


def test_a_doubtful_catalogue_ends_with_findings(doubtful: Path) -> None:
    assert RUN.invoke(app, ["budget", "read", str(doubtful)]).exit_code == 6


def test_the_document_has_its_parts(doubtful: Path) -> None:
    found = json.loads(RUN.invoke(app, ["budget", "read", str(doubtful), "--json"]).stdout)
    assert {"title", "year", "region", "price_level", "themes", "proposals", "rows", "overviews", "tables", "doubts",
            "unread"} <= found.keys()  # fmt: skip


def test_amounts_are_kroner_with_two_decimals_beside_the_print(doubtful: Path) -> None:
    found = json.loads(RUN.invoke(app, ["budget", "read", str(doubtful), "--json"]).stdout)
    cell = found["proposals"][0]["rows"][0]["cells"][1]
    assert (cell["period"], cell["low"], cell["high"], cell["printed"], cell["state"]) == (
        "2032", "0.00", "900000.00", "0- 0,90", "stated",
    )  # fmt: skip


def test_an_empty_cell_is_null_and_not_zero(doubtful: Path) -> None:
    found = json.loads(RUN.invoke(app, ["budget", "read", str(doubtful), "--json"]).stdout)
    cell = found["proposals"][2]["rows"][1]["cells"][0]
    assert (cell["low"], cell["high"], cell["state"]) == (None, None, "empty")


def test_counts_are_plain_numbers(doubtful: Path) -> None:
    found = json.loads(RUN.invoke(app, ["budget", "read", str(doubtful), "--json"]).stdout)
    assert found["proposals"][1]["sub_tables"][0]["rows"][0]["cells"][1]["low"] == "40"


def test_a_person_reads_themes_and_what_to_look_at(doubtful: Path) -> None:
    shown = RUN.invoke(app, ["budget", "read", str(doubtful)]).stdout
    assert "1.1-02 (!) Vækst i blodprøver: 2030 1,00-4,00" in shown
    assert "1.3 Forskning (finansieres uden for rammen): 27,0" in shown
    assert "Se på" in shown


def test_a_missing_file_is_told_in_danish(tmp_path: Path) -> None:
    result = RUN.invoke(app, ["budget", "read", str(tmp_path / "væk.txt")])
    assert (result.exit_code, "findes ikke" in result.stderr) == (1, True)
