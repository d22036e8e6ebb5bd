"""Whatever is handed over, offered, refused and taken back: an adverse event always belongs to exactly one party.

Random rows of events, each played to its end; an event that cannot come is refused and changes nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tvaers.engine.cases.core import Case, Doer, begin, happen
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.errors import Problem
from tvaers.kernel.package import CONTENT, load_package

PACKAGE = load_package(CONTENT / "midtjylland" / "sundhedsaftale-2011")
TYPE = PACKAGE.case_types["adverse_event"]
PARTIES = ("1082", "0727", "0730", "0657")
OPENED = datetime(2011, 3, 15, 10, 0, tzinfo=COPENHAGEN)
REPORT = {
    "what_happened": "Listen manglede", "profession": "health_professional", "context": "treatment",
    "outcome": "harmful", "area": "somatic", "place": "hospital",
}  # fmt: skip
EVENTS = {
    "offer_rerouting": "receiver", "accept_rerouting": "offered_to", "refuse_rerouting": "offered_to",
    "withdraw_rerouting": "receiver", "register": "receiver", "add_party": "receiver", "note_contact": "receiver",
    "vote_severity": "involved", "appoint_primary": "involved", "change_primary": "involved",
    "classify": "primary_handler", "decide_learning": "involved", "choose_analysis": "involved",
    "analyse_internally": "receiver",
}  # fmt: skip
"""Events that move a case or a role, and by whom."""
Step = tuple[str, int, str, int]
"""An event, which of those in its role does it, a party that it names, and a row or an opinion."""
STEP = st.tuples(st.sampled_from(sorted(EVENTS)), st.integers(0, 4), st.sampled_from(PARTIES), st.integers(1, 3))
STEPS = st.lists(STEP, max_size=25)


def told(event: str, party: str, record: int) -> dict[str, object]:
    """What is given with an event: everything that it may need, about one party."""
    every: dict[str, object] = {
        "reroute_to": party, "reroute_reason": "Det skete dér", "refusal_reason": "Nej", "dpsd_number": "D-1",
        "party": party, "record": record, "contacted_on": "2011-03-15", "primary": party, "classification": "fall",
        "harm": "death" if record == 3 else "none", "learning": "no", "learning_reason": "Lokalt",
        "analysis_reason": "principle", "analysis_result": "Listen",
    }  # fmt: skip
    spec = TYPE.event(event)
    columns = TYPE.columns(spec.adds) | TYPE.columns(spec.updates)
    return {
        name: value for name, value in every.items() if name in (*spec.needs, *columns.keys() & set(spec.takes))
    } | ({"record": record} if spec.updates else {})


def doer(case: Case, event: str, chosen: int) -> str:
    """One of those who have the event's role, or now and then somebody who may not."""
    able = case.parties.get(EVENTS[event], ())
    return able[chosen % len(able)] if able and chosen < 4 else PARTIES[chosen % len(PARTIES)]


def played(steps: list[Step]) -> list[Case]:
    """The case after its report and after every step that could come."""
    case = happen(begin(PACKAGE, TYPE), "report", OPENED, Doer("1082", "reporter"), dict(REPORT))
    cases = [case]
    for number, (event, chosen, party, record) in enumerate(steps, start=1):
        at = OPENED + timedelta(hours=number)
        try:
            case = happen(case, event, at, Doer(doer(case, event, chosen), EVENTS[event]), told(event, party, record))
        except Problem:
            continue
        cases.append(case)
    return cases


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_a_case_always_has_exactly_one_receiver(steps: list[Step]) -> None:
    assert {len(case.parties.get("receiver", ())) for case in played(steps)} == {1}


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_an_open_case_always_waits_for_somebody(steps: list[Step]) -> None:
    waiting = {case.parties.get(TYPE.state(case.state).owner or "", ()) for case in played(steps) if not case.is_closed}
    assert () not in waiting


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_the_receiver_changes_only_when_the_other_party_accepts(steps: list[Step]) -> None:
    cases = played(steps)
    moved = [
        after.events[-1].event
        for before, after in zip(cases, cases[1:], strict=False)
        if before.parties["receiver"] != after.parties["receiver"]
    ]
    assert set(moved) <= {"accept_rerouting"}


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_the_day_of_the_report_never_changes(steps: list[Step]) -> None:
    assert {case.opened_at for case in played(steps)} == {OPENED}


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_a_case_that_no_other_party_was_taken_into_stays_inside_one(steps: list[Step]) -> None:
    last = played(steps)[-1]
    parties = {party for role, those in last.parties.items() if role != "offered_to" for party in those}
    assert len(parties) == 1 or last.data.get("contacts")


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_a_primary_handler_is_always_one_of_the_parties(steps: list[Step]) -> None:
    strangers = [
        case.state
        for case in played(steps)
        if not set(case.parties.get("primary_handler", ())) <= set(case.parties.get("involved", ()))
    ]
    assert strangers == []


def test_the_rows_reach_far_into_the_case() -> None:
    steps: list[Step] = [
        ("offer_rerouting", 0, "0727", 1), ("accept_rerouting", 0, "0727", 1), ("register", 0, "0727", 1),
        ("add_party", 0, "0730", 1), ("note_contact", 0, "0730", 1), ("vote_severity", 0, "0730", 1),
        ("vote_severity", 1, "0730", 1), ("appoint_primary", 0, "0730", 1), ("classify", 0, "0730", 1),
        ("decide_learning", 0, "0730", 1),
    ]  # fmt: skip
    assert played(steps)[-1].state == "sharing"
