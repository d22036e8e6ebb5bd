"""Pages of cases ask as many queries for three cases as for thirteen."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cases.conftest import person

from tvaers.engine.cases import actions
from tvaers.engine.cases.actions import Given, Opening
from tvaers.kernel.clock import COPENHAGEN, fixed

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=COPENHAGEN)
FEW, MORE = 3, 10


@pytest.fixture
def open_some(world: Any) -> Any:
    """Opens so many cases from a ward to a municipality; returns the last."""
    nurse = person("n", "sygeplejerske", "afsnit-a")
    opening = Opening(world.id, world.case_types["request"], "afsnit-a", "sender")

    def some(count: int) -> Any:
        with fixed(NOW):
            made = [
                actions.open_case(actor=nurse, opening=opening, given=Given({"subject": "Seng", "to": "0851"}))
                for _ in range(count)
            ]
        return made[-1]

    return some


@pytest.fixture
def reader(world: Any) -> Client:
    """Somebody of the municipality, logged in, who has seen the pages before."""
    client = Client()
    client.force_login(person("r", "visitator", "0851"))
    return client


def asked(reader: Client, address: str) -> int:
    """How many queries a page takes, when what a process reads once has been read."""
    with fixed(NOW):
        assert reader.get(address).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            reader.get(address)
    return len(queries)


@pytest.mark.parametrize(
    "address",
    ["/forloeb/", "/forloeb/alle/request", "/forloeb/alle/request?soeg=Seng"],
    ids=["worklist", "list", "search"],
)
def test_more_cases_take_no_more_queries(reader: Client, open_some: Any, address: str) -> None:
    open_some(FEW)
    few = asked(reader, address)
    open_some(MORE)
    assert asked(reader, address) == few


def test_a_case_takes_no_more_queries_when_there_are_more_cases(reader: Client, open_some: Any) -> None:
    address = f"/forloeb/{open_some(FEW).number}"
    few = asked(reader, address)
    open_some(MORE)
    assert asked(reader, address) == few


def test_the_worklist_takes_a_bounded_number_of_queries(reader: Client, open_some: Any) -> None:
    open_some(FEW)
    assert asked(reader, "/forloeb/") <= 19
