"""A small settled world for the tests: people with one role each, and a run between two regions.

Five contacts of 1,000.00 kr. (k1 and k2 priced 90 % from 1081 to 1082, k3 70 % the other way, k4 held, k5 open), one
outside the agreement (k6), and an invoice that 1082 pays a private hospital: what 1081 must not see.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tvaers.engine.access import actions as access
from tvaers.engine.agreements import queries as agreements
from tvaers.engine.settlement import actions, queries
from tvaers.engine.settlement.activity import rows_to_activity
from tvaers.kernel.action import System

USAGE = "benyttelsesaftale-nord-midt-2021"
K1, K2, K3 = (f"BA21.contacts.20210304.k{number}.1" for number in (1, 2, 3))
TARIFFS = [{"year": 2021, "drg": "D1", "amount": "1000.00"}]
INVOICE = {
    "invoice_id": "i1", "citizen_id": "p7", "home_region": "1081", "referring_region": "1082",
    "hospital": "Privat Nord", "referred_on": "2021-05-01", "accepted_on": None, "amount": "77.77",
}  # fmt: skip


def contact(key: str, **changes: Any) -> dict[str, Any]:
    """A contact at the highly specialised level with a valid letter, unless changed."""
    return {
        "contact_id": key, "citizen_id": f"p{key}", "home_region": "1081", "treating_region": "1082",
        "level": "highly_specialised", "drg": "D1", "start": "2021-03-01T10:00", "end": "2021-03-04T12:00",
        "letter_issued": "2021-02-20", **changes,
    }  # fmt: skip


def usual_rows() -> dict[str, list[dict[str, Any]]]:
    """The rows that both regions may see."""
    return {
        "tariffs": TARIFFS,
        "contacts": [
            contact("k1"),
            contact("k2"),
            contact("k3", home_region="1082", treating_region="1081", level="main", letter_issued=None),
            contact("k4", letter_issued=None),
            contact("k5", end=None),
            contact("k6", home_region="1084"),
        ],
    }


def person(name: str, role: str = "", scope: str = "1081") -> Any:
    """A user with one role, or with none."""
    user = access.create_user(actor=System(), username=name, title=role)
    if role:
        access.grant(actor=System(), user=user, role=role, scope=scope, reason="prøve", starts=date(2010, 1, 1))
    return user


def settle(rows: Mapping[str, Any] | None = None, book: str = "prøve") -> Any:
    """Settle the usual rows, or others, for 2021."""
    return actions.settle(
        actor=System(),
        package=agreements.package(USAGE),
        activity=rows_to_activity(rows or {**usual_rows(), "private_invoices": [INVOICE]}, queries.activity_store()),
        starts=date(2021, 1, 1),
        ends=date(2021, 12, 31),
        book=book,
    )


def statement_of(run: Any, payer: str = "1081", payee: str = "1082") -> Any:
    """The statement of a run between two parties."""
    return run.statements.get(payer=payer, payee=payee)
