"""Waiting lists: the order of BA-2.4a, the equality of BA-2.4b, and the share kept within the two regions (BA-3.5a)."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from tvaers.engine.cases.waiting import SMALL_GROUP, Entry, Share, Wait, equality, in_force, in_order, kept_within

TWO = ("1081", "1082")


def waits(own: list[int], other: list[int], department: str = "kirurgi", priority: str = "p2") -> list[Wait]:
    rows = [(days, True) for days in own] + [(days, False) for days in other]
    return [Wait(department, priority, days, is_own) for days, is_own in rows]


def test_priority_comes_before_the_day_of_entry() -> None:
    entries = [
        Entry("a", "p2", date(2021, 2, 1)),
        Entry("b", "p1", date(2021, 2, 10)),
        Entry("c", "p2", date(2021, 1, 20)),
    ]
    assert [entry.listed_on for entry in in_order(entries)] == [
        date(2021, 2, 10),
        date(2021, 1, 20),
        date(2021, 2, 1),
    ]


def test_entries_of_the_same_day_keep_their_order() -> None:
    entries = [Entry(case, "p1", date(2021, 2, 1)) for case in ("z", "a", "m")]
    assert [entry.case for entry in in_order(entries)] == ["z", "a", "m"]


def test_the_home_region_cannot_be_a_sort_key() -> None:
    assert not {field.name for field in fields(Entry)} & {"home", "home_region", "region"}


def test_the_difference_is_that_of_the_medians() -> None:
    found = equality(waits([20, 30, 40], [25, 35, 60]))[0]
    assert (found.own.median, found.other.median, found.difference) == (30, 35, 5)


def test_a_shorter_wait_is_negative() -> None:
    assert equality(waits([30], [25]))[0].difference == -5


def test_the_median_of_an_even_number_lies_between() -> None:
    assert equality(waits([20, 31], [25]))[0].own.median == 25.5


def test_the_number_of_patients_is_told() -> None:
    found = equality(waits([20, 30, 40], [25, 35]))[0]
    assert (found.own.count, found.other.count) == (3, 2)


def test_nothing_is_compared_with_nobody() -> None:
    assert equality(waits([20], []))[0].difference is None


@pytest.mark.parametrize(("others", "small"), [(SMALL_GROUP - 1, True), (SMALL_GROUP, False)])
def test_a_small_group_is_marked(others: int, small: bool) -> None:
    assert equality(waits([20] * SMALL_GROUP, [20] * others))[0].is_small is small


def test_departments_and_priorities_are_kept_apart() -> None:
    rows = [*waits([1], [1]), *waits([1], [1], priority="p1"), *waits([1], [1], department="hjerte")]
    found = [(row.department, row.priority) for row in equality(rows)]
    assert found == [("hjerte", "p2"), ("kirurgi", "p1"), ("kirurgi", "p2")]


def test_180_of_200_is_90_percent() -> None:
    share = kept_within([("1081", "1082")] * 180 + [("1081", "1083")] * 20, TWO)
    assert (share.part, share.whole, share.percent) == (180, 200, 90.0)


def test_referrals_within_the_home_region_are_not_counted() -> None:
    assert kept_within([("1081", "1081"), ("1081", "1082")], TWO) == Share(1, 1)


def test_no_referrals_have_no_share() -> None:
    assert kept_within([], TWO).percent is None


@pytest.mark.parametrize(("part", "whole", "percent"), [(1, 3, 33.3), (2, 3, 66.7), (1, 16, 6.3), (1, 1, 100.0)])
def test_percent_has_one_decimal(part: int, whole: int, percent: float) -> None:
    assert Share(part, whole).percent == percent


def test_agreements_in_force_are_counted_on_the_day() -> None:
    first, later = (date(2021, 3, 1), date(2021, 12, 31)), (date(2022, 1, 1), None)
    assert [in_force([first] * 4, date(2021, 12, 31)), in_force([*[first] * 4, *[later] * 7], date(2022, 12, 31))] == [
        4,
        7,
    ]


@pytest.mark.parametrize(("day", "count"), [(date(2021, 2, 28), 0), (date(2021, 3, 1), 1), (date(2022, 1, 1), 0)])
def test_the_first_and_last_day_count(day: date, count: int) -> None:
    assert in_force([(date(2021, 3, 1), date(2021, 12, 31))], day) == count
