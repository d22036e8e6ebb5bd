"""The demo's catalogue: the real figures and names, sentences of our own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import pytest
from tests.budget.reading.made_up import REAL
from tests.exports.budget_bare import bare

from tvaers.engine.budget.catalogue import Catalogue
from tvaers.engine.budget.reading import read_text

RUN = 8
"""Words in a row that would be a copied sentence."""
beside_source = pytest.mark.skipif(not REAL.exists(), reason="the source catalogue is not beside this checkout")


@cache
def demo() -> Catalogue:
    return read_text((files("tvaers.cli.demo_budget") / "katalog-2024.txt").read_text(encoding="utf-8"))


@cache
def real() -> Catalogue:
    return read_text(REAL.read_text(encoding="utf-8"))


def runs(catalogue: Catalogue) -> Iterator[tuple[str, ...]]:
    """Every run of words in the running text: sections and what describes a row."""
    texts = [one.text for one in catalogue.sections]
    texts += [one.text for proposal in catalogue.proposals for one in proposal.sections]
    texts += [
        row.note for proposal in catalogue.proposals for table in proposal.sub_tables for row in table.rows if row.note
    ]
    for text in texts:
        words = re.findall(r"\w+", text.lower())
        yield from (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def test_every_proposal_says_what_and_why() -> None:
    assert all(one.sections and one.sections[0].text for one in demo().proposals)


def test_every_line_is_read() -> None:
    assert demo().unread == ()


@beside_source
def test_no_sentence_is_copied() -> None:
    assert not set(runs(demo())) & set(runs(real()))


@beside_source
def test_the_proposals_tables_are_those_of_the_source() -> None:
    assert [bare(one.table) for one in demo().proposals] == [bare(one.table) for one in real().proposals]


@beside_source
def test_overviews_and_themes_are_those_of_the_source() -> None:
    assert bare((demo().overview, demo().overview_totals, demo().themes, demo().tables)) == bare(
        (real().overview, real().overview_totals, real().themes, real().tables)
    )
