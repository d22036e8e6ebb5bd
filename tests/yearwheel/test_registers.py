"""What follows from registers: asked by itself after a decision, cases that wait for nobody, groups for systems."""

from datetime import date
from typing import Any

import pytest
from tests.access.world import person
from tests.forums.forum_world import BEFORE, SYSTEM, TOWN, at, decided, forum_type, held, world
from tests.yearwheel.wheel_world import named, register

from tvaers.engine.cases.models import Case, CaseParty
from tvaers.engine.forums import actions as forums
from tvaers.engine.yearwheel import actions, queries
from tvaers.engine.yearwheel.gaps import Account, Cell
from tvaers.engine.yearwheel.models import Register
from tvaers.kernel import clock

pytestmark = pytest.mark.django_db
AFTER = {"forum": "ffu", "title": "aftale, Revideret", "days": 30}
GUARD = {"case_type": "adverse_event", "roles": ["receiver"]}


def with_rules(**rules: Any) -> Register:
    """The register with more rules."""
    found = register()
    found.rules = {**found.rules, **rules}
    found.save()
    return found


def approved(outcome: str = "approved") -> Register:
    """A register that waits for an item, which has been decided on."""
    made = world()
    found = register(made)
    found.rules = {**found.rules, "asks_after": AFTER}
    found.save()
    decided(held(made), outcome, outcome)
    return found


def turned() -> int:
    with clock.fixed(at(2025, 8, 23, 4)):
        return actions.turn(actor=SYSTEM)


def test_an_approval_asks_each_party_once_with_a_day_to_answer_by() -> None:
    found = approved()
    assert (turned(), turned()) == (2, 0)
    asked = queries.nominations(SYSTEM, found)
    assert {(one.party, one.due, one.answered_at) for one in asked} == {
        ("1081", date(2025, 9, 22), None), (TOWN, date(2025, 9, 22), None),
    }  # fmt: skip


def test_what_is_not_approved_asks_nobody() -> None:
    found = approved("not_approved")
    turned()
    assert queries.nominations(SYSTEM, found) == []


def case(number: str, *, is_open: bool = True, party: str = TOWN) -> Case:
    """A reported event that a party has received."""
    now = clock.now()
    made = Case.objects.create(number=number, type="adverse_event", package="p", state="s", is_open=is_open,
                               opened_at=now, changed_at=now)  # fmt: skip
    CaseParty.objects.create(case=made, type="adverse_event", role="receiver", party=party)
    return made


def test_cases_of_a_party_that_lacks_somebody_are_told_to_the_keeper_alone() -> None:
    found, outside = with_rules(guards=GUARD), person("en", "aftaleansvarlig", TOWN)
    case("UTH-1")
    case("UTH-2", is_open=False)
    assert queries.unguarded(SYSTEM, found) == {TOWN: ["UTH-1"]}
    assert queries.unguarded(outside, found) == {}


def test_one_person_can_be_named_by_two_and_their_cases_wait_no_more() -> None:
    found = with_rules(guards=GUARD)
    case("UTH-1")
    case("UTH-2", party="1081")
    for party in (TOWN, "1081"):
        for area in ("hr", "jura"):
            named(found, area, party, name="Delt risikomanager")
    assert queries.unguarded(SYSTEM, found) == {}


def test_each_system_is_to_have_a_group_with_those_who_use_it() -> None:
    found = with_rules(groups="Brugergruppen for")
    with clock.fixed(BEFORE):
        named(found, "hr", TOWN, name="alfa")
        named(found, "hr", "1081", name="Alfa")
        named(found, "jura", TOWN, name="Beta")
        group = forums.establish(actor=SYSTEM, type=forum_type("bruger-beta", name="Brugergruppen for Beta"))
        shown = queries.groups(SYSTEM, found)
    assert [(one.name, set(one.organisations), one.forum) for one in shown] == [
        ("Brugergruppen for Alfa", {TOWN, "1081"}, None), ("Brugergruppen for Beta", {TOWN}, group),
    ]  # fmt: skip


@pytest.mark.parametrize(("filled", "share"), [(16, "84,2 %"), (0, "0,0 %"), (19, "100,0 %")])
def test_the_share_of_nineteen_municipalities(filled: int, share: str) -> None:
    cells = {Cell("almen-praksis", "konsulent", str(n)): "x" if n < filled else "" for n in range(19)}
    assert Account(cells).share == share
