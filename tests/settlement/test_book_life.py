"""The life of a book: whatever is amended, removed, added or released, it ends where a fresh book would begin."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from tests.settlement.ba_rows import activity
from tests.settlement.book_state import (
    USAGE,
    entries_of,
    fingerprints,
    owed_by_state,
    owed_in,
    runs_of,
    settle,
    state_of,
)

from tvaers.engine.agreements import queries as agreements
from tvaers.engine.settlement.models import Run

pytestmark = pytest.mark.django_db
NUMBERS = count(1)
JANUARY, FEBRUARY = (date(2022, 1, 1), date(2022, 1, 31)), (date(2022, 2, 1), date(2022, 2, 28))
few = hypothesis(
    max_examples=4,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A store of our own."""
    settings.SETTLEMENT_STORE = tmp_path
    yield


def fresh() -> str:
    """The name of a book that nobody has used."""
    return f"prøve-{next(NUMBERS)}"


def rows(**letters: str | None) -> dict[str, Any]:
    """Specialised contacts of 1,000.00 kr., discharged in January 2022, each with its letter's date or none."""
    common = {
        "home_region": "1081", "treating_region": "1082", "level": "highly_specialised", "drg": "D1",
        "start": "2022-01-10T10:00", "end": "2022-01-12T12:00",
    }  # fmt: skip
    return {
        "tariffs": [{"year": 2022, "drg": "D1", "amount": "1000.00"}],
        "contacts": [
            {**common, "contact_id": key, "citizen_id": f"p{key}", "letter_issued": letter}
            for key, letter in letters.items()
        ],
    }


@few
@given(before=activity(), after=activity())
def test_an_amended_book_stands_as_a_fresh_one(before: dict[str, Any], after: dict[str, Any]) -> None:
    amended, new = fresh(), fresh()
    settle(amended, before)
    settle(amended, after)
    settle(new, after)
    assert state_of(amended) == state_of(new)
    assert owed_in(amended) == owed_by_state(amended) == owed_in(new)


@few
@given(first=activity(), second=activity())
def test_amended_and_amended_back_it_stands_where_it_began(first: dict[str, Any], second: dict[str, Any]) -> None:
    book, new = fresh(), fresh()
    for facts in (first, second, first):
        settle(book, facts)
    settle(new, first)
    assert state_of(book) == state_of(new)
    assert owed_in(book) == owed_in(new)


@few
@given(before=activity(), after=activity())
def test_nothing_settled_is_overwritten_and_reversals_take_it_back_exactly(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    book = fresh()
    first = settle(book, before)
    stood, written = state_of(book), fingerprints(book)
    second = settle(book, after)
    assert {name: content for name, content in fingerprints(book).items() if name in written} == written
    if second != first:
        reversals = {entry[:3]: entry[6:] for entry in entries_of(second) if entry[3] == -1}
        assert all((-amount, *sides) == stood[key][3:] for key, (amount, *sides) in reversals.items())


@few
@given(facts=activity(), cut=st.sampled_from([date(2021, 6, 30), date(2021, 12, 31), date(2022, 1, 1)]))
def test_period_after_period_comes_to_the_same_as_all_at_once(facts: dict[str, Any], cut: date) -> None:
    parts, whole = fresh(), fresh()
    settle(parts, facts, period=(date(2021, 1, 1), cut))
    settle(parts, facts, period=(date.fromordinal(cut.toordinal() + 1), date(2022, 12, 31)))
    settle(whole, facts)
    assert state_of(parts) == state_of(whole)
    assert owed_in(parts) == owed_in(whole)


def test_the_same_again_is_the_same_run_and_writes_nothing() -> None:
    book = fresh()
    first = settle(book, rows(k1="2022-01-01"))
    written = fingerprints(book)
    assert settle(book, rows(k1="2022-01-01")) == first
    assert (Run.objects.count(), fingerprints(book)) == (1, written)


def test_a_held_january_contact_is_released_in_february_when_its_letter_comes() -> None:
    book = fresh()
    settle(book, rows(k1="2022-01-01", k2=None), period=JANUARY)
    run = settle(book, rows(k1="2022-01-01", k2="2022-01-05"), period=FEBRUARY)
    assert [(e[1], e[3], e[4], e[6]) for e in entries_of(run)] == [("k2", 1, 2, 900_00)]
    assert owed_in(book) == {("1081", "1082"): 1800_00}


def test_a_held_january_contact_waits_on_while_no_letter_comes() -> None:
    book = fresh()
    settle(book, rows(k1=None), period=JANUARY)
    run = settle(book, rows(k1=None), period=FEBRUARY)
    assert entries_of(run) == []
    assert state_of(book)["contacts", "k1", ""][1] == "held"


def test_a_settled_contact_that_is_gone_is_reversed() -> None:
    book = fresh()
    settle(book, rows(k1="2022-01-01", k2="2022-01-01"))
    run = settle(book, rows(k1="2022-01-01"))
    assert [(e[1], e[3], e[6]) for e in entries_of(run)] == [("k2", -1, -900_00), ("k2", 0, None)]
    assert owed_in(book) == {("1081", "1082"): 900_00}


def test_a_settled_january_contact_is_left_alone_by_a_run_of_february() -> None:
    book = fresh()
    settle(book, rows(k1="2022-01-01"), period=JANUARY)
    run = settle(book, rows(k1="2022-01-01"), period=FEBRUARY)
    assert entries_of(run) == []


def test_another_value_and_back_books_twice_and_ends_where_it_began() -> None:
    book, facts = fresh(), rows(k1="2022-01-01")
    package = agreements.package(USAGE)
    settle(book, facts, package=package)
    settle(book, facts, package=package.override({"highly_specialised_rate": "0.85"}))
    assert owed_in(book) == {("1081", "1082"): 850_00}
    settle(book, facts, package=package)
    assert len(runs_of(book)) == 3
    assert owed_in(book) == {("1081", "1082"): 900_00}
    assert [(e[3], e[4], e[6]) for run in runs_of(book)[1:] for e in entries_of(run)] == [
        (-1, 1, -900_00), (1, 2, 850_00), (-1, 2, -850_00), (1, 3, 900_00),
    ]  # fmt: skip


def moved(end: str) -> dict[str, Any]:
    """A contact with a letter, discharged at some time."""
    facts = rows(k1="2022-01-01")
    facts["contacts"][0]["end"] = end
    return facts


def test_a_contact_whose_discharge_moves_to_the_next_period_is_not_paid_twice() -> None:
    book = fresh()
    settle(book, moved("2022-01-12T12:00"), period=JANUARY)
    settle(book, moved("2022-02-05T12:00"), period=FEBRUARY)
    assert owed_in(book) == {("1081", "1082"): 900_00}
    settle(book, moved("2022-02-05T12:00"), period=JANUARY)
    assert owed_in(book) == {("1081", "1082"): 900_00}


def test_a_contact_that_moved_and_then_is_gone_is_reversed_once() -> None:
    book = fresh()
    settle(book, moved("2022-01-12T12:00"), period=JANUARY)
    settle(book, moved("2022-02-05T12:00"), period=FEBRUARY)
    settle(book, rows(), period=JANUARY)
    assert owed_in(book) == {("1081", "1082"): 900_00}
    settle(book, rows(), period=FEBRUARY)
    assert owed_in(book) == {}


def test_an_open_contact_is_booked_once_however_many_periods_it_is_open() -> None:
    book, facts = fresh(), rows(k1="2022-01-01")
    facts["contacts"][0]["end"] = None
    settle(book, facts, period=JANUARY)
    assert entries_of(settle(book, facts, period=FEBRUARY)) == []


@few
@given(facts=st.lists(activity(), min_size=3, max_size=3), seed=st.integers(0, 5))
def test_periods_settled_in_any_order_over_amended_activity_come_to_a_fresh_book(
    facts: list[dict[str, Any]], seed: int
) -> None:
    halves = [(date(2021, 1, 1), date(2021, 6, 30)), (date(2021, 7, 1), date(2022, 12, 31))]
    book, new = fresh(), fresh()
    for number, one in enumerate(facts):
        settle(book, one, period=halves[(seed >> number) & 1])
    for half in halves:
        settle(book, facts[-1], period=half)
    settle(new, facts[-1])
    assert state_of(book) == state_of(new)
    assert owed_in(book) == owed_in(new)


def test_a_held_contact_whose_discharge_moves_into_the_period_is_booked_once() -> None:
    book, facts = fresh(), moved("2022-02-05T12:00")
    settle(book, rows(k1=None), period=JANUARY)
    run = settle(book, facts, period=FEBRUARY)
    assert [(e[1], e[3], e[4], e[6]) for e in entries_of(run)] == [("k1", 1, 2, 900_00)]
