"""The pages of editions on their way in Chromium, wide and narrow: with little, with much, and with a fault."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from tests.forums.forum_world import TOWN
from tests.web.approval_world import Editions, begun, full, people
from tests.web.browser import WIDTHS, check_page, picture
from tests.web.browser import Pages as Browsers
from tests.web.forum_world import cookies

pytestmark = [pytest.mark.page, pytest.mark.django_db(transaction=True)]


def look(
    browser: Browsers, live_server: Any, who: Any, name: str, pages: list[tuple[str, list[int]]]
) -> dict[str, str]:
    """What is wrong with each page at each width; nothing when all is well. Drawers are looked at open."""
    entry, found = cookies(who, live_server.url), {}
    for page_name, given in pages:
        for width in WIDTHS:
            url = live_server.url + reverse(f"approvals:{page_name}", args=given)
            with browser.page(url, width=width, cookies=entry) as page:
                page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")
                picture(page, f"godkendelse-{name}-{page_name}-{width}")
                try:
                    check_page(page)
                except AssertionError as fault:
                    found[f"{page_name} {width}"] = str(fault)[:1500]
    return found


def test_the_empty_list_passes_the_checks(browser: Browsers, live_server: Any) -> None:
    found = people()
    assert look(browser, live_server, found.keeper, "tom", [("list", []), ("new", [])]) == {}


def forms(found: Editions) -> list[tuple[str, list[int]]]:
    """The forms that the keeper can reach in a new edition."""
    assert found.proposal is not None
    own = [found.proposal.pk]
    return [("answer", found.step("hearing")), ("send", found.forum("ffu")), ("new_change", own), ("withdraw", own)]


def test_a_new_edition_passes_the_checks(browser: Browsers, live_server: Any) -> None:
    found = begun()
    assert found.proposal is not None
    pages = [("edition", [found.proposal.pk]), *forms(found)]
    assert look(browser, live_server, found.keeper, "ny", pages) == {}


def test_an_edition_with_everything_passes_the_checks(browser: Browsers, live_server: Any) -> None:
    found = full(begun())
    assert found.proposal is not None
    pages: list[tuple[str, list[int]]] = [("list", []), ("edition", [found.proposal.pk])]
    assert look(browser, live_server, found.keeper, "fuld", pages) == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_a_fault_is_told_with_what_was_written(browser: Browsers, live_server: Any, width: int) -> None:
    found = begun()
    url = live_server.url + reverse("approvals:answer", args=found.step("party", TOWN))
    with browser.page(url, width=width, cookies=cookies(found.signer, live_server.url)) as page:
        page.get_by_text("Ikke godkendt").click()
        page.get_by_role("button", name="Gem svaret").click()
        expect(page.locator(".tv-errors")).to_be_focused()
        picture(page, f"godkendelse-fejl-{width}")
        check_page(page)
        expect(page.locator("[value=rejected]")).to_be_checked()
