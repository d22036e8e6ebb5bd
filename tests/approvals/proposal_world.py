"""An edition on its way: heard by two towns, through the first forum, and approved by a region and a town."""

from tests.forums.forum_world import BEFORE, SYSTEM, world

from tvaers.engine.approvals import actions
from tvaers.engine.approvals.actions import Way
from tvaers.engine.approvals.models import Proposal, Step
from tvaers.kernel import clock

REGION, TOWN = "1081", "0851"


def proposal(way: Way | None = None) -> Proposal:
    """The edition, with the forum world around it."""
    world()
    with clock.fixed(BEFORE):
        return actions.propose_edition(
            actor=SYSTEM, title="Aftale", label="udkast juni 2025",
            way=way or Way(heard=(TOWN, "0860"), forums=("ffu",), parties=(REGION, TOWN)),
        )  # fmt: skip


def step(found: Proposal, kind: str, party: str = "") -> Step:
    """A step of a kind, and for a party its own."""
    return found.steps.get(kind=kind, **({"party": party} if party else {}))
