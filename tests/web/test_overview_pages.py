"""Mit overblik by role, search over what one may see, and log-in with the users of the demo."""

from typing import Any

import pytest
from django.test import Client
from tests.web.people import ROLES, add_people
from tests.web.settled import SYSTEM, Settled, object_to, send, shared_world

from tvaers.engine.access import actions as access
from tvaers.engine.settlement import queries
from tvaers.web.design.danish import kroner

__all__ = ["shared_world"]

LINE = "BA21.contacts.20210118.k-001.1"


@pytest.fixture(scope="module")
def world(shared_world: Settled) -> Settled:  # noqa: F811
    return add_people(shared_world)


@pytest.fixture
def opened(world: Settled, db: None) -> Any:  # noqa: ARG001
    """A function that gives the text of a page as a user."""
    return lambda username, path="/": world.client(username).get(path).content.decode()


def task(page: str, title: str) -> str:
    """The number beside a task."""
    before = page.split(title)[0]
    return before.split('class="ov-count">')[-1].split("<")[0]


@pytest.mark.parametrize(
    ("role", "title"),
    [
        ("afregner", "indsigelser skal besvares"),
        ("oekonomichef", "opgørelser skal godkendes"),
        ("aftaleansvarlig", "underskrift mangler fra din part"),
        ("revisor", "kontrolsum, der ikke stemmer"),
        ("administrator", "har ingen rolle"),
        ("uden rolle", "Sådan får du adgang"),
    ],
)
def test_each_role_meets_its_own_work_first(opened: Any, role: str, title: str) -> None:
    assert title in opened(ROLES[role]).split("Hvad er nyt?")[0]


def test_drafts_wait_for_the_payee_to_send_them(world: Settled, opened: Any) -> None:
    mine = queries.waiting_statements(world.users["midt-afregner"], "send").count()
    assert task(opened("midt-afregner"), "skal sendes") == str(mine)


def test_a_sent_statement_waits_for_the_payer(world: Settled, opened: Any) -> None:
    before = int(task(opened("nord-chef"), "skal godkendes"))
    statement = send(world)
    page = opened("nord-chef")
    assert (int(task(page, "skal godkendes")), kroner(statement.amount) in page) == (before + 1, True)


def test_an_objection_waits_for_the_payee_and_is_known_to_the_payer(world: Settled, opened: Any) -> None:
    _, amount = object_to(world, "k-001")
    assert task(opened("midt-afregner"), "skal besvares") == "1"
    assert task(opened("nord-afregner"), "venter på svar fra modparten") == "1"
    assert f"Om {kroner(amount)}" in opened("midt-afregner")


@pytest.mark.parametrize("username", ["nord-afregner", "alle-revisor"])
def test_held_rows_are_those_that_the_book_holds_now(world: Settled, opened: Any, username: str) -> None:
    held = queries.book_standing(world.users[username], world.run.book)["held"]
    page = opened(username)
    assert (task(page, "er holdt tilbage"), kroner(held.amount) in page) == (str(held.lines), True)


@pytest.mark.parametrize("username", ["alle-administrator", "uden-adgang", "horsens-afregner"])
def test_no_amounts_for_those_without_a_part_in_the_settlement(opened: Any, username: str) -> None:
    page = opened(username)
    assert ("holdt tilbage" in page, "Prøveafregning" in page) == (False, False)


def test_own_agreements_are_those_of_the_users_party(opened: Any) -> None:
    page = opened("nord-aftale").split("Hvornår udløber mine aftaler?")[1]
    assert ("Benyttelsesaftale" in page, "Folkesundhed" in page) == (True, False)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("BA-4.1a", "BA-4.1a Højt specialiseret behandling, 90 %"),
        ("Folkesundhed", "Folkesundhed i Midten, bidrag"),
        ("meddelelsesbrev", "Så længe gælder et meddelelsesbrev"),
        ("favrskov", "Favrskov Kommune"),
        ("Demoklinikken", "Region Nordjylland betaler Demoklinikken"),
    ],
)
def test_search_finds_everything_one_may_see(opened: Any, text: str, found: str) -> None:
    assert found in opened("nord-afregner", f"/soeg?q={text}")


def test_search_finds_the_words_of_objections(world: Settled, opened: Any) -> None:
    object_to(world, "k-001")
    pages = [opened(name, "/soeg?q=det+er+forkert") for name in ("nord-afregner", "alle-administrator")]
    assert ["Det er forkert." in page.split("<h2>")[-1] and "Indsigelser</h2>" in page for page in pages] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("username", "status"),
    [("nord-afregner", 302), ("midt-chef", 302), ("horsens-afregner", 200), ("uden-adgang", 200)],
)
def test_a_line_id_leads_to_the_line_for_those_who_may_see_it(
    world: Settled, db: None, username: str, status: int
) -> None:  # noqa: ARG001
    answer = world.client(username).get("/soeg", {"q": LINE})
    assert (answer.status_code, LINE in answer.get("Location", "")) == (status, status == 302)


@pytest.mark.parametrize("text", ["Favrskov", "BA-4.1a", "Demoklinikken"])
def test_search_without_a_role_finds_nothing(opened: Any, text: str) -> None:
    assert "Ingenting af det, du må se" in opened("uden-adgang", f"/soeg?q={text}")


def test_the_menu_holds_only_what_the_role_uses(opened: Any) -> None:
    menu = [opened(name).split("</nav>")[0] for name in ("nord-afregner", "alle-administrator", "uden-adgang")]
    assert [[f">{word}<" in one for word in ("Afregning", "Aftaler", "Log")] for one in menu] == [
        [True, True, False], [False, True, True], [False, False, False],
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["/hjaelp", "/tilgaengelighed"])
def test_help_and_accessibility_are_for_everybody(db: None, path: str) -> None:  # noqa: ARG001
    assert Client().get(path).status_code == 200


@pytest.mark.parametrize("is_demo", [True, False])
def test_the_demo_users_stand_on_the_log_in_page_only_in_a_demo(db: None, settings: Any, is_demo: bool) -> None:  # noqa: ARG001
    access.create_user(actor=SYSTEM, username="demo-prøve", title="Demo")
    settings.DEMO = is_demo
    page = Client().get("/konto/login/").content.decode()
    assert ("demo-prøve" in page, settings.DEMO_PASSWORD in page) == (is_demo, is_demo)


def test_other_users_never_stand_on_the_log_in_page(db: None, settings: Any) -> None:  # noqa: ARG001
    access.create_user(actor=SYSTEM, username="anna", title="Prøve")
    settings.DEMO = True
    assert "anna" not in Client().get("/konto/login/").content.decode()
