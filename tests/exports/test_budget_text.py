"""A catalogue written as text is read again as the same catalogue."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from tests.budget.reading.made_up import REAL, made_up
from tests.exports.budget_bare import bare, findings

from tvaers.engine.budget.catalogue import Catalogue
from tvaers.engine.budget.reading import read_text
from tvaers.exports.budget_text import catalogue_text
from tvaers.exports.budget_text_prose import wrapped

real_only = pytest.mark.skipif(not REAL.exists(), reason="the source catalogue is not beside this checkout")
both = pytest.mark.parametrize("name", ["made-up", pytest.param("real", marks=real_only)])


@cache
def catalogue(name: str) -> Catalogue:
    return read_text(made_up() if name == "made-up" else REAL.read_text(encoding="utf-8"))


@cache
def again(name: str, sections: bool = True) -> Catalogue:
    return read_text(catalogue_text(catalogue(name), sections=sections))


def figures(catalogue: Catalogue) -> list[tuple[str, str, tuple[str, ...]]]:
    """Each row of the tables that proposals have: whose, label, what is printed."""
    tables = [(one.key, table) for one in catalogue.proposals for table in (one.table, *one.sub_tables) if table]
    return [(key, row.label, tuple(cell.printed for cell in row.cells)) for key, table in tables for row in table.rows]


@both
def test_the_same_catalogue_comes_back(name: str) -> None:
    assert bare(again(name)) == bare(catalogue(name))


@both
def test_no_line_is_left_unread(name: str) -> None:
    assert again(name).unread == ()


@both
def test_a_check_finds_the_same(name: str) -> None:
    assert findings(again(name)) == findings(catalogue(name))


@both
def test_without_text_the_figures_of_all_tables_are_the_same(name: str) -> None:
    assert figures(again(name, False)) == figures(catalogue(name))


@both
def test_without_text_no_sentence_is_left(name: str) -> None:
    texts = {section.text for one in again(name, False).proposals for section in one.sections}
    assert texts <= {"", "Antal"}


@both
def test_without_text_earmarked_themes_stay_earmarked(name: str) -> None:
    told = [one.is_externally_financed for one in catalogue(name).themes]
    assert [one.is_externally_financed for one in again(name, False).themes] == told


def test_a_changed_figure_is_written_as_it_is_printed() -> None:
    first, *rest = catalogue("made-up").proposals
    assert first.table
    row = first.table.rows[0]
    cells = (replace(row.cells[0], printed="--0,7"), *row.cells[1:])
    table = replace(first.table, rows=(replace(row, cells=cells), *first.table.rows[1:]))
    text = catalogue_text(replace(catalogue("made-up"), proposals=(replace(first, table=table), *rest)))
    assert "Drift --0,7 0- 0,90 0,0 – 0,9" in text


def test_a_paragraph_is_not_broken_where_a_line_would_head_a_list() -> None:
    text = (
        "Lønnen til de nye stillinger på afdelingen og deres uddannelse koster det næste år i alt knap 4 mio. kr. " * 3
    )
    assert not any(one.endswith("mio. kr.") for one in wrapped(text.strip())[:-1])
