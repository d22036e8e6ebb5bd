"""The legal basis on a case's page and over the API: where it stands, and that a field without one is not asked for."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from tests.web.case_world import CaseWorld, case_world, trial, world

from tvaers.engine.agreements import queries as agreements
from tvaers.kernel.case_types import CaseType
from tvaers.kernel.package import Package

__all__ = ["case_world", "trial", "world"]
GENERAL = {"id": "general", "text": "Prøvelovens § 1", "why": "Fordi.", "clause": "PRV-1", "from": "2020-01-01"}
OWN = {"id": "own", "text": "Prøvelovens § 2", "why": "Det er et beløb.", "clause": "PRV-1", "from": "2020-01-01",
       "fields": "amount"}  # fmt: skip


def declare(world: CaseWorld, monkeypatch: pytest.MonkeyPatch, *bases: dict[str, Any]) -> None:
    """Let the trial type have some legal bases."""
    raw = world.package.case_types["request"].model_dump(by_alias=True) | {"legal_bases": bases}
    world.package = _with(world.package, CaseType.model_validate(raw))
    monkeypatch.setattr(agreements, "packages", lambda: {world.package.id: world.package})


def _with(package: Package, type: CaseType) -> Package:
    return replace(package, case_types={**package.case_types, type.id: type})


def text_of(page: str) -> str:
    """What a reader reads."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_fields_of_one_event_tell_each_their_basis(case_world: CaseWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    declare(case_world, monkeypatch, GENERAL, OWN)
    row = case_world.request(amount="5")
    page = text_of(case_world.page(case_world.nurse, "case", row.number))
    assert "Emne · Prøvelovens § 1" in page
    assert "Beløb · Prøvelovens § 2" in page


def test_one_basis_is_told_once_for_the_event(case_world: CaseWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    declare(case_world, monkeypatch, GENERAL)
    row = case_world.request()
    page = text_of(case_world.page(case_world.nurse, "case", row.number))
    assert "Hjemmel: Prøvelovens § 1" in page
    assert "Emne · " not in page


def test_the_drawer_tells_which_fields_and_why(case_world: CaseWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    declare(case_world, monkeypatch, GENERAL, OWN)
    row = case_world.request(amount="5")
    page = text_of(case_world.page(case_world.nurse, "case", row.number))
    assert "Det er et beløb. Hjemlen gælder her fra 01-01-2020." in page


def test_a_type_without_bases_says_nothing_of_them(case_world: CaseWorld) -> None:
    row = case_world.request()
    assert "jemmel" not in case_world.page(case_world.nurse, "case", row.number)


def test_a_field_without_a_basis_is_not_asked_for(case_world: CaseWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    declare(case_world, monkeypatch, GENERAL, OWN | {"to": "2020-12-31"})
    page = case_world.page(case_world.nurse, "new", case_world.package.id, "request", "send")
    assert 'name="subject"' in page
    assert 'name="amount"' not in page


def test_the_api_gives_the_basis_of_each_field(case_world: CaseWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    declare(case_world, monkeypatch, GENERAL, OWN)
    row = case_world.request(amount="5")
    client: Client = case_world.client(case_world.nurse)
    given = client.get(f"/api/v1/cases/{row.number}").json()["legal_basis"]
    assert given == {"subject": "Prøvelovens § 1", "to": "Prøvelovens § 1", "amount": "Prøvelovens § 2"}
