"""Who had a role in a case and lost it hears nothing more of what the case is about."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cases.conftest import person

from tvaers.engine.cases import actions
from tvaers.engine.cases.actions import Given, Opening


@pytest.fixture
def client(world: Any) -> Client:
    """Somebody of a party that has handed a case on, with word of it and a draft in it, both from before."""
    nurse, visitator = person("n", "sygeplejerske", "afsnit-a"), person("v", "visitator", "0851")
    opening = Opening(world.id, world.case_types["request"], "afsnit-a", "sender", "sygeplejerske")
    case = actions.open_case(actor=nurse, opening=opening, given=Given({"subject": "Seng", "to": "0851"}))
    draft = Given({"reply": "Mit svar"})
    actions.save_draft(actor=visitator, type="request", package=world.id, event="answer", given=draft, case=case)
    actions.act(actor=visitator, case=case, event="hand_over", given=Given({"to": "afsnit-b"}))
    made = Client()
    made.force_login(visitator)
    return made


def test_the_front_page_no_longer_says_what_the_case_is_called(client: Client) -> None:
    page = client.get(reverse("cases:home")).content.decode()
    assert "Du har fået en anmodning" in page and "Seng" not in page


def test_the_words_of_the_draft_are_still_the_writers(client: Client) -> None:
    assert [one["data"] for one in client.get("/api/v1/drafts").json()] == [{"reply": "Mit svar"}]
