"""People of the trial agreement with a browser each, and cases for them to work on."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cases.conftest import person, trial, world

from tvaers.engine.cases import actions, queries
from tvaers.engine.cases.actions import Given, Opening
from tvaers.kernel.package import Package

__all__ = ["CaseWorld", "case_world", "trial", "world"]


@dataclass
class CaseWorld:
    """Nurse of Afsnit A, who sends requests, and visitator of By Kommune, who answers them."""

    package: Package
    nurse: Any
    receiver: Any

    def client(self, user: Any) -> Client:
        """A browser in which somebody is logged in."""
        made = Client()
        made.force_login(user)
        return made

    def cookies(self, user: Any, url: str) -> list[Any]:
        """The same for Chromium."""
        return [{"name": name, "value": one.value, "url": url} for name, one in self.client(user).cookies.items()]

    def request(self, subject: str = "Seng", **given: object) -> Any:
        """A request from the nurse to the municipality."""
        type = self.package.case_types["request"]
        opening = Opening(self.package.id, type, "afsnit-a", "sender", "sygeplejerske", "send")
        values = Given({"subject": subject, "to": "0851", **given})
        return actions.open_case(actor=self.nurse, opening=opening, given=values)

    def act(self, user: Any, row: Any, event: str, **given: object) -> Any:
        """Let something happen."""
        return actions.act(actor=user, case=row, event=event, given=Given(given))

    def page(self, user: Any, name: str, *arguments: object, **query: str) -> str:
        """The text of a page that must be there."""
        answer = self.client(user).get(reverse(f"cases:{name}", args=arguments), query)
        assert answer.status_code == 200
        return answer.content.decode()

    def newest(self, row: Any) -> Any:
        """The case as it is now."""
        return queries.case(self.nurse, row.number)


@pytest.fixture
def case_world(world: Package) -> CaseWorld:  # noqa: F811
    """The trial agreement with two people."""
    return CaseWorld(world, person("n", "sygeplejerske", "afsnit-a"), person("r", "visitator", "0851"))
