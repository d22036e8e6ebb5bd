"""The pages of forums in Chromium, wide and narrow: empty, full and with a fault; and an agenda in few interactions."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from tests.forums import forum_world as base
from tests.web.browser import WIDTHS, check_page, picture
from tests.web.browser import Pages as Browsers
from tests.web.forum_world import Pages, build, cookies, fill, moment
from tests.web.test_forum_pages import every_page

__all__ = ["moment"]
pytestmark = [pytest.mark.page, pytest.mark.django_db(transaction=True)]


FEW = ("home", "clusters", "forum", "pipeline", "meetings", "decisions", "followups", "seats", "meeting", "item")
"""The pages that look different when there is little to show."""


def look(browser: Browsers, live_server: Any, pages: Pages, name: str) -> dict[str, str]:
    """What is wrong with each page at each width; nothing when all is well. Drawers are looked at open."""
    found = {}
    with browser.page(cookies=cookies(pages.keeper, live_server.url)) as page:
        for number, (page_name, given) in enumerate(every_page(pages)):
            if name == "fuld" or page_name in FEW:
                page.goto(live_server.url + reverse(f"forums:{page_name}", args=given))
                page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")
                found |= faults(page, f"{name}-{number}-{page_name}")
    return found


def faults(page: Page, name: str) -> dict[str, str]:
    """What is wrong with an open page at each width."""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        picture(page, f"forum-{name}-{width}")
        try:
            check_page(page)
        except AssertionError as fault:
            found[f"{name} {width}"] = str(fault)[:1500]
    return found


@pytest.mark.parametrize("name", ["tom", "fuld"])
def test_every_page_passes_the_checks_with_little_and_with_much(
    browser: Browsers, live_server: Any, moment: None, name: str
) -> None:
    pages = fill(build()) if name == "fuld" else build()
    assert look(browser, live_server, pages, name) == {}


class Hands:
    """A person at a page: each click and each key pressed is one interaction, and so is a field filled in."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def click(self, role: Any, name: str, *, exact: bool = True) -> None:
        """Click something by its role and name."""
        self.count += 1
        self.page.get_by_role(role, name=name, exact=exact).click()


def test_eight_items_go_on_an_agenda_in_twelve_interactions(browser: Browsers, live_server: Any, moment: None) -> None:
    pages = build()
    pages.waiting(8)
    url = live_server.url + reverse("forums:forum", args=[pages.world.first.key])
    with browser.page(url, cookies=cookies(pages.keeper, live_server.url)) as page:
        hands = Hands(page)
        hands.click("link", "Sæt dagsordenen")
        for number in range(1, 9):
            page.get_by_text(f"Sag nummer {number}", exact=True).first.click()
            hands.count += 1
        hands.click("button", "Sæt de valgte på dagsordenen")
        expect(page.get_by_text("8 punkter er sat på dagsordenen.")).to_be_visible()
        assert page.locator(".mo-agenda > li").count() == 9, "the standing item and the eight"
        hands.click("link", "Udsend dagsordenen")
        hands.click("button", "Udsend dagsordenen")
        expect(page.get_by_text("Dagsordenen er udsendt.")).to_be_visible()
    assert hands.count <= 12


def test_the_order_is_changed_without_a_mouse(browser: Browsers, live_server: Any, moment: None) -> None:
    pages = build()
    url = live_server.url + reverse("forums:meeting", args=[pages.world.meeting.pk])
    with browser.page(url, cookies=cookies(pages.keeper, live_server.url)) as page:
        up = page.get_by_role("button", name="Flyt Revideret aftale op")
        up.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**#up-*")
        expect(page.locator(".mo-agenda > li").first.get_by_text("Revideret aftale", exact=True)).to_be_visible()


def test_faults_are_told_on_the_page_with_what_was_written(browser: Browsers, live_server: Any, moment: None) -> None:
    pages = fill(build())
    with browser.page(f"{live_server.url}/moeder/", cookies=cookies(pages.keeper, live_server.url)) as page:
        page.goto(f"{live_server.url}/moeder/ffu/nyt-punkt")
        page.fill("[name=point_1]", "Godkender planen")
        page.get_by_role("button", name="Læg punktet i pipelinen").click()
        expect(page.locator(".tv-errors")).to_be_focused()
        assert page.input_value("[name=point_1]") == "Godkender planen"
        assert faults(page, "fejl-nyt") == {}
        page.goto(live_server.url + reverse("forums:meeting", args=[pages.world.later.pk]))
        page.get_by_text("Afventende sag", exact=True).first.click()
        page.get_by_role("button", name="Sæt de valgte på dagsordenen").click()
        page.get_by_text("Afventende sag: Punktet afventer noget.").wait_for()
        assert faults(page, "fejl-moede") == {}


def test_a_meeting_being_held_passes_the_checks(browser: Browsers, live_server: Any, moment: None) -> None:
    pages = build()
    base.held(pages.world)
    with browser.page(cookies=cookies(pages.keeper, live_server.url)) as page:
        for name, given in (("item", pages.world.item.slug), ("minutes", pages.world.meeting.pk)):
            page.goto(live_server.url + reverse(f"forums:{name}", args=[given]))
            page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")
            assert faults(page, f"holdes-{name}") == {}


@pytest.mark.parametrize(("number", "is_offered"), [(12, False), (13, True)])
def test_a_long_pipeline_is_searched_and_what_is_ticked_stays(
    browser: Browsers, live_server: Any, moment: None, number: int, is_offered: bool
) -> None:
    pages = build()
    first, *_ = pages.waiting(number)
    with browser.page(cookies=cookies(pages.keeper, live_server.url)) as page:
        page.goto(f"{live_server.url}/moeder/moede/{pages.world.later.pk}")
        field = page.get_by_label("Find i pipelinen")
        expect(field).to_be_visible(visible=is_offered)
        if is_offered:
            page.locator(f"#valg-{first.slug}").check(force=True)
            field.fill("nummer 13")
            expect(page.get_by_text("2 af 13 punkter vises.")).to_be_visible()
            expect(page.locator(".mo-candidates > li:visible")).to_have_count(2)
