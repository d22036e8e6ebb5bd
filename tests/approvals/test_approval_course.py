"""An edition through hearing, forum and parties in the database, and every way that it can be held up."""

from datetime import date
from typing import Any

import pytest
from tests.approvals.proposal_world import REGION, SYSTEM, TOWN, approve_in, decide_in, proposal, sent, step
from tests.forums.forum_world import BEFORE, at

from tvaers.engine.approvals import actions
from tvaers.engine.approvals.actions import Way
from tvaers.engine.approvals.models import Proposal
from tvaers.engine.approvals.standing import standing
from tvaers.engine.forums import actions as forums
from tvaers.kernel import clock
from tvaers.kernel.errors import Conflict, NotAllowed, Problem

pytestmark = pytest.mark.django_db
PLO = "PLO"
FORUMS = Way(forums=("ffu", "ssf"), parties=(REGION, TOWN, PLO))


def states(found: Proposal) -> list[str]:
    return [one.state for one in standing(found).stages]


def answer(found: Proposal, party: str, answer: str = "approved", **more: Any) -> None:
    actions.answer(actor=SYSTEM, step=step(found, "party", party), answer=answer, **more)


def test_a_hearing_cannot_be_closed_while_somebody_is_silent_unless_it_is_said_why() -> None:
    hearing = step(proposal(), "hearing")
    actions.comment(actor=SYSTEM, step=hearing, party=TOWN)
    with pytest.raises(Conflict, match="Ikke alle har svaret") as caught:
        actions.answer(actor=SYSTEM, step=hearing, answer="closed")
    assert "0860" in caught.value.why
    assert actions.answer(actor=SYSTEM, step=hearing, answer="closed", words="Fristen er gået.").answer == "closed"


def test_a_hearing_cannot_be_closed_while_a_remark_is_unanswered() -> None:
    hearing = step(proposal(), "hearing")
    for party in (TOWN, "0860"):
        actions.comment(actor=SYSTEM, step=hearing, party=party, texts=["Ret navnet", "Ret datoen"])
    for number in (1, 2, 3):
        actions.reply(actor=SYSTEM, step=hearing, number=number, accepted=True, text="Rettet")
    with pytest.raises(Conflict, match="En bemærkning er ikke besvaret"):
        actions.answer(actor=SYSTEM, step=hearing, answer="closed")
    actions.reply(actor=SYSTEM, step=hearing, number=4, accepted=False, text="Datoen er rigtig")
    assert actions.answer(actor=SYSTEM, step=hearing, answer="closed").answer == "closed"


def test_nobody_comments_in_a_hearing_that_is_closed_or_that_does_not_ask_them() -> None:
    hearing = step(proposal(), "hearing")
    with pytest.raises(Conflict, match="er ikke hørt"):
        actions.comment(actor=SYSTEM, step=hearing, party="0861")
    actions.answer(actor=SYSTEM, step=hearing, answer="closed", words="Fristen er gået.")
    with pytest.raises(Conflict, match="lukket"):
        actions.comment(actor=SYSTEM, step=hearing, party=TOWN)


def test_an_edition_is_not_sent_to_a_forum_before_its_hearing_is_closed() -> None:
    found = proposal()
    with pytest.raises(Conflict, match="tidligere trin"):
        actions.send_to_forum(actor=SYSTEM, step=step(found, "forum"))
    actions.answer(actor=SYSTEM, step=step(found, "hearing"), answer="closed", words="Fristen er gået.")
    assert actions.send_to_forum(actor=SYSTEM, step=step(found, "forum")).state == "pipeline"


def test_an_item_is_sent_once() -> None:
    found = proposal(FORUMS)
    sent(found, "ffu")
    with pytest.raises(Conflict, match="allerede"):
        sent(found, "ffu")


def test_a_forum_step_stands_as_its_item_was_decided() -> None:
    found = proposal(FORUMS)
    sent(found, "ffu")
    assert states(found)[:2] == ["open", "waiting"]
    decide_in(found, "ffu", "approved")
    assert states(found)[:2] == ["passed", "open"]


def test_one_case_goes_through_the_forums() -> None:
    found = proposal(FORUMS)
    approve_in(found, "ffu")
    first, second = found.steps.get(forum__key="ffu").item, sent(found, "ssf")
    assert second.matter == first.matter
    assert second.follows == first


def test_what_is_put_off_twice_and_then_approved_is_passed() -> None:
    found = proposal(FORUMS)
    ffu = found.steps.get(forum__key="ffu").forum
    sent(found, "ffu", ffu.meetings.earliest("starts_at"))
    for month in (10, 11):
        later = forums.call_meeting(actor=SYSTEM, forum=ffu, starts_at=at(2025, month, 20))
        decide_in(found, "ffu", "deferred", words="Vi mangler tal.", deferred_to=later)
        assert states(found)[0] == "open"
    decide_in(found, "ffu", "approved")
    assert states(found)[:2] == ["passed", "open"]


def test_the_next_forum_follows_the_item_that_was_approved_and_waits_for_its_remarks() -> None:
    found = proposal(FORUMS)
    ffu = found.steps.get(forum__key="ffu").forum
    sent(found, "ffu", ffu.meetings.earliest("starts_at"))
    later = forums.call_meeting(actor=SYSTEM, forum=ffu, starts_at=at(2025, 10, 20))
    decide_in(found, "ffu", "deferred", words="Vi mangler tal.", deferred_to=later)
    approved = decide_in(found, "ffu", "approved")
    assert sent(found, "ssf").follows == approved


def test_approved_with_a_remark_waits_until_the_remark_is_answered() -> None:
    found = proposal(FORUMS)
    sent(found, "ffu")
    item = decide_in(found, "ffu", "approved_with_remarks", remark="Tag afsnittet om koordinering ud.")
    assert states(found)[:2] == ["conditional", "waiting"]
    with pytest.raises(Conflict, match="tidligere trin") as caught:
        sent(found, "ssf")
    assert "Tag afsnittet om koordinering ud" in caught.value.why
    forums.answer_remark(actor=SYSTEM, remark=item.remarks.get(), answer="Ny version af 1. september")
    assert states(found)[:2] == ["passed", "open"]


@pytest.mark.parametrize("outcome", ["approved_with_remarks", "approved_with_reservation"])
def test_what_was_said_but_not_written_as_a_remark_is_waited_for_too(outcome: str) -> None:
    found = proposal(FORUMS)
    sent(found, "ffu")
    decide_in(found, "ffu", outcome, words="Økonomien skal på plads.")
    assert standing(found).stages[0].why == "Økonomien skal på plads."


def test_approved_with_a_reservation_waits_until_it_is_closed() -> None:
    found = proposal(FORUMS)
    sent(found, "ffu")
    item = decide_in(found, "ffu", "approved_with_reservation", remark="Afklar 10-årsplanen.", kind="reservation")
    assert states(found)[0] == "conditional"
    forums.answer_remark(actor=SYSTEM, remark=item.remarks.get(), answer="Afklaret")
    assert states(found)[0] == "passed"


def test_what_is_not_approved_stops_the_chain_until_it_comes_again_and_is_approved() -> None:
    found = proposal(FORUMS)
    sent(found, "ffu")
    decide_in(found, "ffu", "not_approved")
    assert states(found)[:2] == ["stopped", "waiting"]
    with pytest.raises(Conflict):
        actions.put_in_force(actor=SYSTEM, proposal=found, on=date(2099, 1, 1))
    decide_in(found, "ffu", "approved")
    assert states(found)[:2] == ["passed", "open"]


def test_two_of_three_approvals_are_not_enough() -> None:
    found = proposal(Way(parties=(REGION, TOWN, PLO)))
    answer(found, REGION)
    answer(found, TOWN)
    with pytest.raises(Conflict) as caught:
        actions.put_in_force(actor=SYSTEM, proposal=found, on=date(2099, 1, 1))
    assert caught.value.findings == ("PLO har ikke svaret.",)
    answer(found, PLO)
    assert actions.put_in_force(actor=SYSTEM, proposal=found, on=date(2099, 1, 1)).in_force_from == date(2099, 1, 1)


def test_a_party_approves_with_conditions_that_are_met_one_by_one() -> None:
    found = proposal(Way(parties=(PLO,)))
    answer(found, PLO, "conditional", conditions=["Økonomi", "Kapacitet"])
    own = step(found, "party", PLO)
    for name, state in (("Økonomi", "conditional"), ("Kapacitet", "passed")):
        actions.meet(actor=SYSTEM, step=own, condition=own.conditions.get(text=name), evidence="Notat")
        assert states(found) == [state]


def test_a_condition_is_met_once_and_with_evidence() -> None:
    found = proposal(Way(parties=(PLO,)))
    answer(found, PLO, "conditional", conditions=["Økonomi"])
    own = step(found, "party", PLO)
    given = {"actor": SYSTEM, "step": own, "condition": own.conditions.get()}
    with pytest.raises(Problem, match="hvad der viser"):
        actions.meet(**given, evidence=" ")
    actions.meet(**given, evidence="Notat")
    with pytest.raises(Conflict, match="allerede"):
        actions.meet(**given, evidence="Et andet notat")


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"answer": "closed"}, "passer ikke"), ({"answer": "conditional"}, "Forbeholdet mangler"),
        ({"answer": "rejected"}, "hvorfor parten"), ({"answer": "approved", "conditions": ["X"]}, "et forbehold"),
        ({"answer": "approved", "on": date(2025, 8, 2)}, "fremtiden"),
        ({"answer": "rejected", "words": "Se 010203-1234"}, "CPR"),
    ],
)  # fmt: skip
def test_an_answer_that_does_not_hold_together_is_refused(given: dict[str, Any], what: str) -> None:
    found = proposal(Way(parties=(PLO,)))
    with clock.fixed(BEFORE), pytest.raises(Problem, match=what):
        answer(found, PLO, **given)


def test_a_party_that_refused_can_approve_later() -> None:
    found = proposal(Way(parties=(PLO,)))
    answer(found, PLO, "rejected", words="Der mangler kapacitet.")
    assert states(found) == ["stopped"]
    answer(found, PLO)
    assert states(found) == ["passed"]


def test_economy_is_locked_until_the_responsibility_for_treatment_is_agreed() -> None:
    found = proposal()
    with pytest.raises(Conflict, match="låst"):
        actions.write_economy(actor=SYSTEM, proposal=found, text="0 kr.")
    actions.clear_treatment(actor=SYSTEM, proposal=found, on=date(2025, 8, 1))
    assert actions.write_economy(actor=SYSTEM, proposal=found, text="0 kr.").economy == "0 kr."


def test_an_edition_is_not_begun_with_an_economy_that_is_locked() -> None:
    with pytest.raises(Conflict, match="låst"):
        actions.propose_edition(actor=SYSTEM, title="Aftale", label="udkast", way=Way(parties=(PLO,)), economy="0 kr.")


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"title": " "}, "mangler et navn"), ({"way": Way()}, "ingen vej"),
        ({"way": Way(forums=("findes-ikke",))}, "findes ikke"),
    ],
)  # fmt: skip
def test_an_edition_without_a_name_or_a_way_is_refused(given: dict[str, Any], what: str) -> None:
    with pytest.raises(Problem, match=what):
        actions.propose_edition(**{"actor": SYSTEM, "title": "A", "label": "1", "way": Way(parties=(PLO,)), **given})


def ended(found: Proposal, end: str) -> None:
    if end == "withdrawn":
        actions.withdraw(actor=SYSTEM, proposal=found)
    else:
        actions.put_in_force(actor=SYSTEM, proposal=found, on=date(2099, 1, 1))


@pytest.mark.parametrize("end", ["withdrawn", "in force"])
def test_nothing_changes_any_more_when_an_edition_has_ended(end: str) -> None:
    found = proposal(Way(parties=(PLO,)))
    answer(found, PLO)
    ended(found, end)
    for again in (
        lambda: answer(found, PLO, "rejected", words="Nej"),
        lambda: actions.change(actor=SYSTEM, proposal=found, clause="A-1", recommended="Ny"),
        lambda: actions.withdraw(actor=SYSTEM, proposal=found),
        lambda: actions.put_in_force(actor=SYSTEM, proposal=found, on=date(2099, 2, 1)),
    ):
        with pytest.raises(Conflict, match="Udgaven er"):
            again()


def test_a_change_keeps_what_is_not_given() -> None:
    found = proposal()
    actions.change(actor=SYSTEM, proposal=found, clause="A-1", before="Nu", recommended="Ny", reason="Klarere")
    made = actions.change(actor=SYSTEM, proposal=found, clause="A-1", decided="Nyere")
    assert (made.before, made.recommended, made.decided, made.is_decided) == ("Nu", "Ny", "Nyere", True)
    assert found.changes.count() == 1


def test_a_clause_can_be_decided_out() -> None:
    made = actions.change(actor=SYSTEM, proposal=proposal(), clause="A-1", before="Nu", recommended="Ny", decided="")
    assert made.is_decided


def test_a_way_that_the_actor_keeps_nothing_of_is_refused_and_leaves_nothing() -> None:
    from tests.access.world import person  # noqa: PLC0415

    kept = proposal()
    elsewhere = person("andet-sekretariat", "forumsekretariat", "1084")
    keeper = person("sekretariat", "forumsekretariat", REGION)
    given = {"title": "Aftale", "label": "ny", "way": Way(parties=(REGION,))}
    with pytest.raises(NotAllowed):
        actions.propose_edition(actor=elsewhere, **given)
    assert list(Proposal.objects.all()) == [kept]
    assert actions.propose_edition(actor=keeper, **given).label == "ny"


TWO = Way(forums=("ffu", "ssf"), parties=(REGION,))


@pytest.mark.parametrize(("outcome", "state"), [("approved", "passed"), ("noted", "open"), ("discussed", "open")])
def test_the_last_forum_has_to_approve(outcome: str, state: str) -> None:
    found = proposal(TWO)
    approve_in(found, "ffu")
    item = sent(found, "ssf")
    forums.write_item(actor=SYSTEM, item=item, title="Aftale", kinds=["approval", "discussion"], points=["Ser på den."])
    decide_in(found, "ssf", outcome)
    assert standing(found).stages[1].state == state


def test_a_forum_on_the_way_may_let_an_edition_pass_by_noting_it() -> None:
    found = proposal(TWO)
    sent(found, "ffu")
    decide_in(found, "ffu", "noted")
    assert standing(found).stages[0].state == "passed"


def test_the_last_forum_decides_and_those_before_it_advise() -> None:
    found = proposal(TWO)
    first = approve_in(found, "ffu")
    assert (first.role, sent(found, "ssf").role) == ("advises", "decides")


def test_what_was_treated_without_an_answer_is_sent_again_and_then_decides() -> None:
    found = proposal(TWO)
    sent(found, "ffu")
    before = decide_in(found, "ffu", "nothing_to_note")
    again = sent(found, "ffu")
    decide_in(found, "ffu", "approved")
    assert (again.follows, standing(found).stages[0].state) == (before, "passed")


def test_what_was_withdrawn_from_a_pipeline_is_sent_again() -> None:
    found = proposal(TWO)
    approve_in(found, "ffu")
    sent(found, "ssf")
    first = found.steps.get(position=1).item
    forums.reopen(actor=SYSTEM, item=first)
    forums.conclude(actor=SYSTEM, item=first)
    assert sent(found, "ssf").state == "pipeline"


def test_what_has_an_answer_is_not_sent_again() -> None:
    found = proposal(TWO)
    approve_in(found, "ffu")
    with pytest.raises(Conflict, match="allerede sendt"):
        sent(found, "ffu")
