"""The page of relevant cases: registered for our own party, ended, and looked up only with a logged reason."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.messages.course import CITIZEN
from tests.web.browser import Pages, check_page, picture
from tests.web.test_message_pages import PARTY, SYSTEM, log_in, text_of

from tvaers.engine.citizens import actions as citizens
from tvaers.engine.citizens.models import Citizen
from tvaers.engine.messages.models import Relation
from tvaers.kernel import clock
from tvaers.kernel.models import AuditEntry

pytestmark = pytest.mark.django_db
NUMBER = CITIZEN.reveal()
REASON = "Sygehuset ringer om borgeren"


def given(**changes: str) -> dict[str, str]:
    return {"cpr": NUMBER, "party": PARTY, "basis": "Serviceloven § 83", "starts": "2026-11-01", **changes}


def relation(party: str = PARTY) -> Relation:
    citizen = Citizen.objects.first() or citizens.register(actor=SYSTEM, cpr=CITIZEN)
    return Relation.objects.create(citizen=citizen, party=party, basis="Serviceloven § 83", starts=date(2026, 1, 1))


def look_up(client: Client, reason: str = REASON) -> str:
    return client.post("/meddelelser/relevante-sager/slaa-op", {"cpr": NUMBER, "reason": reason}).content.decode()


def told() -> list[str]:
    return [one.sentence for one in AuditEntry.objects.filter(action="messages.look_up_relations")]


@pytest.mark.parametrize(("role", "status"), [("visitator", 200), ("kommunal_sygeplejerske", 200), ("ledelse", 403)])
@pytest.mark.parametrize("path", ["relevante-sager", "relevante-sager/slaa-op"])
def test_it_opens_for_those_who_register(role: str, status: int, path: str) -> None:
    assert log_in(role).get(f"/meddelelser/{path}").status_code == status


def test_a_relevant_case_is_registered_and_shown_without_the_number() -> None:
    client = log_in("visitator")
    page = client.post("/meddelelser/relevante-sager", given(), follow=True).content.decode()
    assert "Serviceloven § 83" in page and "010139-••••" in page and NUMBER not in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"basis": ""}, "Hjemmel"), ({"cpr": "123"}, "Det er ikke et CPR-nummer."),
     ({"ends": "2026-10-31"}, "Sagen slutter, før den begynder."), ({"basis": "om 010139-4321"}, "Hjemlen ligner")],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_kept(changes: dict[str, str], words: str) -> None:
    page = log_in("visitator").post("/meddelelser/relevante-sager", given(**changes)).content.decode()
    assert words in page and not Relation.objects.exists()


def test_nobody_registers_for_another_party() -> None:
    log_in("visitator").post("/meddelelser/relevante-sager", given(party="0657"))
    assert not Relation.objects.exists() and not Citizen.objects.exists()


def test_it_ends_on_a_day() -> None:
    row, today = relation(), clock.today()
    client = log_in("visitator")
    ends = {"starts": "2026-01-01", "ends": str(today - timedelta(days=1))}
    page = client.post(f"/meddelelser/relevante-sager/{row.pk}", ends, follow=True).content.decode()
    assert "Slut" in page and Relation.objects.get().ends == today - timedelta(days=1)


def test_the_case_of_another_party_is_not_found() -> None:
    row = relation("0657")
    assert "Serviceloven" not in text_of(log_in("visitator"), f"relevante-sager/{row.pk}", 404)


def test_a_look_up_finds_our_own_and_is_logged_without_the_number() -> None:
    relation()
    assert "010139-••••" in look_up(log_in("visitator"))
    assert len(told()) == 1 and REASON in told()[0] and "4321" not in told()[0]


def test_a_look_up_without_a_reason_finds_nothing_and_is_not_logged() -> None:
    relation()
    assert "010139-••••" not in look_up(log_in("visitator"), "kort") and told() == []


def test_a_look_up_is_the_same_whether_or_not_another_party_knows_the_citizen() -> None:
    client = log_in("visitator")
    before = look_up(client)
    relation("0657")
    after = look_up(client)
    assert without_token(before) == without_token(after)


def without_token(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrf" not in line.lower()]


@pytest.mark.page
@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_pass_the_checks(transactional_db: None, live_server: Any, browser: Pages, width: int) -> None:
    client = log_in("visitator")
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    for name in ("tom", "fuld"):
        row = relation() if name == "fuld" else None
        paths = ["relevante-sager", "relevante-sager/slaa-op"] + ([f"relevante-sager/{row.pk}"] if row else [])
        for path in paths:
            with browser.page(f"{live_server.url}/meddelelser/{path}", width=width, cookies=[cookie]) as page:
                picture(page, f"{path.replace('/', '-')}-{name}-{width}")
                check_page(page)
                page.locator("main form .button-primary").click()
                picture(page, f"{path.replace('/', '-')}-{name}-fejl-{width}")
                check_page(page)
