"""Somebody in each role, for the tests of the pages that everybody shares; made on top of the world of `settled`."""

from datetime import date

from tests.web.settled import SYSTEM, Settled

from tvaers.engine.access import actions as access
from tvaers.engine.agreements import actions as agreement_actions
from tvaers.engine.agreements import queries as agreements

ROLES = {
    "afregner": "nord-afregner",
    "oekonomichef": "nord-chef",
    "aftaleansvarlig": "nord-aftale",
    "revisor": "alle-revisor",
    "administrator": "alle-administrator",
    "uden rolle": "uden-adgang",
}
MORE = (
    ("nord-aftale", "aftaleansvarlig", "1081"),
    ("alle-revisor", "revisor", "*"),
    ("alle-administrator", "administrator", "*"),
)


def add_people(world: Settled) -> Settled:
    """The roles that the settlement pages do not need, and all agreements loaded."""
    for package in agreements.packages().values():
        agreement_actions.load(actor=SYSTEM, package=package)
    for name, role, scope in MORE:
        user = access.create_user(actor=SYSTEM, username=name, title=name)
        access.grant(actor=SYSTEM, user=user, role=role, scope=scope, reason="Test", starts=date(2021, 1, 1))
        world.users[name] = user
    return world
