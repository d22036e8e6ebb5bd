"""The pages of messages: who opens them, what they say, and what a click does."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from tests.messages.course import HEART, LUNGS, TOWN
from tests.web.browser import Pages, check_page, picture

from tvaers.engine.access import actions as access
from tvaers.engine.citizens.cpr import Cpr
from tvaers.engine.messages import actions, fhir, outbox
from tvaers.engine.messages.actions import LineGiven, NumberGiven, Raw
from tvaers.engine.messages.message import Address, Person, Text
from tvaers.engine.messages.models import Incoming, Location, Misdirected, Outgoing
from tvaers.engine.messages.writing import Draft, care_communication
from tvaers.kernel import clock
from tvaers.kernel.action import System

pytestmark = pytest.mark.django_db
PARTY = "0615"
SYSTEM = System()
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PATHS = (
    "", "indbakke", "sendt", "fejlsendte", "lokationsnumre", "tidsplan", "register/contact", "register/help",
    "register/step",
)  # fmt: skip
LETTERS_ONLY = ("indbakke", "sendt")


def number(address: Address, party: str, **facts: Any) -> Location:
    given = {"level": "overall", "phone": "11223344", "standards": ("care-communication",), **facts}
    return actions.keep_location(
        actor=SYSTEM,
        location=NumberGiven(
            party=party, name=address.name, starts=date(2010, 1, 1), sor=address.sor, gln=address.gln, **given
        ),
    )


def letter() -> bytes:
    text = Text("", clock.now(), "Anna Eksempel", "Læge", "11223344", "Vi har brug for en seng.")
    draft = Draft(
        activity="new-message", sender=HEART, receiver=TOWN, person=Person(Cpr("0101394321"), name="Bo Eksempel"),
        category="discharge", texts=(text,),
    )  # fmt: skip
    return fhir.to_json(care_communication(draft, ids=outbox.new_id, now=clock.now()))


@pytest.fixture
def row() -> Incoming:
    """A letter from a hospital to the town."""
    number(TOWN, PARTY)
    number(HEART, "hospital")
    return actions.take_in(actor=SYSTEM, raw=Raw(letter()))


def log_in(role: str, scope: str = PARTY) -> Client:
    user = access.create_user(actor=SYSTEM, username=f"bruger-{role or 'uden'}-{scope}", title="Visitator")
    if role:
        access.grant(actor=SYSTEM, user=user, role=role, scope=scope, reason="Test", starts=date(2021, 1, 1))
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def text_of(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(f"/meddelelser/{path}")
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("role", "letters"), [("visitator", 200), ("ledelse", 403), ("afregner", 403)])
def test_pages_open_for_those_who_work_with_them(path: str, role: str, letters: int) -> None:
    expected = letters if path in LETTERS_ONLY or role == "afregner" else 200
    assert log_in(role).get(f"/meddelelser/{path}").status_code == expected


def test_a_letter_is_read_in_its_thread(row: Incoming) -> None:
    page = text_of(log_in("visitator"), f"brev/{row.pk}")
    assert "Vi har brug for en seng." in page and "Anna Eksempel, Læge" in page
    assert "010139-••••" in page and "4321" not in page


def test_a_letter_of_others_is_not_found(row: Incoming) -> None:
    page = text_of(log_in("visitator", "0657"), f"brev/{row.pk}", 404)
    assert "seng" not in page


def test_those_who_only_count_do_not_read(row: Incoming) -> None:
    assert "seng" not in text_of(log_in("ledelse"), f"brev/{row.pk}", 404)


def test_an_answer_is_written_and_queued(row: Incoming) -> None:
    given = {"text": "Den er klar.", "author": "Bente Eksempel", "function": "Visitator", "phone": "11223344"}
    answer = log_in("visitator").post(f"/meddelelser/brev/{row.pk}/svar", given)
    assert answer.status_code == 302
    assert Outgoing.objects.get(standard="care-communication").thread == row.thread


def test_an_answer_without_a_text_keeps_what_was_written(row: Incoming) -> None:
    page = log_in("visitator").post(f"/meddelelser/brev/{row.pk}/svar", {"author": "Bente Eksempel"}).content.decode()
    assert "Bente Eksempel" in page and not Outgoing.objects.filter(standard="care-communication").exists()


def test_a_letter_is_marked_as_read(row: Incoming) -> None:
    client = log_in("visitator")
    client.post(f"/meddelelser/brev/{row.pk}/laest")
    assert "Alt er læst." in text_of(client, "indbakke")


def test_a_misdirected_letter_goes_on_with_one_click(row: Incoming) -> None:
    right = number(LUNGS, "0657")
    Misdirected.objects.create(message=row, found_at=clock.now(), found_by="prøve")
    client = log_in("visitator")
    client.post(f"/meddelelser/fejlsendte/{row.pk}", {"handled": "forwarded", "to": right.pk})
    assert "Sendt videre af bruger-visitator-0615" in text_of(client, "fejlsendte")


def test_the_traffic_is_counted_on_the_page_and_in_the_spreadsheet(row: Incoming) -> None:
    client = log_in("ledelse")
    assert HEART.name in text_of(client, "")
    answer = client.get("/meddelelser/trafik.xlsx")
    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))["Parter"]  # type: ignore[attr-defined]
    assert [cell.value for cell in sheet[2]][:5] == ["Modtaget", HEART.name, "Korrespondance", 1, 1]


def test_the_register_counts_the_inherited_numbers() -> None:
    for count in range(240):
        level = "overall" if count < 60 else "inherited"
        Location.objects.create(
            sor=f"{count + 10000}", party=PARTY, name=f"Enhed {count}", level=level, starts=date(2020, 1, 1)
        )
    page = text_of(log_in("regional_visitator", "1082"), "lokationsnumre?vis=arvet")
    assert "180 numre" in page


@pytest.mark.parametrize(
    ("days", "words"), [(-3, "3 dage for sent"), (-1, "1 dag for sent"), (0, "Planlagt"), (None, "Ikke aftalt")]
)
def test_the_time_plan_tells_who_is_late(days: int | None, words: str) -> None:
    planned = clock.today() + timedelta(days=days) if days is not None else None
    line = LineGiven("plan", PARTY, "Korrespondance", planned=planned)
    actions.keep_register(actor=SYSTEM, line=line)
    assert words in text_of(log_in("ledelse"), "tidsplan")


def test_the_manual_tells_how_far_a_party_is() -> None:
    for count in range(8):
        done = clock.today() if count < 6 else None
        actions.keep_register(actor=SYSTEM, line=LineGiven("step", PARTY, f"Trin {count + 1}", actual=done))
    page = text_of(log_in("ledelse"), "register/step")
    assert "75 %" in page and "6 af 8 trin" in page


def test_a_function_that_nobody_has_is_shown_as_vacant() -> None:
    actions.keep_register(actor=SYSTEM, line=LineGiven("contact", PARTY, "Kontaktperson"))
    assert "Ubesat" in text_of(log_in("ledelse"), "register/contact")


def test_nobody_keeps_the_register_of_another_party() -> None:
    answer = log_in("ledelse").post("/meddelelser/register/help", {"party": "0657", "subject": "Hjælp"})
    assert "Det har du ikke adgang til." in answer.content.decode()


@pytest.mark.page
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_passes_the_checks(transactional_db: None, live_server: Any, browser: Pages, width: int) -> None:
    number(TOWN, PARTY, level="inherited")
    number(HEART, "hospital")
    row = actions.take_in(actor=SYSTEM, raw=Raw(letter()))
    Misdirected.objects.create(message=row, found_at=clock.now(), found_by="prøve")
    actions.keep_register(actor=SYSTEM, line=LineGiven("plan", PARTY, "Korrespondance", planned=date(2020, 1, 1)))
    client = log_in("afdelingssekretaer")
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    for path in (*PATHS, f"brev/{row.pk}", f"brev/{row.pk}/svar", "lokationsnumre/nyt"):
        with browser.page(f"{live_server.url}/meddelelser/{path}", width=width, cookies=[cookie]) as page:
            picture(page, f"meddelelser-{path.replace('/', '-') or 'trafik'}-{width}")
            check_page(page)
