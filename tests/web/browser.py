"""Open pages in Chromium for the page tests: one browser a run, one page a test, the checks that every page passes.

    def test_overview(browser, live_server):
        with browser.page(live_server.url + "/", width=390) as page:
            check_page(page)

`check_page` is axe, no sideways scrolling of the page, and no word of complaint from the browser (a blocked script or
style, a missing file). Tests that use `browser` are skipped with a reason where there is no Chromium.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from tests.web.contrast import CHOOSE, MARK

WIDTHS = (1280, 390)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PICTURES = Path(__file__).resolve().parents[2] / "var" / "pictures"
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # every rule runs; what passed is not described and carried over, which takes long
}
RUN_AXE = f"""async (options) => {{
    ({CHOOSE})();
    axe.configure({{rules: [{{id: 'color-contrast', selector: '[{MARK}]'}}]}});
    const found = await axe.run(options);
    document.querySelectorAll('[{MARK}]').forEach(element => element.removeAttribute('{MARK}'));
    return found.violations;
}}"""


class Pages:
    """A running browser that hands out pages."""

    def __init__(self, running: Browser) -> None:
        self.running = running

    @contextmanager
    def page(self, url: str = "", *, width: int = 1280, cookies: list[Any] | None = None) -> Iterator[Page]:
        """A page in a fresh profile, `width` px wide, at `url` if given; closed at the end.

        What the browser complains of while the page lives is kept in `page.complaints`.
        """
        context = self.running.new_context(viewport={"width": width, "height": 900}, locale="da-DK")
        if cookies:
            context.add_cookies(cookies)
        page = context.new_page()
        complaints: list[str] = []
        page.complaints = complaints  # type: ignore[attr-defined]
        page.on("console", lambda message: _keep(message, complaints))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        try:
            if url:
                page.goto(url, wait_until="load")
            yield page
        finally:
            context.close()


def _keep(message: ConsoleMessage, complaints: list[str]) -> None:
    if message.type in ("error", "warning"):
        complaints.append(message.text)


@pytest.fixture(scope="session")
def browser() -> Iterator[Pages]:
    """Chromium, started once a run. Needs `tests/web/conftest.py` to import it."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("Chromium is not installed, so no page can be opened")
    # Playwright keeps an event loop in this thread, and Django refuses its database there unless told that it is meant.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield Pages(running)
        running.close()


def picture(page: Page, name: str, *, full: bool = True) -> None:
    """A picture of the page as `var/pictures/<name>.png`, for a person to look at who set TVAERS_PICTURES=1."""
    if not os.environ.get("TVAERS_PICTURES"):
        return
    page.wait_for_load_state()
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=full)


def axe_faults(page: Page) -> list[str]:
    """What axe finds wrong (WCAG 2.2 AA and best practice): rule, help and the places, one text a rule."""
    if page.evaluate("!window.axe"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(RUN_AXE, AXE_OPTIONS)
    return [
        f"{fault['id']}: {fault['help']} – {', '.join(str(node['target']) for node in fault['nodes'][:5])}"
        for fault in found
    ]


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than the window; a wide table in its own scroll box does not count."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def too_wide(page: Page) -> list[str]:
    """The elements that reach out of the window to the right, scroll boxes left out; for the message of a fault."""
    script = """() => [...document.querySelectorAll('body *')]
        .filter(e => !e.closest('.table--responsive-scroll, .sr-only')
                     && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .slice(0, 8).map(e => `${e.tagName} ${e.getAttribute('class') || ''}`)"""
    return list(page.evaluate(script))


def check_page(page: Page) -> None:
    """The checks that every page and state passes. What a click is still loading is waited for, and the fonts."""
    page.wait_for_load_state()
    page.evaluate("document.fonts.ready.then(() => true)")
    assert axe_faults(page) == []
    assert (sideways(page), too_wide(page)) == (0, [])
    assert page.complaints == []  # type: ignore[attr-defined]
