"""Beside the board: who is done but not home, the clock in acute reception, and aids by day of discharge."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.cases.test_board import HOSPITAL, MUNICIPALITY, NOW, READY, expected, package, stay

from tvaers.engine.cases.core import Case, begin, happen
from tvaers.engine.cases.stays import aids, finished_not_home, in_acute
from tvaers.kernel.package import Package

__all__ = ["package"]
FINISH = ("finish", {"finished_reason": "treatment_ended"})
NEEDS = ("clarify_devices", {"devices_needed": "yes"})
ASKS = ("request_devices", {"devices_wanted": "Seng"})


def acute(package: Package, hours: float, setting: str = "acute_reception") -> Case:  # noqa: F811
    case = begin(package, package.case_types["discharge"])
    given = {"setting": setting, "home_municipality": "0751"}
    return happen(case, "admit_emergency", NOW - timedelta(hours=hours), HOSPITAL, given)


def test_days_are_dates_and_the_first_is_day_0(package: Package) -> None:  # noqa: F811
    case = stay(package, READY, FINISH)
    assert [finished_not_home([case], NOW + timedelta(days=n))[0].days for n in (0, 4)] == [0, 4]


def test_those_who_are_home_or_not_done_are_not_listed(package: Package) -> None:  # noqa: F811
    home, ill = stay(package, READY, FINISH, ("discharge_home", {})), stay(package, READY)
    assert finished_not_home([home, ill], NOW) == ()


@pytest.mark.parametrize(("hours", "ahead"), [(23, [24, 48]), (24, [48]), (47, [48]), (48, [])])
def test_the_limits_that_are_ahead(package: Package, hours: int, ahead: list[int]) -> None:  # noqa: F811
    (line,) = in_acute([acute(package, hours)], NOW)
    assert [limit for limit, _ in line.ahead] == ahead


def test_the_nearest_limit_is_first_and_other_places_are_left_out(package: Package) -> None:  # noqa: F811
    cases = [acute(package, 50), acute(package, 2), acute(package, 40), acute(package, 3, "casualty")]
    lines = in_acute(cases, NOW)
    assert [(NOW - line.admitted) / timedelta(hours=1) for line in lines] == [40, 2, 50]


def test_aids_come_by_the_day_home_and_without_a_day_last(package: Package) -> None:  # noqa: F811
    none, late, soon = stay(package, NEEDS), stay(package, NEEDS, expected(NOW + timedelta(days=9))), stay(
        package, NEEDS, expected(NOW + timedelta(days=2)))  # fmt: skip
    assert [line.case for line in aids([none, late, soon, stay(package)], NOW)] == [soon, late, none]


@pytest.mark.parametrize(("minute", "late"), [(0, False), (1, True)])
def test_aids_asked_for_after_the_last_minute_are_late(package: Package, minute: int, late: bool) -> None:  # noqa: F811
    case = stay(package, NEEDS, expected(NOW + timedelta(days=1)))
    at = NOW.replace(hour=14, minute=minute)
    (line,) = aids([happen(case, "request_devices", at, HOSPITAL, ASKS[1])], at)
    assert (line.asked_at, line.is_late) == (at, late)


def test_nobody_elses_event_counts_as_asking(package: Package) -> None:  # noqa: F811
    case = happen(stay(package, NEEDS), "report_ready", NOW, MUNICIPALITY, {})
    assert aids([case], NOW)[0].asked_at is None


def test_a_stay_without_events_is_nowhere(package: Package) -> None:  # noqa: F811
    empty = begin(package, package.case_types["discharge"])
    moment: datetime = NOW
    assert (finished_not_home([empty], moment), in_acute([empty], moment), aids([empty], moment)) == ((), (), ())
