"""The parts page and the pages of the frame, opened in Chromium; and the vendored design system."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.browser import WIDTHS, Pages, check_page, picture
from tvaers.web.design import vendor
from tvaers.web.design.templatetags.design import DKFDS

ROOT = Path(__file__).resolve().parents[2]
DESIGN = ROOT / "src" / "tvaers" / "web" / "design"
RELEASE = DESIGN / "static" / DKFDS

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
