"""When a deadline is warned of: working days, days or hours before, and never after it."""

from datetime import datetime

import pytest

from tvaers.engine.deadlines import Pause, after_days, after_hours, warning
from tvaers.kernel.calendar import Calendar
from tvaers.kernel.clock import COPENHAGEN

PLAIN = Calendar()


def moment(text: str) -> datetime:
    """Return a moment in Denmark from "2025-08-22 14:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ({"workdays_before": 1}, "2026-03-27 08:00"),
        ({"workdays_before": 2}, "2026-03-26 08:00"),
        ({"workdays_before": 0}, "2026-03-29 08:00"),
        ({"days_before": 1}, "2026-03-28 08:00"),
        ({"days_before": 0}, "2026-03-29 08:00"),
        ({"hours_before": 24}, "2026-03-28 12:00"),
        ({"hours_before": 0}, "2026-03-29 13:00"),
    ],
)
def test_a_warning_comes_before(before: dict[str, int], expected: str) -> None:
    due = after_hours(moment("2026-03-28 12:00"), 24)
    assert warning(due, **before, calendar=PLAIN) == moment(expected)


def test_a_warning_is_never_after_the_deadline() -> None:
    due = after_hours(moment("2026-06-01 06:00"), 24)
    assert warning(due, days_before=0, calendar=PLAIN) == moment("2026-06-02 06:00")


def test_there_is_no_warning_while_the_clock_stands_still() -> None:
    due = after_days(moment("2026-06-01 06:00"), 4, pauses=[Pause(moment("2026-06-01 07:00"))])
    assert warning(due, days_before=1, calendar=PLAIN) is None
