"""Events and what is sent on, on top of the forum world. Times in August 2025."""

from datetime import date
from typing import Any

from tests.forums.forum_world import BEFORE, SYSTEM, World, at, world

from tvaers.engine.outreach import actions
from tvaers.engine.outreach.models import Gathering, Registration
from tvaers.kernel import clock

EVENT_AT, DUE = at(2025, 10, 1, 9), date(2025, 9, 20)


def gathering(made: World | None = None, **more: Any) -> Gathering:
    """A conference of the first forum that the second one is invited to, from three sectors."""
    made = made or world()
    given = {"title": "Konference", "owner": "Sekretariatet", "starts_at": EVENT_AT, "due": DUE, "place": "Salen",
             "sides": ["hospital", "general_practice", "municipality", "region"], "invited": [made.second],
             **more}  # fmt: skip
    given["due"] = min(given["due"], given["starts_at"].date()) if "due" not in more else given["due"]
    with clock.fixed(BEFORE):
        return actions.announce(actor=SYSTEM, forum=made.first, **given)


def opened(found: Gathering) -> Gathering:
    """The same with its sign-up open."""
    with clock.fixed(BEFORE):
        return actions.open_sign_up(actor=SYSTEM, gathering=found)


def signed_up(found: Gathering, name: str = "Deltager", side: str = "municipality", **more: Any) -> Registration:
    """Somebody signed up."""
    with clock.fixed(BEFORE):
        return actions.sign_up(actor=SYSTEM, gathering=found, name=name, side=side, **more)
