"""An example of each action of approvals: `own` is the region, which signs and whose unit keeps the forum's papers."""

from datetime import date
from typing import Any

from tests.access.cases import Case
from tests.approvals.proposal_world import REGION, SYSTEM, TOWN, proposal, step
from tests.forums.forum_world import world

from tvaers.engine.approvals import actions
from tvaers.engine.approvals.actions import Way


def proposing() -> dict[str, Any]:
    world()
    return {"title": "Aftale", "label": "udkast", "way": Way(forums=("ffu",))}


def replying() -> dict[str, Any]:
    hearing = step(proposal(), "hearing")
    actions.comment(actor=SYSTEM, step=hearing, party=TOWN, texts=["Ret navnet"])
    return {"step": hearing, "number": 1, "accepted": True, "text": "Rettet"}


def meeting() -> dict[str, Any]:
    own = actions.answer(
        actor=SYSTEM, step=step(proposal(), "party", REGION), answer="conditional", conditions=["Økonomi"]
    )
    return {"step": own, "condition": own.conditions.get(), "evidence": "Notat"}


def cleared() -> dict[str, Any]:
    found = actions.clear_treatment(actor=SYSTEM, proposal=proposal(), on=date(2025, 8, 1))
    return {"proposal": found, "text": "0 kr."}


def complete() -> dict[str, Any]:
    found = proposal(Way(parties=(REGION,)))
    actions.answer(actor=SYSTEM, step=step(found, "party"), answer="approved")
    return {"proposal": found, "on": date(2099, 1, 1)}


APPROVALS: dict[str, Case] = {
    "approvals.propose": Case(actions.propose_edition, proposing),
    "approvals.send_to_forum": Case(
        actions.send_to_forum, lambda: {"step": step(proposal(Way(forums=("ffu",))), "forum")}
    ),
    "approvals.add_step": Case(
        actions.add_step, lambda: {"proposal": proposal(Way(forums=("ffu",))), "party": TOWN, "reason": "Glemt"}
    ),
    "approvals.set_ready_by": Case(
        actions.set_ready_by, lambda: {"proposal": proposal(Way(forums=("ffu",))), "on": date(2025, 12, 31)}
    ),
    "approvals.answer": Case(actions.answer, lambda: {"step": step(proposal(), "party", REGION), "answer": "approved"}),
    "approvals.comment": Case(
        actions.comment, lambda: {"step": step(proposal(), "hearing"), "party": TOWN}, TOWN, REGION
    ),
    "approvals.reply": Case(actions.reply, replying),
    "approvals.meet": Case(actions.meet, meeting),
    "approvals.change": Case(actions.change, lambda: {"proposal": proposal(), "clause": "A-1", "recommended": "Ny"}),
    "approvals.put_in_force": Case(actions.put_in_force, complete),
    "approvals.withdraw": Case(actions.withdraw, lambda: {"proposal": proposal()}),
    "approvals.clear_treatment": Case(
        actions.clear_treatment, lambda: {"proposal": proposal(), "on": date(2025, 8, 1)}
    ),
    "approvals.write_economy": Case(actions.write_economy, cleared),
}
"""By the name of the action."""
