"""Rows and sums that have fallen out, told by what is left of their table; whole tables are left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.budget.checking.pages import one_column

from tvaers.engine.budget.catalogue import Catalogue, Cell, Column, Entry, Interval, Place, Row, Table, Theme
from tvaers.engine.budget.checking import Finding, check

MILLION = 1_000_000
Line = tuple[str, str, int, int]
COSTS: tuple[Line, ...] = (("Medicin", "part", 5 * MILLION, 5 * MILLION), ("Kørsel", "part", 2 * MILLION, 3 * MILLION))
SUM: Line = ("I alt", "subtotal", 7 * MILLION, 8 * MILLION)
PAID: Line = ("Finansiering inden for rammen", "part", -9 * MILLION, -9 * MILLION)
ROOM: Line = ("TOTAL", "total", -2 * MILLION, -1 * MILLION)


def told(one: Table) -> list[Finding]:
    """What the check says of a table that no proposal owns."""
    return list(check(Catalogue("Katalog", "Region", 2024, ("2024",), "2023", tables=(one,))))


def row(label: str, *figures: int | None, kind: str = "part", group: str = "", keys: str = "123") -> Row:
    cells = (
        Cell(key, None if figure is None else Interval.of(figure * MILLION), str(figure or ""), "stated", MILLION)
        for key, figure in zip(keys, figures, strict=False)
    )
    return Row(label, kind, tuple(cells), Place(1), group)  # type: ignore[arg-type]


def grouped(*kinds: str) -> Table:
    """An investment table with a group for each kind: "whole", or "lost" for one without its sum."""
    rows: list[Row] = []
    for at, kind in enumerate(kinds):
        name = f"Gruppe {at}"
        rows += [row(name, kind="group"), row("Byggeri", 1, group=name), row("Udstyr", 2, group=name)]
        rows += [row(f"I alt {name}", 3, kind="subtotal", group=name)] if kind == "whole" else []
    rows.append(row("Total", 3 * len(kinds), kind="total"))
    columns = (Column("1", "period"), Column("2", "period"))
    return Table("investment", "", "mio. kr.", columns, tuple(rows), Place(1), "2023")


def test_a_whole_list_of_costs_has_nothing_lost() -> None:
    assert told(one_column("unavoidable", *COSTS, SUM, PAID, ROOM)) == []


@pytest.mark.parametrize(
    ("lines", "where"),
    [((*COSTS, PAID, ROOM), "summen af udgifterne"), ((*COSTS, SUM, PAID), "totalen")],
    ids=["sum of the costs", "total"],
)
def test_a_sum_that_fell_out_of_the_list_of_costs_is_told(lines: tuple[Line, ...], where: str) -> None:
    (one,) = told(one_column("unavoidable", *lines))
    assert (one.rule, one.cause, one.where.endswith(where)) == ("TOM", "missing_line", True)


@pytest.mark.parametrize(("kinds", "count"), [(("whole",) * 3, 0), (("whole", "lost", "whole"), 1), (("lost",) * 3, 0)])
def test_a_group_without_a_sum_is_told_where_most_groups_have_one(kinds: tuple[str, ...], count: int) -> None:
    found = [one for one in told(grouped(*kinds)) if one.rule == "TOM"]
    assert len(found) == count


@pytest.mark.parametrize(("lost", "count"), [(0, 0), (1, 1), (2, 0)])
def test_a_row_without_its_own_sum_is_told_where_nearly_all_have_theirs(lost: int, count: int) -> None:
    columns = (Column("1", "period"), Column("2", "period"), Column("3", "total", "I alt"))
    rows = [row(f"Projekt {at}", 1, 2, None if at < lost else 3) for at in range(9)]
    one = Table("sub", "", "mio. kr.", columns, tuple(rows), Place(1), "2023")
    assert sum(one.rule == "TOM" for one in told(one)) == count


@pytest.mark.parametrize(
    ("labels", "rules"),
    [
        (("2019", "2020", "2021", "2022"), []),
        (("2019", "2020", "2022"), ["LINJE"]),
        (("1. Løn", "2. Leje", "4. El"), ["LINJE"]),
        (("1. Løn", "3. Leje", "5. El"), []),
        (("2019", "2022"), []),
        (("1. Løn", "2. Leje", "4. El", "Andet"), []),
    ],
)
def test_a_number_or_year_that_is_skipped_is_told(labels: tuple[str, ...], rules: list[str]) -> None:
    lines = tuple((label, "part", (at + 1) * MILLION, (at + 1) * MILLION) for at, label in enumerate(labels))
    assert [one.rule for one in told(one_column("sub", *lines))] == rules


@pytest.mark.parametrize(("rest", "rules"), [(880_000, []), (-880_000, []), (8_800_000, ["I2"])])
def test_a_difference_is_what_lies_between_the_two_rows_before_it(rest: int, rules: list[str]) -> None:
    lines: tuple[Line, ...] = (("Budget", "part", 900_000, 900_000), ("Forbrug", "part", 20_000, 20_000))
    made = one_column("sub", *lines, ("Overskydende budget", "part", rest, rest))
    exact = [replace(row, cells=tuple(replace(cell, step=1) for cell in row.cells)) for row in made.rows]
    assert [one.rule for one in told(replace(made, rows=tuple(exact)))] == rules


@pytest.mark.parametrize(("copies", "rules"), [(1, []), (2, ["DUBLET"])])
def test_a_row_or_a_sum_right_after_its_like_is_told_in_tables_with_and_without_sums(
    copies: int, rules: list[str]
) -> None:
    line: Line = ("Ambulancer", "part", 5 * MILLION, 5 * MILLION)
    assert [one.rule for one in told(one_column("sub", *(line,) * copies, COSTS[1]))] == rules


def test_the_development_budget_tells_a_row_that_no_sum_counts() -> None:
    whole = [row("Balance", 3, kind="subtotal"), row("Område", 3, kind="subtotal", group="Balance")]
    whole += [row("Løn", 1, group="Område"), row("Andet", 2, group="Område")]
    columns = (Column("1", "base"),)
    one = Table("development", "", "mio. kr.", columns, tuple(whole), Place(1), "2023")
    assert (told(one), [each.rule for each in told(replace(one, rows=(*whole, row("Kontingenter", 4))))]) == (
        [],
        ["TOM"],
    )


@pytest.mark.parametrize(("themes", "told_of"), [(("1.1", "1.2"), []), (("1.1",), ["tema 1.2"]), ((), [])])
def test_a_theme_without_a_proposal_in_the_overview_is_told(themes: tuple[str, ...], told_of: list[str]) -> None:
    catalogue = Catalogue(
        "Katalog", "Region", 2024, ("2024",), "2023",
        themes=tuple(Theme(number, f"Tema {number}", Place(1)) for number in ("1.1", "1.2")),
        overview=tuple(Entry(f"{one}-01", one, f"Forslag {one}", None, None, Place(1)) for one in themes),
    )  # fmt: skip
    assert [one.object for one in check(catalogue) if "uden et eneste forslag" in one.reason] == told_of
