"""How an edition ends, and what answers are tied to: no day before the last one, and the text they were given to."""

from datetime import date, timedelta

import pytest
from tests.approvals.proposal_world import REGION, SYSTEM, TOWN, approve_in, proposal, sent, step

from tvaers.engine.approvals import actions
from tvaers.engine.approvals.actions import Way
from tvaers.engine.approvals.models import Proposal
from tvaers.engine.approvals.standing import standing
from tvaers.engine.forums import actions as forums
from tvaers.kernel import clock
from tvaers.kernel.errors import Problem

pytestmark = pytest.mark.django_db
PARTIES = Way(parties=(REGION, TOWN))
LAST = date(2025, 9, 10)


def approved() -> Proposal:
    """An edition that both of its parties have approved, the last one on LAST."""
    found = proposal(PARTIES)
    for party, day in ((REGION, date(2025, 9, 1)), (TOWN, LAST)):
        actions.answer(actor=SYSTEM, step=step(found, "party", party), answer="approved", on=day)
    return found


def test_an_edition_is_in_force_from_the_day_it_was_approved_at_the_earliest() -> None:
    assert actions.put_in_force(actor=SYSTEM, proposal=approved(), on=LAST).in_force_from == LAST


def test_an_edition_is_not_in_force_from_before_it_was_approved() -> None:
    with pytest.raises(Problem, match="før, den var godkendt"):
        actions.put_in_force(actor=SYSTEM, proposal=approved(), on=LAST - timedelta(days=1))


def test_the_day_of_the_meeting_counts_as_the_day_of_approval() -> None:
    found = proposal(Way(forums=("ffu",)))
    day = approve_in(found, "ffu").meeting.starts_at.date()
    with pytest.raises(Problem, match="før, den var godkendt"):
        actions.put_in_force(actor=SYSTEM, proposal=found, on=day - timedelta(days=1))


@pytest.mark.parametrize("given", [{"recommended": "Ny ordlyd."}, {"decided": "Besluttet ordlyd."}, {"decided": ""}])
def test_another_text_asks_the_parties_that_approved_again(given: dict[str, str]) -> None:
    found = approved()
    actions.change(actor=SYSTEM, proposal=found, clause="§ 1", **given)
    assert [one.state for one in standing(found).stages] == ["open", "open"]


def test_what_a_party_had_answered_stays_to_be_read() -> None:
    found = approved()
    actions.change(actor=SYSTEM, proposal=found, clause="§ 1", recommended="Ny ordlyd.")
    assert "10. september 2025 var »Godkendt«" in step(found, "party", TOWN).words


@pytest.mark.parametrize("given", [{"decided": "Ny ordlyd."}, {"reason": "Klarere."}])
def test_the_same_text_leaves_the_answers(given: dict[str, str]) -> None:
    found = proposal(PARTIES)
    actions.change(actor=SYSTEM, proposal=found, clause="§ 1", recommended="Ny ordlyd.")
    actions.answer(actor=SYSTEM, step=step(found, "party", TOWN), answer="approved")
    actions.change(actor=SYSTEM, proposal=found, clause="§ 1", **given)
    assert step(found, "party", TOWN).answer == "approved"


def test_a_refusal_stands_when_the_text_changes() -> None:
    found = proposal(PARTIES)
    actions.answer(actor=SYSTEM, step=step(found, "party", TOWN), answer="rejected", words="For dyrt.")
    actions.change(actor=SYSTEM, proposal=found, clause="§ 1", recommended="Ny ordlyd.")
    assert step(found, "party", TOWN).answer == "rejected"


def test_another_economy_asks_the_parties_again() -> None:
    found = approved()
    actions.clear_treatment(actor=SYSTEM, proposal=found, on=LAST)
    actions.write_economy(actor=SYSTEM, proposal=found, text="Udgiften deles.")
    assert step(found, "party", TOWN).answer == ""


def test_withdrawing_takes_what_waits_out_of_the_pipeline() -> None:
    found = proposal(Way(forums=("ffu",)))
    item = sent(found, "ffu")
    actions.withdraw(actor=SYSTEM, proposal=found)
    item.refresh_from_db()
    assert item.state == "withdrawn" and item.gone_at is not None


def test_withdrawing_leaves_what_is_on_an_agenda() -> None:
    found = proposal(Way(forums=("ffu",)))
    item = sent(found, "ffu")
    forums.put_on_agenda(actor=SYSTEM, item=item, meeting=item.forum.meetings.first(), override="Aftalt")
    actions.withdraw(actor=SYSTEM, proposal=found)
    item.refresh_from_db()
    assert item.state == "agenda"


def test_an_answer_in_a_hearing_is_not_of_a_day_ahead() -> None:
    found = proposal()
    ahead = clock.today() + timedelta(days=1)
    with pytest.raises(Problem, match="fremtiden"):
        actions.comment(actor=SYSTEM, step=step(found, "hearing"), party=TOWN, on=ahead)
