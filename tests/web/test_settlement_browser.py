"""The settlement pages in Chromium, wide and narrow: with data, without, with a fault; and steps taken in them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from tests.web.browser import WIDTHS, Pages, check_page, picture
from tests.web.settled import Settled, object_to, send, settled_world

from tvaers.engine.settlement import queries

pytestmark = pytest.mark.page
__all__ = ["settled_world"]


@pytest.fixture
def opened(settled_world: Settled, browser: Pages, live_server: Any) -> Any:  # noqa: F811
    """A function that opens a path as a user and gives the page."""

    @contextmanager
    def open_path(username: str, path: str, width: int = 1280) -> Iterator[Any]:
        cookies = settled_world.cookies(username, live_server.url)
        with browser.page(live_server.url + path, width=width, cookies=cookies) as page:
            yield page

    return open_path


def faults(opened: Any, username: str, paths: dict[str, str], quiet: bool = True) -> dict[str, str]:
    """What is wrong with each page at each width; `quiet` False lets the browser complain of the page's status."""
    found = {}
    for name, path in paths.items():
        for width in WIDTHS:
            with opened(username, path, width) as page:
                picture(page, f"afregning-{name}-{width}")
                if not quiet:
                    page.complaints.clear()
                try:
                    check_page(page)
                except AssertionError as fault:
                    found[f"{name} {width}"] = str(fault)
    return found


def test_the_pages_with_data(settled_world: Settled, opened: Any) -> None:  # noqa: F811
    statement, run = object_to(settled_world, "k-001")[0], settled_world.run.pk
    paths = {
        "home": reverse("settlement:home"),
        "run": reverse("settlement:run", args=[run]),
        "statement": reverse("settlement:statement", args=[statement.pk]),
        "confirm": reverse("settlement:statement-approve", args=[statement.pk]),
        "lines": reverse("settlement:lines", args=[run]),
        "choose": reverse("settlement:lines", args=[run]) + "?betaler=1081&modtager=1082",
        "line": reverse("settlement:line", args=["BA21.contacts.20210118.k-001.1"]),
        "held-line": reverse("settlement:line", args=["BA21.contacts.20210903.uden-brev.1"]),
        "held": reverse("settlement:held", args=[run]),
        "open": reverse("settlement:open", args=[run]),
    }
    assert faults(opened, "nord-chef", paths) == {}
    assert faults(opened, "nord-afregner", {"choose": paths["choose"]}) == {}


def test_the_pages_without_data(settled_world: Settled, opened: Any) -> None:  # noqa: F811
    nothing = reverse("settlement:lines", args=[settled_world.run.pk]) + "?soeg=findes-ikke"
    assert faults(opened, "uden-adgang", {"home-empty": reverse("settlement:home")}) == {}
    assert faults(opened, "nord-chef", {"lines-empty": nothing}) == {}


def test_the_pages_of_faults(settled_world: Settled, opened: Any) -> None:  # noqa: F811
    foreign = settled_world.statement("1082", "Demoklinikken").pk
    paths = {
        "not-found": reverse("settlement:statement", args=[foreign]),
        "not-allowed": reverse("settlement:statement-approve", args=[settled_world.statement("1082", "1081").pk]),
        "problem": reverse("settlement:line", args=["ikke-en-linje"]),
    }
    assert faults(opened, "nord-chef", paths, quiet=False) == {}


def test_approving_in_the_page_approves_once(settled_world: Settled, opened: Any) -> None:  # noqa: F811
    statement = send(settled_world)
    with opened("nord-chef", reverse("settlement:statement", args=[statement.pk])) as page:
        page.get_by_role("link", name="Godkend opgørelsen").click()
        page.get_by_role("button", name="Godkend opgørelsen").click()
        expect(page.get_by_text("Opgørelsen er godkendt.")).to_be_visible()
        assert page.get_by_role("link", name="Godkend opgørelsen").count() == 0
    found = queries.statement(settled_world.users["nord-chef"], statement.pk)
    assert (found.state, found.steps.filter(event="approve").count()) == ("approved", 1)


def test_a_filter_swaps_the_table_and_stays_in_the_address(settled_world: Settled, opened: Any) -> None:  # noqa: F811
    with opened("nord-chef", reverse("settlement:lines", args=[settled_world.run.pk])) as page:
        page.evaluate("document.querySelector('h1').dataset.kept = 'yes'")
        page.get_by_label("Måned").select_option("2021-03")
        page.wait_for_url("**maaned=2021-03**")
        assert page.locator("#linjer tbody tr").count() == int(page.locator("#antal").inner_text().split()[0])
        assert page.locator("h1").get_attribute("data-kept") == "yes"
        page.reload()
        assert page.get_by_label("Måned").input_value() == "2021-03"


def test_the_way_back_from_a_filter_is_a_whole_page(settled_world: Settled, opened: Any) -> None:  # noqa: F811
    with opened("nord-chef", reverse("settlement:lines", args=[settled_world.run.pk])) as page:
        page.get_by_role("link", name="Næste").click()
        page.wait_for_url("**side=2**")
        page.go_back()
        page.get_by_text("Side 1 af 2").wait_for()
        assert page.locator("h1").count() == 1


def test_chosen_lines_go_along_to_the_objection(settled_world: Settled, opened: Any) -> None:  # noqa: F811
    send(settled_world)
    path = reverse("settlement:lines", args=[settled_world.run.pk]) + "?betaler=1081&modtager=1082"
    with opened("nord-afregner", path) as page:
        box = page.get_by_role("checkbox", name="Vælg linjen k-001 ")
        assert box.evaluate("box => getComputedStyle(box).opacity") == "1"
        box.check()
        page.get_by_role("checkbox", name="Vælg linjen k-002 ").check()
        page.get_by_role("button", name="Gør indsigelse mod de valgte").click()
        expect(page.get_by_label("Hvorfor er du uenig?")).to_be_visible()
        assert page.locator("main").get_by_text("k-001").count() > 0
        assert page.locator("main").get_by_text("k-002").count() > 0
