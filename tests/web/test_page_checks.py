"""What the checks of a page find, also where axe is shown only some of the elements that look the same."""

import pytest
from tests.web.browser import Pages, axe_faults

pytestmark = pytest.mark.page
CELL = "<td>Afregnet</td>"
PAGE = """<!doctype html><html lang="da"><title>Prøve</title><style>
    body {{ background: #fff; color: #222 }} .box {{ height: 40px; width: 300px; background: #333 }} {style}</style>
    <main><h1>Prøve</h1><table><tr><th>Status</th></tr>{rows}</table>{more}</main></html>"""
ROWS = [f"<tr>{CELL}</tr>"] * 30
ABOVE = "<div class='box'></div>"
LINES = "<p>Linje</p>" * 10
PALE = {
    "the last word": {"rows": [*ROWS, "<tr><td style='color: #aaa'>Afregnet</td></tr>"]},
    "what the last word stands on": {"rows": [*ROWS, f"<tr style='background: #333'>{CELL}</tr>"]},
    "every other row": {"rows": ROWS, "style": "tr:nth-child(2n) { background: #444 }"},
    "a line that is moved up onto a dark box": {
        "rows": ROWS, "more": f"{LINES}{ABOVE}<p style='margin-top: -35px; background: none'>Linje</p>",
    },
    "a line that is placed on a dark box": {
        "rows": ROWS, "more": f"{LINES}<div style='position: relative'>{ABOVE}"
        "<p style='position: absolute; top: 0'>Linje</p></div>",
    },
    "every word": {"rows": ROWS, "style": "td { color: #aaa }"},
}  # fmt: skip


def content(*, rows: list[str], style: str = "", more: str = "") -> str:
    return PAGE.format(rows="".join(rows), style=style, more=more)


@pytest.mark.parametrize("name", PALE)
def test_a_pale_word_is_found_among_many_that_look_nearly_the_same(browser: Pages, name: str) -> None:
    with browser.page() as page:
        page.set_content(content(**PALE[name]))  # type: ignore[arg-type]
        assert [fault.split(":")[0] for fault in axe_faults(page)] == ["color-contrast"]


def test_a_page_of_many_like_words_has_no_fault_and_is_left_as_it_was(browser: Pages) -> None:
    with browser.page() as page:
        page.set_content(content(rows=ROWS, more=LINES))
        before = page.content()
        assert axe_faults(page) == []
        assert page.content() == before


def test_a_second_look_at_a_page_finds_what_has_come(browser: Pages) -> None:
    with browser.page() as page:
        page.set_content(content(rows=ROWS))
        assert axe_faults(page) == []
        page.evaluate("document.querySelector('tr:last-child td').style.color = '#aaa'")
        assert [fault.split(":")[0] for fault in axe_faults(page)] == ["color-contrast"]
