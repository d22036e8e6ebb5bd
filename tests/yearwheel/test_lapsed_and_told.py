"""Minimums of meetings: none from an agreement that does not hold in the year, and mail in time where they lack."""

from datetime import date

import pytest
from tests.access.world import person
from tests.forums.forum_world import REGION, world

from tvaers.engine.cases.models import MailLine
from tvaers.engine.forums import queries as forums
from tvaers.engine.forums.models import Forum
from tvaers.engine.yearwheel import noticing
from tvaers.engine.yearwheel.queries import short_names

pytestmark = pytest.mark.django_db
AGREEMENT = "sundhedsaftale-midt-2011"
"""An agreement that holds from 2011 to 2014."""


def asking(package: str = "") -> Forum:
    """A forum of which five meetings a year are asked, told from 1 September; one is planned in 2025."""
    found = world().second
    found.package = package
    found.rules = {**found.rules, "meetings": {"at_least": 5, "warn_on": "09-01", "clause": "P-2"}}
    found.save()
    return found


@pytest.mark.parametrize(("year", "sort"), [(2010, "none"), (2011, "deviation"), (2014, "deviation"), (2015, "none")])
def test_an_agreement_asks_for_meetings_in_the_years_when_it_holds(year: int, sort: str) -> None:
    (verdict,) = forums.agreed(asking(AGREEMENT), [], year, date(year, 12, 31))
    assert verdict.sort == sort


def test_a_forum_of_our_own_is_always_asked() -> None:
    (verdict,) = forums.agreed(asking(), [], 2026, date(2026, 12, 31))
    assert verdict.sort == "deviation"


@pytest.mark.parametrize(("on", "lines"), [(date(2025, 8, 31), 0), (date(2025, 9, 1), 1), (date(2025, 12, 30), 1)])
def test_keepers_are_told_once_from_the_day_that_the_rule_warns(on: date, lines: int) -> None:
    asking()
    user = person("sekretaer", "forumsekretariat", REGION)
    user.email = "sekretaer@example.dk"
    user.save()
    for _ in range(2):
        noticing.tell_all(on)
    assert MailLine.objects.count() == lines


def test_the_way_of_a_duty_is_told_by_the_names_that_people_use() -> None:
    world()
    assert short_names(("ssf", "ffu", "intet")) == "SSF, FFU"
