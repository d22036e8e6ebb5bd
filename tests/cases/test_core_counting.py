"""Each way that a case type counts a duty: the last moment, both sides of it, and what pauses, ends or voids it.

1-5 April 2021 are Maundy Thursday to Easter Monday; 28 March 2021 has 23 hours and 31 October 2021 has 25.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.cases.duty_cases import agreement, counted, moment, one, walked

from tvaers.engine.cases.duties import moves, owed
from tvaers.kernel.package import Package


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return agreement(tmp_path_factory.mktemp("pakke"))


FORWARD: list[tuple[dict[str, Any], str, str]] = [
    ({"days": "0"}, "2021-03-31 23:59", "2021-03-31T23:59:00+02:00"),
    ({"days": "2"}, "2021-03-31 10:00", "2021-04-02T23:59:00+02:00"),
    ({"days": "reply_days"}, "2024-12-31 23:59", "2025-01-10T23:59:00+01:00"),
    ({"days": "reply_days"}, "2025-01-01 00:00", "2025-01-06T23:59:00+01:00"),
    ({"days": "by_level", "key": "high"}, "2021-03-01 10:00", "2021-03-03T23:59:00+01:00"),
    ({"days": "by_level", "key": "level"}, "2021-03-01 10:00", "2021-03-08T23:59:00+01:00"),
    ({"workdays": "0"}, "2021-04-03 10:00", "2021-04-03T23:59:00+02:00"),
    ({"workdays": "1"}, "2021-03-30 10:00", "2021-03-31T23:59:00+02:00"),
    ({"workdays": "1"}, "2021-03-31 10:00", "2021-04-06T23:59:00+02:00"),
    ({"workdays": "1"}, "2023-06-02 10:00", "2023-06-05T23:59:00+02:00"),
    ({"months": "1"}, "2021-03-31 10:00", "2021-04-30T23:59:00+02:00"),
    ({"months": "1"}, "2020-01-31 10:00", "2020-02-29T23:59:00+01:00"),
    ({"months": "12"}, "2020-02-29 10:00", "2021-02-28T23:59:00+01:00"),
    ({"hours": "24"}, "2021-03-01 12:00", "2021-03-02T12:00:00+01:00"),
    ({"hours": "24"}, "2021-03-27 12:00", "2021-03-28T13:00:00+02:00"),
    ({"hours": "24"}, "2021-10-30 12:00", "2021-10-31T11:00:00+01:00"),
    ({"act_by": "cutoff"}, "2021-03-31 14:00:59", "2021-03-31T23:59:00+02:00"),
    ({"act_by": "cutoff"}, "2021-03-31 14:01", "2021-04-06T23:59:00+02:00"),
    ({"act_by": "cutoff"}, "2021-04-02 09:00", "2021-04-06T23:59:00+02:00"),
]
BACK: list[tuple[dict[str, Any], str, str]] = [
    ({"days_before": "2"}, "2021-04-04", "2021-04-02T23:59:00+02:00"),
    ({"workdays_before": "0"}, "2021-04-04", "2021-04-04T23:59:00+02:00"),
    ({"workdays_before": "1"}, "2021-04-06", "2021-03-31T23:59:00+02:00"),
    ({"workdays_before": "1", "at": "14:00"}, "2021-04-06", "2021-03-31T14:00:00+02:00"),
    ({"workdays_before": "1", "at": "cutoff"}, "2021-04-07", "2021-04-06T14:00:00+02:00"),
    ({"months_before": "1"}, "2021-03-31", "2021-02-28T23:59:00+01:00"),
    ({"months_before": "1"}, "2020-03-31", "2020-02-29T23:59:00+01:00"),
    ({"months_before": "2"}, "2021-03-15", "2021-01-15T23:59:00+01:00"),
]


@pytest.mark.parametrize(("counts", "start", "due"), FORWARD)
def test_the_last_moment_after_an_event(package: Package, counts: dict[str, Any], start: str, due: str) -> None:
    case = walked(package, {"since": {"event": "start"}, "counts": counts}, start, level="low")
    assert one(case, start).moment == datetime.fromisoformat(due)


def test_an_optional_closed_day_does_not_count(package: Package) -> None:
    counts = {"workdays": "1", "optional": "Grundlovsdag"}
    assert one(walked(package, counted(counts), "2023-06-02 10:00"), "2023-06-02 10:00").moment == moment(
        "2023-06-06 23:59"
    )


@pytest.mark.parametrize(("counts", "on", "due"), BACK)
def test_the_last_moment_before_a_day(package: Package, counts: dict[str, Any], on: str, due: str) -> None:
    case = walked(package, {"since": {"field": "on"}, "counts": counts}, "2020-01-01 10:00", on=on)
    assert one(case, "2020-01-01 10:00").moment == datetime.fromisoformat(due)


SIDES: list[tuple[dict[str, Any], str, str, timedelta]] = [
    ({"days": "2"}, "2021-03-03 23:59:59", "2021-03-04 00:00", timedelta(days=1)),
    ({"workdays": "5"}, "2021-03-08 23:59:59", "2021-03-09 00:00", timedelta(days=1)),
    ({"months": "1"}, "2021-04-01 23:59:59", "2021-04-02 00:00", timedelta(days=1)),
    ({"hours": "3"}, "2021-03-01 13:00:00", "2021-03-01 13:00:01", timedelta(seconds=1)),
    ({"act_by": "cutoff"}, "2021-03-01 23:59:59", "2021-03-02 00:00", timedelta(days=1)),
    ({"days_before": "10"}, "2021-03-21 23:59:59", "2021-03-22 00:00", timedelta(days=1)),
    ({"workdays_before": "1"}, "2021-03-30 23:59:59", "2021-03-31 00:00", timedelta(days=1)),
    ({"workdays_before": "1", "at": "14:00"}, "2021-03-30 14:00:59", "2021-03-30 14:01", timedelta(minutes=1)),
    ({"months_before": "0"}, "2021-03-31 23:59:59", "2021-04-01 00:00", timedelta(days=1)),
]


@pytest.mark.parametrize(("counts", "last", "after", "late"), SIDES)
class TestBothSides:
    """A case begun on Monday 1 March at 10:00, with 31 March as its day."""

    def test_done_at_the_last_moment_is_met(
        self, package: Package, counts: dict[str, Any], last: str, after: str, late: timedelta
    ) -> None:
        case = walked(package, counted(counts), "2021-03-01 10:00", ("do", last), on="2021-03-31")
        assert one(case, "2021-05-01 00:00").status == "met"

    def test_done_just_after_is_late_by_the_least(
        self, package: Package, counts: dict[str, Any], last: str, after: str, late: timedelta
    ) -> None:
        case = walked(package, counted(counts), "2021-03-01 10:00", ("do", after), on="2021-03-31")
        standing = one(case, "2021-05-01 00:00").standing
        assert standing is not None and (standing.status, standing.late_by) == ("late", late)

    def test_not_done_at_the_last_moment_is_pending(
        self, package: Package, counts: dict[str, Any], last: str, after: str, late: timedelta
    ) -> None:
        case = walked(package, counted(counts), "2021-03-01 10:00", on="2021-03-31")
        assert one(case, last).status == "pending"

    def test_not_done_just_after_is_late_and_open(
        self, package: Package, counts: dict[str, Any], last: str, after: str, late: timedelta
    ) -> None:
        case = walked(package, counted(counts), "2021-03-01 10:00", on="2021-03-31")
        found = one(case, after)
        assert (found.status, found.is_open) == ("late", True)


SINCE_AGAIN = [("again", "2021-03-03 10:00"), ("again", "2021-03-05 10:00")]


@pytest.mark.parametrize(("last", "due"), [("no", "2021-03-04 23:59"), ("yes", "2021-03-06 23:59")])
def test_it_counts_from_the_first_time_or_the_last(package: Package, last: str, due: str) -> None:
    duty = {"since": {"event": "again", "last": last}, "counts": {"days": "1"}}
    assert one(walked(package, duty, "2021-03-01 10:00", *SINCE_AGAIN), "2021-03-05 12:00").moment == moment(due)


@pytest.mark.parametrize(("last", "status"), [("no", "met"), ("yes", "pending")])
def test_what_was_done_before_it_began_again_does_not_count(package: Package, last: str, status: str) -> None:
    duty = {"since": {"event": "again", "last": last}, "counts": {"days": "1"}}
    first, second = SINCE_AGAIN
    case = walked(package, duty, "2021-03-01 10:00", first, ("do", "2021-03-04 10:00"), second)
    assert one(case, "2021-03-05 12:00").status == status


@pytest.mark.parametrize("since", [{"event": "again"}, {"field": "on"}])
def test_there_is_no_duty_before_what_it_counts_from(package: Package, since: dict[str, str]) -> None:
    case = walked(package, {"since": since, "counts": {"days": "1"}}, "2021-03-01 10:00")
    assert owed(case, moment("2021-03-02 10:00")) == ()


REMINDERS: list[tuple[dict[str, Any], dict[str, str] | None, str | None]] = [
    ({"days": "5"}, {"days": "2"}, "2021-03-04 08:00"),
    ({"days": "5"}, {"workdays": "1"}, "2021-03-05 08:00"),
    ({"days": "7"}, {"workdays": "1"}, "2021-03-05 08:00"),
    ({"days": "5"}, {"workdays": "0"}, "2021-03-06 08:00"),
    ({"hours": "24"}, {"hours": "3"}, "2021-03-02 07:00"),
    ({"hours": "20"}, {"days": "0"}, "2021-03-02 06:00"),
    ({"days": "20"}, {"days": "reply_days"}, "2021-03-11 08:00"),
    ({"days": "5"}, None, None),
]


@pytest.mark.parametrize(("counts", "remind", "when"), REMINDERS)
def test_the_reminder_comes_before_the_last_moment(
    package: Package, counts: dict[str, Any], remind: dict[str, str] | None, when: str | None
) -> None:
    duty = counted(counts) | ({"remind": remind} if remind else {})
    found = one(walked(package, duty, "2021-03-01 10:00"), "2021-03-01 10:00")
    assert found.reminder == (moment(when) if when else None)


@pytest.mark.parametrize(("said", "kind"), [({}, "limit"), ({"kind": "target"}, "target")])
def test_a_worklist_knows_a_limit_from_a_target_of_our_own(package: Package, said: dict[str, str], kind: str) -> None:
    case = walked(package, {**counted({"days": "5"}), **said}, "2021-03-01 10:00")
    assert [move.kind for move in moves(case, moment("2021-03-01 10:00"))] == [kind]


def test_it_is_told_what_it_was_counted_with(package: Package) -> None:
    case = walked(package, counted({"days": "reply_days"}), "2021-03-01 10:00")
    assert one(case, "2021-03-01 10:00").value == 10


def test_a_duty_counted_from_a_day_began_at_its_midnight(package: Package) -> None:
    case = walked(package, counted({"days_before": "2"}), "2021-03-01 10:00", on=date(2021, 3, 31).isoformat())
    assert one(case, "2021-03-01 10:00").started == moment("2021-03-31 00:00")


NO_SUCH_KEY: dict[str, dict[str, object]] = {
    "a level that the parameter does not have": {"level": "middle"},
    "no level yet": {},
}


@pytest.mark.parametrize("name", NO_SUCH_KEY)
def test_a_key_that_the_parameter_lacks_is_not_agreed(package: Package, name: str) -> None:
    duty = counted({"days": "by_level", "key": "level"})
    found = one(walked(package, duty, "2021-03-01 10:00", **NO_SUCH_KEY[name]), "2021-03-02 10:00")
    assert (found.status, found.due) == ("not_agreed", None)


def test_a_parameter_without_keys_asked_with_one_is_not_agreed(package: Package) -> None:
    duty = counted({"days": "reply_days", "key": "low"})
    assert one(walked(package, duty, "2021-03-01 10:00"), "2021-03-02 10:00").status == "not_agreed"
