"""The parts page and the pages of the frame, opened in Chromium."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.browser import WIDTHS, Pages, check_page, picture

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.page


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of the small site of `design_site.py`."""
    command = [sys.executable, str(ROOT / "tests" / "web" / "design_site.py")]
    environment = {"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin"}
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT
    )
    assert process.stdin and process.stdout
    yield process.stdout.readline().strip()
    process.stdin.close()
    process.wait(timeout=10)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("address", ["", "403", "404", "500", "login", "logout"])
def test_page_passes_the_checks(browser: Pages, site: str, address: str, width: int) -> None:
    with browser.page(f"{site}/{address}", width=width) as page:
        picture(page, f"design-{address or 'parts'}-{width}")
        check_page(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_page_passes_the_checks_with_every_drawer_open(browser: Pages, site: str, width: int) -> None:
    with browser.page(site, width=width) as page:
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        picture(page, f"design-open-{width}")
        check_page(page)


def test_menu_button_opens_the_menu_on_a_phone(browser: Pages, site: str) -> None:
    with browser.page(site, width=390) as page:
        before = page.locator("#tv-menu").is_visible()
        page.get_by_role("button", name="Menu").click()
        assert (before, page.locator("#tv-menu").is_visible()) == (False, True)


def test_escape_closes_the_menu_and_returns_to_its_button(browser: Pages, site: str) -> None:
    with browser.page(site, width=390) as page:
        page.get_by_role("button", name="Menu").click()
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "false"


def test_ctrl_k_goes_to_the_search_field(browser: Pages, site: str) -> None:
    with browser.page(site) as page:
        page.keyboard.press("Control+k")
        assert page.evaluate("document.activeElement.id") == "tv-search-field"


def test_the_first_stop_of_the_keyboard_leads_past_the_menu(browser: Pages, site: str) -> None:
    with browser.page(f"{site}/404") as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main-content"


def test_the_why_drawer_opens_without_scripts(browser: Pages, site: str) -> None:
    context = browser.running.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    page.locator(".tv-why > summary").click()
    is_shown = page.get_by_text("Det gjaldt ikke her").is_visible()
    context.close()
    assert is_shown


def test_faults_of_a_form_get_the_focus(browser: Pages, site: str) -> None:
    with browser.page(site) as page:
        assert "tv-errors" in page.evaluate("document.activeElement.className")


def test_every_fault_links_to_its_field(browser: Pages, site: str) -> None:
    with browser.page(site) as page:
        missing = """() => [...document.querySelectorAll('.tv-errors a')]
            .map(a => a.hash.slice(1)).filter(id => !document.getElementById(id))"""
        assert page.evaluate(missing) == []


# 178 mm (A4 upright) and 269 mm (A4 on its side) between the margins, in CSS pixels.
@pytest.mark.parametrize(("selector", "width"), [(".tv-table:not(.tv-wide) table", 672), (".tv-wide table", 1016)])
def test_printed_tables_fit_the_paper(browser: Pages, site: str, selector: str, width: int) -> None:
    with browser.page(site, width=width) as page:
        page.emulate_media(media="print")
        widths = page.evaluate(f"[...document.querySelectorAll('{selector}')].map(table => table.offsetWidth)")
        assert widths and max(widths) <= width
