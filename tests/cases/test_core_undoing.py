"""Annulling an event, as a value and in a scenario: the case without it, and word to whoever had word of it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cases.duty_cases import moment

from tvaers.engine.cases import scenario
from tvaers.engine.cases.core import Case, Doer, begin, happen, replay
from tvaers.engine.cases.undoing import voided, without
from tvaers.engine.cases.words import LONGEST_LABEL, label_of, taken_back, words_of
from tvaers.kernel.case_events import ENGINE_EVENTS, ORIGIN_ANNULLED, VOIDED
from tvaers.kernel.errors import Conflict, Problem
from tvaers.kernel.package import Package

NOON = moment("2021-03-01 12:00")
SENDER, RECEIVER = Doer("afsnit-a", "sender"), Doer("0851", "receiver")


@pytest.fixture
def asked(trial: Package) -> Case:
    """A case that was sent and asked about."""
    sent = happen(begin(trial, trial.case_types["request"]), "send", NOON, SENDER, {"subject": "Seng", "to": "0851"})
    return happen(sent, "ask", NOON, RECEIVER, {"question": "?"})


def test_the_case_without_its_last_event_is_the_one_before(asked: Case) -> None:
    assert asked.before is not None
    back = without(asked, 2)
    assert (back.state, back.data, back.parties) == ("sent", asked.before.data, asked.before.parties)


def test_the_opening_is_not_taken_out(asked: Case) -> None:
    with pytest.raises(Conflict):
        without(asked, 1)


def test_what_later_events_rest_on_is_not_taken_out(asked: Case) -> None:
    answered = happen(asked, "answer_question", NOON, SENDER, {})
    with pytest.raises(Conflict) as refused:
        without(answered, 2)
    assert refused.value.do == "Annullér først det, der kom senere."


def test_word_is_taken_back_from_whoever_had_it(asked: Case) -> None:
    (word,) = taken_back(asked, 1, moment("2021-03-02 10:00"))
    assert (word.party, word.label, word.at.day) == ("0851", "Annulleret: Du har fået en anmodning", 2)


@pytest.mark.parametrize(("length", "kept"), [(LONGEST_LABEL - 12, LONGEST_LABEL), (LONGEST_LABEL - 11, LONGEST_LABEL)])
def test_word_that_is_taken_back_still_fits(length: int, kept: int) -> None:
    assert len(label_of("x" * length)) == kept


def test_a_void_case_is_over_and_keeps_its_parties(asked: Case) -> None:
    over = voided(asked, 3, NOON)
    assert (over.state, over.is_closed, over.parties) == (VOIDED, True, asked.parties)


def test_a_void_case_is_the_same_when_its_events_are_read_again(asked: Case) -> None:
    over = voided(asked, 3, NOON)
    again = replay(begin(asked.package, asked.type), over.events)
    assert (again.state, again.data, again.parties) == (over.state, over.data, over.parties)


def test_every_party_has_word_of_what_the_engine_registers(asked: Case) -> None:
    words = words_of(voided(asked, 3, NOON))
    assert {(word.role, word.party) for word in words} == {("sender", "afsnit-a"), ("receiver", "0851")}


def played(trial: Package, *steps: dict[str, Any]) -> scenario.Played:
    data = {"subject": "Seng", "to": "0851", "opened_at": "2021-03-01 10:00"}
    return scenario.play(trial, "request", data, steps, None)


ASK = {"at": "2021-03-01 12:00", "event": "ask", "by": "receiver", "data": {"question": "?"}}


def test_a_scenario_annuls_the_last_event_of_a_name(trial: Package) -> None:
    then = played(trial, ASK, {"at": "2021-03-02 12:00", "annul": "ask", "by": "receiver"})
    assert (then.refused, then.case.state, "question" in then.case.data) == (None, "sent", False)


def test_only_the_party_that_registered_it_annuls_in_a_scenario(trial: Package) -> None:
    then = played(trial, ASK, {"at": "2021-03-02 12:00", "annul": "ask", "by": "sender"})
    assert "Kun den part, der registrerede det" in str(then.refused)


def test_a_scenario_cannot_annul_what_has_not_happened(trial: Package) -> None:
    assert "ikke sket" in str(played(trial, {"at": "2021-03-02 12:00", "annul": "ask"}).refused)


def test_a_scenario_corrects_the_last_event_of_a_name(trial: Package) -> None:
    then = played(trial, ASK, {"at": "2021-03-02 12:00", "correct": "ask", "data": {"question": "Hvor?"}})
    assert (then.refused, then.case.state, then.case.data["question"]) == (None, "waiting", "Hvor?")


def test_a_scenario_empties_what_may_be_left_out(trial: Package) -> None:
    answer = {"at": "2021-03-01 13:00", "event": "answer_question", "by": "sender", "data": {"subject": "Stol"}}
    then = played(trial, ASK, answer, {"at": "2021-03-02 12:00", "correct": "answer_question", "data": {"subject": ""}})
    assert then.case.data["subject"] == "Seng"


def test_a_step_both_happens_and_is_annulled_in_no_scenario(trial: Package) -> None:
    with pytest.raises(Problem) as refused:
        played(trial, {**ASK, "annul": "ask"})
    assert refused.value.why == "at og præcis ét af event, correct og annul skal stå der."


@pytest.mark.parametrize("event", sorted(ENGINE_EVENTS))
def test_a_scenario_plays_what_the_engine_registers(trial: Package, event: str) -> None:
    then = played(trial, ASK, {"at": "2021-03-02 12:00", "event": event})
    told = [word.role for word in then.words if word.id == event]
    assert (then.case.is_closed, told) == (event == VOIDED, ["sender", "receiver", "witness"])


def test_an_origin_that_is_annulled_leaves_the_state(trial: Package) -> None:
    assert played(trial, ASK, {"at": "2021-03-02 12:00", "event": ORIGIN_ANNULLED}).case.state == "waiting"
