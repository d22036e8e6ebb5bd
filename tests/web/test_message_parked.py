"""The page of messages that a fault of ours stopped: who sees them, what it says, and what a click does."""

from __future__ import annotations

from typing import Any

import pytest
from tests.messages.course import HEART, TOWN
from tests.web.browser import Pages, check_page, picture
from tests.web.test_message_pages import PARTY, SYSTEM, letter, log_in, number, text_of

from tvaers.engine.messages import actions, parking
from tvaers.engine.messages.actions import Raw
from tvaers.engine.messages.models import Parked

pytestmark = pytest.mark.django_db
FAULT = "RuntimeError i follow:41"


def park(content: bytes = b"") -> Parked:
    """A letter to the town that failed as often as it was sent; with `content`, something that cannot be read."""
    raw = content or letter()
    while not Parked.objects.exists():
        actions.take_in(actor=SYSTEM, raw=Raw(raw), fault=FAULT)
    return Parked.objects.get()


@pytest.fixture
def row() -> Parked:
    number(TOWN, PARTY)
    number(HEART, "hospital")
    return park()


@pytest.mark.parametrize(("role", "status"), [("visitator", 200), ("ledelse", 200), ("laege", 200), ("afregner", 403)])
def test_the_list_opens_for_those_who_follow_the_post(role: str, status: int) -> None:
    assert log_in(role).get("/meddelelser/ikke-taget-ind").status_code == status


def test_it_says_why_how_often_and_who_may_try_again(row: Parked) -> None:
    page = text_of(log_in("visitator"), "ikke-taget-ind")
    found = [FAULT, "3, senest", "Afdelingssekretær, Kommunal visitator", HEART.name]
    assert [one for one in found if one not in page] == []


def test_it_says_nothing_of_what_the_message_says(row: Parked) -> None:
    page = text_of(log_in("visitator"), "ikke-taget-ind")
    assert "seng" not in page and "0101394321" not in page


def test_a_click_takes_it_in(row: Parked) -> None:
    client = log_in("visitator")
    page = client.post(f"/meddelelser/ikke-taget-ind/{row.pk}/igen", follow=True).content.decode()
    assert "Meddelelsen er behandlet: taget ind." in page
    assert "1 er ulæst" in text_of(client, "indbakke")


def test_a_click_in_vain_says_so_and_leaves_it(row: Parked, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(parking, "take_message", broken)
    page = log_in("visitator").post(f"/meddelelser/ikke-taget-ind/{row.pk}/igen", follow=True).content.decode()
    assert "Det gik galt igen" in page and "4, senest" in page


def test_given_up_with_a_reason_it_moves_to_what_is_handled(row: Parked) -> None:
    answer = log_in("visitator").post(
        f"/meddelelser/ikke-taget-ind/{row.pk}/opgiv", {"why": "Sygehuset har ringet."}, follow=True
    )
    page = answer.content.decode()
    assert "Opgivet" in page and "Sygehuset har ringet." in page and "Prøv igen</span>" not in page


def test_given_up_without_a_reason_it_stays(row: Parked) -> None:
    answer = log_in("visitator").post(f"/meddelelser/ikke-taget-ind/{row.pk}/opgiv", {"why": ""})
    assert (answer.status_code, Parked.objects.get().state) == (400, "waiting")


def test_those_who_only_count_are_offered_no_button(row: Parked) -> None:
    page = text_of(log_in("ledelse"), "ikke-taget-ind")
    assert FAULT in page and "/igen" not in page and "/opgiv" not in page


@pytest.mark.parametrize("act", ["igen", "opgiv"])
def test_another_party_finds_nothing(row: Parked, act: str) -> None:
    client = log_in("visitator", "0657")
    assert FAULT not in text_of(client, "ikke-taget-ind")
    assert client.post(f"/meddelelser/ikke-taget-ind/{row.pk}/{act}", {"why": "Prøve"}).status_code == 404


@pytest.mark.parametrize(("role", "warned"), [("visitator", True), ("ledelse", False)])
def test_a_banner_tells_those_who_may_mend_it(row: Parked, role: str, warned: bool) -> None:
    assert ("1 meddelelse kunne ikke tages ind" in text_of(log_in(role), "fejlsendte")) is warned


def test_an_administrator_sees_what_nobody_knows_the_receiver_of() -> None:
    park(b"\xff")
    page = text_of(log_in("administrator", "*"), "ikke-taget-ind")
    assert "Modtageren kendes ikke" in page and "Afsenderen har ikke fået svar" in page


@pytest.mark.page
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_passes_the_checks(transactional_db: None, live_server: Any, browser: Pages, width: int) -> None:
    number(TOWN, PARTY)
    number(HEART, "hospital")
    client = log_in("visitator")
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    for name in ("tom", "fuld"):
        if name == "fuld":
            park()
        for path in ("ikke-taget-ind", "indbakke"):
            with browser.page(f"{live_server.url}/meddelelser/{path}", width=width, cookies=[cookie]) as page:
                picture(page, f"{path}-{name}-{width}")
                check_page(page)
