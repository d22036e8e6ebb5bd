"""An event that brings a case of another type with it: the new case is there, tied, and knows only what it was told."""

from datetime import datetime
from typing import Any

import pytest
from tests.cases.conftest import person

from tvaers.engine.cases import actions, queries
from tvaers.engine.cases.actions import Given, Opening
from tvaers.kernel.case_types import CaseType, Spawn
from tvaers.kernel.clock import COPENHAGEN, fixed

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=COPENHAGEN)


@pytest.fixture
def nurse(world: Any) -> Any:
    return person("n", "sygeplejerske", "afsnit-a")


def spawning(type: CaseType, **copies: str) -> CaseType:
    """The trial type where withdrawing a case opens another of the same type."""
    spawn = Spawn(type="request", event="send", copies={"subject": "subject", "to": "role:receiver", **copies})
    events = [e.model_copy(update={"spawns": (spawn,)}) if e.id == "withdraw" else e for e in type.events]
    return type.model_copy(update={"events": tuple(events)})


def test_the_new_case_has_what_was_copied_and_is_tied_to_the_old_one(
    nurse: Any, world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    type = spawning(world.case_types["request"], amount="amount")
    monkeypatch.setitem(world.case_types, "request", type)
    with fixed(NOW):
        given = Given({"subject": "Seng", "to": "0851", "amount": "1.234,50", "happens_on": "2026-12-01"})
        old = actions.open_case(actor=nurse, opening=Opening(world.id, type, "afsnit-a", "sender"), given=given)
        actions.act(actor=nurse, case=old, event="withdraw", given=Given())
    ((kind, new),) = queries.links(nurse, old)
    assert (kind, new.data) == ("førte til", {"subject": "Seng", "to": "0851", "amount": 123450})
