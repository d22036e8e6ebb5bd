"""The API of approvals answers as its description says, whatever a secretary asks of it."""

from typing import Any

import pytest
from tests.access.world import person
from tests.api.test_api_forums_described import ask
from tests.api.test_schema import TOKEN, one_connection, operations
from tests.approvals.proposal_world import proposal, step

__all__ = ["one_connection"]


@pytest.fixture
def known(db: None) -> dict[str, list[Any]]:  # noqa: ARG001
    """Values that exist, by the beginning of the path that they belong in; the longer beginning first."""
    made = proposal()
    return {
        "/api/v1/approvals/steps/{": [step(made, "hearing").pk, step(made, "forum").pk],
        "/api/v1/approvals/{": [made.pk],
    }


def test_a_secretary_meets_no_fault_of_ours_in_approvals(known: dict[str, list[Any]], client: Any) -> None:
    client.force_login(person("sekretariat", "forumsekretariat", "1081"))
    cookies = {"sessionid": client.cookies["sessionid"].value, "csrftoken": TOKEN}
    codes = set[int]()
    for operation in operations():
        if "approvals" in operation.tags:
            codes |= ask(operation, cookies, known)
    assert {200, 404} <= codes
