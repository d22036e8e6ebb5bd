"""What becomes of a message and what is answered; every Memory must give the same answers."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.messages.course import CITIZEN, LUNGS, OTHER_CITIZEN, Course, acknowledgement, at, told
from tests.messages.database_memory import in_database

from tvaers.engine.messages.intake import Decision, decide, fail, take_in, turn_away
from tvaers.engine.messages.memory import InMemory, Memory, Placement
from tvaers.engine.messages.message import Address, Finding, Message
from tvaers.engine.messages.refusal import Partial

Factory = Callable[..., Memory]
FACTORIES = [InMemory, pytest.param(in_database, marks=pytest.mark.django_db)]
FAULT = Finding("Encounter.class", "Koden findes ikke i værdisættet.", "MSG_VALUESET_VALUE_UNKNOWN")


@pytest.fixture(params=FACTORIES, ids=lambda factory: factory.__name__)
def make(request: pytest.FixtureRequest) -> Factory:
    """Makes a memory; each kind of memory gives the same answers."""
    found: Factory = request.param
    return found


@pytest.fixture
def memory(make: Factory) -> Memory:
    return make()


def stin(**envelope: str) -> Message:
    return replace(Course().tell("STIN", 0), **envelope)


def gist(decision: Decision) -> tuple[str, str, str]:
    return decision.outcome, decision.reason.code, decision.answer.code if decision.answer else ""


def test_a_new_message_is_taken_in(memory: Memory) -> None:
    decision = take_in(stin(), memory)
    assert gist(decision) == ("accepted", "taken-in", "ok")
    assert decision.shown == "current"


def test_deciding_remembers_nothing(memory: Memory) -> None:
    decide(stin(), memory)
    assert gist(take_in(stin(), memory))[0] == "accepted"


def test_both_ids_seen_gives_the_first_answer(memory: Memory) -> None:
    take_in(stin(), memory)
    decision = take_in(stin(), memory)
    assert gist(decision) == ("duplicate", "seen-before", "ok")
    assert (decision.notice, decision.shown) == (None, "")


def test_the_same_content_in_a_new_envelope_is_a_duplicate(memory: Memory) -> None:
    take_in(stin(), memory)
    again = replace(stin(bundle_id="new"), sent_at=at(1))
    assert gist(take_in(again, memory)) == ("duplicate", "resent", "ok")


def test_a_duplicate_of_a_duplicate_is_one_too(memory: Memory) -> None:
    take_in(stin(), memory)
    for _ in range(2):
        assert gist(take_in(stin(bundle_id="new"), memory))[0] == "duplicate"


def test_other_content_under_the_same_header_is_its_own_message(memory: Memory) -> None:
    take_in(stin(), memory)
    other = replace(Course(sender=LUNGS).tell("STIN", 5), bundle_id="new")
    assert gist(take_in(other, memory)) == ("accepted", "taken-in", "ok")


def test_another_citizen_under_the_same_header_is_its_own_message(memory: Memory) -> None:
    take_in(stin(), memory)
    other = replace(Course().tell("STIN", 0, cpr=OTHER_CITIZEN), bundle_id="new")
    assert take_in(other, memory).outcome == "accepted"


def test_a_used_envelope_with_a_new_header_is_rejected(memory: Memory) -> None:
    take_in(stin(), memory)
    decision = take_in(replace(Course("b").tell("STIN", 0), bundle_id="bundle-a1"), memory)
    assert gist(decision) == ("rejected", "bundle-reused", "fatal-error")


def test_what_was_rejected_for_its_envelope_is_good_in_a_new_one(memory: Memory) -> None:
    take_in(stin(), memory)
    other = replace(Course("b").tell("STIN", 0), bundle_id="bundle-a1")
    take_in(other, memory)
    assert take_in(replace(other, bundle_id="new"), memory).outcome == "accepted"


def test_after_a_transient_error_a_resend_is_taken_in(memory: Memory) -> None:
    late = fail(stin(), "mærke", memory, last=False)
    memory.remember(late.seen, None, None)
    assert gist(late) == ("rejected", "try-again", "transient-error")
    assert gist(take_in(stin(), memory)) == ("accepted", "taken-in", "ok")
    assert gist(take_in(stin(), memory)) == ("duplicate", "seen-before", "ok")


def test_after_the_last_fault_a_resend_gets_the_same_answer(memory: Memory) -> None:
    last = fail(stin(), "mærke", memory, last=True)
    memory.remember(last.seen, None, None)
    assert gist(last) == ("rejected", "parked", "fatal-error")
    assert gist(take_in(stin(), memory)) == ("duplicate", "seen-before", "fatal-error")


def test_a_refused_message_gets_the_same_answer_again(memory: Memory) -> None:
    first = turn_away(Partial("b", "h"), [FAULT], b"{}", memory)
    again = turn_away(Partial("b", "h"), [], b"{}", memory)
    assert (gist(first), gist(again)) == (
        ("rejected", "invalid", "fatal-error"),
        ("duplicate", "seen-before", "fatal-error"),
    )
    assert first.answer == again.answer


def test_an_answer_to_a_refused_message_names_the_errors_only(memory: Memory) -> None:
    odd = replace(FAULT, severity="warning", code="other")
    answer = turn_away(Partial("b", "h"), [odd, FAULT], b"{}", memory).answer
    assert answer is not None
    assert answer.issues == ((FAULT.code, "Encounter.class: Koden findes ikke i værdisættet."),)


@pytest.mark.parametrize("partial", [None, Partial("b", ""), Partial("b", "h", "acknowledgement-message")])
def test_without_a_header_and_to_an_acknowledgement_nothing_is_answered(memory: Memory, partial: Partial) -> None:
    for _ in range(2):
        decision = turn_away(partial, [FAULT], b"{}", memory)
        assert decision.answer is None


def test_an_acknowledgement_is_never_acknowledged(memory: Memory) -> None:
    for outcome in ("stored-not-shown", "duplicate"):
        decision = take_in(acknowledgement("x"), memory)
        assert (decision.outcome, decision.answer) == (outcome, None)


def test_an_acknowledgement_that_failed_is_not_acknowledged(memory: Memory) -> None:
    assert fail(acknowledgement("x"), "mærke", memory, last=True).answer is None


def test_an_acknowledgement_in_a_used_envelope_is_rejected_in_silence(memory: Memory) -> None:
    take_in(acknowledgement("x"), memory)
    decision = take_in(replace(acknowledgement("x", "ack-2"), bundle_id="bundle-ack-1"), memory)
    assert (decision.outcome, decision.answer, decision.seen.answer) == ("rejected", None, None)


def test_an_acknowledgement_of_ours_is_taken_in(make: Factory) -> None:
    assert take_in(acknowledgement("x"), make(ours={"x"})).outcome == "accepted"


def test_without_a_relevant_case_nothing_is_kept_and_the_answer_is_good(make: Factory) -> None:
    memory = make(relevant=lambda cpr: cpr != CITIZEN)
    decision = take_in(stin(), memory)
    assert gist(decision) == ("stored-not-shown", "no-relevant-case", "ok")
    assert (decision.notice, decision.citizen, decision.picture) == (None, None, None)
    assert memory.notices(CITIZEN) == ()


def test_what_is_remembered_without_a_case_names_no_citizen(make: Factory) -> None:
    memory = make(relevant=lambda cpr: False)
    decision = take_in(stin(), memory)
    assert CITIZEN.reveal() not in repr(decision) and "Eksempel" not in repr(decision)


def test_a_resend_about_a_citizen_without_a_case_is_known(make: Factory) -> None:
    memory = make(relevant=lambda cpr: False)
    take_in(stin(), memory)
    assert take_in(stin(bundle_id="new"), memory).outcome == "duplicate"


@pytest.mark.parametrize(
    ("place", "outcome", "misdirected"),
    [
        ("ours", "accepted", False),
        ("wrong-unit", "accepted", True),
        ("unknown", "rejected", False),
        ("no-register", "accepted", False),
    ],
)
def test_the_receiver_decides_whether_it_is_for_us(
    make: Factory, place: Placement, outcome: str, misdirected: bool
) -> None:
    def where(receiver: Address) -> Placement:
        return place

    decision = take_in(stin(), make(receivers=where))
    assert (decision.outcome, decision.misdirected) == (outcome, misdirected)


def test_an_unknown_receiver_is_named_by_the_published_code(make: Factory) -> None:
    answer = take_in(stin(), make(receivers=lambda receiver: "unknown")).answer
    assert answer is not None and answer.issues[0][0] == "MSG_Receiver_Identifier_UNKNOWN"


def test_a_late_notice_is_accepted_and_shown_as_history(memory: Memory) -> None:
    staa, late, slhj = told(Course(), "STAA", "STIN", "SLHJ")
    take_in(staa, memory)
    take_in(slhj, memory)
    decision = take_in(late, memory)
    assert (gist(decision), decision.shown) == (("accepted", "history", "ok"), "history")
    assert decision.picture is not None and decision.picture.state == "discharged"


def test_a_late_arrival_that_tells_only_when_the_stay_began_is_history(memory: Memory) -> None:
    course = Course()
    early, slhj = course.tell("STIN", 0), course.tell("SLHJ", 9, starts=1)
    assert take_in(slhj, memory).shown == "current"
    decision = take_in(early, memory)
    assert decision.shown == "history"
    assert decision.picture is not None and decision.picture.first_start == at(0)


@pytest.mark.parametrize("code", ["AN_STIN", "RE_STIN"])
def test_a_change_before_its_target_waits_and_takes_effect_with_it(memory: Memory, code: str) -> None:
    target, change = told(Course(), "STIN", code)
    waiting = take_in(change, memory)
    assert gist(waiting) == ("stored-not-shown", "waits-for-target", "ok")
    assert waiting.shown == ""
    came = take_in(target, memory)
    assert (came.outcome, came.shown) == ("accepted", "current")
    assert came.picture is not None and came.picture.state == ("cancelled" if code == "AN_STIN" else "admitted")


def test_a_change_that_may_not_be_is_taken_in_with_a_warning(memory: Memory) -> None:
    course = Course()
    for message in told(course, "STIN", "SLHJ"):
        take_in(message, memory)
    decision = take_in(course.tell("AN_STIN", 4, about="a1"), memory)
    assert (decision.outcome, decision.shown) == ("accepted", "history")
    assert [warning.severity for warning in decision.warnings] == ["warning"]


@pytest.mark.parametrize(
    ("codes", "asks", "warned"),
    [
        (["STAA"], True, False),
        (["STAA"], False, True),
        (["STIN"], True, False),
        (["STIN"], False, True),
        (["STAA", "STIN"], False, False),
        (["STAA", "STIN"], True, True),
        (["STIN", "STOR"], False, False),
        (["STIN", "STOR"], True, True),
    ],
)
def test_the_message_decides_about_the_report_and_we_only_warn(
    memory: Memory, codes: list[str], asks: bool, warned: bool
) -> None:
    course = Course()
    for hour, code in enumerate(codes[:-1]):
        take_in(course.tell(code, hour), memory)
    decision = take_in(course.tell(codes[-1], 5, asks=asks), memory)
    assert (decision.outcome, bool(decision.warnings)) == ("accepted", warned)


def test_we_do_not_judge_the_report_between_departments_we_do_not_know(memory: Memory) -> None:
    take_in(Course("a").tell("STIN", 0), memory)
    assert take_in(Course("b", LUNGS).tell("STIN", 5, asks=True), memory).warnings == ()
