"""Worklists made anew when a parameter or the day has changed, also when it is killed on the way."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.cases.conftest import person

from tvaers.engine.agreements import queries as agreements
from tvaers.engine.cases import actions, refreshing
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.models import Event, Refresh, Turn
from tvaers.kernel.clock import COPENHAGEN, fixed

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=COPENHAGEN)


@pytest.fixture
def three(world: Any) -> Any:
    """Three cases that wait for an answer, due on the 28th."""
    nurse = person("n", "sygeplejerske", "afsnit-a")
    opening = Opening(world.id, world.case_types["request"], "afsnit-a", "sender")
    with fixed(MONDAY):
        for subject in ("Seng", "Stol", "Lift"):
            actions.open_case(actor=nurse, opening=opening, given=Given({"subject": subject, "to": "0851"}))
    return world


@pytest.fixture
def longer(three: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The agreement now gives ten days to answer."""
    changed = three.override({"reply_days": "10"})
    monkeypatch.setattr(agreements, "packages", lambda: {changed.id: changed})


def due() -> list[str]:
    return [f"{one.due.astimezone(COPENHAGEN):%d-%m}" for one in Turn.objects.order_by("case_id")]


def refreshed(at: datetime = MONDAY) -> Refresh:
    with fixed(at):
        return refreshing.refresh()


def test_the_deadlines_follow_a_changed_parameter(longer: None) -> None:
    assert due() == ["28-11"] * 3
    row = refreshed()
    assert due() == ["03-12"] * 3
    assert (row.done, row.total, row.failed, row.finished_at is not None) == (3, 3, [], True)


def test_a_killed_refresh_goes_on_where_it_stopped(longer: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refreshing, "AT_A_TIME", 1)
    with fixed(MONDAY), pytest.raises(KeyboardInterrupt):
        refreshing.refresh(killed_after(2))
    assert due() == ["03-12", "03-12", "28-11"]
    seen: list[tuple[int, int]] = []
    with fixed(MONDAY):
        refreshing.refresh(lambda done, total: seen.append((done, total)))
    assert (due(), seen[0]) == (["03-12"] * 3, (3, 3))


def killed_after(cases: int) -> Any:
    def progress(done: int, _total: int) -> None:
        if done == cases:
            raise KeyboardInterrupt

    return progress


def test_a_refresh_is_due_until_it_is_finished(three: Any) -> None:
    with fixed(MONDAY):
        assert refreshing.is_due()
        refreshing.refresh()
        assert not refreshing.is_due()


def test_a_new_day_makes_it_due_again(three: Any) -> None:
    refreshed()
    with fixed(MONDAY + timedelta(days=1)):
        assert refreshing.is_due()


def test_changed_content_makes_it_due_again(three: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    refreshed()
    changed = three.override({"reply_days": "10"})
    monkeypatch.setattr(agreements, "packages", lambda: {changed.id: changed})
    with fixed(MONDAY):
        assert refreshing.is_due()


def test_it_is_asked_for_once(three: Any) -> None:
    with fixed(MONDAY):
        assert [refreshing.ask(), refreshing.ask()] == [True, False]
    assert ProcrastinateJob.objects.filter(task_name="cases.refresh").count() == 1


def test_a_case_that_no_longer_fits_is_named_and_the_others_are_done(
    longer: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Event.objects.order_by("case_id").first()
    assert first is not None
    broken = first.case
    broken.type = "gone"
    broken.save(update_fields=["type"])
    row = refreshed()
    assert (row.failed, due()) == ([broken.number], ["28-11", "03-12", "03-12"])
