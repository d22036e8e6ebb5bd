"""The pages of work plans, full and empty, as they look wide and narrow."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

import pytest
from django.urls import reverse
from tests.forums.forum_world import SYSTEM
from tests.web.browser import WIDTHS, check_page, picture
from tests.web.browser import Pages as Browsers
from tests.web.forum_world import NOW, Pages, build, cookies
from tests.web.workplan_world import Site, empty, every_page, full, more_pages

from tvaers.engine.workplans import queries
from tvaers.engine.workplans.models import Plan
from tvaers.kernel import clock


@pytest.fixture(autouse=True)
def _time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same moment in every thread."""
    monkeypatch.setattr(clock, "_fixed", ContextVar("fixed_moment", default=NOW))


def made(make: Callable[[Pages], Plan]) -> Site:
    """The pages of a plan made anew."""
    pages = build()
    return Site(pages, make(pages))


def test_an_empty_plan_says_what_comes(db: Any) -> None:  # noqa: ARG001
    text = made(empty).page("plan")
    assert "Her kommer planens aktiviteter" in text and '<svg class="ap-picture"' not in text


@pytest.mark.page
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_pass_the_checks_wide_and_narrow(browser: Browsers, live_server: Any, width: int) -> None:
    site, wrong = made(full), {}
    entry = cookies(site.pages.keeper, live_server.url)
    with browser.page(width=width, cookies=entry) as page:
        for name, given in [*every_page(site.plan), *more_pages(site.plan)]:
            page.goto(live_server.url + reverse(f"workplans:{name}", args=given))
            page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")
            picture(page, f"plan-{name}-{width}")
            try:
                check_page(page)
            except AssertionError as fault:
                wrong[name] = str(fault)[:800]
        page.goto(live_server.url + reverse("workplans:new", args=[site.plan.key]))
        page.get_by_role("button", name="Gem aktiviteten").click()
        picture(page, f"plan-fejl-{width}")
        check_page(page)
    assert wrong == {}


@pytest.mark.page
@pytest.mark.django_db(transaction=True)
def test_an_empty_plan_passes_the_checks_and_the_text_can_be_copied(browser: Browsers, live_server: Any) -> None:
    site = made(empty)
    entry = cookies(site.pages.keeper, live_server.url)
    with browser.page(
        live_server.url + reverse("workplans:plan", args=[site.plan.key]), width=390, cookies=entry
    ) as page:
        picture(page, "plan-tom-390")
        check_page(page)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="Kopiér teksten").click()
        page.get_by_text("Teksten er kopieret.").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == queries.news(SYSTEM, site.plan)
