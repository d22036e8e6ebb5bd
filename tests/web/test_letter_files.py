"""The files of letters on the pages: who fetches them, as what, and how one comes into a case."""

from __future__ import annotations

from typing import Any, cast

import pytest
from django.test import Client
from tests.messages.course import CITIZEN, HEART, TOWN
from tests.web.boarded import TOWN as PARTY
from tests.web.boarded import WARD, people, stay
from tests.web.browser import Pages, check_page, picture
from tests.web.test_message_pages import SYSTEM, number, text_of
from tests.web.test_message_pages import log_in as log_in_for

from tvaers.engine.cases.models import Case
from tvaers.engine.messages import actions, fhir, outbox, policies
from tvaers.engine.messages.actions import Raw
from tvaers.engine.messages.message import Attachment, Person, Text
from tvaers.engine.messages.models import Incoming
from tvaers.engine.messages.writing import Draft, care_communication
from tvaers.kernel import clock

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 en plan"
FILES = (
    Attachment("Plan", "application/pdf", PDF),
    Attachment("Scanning", "image/tiff", b"II*"),
    Attachment("Journal", "application/pdf", b"", "https://eksempel.dk/journal"),
    Attachment("Ikke en PDF", "application/pdf", b"hej"),
)


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def make_case() -> Case:
    """A stay of the citizen, shared by the ward and the town."""
    people()
    return cast(Case, stay(cpr=CITIZEN.reveal()))


def make_letter() -> Incoming:
    """A letter with four files from the ward to the town."""
    number(TOWN, PARTY)
    number(HEART, WARD)
    text = Text("", clock.now(), "Anna Eksempel", "Læge", "11223344", "Planen er vedlagt.")
    draft = Draft(
        activity="new-message", sender=HEART, receiver=TOWN, person=Person(CITIZEN, name="Bo Eksempel"),
        category="discharge", texts=(text,), attachments=FILES,
    )  # fmt: skip
    raw = fhir.to_json(care_communication(draft, ids=outbox.new_id, now=clock.now()))
    return actions.take_in(actor=SYSTEM, raw=Raw(raw))


def log_in(role: str, scope: str = PARTY) -> Client:
    return log_in_for(role, scope)


@pytest.fixture
def case() -> Case:
    return make_case()


@pytest.fixture
def row(case: Case) -> Incoming:
    return make_letter()


def put(client: Client, row: Incoming, number: int) -> str:
    return client.post(f"/meddelelser/brev/{row.pk}/fil/{number}/forloeb", follow=True).content.decode()


def test_a_file_is_fetched_as_a_file_and_never_kept_on_the_way(row: Incoming) -> None:
    answer = log_in("visitator").get(f"/meddelelser/brev/{row.pk}/fil/1")
    assert (answer.status_code, answer.content) == (200, PDF)
    assert answer["Content-Disposition"] == 'attachment; filename="Plan.pdf"'
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(("role", "scope"), [("visitator", "0657"), ("ledelse", PARTY), ("", PARTY)])
def test_those_who_do_not_see_the_letter_do_not_get_its_files(row: Incoming, role: str, scope: str) -> None:
    client = log_in(role, scope)
    there, nowhere = (client.get(f"/meddelelser/brev/{pk}/fil/1") for pk in (row.pk, row.pk + 999))
    assert there.status_code == nowhere.status_code == 404
    assert PDF not in there.content


@pytest.mark.parametrize("number", [0, 3, 5])
def test_a_file_that_is_not_in_the_letter_is_not_found(row: Incoming, number: int) -> None:
    answer = log_in("visitator").get(f"/meddelelser/brev/{row.pk}/fil/{number}")
    assert (answer.status_code, PDF in answer.content) == (404, False)


def test_the_letter_shows_its_files_with_their_sizes(row: Incoming) -> None:
    page = text_of(log_in("visitator"), f"brev/{row.pk}")
    assert f"/meddelelser/brev/{row.pk}/fil/1" in page and "16\xa0byte" in page
    assert "Filen er ikke med i brevet" in page and f"/meddelelser/brev/{row.pk}/fil/3" not in page


def test_a_file_goes_into_the_case_on_a_click_and_once(row: Incoming, case: Case) -> None:
    client = log_in("visitator")
    assert "»Plan.pdf« ligger nu i forløbet." in put(client, row, 1)
    page = put(client, row, 1)
    assert "ligger allerede i forløbet" in page and f"brev/{row.pk}/fil/1/forloeb" not in page
    made = case.documents.get()
    assert (made.name, made.size, made.party, made.by) == ("Plan.pdf", len(PDF), PARTY, f"bruger-visitator-{PARTY}")


def test_a_file_that_is_not_what_it_says_is_not_put_into_the_case(row: Incoming, case: Case) -> None:
    assert "Filen er ikke en pdf-fil" in put(log_in("visitator"), row, 4)
    assert not case.documents.exists()


def test_only_kinds_that_cases_take_are_offered(row: Incoming) -> None:
    page = text_of(log_in("visitator"), f"brev/{row.pk}")
    assert "fil/1/forloeb" in page and "fil/2/forloeb" not in page


def test_a_letter_without_a_case_offers_no_case() -> None:
    row = make_letter()
    client = log_in("visitator")
    assert "/forloeb" not in text_of(client, f"brev/{row.pk}").partition("me-files")[2]
    assert client.post(f"/meddelelser/brev/{row.pk}/fil/1/forloeb").status_code == 404


def test_a_stranger_puts_nothing_into_the_case(row: Incoming, case: Case) -> None:
    assert log_in("visitator", "0657").post(f"/meddelelser/brev/{row.pk}/fil/1/forloeb").status_code == 404
    assert not case.documents.exists()


def case_page(client: Client) -> str:
    answer = client.get(f"/forloeb/{Case.objects.get().number}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_case_leads_to_its_letters_and_counts_them_without_notices(row: Incoming, case: Case) -> None:
    Incoming.objects.create(
        case=case, standard="hospital-notification", party=PARTY, outcome="accepted", received_at=clock.now()
    )
    client = log_in("visitator")
    page = case_page(client)
    assert f'<a href="/meddelelser/forloeb/{case.number}">Breve i forløbet (1)</a>' in page
    letters = text_of(client, f"forloeb/{case.number}")
    assert "Breve (1)" in letters and "Advis (1)" in letters and "Planen er vedlagt." in letters


def test_the_count_leaves_out_the_letters_of_others(row: Incoming) -> None:
    Incoming.objects.update(party="0657")
    assert "Breve i forløbet (0)" in case_page(log_in("visitator"))


def test_the_case_shows_no_letters_to_those_who_read_none(row: Incoming, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policies, "parties_of", lambda user, permission: frozenset())
    assert "Breve i forløbet" not in case_page(log_in("visitator"))


@pytest.mark.page
@pytest.mark.parametrize("width", [1280, 390])
def test_letters_with_files_pass_the_checks(
    transactional_db: None, live_server: Any, browser: Pages, width: int
) -> None:
    made = make_case()
    row, client = make_letter(), log_in("visitator")
    put(client, row, 1)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    ways = {"brev-med-filer": f"meddelelser/brev/{row.pk}", "forloeb-breve": f"meddelelser/forloeb/{made.number}",
            "forloeb-med-breve": f"forloeb/{made.number}"}  # fmt: skip
    for name, path in ways.items():
        with browser.page(f"{live_server.url}/{path}", width=width, cookies=[cookie]) as page:
            picture(page, f"{name}-{width}")
            check_page(page)
