"""What nobody should give: signs that cannot be kept, more than can be held, and other shapes than a field has."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cases.conftest import person

from tvaers.engine.cases import actions, queries, store
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.bounds import BIGGEST, DEEPEST, MOST_TEXT, MOST_VALUES
from tvaers.engine.cases.given import EARLIEST, check_time, read_time, read_value
from tvaers.engine.citizens.models import Citizen
from tvaers.kernel import clock
from tvaers.kernel.case_types import FieldSpec
from tvaers.kernel.errors import Problem

FIELD = FieldSpec(id="x", label="X", type="text")
COUNT = FieldSpec(id="x", label="X", type="count")
ANONYMOUS = FieldSpec(id="x", label="X", type="long_text", anonymous=True)


def nested(depth: int) -> Any:
    value: Any = "x"
    for _ in range(depth):
        value = [value]
    return value


KEPT = ["x" * MOST_TEXT, BIGGEST, -BIGGEST, ["x"] * (MOST_VALUES - 2), nested(DEEPEST - 1)]
REFUSED = [
    "x" * (MOST_TEXT + 1), BIGGEST + 1, -BIGGEST - 1, ["x"] * (MOST_VALUES - 1), nested(DEEPEST), nested(5000),
    "a\x00b", "\ud800", float("inf"), float("nan"),
]  # fmt: skip


@pytest.mark.parametrize("value", KEPT, ids=range(len(KEPT)))
def test_what_can_be_kept_may_be_given(value: object) -> None:
    assert Given({"x": value}).values == {"x": value}


@pytest.mark.parametrize("value", REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_kept_is_refused(value: object) -> None:
    with pytest.raises(Problem):
        Given({"x": value})


@pytest.mark.parametrize("value", [{"a": 1}, ["a"]])
def test_a_text_is_no_list_and_no_mapping(value: object) -> None:
    with pytest.raises(Problem):
        read_value(FIELD, value)


def test_a_text_that_comes_as_a_number_is_checked_for_who_it_tells_of() -> None:
    with pytest.raises(Problem):
        read_value(ANONYMOUS, 1111901234)


@pytest.mark.parametrize(("text", "holds"), [("9" * 15, True), ("9" * 16, False)])
def test_a_count_has_at_most_fifteen_digits(text: str, holds: bool) -> None:
    if holds:
        assert read_value(COUNT, text) == int(text)
    else:
        with pytest.raises(Problem):
            read_value(COUNT, text)


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:00-14:00"])
def test_a_time_that_no_zone_can_tell_is_refused(text: str) -> None:
    with pytest.raises(Problem):
        read_time(text)


@pytest.mark.parametrize(("moment", "holds"), [(EARLIEST, True), (EARLIEST - timedelta(seconds=1), False)])
def test_nothing_happened_before_deadlines_are_known(moment: datetime, holds: bool) -> None:
    if holds:
        check_time(moment)
    else:
        with pytest.raises(Problem):
            check_time(moment)


@pytest.fixture
def nurse(world: Any) -> Any:
    return person("n", "sygeplejerske", "afsnit-a")


@pytest.fixture
def client(nurse: Any) -> Client:
    made = Client()
    made.force_login(nurse)
    return made


def opened(nurse: Any, world: Any, at: datetime | None = None) -> Any:
    opening = Opening(world.id, world.case_types["request"], "afsnit-a", "sender", "sygeplejerske")
    return actions.open_case(actor=nurse, opening=opening, given=Given({"subject": "Seng", "to": "0851"}), at=at)


def posted(client: Client, citizen: str = "", **data: object) -> Any:
    doer = {"party": "afsnit-a", "role": "sender", "job": "sygeplejerske"}
    body = {"agreement": "proeveaftale", "type": "request", "doer": doer, "citizen": citizen,
            "data": {"subject": "Seng", "to": "0851", **data}}  # fmt: skip
    return client.post("/api/v1/cases", json.dumps(body), content_type="application/json")


@pytest.mark.parametrize("subject", ["\ud800", "\x00", nested(600), {"a": 1}], ids=["half", "nul", "deep", "mapping"])
def test_the_api_refuses_what_cannot_be_kept(client: Client, subject: object) -> None:
    assert posted(client, subject=subject).status_code == 422


def test_a_page_tells_of_a_sign_that_cannot_be_kept(client: Client) -> None:
    address = reverse("cases:new", args=["proeveaftale", "request", "send"])
    answer = client.post(address, {"subject": "Se\x00ng", "to": "0851"})
    assert answer.status_code == 400 and "et tegn, der ikke kan gemmes" in answer.content.decode()


def test_a_draft_under_an_agreement_that_is_none_is_not_found(client: Client) -> None:
    address = reverse("cases:draft", args=["x" * 200, "request", "send"])
    assert client.post(address, {"subject": "Seng"}).status_code == 404


def test_no_more_of_a_case_is_searched_than_the_index_holds(
    nurse: Any, world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = opened(nurse, world)
    monkeypatch.setattr(store, "MOST_SEARCHED", 10)
    assert len(store.searched(case, queries.as_core(case))) == 10


def test_nobody_registers_a_citizen_with_a_case_that_they_may_not_open(world: Any) -> None:
    other = Client()
    other.force_login(person("v", "visitator", "0851"))
    assert (posted(other, citizen="010190-1234").status_code, Citizen.objects.count()) == (403, 0)


def test_a_case_was_opened_when_its_mended_opening_says(nurse: Any, world: Any) -> None:
    now = clock.now()
    case = opened(nurse, world, at=now - timedelta(days=5))
    earlier = now - timedelta(days=6)
    actions.correct(actor=nurse, case=case, number=1, given=Given(), reason="det var dagen før", at=earlier)
    assert queries.case(nurse, case.number).opened_at == earlier
