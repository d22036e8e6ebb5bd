"""Dates that cannot be, roles that stand apart, and what a correction is asked anew."""

from __future__ import annotations

import pytest
from tests.cases.duty_cases import moment

from tvaers.engine.cases import actions
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.core import Case, Doer, begin, happen
from tvaers.engine.cases.given import Faults
from tvaers.engine.cases.models import Case as Row
from tvaers.engine.cases.undoing import without
from tvaers.kernel.action import System
from tvaers.kernel.case_events import MESSAGE, Mend
from tvaers.kernel.case_types import CaseType, Guard
from tvaers.kernel.errors import Conflict, Problem
from tvaers.kernel.package import Package

SENT = moment("2021-03-02 10:00")
REASON = "Skrevet forkert af os"
GONE, TO_COME = "Sker den: Dagen ligger i fortiden.", "Sker den: Dagen ligger i fremtiden."
FIXED = Mend(says="Den ligger fast.", do="Bed om en rettelse.")


def bounded(type: CaseType, **bounds: tuple[str, ...]) -> CaseType:
    """The trial type with bounds on the day that it happens."""
    fields = tuple(one.model_copy(update=bounds if one.id == "happens_on" else {}) for one in type.fields)
    return type.model_copy(update={"fields": fields})


def sent(package: Package, type: CaseType, happens_on: str, to: str = "b", job: str = "") -> Case:
    given = {"subject": "Seng", "to": to, "happens_on": happens_on}
    return happen(begin(package, type), "send", SENT, Doer("a", "sender", job), given)


@pytest.mark.parametrize(
    ("side", "good", "bad", "says"),
    [("not_before", "2021-03-02", "2021-03-01", GONE), ("not_after", "2021-03-02", "2021-03-03", TO_COME)],
)
def test_a_day_is_held_against_the_day_of_the_event(trial: Package, side: str, good: str, bad: str, says: str) -> None:
    type = bounded(trial.case_types["request"], **{side: ("now",)})
    assert sent(trial, type, good).data["happens_on"] == good
    with pytest.raises(Faults) as refused:
        sent(trial, type, bad)
    assert refused.value.by_field == {"happens_on": says}


def test_a_message_is_taken_at_its_word(trial: Package) -> None:
    type = bounded(trial.case_types["request"], not_after=("now",))
    assert sent(trial, type, "2021-03-03", job=MESSAGE).data["happens_on"] == "2021-03-03"


def with_times(type: CaseType) -> CaseType:
    """The trial type with a time of day for the question, which may not lie before the day it happens on or the reply.

    `question` and `reply` become times, so that time is held against day and against time.
    """
    made: dict[str, dict[str, object]] = {
        "question": {"type": "time", "not_before": ("happens_on", "reply")},
        "reply": {"type": "time"},
    }
    fields = tuple(one.model_copy(update=made.get(one.id, {})) for one in type.fields)
    return type.model_copy(update={"fields": fields})


@pytest.mark.parametrize(("asked", "fits"), [("2021-03-05T00:00", True), ("2021-03-04T23:59", False)])
def test_a_time_is_held_against_a_day_by_its_day(trial: Package, asked: str, fits: bool) -> None:
    case = sent(trial, with_times(trial.case_types["request"]), "2021-03-05")
    try:
        happen(case, "ask", SENT, Doer("b", "receiver"), {"question": asked})
    except Faults as refused:
        assert not fits
        assert refused.by_field == {"question": "Spørgsmål kan ikke ligge før »Sker den«, der er 05-03-2021."}
    else:
        assert fits


@pytest.mark.parametrize(("asked", "fits"), [("2021-03-05T12:30:00", True), ("2021-03-05T12:29:59", False)])
def test_times_are_held_against_each_other_by_the_minute(trial: Package, asked: str, fits: bool) -> None:
    type = with_times(trial.case_types["request"])
    takes = tuple(
        one.model_copy(update={"needs": ("reply", "question")} if one.id == "ask" else {}) for one in type.events
    )
    case = sent(trial, type.model_copy(update={"events": takes}), "2021-03-01")
    given = {"reply": "2021-03-05T12:30:40", "question": asked}
    try:
        happen(case, "ask", SENT, Doer("b", "receiver"), given)
    except Faults as refused:
        assert not fits
        assert refused.by_field["question"].endswith("før »Svar«, der er 05-03-2021 kl. 12.30.")
    else:
        assert fits


@pytest.fixture
def apart(trial: Package) -> CaseType:
    """The trial type, where nobody can send something to themselves."""
    type = trial.case_types["request"]
    sender = type.role("sender").model_copy(update={"apart_from": ("receiver",)})
    return type.model_copy(update={"roles": (sender, *type.roles[1:])})


def test_a_party_cannot_be_its_own_counterpart(trial: Package, apart: CaseType) -> None:
    with pytest.raises(Faults) as refused:
        sent(trial, apart, "2021-03-02", to="a")
    assert refused.value.by_field == {"to": "Den samme part kan ikke være både »Modtager« og »Afsender«."}


def test_two_parties_stand_apart(trial: Package, apart: CaseType) -> None:
    assert sent(trial, apart, "2021-03-02").parties == {"sender": ("a",), "receiver": ("b",)}


def test_nor_become_it_by_a_hand_over(trial: Package, apart: CaseType) -> None:
    case = sent(trial, apart, "2021-03-02")
    with pytest.raises(Faults):
        happen(case, "hand_over", SENT, Doer("b", "receiver"), {"to": "a"})


def fixed(type: CaseType, event: str) -> CaseType:
    """The trial type, where an event cannot be mended."""
    events = tuple(one.model_copy(update={"mend": FIXED} if one.id == event else {}) for one in type.events)
    return type.model_copy(update={"events": events})


def test_an_event_closed_to_mending_cannot_be_taken_out(trial: Package) -> None:
    case = sent(trial, fixed(trial.case_types["request"], "ask"), "2021-03-02")
    asked = happen(case, "ask", SENT, Doer("b", "receiver"), {"question": "?"})
    with pytest.raises(Conflict) as refused:
        without(asked, 2)
    assert (refused.value.why, refused.value.do) == (FIXED.says, FIXED.do)


@pytest.fixture
def asked(world: Package, monkeypatch: pytest.MonkeyPatch) -> Row:
    """A kept case in which a question was asked, and questions stay as they are."""
    type = fixed(bounded(world.case_types["request"], not_after=("now",)), "ask")
    monkeypatch.setitem(world.case_types, "request", type)
    opening = Opening(world.id, type, "hospital-nord", "sender")
    given = Given({"subject": "Seng", "to": "0851", "happens_on": "2021-03-01"})
    row = actions.open_case(actor=System(), opening=opening, given=given)
    doer = Doer("0851", "receiver")
    return actions.act(actor=System(), case=row, event="ask", given=Given({"question": "?"}), doer=doer)


def test_it_cannot_be_corrected(asked: Row) -> None:
    with pytest.raises(Conflict, match="kan ikke ændres"):
        actions.correct(actor=System(), case=asked, number=2, given=Given({"question": "!"}), reason=REASON)


def test_it_cannot_be_annulled(asked: Row) -> None:
    with pytest.raises(Conflict, match="kan ikke ændres"):
        actions.annul(actor=System(), case=asked, number=2, reason=REASON)


def test_another_event_can_be_corrected(asked: Row) -> None:
    row = actions.correct(actor=System(), case=asked, number=1, given=Given({"subject": "Stol"}), reason=REASON)
    assert row.data["subject"] == "Stol"


def test_a_correction_is_asked_what_the_event_was_asked(asked: Row) -> None:
    with pytest.raises(Faults) as refused:
        given = Given({"happens_on": "2999-01-01"})
        actions.correct(actor=System(), case=asked, number=1, given=given, reason=REASON)
    assert refused.value.by_field == {"happens_on": TO_COME}


def test_a_correction_is_asked_the_guards(world: Package, monkeypatch: pytest.MonkeyPatch) -> None:
    type = world.case_types["request"]
    guard = Guard.model_validate({"if": {"field": "subject", "is": "Seng"}, "says": "Kun senge."})
    send = type.events[0].model_copy(update={"when": (guard,)})
    guarded = type.model_copy(update={"events": (send, *type.events[1:])})
    monkeypatch.setitem(world.case_types, "request", guarded)
    opening = Opening(world.id, guarded, "hospital-nord", "sender")
    row = actions.open_case(actor=System(), opening=opening, given=Given({"subject": "Seng", "to": "0851"}))
    with pytest.raises(Problem, match="Kun senge"):
        actions.correct(actor=System(), case=row, number=1, given=Given({"subject": "Stol"}), reason=REASON)
