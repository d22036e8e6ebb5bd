"""Letters with files: what may be sent, what is said when it may not, and who fetches them again from what was sent."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.browser import Pages, check_page, picture
from tests.web.test_letter_files import PARTY, PDF, log_in, make_case, make_letter
from tests.web.test_message_pages import text_of

from tvaers.engine.cases.models import Case
from tvaers.engine.messages import files
from tvaers.engine.messages.models import Incoming, Location, Outgoing

pytestmark = pytest.mark.django_db
TIFF = b"II*\x00en side"
SIGNED = {"text": "Planen er vedlagt.", "author": "Bente Eksempel", "function": "Visitator", "phone": "11223344"}


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def case() -> Case:
    return make_case()


@pytest.fixture
def row(case: Case) -> Incoming:
    return make_letter()


def upload(name: str = "Plan.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def reply(client: Client, row: Incoming, *given: SimpleUploadedFile) -> str:
    answer = client.post(f"/meddelelser/brev/{row.pk}/svar", {**SIGNED, "attachments": list(given)}, follow=True)
    return answer.content.decode()


def sent() -> Outgoing | None:
    return Outgoing.objects.filter(standard="care-communication").first()


def own(row: Outgoing | None) -> list[tuple[str, str, bytes]]:
    """The files that this letter adds: those of the letter that it answers go along too."""
    assert row is not None
    return [(one.title, one.media_type, one.content) for one in files.files_of(row)][4:]


def test_an_answer_carries_its_files(row: Incoming) -> None:
    reply(log_in("visitator"), row, upload(), upload("scan.TIFF", TIFF))
    assert own(sent()) == [("Plan.pdf", "application/pdf", PDF), ("scan.TIFF", "image/tiff", TIFF)]


def test_a_new_letter_from_a_case_carries_its_files(row: Incoming, case: Case) -> None:
    to = Location.objects.exclude(party=PARTY).get()
    given = {**SIGNED, "party": PARTY, "to": to.pk, "category": "discharge", "attachments": [upload()]}
    log_in("visitator").post(f"/meddelelser/forloeb/{case.number}/nyt", given)
    found = sent()
    assert found is not None and [one.content for one in files.files_of(found)] == [PDF]


def test_a_letter_goes_without_files_too(row: Incoming) -> None:
    reply(log_in("visitator"), row)
    assert own(sent()) == []


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("brev.docx", b"PK", "»brev.docx« kan ikke sendes. Brug PDF, PNG, JPEG, GIF, TIFF eller BMP."),
        ("uden", PDF, "»uden« kan ikke sendes."),
        ("plan.pdf", b"hej", "»plan.pdf« er ikke en pdf-fil, selv om navnet siger det."),
        ("0101394321.pdf", PDF, "En fils navn ligner eller indeholder et CPR-nummer. Omdøb filen."),
    ],
)
def test_a_file_that_may_not_be_sent_is_said_and_nothing_goes(
    row: Incoming, name: str, content: bytes, words: str
) -> None:
    page = reply(log_in("visitator"), row, upload(name, content))
    assert words in page and "Planen er vedlagt." in page and sent() is None


def test_an_empty_file_is_said(row: Incoming) -> None:
    assert "»tom.pdf« er tom." in reply(log_in("visitator"), row, upload("tom.pdf", b""))


def test_every_fault_is_said_at_once(row: Incoming) -> None:
    page = reply(log_in("visitator"), row, upload("a.exe", b"MZ"), upload("b.exe", b"MZ"))
    assert "»a.exe«" in page and "»b.exe«" in page


@pytest.mark.parametrize(("count", "goes"), [(files.MOST_FILES, True), (files.MOST_FILES + 1, False)])
def test_a_letter_takes_so_many_files(row: Incoming, count: int, goes: bool) -> None:
    page = reply(log_in("visitator"), row, *(upload(f"{n}.pdf") for n in range(count)))
    assert (sent() is not None, "Et brev kan have højst 10 filer. Du har valgt 11." in page) == (goes, not goes)


@pytest.mark.parametrize(("spare", "goes"), [(0, True), (-1, False)])
def test_the_files_fill_no_more_than_the_limit(
    row: Incoming, monkeypatch: pytest.MonkeyPatch, spare: int, goes: bool
) -> None:
    monkeypatch.setattr("tvaers.web.messages.forms.MOST_BYTES", len(PDF) + spare)
    page = reply(log_in("visitator"), row, upload())
    assert (sent() is not None, "Filerne må tilsammen fylde" in page) == (goes, not goes)


def test_the_largest_letter_can_be_read_again() -> None:
    assert files.MOST_BYTES * 4 / 3 < 50 * 1024**2 - 1024**2


def test_a_file_that_was_sent_is_fetched_again_by_those_who_sent_it(row: Incoming) -> None:
    client = log_in("visitator")
    reply(client, row, upload())
    found = sent()
    assert found is not None
    assert f"/meddelelser/sendt/{found.pk}/fil/5" in text_of(client, f"sendt/{found.pk}")
    answer = client.get(f"/meddelelser/sendt/{found.pk}/fil/5")
    assert (answer.content, answer["Content-Disposition"]) == (PDF, 'attachment; filename="Plan.pdf"')


def test_others_do_not_fetch_what_was_sent(row: Incoming) -> None:
    reply(log_in("visitator"), row, upload())
    found = sent()
    assert found is not None
    assert log_in("visitator", "0657").get(f"/meddelelser/sendt/{found.pk}/fil/5").status_code == 404


@pytest.mark.page
@pytest.mark.parametrize("width", [1280, 390])
def test_writing_with_files_passes_the_checks(
    transactional_db: None, live_server: Any, browser: Pages, width: int
) -> None:
    made, client = make_case(), log_in("visitator")
    row = make_letter()
    reply(client, row, upload())
    found = sent()
    assert found is not None
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    for name, path in (("nyt-brev", f"forloeb/{made.number}/nyt"), ("sendt-med-fil", f"sendt/{found.pk}")):
        with browser.page(f"{live_server.url}/meddelelser/{path}", width=width, cookies=[cookie]) as page:
            picture(page, f"{name}-{width}")
            check_page(page)
    with browser.page(f"{live_server.url}/meddelelser/brev/{row.pk}/svar", width=width, cookies=[cookie]) as page:
        page.get_by_label("Brevet").fill("Se filen.")
        page.get_by_label("Filer").set_input_files([{"name": "a.exe", "mimeType": "x/y", "buffer": b"MZ"}])
        page.get_by_role("button", name="Send svaret").click()
        picture(page, f"svar-med-forkert-fil-{width}")
        check_page(page)
