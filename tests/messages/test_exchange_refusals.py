"""What a broker hears when it is refused: one shape, in Danish, and nothing is kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tvaers.api import broker as endpoint
from tvaers.engine.messages import queries
from tvaers.engine.messages.models import Broker, Incoming

pytestmark = pytest.mark.django_db
TOKEN = "prøve-token"
FIELDS = {"what", "why", "do", "findings", "rows"}


@pytest.fixture(autouse=True)
def broker() -> Broker:
    return Broker.objects.create(name="Prøvecentralen", token_hash=queries.token_hash(TOKEN))


def post(path: str, content: bytes = b"{}", authorization: str = f"Bearer {TOKEN}", **head: Any) -> Any:
    if authorization:
        head["HTTP_AUTHORIZATION"] = authorization
    return Client().post(f"/api/v1/broker/{path}", content, content_type="application/fhir+json", **head)


@pytest.mark.parametrize("authorization", ["", "Bearer ", "Bearer forkert", f"Basic {TOKEN}", TOKEN])
def test_without_a_token_in_use_the_broker_is_told_how_to_show_one(authorization: str) -> None:
    answer = post("messages", authorization=authorization)
    said = answer.json()
    assert (answer.status_code, set(said)) == (401, FIELDS)
    assert said["what"] == "Nøglen mangler eller gælder ikke." and "Authorization: Bearer" in said["do"]
    assert not Incoming.objects.exists()


def test_a_session_is_no_token(client: Client, django_user_model: Any) -> None:
    client.force_login(
        django_user_model.objects.create(username="anna"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert client.get("/api/v1/broker/outbox").json()["what"] == "Nøglen mangler eller gælder ikke."


@pytest.mark.parametrize(("size", "status"), [(100, 200), (101, 422)])
def test_too_large_a_message_is_refused_with_the_limit(monkeypatch: pytest.MonkeyPatch, size: int, status: int) -> None:
    monkeypatch.setattr(endpoint, "MAX_BYTES", 100)
    assert post("messages", b"x" * size).status_code == status


def test_too_large_is_said_in_danish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "MAX_BYTES", 1)
    said = post("messages").json()
    assert (said["what"], said["do"]) == ("Meddelelsen er for stor.", "Send den igen med færre eller mindre filer.")


def test_an_empty_message_is_refused_and_not_kept() -> None:
    answer = post("messages", b"")
    assert (answer.status_code, answer.json()["what"]) == (422, "Der er ingen meddelelse.")
    assert not Incoming.objects.exists()


def test_a_number_that_is_none_is_said_in_danish() -> None:
    answer = post("outbox/x/delivered")
    assert (answer.status_code, answer.json()["findings"]) == (422, ["adressen: id skal være et helt tal."])


def test_a_letter_that_is_not_there_is_said_in_danish() -> None:
    answer = post("outbox/999/delivered")
    assert (answer.status_code, answer.json()["what"]) == (404, "Der er ingen meddelelse med det nummer i udbakken.")
