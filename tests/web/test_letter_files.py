"""The files of letters on the pages: who fetches them, as what, and how one comes into a case."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.messages.course import CITIZEN, HEART, TOWN
from tests.web.browser import Pages, check_page, picture
from tests.web.test_message_pages import PARTY, SYSTEM, log_in, number, text_of

from tvaers.engine.cases.models import Case, CaseParty
from tvaers.engine.citizens import actions as citizens
from tvaers.engine.messages import actions, fhir, outbox
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
PACKAGE = "sundhedsaftale-midt-2011"


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def make_case() -> Case:
    """A case of admission and discharge between the hospital and the town."""
    citizen, now = citizens.register(actor=SYSTEM, cpr=CITIZEN), clock.now()
    case = Case.objects.create(
        number="UDS-2222-2222", type="discharge", package=PACKAGE, state="admitted", citizen=citizen,
        opened_at=now, changed_at=now, title="Ophold på sygehus",
    )  # fmt: skip
    case.events.create(
        number=1, event="admit_inpatient", at=now, recorded_at=now, by="anna", party="hospital", role="hospital",
        state="admitted",
    )  # fmt: skip
    for role, party in (("hospital", "hospital"), ("municipality", PARTY)):
        CaseParty.objects.create(case=case, type=case.type, role=role, party=party)
    return case


def make_letter() -> Incoming:
    """A letter with four files from the hospital to the town."""
    number(TOWN, PARTY)
    number(HEART, "hospital")
    text = Text("", clock.now(), "Anna Eksempel", "Læge", "11223344", "Planen er vedlagt.")
    draft = Draft(
        activity="new-message", sender=HEART, receiver=TOWN, person=Person(CITIZEN, name="Bo Eksempel"),
        category="discharge", texts=(text,), attachments=FILES,
    )  # fmt: skip
    raw = fhir.to_json(care_communication(draft, ids=outbox.new_id, now=clock.now()))
    return actions.take_in(actor=SYSTEM, raw=Raw(raw))


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
    text_of(log_in("visitator"), f"brev/{row.pk}/fil/{number}", 404)


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


@pytest.mark.page
@pytest.mark.parametrize("width", [1280, 390])
def test_the_letter_with_files_passes_the_checks(
    transactional_db: None, live_server: Any, browser: Pages, width: int
) -> None:
    make_case()
    row, client = make_letter(), log_in("visitator")
    put(client, row, 1)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    with browser.page(f"{live_server.url}/meddelelser/brev/{row.pk}", width=width, cookies=[cookie]) as page:
        picture(page, f"brev-med-filer-{width}")
        check_page(page)
