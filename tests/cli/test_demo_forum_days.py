"""The forum year of the demo can be told on any day, and is told whole or not at all."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from tvaers.cli import demo
from tvaers.cli.demo_forums import region, year
from tvaers.engine.forums.models import Meeting
from tvaers.kernel import clock
from tvaers.kernel.action import System

pytestmark = pytest.mark.django_db
SATURDAY = datetime(2026, 11, 21, 8, tzinfo=clock.COPENHAGEN)
MOMENTS = (
    SATURDAY,
    datetime(2026, 12, 31, 23, 30, tzinfo=clock.COPENHAGEN),
    datetime(2028, 2, 29, 7, tzinfo=clock.COPENHAGEN),
)


def tell(now: datetime) -> bool:
    """Tell the year as at a moment; whether it was told."""
    with clock.fixed(now):
        demo.parties.load(actor=System())
        return region.fill(lambda text: None)


@pytest.mark.parametrize("now", MOMENTS, ids=lambda one: f"{one:%Y-%m-%d}")
def test_no_meeting_of_the_year_is_on_a_weekend(now: datetime) -> None:
    assert tell(now)
    assert not Meeting.objects.filter(starts_at__year__gte=2026, starts_at__week_day__in=(1, 7)).exists()


def test_a_telling_that_fails_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(year, "call_all", fails)
    with pytest.raises(RuntimeError):
        tell(SATURDAY)
    assert not Meeting.objects.exists()
