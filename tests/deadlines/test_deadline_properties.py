"""What holds for every deadline: order, addition, pauses, and that nothing depends on how a moment is written."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime, time, timedelta, timezone

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tvaers.engine.deadlines import (
    Due,
    Pause,
    after_days,
    after_hours,
    after_months,
    after_workdays,
    months_before,
    split,
    standing,
    workdays_before,
)
from tvaers.kernel.calendar import Calendar
from tvaers.kernel.clock import COPENHAGEN

PLAIN = Calendar()
FOREVER = datetime(2060, 12, 31, 23, 59, tzinfo=UTC)
RANK = {"pending": 0, "late": 1}

moments = st.datetimes(datetime(1995, 1, 1), datetime(2045, 1, 1)).map(lambda each: each.replace(tzinfo=UTC))
dates = st.dates(date(1995, 1, 1), date(2045, 1, 1))
numbers = st.integers(0, 60)
lengths = st.timedeltas(timedelta(0), timedelta(days=12))


@st.composite
def cases(draw: st.DrawFn) -> tuple[datetime, list[Pause]]:
    """Draw a start and 0 to 4 pauses around it, the last of which may be open."""
    start = draw(moments)
    begins = st.timedeltas(timedelta(days=-5), timedelta(days=60)).map(lambda each: start + each)
    closed = st.builds(lambda begin, length: Pause(begin, begin + length), begins, lengths)
    return start, draw(st.lists(closed | closed | begins.map(Pause), max_size=4))


def when(due: Due) -> datetime:
    """Return the moment in UTC, and the end of all time for a deadline that waits: so that all can be compared."""
    return FOREVER if due.moment is None else due.moment.astimezone(UTC)


def all_kinds(start: datetime, number: int, pauses: list[Pause]) -> list[datetime]:
    """Return the same number of days, working days, months and hours from the start."""
    return [
        when(after_days(start, number, pauses=pauses)),
        when(after_workdays(start, number, calendar=PLAIN, pauses=pauses)),
        when(after_months(start, number, pauses=pauses)),
        when(after_hours(start, number, pauses=pauses)),
    ]


@given(cases(), numbers, lengths)
def test_a_later_start_is_never_due_earlier(case: tuple[datetime, list[Pause]], number: int, later: timedelta) -> None:
    start, pauses = case
    first, second = (all_kinds(each, number, pauses) for each in (start, start + later))
    # Not so for months with pauses: 30 and 31 January come to one date, and a pause of that night moves only the first.
    assert all(first[kind] <= second[kind] for kind in (0, 1, 3))


@given(dates, dates, numbers)
def test_a_later_date_is_never_months_earlier(one: date, other: date, months: int) -> None:
    first, second = sorted((one, other))
    assert when(after_months(first, months)) <= when(after_months(second, months))


@given(cases(), numbers)
def test_one_more_is_never_due_earlier(case: tuple[datetime, list[Pause]], number: int) -> None:
    start, pauses = case
    less, more = (all_kinds(start, each, pauses) for each in (number, number + 1))
    assert all(one <= other for one, other in zip(less, more, strict=True))


@given(cases(), numbers, numbers)
def test_days_add_up(case: tuple[datetime, list[Pause]], first: int, second: int) -> None:
    start, pauses = case
    halfway = after_days(start, first, pauses=pauses).moment
    assume(halfway is not None)
    assert after_days(halfway, second, pauses=pauses) == after_days(start, first + second, pauses=pauses)


@given(cases(), numbers, numbers)
def test_working_days_add_up(case: tuple[datetime, list[Pause]], first: int, second: int) -> None:
    start, pauses = case
    halfway = after_workdays(start, first, calendar=PLAIN, pauses=pauses).moment
    assume(halfway is not None)
    whole = after_workdays(start, first + second, calendar=PLAIN, pauses=pauses)
    assert after_workdays(halfway, second, calendar=PLAIN, pauses=pauses) == whole


@given(cases(), numbers, numbers)
def test_hours_add_up(case: tuple[datetime, list[Pause]], first: int, second: int) -> None:
    start, pauses = case
    halfway = after_hours(start, first, pauses=pauses).moment
    assume(halfway is not None)
    whole = after_hours(start, first + second, pauses=pauses)
    assert when(after_hours(halfway, second, pauses=pauses)) == when(whole)


@given(moments, numbers, st.integers(0, 30), st.data())
def test_a_pause_in_closed_time_changes_no_working_day(
    start: datetime, days: int, after: int, data: st.DataObject
) -> None:
    closed = (start + timedelta(days=after)).astimezone(COPENHAGEN).date()
    assume(not PLAIN.is_working_day(closed))
    midnight = datetime.combine(closed, time(), tzinfo=COPENHAGEN).astimezone(UTC)
    until = datetime.combine(closed + timedelta(days=1), time(), tzinfo=COPENHAGEN).astimezone(UTC)
    length = (until - midnight) // timedelta(hours=1)
    begin, end = sorted(data.draw(st.integers(0, length)) for _ in range(2))
    pause = Pause(midnight + timedelta(hours=begin), midnight + timedelta(hours=end))
    paused = after_workdays(start, days, calendar=PLAIN, pauses=[pause])
    assert paused == after_workdays(start, days, calendar=PLAIN)


@given(cases(), numbers, st.randoms(use_true_random=False))
def test_the_order_of_pauses_does_not_matter(case: tuple[datetime, list[Pause]], number: int, draw: object) -> None:
    start, pauses = case
    shuffled = [*pauses]
    draw.shuffle(shuffled)  # type: ignore[attr-defined]
    assert all_kinds(start, number, pauses) == all_kinds(start, number, shuffled)


@given(cases(), numbers, lengths, lengths)
def test_a_pause_may_be_told_in_overlapping_parts(
    case: tuple[datetime, list[Pause]], number: int, first: timedelta, rest: timedelta
) -> None:
    start, pauses = case
    end = start + first + rest
    parts = [Pause(start, start + first), Pause(start + first / 2, end), Pause(start, start + first / 3)]
    whole = all_kinds(start, number, [*pauses, Pause(start, end)])
    assert all_kinds(start, number, [*pauses, *parts]) == whole


@given(cases(), numbers, lengths, lengths)
def test_a_longer_pause_is_never_due_earlier(
    case: tuple[datetime, list[Pause]], number: int, length: timedelta, more: timedelta
) -> None:
    start, pauses = case
    short, long, still = (Pause(start, end) for end in (start + length, start + length + more, None))
    found = [all_kinds(start, number, [*pauses, pause]) for pause in (short, long, still)]
    assert all(one <= other <= last for one, other, last in zip(*found, strict=True))


@given(cases(), numbers)
def test_hours_are_the_time_less_the_pauses(case: tuple[datetime, list[Pause]], hours: int) -> None:
    start, pauses = case
    closed = [pause for pause in pauses if pause.end is not None][:1]
    end = when(after_hours(start, hours, pauses=closed))
    held = sum((max(min(each.end, end) - max(each.start, start), timedelta(0)) for each in closed), timedelta(0))
    assert end - start - held == timedelta(hours=hours)


@given(cases(), numbers, st.integers(-12, 14))
def test_the_zone_a_moment_is_written_in_does_not_matter(
    case: tuple[datetime, list[Pause]], number: int, shift: int
) -> None:
    start, pauses = case
    zone = timezone(timedelta(hours=shift))
    moved = [Pause(each.start.astimezone(zone), each.end and each.end.astimezone(zone)) for each in pauses]
    assert all_kinds(start, number, pauses) == all_kinds(start.astimezone(zone), number, moved)


@given(dates.filter(PLAIN.is_working_day), st.integers(0, 40))
def test_back_undoes_forth(day: date, days: int) -> None:
    due = after_workdays(datetime.combine(day, time(12), tzinfo=COPENHAGEN), days, calendar=PLAIN)
    assert due.moment is not None
    back = workdays_before(due.moment.date(), days, calendar=PLAIN).moment
    assert back is not None
    assert back.date() == day


@given(dates, st.integers(0, 60))
def test_months_back_is_the_same_day_of_the_month_or_its_last(day: date, months: int) -> None:
    found = months_before(day, months).moment
    assert found is not None
    tomorrow_is_a_new_month = (found.date() + timedelta(days=1)).day == 1
    assert found.day == day.day or (found.day < day.day and tomorrow_is_a_new_month)


@given(cases(), st.integers(1, 60))
def test_the_account_ends_on_the_last_day_with_its_number(case: tuple[datetime, list[Pause]], days: int) -> None:
    start, pauses = case
    due = after_workdays(start, days, calendar=PLAIN, pauses=pauses)
    last = due.account[-1]
    if due.moment is None:
        assert (last.counted, last.text.endswith("indtil pausen slutter")) == (False, True)
    else:
        assert (last.day, last.text.endswith(f": dag {days}, sidste dag")) == (due.moment.date(), True)


@given(cases(), numbers)
def test_the_account_of_a_short_count_has_every_day(case: tuple[datetime, list[Pause]], days: int) -> None:
    start, pauses = case
    due = after_days(start, days, pauses=pauses)
    assume(due.moment is not None)
    account = [step.day for step in due.account]
    assume(len(account) <= 16 and (account[-1] - account[0]).days <= 15)
    assert account == [account[0] + timedelta(days=each) for each in range(len(account))]


@given(cases(), numbers)
def test_the_days_that_count_are_as_many_as_asked(case: tuple[datetime, list[Pause]], days: int) -> None:
    start, pauses = case
    due = after_days(start, days, pauses=pauses)
    assume(due.moment is not None and (due.moment - start).days <= 14)
    assert sum(step.counted for step in due.account) == max(days, 1)


@given(st.lists(st.tuples(moments, st.sampled_from("abc")), min_size=1, max_size=8), moments)
def test_the_clocks_of_the_parties_sum_to_the_whole(history: list[tuple[datetime, str]], until: datetime) -> None:
    first = min(moment for moment, _ in history)
    assert sum(split(history, until).values(), timedelta(0)) == max(until - first, timedelta(0))


@given(cases(), numbers, st.lists(st.timedeltas(timedelta(days=-9), timedelta(days=99)), min_size=2, max_size=5))
def test_what_is_late_stays_late(case: tuple[datetime, list[Pause]], hours: int, looks: list[timedelta]) -> None:
    start, pauses = case
    due = after_hours(start, hours, pauses=pauses)
    assume(due.moment is not None)
    seen = [RANK[standing(due, now=start + each).status] for each in sorted(looks)]
    assert seen == sorted(seen)


@settings(max_examples=20)
@given(cases(), numbers)
def test_a_deadline_can_be_sent_to_another_process_with_its_account(
    case: tuple[datetime, list[Pause]], number: int
) -> None:
    start, pauses = case
    for due in (
        after_workdays(start, number, calendar=PLAIN, pauses=pauses),
        after_hours(start, number, pauses=pauses),
    ):
        assert pickle.loads(pickle.dumps(due)).account == due.account
