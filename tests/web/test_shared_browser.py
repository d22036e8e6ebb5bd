"""The pages of agreements, parties, log and overview in Chromium, wide and narrow: with data, without, with a fault."""

from typing import Any

import pytest
from playwright.sync_api import expect
from tests.web.browser import WIDTHS, Pages, check_page, picture
from tests.web.people import add_people
from tests.web.settled import AGREEMENT, Settled, object_to, settled_world

pytestmark = pytest.mark.page
__all__ = ["settled_world"]

HOME = f"/aftaler/{AGREEMENT}/"
READERS = ("nord-afregner", "nord-chef", "nord-aftale", "alle-revisor", "alle-administrator", "uden-adgang")
PATHS = {
    "aftaler": "/aftaler/",
    "aftale": HOME,
    "aftale-tom": f"{HOME}?q=findes-ikke",
    "bestemmelse": f"{HOME}BA-4.1a",
    "parametre": "/aftaler/sundhedsaftale-midt-2011/parametre",
    "laesninger": f"{HOME}laesninger",
    "udgaver": f"{HOME}udgaver",
    "underskriv": f"{HOME}underskriv/1081",
    "ny-underaftale": f"{HOME}ny-underaftale",
    "parter": "/parter/",
    "part": "/parter/favrskov-kommune?dato=2012-06-01",
    "kommuner": "/parter/kommuner",
    "soeg": "/soeg?q=nord",
    "soeg-tom": "/soeg?q=findes-ikke",
    "hjaelp": "/hjaelp",
    "tilgaengelighed": "/tilgaengelighed",
}


def faults(
    browser: Pages, world: Settled, url: str, username: str, paths: dict[str, str], *, quiet: bool = False
) -> dict[str, str]:
    """What is wrong with each page at each width; `quiet` leaves out what the browser says of the page's own status."""
    found = {}
    cookies = world.cookies(username, url)
    for name, path in paths.items():
        for width in WIDTHS:
            with browser.page(url + path, width=width, cookies=cookies) as page:
                picture(page, f"faelles-{name}-{width}")
                if quiet:
                    page.complaints.clear()  # type: ignore[attr-defined]
                try:
                    check_page(page)
                except AssertionError as fault:
                    found[f"{name} {width}"] = str(fault)
    return found


def test_every_page_passes_the_checks(settled_world: Settled, browser: Pages, live_server: Any) -> None:  # noqa: F811
    world = add_people(settled_world)
    assert faults(browser, world, live_server.url, "nord-aftale", PATHS) == {}


def test_every_roles_overview_passes_the_checks(
    settled_world: Settled,
    browser: Pages,
    live_server: Any,  # noqa: F811
) -> None:
    world = add_people(settled_world)
    object_to(world, "k-001")
    found = [faults(browser, world, live_server.url, name, {f"overblik-{name}": "/"}) for name in READERS]
    assert [one for one in found if one] == []


def test_the_log_passes_the_checks(settled_world: Settled, browser: Pages, live_server: Any) -> None:  # noqa: F811
    paths = {"log": "/log/", "log-hel": "/log/?kontrol=1", "log-post": "/log/1", "log-tom": "/log/?q=findes-ikke"}
    assert faults(browser, add_people(settled_world), live_server.url, "alle-revisor", paths) == {}


def test_the_pages_of_refusal_pass_the_checks(settled_world: Settled, browser: Pages, live_server: Any) -> None:  # noqa: F811
    paths = {"ingen-adgang": "/aftaler/", "ikke-fundet": f"{HOME}BA-9.9z", "ingen-log": "/log/"}
    assert faults(browser, add_people(settled_world), live_server.url, "uden-adgang", paths, quiet=True) == {}


def test_a_faulty_signature_gets_the_focus_and_then_a_last_look(
    settled_world: Settled,
    browser: Pages,
    live_server: Any,  # noqa: F811
) -> None:
    cookies = add_people(settled_world).cookies("nord-aftale", live_server.url)
    with browser.page(f"{live_server.url}{HOME}underskriv/1081", cookies=cookies) as page:
        page.fill("[name=signed_by]", "Regionsdirektøren")
        page.fill("[name=signed_on]", "2999-01-01")
        page.get_by_role("button", name="Fortsæt").click()
        expect(page.locator(".tv-errors")).to_be_focused()
        check_page(page)
        page.fill("[name=signed_on]", "2020-12-15")
        page.get_by_role("button", name="Fortsæt").click()
        check_page(page)
        page.get_by_role("button", name="Registrér underskriften").click()
        expect(page.get_by_text("Underskriften for Region Nordjylland er registreret.")).to_be_visible()
