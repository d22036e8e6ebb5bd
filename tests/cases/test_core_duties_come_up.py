"""A duty with a condition that never held was never a duty, even when an event that would do it has happened."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tvaers.engine.cases.core import Doer, begin, happen
from tvaers.engine.cases.duties import owed
from tvaers.kernel.case_types import CaseType
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.package import CONTENT, Package, load_package

TYPE = CaseType.model_validate(
    {
        "id": "visit", "title": "Besøg", "plural": "Besøg", "summary": "Et besøg.", "prefix": "BES", "clause": "X",
        "roles": [{"id": "nurse", "title": "Sygeplejerske", "jobs": "sygeplejerske"}],
        "fields": [{"id": "urgent", "label": "Haster", "type": "yes_no"}],
        "states": [{"id": "planned", "label": "Planlagt", "owner": "nurse"}],
        "events": [
            {"id": "plan", "label": "Plan", "from": "new", "to": "planned", "by": "nurse", "needs": ["urgent"]},
            {"id": "calm", "label": "Haster ikke mere", "from": "planned", "by": "nurse", "sets": {"urgent": "no"}},
            {"id": "visit", "label": "Besøg", "from": "planned", "by": "nurse"},
        ],
        "tasks": [
            {
                "id": "hurry", "label": "Skynd dig", "owner": "nurse",
                "if": {"field": "urgent", "is": "yes"}, "done_by": "visit",
            }
        ],
    }
)  # fmt: skip
START = datetime(2022, 8, 1, 10, tzinfo=COPENHAGEN)


@pytest.fixture(scope="module")
def package() -> Package:
    return load_package(CONTENT / "nordmidt" / "benyttelsesaftale-2021")


def statuses(package: Package, urgent: str, *events: str) -> list[str]:
    nurse = Doer("1081", "nurse")
    case = happen(begin(package, TYPE), "plan", START, nurse, {"urgent": urgent})
    for hours, event in enumerate(events, 1):
        case = happen(case, event, START + timedelta(hours=hours), nurse, {})
    return [one.status for one in owed(case, START + timedelta(days=1))]


def test_what_held_and_was_done_is_met(package: Package) -> None:
    assert statuses(package, "yes", "visit") == ["met"]


def test_what_held_before_it_was_done_is_still_met(package: Package) -> None:
    assert statuses(package, "yes", "visit", "calm") == ["met"]


def test_what_never_held_is_no_duty_though_the_event_came(package: Package) -> None:
    assert statuses(package, "no", "visit") == []


def test_what_no_longer_holds_and_was_not_done_is_no_duty(package: Package) -> None:
    assert statuses(package, "yes", "calm") == []
