"""Lines of mail about the year wheel: told once, to whom they are for, on both sides of each day."""

from datetime import date

import pytest
from tests.access.world import person
from tests.forums.forum_world import BEFORE, SYSTEM, TOWN
from tests.yearwheel.test_registers import GUARD, case, with_rules
from tests.yearwheel.wheel_world import duty, register

from tvaers.engine.access.models import EVERYWHERE
from tvaers.engine.cases.models import MailLine
from tvaers.engine.yearwheel import actions, noticing
from tvaers.engine.yearwheel.models import Nomination
from tvaers.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("on", "told"), [(date(2025, 12, 23), 0), (date(2025, 12, 24), 1), (date(2025, 12, 31), 1)])
def test_a_duty_is_told_from_its_day_of_reminding_to_its_due_day(on: date, told: int) -> None:
    duty(remind_days=7, chain=(), who="Udvalget")
    assert noticing.tell_all(on) == told


def test_a_duty_is_not_told_when_it_is_over() -> None:
    duty(remind_days=7, chain=(), who="Udvalget")
    assert noticing.tell_all(date(2026, 1, 1)) == 0


def test_a_duty_without_a_day_of_reminding_is_not_told() -> None:
    duty(chain=(), who="Udvalget")
    assert noticing.tell_all(date(2025, 12, 31)) == 0


def test_a_duty_without_a_forum_is_told_once_to_those_who_load_agreements() -> None:
    duty(remind_days=7, chain=(), who="Udvalget")
    for name, role, scope in (("en", "risikomanager", TOWN), ("to", "administrator", EVERYWHERE)):
        user = person(name, role, scope)
        user.email = f"{name}@example.dk"
        user.save()
    for _ in range(2):
        noticing.tell_all(date(2025, 12, 31))
    assert list(MailLine.objects.values_list("user__username", flat=True)) == ["to"]


@pytest.mark.parametrize(("on", "told"), [(date(2025, 8, 24), 0), (date(2025, 8, 25), 1), (date(2025, 9, 1), 1)])
def test_who_was_asked_for_names_is_told_a_week_before_the_last_day(on: date, told: int) -> None:
    found = register()
    with clock.fixed(BEFORE):
        actions.ask_for_contacts(actor=SYSTEM, register=found, due=date(2025, 9, 1))
    Nomination.objects.exclude(party=TOWN).delete()
    assert noticing.tell_all(on) == told


def test_each_case_that_waits_for_nobody_is_told() -> None:
    with_rules(guards=GUARD)
    case("UTH-1")
    case("UTH-2", is_open=False)
    assert noticing.tell_all(date(2025, 9, 1)) == 1
