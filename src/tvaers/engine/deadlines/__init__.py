"""Deadlines: pure functions of moments, pauses and a calendar, each with an account in Danish of how it was found.

No database, no clock and no state: the same arguments give the same deadline at any time, so it is never stored. What
counts as a working day belongs to the agreement (`kernel.calendar.Calendar`). docs/regler/frister.md has the rules.
"""

from tvaers.engine.deadlines.backward import days_before, months_before, workdays_before, year_validity
from tvaers.engine.deadlines.clocks import split
from tvaers.engine.deadlines.counting import after_days, after_months, after_workdays
from tvaers.engine.deadlines.cutoff import act_by, is_after_cutoff
from tvaers.engine.deadlines.due import Due, Precision, Step
from tvaers.engine.deadlines.hours import after_hours
from tvaers.engine.deadlines.pauses import Pause
from tvaers.engine.deadlines.standing import Standing, Status, standing
from tvaers.engine.deadlines.warning import warning
from tvaers.engine.deadlines.words import in_words, time_left

__all__ = [
    "Due",
    "Pause",
    "Precision",
    "Standing",
    "Status",
    "Step",
    "act_by",
    "after_days",
    "after_hours",
    "after_months",
    "after_workdays",
    "days_before",
    "in_words",
    "is_after_cutoff",
    "months_before",
    "split",
    "standing",
    "time_left",
    "warning",
    "workdays_before",
    "year_validity",
]
