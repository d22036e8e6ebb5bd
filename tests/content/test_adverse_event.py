"""What the declaration of adverse events promises, beyond what single examples show."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from tvaers.engine.cases.core import Case, Doer, begin, happen
from tvaers.engine.cases.spawning import spawned
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.package import Package

REPORT = {
    "what_happened": "Listen manglede, og datteren ringede", "profession": "health_professional",
    "context": "treatment", "outcome": "harmful", "area": "somatic", "place": "hospital",
    "reporter_name": "En Kollega",
}  # fmt: skip


def at(day: int) -> datetime:
    return datetime(2011, 3, day, 12, 0, tzinfo=COPENHAGEN)


@pytest.fixture
def package(packages: dict[str, Package]) -> Package:
    return packages["sundhedsaftale-midt-2011"]


@pytest.fixture
def joint(package: Package) -> Case:
    """A case that Odder has just been taken into."""
    case = happen(
        begin(package, package.case_types["adverse_event"]), "report", at(15), Doer("0657", "reporter"), REPORT
    )
    case = happen(case, "register", at(16), Doer("1082", "receiver"), {"dpsd_number": "D-1"})
    return happen(case, "add_party", at(16), Doer("1082", "receiver"), {"party": "0727"})


def test_a_report_has_at_most_as_many_required_fields_as_agreed(package: Package) -> None:
    limit = package.term("max_required_fields", at(15).date())
    assert limit is not None
    assert len(package.case_types["adverse_event"].event("report").needs) <= int(str(limit.value))


def test_the_current_phase_is_always_one_of_the_four(package: Package) -> None:
    phases = {state.phase for state in package.case_types["adverse_event"].states}
    assert phases == {"rapportering", "analyse", "handling", "formidling"}


@pytest.mark.parametrize("field", ["context", "outcome", "area"])
def test_the_choices_of_a_report_are_those_of_the_agreement(package: Package, field: str) -> None:
    names = {"context": "event_contexts", "outcome": "event_outcomes", "area": "adverse_event_areas"}
    agreed: Any = package.term(names[field], at(15).date())
    ids = [choice.id for choice in package.case_types["adverse_event"].field(field).choices if choice.id != "other"]
    assert tuple(ids) == agreed.value


def test_the_number_in_the_database_is_unique(package: Package) -> None:
    assert package.case_types["adverse_event"].field("dpsd_number").unique


def test_the_reporters_party_has_no_part_in_the_case(joint: Case) -> None:
    assert "0657" not in {party for parties in joint.parties.values() for party in parties}


def test_the_reporter_stands_nowhere_in_the_events(joint: Case) -> None:
    assert "Kollega" not in str(joint.events)


def test_an_internal_event_has_one_party(package: Package) -> None:
    type = package.case_types["adverse_event"]
    case = happen(begin(package, type), "report", at(15), Doer("1082", "reporter"), REPORT)
    case = happen(case, "register", at(16), Doer("1082", "receiver"), {"dpsd_number": "D-1"})
    case = happen(case, "analyse_internally", at(17), Doer("1082", "receiver"), {"analysis_result": "Listen"})
    assert case.parties == {"receiver": ("1082",)}


def test_the_network_hears_of_a_new_case_without_a_word_of_its_text(joint: Case) -> None:
    (note,) = spawned(joint)
    choices = {"area": "somatic", "outcome": "harmful", "transition": "municipality_region"}
    assert (note.event, note.data) == ("announce", {**choices, "network": "1082"})


def test_only_the_first_other_party_is_news_to_the_network(joint: Case) -> None:
    assert spawned(happen(joint, "add_party", at(17), Doer("1082", "receiver"), {"party": "0657"})) == ()


def test_the_network_has_no_role_in_the_case(package: Package) -> None:
    assert "netvaerkssekretariat" not in package.case_types["adverse_event"].jobs


def test_every_text_of_a_learning_note_is_checked(package: Package) -> None:
    fields = package.case_types["learning_note"].fields
    assert [field.id for field in fields if field.type in ("text", "long_text") and not field.anonymous] == []


def test_a_note_can_be_opened_with_what_an_event_gives_it(joint: Case, package: Package) -> None:
    (note,) = spawned(joint)
    opened = happen(
        begin(package, package.case_types[note.type]), note.event, at(16), Doer("1082", "messenger"), note.data
    )
    assert (opened.state, opened.parties) == ("announced", {"network": ("1082",)})


def test_both_types_classify_alike(package: Package) -> None:
    types = package.case_types
    assert types["learning_note"].field("classification") == types["adverse_event"].field("classification")
