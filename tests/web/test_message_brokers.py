"""The page of message brokers: a key is shown once, for which parties it fetches, and closed it is refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.web.browser import Pages, check_page, picture
from tests.web.test_message_pages import log_in, text_of

from tvaers.engine.messages import queries
from tvaers.engine.messages.models import Broker, Outgoing
from tvaers.kernel import clock

pytestmark = pytest.mark.django_db


def admin() -> Client:
    return log_in("administrator", "*")


def let_in(client: Client, parties: str = "", name: str = "Centralen") -> str:
    """The page after a key was given."""
    answer = client.post("/meddelelser/centraler", {"name": name, "parties": parties})
    assert answer["Cache-Control"] == "private, no-store"
    return answer.content.decode()


def token_in(page: str) -> str:
    return page.partition('tabindex="0">')[2].partition("<")[0]


@pytest.mark.parametrize(("role", "scope"), [("visitator", "0615"), ("afdelingssekretaer", "1082")])
def test_only_administrators_open_it(role: str, scope: str) -> None:
    assert log_in(role, scope).get("/meddelelser/centraler").status_code == 403


def test_the_menu_leads_administrators_to_it() -> None:
    client = admin()
    assert 'href="/meddelelser/"' in client.get("/meddelelser/centraler").content.decode()
    assert client.get("/meddelelser/").headers["Location"] == "/meddelelser/centraler"


def test_the_key_is_shown_once_and_works() -> None:
    client = admin()
    token = token_in(let_in(client))
    broker = queries.broker_with(token)
    assert broker is not None and broker.name == "Centralen"
    assert token not in text_of(client, "centraler")


def test_the_key_is_not_kept_in_clear() -> None:
    token = token_in(let_in(admin()))
    assert token not in str(list(Broker.objects.values()))


def test_a_new_key_stops_the_old_one() -> None:
    client = admin()
    first, second = (token_in(let_in(client)) for _ in range(2))
    assert queries.broker_with(first) is None and queries.broker_with(second) is not None


def test_closed_it_is_refused_and_shown_as_closed() -> None:
    client = admin()
    token = token_in(let_in(client))
    page = client.post(f"/meddelelser/centraler/{Broker.objects.get().pk}/luk", follow=True).content.decode()
    assert "Lukket" in page and queries.broker_with(token) is None


def test_a_party_that_does_not_exist_is_refused_and_no_key_given() -> None:
    assert "Der er ingen part med koden findes-ikke." in let_in(admin(), "findes-ikke")
    assert not Broker.objects.exists()


def test_it_fetches_for_its_parties_and_for_none_that_nobody_knows() -> None:
    for party in ("0615", "0657", ""):
        Outgoing.objects.create(standard="acknowledgement", party=party, created_at=clock.now())
    broker = Broker(parties=["0615"])
    assert [one.party for one in queries.outbox(broker)] == ["0615", ""]
    assert [one.party for one in queries.outbox(Broker())] == ["0615", "0657", ""]


def test_it_marks_no_letter_of_others_as_fetched(client: Client) -> None:
    token = token_in(let_in(admin()))
    Broker.objects.update(parties=["0615"])
    row = Outgoing.objects.create(standard="acknowledgement", party="0657", created_at=clock.now())
    head = {"HTTP_AUTHORIZATION": f"Bearer {token}"}
    assert client.post(f"/api/v1/broker/outbox/{row.pk}/delivered", **head).status_code == 404  # type: ignore[arg-type]


@pytest.mark.page
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_passes_the_checks(transactional_db: None, live_server: Any, browser: Pages, width: int) -> None:
    client = admin()
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    for name in ("tom", "fuld"):
        if name == "fuld":
            let_in(client)
            let_in(client, name="Den gamle central")
            Broker.objects.filter(name="Den gamle central").update(active=False)
        with browser.page(f"{live_server.url}/meddelelser/centraler", width=width, cookies=[cookie]) as page:
            picture(page, f"centraler-{name}-{width}")
            check_page(page)
            page.get_by_label("Navn").fill("Ny central")
            page.get_by_role("button", name="Giv en ny nøgle").click()
            picture(page, f"centraler-noegle-{name}-{width}")
            check_page(page)
