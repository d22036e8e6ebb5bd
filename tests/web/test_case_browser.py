"""The pages of cases in Chromium, wide and narrow: with data, without, with a fault, and when somebody was first."""

from typing import Any

import pytest
from playwright.sync_api import expect
from tests.web.browser import WIDTHS, Pages, check_page, picture
from tests.web.case_world import CaseWorld, case_world, trial, world

from tvaers.engine.cases import queries, views
from tvaers.web.cases.listing import PAGE_SIZE

pytestmark = pytest.mark.page
__all__ = ["case_world", "trial", "world"]


def filled(world: CaseWorld) -> Any:
    """A case with a bit of everything."""
    row = world.request("Seng til hjemmet", amount="1234,50", happens_on="2030-03-06")
    world.act(world.receiver, row, "invite", invited=["0851", "1082"])
    world.act(world.nurse, row, "tick", ready={"medicine": "done", "extra": "not_relevant"})
    world.act(world.nurse, row, "add_step", text="Ring til hjemmet")
    return row


def test_every_page_passes_the_checks(
    live_server: Any,
    case_world: CaseWorld,
    browser: Pages,
) -> None:
    row = filled(case_world)
    home = f"/forloeb/{row.number}"
    paths = {
        "forloeb": "/forloeb/", "forloeb-filter": "/forloeb/?type=request&side=9", "et": home, "nyt":
        "/forloeb/nyt/proeveaftale/request/send", "kryds": f"{home}/tick", "skridt": f"{home}/change_step?nr=1",
        "ret": f"{home}/ret/1", "annuller": f"{home}/annuller/2", "alle": "/forloeb/alle/request", "alle-tom":
        "/forloeb/alle/request?soeg=findes-ikke", "type": f"/forloeb/typer/request?forloeb={row.number}",
    }  # fmt: skip
    cookies = case_world.cookies(case_world.nurse, live_server.url)
    found = {}
    for name, path in paths.items():
        for width in WIDTHS:
            with browser.page(live_server.url + path, width=width, cookies=cookies) as page:
                for drawer in page.query_selector_all("main details:not([open]) > summary"):
                    drawer.evaluate("summary => { summary.parentElement.open = true; }")
                picture(page, f"forloeb-{name}-{width}")
                try:
                    check_page(page)
                except AssertionError as fault:
                    found[f"{name} {width}"] = str(fault)
    assert found == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_an_empty_worklist_passes_the_checks(
    live_server: Any, case_world: CaseWorld, browser: Pages, width: int
) -> None:
    cookies = case_world.cookies(case_world.receiver, live_server.url)
    with browser.page(f"{live_server.url}/forloeb/", width=width, cookies=cookies) as page:
        check_page(page)
        expect(page.get_by_text("Der er intet at gøre lige nu")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_fault_gets_the_focus_and_keeps_the_words(
    live_server: Any, case_world: CaseWorld, browser: Pages, width: int
) -> None:
    cookies = case_world.cookies(case_world.nurse, live_server.url)
    with browser.page(f"{live_server.url}/forloeb/nyt/proeveaftale/request/send", width=width, cookies=cookies) as page:
        page.fill("[name=subject]", "Seng")
        page.locator(".tv-form button[type=submit]").click()
        expect(page.locator(".tv-errors")).to_be_focused()
        check_page(page)
        assert page.input_value("[name=subject]") == "Seng"


@pytest.mark.parametrize("width", WIDTHS)
def test_when_somebody_was_first_the_page_passes_the_checks_and_goes_on(
    live_server: Any, case_world: CaseWorld, browser: Pages, width: int
) -> None:
    row = filled(case_world)
    cookies = case_world.cookies(case_world.nurse, live_server.url)
    with browser.page(f"{live_server.url}/forloeb/{row.number}/add_step", width=width, cookies=cookies) as page:
        page.fill("[name=text]", "Bestil kørsel")
        case_world.act(case_world.nurse, row, "tick", ready={"devices": "done"})
        page.locator(".tv-form button[type=submit]").click()
        picture(page, f"forloeb-konflikt-{width}")
        check_page(page)
        page.get_by_role("button", name="Registrér alligevel").click()
        expect(page.get_by_text("»Tilføj skridt« er registreret.")).to_be_visible()


def test_what_is_written_is_kept_as_a_draft_while_it_is_written(
    live_server: Any, case_world: CaseWorld, browser: Pages
) -> None:
    cookies = case_world.cookies(case_world.nurse, live_server.url)
    with browser.page(f"{live_server.url}/forloeb/nyt/proeveaftale/request/send", cookies=cookies) as page:
        page.locator("[name=subject]").press_sequentially("Halvt")
        page.get_by_text("Kladden er gemt kl.").wait_for()
    assert queries.drafts(case_world.nurse).get().data == {"subject": "Halvt"}


def test_lists_views_and_calendar_pass_the_checks(live_server: Any, case_world: CaseWorld, browser: Pages) -> None:
    for place in range(3):
        case_world.request(f"Seng nr. {place}", amount="1234,50", happens_on="2030-03-06")
    views.save_view(actor=case_world.nurse, list="request", name="Sendt", query="tilstand=sent", party="afsnit-a")
    kol = "&".join(f"kol={key}" for key in ("subject", "size", "part.receiver", "tur.frist", "tur.skridt", "tur.hos"))
    paths = {
        "kolonner": f"/forloeb/alle/request?{kol}", "visning": "/forloeb/alle/request?tilstand=sent",
        "visninger": "/forloeb/visninger", "kalender": "/forloeb/kalender",
    }  # fmt: skip
    cookies = case_world.cookies(case_world.nurse, live_server.url)
    found = {}
    for name, path in paths.items():
        for width in WIDTHS:
            with browser.page(live_server.url + path, width=width, cookies=cookies) as page:
                picture(page, f"forloeb-{name}-{width}")
                try:
                    check_page(page)
                except AssertionError as fault:
                    found[f"{name} {width}"] = str(fault)
    with browser.page(f"{live_server.url}/forloeb/kalender", width=390, cookies=cookies) as page:
        page.get_by_role("button", name="Lav en adresse").click()
        check_page(page)
        picture(page, "forloeb-kalender-ny-390")
    assert found == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_ticks_are_kept_from_page_to_page_and_what_is_done_is_confirmed(
    live_server: Any, case_world: CaseWorld, browser: Pages, width: int
) -> None:
    rows = [case_world.request(f"Nr. {place:02}") for place in range(PAGE_SIZE + 2)]
    case_world.act(case_world.nurse, rows[0], "withdraw")
    cookies = case_world.cookies(case_world.nurse, live_server.url)
    address = f"{live_server.url}/forloeb/alle/request?aabne=alle&orden=oprettet"
    with browser.page(address, width=width, cookies=cookies) as page:
        page.get_by_label("Vælg alle på siden").check()
        page.get_by_role("link", name="Næste").click()
        page.get_by_label(f"Vælg {rows[-1].number}").check()
        page.get_by_text(f"{PAGE_SIZE + 1} valgt, heraf {PAGE_SIZE} på andre sider.").wait_for()
        check_page(page)
        picture(page, f"forloeb-valgt-{width}", full=False)
        page.get_by_role("button", name="Gør noget ved de valgte").click()
        page.get_by_role("heading", name="Hvad vil du gøre ved de valgte?").wait_for()
        check_page(page)
        picture(page, f"forloeb-mange-vaelg-{width}")
        page.get_by_label("Træk tilbage").check()
        page.get_by_role("button", name="Fortsæt").click()
        page.get_by_text("Forløbet er »Trukket tilbage«").wait_for()
        check_page(page)
        picture(page, f"forloeb-mange-bekraeft-{width}")
        page.get_by_role("button", name=f"Træk tilbage i {PAGE_SIZE} forløb").click()
        page.get_by_role("heading", name="Sådan gik det").wait_for()
        check_page(page)
        picture(page, f"forloeb-mange-gjort-{width}")
        page.get_by_role("link", name="Tilbage til listen").click()
        page.get_by_text("Sæt kryds ved de forløb, du vil gøre noget ved.").wait_for()
    assert {case_world.newest(row).state for row in (rows[1], rows[-1])} == {"withdrawn"}
    assert case_world.newest(rows[-2]).state == "sent"
