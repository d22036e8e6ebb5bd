"""A proposal on one page, however long it is, and what the page says of what is not on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest
from tests.budget.keeping.catalogue_shapes import HERE, MIO, brick, row

from tvaers.engine.budget.catalogue import Column, Proposal, Section, Table
from tvaers.exports.budget_onepage import fits, left_out, on_one_page
from tvaers.exports.budget_paper import Grid, Heading, Paper, Text

PARAGRAPH = "Ventetiden er lang, og afdelingen mangler læger. " * 6
STAMP = datetime(2023, 8, 21, tzinfo=UTC)


def section(heading: str, paragraphs: int) -> Section:
    return Section(heading, "\n".join([PARAGRAPH] * paragraphs), HERE)


def sub_table(name: str, rows: int) -> Table:
    made = tuple(row(f"Række {at}", "running", MIO, MIO, MIO) for at in range(rows))
    return Table("sub", name, "mio. kr.", (Column("2024", "period", "2024"),), made, HERE)


def proposal(*sections: Section, tables: tuple[Table, ...] = ()) -> Proposal:
    made = brick("1.1-01", "Ambulancer", row("Samlet", "total", MIO, MIO, MIO))
    return replace(made, sections=sections, sub_tables=tables)


def paper(one: Proposal, note: str, size: float) -> Paper:
    blocks: list[Heading | Text | Grid] = []
    for own in one.sections:
        blocks += [Heading(own.heading), *(Text(text) for text in own.text.split("\n"))]
    for table in one.sub_tables:
        blocks.append(Grid(table.caption, ("Række", "2024"), tuple((own.label, "1,0") for own in table.rows)))
    blocks += [Grid("Økonomi", ("Række", "2024"), (("Samlet", "1,0"),)), Text(note)]
    return Paper("brik", one.title, (), tuple(blocks), STAMP, size=size)


@cache
def made(background: int, consequence: int = 1, rows: int = 1) -> Paper:
    long = proposal(section("Baggrund", background), section("Konsekvens", consequence),
                    tables=(sub_table("Ture", rows),))  # fmt: skip
    return on_one_page(paper, long)


def note(one: Paper) -> str:
    last = one.blocks[-1]
    return last.text if isinstance(last, Text) else ""


@pytest.mark.parametrize("lengths", [(1, 1, 1), (13, 1, 1), (60, 60, 5), (1, 1, 200)])
def test_any_proposal_is_one_page(lengths: tuple[int, int, int]) -> None:
    assert fits(made(*lengths))


def test_a_short_one_is_whole_in_the_usual_type() -> None:
    assert (made(1).size, note(made(1))) == (10.0, "")


def test_a_longer_one_is_whole_in_smaller_type() -> None:
    assert (made(13).size, note(made(13))) == (9.0, "")


def test_a_long_one_says_what_is_left_out() -> None:
    assert note(made(60, 60)).startswith("Udeladt, så der kun er én side: tabellen »Ture«, ")


def test_only_what_does_not_fit_is_left_out() -> None:
    one = made(60)
    again = replace(one, blocks=(Text(PARAGRAPH), Text(PARAGRAPH), *one.blocks))
    assert not fits(again)


def test_every_section_keeps_its_beginning() -> None:
    headings = [one.text for one in made(60, 60).blocks if isinstance(one, Heading)]
    assert headings == ["Baggrund", "Konsekvens"]


def test_its_own_economy_stays() -> None:
    assert any(isinstance(one, Grid) and one.caption == "Økonomi" for one in made(60, 60).blocks)


@pytest.mark.parametrize(
    ("count", "told"),
    [(1, "tabellen »T0«"), (2, "tabellen »T0«, tabellen »T1«"), (3, "3 tabeller")],
)  # fmt: skip
def test_tables_are_named_while_they_are_few(count: int, told: str) -> None:
    whole = proposal(tables=tuple(sub_table(f"T{at}", 1) for at in range(count)))
    assert left_out(whole, proposal()) == f"Udeladt, så der kun er én side: {told}. Det hele står i kataloget."


def test_paragraphs_are_counted_under_their_heading() -> None:
    kept = proposal(section("Baggrund", 1), section("", 2))
    told = left_out(proposal(section("Baggrund", 3), section("", 6)), kept)
    assert told.split(": ")[1].startswith("2 afsnit under »Baggrund«, 4 afsnit af teksten.")


def test_a_section_left_out_is_counted_whole() -> None:
    told = left_out(proposal(section("Baggrund", 1), section("Økonomi", 2)), proposal(section("Baggrund", 1)))
    assert "2 afsnit under »Økonomi«" in told
