"""Budgets as files over the web: who gets which, and that each opens."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from pypdf import PdfReader
from tests.access.world import person
from tests.budget.keeping.budget_world import HOSPITAL, NORTH, SYSTEM, allocated, draft, publish, published, world

from tvaers.engine.budget import actions
from tvaers.exports.budget_package_balance import balance

pytestmark = pytest.mark.django_db
BASE = "/budget/katalog"


def got(client: Any, url: str) -> bytes:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize("name", ["katalog.pdf", "katalog.docx", "katalog.txt", "katalog.json", "katalog.xlsx",
                                  "pakke.zip", "forslag.csv", "temaer.xlsx", "tal.csv"])  # fmt: skip
def test_anybody_gets_what_is_published(client: Any, name: str) -> None:
    assert got(client, f"{BASE}/{published().pk}/hent/{name}")


@pytest.mark.parametrize("name", ["katalog.pdf", "katalog.json", "pakke.zip", "forslag.csv"])
def test_a_draft_is_for_nobody_without_a_login(client: Any, name: str) -> None:
    assert client.get(f"{BASE}/{draft().pk}/hent/{name}").status_code == 404


def test_a_draft_is_not_for_a_group(client: Any) -> None:
    version = draft()
    client.force_login(member_of_a_group())
    assert client.get(f"{BASE}/{version.pk}/hent/katalog.json").status_code == 404


def member_of_a_group() -> Any:
    return person("et", "gruppemedlem", NORTH)


def test_findings_are_not_for_a_group(client: Any) -> None:
    version = published()
    client.force_login(member_of_a_group())
    assert client.get(f"{BASE}/{version.pk}/fund/hent.xlsx").status_code == 403


@pytest.mark.parametrize("format", ["pdf", "xlsx", "csv", "json"])
def test_the_office_gets_the_findings(client: Any, format: str) -> None:
    version = published()
    client.force_login(person("kontor", "budgetkontor", NORTH))
    assert got(client, f"{BASE}/{version.pk}/fund/hent.{format}")


def test_another_format_is_told_of(client: Any) -> None:
    assert client.get(f"{BASE}/{published().pk}/hent/katalog.exe").status_code == 404


def test_the_pdf_is_tagged_and_in_danish(client: Any) -> None:
    root = PdfReader(BytesIO(got(client, f"{BASE}/{published().pk}/hent/katalog.pdf"))).trailer["/Root"]
    assert (str(root["/Lang"]).lower()[:2], bool(root["/MarkInfo"]["/Marked"])) == ("da", True)


def test_the_frame_laid_down_is_in_the_package(client: Any) -> None:
    made = got(client, f"{BASE}/{published().pk}/hent/pakke.zip")
    assert balance(BytesIO(made)).frame == 119_600_000


def test_the_frame_of_the_version_goes_before(client: Any) -> None:
    version = draft()
    actions.set_frame(
        actor=SYSTEM, version=version, components=[actions.Component("health", "Ny ramme", "agreement", {"2024": 7})]
    )
    assert balance(BytesIO(got(client, f"{BASE}/{publish(version).pk}/hent/pakke.zip"))).frame == 7


def test_a_proposal_fits_on_one_page(client: Any) -> None:
    pdf = got(client, f"{BASE}/{published().pk}/brik/1.1-01/hent.pdf")
    assert len(PdfReader(BytesIO(pdf)).pages) == 1


def test_the_word_document_has_every_proposal(client: Any) -> None:
    text = [one.text for one in Document(BytesIO(got(client, f"{BASE}/{published().pk}/hent/katalog.docx"))).paragraphs]
    assert {"1.1-01 Ambulancer", "1.1-02 (!) Medicin", "1.2-01 Pulje", "1.2-02 Indkøb"} <= set(text)


def test_no_file_tells_of_a_private_scenario(client: Any) -> None:
    made = world()
    actions.open_scenario(actor=made.one, round=made.round, group=made.red, name="Hemmelig-opstilling")
    client.force_login(made.two)
    for name in ("katalog.txt", "katalog.json", "forslag.csv", "tal.csv"):
        assert b"Hemmelig" not in got(client, f"{BASE}/{made.version.pk}/hent/{name}")


@pytest.mark.parametrize("format", ["pdf", "docx", "xlsx", "csv"])
def test_the_agreement_is_public(client: Any, format: str) -> None:
    found = allocated().line.agreement
    assert got(client, f"{BASE}/{found.catalogue_version_id}/aftale/hent.{format}")


def test_letters_name_the_unit_for_the_office(client: Any) -> None:
    found = allocated().line.agreement
    client.force_login(person("kontor", "budgetkontor", NORTH))
    lines = got(client, f"{BASE}/{found.catalogue_version_id}/aftale/udmoentning.csv").decode().split("\r\n")
    assert any(one.startswith(f"{HOSPITAL};1.1-02;") for one in lines)


def test_letters_are_made_as_pdf(client: Any) -> None:
    found = allocated().line.agreement
    client.force_login(person("kontor", "budgetkontor", NORTH))
    assert got(client, f"{BASE}/{found.catalogue_version_id}/aftale/udmoentning.pdf").startswith(b"%PDF")


def test_a_group_sees_no_allocations_in_the_package(client: Any) -> None:
    found = allocated().line.agreement
    with ZipFile(BytesIO(got(client, f"{BASE}/{found.catalogue_version_id}/hent/pakke.zip"))) as files:
        text = files.read("amounts.csv").decode()
    assert (",approved," in text, ",adjusted," in text) == (True, False)


@pytest.mark.parametrize("name", ["katalog.pdf", "katalog.xlsx", "forslag.csv", "temaer.csv", "tal.csv"])
def test_the_page_of_the_catalogue_links_to_its_files(client: Any, name: str) -> None:
    pk = published().pk
    assert f'href="{BASE}/{pk}/hent/{name}"' in client.get(f"{BASE}/{pk}/").content.decode()
    assert client.get(f"{BASE}/{pk}/hent/{name}").status_code == 200


@pytest.mark.parametrize("page", ["brik/1.1-01", "aftale/"])
def test_pages_link_to_their_files(client: Any, page: str) -> None:
    found = allocated().line.agreement
    assert "hent.pdf" in client.get(f"{BASE}/{found.catalogue_version_id}/{page}").content.decode()
