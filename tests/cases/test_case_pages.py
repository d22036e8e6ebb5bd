"""The generated pages of cases: open one in a form, find it on the other's worklist, answer, and lose nothing typed."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cases.conftest import person

from tvaers.engine.cases import queries


@pytest.fixture
def nurse(world: Any) -> Any:
    return _client(person("n", "sygeplejerske", "afsnit-a"))


@pytest.fixture
def receiver(world: Any) -> Any:
    return _client(person("r", "visitator", "0851"))


def _client(user: Any) -> Any:
    client = Client()
    client.force_login(user)
    client.user = user  # type: ignore[attr-defined]
    return client


def opened(nurse: Any, **values: str) -> Any:
    address = reverse("cases:new", args=["proeveaftale", "request", "send"])
    return nurse.post(address, {"subject": "Seng", "to": "0851", **values}, follow=True)


def test_a_case_opened_in_the_form_stands_on_the_others_worklist(nurse: Any, receiver: Any) -> None:
    opened(nurse)
    page = receiver.get(reverse("cases:home")).content.decode()
    assert "Svar på anmodningen" in page and "Anmodning · Seng" in page


def test_what_is_missing_is_told_and_what_was_typed_is_kept(nurse: Any, receiver: Any) -> None:
    page = opened(nurse, to="").content.decode()
    assert "Til mangler." in page and 'value="Seng"' in page
    assert queries.drafts(nurse.user).get().data == {"subject": "Seng"}


def test_the_case_page_shows_whose_move_it_is_and_the_way_on(nurse: Any, receiver: Any) -> None:
    opened(nurse)
    number = queries.cases(receiver.user).get().number
    page = receiver.get(reverse("cases:case", args=[number])).content.decode()
    assert "By Kommune har turen" in page and "Sådan er fristen talt" in page


def test_another_unit_gets_the_same_page_as_for_a_case_that_never_was(nurse: Any, receiver: Any) -> None:
    opened(nurse)
    number = queries.cases(receiver.user).get().number
    stranger = _client(person("s", "sygeplejerske", "afsnit-b"))
    real = stranger.get(reverse("cases:case", args=[number]))
    false = stranger.get(reverse("cases:case", args=["ANM-2222-2222"]))
    assert (real.status_code, _fixed(real.content, number)) == (false.status_code, _fixed(false.content, number))


def test_what_is_emptied_in_the_form_for_mending_is_taken_out(nurse: Any) -> None:
    opened(nurse, amount="100,00")
    row = queries.cases(nurse.user).get()
    told = {"subject": "Seng", "to": "0851", "amount": "", "reason": "Beløbet gjaldt et andet", "version": "1"}
    nurse.post(reverse("cases:mend", args=[row.number, 1]), told)
    row.refresh_from_db()
    assert row.data == {"subject": "Seng", "to": "0851"}


def _fixed(content: bytes, number: str) -> str:
    """The page without what is new on every load: tokens, and the address that was asked for."""
    text = content.decode().replace(number, "ANM-2222-2222")
    return re.sub(r"\b[A-Za-z0-9]{64}\b", "", text)
