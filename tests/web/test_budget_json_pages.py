"""A catalogue that was given out as JSON is taken up again, on the page and over the API, and is identical."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.budget.keeping.budget_world import SYSTEM, draft
from tests.cases.conftest import PARTIES
from tests.web.budget_site import client, officer

from tvaers.engine.budget import queries
from tvaers.engine.budget.models import Version
from tvaers.engine.parties import actions as parties

pytestmark = pytest.mark.django_db


@pytest.fixture
def first() -> Version:
    """A catalogue that is there, in a region that is known."""
    parties.load(actor=SYSTEM, folder=PARTIES)
    return draft()


def given_out(browser: Any, version: Version) -> SimpleUploadedFile:
    """The file as the page gives it."""
    found = browser.get(reverse("budget:file", args=[version.pk, "katalog", "json"]))
    return SimpleUploadedFile("katalog.json", found.getvalue())


def test_on_the_page(first: Version) -> None:
    browser = client(officer())
    browser.post(reverse("budget:import"), {"file": given_out(browser, first), "party": "1081"})
    page = browser.get(reverse("budget:import_review")).content.decode()
    browser.post(reverse("budget:import_review"), {"year": "2031"})
    second = Version.objects.get(catalogue__year=2031)
    assert "katalog.json" in page and queries.as_catalogue(second) == queries.as_catalogue(first)


def test_over_the_api(first: Version) -> None:
    browser = client(officer())
    given = {"file": given_out(browser, first), "party": "1081", "year": "2031"}
    assert browser.post("/api/v1/budget/catalogues", given).status_code == 200
    second = Version.objects.get(catalogue__year=2031)
    assert queries.as_catalogue(second) == queries.as_catalogue(first)


def test_a_text_that_is_no_catalogue_is_not_taken(first: Version) -> None:  # noqa: ARG001
    file = SimpleUploadedFile("brev.txt", b"Hej\nMed venlig hilsen\n")
    page = client(officer()).post(reverse("budget:import"), {"file": file, "party": "1081"}).content.decode()
    assert "Der er intet budgetkatalog i brev.txt" in page


@pytest.mark.parametrize("content", ["{}", "[1", json.dumps({"format": "tvaers-budgetkatalog/1", "catalogue": {}})])
def test_another_document_is_told_of_on_the_page(first: Version, content: str) -> None:  # noqa: ARG001
    file = SimpleUploadedFile("katalog.json", content.encode())
    page = client(officer()).post(reverse("budget:import"), {"file": file, "party": "1081"}).content.decode()
    assert "Filen er ikke et budgetkatalog fra Tværs" in page
