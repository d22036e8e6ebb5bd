"""Contact persons: named once per cell, ended with a last day, asked for, and who may."""

from datetime import date

import pytest
from tests.access.world import person
from tests.forums.forum_world import BEFORE, REGION, SYSTEM, TOWN
from tests.yearwheel.wheel_world import named, register

from tvaers.engine.yearwheel import actions, queries
from tvaers.engine.yearwheel.models import Place
from tvaers.kernel import clock
from tvaers.kernel.errors import Conflict, NotAllowed, Problem

pytestmark = pytest.mark.django_db


def test_a_cell_has_one_person_at_a_time() -> None:
    found = register()
    named(found, ends=date(2025, 6, 30))
    with pytest.raises(Conflict):
        named(found, starts=date(2025, 6, 30))
    named(found, starts=date(2025, 7, 1))
    assert queries.account_of(SYSTEM, found, date(2025, 7, 1)).text == "1 af 4 er udpeget, 3 mangler"


def test_the_last_day_is_included() -> None:
    found = register()
    actions.end_contact(actor=SYSTEM, contact=named(found), last_day=date(2025, 6, 30))
    filled = [queries.account_of(SYSTEM, found, day).filled for day in (date(2025, 6, 30), date(2025, 7, 1))]
    assert filled == [1, 0]


def test_asking_reaches_those_who_lack_and_is_answered_when_they_lack_nobody() -> None:
    found = register()
    with clock.fixed(BEFORE):
        named(found, "hr", REGION)
        named(found, "jura", REGION)
        assert actions.ask_for_contacts(actor=SYSTEM, register=found, due=date(2025, 9, 1)) == 1
        named(found, "hr")
        assert [one.answered_at for one in queries.nominations(SYSTEM, found)] == [None]
        named(found, "jura")
        assert queries.nominations(SYSTEM, found)[0].answered_at is not None
        with pytest.raises(Conflict, match="Ingen mangler"):
            actions.ask_for_contacts(actor=SYSTEM, register=found, due=date(2025, 9, 1))


def test_asking_again_gives_the_new_day_and_no_second_request() -> None:
    found = register()
    with clock.fixed(BEFORE):
        first = actions.ask_for_contacts(actor=SYSTEM, register=found, due=date(2025, 9, 1))
        again = actions.ask_for_contacts(actor=SYSTEM, register=found, due=date(2025, 10, 1))
    assert (first, again) == (2, 0)
    assert {one.due for one in queries.nominations(SYSTEM, found)} == {date(2025, 10, 1)}


def test_a_new_area_is_a_gap_for_everybody() -> None:
    found = actions.add_area(actor=SYSTEM, register=register(), title="Kardiologi")
    assert len(queries.account_of(SYSTEM, found).gaps) == 6
    with pytest.raises(Conflict):
        actions.add_area(actor=SYSTEM, register=found, title="kardiologi")


@pytest.mark.parametrize(("area", "party"), [("findes-ikke", TOWN), ("hr", "0773")])
def test_only_the_cells_of_the_register_can_be_filled(area: str, party: str) -> None:
    with pytest.raises(Problem, match="findes ikke"):
        named(register(), area, party)


def test_an_organisation_names_its_own_and_not_others() -> None:
    found, clerk = register(), person("en", "aftaleansvarlig", TOWN)
    given = {"area": "hr", "post": "kontakt", "name": "Chef", "starts": date(2025, 1, 1)}
    actions.name_contact(actor=clerk, place=Place(found, TOWN), **given)
    with pytest.raises(NotAllowed):
        actions.name_contact(actor=clerk, place=Place(found, REGION), **given)
