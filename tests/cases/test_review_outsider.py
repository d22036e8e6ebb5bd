"""Whoever reports from outside a case is named nowhere: not in the log, and not in a draft."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from tests.cases.conftest import PARTIES, person
from tests.cases.test_adverse_event_kept import NOW, REPORT

from tvaers.engine.agreements import queries as agreements
from tvaers.engine.cases import actions
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.models import Draft
from tvaers.engine.parties import actions as parties
from tvaers.kernel.action import System
from tvaers.kernel.clock import fixed
from tvaers.kernel.models import AuditEntry
from tvaers.kernel.package import CONTENT, Package, load_package


@pytest.fixture
def agreement(db: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Package]:
    """The agreement on adverse events, alone, on a day when it holds."""
    package = load_package(CONTENT / "midtjylland" / "sundhedsaftale-2011")
    monkeypatch.setattr(agreements, "packages", lambda: {package.id: package})
    with fixed(NOW):
        parties.load(actor=System(), folder=PARTIES)
        yield package


@pytest.fixture
def nurse(agreement: Package) -> Any:
    return person("n", "sygeplejerske", "afsnit-a")


def draft(nurse: Any, agreement: Package, **values: str) -> None:
    actions.save_draft(
        actor=nurse, type="adverse_event", package=agreement.id, event="report", given=Given(values), case=None
    )


def test_the_log_calls_a_reporter_by_the_role(nurse: Any, agreement: Package) -> None:
    opening = Opening(agreement.id, agreement.case_types["adverse_event"], "afsnit-a", "reporter", "sygeplejerske")
    case = actions.open_case(actor=nurse, opening=opening, given=Given(REPORT))
    entry = AuditEntry.objects.get(action="cases.open")
    title = agreement.case_types["adverse_event"].role("reporter").title
    assert entry.actor == title and entry.sentence.startswith(f"{title} oprettede {case.number}")


def test_the_log_calls_whoever_drafts_a_report_by_the_role(nurse: Any, agreement: Package) -> None:
    draft(nurse, agreement, what_happened="Listen manglede")
    entry = AuditEntry.objects.get(action="cases.save_draft")
    assert entry.actor == agreement.case_types["adverse_event"].role("reporter").title


def test_a_draft_keeps_no_sealed_value(nurse: Any, agreement: Package) -> None:
    draft(nurse, agreement, what_happened="Listen manglede", reporter_name="En Kollega")
    assert Draft.objects.get().data == {"what_happened": "Listen manglede"}


def test_a_draft_over_the_api_keeps_no_sealed_value(nurse: Any, agreement: Package) -> None:
    client = Client()
    client.force_login(nurse)
    place = {"agreement": agreement.id, "type": "adverse_event", "event": "report"}
    body = json.dumps({**place, "data": {"reporter_name": "En Kollega"}})
    answer = client.post("/api/v1/drafts", body, content_type="application/json")
    assert (answer.status_code, Draft.objects.count()) == (200, 0)


def test_a_draft_keeps_only_the_events_own_fields(nurse: Any, agreement: Package) -> None:
    draft(nurse, agreement, what_happened="Listen manglede", stranger="x")
    assert Draft.objects.get().data == {"what_happened": "Listen manglede"}
