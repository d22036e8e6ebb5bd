"""The overviews, the financing and the list of unavoidable costs against each other and against the proposals."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.budget.checking.pages import catalogue, entry, one_column, row, table

from tvaers.engine.budget.catalogue import Catalogue, Interval, Place, Proposal, TextAmount, Theme
from tvaers.engine.budget.checking import Finding, check

MILLION = 1_000_000
COSTS = {"1.1-01": ("Barselsrefusioner", 3 * MILLION), "1.1-02": ("Forsikringsområdet", 2 * MILLION)}


def theme(*entries: tuple[str, str, int], total: int, number: str = "1.1", outside: bool = False) -> Theme:
    rows = tuple(entry(key, title, amount, theme=number) for key, title, amount in entries)
    return Theme(number, "Drift", Place(1), outside, number, rows, entry("", "Samlet", total, theme=number))


def whole(first: int = 3 * MILLION, overview: int = 3 * MILLION, total: int = 5 * MILLION) -> Catalogue:
    """One theme with two proposals; `first` is the first one's own total, `overview` what the overview prints of it."""
    (one, name), (other, second) = ((key, title) for key, (title, _) in COSTS.items())
    tables = (
        table(row("Drift", first, first, first), row("Samlet", first, first, first, kind="total")),
        table(row("Drift", *[2 * MILLION] * 3), row("Samlet", *[2 * MILLION] * 3, kind="total")),
    )
    plain = catalogue(*tables)
    named = tuple(replace(each, title=COSTS[each.key][0]) for each in plain.proposals)
    return replace(
        plain,
        proposals=named,
        themes=(theme((one, name, overview), (other, second, 2 * MILLION), total=total),),
        overview=(entry(one, name, overview), entry(other, second, 2 * MILLION)),
        overview_totals=(entry("", "Drift", total), entry("", "I alt", total, theme="")),
    )


def told(one: Catalogue) -> list[tuple[str, str, str]]:
    return [(each.rule, each.kind, each.object) for each in check(one)]


def test_a_catalogue_that_agrees_has_no_findings() -> None:
    assert told(whole()) == []


def test_a_theme_total_that_is_not_its_rows_is_an_error_in_both_places() -> None:
    assert told(whole(total=6 * MILLION)) == [("I3", "error", "tema 1.1"), ("I3", "error", "tema 1.1")]


def test_the_overview_must_be_the_proposals_own_total() -> None:
    (one,) = check(whole(first=4 * MILLION))
    assert (one.rule, one.kind, one.object) == ("I4", "inconsistency", "1.1-01")
    assert one.difference == Interval.of(-MILLION)


@pytest.mark.parametrize(("own", "findings"), [(2_950_000, 0), (3_049_999, 0), (3_050_000, 1), (2_949_999, 1)])
def test_the_overview_rounds_half_up_to_one_decimal(own: int, findings: int) -> None:
    assert len(check(whole(first=own))) == findings


def test_a_total_leaves_out_the_themes_that_are_financed_from_elsewhere() -> None:
    one = whole()
    cancer = theme(("1.3-01", "Kræftområdet", 27 * MILLION), total=27 * MILLION, number="1.3", outside=True)
    listed = (*one.overview_totals[:1], entry("", "Kræft", 27 * MILLION, theme="1.3"), *one.overview_totals[1:])
    rows = (*one.overview, entry("1.3-01", "Kræftområdet", 27 * MILLION, theme="1.3"))
    assert told(replace(one, themes=(*one.themes, cancer), overview_totals=listed, overview=rows)) == []
    inside = replace(cancer, is_externally_financed=False)
    broken = replace(one, themes=(*one.themes, inside), overview_totals=listed, overview=rows)
    assert told(broken) == [("I3", "error", "total")]


def test_a_theme_table_that_differs_from_the_overview_is_an_inconsistency() -> None:
    one = whole()
    (only,) = one.themes
    entries = (entry("1.1-01", "Barselsrefusioner", 4 * MILLION), only.entries[1])
    changed = replace(only, entries=entries, total=entry("", "Samlet", 6 * MILLION))
    assert told(replace(one, themes=(changed,))) == [
        ("I3", "inconsistency", "1.1-01"),
        ("I3", "inconsistency", "tema 1.1"),
    ]


def test_a_row_that_stands_twice_in_a_theme_is_told() -> None:
    one = whole()
    (only,) = one.themes
    doubled = replace(one, themes=(replace(only, entries=(*only.entries, only.entries[0])),))
    assert [(each.rule, each.cause) for each in check(doubled)] == [("I3", "doubled_line"), ("DUBLET", "doubled_line")]


def financing(*, pressure: int = 5, sums: int = -4, balance: int = 1) -> Catalogue:
    rows = (
        ("Udgiftspres jf. budgetkatalog", "part", pressure * MILLION, pressure * MILLION),
        ("Råderum", "part", -3 * MILLION, -3 * MILLION),
        ("Bloktilskud", "part", -MILLION, -MILLION),
        ("Samlet finansiering", "subtotal", sums * MILLION, sums * MILLION),
        ("TOTAL", "total", balance * MILLION, balance * MILLION),
    )
    return replace(whole(), tables=(one_column("financing", *rows),))


def test_financing_that_agrees_has_no_findings() -> None:
    assert told(financing()) == []


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"sums": -5, "balance": 0}, "»Samlet finansiering«"),
        ({"balance": 2}, "»TOTAL«"),
        ({"pressure": 6, "balance": 2}, "»Udgiftspres jf. budgetkatalog« mod oversigten"),
    ],
)
def test_each_part_of_the_financing_is_tried(change: dict[str, int], where: str) -> None:
    (one,) = check(financing(**change))
    assert (one.rule, one.where) == ("I5", f"Finansieringsoversigten, {where}")


def unavoidable(line: int = 3_000_000, total: int = 5_000_000, *, label: str = "Barselsrefusioner") -> Catalogue:
    """Both proposals are marked and on the list; the list's own balance holds."""
    rows = (
        (label, "part", line, line),
        ("Forsikringsområdet", "part", 2 * MILLION, 2 * MILLION),
        ("I alt", "subtotal", total, total),
        ("Finansiering", "part", -4 * MILLION, -4 * MILLION),
        ("TOTAL", "total", total - 4 * MILLION, total - 4 * MILLION),
    )
    one = whole()
    marked = tuple(replace(each, is_unavoidable=True) for each in one.proposals)
    return replace(one, proposals=marked, tables=(one_column("unavoidable", *rows),))


def changed(one: Catalogue, key: str, **values: object) -> Catalogue:
    proposals = tuple(replace(each, **values) if each.key == key else each for each in one.proposals)  # type: ignore[arg-type]
    return replace(one, proposals=proposals)


def the(one: Catalogue) -> Finding:
    (found,) = check(one)
    return found


def test_a_list_that_agrees_has_no_findings() -> None:
    assert told(unavoidable()) == []


def test_the_sum_and_the_lines_of_the_list_are_tried() -> None:
    assert the(unavoidable(total=7 * MILLION)).where == "Listen over uomgængelige udgifter, »I alt«"
    assert the(unavoidable(line=4 * MILLION, total=6 * MILLION)).object == "1.1-01"


def test_a_line_in_brackets_is_several_proposals() -> None:
    one = unavoidable(line=5 * MILLION, total=7 * MILLION, label="Tekniske udgifter (barsel, forsikring)")
    assert told(one) == []
    wrong = unavoidable(line=6 * MILLION, total=8 * MILLION, label="Tekniske udgifter (barsel, forsikring)")
    assert told(wrong) == [("I6", "inconsistency", "unavoidable")]


def test_a_slip_that_the_sum_shows_too_is_no_rounding() -> None:
    off_by_a_digit = unavoidable(line=3_100_000, total=5_000_000)
    kinds = {each.where.split(", ")[1]: each.kind for each in check(off_by_a_digit)}
    assert kinds == {"»I alt«": "rounding", "»Barselsrefusioner« mod budgetbrikken": "inconsistency"}


def test_a_part_that_the_text_tells_is_fine() -> None:
    part = TextAmount(Interval.of(MILLION), "mio. kr.", "1,0", "heraf er 1,0 mio. kr. uomgængelige", Place(1), 100_000)
    one = unavoidable(line=MILLION, total=3 * MILLION)
    assert told(one) == [("I6", "inconsistency", "1.1-01")]
    assert told(changed(one, "1.1-01", amounts=(part,))) == []


def test_mark_and_list_go_together() -> None:
    unmarked = the(changed(unavoidable(), "1.1-01", is_unavoidable=False))
    assert (unmarked.object, unmarked.recomputed_text) == ("1.1-01", "(!)")
    extra = Proposal("1.1-03", "1.1", "Helikopter", Place(9), departments="Enhed", is_unavoidable=True)
    unlisted = the(replace(unavoidable(), proposals=(*unavoidable().proposals, extra)))
    assert (unlisted.object, unlisted.printed_text) == ("1.1-03", "(!)")
