"""What is written of who did something, and what is kept out of logs and addresses."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from tests.cases.conftest import person

from tvaers.engine.cases import actions
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.models import Event, Link
from tvaers.kernel.errors import Problem


@pytest.fixture
def nurse(world: Any) -> Any:
    return person("n", "sygeplejerske", "afsnit-a")


def opened(nurse: Any, world: Any, job: str = "sygeplejerske") -> Any:
    opening = Opening(world.id, world.case_types["request"], "afsnit-a", "sender", job)
    return actions.open_case(actor=nurse, opening=opening, given=Given({"subject": "Seng", "to": "0851"}))


@pytest.mark.parametrize("job", ["", "sygeplejerske"])
def test_a_case_is_opened_in_a_job_that_its_opener_has(nurse: Any, world: Any, job: str) -> None:
    opened(nurse, world, job)
    assert Event.objects.get().job == "sygeplejerske"


def test_a_tie_between_cases_holds_no_cpr_number(nurse: Any, world: Any) -> None:
    one, other = opened(nurse, world), opened(nurse, world)
    with pytest.raises(Problem, match="CPR-nummer"):
        actions.link(actor=nurse, case=one, other=other, kind="010190-1234")
    assert not Link.objects.exists()


@pytest.mark.parametrize(("text", "status"), [("010190-1234", 422), ("Seng", 200)])
def test_a_cpr_number_stands_in_no_address_of_the_api(nurse: Any, world: Any, text: str, status: int) -> None:
    client = Client()
    client.force_login(nurse)
    answer = client.get("/api/v1/cases", {"text": text})
    assert answer.status_code == status and "010190" not in json.dumps(answer.json())
