"""A store of the module's own, and a client of the API."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings


@pytest.fixture(scope="module", autouse=True)
def own_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of activity and runs."""
    folder = tmp_path_factory.mktemp("store")
    with override_settings(SETTLEMENT_STORE=folder):
        yield folder


class Caller:
    """A logged-in user of the API; answers are (status, JSON)."""

    def __init__(self, user: Any = None) -> None:
        self.client = Client(raise_request_exception=False)
        if user is not None:
            self.client.force_login(user)

    def get(self, path: str, **query: Any) -> tuple[int, Any]:
        answer = self.client.get(f"/api/v1{path}", query)
        return answer.status_code, answer.json()

    def post(self, path: str, body: Any = None) -> tuple[int, Any]:
        answer = self.client.post(f"/api/v1{path}", body if body is not None else {}, content_type="application/json")
        return answer.status_code, answer.json()

    def upload(self, path: str, form: Any) -> tuple[int, Any]:
        answer = self.client.post(f"/api/v1{path}", form)
        return answer.status_code, answer.json()


@pytest.fixture
def caller(db: None) -> type[Caller]:  # noqa: ARG001
    return Caller
