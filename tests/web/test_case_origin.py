"""A case that has lost what it came of: its page says so, and what the engine wrote there is nobody's to mend."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cases.conftest import person, trial, world
from tests.cases.test_case_consequences import begun

from tvaers.engine.cases import actions, store
from tvaers.engine.cases.actions import Given
from tvaers.engine.cases.models import Case
from tvaers.exports import cases as files
from tvaers.kernel.action import System
from tvaers.kernel.clock import COPENHAGEN, fixed

__all__ = ["trial", "world"]

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=COPENHAGEN)


def act(row: Case, event: str, party: str, role: str, **given: object) -> None:
    actions.act(actor=System(), case=row, event=event, given=Given(given), doer=store.core.Doer(party, role))


@pytest.fixture
def lost(world: Any, monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: F811
    """Opens a case by another, lets it go on or not, and annuls what it came of; gives it and its nurse's browser."""

    def made(*, gone_on: bool) -> tuple[Client, Case]:
        nurse = person("n", "sygeplejerske", "afsnit-a")
        with fixed(NOW):
            row = begun(world, monkeypatch, nurse)
            act(row, "withdraw", "afsnit-a", "sender")
            other = row.links.get().other
            if gone_on:
                act(other, "tick", "afsnit-a", "sender", ready=["medicine"])
            actions.annul(actor=System(), case=row, number=2, reason="Skrevet ved en fejl")
        client = Client()
        client.force_login(nurse)
        return client, Case.objects.get(pk=other.pk)

    return made


@pytest.mark.parametrize(
    ("gone_on", "text"), [(True, "Tag stilling til, om det skal fortsætte."), (False, "Forløbet er annulleret")]
)
def test_the_page_says_that_its_origin_is_annulled(lost: Any, gone_on: bool, text: str) -> None:
    client, row = lost(gone_on=gone_on)
    assert text in client.get(reverse("cases:case", args=[row.number])).content.decode()


def test_a_row_of_the_engine_is_not_offered_for_mending(lost: Any) -> None:
    client, row = lost(gone_on=True)
    page = client.get(reverse("cases:case", args=[row.number])).content.decode()
    assert reverse("cases:mend", args=[row.number, 2]) in page
    assert reverse("cases:mend", args=[row.number, row.version]) not in page


@pytest.mark.parametrize("page", ["mend", "annul"])
def test_a_row_of_the_engine_has_no_page_of_mending(lost: Any, page: str) -> None:
    client, row = lost(gone_on=True)
    assert client.get(reverse(f"cases:{page}", args=[row.number, row.version])).status_code == 404


def test_the_list_can_be_narrowed_to_what_is_annulled(lost: Any) -> None:
    client, row = lost(gone_on=False)
    page = client.get(reverse("cases:list", args=["request"]), {"tilstand": "voided"}).content.decode()
    assert page.count('name="valgt"') == 1 and row.number in page


def test_a_file_of_cases_tells_that_one_is_annulled(lost: Any) -> None:
    _, row = lost(gone_on=False)
    assert f"{row.number};Annulleret" in "".join(files.csv_lines(store.read(row).type, [row], []))
