"""A memory in the database, made by the same words as the one that lasts as long as the process."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import timedelta

from tests.messages.course import CITIZEN, HEART, OTHER_CITIZEN, TOWN

from tvaers.engine.citizens import actions as citizens
from tvaers.engine.citizens.cpr import Cpr
from tvaers.engine.messages.memory import Placement
from tvaers.engine.messages.message import Address
from tvaers.engine.messages.models import Location, Outgoing, Relation
from tvaers.engine.messages.store import InDatabase
from tvaers.kernel import clock
from tvaers.kernel.action import System

PARTY = "0615"


def in_database(
    relevant: Callable[[Cpr], bool] = lambda cpr: True,
    receivers: Callable[[Address], Placement] = lambda receiver: "no-register",
    ours: Collection[str] = (),
) -> InDatabase:
    """Rows that make the database answer as the given functions do."""
    for cpr in (CITIZEN, OTHER_CITIZEN):
        citizen = citizens.register(actor=System(), cpr=cpr)
        if relevant(cpr):
            Relation.objects.create(citizen=citizen, party=PARTY, basis="prøve", starts=clock.today())
    register(receivers(TOWN))
    for header in ours:
        Outgoing.objects.create(standard="care-communication", header_id=header, created_at=clock.now())
    return InDatabase(PARTY)


def register(place: Placement) -> None:
    """A register that places the town as told."""
    day = clock.today() - timedelta(days=10)
    ends = clock.today() - timedelta(days=1) if place == "wrong-unit" else None
    address = HEART if place == "unknown" else TOWN
    if place != "no-register":
        Location.objects.create(sor=address.sor, gln=address.gln, party=PARTY, name=address.name, starts=day, ends=ends)
