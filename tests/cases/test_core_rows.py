"""Duties that come once for each row of a list, and those that each party has for itself."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tvaers.engine.cases.core import Case, Doer, begin, happen
from tvaers.engine.cases.duties import Owed, moves, owed
from tvaers.kernel.case_types import CaseType
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.package import Package, load_package

STEPS: list[dict[str, Any]] = [
    {"id": "what", "label": "Hvad", "type": "text"},
    {"id": "unit", "label": "Enhed", "type": "party"},
    {"id": "due_on", "label": "Senest", "type": "date"},
    {"id": "done_on", "label": "Gjort", "type": "date"},
]
TYPE = CaseType.model_validate(
    {
        "id": "plan", "title": "Plan", "plural": "Planer", "summary": "En plan.", "prefix": "PLA", "clause": "X",
        "roles": [
            {"id": "owner", "title": "Ejer", "jobs": "laege"},
            {"id": "unit", "title": "Enhed", "jobs": "ledelse", "many": "yes"},
        ],
        "fields": [
            {"id": "units", "label": "Enheder", "type": "parties"},
            {"id": "steps", "label": "Skridt", "type": "records", "of": STEPS},
            {"id": "answer", "label": "Svar", "type": "yes_no", "per": "unit"},
        ],
        "states": [
            {"id": "open", "label": "Åben", "owner": "owner"},
            {"id": "shut", "label": "Lukket", "final": "yes"},
        ],
        "events": [
            {"id": "make", "label": "Lav", "from": "new", "to": "open", "by": "owner", "needs": "units",
             "assigns": {"unit": ["actor", "field:units"]}},
            {"id": "add", "label": "Tilføj", "from": "open", "adds": "steps", "needs": ["what"],
             "takes": ["unit", "due_on"]},
            {"id": "tell", "label": "Meld", "from": "open", "updates": "steps", "needs": "done_on"},
            {"id": "look", "label": "Se", "from": "open", "updates": "steps"},
            {"id": "reply", "label": "Svar", "from": "open", "by": "unit", "needs": "answer"},
            {"id": "close", "label": "Luk", "from": "open", "to": "shut"},
        ],
        "deadlines": [
            {"id": "step", "label": "Gør det", "owner": "unit", "rows": "steps", "party": "unit", "about": "what",
             "since": {"field": "due_on"}, "counts": {"days": "0"}, "until": {"field": "done_on", "given": "yes"},
             "done_on": "done_on"},
        ],
        "tasks": [
            {"id": "see", "label": "Se", "owner": "owner", "rows": "steps", "done_by": "look"},
            {"id": "regret", "label": "Begrund", "owner": "unit", "each": "yes", "until": {"happened": "close"},
             "if": {"field": "answer", "is": "no"}},
        ],
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def package() -> Package:
    return load_package(Path(__file__).parent / "pakke" / "proeve")


def at(day: int) -> datetime:
    return datetime(2021, 3, day, 12, 0, tzinfo=COPENHAGEN)


@pytest.fixture
def case(package: Package) -> Case:
    """A case with two steps: one that a unit owes on the 10th, one that nobody is named for."""
    made = happen(begin(package, TYPE), "make", at(1), Doer("1082", "owner"), {"units": ["0751", "0727"]})
    first = {"what": "Skriv", "unit": "0751", "due_on": "2021-03-10"}
    made = happen(made, "add", at(2), Doer("1082", "owner"), first)
    return happen(made, "add", at(3), Doer("1082", "owner"), {"what": "Ring"})


def of(case: Case, duty: str, day: int) -> list[Owed]:
    return [one for one in owed(case, at(day)) if one.duty.id == duty]


def tell(case: Case, day: int, done_on: str) -> Case:
    return happen(case, "tell", at(day), Doer("0751", "unit"), {"record": "1", "done_on": done_on})


def test_several_sources_give_a_role_together(case: Case) -> None:
    assert case.parties["unit"] == ("1082", "0751", "0727")


def test_a_row_without_what_it_counts_from_has_no_deadline_yet(case: Case) -> None:
    assert [(one.row, one.party) for one in of(case, "step", 3)] == [("1", "0751")]


def test_the_row_says_what_it_is_about(case: Case) -> None:
    assert of(case, "step", 3)[0].label == "Gør det: Skriv"


def test_a_row_is_in_time_on_its_day(case: Case) -> None:
    assert of(case, "step", 10)[0].status == "pending"


def test_a_row_is_late_the_day_after(case: Case) -> None:
    assert of(case, "step", 11)[0].status == "late"


def test_the_day_told_counts_and_not_the_day_of_telling(case: Case) -> None:
    assert of(tell(case, 12, "2021-03-10"), "step", 12)[0].status == "met"


def test_a_day_told_after_the_last_one_is_late(case: Case) -> None:
    found = of(tell(case, 12, "2021-03-11"), "step", 12)[0]
    assert found.standing is not None
    assert (found.status, found.standing.late_by.days if found.standing.late_by else None) == ("late", 1)


def test_an_event_about_one_row_leaves_the_others_owed(case: Case) -> None:
    seen = happen(case, "look", at(4), Doer("1082", "owner"), {"record": "2"})
    assert [(one.row, one.status) for one in of(seen, "see", 4)] == [("1", "pending"), ("2", "met")]


def test_rows_without_a_party_belong_to_the_owner(case: Case) -> None:
    assert {one.party for one in of(case, "see", 3)} == {"1082"}


def test_each_party_is_asked_about_its_own_answer(case: Case) -> None:
    answered = happen(case, "reply", at(4), Doer("0751", "unit"), {"answer": "no"})
    answered = happen(answered, "reply", at(4), Doer("0727", "unit"), {"answer": "yes"})
    assert [one.party for one in of(answered, "regret", 4)] == ["0751"]


def test_the_worklist_names_the_row(case: Case) -> None:
    assert {move.what for move in moves(case, at(4)) if move.party == "0751"} == {"Gør det: Skriv"}


def test_different_people_of_one_party_have_an_entry_each(case: Case) -> None:
    own = happen(case, "add", at(4), Doer("1082", "owner"), {"what": "Læs", "unit": "1082", "due_on": "2021-03-10"})
    assert {(move.role, move.what) for move in moves(own, at(4)) if move.party == "1082"} == {
        ("owner", "Åben"),
        ("unit", "Gør det: Læs"),
    }


def test_a_long_text_is_cut_in_the_worklist(case: Case) -> None:
    given = {"what": "x" * 400, "unit": "0727", "due_on": "2021-03-10"}
    long = happen(case, "add", at(4), Doer("1082", "owner"), given)
    assert [len(move.what) for move in moves(long, at(4)) if move.party == "0727"] == [len("Gør det: ") + 120]
