"""Whatever anybody does in whatever order, no edition is in force with a step that lacks."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.approvals.proposal_world import REGION, SYSTEM, TOWN, decide_in, proposal, sent, step

from tvaers.engine.approvals import actions
from tvaers.engine.approvals.actions import Way
from tvaers.engine.approvals.models import Condition, Proposal
from tvaers.engine.approvals.standing import standing
from tvaers.kernel.errors import Problem

Move = Callable[[Proposal], object]
FORCE = "put in force"


def answers(party: str, answer: str) -> Move:
    texts = ["Økonomi"] if answer == "conditional" else []
    return lambda found: actions.answer(
        actor=SYSTEM, step=step(found, "party", party), answer=answer, words="Sådan", conditions=texts
    )


def meet(found: Proposal) -> object:
    row = Condition.objects.filter(step__proposal=found, met_on=None).first()
    return row and actions.meet(actor=SYSTEM, step=row.step, condition=row, evidence="Notat")


MOVES: dict[str, Move] = {
    **{f"{one} {how}": answers(one, how) for one in (REGION, TOWN) for how in ("approved", "conditional", "rejected")},
    "close hearing": lambda found: actions.answer(
        actor=SYSTEM, step=step(found, "hearing"), answer="closed", words="Fristen er gået"
    ),
    "send": lambda found: sent(found, "ffu"),
    "forum approves": lambda found: decide_in(found, "ffu", "approved"),
    "forum refuses": lambda found: decide_in(found, "ffu", "not_approved"),
    "meet": meet,
    "withdraw": lambda found: actions.withdraw(actor=SYSTEM, proposal=found),
    FORCE: lambda found: actions.put_in_force(actor=SYSTEM, proposal=found, on=date(2099, 1, 1)),
}


@pytest.mark.django_db(transaction=False)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(sorted(MOVES)), max_size=12))
def test_no_edition_is_in_force_with_a_lacking_step(names: list[str]) -> None:
    from django.db import transaction  # noqa: PLC0415

    with transaction.atomic():
        found = proposal(Way(heard=(TOWN,), forums=("ffu",), parties=(REGION, TOWN)))
        for name in [*names, FORCE]:
            with suppress(Problem, AttributeError), transaction.atomic():
                MOVES[name](found)
            found.refresh_from_db()
            in_force = found.in_force_from is not None
            assert not (in_force and standing(found).lacking), names
            assert not (in_force and found.withdrawn_on), names
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_the_moves_can_bring_an_edition_into_force() -> None:
    found = proposal(Way(heard=(TOWN,), forums=("ffu",), parties=(REGION, TOWN)))
    for name in ("close hearing", "send", "forum approves", "1081 approved", "0851 conditional", "meet", FORCE):
        MOVES[name](found)
    found.refresh_from_db()
    assert found.in_force_from == date(2099, 1, 1)
