"""A small settled demo for the page tests: parties, users with roles, and one run with every outcome in it.

Everything is made up. Two pytest fixtures, to import in the module that uses them: `shared_world` is made once for a
module and is for tests with `db` and a test client, whose changes are taken back after each test; `settled_world` is
made anew for each test and is for `live_server`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings

from tvaers.engine.access import actions as access
from tvaers.engine.agreements import queries as agreements
from tvaers.engine.parties import actions as parties
from tvaers.engine.settlement import actions, queries
from tvaers.engine.settlement.activity_rows import Rows
from tvaers.engine.settlement.lines import LineFilter
from tvaers.kernel.action import System

AGREEMENT = "benyttelsesaftale-nord-midt-2021"
PEOPLE = (
    ("nord-afregner", "afregner", "1081"),
    ("nord-chef", "oekonomichef", "1081"),
    ("midt-afregner", "afregner", "1082"),
    ("midt-chef", "oekonomichef", "1082"),
    ("horsens-afregner", "afregner", "0615"),
    ("uden-adgang", "", ""),
)
SYSTEM = System("test")


@dataclass(frozen=True)
class Settled:
    """The world of a test: users by name, the run, and the activity it was made from."""

    users: dict[str, Any]
    run: Any

    def statement(self, payer: str, payee: str) -> Any:
        """The run's statement between two parties."""
        return queries.statements(SYSTEM).get(run=self.run, payer=payer, payee=payee)

    def cookies(self, username: str, url: str) -> list[dict[str, str]]:
        """The cookies of a browser that is logged in as a user, for `browser.page(..., cookies=…)`."""
        client = self.client(username)
        name = settings.SESSION_COOKIE_NAME
        return [{"name": name, "value": client.cookies[name].value, "url": url}]

    def client(self, username: str) -> Client:
        """A test client that is logged in as a user."""
        client = Client()
        client.force_login(self.users[username], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client


@pytest.fixture(scope="module")
def shared_world(
    django_db_setup: None,  # noqa: ARG001
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Settled]:
    """The same for all tests of a module, in a transaction that is rolled back after the last of them."""
    folder = tmp_path_factory.mktemp("afregninger")
    with django_db_blocker.unblock(), override_settings(SETTLEMENT_STORE=folder), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def settled_world(db: None, tmp_path_factory: pytest.TempPathFactory, settings: Any) -> Iterator[Settled]:  # noqa: ARG001
    """A run of 2021-22 between 1081 and 1082 in a store of its own."""
    settings.SETTLEMENT_STORE = tmp_path_factory.mktemp("afregninger")
    yield make_world()


def make_world(rows: Rows | None = None) -> Settled:
    """Load the parties, make the people, and settle the rows (`activity_rows()` when none are given)."""
    parties.load(actor=SYSTEM)
    users = {name: _person(name, role, scope) for name, role, scope in PEOPLE}
    return Settled(users, settle(rows or activity_rows()))


def settle(rows: Rows, book: str = "proeve") -> Any:
    """A run of 2021-22 under the usage agreement; a second one in the same book books the differences."""
    from tvaers.engine.settlement.activity import rows_to_activity

    return actions.settle(
        actor=SYSTEM,
        package=agreements.package(AGREEMENT),
        activity=rows_to_activity(rows, queries.activity_store()),
        starts=date(2021, 1, 1),
        ends=date(2022, 12, 31),
        book=book,
        title="Prøveafregning",
    )


def activity_rows() -> dict[str, list[dict[str, Any]]]:
    """Some 60 contacts with every outcome, extras, invoices and medicine."""
    return {
        "tariffs": [
            {"year": y, "drg": d, "amount": a} for y in (2021, 2022) for d, a in (("D1", "1000.01"), ("D2", "52345.67"))
        ],
        "contacts": [*_usual(56), *_unusual()],
        "extras": [
            {"extra_id": "saer-1", "contact_id": "k-000", "kind": "interpreter", "amount": "450.00"},
            {"extra_id": "saer-2", "contact_id": "k-001", "kind": "medicine", "amount": "1200.50"},
            {"extra_id": "saer-3", "contact_id": "k-002", "kind": "other", "amount": "99.00"},
        ],
        "private_invoices": [
            _invoice("regning-1", "2021-05-01", "2021-05-01"),
            _invoice("regning-2", "2021-06-01", None),
        ],
        "drug_courses": [
            _course("forloeb-1", "rejected", "2021-02-01"),
            _course("forloeb-2", "rejected", None),
            _course("forloeb-3", "not_assessed", None),
        ],
    }


def send(world: Settled) -> Any:
    """The statement from 1081 to 1082, sent."""
    statement = world.statement("1081", "1082")
    return actions.send_statement(actor=world.users["midt-afregner"], statement=statement)


def object_to(world: Settled, source: str) -> tuple[Any, int]:
    """The sent statement with an objection to one contact of it, and the amount of that line in øre."""
    statement, user = send(world), world.users["nord-afregner"]
    line = queries.line_page(user, world.run, LineFilter(payer="1081", payee="1082", text=source)).rows[0]
    actions.object_to_lines(
        actor=user, statement=statement, lines={line.id: line.amount or 0}, reason="Det er forkert."
    )
    statement.refresh_from_db()
    return statement, line.amount or 0


def amended() -> dict[str, Any]:
    """The activity where one contact turns out to be of another DRG group."""
    rows = activity_rows()
    contacts = [one | ({"drg": "D2"} if one["contact_id"] == "k-001" else {}) for one in rows["contacts"]]
    return rows | {"contacts": contacts}


def contact(number: str, day: date, north: bool, **changes: Any) -> dict[str, Any]:
    """A contact at main level that ends two days after it begins; `north` says that the citizen lives in 1081."""
    home, treating = (1081, 1082) if north else (1082, 1081)
    return {
        "contact_id": number,
        "citizen_id": f"borger-{number}",
        "home_region": home,
        "treating_region": treating,
        "treating_unit": "Ortopædkirurgi",
        "specialty": "Ortopædkirurgi",
        "level": "main",
        "drg": "D1",
        "start": f"{day}T10:00",
        "end": f"{day + timedelta(days=2)}T12:00",
        "letter_issued": None,
    } | changes


def _usual(count: int) -> list[dict[str, Any]]:
    """Contacts spread over both years: every third at high level with a letter, every fourth of a citizen from 1082."""
    rows = []
    for number in range(count):
        day = date(2021, 1, 4) + timedelta(days=12 * number)
        high = {"level": "highly_specialised", "drg": "D2", "letter_issued": day - timedelta(days=10)}
        rows.append(contact(f"k-{number:03d}", day, number % 4 != 3, **(high if number % 3 == 0 else {})))
    return rows


def _unusual() -> list[dict[str, Any]]:
    """Contacts that are not settled: no letter, expired letter, no tariff, after the agreement, open, outside it."""
    day = date(2021, 9, 1)
    high = {"level": "highly_specialised", "drg": "D2"}
    return [
        contact("uden-brev", day, True, **high),
        contact("udloebet-brev", day, True, **high, letter_issued=date(2020, 1, 1)),
        contact("uden-takst", day, False, drg="D9"),
        contact("efter-aftalen", date(2023, 1, 10), True, start="2022-12-30T10:00", end="2023-01-02T10:00"),
        contact("aaben", day, True, end=None),
        contact("syddanmark", day, True, home_region=1083),
    ]


def _invoice(number: str, referred: str, accepted: str | None) -> dict[str, Any]:
    return {
        "invoice_id": number,
        "citizen_id": f"borger-{number}",
        "home_region": 1081,
        "referring_region": 1082,
        "hospital": "Demoklinikken",
        "referred_on": referred,
        "accepted_on": accepted,
        "amount": "15000.00",
    }


def _course(number: str, council: str, accepted: str | None) -> dict[str, Any]:
    return {
        "course_id": number,
        "citizen_id": f"borger-{number}",
        "home_region": 1081,
        "treating_region": 1082,
        "drug": "Demomab",
        "council": council,
        "start": "2021-03-01",
        "accepted_on": accepted,
        "amount": "80000.00",
    }


def _person(name: str, role: str, scope: str) -> Any:
    user = access.create_user(actor=SYSTEM, username=name, title=name)
    if role:
        access.grant(actor=SYSTEM, user=user, role=role, scope=scope, reason="Test", starts=date(2021, 1, 1))
    return user
