"""Who sits where and when: the last day of a seat, the change of chair, a substitute, and the day each counts from."""

from datetime import date

import pytest
from tests.forums.forum_world import SYSTEM, TOWN, World, forum_type, world

from tvaers.engine.forums import actions, queries
from tvaers.engine.forums.models import Sitting
from tvaers.kernel.errors import Conflict, Problem

pytestmark = pytest.mark.django_db


def lacking(made: World, day: date) -> list[str]:
    """What the composition lacks on a day."""
    return [one.text for one in queries.seating(SYSTEM, made.first, day).lacks]


def chair(made: World, starts: date, ends: date | None = None) -> Sitting:
    """Another chair of the region."""
    person = actions.register_person(actor=SYSTEM, name="Ny formand")
    return actions.seat(
        actor=SYSTEM, forum=made.first, person=person, seat="region", starts=starts, ends=ends, is_chair=True
    )


def leave(made: World, day: date) -> Sitting:
    """The region's chair has a last day."""
    return actions.unseat(actor=SYSTEM, sitting=made.chair.sittings.get(), last_day=day)


@pytest.mark.parametrize(("day", "is_empty"), [(date(2025, 6, 30), False), (date(2025, 7, 1), True)])
def test_a_seat_is_empty_the_day_after_the_last_day(day: date, is_empty: bool) -> None:
    made = world()
    leave(made, date(2025, 6, 30))
    assert ("Formandskab ikke komplet: formanden for regionen mangler." in lacking(made, day)) is is_empty


def test_nobody_leaves_before_the_first_day() -> None:
    made = world()
    with pytest.raises(Problem, match="ligger før den første"):
        leave(made, date(2024, 12, 31))


def test_somebody_can_leave_on_the_first_day() -> None:
    made = world()
    assert leave(made, date(2025, 1, 1)).ends == date(2025, 1, 1)


def test_a_new_chair_begins_the_day_after_the_old_one() -> None:
    made = world()
    leave(made, date(2025, 6, 30))
    with pytest.raises(Conflict, match="allerede en formand for regionen"):
        chair(made, date(2025, 6, 30))
    chair(made, date(2025, 7, 1))
    assert not any("formand" in text.casefold() for text in lacking(made, date(2025, 7, 1)))


@pytest.mark.parametrize(("ends", "is_refused"), [(date(2025, 8, 31), False), (date(2025, 9, 1), True), (None, True)])
def test_a_chair_is_refused_when_another_of_the_side_begins_in_the_term(ends: date | None, is_refused: bool) -> None:
    made = world()
    leave(made, date(2025, 6, 30))
    chair(made, date(2025, 9, 1))
    if is_refused:
        with pytest.raises(Conflict, match="1. september 2025"):
            chair(made, date(2025, 7, 1), ends)
    else:
        assert chair(made, date(2025, 7, 1), ends).pk


def test_a_chair_comes_from_one_of_the_sides_that_share() -> None:
    forum = actions.establish(actor=SYSTEM, type=forum_type("delt", chairs={"sides": ["region"]}))
    person = actions.register_person(actor=SYSTEM, name="Kommunens")
    with pytest.raises(Conflict, match="Formanden kan ikke være for kommunerne"):
        actions.seat(
            actor=SYSTEM, forum=forum, person=person, seat="kommune", party=TOWN, starts=date(2025, 2, 1), is_chair=True
        )


def test_a_substitute_fills_no_seat_but_is_on_the_list() -> None:
    made = world()
    person = actions.register_person(actor=SYSTEM, name="Stedfortræder")
    actions.seat(
        actor=SYSTEM, forum=made.first, person=person, seat="kommune", party="0860", starts=date(2025, 1, 1),
        is_substitute=True,
    )  # fmt: skip
    assert any("Hjørring" in text or "0860" in text for text in lacking(made, date(2025, 8, 1)))
    assert person in queries.receivers(SYSTEM, made.first, date(2025, 8, 1))
