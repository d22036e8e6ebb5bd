"""The words of a budget's spreadsheets and captions are Danish, and each figure has the heading printed over it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest
from tests.budget.keeping.budget_world import published
from tests.budget.keeping.catalogue_shapes import HERE, MIO, row, small

from tvaers.engine.budget.catalogue import Column, RowKind, Table
from tvaers.engine.budget.checking.finding import Kind
from tvaers.exports.budget_paper import Grid
from tvaers.exports.budget_papers import catalogue_paper
from tvaers.exports.budget_sheets import FINDINGS, ROWS, rows_sheet


@pytest.mark.parametrize(("words", "kinds"), [(ROWS, RowKind), (FINDINGS, Kind)])
def test_every_kind_has_its_word(words: dict[str, str], kinds: Any) -> None:
    assert set(words) == set(get_args(kinds))


def test_a_row_says_its_kind_in_danish() -> None:
    assert rows_sheet(small()).rows[0][3] == "Drift"


@pytest.mark.parametrize(("printed", "told"), [("Budget 2024", "Budget 2024"), ("", "2024")])
def test_a_figure_has_the_heading_over_it(printed: str, told: str) -> None:
    made = Table(
        "sub", "Tabel", "mio. kr.", (Column("2024", "period", printed),), (row("a", "part", MIO, MIO, MIO),), HERE
    )
    assert rows_sheet(replace(small(), tables=(made,), proposals=())).rows[0][4] == told


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("caption", "level", "told"),
    [("Økonomi", "2024", "Økonomi (mio. kr., P/L-2024)"),
     ("Økonomi (mio. kr.)", "2024", "Økonomi (mio. kr.) (P/L-2024)"),
     ("Økonomi (P/L-2024; mio. kr.)", "2024", "Økonomi (P/L-2024; mio. kr.)"),
     ("Økonomi (P/L-2024)", "2024", "Økonomi (P/L-2024) (mio. kr.)"),
     ("", "", "Tabel (mio. kr., pris- og lønniveau ikke oplyst)")],
)  # fmt: skip
def test_a_caption_tells_unit_and_price_level_once(caption: str, level: str, told: str) -> None:
    table = Table("sub", caption, "mio. kr.", (), (), HERE, level)
    blocks = catalogue_paper(published(), replace(small(), tables=(table,)), ()).blocks
    last = blocks[-1]
    assert isinstance(last, Grid) and last.caption == told
