"""States and events: what may come, and what is found wrong when a workflow is made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvaers.kernel.errors import Problem
from tvaers.kernel.workflow import Event, State, Workflow

RAISED, ANSWERED, CLOSED = (
    State("raised", "rejst"),
    State("answered", "besvaret"),
    State("closed", "lukket", final=True),
)
ANSWER = Event("answer", ("raised",), "answered", role="payee", label="besvar")
REOPEN = Event("reopen", ("answered",), "raised", role="payer", label="genåbn")
CLOSE = Event("close", ("raised", "answered"), "closed", label="luk")
OBJECTION = Workflow("raised", (RAISED, ANSWERED, CLOSED), (ANSWER, REOPEN, CLOSE))


def findings(*states: State, events: tuple[Event, ...], initial: str = "raised") -> tuple[str, ...]:
    """Return what is found wrong with a workflow."""
    with pytest.raises(Problem) as caught:
        Workflow(initial, states, events)
    return caught.value.findings


@pytest.mark.parametrize(
    ("state", "event", "may"),
    [("raised", "answer", True), ("raised", "reopen", False), ("answered", "close", True), ("closed", "close", False)],
)
def test_an_event_may_come_in_its_own_states_only(state: str, event: str, may: bool) -> None:
    assert OBJECTION.may(state, event) is may


@pytest.mark.parametrize(("state", "events"), [("raised", (ANSWER, CLOSE)), ("closed", ())])
def test_the_allowed_events_come_in_the_order_declared(state: str, events: tuple[Event, ...]) -> None:
    assert OBJECTION.allowed(state) == events


def test_an_event_leads_on() -> None:
    assert OBJECTION.next("raised", "answer") == "answered"


def test_a_blocked_event_is_refused_with_what_is_allowed() -> None:
    with pytest.raises(
        Problem, match="»genåbn« kan ikke ske, når tilstanden er »rejst«. Her kan kun ske: besvar, luk."
    ):
        OBJECTION.next("raised", "reopen")


def test_nothing_is_allowed_in_a_final_state() -> None:
    with pytest.raises(Problem, match="ingenting"):
        OBJECTION.next("closed", "answer")


@pytest.mark.parametrize("ask", [OBJECTION.may, OBJECTION.next])
def test_an_unknown_event_is_refused_with_the_known(ask: object) -> None:
    with pytest.raises(Problem, match="»delete« findes ikke. Hændelserne er: besvar, genåbn, luk."):
        ask("raised", "delete")  # type: ignore[operator]


def test_an_unknown_state_is_refused_with_the_known() -> None:
    with pytest.raises(Problem, match="»lost« findes ikke. Tilstandene er: rejst, besvaret, lukket."):
        OBJECTION.allowed("lost")


def test_a_name_stands_in_where_there_is_no_label() -> None:
    bare = Workflow("open", (State("open"), State("shut", final=True)), (Event("shut", ("open",), "shut"),))
    with pytest.raises(Problem, match="»shut« kan ikke ske, når tilstanden er »shut«"):
        bare.next("shut", "shut")


@pytest.mark.parametrize(
    ("states", "events", "part"),
    [
        ((RAISED, CLOSED), (CLOSE,), "nævner »answered«"),
        ((RAISED, CLOSED), (Event("close", ("raised",), "gone"),), "nævner »gone«"),
        ((RAISED, CLOSED), (Event("close", (), "closed"),), "ikke ske i nogen tilstand"),
        ((RAISED, RAISED, CLOSED), (Event("close", ("raised",), "closed"),), "Tilstanden »raised« står flere gange"),
        ((RAISED, CLOSED), (Event("close", ("raised",), "closed"),) * 2, "Hændelsen »close« står flere gange"),
        ((RAISED, ANSWERED, CLOSED), (CLOSE,), "»answered« kan ikke nås"),
        ((RAISED, ANSWERED), (ANSWER,), "»answered« kan ikke forlades"),
        ((RAISED,), (Event("remind", ("raised",), "raised"),), "»raised« kan ikke forlades"),
    ],
)
def test_a_fault_is_named(states: tuple[State, ...], events: tuple[Event, ...], part: str) -> None:
    assert any(part in finding for finding in findings(*states, events=events))


def test_an_unknown_first_state_is_named() -> None:
    assert "begynder i »new«" in findings(RAISED, CLOSED, events=(), initial="new")[0]


def test_all_faults_are_named_at_once() -> None:
    assert len(findings(RAISED, ANSWERED, events=())) == 3


@given(st.lists(st.sampled_from(["answer", "reopen", "close", "delete"])))
def test_any_row_of_events_stays_in_known_states(events: list[str]) -> None:
    state = OBJECTION.initial
    for event in events:
        try:
            state = OBJECTION.next(state, event)
        except Problem:
            continue
    assert state in {each.name for each in OBJECTION.states}


@given(st.sampled_from(OBJECTION.states), st.sampled_from(OBJECTION.events))
def test_next_raises_exactly_when_may_says_no(state: State, event: Event) -> None:
    if OBJECTION.may(state.name, event.name):
        assert OBJECTION.next(state.name, event.name) == event.to_state
    else:
        with pytest.raises(Problem):
            OBJECTION.next(state.name, event.name)
