"""What no scenario can say of the course from admission to home: what must not be there, and what agreements share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

import pytest

from tvaers.engine.cases.core import Case, Doer, begin, happen
from tvaers.engine.cases.duties import Owed, owed
from tvaers.engine.messages.profiles.codes import HOSPITAL_ACTIVITIES
from tvaers.kernel.case_types import CaseType
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.errors import Problem
from tvaers.kernel.package import Package

SA, HJN = "sundhedsaftale-midt-2011", "hjaelpemiddelaftale-nord-2025"
OURS = ("discharge", "pre_admission", "registration_correction", "discharge_objection")
HOSPITAL = Doer("hospital", "hospital", "laege")
NOW = datetime(2013, 5, 14, 10, tzinfo=COPENHAGEN)


def stay(package: Package, *events: tuple[str, Mapping[str, object]], **given: str) -> Case:
    case = begin(package, package.case_types["discharge"])
    admission = {"setting": "bed_ward", "home_municipality": "0751", **given}
    case = happen(case, "admit_emergency", NOW, HOSPITAL, admission)
    for event, data in events:
        case = happen(case, event, NOW, HOSPITAL, data)
    return case


def duties(case: Case) -> dict[str, Owed]:
    return {one.duty.id: one for one in owed(case, NOW)}


def texts(type: CaseType) -> Iterator[str]:
    """Every text of a case type that somebody may read."""
    for one in re.findall(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"", repr(type.model_dump())):
        yield one[0] or one[1]


@pytest.mark.parametrize("id", OURS)
def test_the_word_for_notice_periods_is_not_used(packages: dict[str, Package], id: str) -> None:
    assert [text for text in texts(packages[SA].case_types[id]) if "varsl" in text.casefold()] == []


@pytest.mark.parametrize("id", OURS)
def test_both_agreements_use_the_same_case_type(packages: dict[str, Package], id: str) -> None:
    assert packages[HJN].case_types[id] is packages[SA].case_types[id]


@pytest.mark.parametrize("package_id", [SA, HJN])
def test_devices_and_care_plan_are_counted_by_one_rule(packages: dict[str, Package], package_id: str) -> None:
    known = {duty.id: duty for duty in packages[package_id].case_types["discharge"].deadlines}
    assert known["device_request"].counts == known["care_plan"].counts


@pytest.mark.parametrize("duty", ["mrsa_admission", "mrsa_discharge"])
def test_mrsa_is_only_asked_about_those_who_have_it(packages: dict[str, Package], duty: str) -> None:
    assert duty not in duties(stay(packages[SA]))


def test_devices_are_not_asked_for_when_none_are_needed(packages: dict[str, Package]) -> None:
    events = (("clarify_devices", {"devices_needed": "no"}), ("expect_discharge", {"expected_at": "2013-05-20T10:00"}))
    assert "device_request" not in duties(stay(packages[SA], *events))


def test_a_nursing_note_is_not_asked_for_without_nursing(packages: dict[str, Package]) -> None:
    services = ("assess_services", {"municipal_help": "yes", "services": ["practical_help"]})
    assert "nursing_note" not in duties(stay(packages[SA], services))


def test_preparation_time_is_not_shown_without_municipal_services(packages: dict[str, Package]) -> None:
    assert "preparation" not in duties(stay(packages[SA], ("assess_services", {"municipal_help": "no"})))


def test_a_doctors_note_is_not_asked_for_after_a_bed_ward(packages: dict[str, Package]) -> None:
    assert "doctor_note" not in duties(stay(packages[SA], ("discharge_home", {})))


def test_no_call_is_required_for_a_report_that_can_wait(packages: dict[str, Package]) -> None:
    report = ("send_discharge_report", {"discharge_report": "Kan gå", "report_urgent": "no"})
    assert "call_municipality" not in duties(stay(packages[SA], report))


def test_no_follow_up_for_those_without_high_risk(packages: dict[str, Package]) -> None:
    package = packages[SA].override({"high_risk_diagnosis_groups": "copd"})
    screened = ("screen_risk", {"age": "66", "diagnosis_group": "copd"})
    assert "high_risk_follow_up" not in duties(stay(package, screened, ("discharge_home", {})))


@pytest.mark.parametrize(
    ("checklist", "parameter"), [("admin_tasks", "finished_checklist"), ("finished_reason", "finished_reasons")]
)
def test_choices_are_those_of_the_agreement(packages: dict[str, Package], checklist: str, parameter: str) -> None:
    value = packages[SA].value_on(parameter, NOW.date())
    choices = packages[SA].case_types["discharge"].field(checklist).choices
    assert value is not None and tuple(choice.id for choice in choices) == value.value


def test_services_are_those_with_a_preparation_time(packages: dict[str, Package]) -> None:
    services = packages[SA].case_types["discharge"].field("services").choices
    assert {one.id for one in services} == set(packages[SA].parameters["preparation_workdays"].keys)


@pytest.mark.parametrize("type_id", ["discharge", "pre_admission"])
def test_the_contact_form_needs_each_part_of_isbar(packages: dict[str, Package], type_id: str) -> None:
    parts = packages[SA].value_on("isbar_parts", NOW.date())
    needs = packages[SA].case_types[type_id].event("send_contact_form").needs
    assert parts is not None and isinstance(parts.value, tuple) and set(parts.value) <= set(needs)


def test_consent_can_be_given_by_those_whom_the_agreement_names(packages: dict[str, Package]) -> None:
    known = packages[SA].value_on("consent_substitutes", NOW.date())
    choices = {one.id for one in packages[SA].case_types["discharge"].field("consent_by").choices}
    assert known is not None and isinstance(known.value, tuple) and choices == {"own", *known.value}


def test_what_blocks_is_given_to_somebody_who_is_there(packages: dict[str, Package]) -> None:
    blocker = {"blocker_kind": "barrier", "blocker_text": "Recept", "blocker_owner": "gp"}
    with pytest.raises(Problem, match="Ingen har den rolle"):
        stay(packages[SA], ("add_blocker", blocker))


def test_nothing_is_asked_of_a_doctor_who_is_not_there(packages: dict[str, Package]) -> None:
    case = stay(packages[SA], ("discharge_home", {}), setting="acute_reception")
    assert [one.duty.id for one in duties(case).values() if not one.party] == []


EVENTS = {
    "admit-emergency": "admit_emergency",
    "admit-inpatient": "admit_inpatient",
    "start-leave-inpatient": "start_leave",
    "end-leave-inpatient": "end_leave",
    "discharge-emergency-home": "discharge_home",
    "discharge-inpatient-home": "discharge_home",
}
CANCELS = {
    "admit_emergency": "cancel_admission",
    "admit_inpatient": "cancel_admission",
    "start_leave": "cancel_leave",
    "end_leave": "cancel_end_leave",
    "discharge_home": "cancel_discharge",
}


@pytest.mark.parametrize("activity", sorted(HOSPITAL_ACTIVITIES))
def test_every_activity_of_a_notification_has_an_event(packages: dict[str, Package], activity: str) -> None:
    """The table of docs/regler/udskrivning.md."""
    step = EVENTS[activity.removeprefix("revise-").removeprefix("cancel-")]
    event = "revise_stay" if activity.startswith("revise-") else CANCELS[step] if "cancel-" in activity else step
    assert packages[SA].case_types["discharge"].event(event).by == ("hospital",)


@pytest.mark.parametrize("id", OURS)
def test_every_event_says_in_a_verb_what_the_button_does(packages: dict[str, Package], id: str) -> None:
    assert [event.id for event in packages[SA].case_types[id].events if not event.verb] == []
