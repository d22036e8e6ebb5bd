"""The discount that two regions give each other, on the numbers of the clause (BA-4.1f)."""

from datetime import date
from pathlib import Path

import pytest

from tvaers.engine.agreements.queries import package
from tvaers.engine.settlement import actions, queries
from tvaers.engine.settlement.activity import rows_to_activity
from tvaers.kernel.action import System

SYSTEM = System("prøve")


def contact(number: str, home: int, level: str) -> dict[str, object]:
    """A contact with a letter, treated in the other region."""
    return {
        "contact_id": number,
        "citizen_id": f"p-{number}",
        "home_region": home,
        "treating_region": 1082,
        "level": level,
        "drg": level,
        "start": "2021-03-01T10:00",
        "end": "2021-03-04T12:00",
        "letter_issued": "2021-02-20",
    }


@pytest.mark.django_db
def test_discount_is_full_tariff_less_what_is_paid(tmp_path: Path, settings: object) -> None:
    settings.SETTLEMENT_STORE = tmp_path  # type: ignore[attr-defined]
    facts = rows_to_activity(
        {
            "contacts": [
                contact("k1", 1081, "highly_specialised"),
                contact("k2", 1081, "main"),
                contact("k3", 1083, "main"),
            ],
            "tariffs": [
                {"year": 2021, "drg": "highly_specialised", "amount": "100000.00"},
                {"year": 2021, "drg": "main", "amount": "200000.00"},
            ],
        },
        tmp_path / "activity",
    )
    run = actions.settle(
        actor=SYSTEM,
        package=package("benyttelsesaftale-nord-midt-2021"),
        activity=facts,
        starts=date(2021, 1, 1),
        ends=date(2021, 12, 31),
        book="rabat",
    )
    found = {each.clause: (each.value, each.paid, each.amount) for each in queries.discount(SYSTEM, run)}
    assert found == {
        "BA-4.1a": (100_000_00, 90_000_00, 10_000_00),
        "BA-4.1c": (200_000_00, 140_000_00, 60_000_00),
    }
