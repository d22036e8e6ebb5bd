"""A way that changes on the way: steps that come later with a reason, days that are late, conditions with a day."""

from datetime import date
from typing import Any

import pytest
from tests.approvals.proposal_world import REGION, SYSTEM, TOWN, approve_in, proposal, sent, step
from tests.forums.forum_world import at

from tvaers.engine.approvals import actions, queries
from tvaers.engine.approvals.models import Proposal
from tvaers.engine.approvals.warning import warnings
from tvaers.engine.forums.models import Forum
from tvaers.kernel import clock
from tvaers.kernel.errors import Conflict, Problem

pytestmark = pytest.mark.django_db
READY = date(2011, 6, 30)


def add(found: Proposal, **given: Any) -> Any:
    """A step more, with a reason."""
    return actions.add_step(actor=SYSTEM, proposal=found, **{"reason": "PLO bad om det", **given})


def way(found: Proposal) -> list[str]:
    """The titles of the steps in order."""
    return [one.fact.title for one in queries.stands(SYSTEM, found).stages]


def ssf() -> Forum:
    return Forum.objects.get(key="ssf")


def test_a_forum_comes_after_the_others_and_before_the_parties() -> None:
    found = proposal()
    before = way(found)
    add(found, forum=ssf())
    assert way(found) == [*before[:2], "Udvalget ssf", *before[2:]]


def test_a_forum_can_come_before_a_step_that_has_not_begun() -> None:
    found = proposal()
    before = way(found)
    add(found, forum=ssf(), before=found.steps.get(kind="forum"))
    assert way(found) == [before[0], "Udvalget ssf", *before[1:]]


def test_nothing_comes_before_what_has_begun() -> None:
    found = proposal()
    actions.answer(actor=SYSTEM, step=step(found, "hearing"), answer="closed", words="Alle er enige")
    sent(found, "ffu")
    with pytest.raises(Conflict, match="Udvalget ffu er begyndt"):
        add(found, forum=ssf(), before=found.steps.get(kind="forum"))


def test_an_edition_waits_for_the_step_that_came_later() -> None:
    found = proposal(actions.Way(forums=("ffu",)))
    approve_in(found, "ffu")
    assert queries.stands(SYSTEM, found).is_complete
    add(found, party="0860")
    assert not queries.stands(SYSTEM, found).is_complete


def test_a_party_stands_beside_the_others() -> None:
    found = proposal()
    made = add(found, party="0860")
    assert made.position == step(found, "party", REGION).position


def test_the_reason_and_the_day_stay_with_the_step() -> None:
    with clock.fixed(at(2025, 9, 1)):
        made = add(proposal(), party="0860")
    assert (made.added_why, made.added_on) == ("PLO bad om det", date(2025, 9, 1))


def test_a_hearing_asks_those_it_names() -> None:
    made = add(proposal(), heard=("0860", TOWN), title="Ny høring", due=date(2025, 10, 1))
    assert (made.title, sorted(one.party for one in made.heard.all()), made.due) == (
        "Ny høring", [TOWN, "0860"], date(2025, 10, 1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"party": "0860", "reason": " "}, "hvorfor trinnet kommer til"), ({}, "et forum, en part eller en høring"),
        ({"party": "0860", "heard": ("0851",)}, "et forum, en part eller en høring"),
        ({"party": TOWN}, "allerede på vejen"), ({"party": "0860", "reason": "Ring til 010190-1234"}, "CPR"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_step_is_refused(given: dict[str, Any], said: str) -> None:
    found = proposal()
    with pytest.raises(Problem, match=said):
        add(found, **given)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2011, 5, 30), []),
        (date(2011, 5, 31), [("soon", 0)]),
        (date(2011, 6, 30), [("soon", 0)]),
        (date(2011, 7, 1), [("late", 1)]),
    ],
)
def test_an_edition_is_late_the_day_after_it_was_to_be_ready(today: date, expected: list[tuple[str, int]]) -> None:
    assert [(one.sort, one.late_days) for one in warnings(READY, False, [], today)] == expected


def test_what_is_ready_is_not_late() -> None:
    assert warnings(READY, True, [], date(2012, 1, 1)) == []


def test_an_edition_that_is_not_complete_is_shown_late() -> None:
    found = actions.set_ready_by(actor=SYSTEM, proposal=proposal(), on=date(2025, 12, 31))
    with clock.fixed(at(2026, 1, 1)):
        assert [one.text for one in queries.warned(SYSTEM, found)] == [
            "Udgaven skal være klar 31. december 2025. Det er 1 dag over tiden."
        ]


def test_a_condition_is_late_until_it_is_met() -> None:
    own = actions.answer(
        actor=SYSTEM, step=step(proposal(), "party", TOWN), answer="conditional", conditions=["Økonomien"],
        conditions_due=date(2025, 9, 1),
    )  # fmt: skip
    with clock.fixed(at(2025, 9, 2)):
        (told,) = queries.warned(SYSTEM, own.proposal)
        assert (told.sort, "»Økonomien«" in told.text) == ("late", True)
        actions.meet(actor=SYSTEM, step=own, condition=own.conditions.get(), evidence="Notatet")
        assert queries.warned(SYSTEM, own.proposal) == []


def test_a_day_without_a_condition_is_refused() -> None:
    with pytest.raises(Problem, match="intet forbehold"):
        actions.answer(
            actor=SYSTEM, step=step(proposal(), "party", TOWN), answer="approved", conditions_due=date(2025, 9, 1)
        )


def test_what_has_ended_is_not_late() -> None:
    found = actions.set_ready_by(actor=SYSTEM, proposal=proposal(), on=date(2025, 8, 2))
    found = actions.withdraw(actor=SYSTEM, proposal=found)
    with clock.fixed(at(2026, 1, 1)):
        assert queries.warned(SYSTEM, found) == []
