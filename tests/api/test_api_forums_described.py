"""The API of forums answers as its description says, whatever a secretary asks of it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.access.world import person
from tests.api.test_schema import BOUNDED, CHECKS, TOKEN, one_connection, operations
from tests.forums.forum_world import held, world

from tvaers.engine.forums import actions
from tvaers.kernel.action import System

__all__ = ["one_connection"]
OURS = {"forums", "oparl"}


@pytest.fixture(autouse=True)
def storage(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def known(db: None) -> dict[str, list[Any]]:  # noqa: ARG001
    """Values that exist, by the beginning of the path that they belong in."""
    made = held(world())
    actions.follow_up(actor=System(), item=made.item, text="Skriv", owner="Regionen")
    return {
        "/api/v1/forums/{": [made.first.key], "/api/v1/meetings/{": [made.meeting.pk, made.later.pk],
        "/api/v1/items/{": [made.item.slug], "/api/v1/matters/{": [made.item.matter.number],
        "/api/v1/oparl/{": ["meeting", "agendaItem"],
    }  # fmt: skip


def ask(operation: Any, cookies: dict[str, str], known: dict[str, list[Any]]) -> set[int]:
    """Ask an operation a bounded number of things, half of them about something that exists; the codes it answers."""
    exists = next((values for start, values in known.items() if operation.full_path.startswith(start)), [None])
    codes: set[int] = set()

    @BOUNDED
    @given(case=operation.as_strategy(), real=st.booleans(), choice=st.sampled_from(exists))
    def run(case: Any, real: bool, choice: Any) -> None:
        if real and choice is not None:
            case.path_parameters = {**case.path_parameters, operation.path.split("{")[1].split("}")[0]: choice}
        response = case.call(headers={"X-CSRFToken": TOKEN}, cookies=cookies)
        case.validate_response(response, checks=CHECKS)
        codes.add(response.status_code)

    run()
    return codes


def test_a_secretary_meets_no_fault_of_ours_in_forums(known: dict[str, list[Any]], client: Any) -> None:
    client.force_login(person("sekretariat", "forumsekretariat", "1081"))
    cookies = {"sessionid": client.cookies["sessionid"].value, "csrftoken": TOKEN}
    codes = set[int]()
    for operation in operations():
        if OURS & set(operation.tags):
            codes |= ask(operation, cookies, known)
    assert {200, 404, 422} <= codes and 401 not in codes and max(codes) < 500
