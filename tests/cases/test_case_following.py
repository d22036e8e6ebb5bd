"""Cases that look others up: their worklists follow when the other changes."""

from datetime import datetime
from typing import Any

import pytest
from tests.cases.conftest import person

from tvaers.engine.cases import actions, following, queries
from tvaers.engine.cases.actions import Given, Opening
from tvaers.kernel.case_types import LookUp
from tvaers.kernel.clock import COPENHAGEN, fixed

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=COPENHAGEN)


@pytest.fixture
def two(world: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Two cases of the trial type, which now looks up those with the same subject."""
    look = LookUp(id="others", type="request", match={"subject": "subject"})
    type = world.case_types["request"].model_copy(update={"looks_up": (look,)})
    monkeypatch.setitem(world.case_types, "request", type)
    nurse = person("n", "sygeplejerske", "afsnit-a")
    with fixed(NOW):
        opening = Opening(world.id, type, "afsnit-a", "sender")
        made = [
            actions.open_case(actor=nurse, opening=opening, given=Given({"subject": subject, "to": "0851"}))
            for subject in ("Seng", "Seng", "Stol")
        ]
    return nurse, made


def test_only_the_cases_that_look_the_changed_one_up_follow(two: Any) -> None:
    _, (first, second, _) = two
    assert following.follow(first.pk) == 1
    assert queries.as_core(second).found["others"][0]["subject"] == "Seng"


def test_a_type_that_nobody_looks_up_waits_for_nobody(world: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        following.hold(world, world.case_types["request"])
