"""Counting back from a day after the agreement's last: with the value that held when the case was opened."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tvaers.engine.cases.core import Doer, begin, happen
from tvaers.engine.cases.duties import Owed, owed
from tvaers.kernel.case_types import CaseType
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.package import CONTENT, Package, load_package

TYPE = CaseType.model_validate(
    {
        "id": "plan", "title": "Plan", "plural": "Planer", "summary": "En plan.", "prefix": "PLA", "clause": "X",
        "roles": [{"id": "planner", "title": "Planlægger", "jobs": "ledelse"}],
        "fields": [{"id": "begins_on", "label": "Begynder", "type": "date"}],
        "states": [{"id": "planned", "label": "Planlagt", "owner": "planner"}],
        "events": [
            {"id": "plan", "label": "Plan", "from": "new", "to": "planned", "by": "planner", "needs": ["begins_on"]},
            {"id": "tell", "label": "Sig til", "from": "planned", "by": "planner"},
        ],
        "deadlines": [
            {
                "id": "tell", "label": "Sig til", "owner": "planner", "since": {"field": "begins_on"},
                "counts": {"months_before": "notice_period"}, "done_by": "tell",
            }
        ],
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def package() -> Package:
    return load_package(CONTENT / "nordmidt" / "benyttelsesaftale-2021")


def told(package: Package, opened: datetime, begins_on: str) -> Owed:
    case = happen(begin(package, TYPE), "plan", opened, Doer("1081", "planner"), {"begins_on": begins_on})
    return owed(case, opened)[0]


def test_a_day_after_the_last_value_is_counted_with_that_of_the_opening(package: Package) -> None:
    one = told(package, datetime(2022, 8, 1, 10, tzinfo=COPENHAGEN), "2023-03-01")
    assert one.moment is not None and one.moment.date() == date(2022, 9, 1)


def test_nothing_is_agreed_when_neither_day_has_a_value(package: Package) -> None:
    assert told(package, datetime(2023, 1, 2, 10, tzinfo=COPENHAGEN), "2023-12-01").status == "not_agreed"
