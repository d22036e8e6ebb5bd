"""The one clock."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from tvaers.kernel.clock import fixed, now, today
from tvaers.kernel.errors import Problem

NEW_YEAR = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)


def test_now_has_the_danish_zone() -> None:
    assert str(now().tzinfo) == "Europe/Copenhagen"


@time_machine.travel(NEW_YEAR, tick=False)
def test_now_is_the_moment_of_the_machine() -> None:
    assert now() == NEW_YEAR


@time_machine.travel(NEW_YEAR, tick=False)
def test_today_is_the_date_in_denmark() -> None:
    assert today() == date(2027, 1, 1)


def test_a_fixed_clock_stands_at_the_moment_in_danish_time() -> None:
    with fixed(NEW_YEAR):
        assert now().isoformat() == "2027-01-01T00:30:00+01:00"


def test_an_inner_block_gives_the_outer_moment_back() -> None:
    with fixed(NEW_YEAR):
        with fixed(datetime(2020, 1, 1, tzinfo=UTC)):
            pass
        assert now() == NEW_YEAR


@time_machine.travel(NEW_YEAR, tick=False)
def test_the_clock_runs_again_after_an_error_in_the_block() -> None:
    with pytest.raises(ValueError, match="i blokken"), fixed(datetime(2020, 1, 1, tzinfo=UTC)):
        raise ValueError("i blokken")
    assert now() == NEW_YEAR


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(Problem, match="tidszone"), fixed(datetime(2026, 1, 1)):
        pass
