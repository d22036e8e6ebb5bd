"""A duty that asks by a form: the form waits to be made when the duty comes near, with the forum's own keeper."""

from datetime import date
from typing import Any

import pytest
from tests.access.world import person
from tests.forums.forum_world import BEFORE, SYSTEM, World, at, world
from tests.yearwheel.wheel_world import duty, request, turned

from tvaers.engine.yearwheel import starting
from tvaers.kernel import clock
from tvaers.kernel.errors import NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> World:
    return world()


def waiting(user: Any = SYSTEM, when: Any = BEFORE) -> list[tuple[str, str, date]]:
    """The forms that wait: duty, forum and the day for answers."""
    with clock.fixed(when):
        return [(one.obligation.key, one.forum.key, one.due) for one in starting.to_draw_up(user)]


def test_a_form_waits_when_the_duty_has_its_items(made: World) -> None:  # noqa: ARG001
    duty(form="status")
    assert waiting() == []
    turned()
    assert [(key, forum) for key, forum, _ in waiting()] == [("pligt", "ffu")]


def test_a_duty_without_a_form_asks_for_none(made: World) -> None:  # noqa: ARG001
    duty()
    turned()
    assert waiting() == []


def test_it_waits_no_more_when_it_is_made(made: World) -> None:
    found = duty(form="status")
    turned()
    request(made, obligation=found)
    assert waiting() == []


def test_it_waits_no_more_when_the_duty_is_past(made: World) -> None:  # noqa: ARG001
    duty(form="status")
    turned()
    assert (len(waiting(when=at(2025, 12, 31))), waiting(when=at(2026, 1, 1))) == (1, [])


def test_the_answers_are_wanted_before_the_meeting_and_never_in_the_past(made: World) -> None:  # noqa: ARG001
    duty(form="status")
    turned()
    days = [due for moment in (BEFORE, at(2025, 12, 30)) for _, _, due in waiting(when=moment)]
    assert days[0] >= date(2025, 8, 1)
    assert days[1] == date(2025, 12, 30)


def test_it_waits_with_whoever_keeps_the_forum_alone(made: World) -> None:  # noqa: ARG001
    duty(form="status")
    turned()
    with clock.fixed(BEFORE):
        keeper, other = person("vores", "forumsekretariat", "1081"), person("andres", "forumsekretariat", "0813")
        assert starting.wanted(keeper, "pligt").forum.key == "ffu"
        with pytest.raises(NotFound):
            starting.wanted(other, "pligt")
