"""`tvaers message read --keep`: into the database as from a broker, with the report that the command gives anyway."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.messages.course import CITIZEN, HEART, TOWN, Course, at, told
from tests.messages.stay_bundle import as_json
from typer.testing import CliRunner

from tvaers.cli.message import message_app
from tvaers.engine.citizens import actions as citizens
from tvaers.engine.messages.models import Incoming, Location, Outgoing, Relation
from tvaers.kernel.action import System
from tvaers.kernel.clock import fixed
from tvaers.kernel.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A folder with an admission and a discharge, to a town that has a relevant case for the citizen."""
    for one, party in ((TOWN, "0615"), (HEART, "hospital")):
        Location.objects.create(sor=one.sor, gln=one.gln, party=party, name=one.name, starts=date(2010, 1, 1))
    citizen = citizens.register(actor=System(), cpr=CITIZEN)
    Relation.objects.create(citizen=citizen, party="0615", basis="prøve", starts=date(2010, 1, 1))
    for number, message in enumerate(told(Course(), "STIN", "SLHJ")):
        (tmp_path / f"{number}.json").write_bytes(as_json(message))
    return tmp_path


def read(*words: str | Path, code: int = 0) -> Any:
    with fixed(at(100)):
        done = CliRunner().invoke(message_app, [*map(str, words), "--json"])
    assert done.exit_code == code, done.output
    return json.loads(done.stdout) if done.stdout else None


def test_messages_are_kept_and_answered(course: Path) -> None:
    found = read(course, "--keep")
    assert [(one.activity, one.outcome) for one in Incoming.objects.order_by("pk")] == [
        ("admit-inpatient", "accepted"),
        ("discharge-inpatient-home", "accepted"),
    ]
    answers = [one["acknowledgement"]["bundle"]["id"] for one in found["messages"]]
    assert list(Outgoing.objects.order_by("pk").values_list("bundle_id", flat=True)) == answers


def test_the_report_is_the_same_as_without_keeping(course: Path) -> None:
    kept, seen = read(course, "--keep"), read(course)
    for one in (*kept["messages"], *seen["messages"]):
        del one["acknowledgement"]["bundle"]
    assert kept == seen


def test_without_keep_nothing_is_kept(course: Path) -> None:
    read(course)
    assert not Incoming.objects.exists()


def test_what_was_kept_before_is_a_duplicate_with_the_same_answer(course: Path) -> None:
    first, again = read(course, "--keep"), read(course, "--keep")
    assert again["totals"]["duplicate"] == 2
    assert [one["acknowledgement"] for one in again["messages"]] == [
        one["acknowledgement"] for one in first["messages"]
    ]
    assert again["stays"] == first["stays"]


def test_the_database_says_who_has_a_relevant_case(course: Path) -> None:
    Relation.objects.all().delete()
    found = read(course, "--keep")
    assert [one["outcome"] for one in found["messages"]] == ["stored-not-shown"] * 2
    assert found["stays"] == []


def test_a_faulty_message_is_kept_as_rejected_with_code_six(course: Path) -> None:
    (course / "0.json").write_text("{")
    found = read(course / "0.json", "--keep", code=6)
    assert found["messages"][0]["outcome"] == Incoming.objects.get().outcome == "rejected"


def test_the_log_names_the_command_line(course: Path) -> None:
    read(course / "0.json", "--keep")
    assert AuditEntry.objects.get(action="messages.take_in").actor == "kommandolinjen"


def test_cases_cannot_be_left_out_of_the_database(course: Path) -> None:
    read(course, "--keep", "--no-relevant-case", code=2)
    assert not Incoming.objects.exists()
