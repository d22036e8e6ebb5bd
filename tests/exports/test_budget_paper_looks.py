"""A budget paper as PDF and Word: columns that can be read, captions with their tables, pictures told in words."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from tvaers.exports.budget_bars import scaled
from tvaers.exports.budget_docx import write_docx
from tvaers.exports.budget_paper import Bar, Block, Grid, Heading, Paper, Picture, Text
from tvaers.exports.budget_pdf import shares, write_pdf

PICTURE = Picture("Fra ramme til balance", "Der mangler 2,0", (Bar("Ramme", 0, 5, "5"), Bar("Rest", 5, 3, "2")))
TABLE = Grid("Beløb i mio. kr.", ("Nr.", "Forslag", "2024"), (("1", "Ambulancer", "2,0"), ("", "I alt", "2,0")), 2,
             frozenset({1}))  # fmt: skip


def paper(*blocks: Block) -> Paper:
    return Paper("prøve", "Prøven", (("Status", "Kladde"),), blocks, datetime(2023, 8, 21, tzinfo=UTC))


def pages(*blocks: Block) -> list[str]:
    return [one.extract_text() for one in PdfReader(BytesIO(write_pdf(paper(*blocks)))).pages]


def word(*blocks: Block) -> Any:
    return Document(BytesIO(write_docx(paper(*blocks))))


def grid(*texts: str) -> Grid:
    return Grid("Fund", tuple("abcd"[: len(texts)]), (texts,), len(texts))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [(("1", "x" * 24, "y" * 23), [0, 24, 0]), (("1", "x" * 25, "y" * 40), [0, 25, 40]),
     (("x" * 25, "y" * 24), [25, 0]), (("x" * 90, "y" * 400), [90, 90]), (("", ""), [1, 0])],
)  # fmt: skip
def test_long_columns_share_the_width(texts: tuple[str, ...], expected: list[int]) -> None:
    assert shares(grid(*texts)) == expected


def test_figures_are_as_wide_as_they_are() -> None:
    assert shares(TABLE)[2] == 0


def test_a_long_explanation_is_no_column_of_single_words() -> None:
    text = " ".join(["forklaring"] * 30)
    told = pages(Grid("Fund", ("Sted", "Forklaring"), (("Budgetbrik 1.1-01, " * 4, text),), 2))[0]
    assert "forklaring forklaring forklaring" in told


@pytest.mark.parametrize("lines", range(28, 40))
def test_a_caption_is_on_the_page_of_its_table(lines: int) -> None:
    told = pages(*(Text("x") for _ in range(lines)), TABLE)
    at = [number for number, page in enumerate(told) if "Beløb i mio. kr." in page]
    assert at == [number for number, page in enumerate(told) if "Ambulancer" in page]


def test_what_may_come_stands_behind_what_is_certain() -> None:
    certain = scaled(Picture("", "", (Bar("a", 0, 10, "", reach=30), Bar("b", 0, 40, ""))))[0]
    assert (certain["from"], certain["wide"], certain["reach"]) == (0, 0.25, 0.5)


def test_a_bar_below_nothing_has_its_place() -> None:
    both = scaled(Picture("", "", (Bar("a", 0, -10, ""), Bar("b", 0, 30, ""))))
    assert [(one["from"], one["wide"]) for one in both] == [(0, 0.25), (0.25, 0.75)]


def test_a_picture_in_word_is_told_in_words() -> None:
    found = word(PICTURE).inline_shapes[0]._inline.docPr
    assert (found.get("title"), found.get("descr")) == (PICTURE.caption, PICTURE.alt)


def test_headings_in_word_have_their_styles() -> None:
    found = [one.style.name for one in word(Heading("Tema"), Heading("Brik", 3)).paragraphs if one.style]
    assert [one for one in found if one.startswith("Heading")] == ["Heading 1", "Heading 2", "Heading 3"]


def test_a_table_in_word_repeats_its_head() -> None:
    rows = word(TABLE).tables[0].rows
    assert [one._tr.find(f".//{qn('w:tblHeader')}") is not None for one in rows] == [True, False, False]


def test_a_table_in_word_says_what_it_is() -> None:
    assert word(TABLE).tables[0]._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == TABLE.caption


def test_word_speaks_danish() -> None:
    assert word().styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "da-DK"
