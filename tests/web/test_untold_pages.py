"""What did not get through by MedCom: said on the case, on the overview and in a list, until it is told otherwise."""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.boarded import NURSE, TOWN, WARD, client, done, people, person, stay

from tvaers.engine.cases.models import Notice
from tvaers.engine.messages import actions
from tvaers.engine.messages.models import Outgoing
from tvaers.kernel.action import System

pytestmark = pytest.mark.django_db
FAILED = "Kunne ikke sendes med MedCom"
BUTTON = "Meldt på anden måde"
LIST = "/meddelelser/kunne-ikke-sendes"


@pytest.fixture
def row() -> Any:
    """A stay whose note to the municipality could not go: nobody has a location number."""
    people()
    made = done(stay(), "send_nursing_note", NURSE, {"nursing_note": "Forbinding skiftes hver anden dag."})
    actions.send_notice(actor=System(), notice=Notice.objects.get(case=made, channel="care_communication"))
    return made


def nurse(scope: str = WARD) -> Any:
    return client(person(f"anna-{scope}", "sygeplejerske", scope))


def letter() -> Outgoing:
    return Outgoing.objects.get(state="other_way")


def told(browser: Any, **given: str) -> Any:
    """The page after the form was sent."""
    answers = {"how": "Ringet til visitator", "at": "2026-01-05T10:00", **given}
    return browser.post(f"{LIST}/{letter().pk}", answers, follow=True)


def page(browser: Any, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_case_says_why_what_to_do_and_where_for_its_sender(row: Any) -> None:
    text = page(nurse(), f"/forloeb/{row.number}")
    assert f"{FAILED}: Notat om sygepleje" in text and "Modtageren kan ikke få breve gennem MedCom." in text
    assert text.count(f'href="{LIST}/{letter().pk}"') == 2 and " · Ikke læst endnu" not in text


def test_the_receiver_sees_that_it_failed_and_has_no_button(row: Any) -> None:
    text = page(client(person("bo", "visitator", TOWN)), f"/forloeb/{row.number}")
    assert FAILED in text and "Afsenderen skal give modtageren besked." in text and BUTTON not in text


def test_the_overview_counts_it_for_the_sender(row: Any) -> None:
    text = page(nurse(), "/")
    assert f'<a href="{LIST}">besked kunne ikke sendes med MedCom</a>' in text


def test_the_list_names_it_with_its_case(row: Any) -> None:
    text = page(nurse(), LIST)
    assert "Notat om sygepleje" in text and f'href="/forloeb/{row.number}"' in text and BUTTON in text


def test_the_list_of_others_is_empty(row: Any) -> None:
    assert "Alt er kommet frem" in page(nurse(TOWN), LIST)


def test_telling_leads_back_to_the_case_which_says_how_and_when(row: Any) -> None:
    browser = nurse()
    text = told(browser).content.decode()
    assert "Meldt på anden måde 05-01-2026 kl. 10.00: Ringet til visitator" in text
    assert f"{FAILED}: " not in text and "Alt er kommet frem" in page(browser, LIST)


def test_what_was_typed_stays_when_it_is_refused(row: Any) -> None:
    text = told(nurse(), how="Om 010190-1111").content.decode()
    assert "ligner eller indeholder et CPR-nummer" in text and "Om 010190-1111" in text
    assert letter().told_at is None


def test_others_cannot_tell(row: Any) -> None:
    assert told(nurse(TOWN)).status_code == 404


def test_sent_letters_say_that_it_is_told(row: Any) -> None:
    browser = nurse()
    told(browser)
    assert "Meldt på anden måde" in page(browser, "/meddelelser/sendt")
    assert "Ringet til visitator" in page(browser, f"/meddelelser/sendt/{letter().pk}")


def test_a_word_that_waits_for_the_broker_is_not_called_failed(row: Any) -> None:
    Outgoing.objects.update(state="queued")
    text = page(nurse(), f"/forloeb/{row.number}")
    assert FAILED not in text and "Venter på at blive hentet · Ikke læst endnu" in text
