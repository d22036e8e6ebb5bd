"""A catalogue that is taken up comes back as it was, once, and in a fixed number of questions to the database."""

import pytest
from hypothesis import HealthCheck, given, settings
from tests.access.world import person
from tests.budget.keeping.catalogue_shapes import PERIODS, catalogues, small

from tvaers.engine.budget import actions, queries
from tvaers.engine.budget.catalogue import Catalogue
from tvaers.engine.budget.models import Version
from tvaers.kernel.action import System
from tvaers.kernel.errors import NotFound, Problem

pytestmark = pytest.mark.django_db
NORTH = "1081"


def take_up(read: Catalogue) -> Version:
    return actions.take_up(actor=System(), catalogue=read, party=NORTH)


@settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(read=catalogues)
def test_any_catalogue_comes_back_equal(read: Catalogue) -> None:
    made = actions.take_up(actor=System(), catalogue=read, party=NORTH, year=2024)
    assert queries.as_catalogue(made) == read


def test_the_same_catalogue_is_taken_up_once() -> None:
    assert take_up(small()) == take_up(small())


def test_another_reading_replaces_a_draft_that_nobody_has_touched() -> None:
    first, second = take_up(small()), take_up(small(lines=101))
    first.refresh_from_db()
    assert (first.state, second.state, second.number) == ("replaced", "draft", 2)


def test_a_catalogue_needs_a_year() -> None:
    with pytest.raises(Problem, match="hvilket år"):
        take_up(small(year=None))


def test_empty_is_not_zero() -> None:
    restored = queries.as_catalogue(take_up(small()))
    one_off = restored.proposals[0].table.rows[1]  # type: ignore[union-attr]
    assert [one_off.amount(period) is None for period in PERIODS] == [False, True, True]


def test_reading_a_version_asks_a_fixed_number_of_questions(django_assert_num_queries: object) -> None:
    made = take_up(small())
    with django_assert_num_queries(10):  # type: ignore[operator]
        queries.as_catalogue(made)


def test_a_draft_is_for_those_who_see_drafts() -> None:
    made = take_up(small())
    assert queries.version(person("kontor", "budgetkontor", NORTH), made.pk) == made
    for reader in (person("anden", "budgetkontor", "1082"), person("medlem", "gruppemedlem", NORTH)):
        with pytest.raises(NotFound):
            queries.version(reader, made.pk)
