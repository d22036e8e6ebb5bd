"""A small budget on its way: a catalogue of four proposals, two groups of a region, a round, an agreement."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.access.world import person
from tests.budget.keeping.catalogue_shapes import MIO, PERIODS, small

from tvaers.engine.budget import actions
from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.composing.shapes import Choice, Need, Rules
from tvaers.engine.budget.models import Agreement, Allocation, Group, Member, Round, Scenario, Version
from tvaers.kernel import clock
from tvaers.kernel.action import System

SYSTEM = System()
NORTH, HOSPITAL = "1081", "aalborg-universitetshospital"


def draft(**changes: Any) -> Version:
    """The catalogue as it was taken up."""
    return actions.take_up(actor=SYSTEM, catalogue=small(**changes), party=NORTH)


def published(**changes: Any) -> Version:
    """The catalogue as everybody reads it; the doubt of the reading is left."""
    return publish(draft(**changes))


def publish(version: Version) -> Version:
    """A draft published, past a committee that is not asked here."""
    type(version).objects.filter(pk=version.pk).update(state="committee")
    return actions.publish(actor=SYSTEM, version=version, despite="Prøve")


def need(key: str, low: int, high: int | None = None, **more: Any) -> Need:
    """A need of so many mio. kr. in the budget year and after."""
    amounts = {period: Interval.of(low * MIO, None if high is None else high * MIO) for period in PERIODS}
    return Need(key, f"Brik {key}", key.rpartition("-")[0], (HOSPITAL,), "health", amounts, **more)


NEEDS = (
    need("1.1-01", 3, is_started=True), need("1.1-02", 4, 8, unavoidable=1000), need("1.2-01", 0, 5, is_divisible=True),
    need("1.2-02", -2),
)  # fmt: skip
RULES = Rules(hard="2024", told=("2025",), frames={"health": {"2024": 10 * MIO, "2025": 10 * MIO}})


@dataclass
class World:
    """What the tests act on: an open round with two groups, each with a member."""

    version: Version
    round: Round
    red: Group
    blue: Group
    one: Any
    two: Any

    @property
    def joint(self) -> Scenario:
        """The joint scenario of the round."""
        return self.round.scenarios.get(group=None)


def world(role: str = "gruppemedlem") -> World:
    """An open round over the published catalogue."""
    version = published()
    made = actions.open_round(actor=SYSTEM, version=version, name="Første runde", rules=RULES, needs=NEEDS)
    red, blue = (actions.found_group(actor=SYSTEM, party=NORTH, name=name) for name in ("Rød", "Blå"))
    return World(version, made, red, blue, member(red, "et", role), member(blue, "to", role))


def member(group: Group, name: str, role: str = "gruppemedlem") -> Any:
    """A user who works for a group."""
    user = person(name, role, NORTH)
    Member.objects.create(group=group, user=user, starts=date(2020, 1, 1))
    return user


def scenario(made: World, name: str = "Vores bud", **changes: Any) -> Scenario:
    """A private scenario of the first group."""
    found = actions.open_scenario(actor=made.one, round=made.round, group=made.red, name=name)
    return actions.choose(actor=made.one, scenario=found, choice=Choice("1.2-01", amount=2 * MIO, **changes))


def agreed(**given: Any) -> Agreement:
    """An agreement on the pool, at 2 of its 5 mio. kr., and on the saving."""
    made = world()
    for choice in (Choice("1.2-01", amount=2 * MIO), Choice("1.2-02")):
        actions.choose(actor=SYSTEM, scenario=made.joint, choice=choice)
    made.version.proposals.filter(key="1.2-01").update(is_pool=True)
    return actions.agree(
        actor=SYSTEM, scenario=made.joint, signed_by=[made.red, made.blue], signed_on=clock.today(), **given
    )


def allocated() -> Allocation:
    """An agreement of which everything is given out; the allocation of the unavoidable proposal."""
    found = agreed()
    for line in found.lines.exclude(is_pool=True):
        actions.allocate(actor=SYSTEM, line=line, parts=[actions.Part(HOSPITAL, "1.10", 1, line.amount)])
    actions.finish_allocation(actor=SYSTEM, agreement=found)
    return Allocation.objects.get(line__key="1.1-02")
