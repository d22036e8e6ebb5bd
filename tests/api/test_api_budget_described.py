"""The API of budgets answers as its description says, whatever an officer, a group member or anybody asks of it."""

from typing import Any

import pytest
from tests.access.world import person
from tests.api.test_api_forums_described import ask
from tests.api.test_schema import TOKEN, one_connection, operations
from tests.budget.keeping.budget_world import NORTH, World, scenario, world

__all__ = ["one_connection"]


@pytest.fixture
def made(db: None) -> World:  # noqa: ARG001
    return world()


def asked(made: World, cookies: dict[str, str]) -> set[int]:
    """The codes that every operation of budgets answers, half of the times about something that exists."""
    mine, catalogue = scenario(made), made.version.catalogue
    known: dict[str, list[Any]] = {
        "/api/v1/budget/versions/{": [made.version.pk], "/api/v1/budget/catalogues/{": [catalogue.pk],
        "/api/v1/budget/rounds/{": [made.round.pk], "/api/v1/budget/scenarios/{": [mine.slug, made.joint.slug],
        "/api/v1/budget/groups/{": [made.red.pk], "/api/v1/public/budgets/{": [NORTH],
    }  # fmt: skip
    codes = set[int]()
    for operation in operations():
        if "budget" in operation.tags:
            codes |= ask(operation, cookies, known)
    return codes


def cookies_of(client: Any, user: Any) -> dict[str, str]:
    client.force_login(user)
    return {"sessionid": client.cookies["sessionid"].value, "csrftoken": TOKEN}


def test_an_officer_meets_no_fault_of_ours_in_budgets(made: World, client: Any) -> None:
    assert {200, 404} <= asked(made, cookies_of(client, person("kontor", "budgetchef", NORTH)))


def test_a_group_member_meets_no_fault_of_ours_in_budgets(made: World, client: Any) -> None:
    assert {200, 404} <= asked(made, cookies_of(client, made.one))
