"""What an event writes by itself: a fixed value, or the day or time that it happened unless another one is given."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tvaers.engine.cases.core import Case, Doer, begin, happen
from tvaers.kernel.case_types import CaseType
from tvaers.kernel.package import CONTENT, Package, load_package

TYPE = CaseType.model_validate(
    {
        "id": "note", "title": "Note", "plural": "Noter", "summary": "En note.", "prefix": "NOT", "clause": "X",
        "roles": [{"id": "writer", "title": "Skriver", "jobs": "laege"}],
        "fields": [
            {"id": "sent_on", "label": "Sendt den", "type": "date"},
            {"id": "sent_at", "label": "Sendt", "type": "time"},
            {"id": "sender", "label": "Afsender", "type": "party"},
            {"id": "urgent", "label": "Haster", "type": "yes_no"},
        ],
        "states": [{"id": "sent", "label": "Sendt", "final": "yes"}],
        "events": [
            {
                "id": "send", "label": "Send", "from": "new", "to": "sent", "by": "writer",
                "takes": ["sent_on", "sent_at", "urgent"],
                "sets": {"sent_on": "event:day", "sent_at": "event:time", "urgent": "no", "sender": "event:party"},
            }
        ],
    }
)  # fmt: skip
LATE = datetime(2021, 6, 30, 22, 30, tzinfo=UTC)
"""Half past midnight on 1 July in Denmark."""


@pytest.fixture(scope="module")
def package() -> Package:
    return load_package(CONTENT / "nordmidt" / "benyttelsesaftale-2021")


def sent(package: Package, given: dict[str, Any]) -> Case:
    return happen(begin(package, TYPE), "send", LATE, Doer("1081", "writer"), given)


def test_the_day_is_the_danish_one(package: Package) -> None:
    assert sent(package, {}).data["sent_on"] == "2021-07-01"


def test_the_time_is_kept_with_its_zone(package: Package) -> None:
    assert sent(package, {}).data["sent_at"] == "2021-07-01T00:30:00+02:00"


def test_the_party_is_the_one_that_did_it(package: Package) -> None:
    assert sent(package, {}).data["sender"] == "1081"


def test_another_day_given_stands(package: Package) -> None:
    assert sent(package, {"sent_on": "2021-06-29"}).data["sent_on"] == "2021-06-29"


def test_a_fixed_value_has_the_type_of_its_field(package: Package) -> None:
    assert sent(package, {}).data["urgent"] is False


def test_a_fixed_value_stands_whatever_is_given(package: Package) -> None:
    assert sent(package, {"urgent": "yes"}).data["urgent"] is False
