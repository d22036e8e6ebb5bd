"""Headings, numbers, years, price levels, signs and cells that are wrong or missing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.budget.checking.pages import catalogue, cell, entry, row, table

from tvaers.engine.budget.catalogue import Catalogue, Cell, Column, Interval, Place, Proposal, Row, Theme
from tvaers.engine.budget.checking import Finding, check, examine
from tvaers.engine.budget.checking.titles import bare, likeness

MILLION = 1_000_000


def plain(**changes: object) -> Catalogue:
    """One proposal of which all is well, but for `changes` to it."""
    one = catalogue(table(row("Drift", 1, 1, 1), row("Samlet", 1, 1, 1, kind="total")))
    (proposal,) = one.proposals
    return replace(one, proposals=(replace(proposal, **changes),))  # type: ignore[arg-type]


def with_table(**changes: object) -> Catalogue:
    own = plain().proposals[0].table
    assert own
    return plain(table=replace(own, **changes))  # type: ignore[arg-type]


def the(one: Catalogue) -> Finding:
    (found,) = check(one)
    return found


def test_a_proposal_of_which_all_is_well_has_no_findings() -> None:
    assert check(plain()) == ()


@pytest.mark.parametrize(
    ("keys", "printed"),
    [(("2023", "2024", "PERM"), "2023 2024 Permanent"), (("2024", "2026", "PERM"), "2024 2026 Permanent")],
)
def test_the_years_go_from_the_budget_year_on(keys: tuple[str, ...], printed: str) -> None:
    one = the(with_table(columns=tuple(Column(key, "period") for key in keys), rows=()))
    assert (one.rule, one.kind, one.printed_text, one.recomputed_text) == (
        "I9",
        "label",
        printed,
        "2024 2025 Permanent",
    )


def test_more_years_are_fine() -> None:
    keys = ("2024", "2025", "2026", "2027", "PERM")
    assert check(with_table(columns=tuple(Column(key, "period") for key in keys), rows=())) == ()


def test_a_theme_prints_its_own_number() -> None:
    theme = Theme("1.3", "Kræftområdet", Place(5), printed_number="1.4")
    one = the(replace(plain(), themes=(theme,)))
    assert (one.rule, one.object, one.printed_text, one.recomputed_text) == ("I10", "tema 1.3", "1.4", "1.3")
    assert check(replace(plain(), themes=(replace(theme, printed_number="1.3"),))) == ()


def test_a_caption_names_its_own_proposal() -> None:
    wrong = "Økonomisk konsekvens af initiativ for mobil blodprøvetagning (P/L-2023; mio. kr.)"
    one = the(with_table(caption=wrong))
    assert (one.rule, one.printed_text) == ("I10", "mobil blodprøvetagning")
    own = with_table(caption="Økonomisk konsekvens af initiativ for forslaget (P/L-2023; mio. kr.)")
    assert check(own) == ()


@pytest.mark.parametrize(("level", "printed"), [("", "intet"), ("2022", "P/L-2022")])
def test_the_price_level_is_that_of_the_catalogue(level: str, printed: str) -> None:
    one = the(with_table(price_level=level))
    assert (one.rule, one.kind, one.printed_text, one.recomputed_text) == ("I8", "label", printed, "P/L-2023")


@pytest.mark.parametrize(("others", "rules"), [(1, ["LINJE"]), (0, [])])
def test_a_missing_unit_is_told_where_at_least_half_of_the_proposals_tell_theirs(others: int, rules: list[str]) -> None:
    with_unit = (replace(plain().proposals[0], key=f"1.1-9{at}") for at in range(others))
    missing = plain(departments=None)
    found = check(replace(missing, proposals=(*missing.proposals, *with_unit)))
    assert [one.rule for one in found if one.rule == "LINJE"] == rules


def test_no_price_level_is_missing_where_the_catalogue_tells_none() -> None:
    assert [one.rule for one in check(replace(with_table(price_level=""), price_level=""))] == []


def test_another_title_in_the_overview_is_told_but_not_another_way_of_writing_it() -> None:
    one = the(plain(title="Udflytning til NAU & PNAU", aliases=("Udflytning til NAU og PNAU", "Udflytning")))
    assert (one.rule, one.printed_text) == ("TITEL", "Udflytning")


def test_an_interval_has_its_low_end_first() -> None:
    rows = (Row("Drift", "running", (cell("2024", 5 * MILLION, 3 * MILLION),), Place(1)),)
    assert [one.kind for one in check(with_table(rows=rows)) if one.rule == "I1"] == ["error"]


def test_a_doubled_minus_is_told() -> None:
    rows = (Row("Drift", "running", (Cell("2024", Interval.of(-880_000), "--0,88", "stated", 10_000),), Place(1)),)
    told = [(one.kind, one.cause) for one in check(with_table(rows=rows)) if one.rule == "I1"]
    assert told == [("label", "sign")]


@pytest.mark.parametrize(("growth", "saving", "column"), [(-MILLION, None, "Opdrift"), (None, MILLION, "Omstilling")])
def test_growth_is_not_negative_and_a_saving_not_positive(growth: int | None, saving: int | None, column: str) -> None:
    one = the(replace(plain(), overview=(entry("", "Bedre indkøb", growth, saving),)))
    assert (one.rule, one.kind, one.where.split(", ")[-1]) == ("I1", "error", column)


def test_a_row_that_stands_twice_is_told_but_not_two_rows_of_nothing() -> None:
    twice = (row("Drift", 1, 1, 1), row("Drift", 1, 1, 1), row("Samlet", 2, 2, 2, kind="total"))
    assert [one.rule for one in check(with_table(rows=twice))] == ["DUBLET"]
    empty = (row("Drift", 0, 0, 0), row("Drift", 0, 0, 0), row("Samlet", 0, 0, 0, kind="total"))
    assert check(with_table(rows=empty)) == ()


def test_labels_are_no_sums() -> None:
    report = examine(plain(aliases=("Helt andet",)))
    assert (report.held, report.rounding, report.failed, len(report.open)) == (3, 0, 0, 1)


def test_findings_come_in_the_order_of_the_lines() -> None:
    first = plain(aliases=("Et",)).proposals[0]
    second = Proposal("1.1-02", "1.1", "Andet", Place(0), aliases=("To",), departments="Enhed")
    found = check(replace(plain(), proposals=(first, second)))
    assert [one.object for one in found] == ["1.1-02", "1.1-01"]


def test_titles_are_compared_by_the_words_that_carry_meaning() -> None:
    assert bare("(!) Udflytning til NAU & PNAU") == bare("Udflytning til NAU og PNAU")
    assert likeness("barsel", "Barselsrefusioner") == 1000
    assert likeness("Bedre indkøb", "Barselsrefusioner") == 0
