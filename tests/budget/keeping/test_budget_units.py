"""A unit is one thing: whoever writes for a hospital is met by its frame, its letters and what was left out for it."""

from dataclasses import replace

import pytest
from tests.budget.keeping.budget_world import HOSPITAL, NEEDS, NORTH, RULES, SYSTEM, draft, publish

from tvaers.engine.budget import actions
from tvaers.engine.budget.composition import composition, laid_down, units_of_region
from tvaers.engine.budget.models import Rejection
from tvaers.engine.parties import actions as parties
from tvaers.engine.parties import queries as register
from tvaers.kernel import clock

pytestmark = pytest.mark.django_db
NAME = "Aalborg Universitetshospital"


def test_a_unit_with_a_frame_has_the_key_of_its_party() -> None:
    """BUD-13: the right to write is given for a party, so a frame under another key would bind nobody."""
    parties.load(actor=SYSTEM)
    framed = [one.id for one in laid_down(draft().catalogue).units if one.is_framed]
    held = {one.key for one in register.list_parties()}
    assert len(framed) == 5 and set(framed) <= held


def test_what_was_left_out_is_kept_under_the_key_of_its_unit() -> None:
    """BUD-14: a need names its unit as people do; the list of a unit goes by its key."""
    version = publish(draft())
    needs = [replace(one, units=(NAME,)) for one in NEEDS]
    made = actions.open_round(actor=SYSTEM, version=version, name="Første", rules=RULES, needs=needs)
    group = actions.found_group(actor=SYSTEM, party=NORTH, name="Rød")
    joint = made.scenarios.get()
    actions.agree(actor=SYSTEM, scenario=joint, signed_by=[group], signed_on=clock.today())
    assert {(one.unit, *one.units) for one in Rejection.objects.filter(is_started=True)} == {(HOSPITAL, HOSPITAL)}


def test_a_unit_that_an_officer_chose_is_called_by_its_name_on_the_board() -> None:
    version = draft()
    version.proposals.filter(key="1.1-01").update(units=[HOSPITAL])
    found = next(one for one in composition(version)[0] if one.key == "1.1-01")
    assert found.units == (NAME,)


def test_a_year_that_no_package_is_for_yet_has_the_units_of_the_newest() -> None:
    """The frames of next year are set before anything is laid down for it."""
    later = draft(year=2031).catalogue
    assert not laid_down(later).units and HOSPITAL in {one.id for one in units_of_region(later)}
