"""Notices open and move the case of admission and discharge, in any order, by hand or by message first."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from tests.messages.course import CITIZEN, HEART, LUNGS, TOWN, Course, at, told
from tests.messages.in_force import BACK, in_force
from tests.messages.stay_bundle import as_json

from tvaers.engine.cases import actions as cases
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.core import Doer
from tvaers.engine.cases.models import Case, Event
from tvaers.engine.citizens import actions as citizens
from tvaers.engine.messages import actions, stay_cases
from tvaers.engine.messages.actions import Raw
from tvaers.engine.messages.models import Incoming, Location, Relation
from tvaers.engine.parties import actions as parties
from tvaers.kernel.action import System
from tvaers.kernel.clock import fixed
from tvaers.kernel.errors import Conflict
from tvaers.kernel.package_yaml import ContentError

pytestmark = pytest.mark.django_db
PARTY, HOSPITAL = "0615", "regionshospitalet-horsens-og-braedstrup"
SYSTEM = System()


def take(*messages: Any) -> Incoming:
    with fixed(at(200) + BACK):
        for message in messages:
            row = actions.take_in(actor=SYSTEM, raw=Raw(as_json(in_force(message))))
    return row


@pytest.fixture(autouse=True)
def world() -> Any:
    """The parties, the register of numbers, and a citizen with a relation to the municipality."""
    parties.load(actor=SYSTEM)
    for one, party in ((TOWN, PARTY), (HEART, HOSPITAL), (LUNGS, HOSPITAL)):
        Location.objects.create(
            sor=one.sor, gln=one.gln, party=party, name=one.name, starts=date(2010, 1, 1), ours=one is TOWN
        )
    citizen = citizens.register(actor=SYSTEM, cpr=CITIZEN)
    Relation.objects.create(citizen=citizen, party=PARTY, basis="prøve", starts=date(2010, 1, 1))
    return citizen


def events(case: Case | None = None) -> list[str]:
    found = (case or Case.objects.get()).events.order_by("number")
    return [one.event if one.kind == "event" else f"{one.kind} {one.event}" for one in found]


def test_an_arrival_opens_the_case_with_what_the_notice_tells() -> None:
    row = take(Course().tell("STAA", 0))
    case = Case.objects.get()
    assert (row.case, case.state, case.data["admission_type"], case.data["ward"]) == (
        case,
        "admitted",
        "acute",
        HEART.name,
    )
    assert {(one.role, one.party) for one in case.parties.all()} == {("hospital", HOSPITAL), ("municipality", PARTY)}


def test_a_request_for_a_report_becomes_a_duty_of_the_municipality() -> None:
    take(Course().tell("STIN", 0, asks=True))
    assert events() == ["admit_inpatient", "request_admission_report"]


def test_without_the_request_nothing_is_owed() -> None:
    take(Course().tell("STIN", 0, asks=False))
    assert events() == ["admit_inpatient"]


@pytest.mark.parametrize(
    ("codes", "state"),
    [
        (("STIN", "STOR"), "on_leave"),
        (("STIN", "STOR", "SLOR"), "admitted"),
        (("STIN", "SLHJ"), "discharged"),
        (("STIN", "STOR", "SLHJ"), "discharged"),
        (("STIN", "MORS"), "dead"),
        (("STIN", "SLHJ", "AN_SLHJ"), "admitted"),
        (("STIN", "STOR", "AN_STOR"), "admitted"),
        (("STIN", "STOR", "SLOR", "AN_SLOR"), "on_leave"),
        (("STIN", "AN_STIN"), "cancelled"),
        (("STIN", "MORS", "AN_MORS"), "admitted"),
        (("STAA", "STIN", "SLHJ"), "discharged"),
        (("STAA", "STIN", "SLHJ", "RE_SLHJ"), "discharged"),
    ],
)
def test_the_case_is_where_the_notices_say_in_any_order(codes: tuple[str, ...], state: str) -> None:
    messages = told(Course(), *codes)
    take(*messages)
    assert Case.objects.get().state == state


@pytest.mark.parametrize("codes", [("STIN", "STOR", "SLHJ"), ("STAA", "STIN", "SLHJ"), ("STIN", "MORS")])
def test_the_other_way_round_gives_the_same_case(codes: tuple[str, ...]) -> None:
    take(*reversed(told(Course(), *codes)))
    case = Case.objects.get()
    assert case.state == {"SLHJ": "discharged", "MORS": "dead"}[codes[-1]]
    assert datetime.fromisoformat(case.data["admitted_at"]) == at(0) + BACK


def test_a_corrected_discharge_has_the_right_time_and_both_are_in_the_history() -> None:
    course = Course()
    take(course.tell("STIN", 0, asks=False), course.tell("SLHJ", 5), course.tell("RE_SLHJ", 6, ends=4))
    case = Case.objects.get()
    assert events() == ["admit_inpatient", "discharge_home", "correction discharge_home"]
    assert datetime.fromisoformat(case.data["discharged_at"]) == at(4) + BACK


def test_a_move_to_another_ward_is_told_in_the_case() -> None:
    course = Course()
    take(course.tell("STIN", 0, asks=False), course.tell("STIN", 3, sender=LUNGS, asks=False))
    assert (events(), Case.objects.get().data["ward"]) == (["admit_inpatient", "transfer"], LUNGS.name)


def test_a_new_admission_after_the_discharge_is_a_case_of_its_own() -> None:
    take(*told(Course("a"), "STIN", "SLHJ"))
    take(Course("b", starts=10).tell("STIN", 10))
    assert sorted(Case.objects.values_list("state", flat=True)) == ["admitted", "discharged"]


def test_what_somebody_registered_by_hand_first_is_left_and_the_message_is_shown() -> None:
    take(Course().tell("STIN", 0, asks=False))
    case = Case.objects.get()
    with fixed(at(7) + BACK):
        cases.act(
            actor=SYSTEM,
            case=case,
            event="discharge_home",
            given=Given(),
            doer=Doer(HOSPITAL, "hospital", "sygeplejerske"),
        )
    course = Course()
    course.tell("STIN", 0)
    row = take(course.tell("SLHJ", 5))
    assert (row.case, events(case)) == (case, ["admit_inpatient", "discharge_home"])


def test_a_notice_uses_the_case_that_was_opened_by_hand(world: Any) -> None:
    package = stay_cases.agreement_for(PARTY, date(2013, 1, 10))
    assert package is not None
    opening = Opening(package.id, package.case_types["discharge"], HOSPITAL, "hospital", "laege", "admit_inpatient")
    with fixed(at(0) + BACK):
        given = Given({"setting": "bed_ward", "home_municipality": PARTY, "ward": "Håndskrevet"})
        case = cases.open_case(actor=SYSTEM, opening=opening, given=given, citizen=world)
    row = take(Course().tell("STIN", 0, asks=False))
    case.refresh_from_db()
    assert (row.case, case.data["ward"], Case.objects.count()) == (case, "Håndskrevet", 1)


def test_without_an_agreement_in_force_the_notice_is_kept_and_says_why() -> None:
    with fixed(at(200)):
        row = actions.take_in(actor=SYSTEM, raw=Raw(as_json(Course().tell("STIN", 0))))
    assert (row.outcome, row.case) == ("accepted", None)
    assert "Ingen aftale" in row.note and "10-01-2039" in row.note


def test_a_notice_from_a_number_nobody_knows_is_kept_and_says_why() -> None:
    Location.objects.filter(sor=HEART.sor).delete()
    row = take(Course().tell("STIN", 0))
    assert (row.outcome, row.case) == ("accepted", None)
    assert "lokationsnummer" in row.note


def test_a_refused_event_leaves_no_trace_in_the_case(monkeypatch: pytest.MonkeyPatch) -> None:
    take(Course().tell("STIN", 0, asks=False))
    monkeypatch.setattr(stay_cases, "JOB", "ukendt")

    def refuses(**_: Any) -> Any:
        Event.objects.create(
            case=Case.objects.get(), number=99, event="x", at=at(0), recorded_at=at(0), by="x", state="x"
        )
        raise Conflict(what="Det kan ikke ske nu.")

    monkeypatch.setattr(stay_cases.cases, "act", refuses)
    course = Course()
    course.tell("STIN", 0)
    row = take(course.tell("SLHJ", 5))
    assert (events(), row.note) == (["admit_inpatient"], "Advis flyttede ikke forløbet. Det kan ikke ske nu.")


def test_a_fault_in_an_agreement_is_no_refusal_and_the_message_comes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: Any) -> Any:
        raise ContentError("prøve", ())

    message = Raw(as_json(in_force(Course().tell("STIN", 0))))
    with fixed(at(200) + BACK):
        with monkeypatch.context() as patch:
            patch.setattr(stay_cases, "agreement_for", faulty)
            assert actions.receive(actor=SYSTEM, raw=message).answer_code == "transient-error"
        assert actions.receive(actor=SYSTEM, raw=message).case == Case.objects.get()
