"""Adverse events in the database: who sees them, what is unique, and what becomes of a sealed name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from tests.cases.conftest import PARTIES, person

from tvaers.engine.agreements import queries as agreements
from tvaers.engine.cases import actions, queries
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.models import Event, Sealed
from tvaers.engine.parties import actions as parties
from tvaers.kernel.action import System
from tvaers.kernel.clock import COPENHAGEN, fixed
from tvaers.kernel.errors import Conflict, NotAllowed
from tvaers.kernel.models import AuditEntry
from tvaers.kernel.package import CONTENT, Package, load_package

NOW = datetime(2011, 3, 15, 10, 0, tzinfo=COPENHAGEN)
REPORT = {
    "what_happened": "Listen manglede", "profession": "health_professional", "context": "treatment",
    "outcome": "harmful", "area": "somatic", "place": "municipal_care", "municipality": "0851",
    "reporter_name": "En Kollega",
}  # fmt: skip


@pytest.fixture(autouse=True)
def in_force() -> Iterator[None]:
    """A day on which the agreement holds."""
    with fixed(NOW):
        yield


@pytest.fixture
def agreement(db: Any, in_force: None, monkeypatch: pytest.MonkeyPatch) -> Package:
    """The agreement on adverse events, alone, with the trial parties."""
    package = load_package(CONTENT / "midtjylland" / "sundhedsaftale-2011")
    monkeypatch.setattr(agreements, "packages", lambda: {package.id: package})
    parties.load(actor=System(), folder=PARTIES)
    return package


@pytest.fixture
def people(agreement: Package) -> dict[str, Any]:
    return {
        "nurse": person("n", "sygeplejerske", "afsnit-a"),
        "manager": person("m", "risikomanager", "0851"),
        "other": person("o", "risikomanager", "afsnit-a"),
        "network": person("s", "netvaerkssekretariat", "0851"),
    }


def reported(people: dict[str, Any], agreement: Package) -> Any:
    opening = Opening(agreement.id, agreement.case_types["adverse_event"], "afsnit-a", "reporter", "sygeplejerske")
    return actions.open_case(actor=people["nurse"], opening=opening, given=Given(REPORT))


def register(people: dict[str, Any], case: Any, number: str) -> None:
    actions.act(actor=people["manager"], case=case, event="register", given=Given({"dpsd_number": number}))


def test_only_the_place_of_the_event_sees_it(people: dict[str, Any], agreement: Package) -> None:
    reported(people, agreement)
    assert {name: queries.cases(user).count() for name, user in people.items()} == {
        "nurse": 0, "manager": 1, "other": 0, "network": 0,
    }  # fmt: skip


def test_two_cases_cannot_have_the_same_number(people: dict[str, Any], agreement: Package) -> None:
    first, second = reported(people, agreement), reported(people, agreement)
    register(people, first, "D-1001")
    with pytest.raises(Conflict, match="D-1001"):
        register(people, second, "D-1001")


def test_the_name_is_kept_apart_and_encrypted(people: dict[str, Any], agreement: Package) -> None:
    case = reported(people, agreement)
    assert "Kollega" not in f"{Event.objects.get(case=case).data}{case.data}{Sealed.objects.get(case=case).token!r}"


def test_the_name_is_removed_when_the_case_is_closed(people: dict[str, Any], agreement: Package) -> None:
    case = reported(people, agreement)
    given = Given({"rejection": "test", "rejection_reason": "En prøve"})
    actions.act(actor=people["manager"], case=case, event="reject", given=given)
    assert not Sealed.objects.filter(case=case).exists()


def test_the_risk_manager_hears_of_the_report(people: dict[str, Any], agreement: Package) -> None:
    reported(people, agreement)
    assert [notice.label for notice in queries.notices(people["manager"])] == ["Ny utilsigtet hændelse"]


def test_the_receiver_may_see_the_name_once_and_the_log_says_why(people: dict[str, Any], agreement: Package) -> None:
    case = reported(people, agreement)
    seen = actions.unseal(actor=people["manager"], case=case, field="reporter_name", reason="Vil spørge om listen")
    entry = AuditEntry.objects.get(action="cases.unseal")
    assert (seen, "Vil spørge om listen" in entry.sentence, "En Kollega" in entry.sentence) == (
        "En Kollega",
        True,
        False,
    )


def test_whoever_does_not_receive_cannot_see_the_name(people: dict[str, Any], agreement: Package) -> None:
    case = reported(people, agreement)
    with pytest.raises(NotAllowed):
        actions.unseal(actor=people["other"], case=case, field="reporter_name", reason="Vil spørge om listen")
