"""A small world for the tests of boards and overviews: real case types, a hospital, a municipality and two regions.

Everything is made up. What is opened happens now, so that the pages show it as a browser meets it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.test import Client
from tests.cases.conftest import PARTIES

from tvaers.engine.access import actions as access
from tvaers.engine.agreements import queries as agreements
from tvaers.engine.cases import actions
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.core import Doer
from tvaers.engine.citizens import actions as citizens
from tvaers.engine.citizens.queries import Cpr
from tvaers.engine.parties import actions as parties
from tvaers.kernel import clock
from tvaers.kernel.action import System

SYSTEM = System("test")
HEALTH, USAGE = "hjaelpemiddelaftale-nord-2025", "benyttelsesaftale-nord-midt-2021"
WARD, TOWN = "afsnit-a", "0851"
CPRS = ("010150-0000", "020260-0000", "030370-0000")


def people() -> None:
    """The parties of the tests."""
    parties.load(actor=SYSTEM, folder=PARTIES)


def person(name: str, job: str, scope: str) -> Any:
    """A user with one job for one party, from long ago."""
    user = access.create_user(actor=SYSTEM, username=name, title=job)
    if job:
        access.grant(actor=SYSTEM, user=user, role=job, scope=scope, reason="prøve", starts=date(2021, 1, 1))
    return user


def client(user: Any) -> Client:
    """A test client that is logged in as the user."""
    made = Client()
    made.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return made


def cookies(user: Any, url: str) -> list[dict[str, str]]:
    """The cookies of a browser that is logged in as the user."""
    name = settings.SESSION_COOKIE_NAME
    return [{"name": name, "value": client(user).cookies[name].value, "url": url}]


def opened(
    package: str, type: str, event: str, doer: Doer, *, given: Mapping[str, object], at: datetime | None = None,
    cpr: str = "", citizen: bool = True,
) -> Any:  # fmt: skip
    """A case of a real type, opened by a party."""
    found = agreements.packages()[package].case_types[type]
    who = citizens.register(actor=SYSTEM, cpr=Cpr(cpr) if cpr else None) if citizen else None
    opening = Opening(package, found, doer.party, doer.role, doer.job, event)
    return actions.open_case(actor=SYSTEM, opening=opening, given=Given(given), citizen=who, at=at)


def done(
    row: Any, event: str, doer: Doer, given: Mapping[str, object] | None = None, at: datetime | None = None
) -> Any:
    """The case after one more event."""
    return actions.act(actor=SYSTEM, case=row, event=event, given=Given(given or {}), doer=doer, at=at)


NURSE = Doer(WARD, "hospital", "sygeplejerske")
DOCTOR = Doer(WARD, "hospital", "laege")
VISITOR = Doer(TOWN, "municipality", "visitator")


def stay(
    *, hours: float = 30, home: float | None = 5, setting: str = "bed_ward", cpr: str = "", ward: str = "M1",
    place: str = WARD,
) -> Any:  # fmt: skip
    """A stay that began `hours` ago, expected to end in `home` hours from now; with None nobody has said when."""
    now = clock.now()
    given = {"setting": setting, "home_municipality": TOWN, "ward": ward}
    doer = Doer(place, "hospital", "sygeplejerske")
    row = opened(HEALTH, "discharge", "admit_emergency", doer, given=given, at=now - timedelta(hours=hours), cpr=cpr)
    if home is not None:
        row = done(row, "expect_discharge", doer, {"expected_at": (now + timedelta(hours=home)).isoformat()})
    return row


def finished(row: Any) -> Any:
    """The stay when the doctor has said that the treatment is over."""
    row = done(row, "tick_tasks", NURSE, {"admin_tasks": ["medicine", "devices"]})
    return done(row, "finish", DOCTOR, {"finished_reason": "treatment_ended"})
