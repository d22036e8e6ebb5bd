"""The real catalogue of 2024 in the store: equal when it comes back, and composed as its acceptance says."""

from functools import cache
from pathlib import Path

import pytest
from tests.budget.keeping.budget_world import NORTH, SYSTEM, publish
from tests.budget.keeping.catalogue_shapes import MIO

from tvaers.engine.budget import actions, queries, round_queries
from tvaers.engine.budget.catalogue import Catalogue
from tvaers.engine.budget.composing.shapes import Choice
from tvaers.engine.budget.composing.standing import is_saving
from tvaers.engine.budget.composition import composition
from tvaers.engine.budget.models import Version
from tvaers.engine.budget.reading import read_catalogue

SOURCE = Path(__file__).parents[4] / "shared" / "sources" / "budgetkatalog_nordjylland_2024.txt"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SOURCE.exists(), reason="the catalogue of 2024 is not beside the repository"),
]
POLITICAL = ("1.1-01", "1.2-01", "1.2-02", "1.4-03", "1.4-05", "1.5-01", "1.5-02", "1.11-01")
"""The eight proposals whose star has left a trace in the text (BUD-04)."""


@cache
def real() -> Catalogue:
    return read_catalogue(SOURCE.read_bytes(), SOURCE.name)


@pytest.fixture
def version() -> Version:
    return actions.take_up(actor=SYSTEM, catalogue=real(), party=NORTH, year=2024)


def test_the_real_catalogue_comes_back_equal(version: Version) -> None:
    assert queries.as_catalogue(version) == real()


def test_what_is_political_is_unknown_until_a_person_confirms(version: Version) -> None:
    assert version.proposals.filter(is_political=None).count() == 51
    for key in POLITICAL:
        actions.confirm_political(actor=SYSTEM, version=version, key=key, is_political=True)
    year = str(version.catalogue.year)
    held = [one.amounts[year] for one in composition(version)[0] if one.is_political]
    assert (sum(one.low for one in held), sum(one.high for one in held)) == (5_400_000, 25_300_000)


def test_the_room_after_what_is_unavoidable_is_that_of_the_catalogue(version: Version) -> None:
    """BUD-20 and BUD-21: with all savings taken, 11,4 mio. kr. at the minimum and -35,6 at the maximum."""
    needs, rules = composition(version)
    made = actions.open_round(actor=SYSTEM, version=publish(version), name="Første", rules=rules, needs=needs)
    savings = [Choice(one.key) for one in needs if is_saving(one)]
    for risk, room in ((0, 11_400_000), (100, 6_700_000), (250, -350_000), (1000, -35_600_000)):
        found = round_queries.published_stand(made, savings, risk).pot("health").room
        assert found is not None and found.at == room


def test_a_whole_scenario_of_the_real_catalogue_is_kept(version: Version) -> None:
    needs, rules = composition(version)
    made = actions.open_round(actor=SYSTEM, version=publish(version), name="Første", rules=rules, needs=needs)
    joint = made.scenarios.get()
    actions.replace_choices(actor=SYSTEM, scenario=joint, choices=[Choice(one.key) for one in needs])
    stand = round_queries.stand(SYSTEM, joint)
    assert len(stand.lines) == 51 and not stand.may_stand
    assert abs(stand.pot("health").room.at) > MIO  # type: ignore[union-attr]
