"""The rules one by one, on both sides of each: what a message may say, and what it is refused for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.messages import golden
from tests.messages.golden_written import answer, new_message

from tvaers.engine.messages.checking import check
from tvaers.engine.messages.profiles import codes

Tree = dict[str, Any]
Change = Callable[[Tree], object]


def resource(tree: Tree, kind: str) -> Any:
    """The first resource of a type."""
    return next(one["resource"] for one in tree["entry"] if one["resource"]["resourceType"] == kind)


def errors(tree: Tree, change: Change) -> set[str]:
    """The places for which a message is refused after a change; {} when it is taken in."""
    change(tree)
    return {one.path for one in check(tree) if one.severity == "error"}


def stay(**changes: Any) -> Change:
    return lambda tree: resource(tree, "Encounter").update(changes)


def citizen(**changes: Any) -> Change:
    return lambda tree: resource(tree, "Patient").update(changes)


def letter(**changes: Any) -> Change:
    return lambda tree: resource(tree, "Communication").update(changes)


def header(**changes: Any) -> Change:
    return lambda tree: resource(tree, "MessageHeader").update(changes)


def step(**changes: Any) -> Change:
    return lambda tree: resource(tree, "Provenance").update(changes)


def role(**changes: Any) -> Change:
    return lambda tree: resource(tree, "PractitionerRole").update(changes)


def category(code: str) -> list[Tree]:
    return [{"coding": [{"system": codes.CATEGORIES, "code": code}]}]


def number(system: str, value: str) -> list[Tree]:
    return [{"system": system, "value": value}]


@pytest.mark.parametrize(
    "change",
    [
        citizen(identifier=number(codes.CPR, "2902960000")),
        citizen(deceasedDateTime="2039-03-06"),
        citizen(gender="female", birthDate="2039-01-01"),
        stay(period={"start": "2039-03-02T10:15:00Z", "end": "2039-03-02T10:15:00Z"}),
        stay(period={"start": "2039-03-02T10:15:00.123456789+01:00"}),
        stay(period={"start": "2039-03-02T23:59:60Z"}),
        stay(unknownToFhir="whatever"),
        stay(status="finished"),
        lambda tree: resource(tree, "Organization").pop("name"),
        lambda tree: tree.pop("meta"),
    ],
)
def test_a_notification_that_may_say_this_is_taken_in(change: Change) -> None:
    assert errors(golden.hospital_notification("STIN"), change) == set()


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (citizen(identifier=number(codes.CPR, "2902970000")), "Patient.identifier.value"),
        (citizen(identifier=number(codes.CPR, "3201390000")), "Patient.identifier.value"),
        (citizen(identifier=number(codes.CPR, "010139-5000")), "Patient.identifier.value"),
        (citizen(identifier=number(codes.X_ECPR, "0101397AA0")), "Patient.identifier"),
        (citizen(gender="kvinde"), "Patient.gender"),
        (citizen(deceasedBoolean=True, deceasedDateTime="2039-03-06"), "Patient.deceased"),
        (citizen(name=[{"use": "usual", "family": "Prøvesen"}]), "Patient.name"),
        (stay(period={"start": "2039-03-02T10:15:00Z", "end": "2039-03-02T10:14:59Z"}), "Encounter.period"),
        (stay(period={"start": "2039-03-02T10:15:00"}), "Encounter.period.start"),
        (stay(period={"start": "2039-03-02"}), "Encounter.period.start"),
        (stay(period={"start": "2039-02-29T10:15:00Z"}), "Encounter.period.start"),
        (stay(period={"start": "2200-03-02T10:15:00Z"}), "Encounter.period.start"),
        (stay(status="onleave"), "Encounter.extension"),
        (stay(status="planned"), "Encounter.status"),
        (stay(reasonCode=[{"text": "Hoste"}]), "Encounter.reasonCode"),
        (stay(**{"class": {"system": codes.ENCOUNTER_CLASSES, "code": "AMB"}}), "Encounter.class"),
        (
            lambda tree: resource(tree, "Provenance").update(occurredDateTime="2039-03-02"),
            "Provenance.occurredDateTime",
        ),
        (lambda tree: tree.update(type="collection"), "Bundle.type"),
        (lambda tree: tree.update(id="x" * 65), "Bundle.id"),
        (lambda tree: resource(tree, "MessageHeader").update(response={}), "MessageHeader.response"),
    ],
)
def test_a_notification_that_may_not_say_this_is_refused(change: Change, path: str) -> None:
    assert path in errors(golden.hospital_notification("STIN"), change)


def test_an_id_of_sixty_four_characters_is_taken_in() -> None:
    assert errors(golden.hospital_notification("STIN"), lambda tree: tree.update(id="x" * 64)) == set()


def test_a_copy_to_somebody_else_is_refused() -> None:
    def copied(tree: Tree) -> None:
        destinations = resource(tree, "MessageHeader")["destination"]
        use = {"system": codes.DESTINATION_USE, "code": "cc"}
        destinations.append(destinations[0] | {"extension": [{"url": codes.USE, "valueCoding": use}]})

    assert "MessageHeader.destination" in errors(golden.hospital_notification("STIN"), copied)


def test_two_activities_of_the_same_message_are_refused() -> None:
    def doubled(tree: Tree) -> None:
        step = golden.hospital_notification("STAA")["entry"][-1]["resource"] | {"id": "step-9"}
        tree["entry"].append({"fullUrl": "urn:uuid:9", "resource": step})

    assert errors(golden.hospital_notification("STIN"), doubled) == {"Provenance.activity"}


def test_a_message_without_its_own_activity_is_refused() -> None:
    def other(tree: Tree) -> None:
        resource(tree, "Provenance")["target"] = [{"reference": "MessageHeader/another"}]

    assert errors(golden.hospital_notification("STIN"), other) == {"Provenance.target"}


def test_a_replacement_number_will_do_in_correspondence() -> None:
    assert errors(new_message(), citizen(identifier=number(codes.X_ECPR, "0101397AA0"))) == set()


def test_a_regional_replacement_number_will_do_in_correspondence() -> None:
    assert errors(new_message(), citizen(identifier=number(f"{codes.D_ECPR}.2", "0101395AA0"))) == set()


@pytest.mark.parametrize("value", ["0101392AA0", "0101397aa0", "3201397AA0"])
def test_what_is_no_replacement_number_is_refused(value: str) -> None:
    assert "Patient.identifier.value" in errors(new_message(), citizen(identifier=number(codes.X_ECPR, value)))


def test_a_citizen_without_any_known_number_is_refused() -> None:
    assert "Patient.identifier" in errors(new_message(), citizen(identifier=number("http://x.example", "1")))


@pytest.mark.parametrize(
    "change",
    [
        letter(category=category("regarding-referral"), priority="asap"),
        letter(category=category("regarding-referral")),
        letter(category=category("other")),
    ],
)
def test_a_letter_that_may_say_this_is_taken_in(change: Change) -> None:
    assert errors(new_message(), change) == set()


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (letter(priority="asap"), "Communication.priority"),
        (letter(category=category("regarding-referral"), priority="stat"), "Communication.priority"),
        (letter(category=category("other"), topic=None), "Communication.topic"),
        (letter(status="completed"), "Communication.status"),
        (letter(identifier=[{"value": "urn:uuid:IKKE"}]), "Communication.identifier.value"),
        (header(definition=f"{codes.CARE_DEFINITION}|4.0"), "MessageHeader.definition"),
        (lambda tree: resource(tree, "MessageHeader").pop("definition"), "MessageHeader.definition"),
        (role(code=[{"text": "a"}, {"coding": [{"system": "s", "code": "c"}]}]), "PractitionerRole.code"),
        (lambda tree: resource(tree, "Practitioner").pop("name"), "Practitioner.name"),
        (lambda tree: resource(tree, "Provenance").pop("meta"), "Provenance.meta.profile"),
    ],
)
def test_a_letter_that_may_not_say_this_is_refused(change: Change, path: str) -> None:
    assert path in errors(new_message(), change)


def test_a_letter_may_follow_a_later_version_of_5() -> None:
    later = f"{codes.CARE_DEFINITION}|5.12"
    assert errors(new_message(), lambda tree: resource(tree, "MessageHeader").update(definition=later)) == set()


def test_a_negative_answer_without_a_reason_is_refused() -> None:
    def silent(tree: Tree) -> None:
        tree["entry"] = [one for one in tree["entry"] if one["resource"]["resourceType"] != "OperationOutcome"]

    assert errors(answer("fatal-error"), silent) == {"MessageHeader.response"}


def test_an_answer_with_the_code_of_medcoms_test_files_is_taken_in() -> None:
    def as_in_the_test_files(tree: Tree) -> None:
        coding = {"system": codes.TEST_ERRORS, "code": codes.DEVELOPMENT_ERROR}
        resource(tree, "OperationOutcome")["issue"][0]["details"] = {"coding": [coding]}

    assert errors(answer("fatal-error"), as_in_the_test_files) == set()


def test_an_answer_with_an_unpublished_code_is_refused() -> None:
    def invented(tree: Tree) -> None:
        coding = {"system": codes.ERRORS, "code": "MSG_Noget_Andet"}
        resource(tree, "OperationOutcome")["issue"][0]["details"] = {"coding": [coding]}

    assert errors(answer("fatal-error"), invented) == {"OperationOutcome.issue.details.coding"}


def test_an_organisation_in_the_history_that_is_not_in_the_message_is_only_warned_about() -> None:
    tree = golden.hospital_notification("STOR")
    resource(tree, "Provenance")["agent"][0]["who"]["reference"] = "Organization/en-anden"
    found = {(one.path, one.severity) for one in check(tree)}
    assert found == {("Provenance.agent.who", "warning")}


def test_a_provenance_that_stands_twice_is_only_warned_about_and_a_patient_is_not() -> None:
    for kind, expected in (("Provenance", set()), ("Organization", {"Bundle.entry.fullUrl"})):
        tree = golden.hospital_notification("STOR")
        twice = next(one for one in tree["entry"] if one["resource"]["resourceType"] == kind)
        tree["entry"].append(twice)
        assert {one.path for one in check(tree) if one.severity == "error"} == expected
