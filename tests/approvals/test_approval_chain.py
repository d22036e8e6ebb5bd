"""Where an edition stands, from facts alone: each state both ways, and the difference between two wordings."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tvaers.engine.approvals.chain import Fact, chain, own_state, words_changed

OPEN = Fact(1, "forum", "FFU", "")


def party(code: str, answer: str, *unmet: str, position: int = 2) -> Fact:
    return Fact(position, "party", code, answer, unmet, code)


def states(*facts: Fact) -> list[str]:
    return [one.state for one in chain(facts).stages]


@pytest.mark.parametrize(
    ("answer", "unmet", "state"),
    [
        ("", (), "open"), ("approved", (), "passed"), ("closed", (), "passed"), ("conditional", (), "passed"),
        ("conditional", ("Økonomi",), "conditional"), ("approved", ("Ret ordlyden",), "conditional"),
        ("", ("Økonomi",), "conditional"), ("rejected", (), "stopped"), ("rejected", ("Økonomi",), "stopped"),
    ],
)  # fmt: skip
def test_a_step_stands_as_it_was_answered_and_waits_for_its_conditions(
    answer: str, unmet: tuple[str, ...], state: str
) -> None:
    assert own_state(replace(OPEN, answer=answer, unmet=unmet)) == state


def test_a_step_waits_for_the_one_before_it_and_opens_when_that_is_passed() -> None:
    assert states(OPEN, party("0851", "")) == ["open", "waiting"]
    assert states(replace(OPEN, answer="approved"), party("0851", "")) == ["passed", "open"]


@pytest.mark.parametrize("answer", ["rejected", "conditional"])
def test_what_is_stopped_or_conditional_blocks_what_follows(answer: str) -> None:
    blocked = replace(OPEN, answer=answer, unmet=("Økonomi",))
    found = chain([blocked, party("0851", "")])
    assert found.stages[1].state == "waiting"
    assert found.stages[1].why == "Venter på FFU."
    assert not found.is_complete


def test_a_party_that_answers_early_is_counted_but_does_not_complete_the_chain() -> None:
    found = chain([OPEN, party("0851", "approved")])
    assert found.count == "godkendt af 1 af 1"
    assert found.lacking == ("FFU har ikke svaret.",)


def test_parties_answer_side_by_side() -> None:
    assert states(party("1081", ""), party("0851", "approved")) == ["open", "passed"]
    assert states(party("1081", "rejected"), party("0851", "")) == ["stopped", "open"]


def test_two_of_twenty_one_parties_have_approved() -> None:
    facts = [party(str(number), "approved" if number < 2 else "") for number in range(21)]
    found = chain(facts)
    assert found.count == "godkendt af 2 af 21"
    assert len(found.lacking) == 19


def test_a_party_with_a_reservation_is_not_counted_until_it_is_met() -> None:
    assert chain([party("plo", "conditional", "Økonomi")]).count == "godkendt af 0 af 1"
    assert chain([party("plo", "conditional")]).count == "godkendt af 1 af 1"


def test_what_lacks_is_said_in_words() -> None:
    found = chain(
        [party("A", "rejected", position=1), party("B", "conditional", "Økonomi.", position=1), party("C", "")]
    )
    assert found.lacking == (
        "A har ikke godkendt.", "B har et forbehold, der ikke er opfyldt: Økonomi.", "C er ikke nået.",
    )  # fmt: skip


def test_a_chain_without_steps_is_not_complete() -> None:
    assert chain([]).lacking == ("Der er ikke lagt en vej for godkendelsen.",)


def test_steps_are_taken_by_position_whatever_order_they_come_in() -> None:
    assert [one.fact.title for one in chain([party("B", ""), OPEN]).stages] == ["FFU", "B"]


TEXTS = st.lists(st.sampled_from(["aftalen", "gælder", "ikke", "fra", "2026", "."]), max_size=12).map(" ".join)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, TEXTS)
def test_the_pieces_of_a_difference_rebuild_both_wordings(before: str, after: str) -> None:
    pieces = words_changed(before, after)
    assert " ".join(one.text for one in pieces if one.sort != "in") == before
    assert " ".join(one.text for one in pieces if one.sort != "out") == after


def test_a_changed_word_goes_out_before_the_new_one_comes_in() -> None:
    found = [(one.sort, one.text) for one in words_changed("lægen koordinerer forløbet", "lægen følger forløbet")]
    assert found == [("same", "lægen"), ("out", "koordinerer"), ("in", "følger"), ("same", "forløbet")]


def test_the_same_wording_has_no_difference() -> None:
    assert [one.sort for one in words_changed("Aftalen gælder.", "Aftalen gælder.")] == ["same"]
