"""The commands as a person or a script meets them: exit codes, one JSON document on stdout, words on stderr."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

USAGE = "benyttelsesaftale-nord-midt-2021"
YEAR = ("--from", "2021-01-01", "--to", "2021-12-31")
CONTACTS = """contact_id,citizen_id,home_region,treating_region,level,drg,start,end,letter_issued
k1,p1,1081,1082,highly_specialised,D1,2021-03-01T10:00,2021-03-04T12:00,2021-02-20
k2,p2,1081,1082,highly_specialised,D1,2021-03-01T10:00,2021-03-04T12:00,
k3,p3,1082,1081,main,D1,2021-05-01T10:00,,
"""
TARIFFS = "year,drg,amount_oere\n2021,D1,18743200\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a folder of activity; its database is the embedded one, whatever the tests themselves use."""
    path = tmp_path_factory.mktemp("hjem")
    (path / "activity").mkdir()
    (path / "activity" / "contacts.csv").write_text(CONTACTS)
    (path / "activity" / "tariffs.csv").write_text(TARIFFS)
    return path


def tvaers(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-m", "tvaers.cli", *words],
        env={**env, "TVAERS_VAR": str(home / "var")},
        capture_output=True,
        text=True,
    )


def settled(home: Path, *words: str) -> dict[str, Any]:
    """The document that settling the home's activity gives."""
    done = tvaers(home, "settle", str(home / "activity"), "--agreement", USAGE, *YEAR, "--json", *words)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_settle_gives_one_document_with_the_amounts_in_kroner(home: Path) -> None:
    found = settled(home)
    assert found["counts"] == {"settled": 1, "held": 1, "open": 1, "out_of_scope": 0, "outside_period": 0}
    assert [(s["payer"], s["payee"], s["amount"]) for s in found["statements"]] == [("1081", "1082", "168688.80")]
    assert [(h["source"], h["amount"], h["reason_code"]) for h in found["held"]] == [
        ("k2", "168688.80", "letter missing")
    ]
    assert all(control["holds"] for control in found["controls"])


def test_settling_the_same_again_is_the_same_run(home: Path) -> None:
    assert settled(home)["receipt"] == settled(home)["receipt"]


def test_a_what_if_is_a_run_of_its_own(home: Path) -> None:
    found = settled(home, "--set", "highly_specialised_rate=0.80")
    assert [line["amount"] for line in found["lines"]] == ["149945.60"]
    assert settled(home)["line_total"] == "168688.80"


def test_out_writes_every_outcome_as_files(home: Path, tmp_path: Path) -> None:
    settled(home, "--out", str(tmp_path))
    assert {"lines.csv", "held.parquet", "open.csv", "out_of_scope.csv", "receipt.json", "totals.json"} <= {
        path.name for path in tmp_path.iterdir()
    }


def test_explain_tells_the_line_that_settle_named(home: Path) -> None:
    line = settled(home)["lines"][0]["id"]
    done = tvaers(home, "explain", line, "--json")
    found = json.loads(done.stdout)
    assert (done.returncode, found["clause"]["id"], found["amount"]) == (0, "BA-4.1a", 168_688_80)


def test_explain_can_keep_to_the_run_of_a_what_if(home: Path) -> None:
    other = settled(home, "--set", "highly_specialised_rate=0.80")
    done = tvaers(home, "explain", other["lines"][0]["id"], "--run", str(other["receipt"]["run"]), "--json")
    assert json.loads(done.stdout)["amount"] == 149_945_60


def test_the_log_of_all_that_is_whole(home: Path) -> None:
    settled(home)
    done = tvaers(home, "audit", "verify", "--json")
    assert (done.returncode, json.loads(done.stdout)["whole"]) == (0, True)


def test_clauses_counts_every_clause_once(home: Path) -> None:
    done = tvaers(home, "clauses", "--agreement", USAGE, "--json")
    (agreement,) = json.loads(done.stdout)["agreements"]
    assert sum(agreement["totals"].values()) == len(agreement["clauses"]) == 75


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("settle",), 2, "Missing argument"),
        (("explain", "noget"), 1, "er ikke et linjenummer"),
        (("explain", "BA21.contacts.20210304.ingen.1"), 1, "findes ikke"),
        (("clauses", "--agreement", "ukendt"), 1, "Vælg en af"),
    ],
)
def test_what_cannot_be_done_says_why_and_by_the_right_code(
    home: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    done = tvaers(home, *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr


def test_bad_rows_are_listed_and_nothing_is_settled(home: Path, tmp_path: Path) -> None:
    (tmp_path / "contacts.csv").write_text(CONTACTS.replace("k1,p1,1081", "k1,p1,9999"))
    (tmp_path / "tariffs.csv").write_text(TARIFFS)
    done = tvaers(home, "settle", str(tmp_path), "--agreement", USAGE, *YEAR, "--json")
    (fault,) = json.loads(done.stdout)["error"]["findings"]
    assert (done.returncode, fault in done.stderr) == (1, True)
    assert "contacts, række 1, home_region" in fault
