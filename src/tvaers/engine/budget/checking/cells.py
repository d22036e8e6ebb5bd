"""Single cells and rows: intervals the wrong way round, signs, cells that are missing, rows that stand twice (I1,
TOM, DUBLET).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tvaers.engine.budget.catalogue import Catalogue, Cell, Entry, Row
from tvaers.engine.budget.checking.finding import Finding, Outcome
from tvaers.engine.budget.checking.levels import levels
from tvaers.engine.budget.checking.titles import bare
from tvaers.engine.budget.checking.wheres import Held, row_words, shortened, tables_with_owner
from tvaers.engine.budget.checking.wording import column_words


def check_intervals(catalogue: Catalogue) -> Iterator[Outcome]:
    """I1: the low end of an interval comes first, and a figure has one sign."""
    for held in tables_with_owner(catalogue):
        for row in held.table.rows:
            for cell in row.cells:
                yield from _cell(held, row, cell)


def check_signs(catalogue: Catalogue) -> Iterator[Outcome]:
    """I1: growth is not negative, and a saving not positive, in overviews and theme tables."""
    lists = [("Den samlede oversigt", catalogue.overview)]
    lists += [(f"Temaoversigten for {theme.number}", theme.entries) for theme in catalogue.themes]
    for words, entries in lists:
        for entry in entries:
            growth = entry.growth.amount if entry.growth else None
            saving = entry.saving.amount if entry.saving else None
            if growth and growth.low < 0:
                yield _sign(words, entry, entry.growth, "Opdrift", "negativ")
            if saving and saving.high > 0:
                yield _sign(words, entry, entry.saving, "Omstilling", "positiv")


def check_empty_totals(catalogue: Catalogue) -> Iterator[Outcome]:
    """TOM: a proposal's table has a total, and it is printed in every column; empty is not 0."""
    for held in tables_with_owner(catalogue):
        total = held.table.total if held.table.kind == "proposal" else None
        if total is None and held.table.rows and _wants_total(held):
            reason = "Tabellen har ingen total, så rækkerne kan ikke regnes efter."
            yield Finding("TOM", "label", held.table.rows[-1].place, held.object, f"{held.words}, totalen", reason,
                          cause="missing_line")  # fmt: skip
        for column in held.table.columns if total else ():
            if total and total.amount(column.key) is None:
                told = column_words(held.table, column.key)
                reason = (
                    f"Totalen er tom i kolonnen {told}. Det står ikke, om beløbet er 0 eller ukendt, "
                    "og det kan ikke regnes med i de andre år."
                )
                where = f"{held.words}, {row_words(total)}, kolonnen {told}"
                yield Finding("TOM", "label", total.place, held.object, where, reason)


def _wants_total(held: Held) -> bool:
    """Whether a table must close with a total: a proposal's, and others of several rows that have none."""
    if held.table.kind == "proposal":
        return True
    return held.table.kind in ("investment", "financing") and len(held.table.rows) > 1 and held.table.total is None


def check_doubled_rows(catalogue: Catalogue) -> Iterator[Outcome]:
    """DUBLET: no row stands twice with the same words and amounts in one list or table."""
    for theme in catalogue.themes:
        seen: set[tuple[str, str, str]] = set()
        for entry in theme.entries:
            mark = (bare(entry.title), _printed(entry.growth), _printed(entry.saving))
            if mark in seen:
                amount = f"{mark[1]} {mark[2]}".strip()
                reason = f"Rækken »{shortened(entry.title)}« med {amount} mio. kr. står to gange i temaets tabel."
                where = f"Temaoversigten for {theme.number}, »{shortened(entry.title)}«"
                yield Finding("DUBLET", "inconsistency", entry.place, f"tema {theme.number}", where, reason,
                              printed_text=amount, cause="doubled_line")  # fmt: skip
            seen.add(mark)
    for held in tables_with_owner(catalogue):
        yield from _doubled(held)


def _doubled(held: Held) -> Iterator[Outcome]:
    """Rows that are equal and are added to the same sum; a sum right after its like; in a table without sums, a row
    right after its like. A balance that is printed in two places is no slip."""
    known = levels(held.table)
    for level in known:
        yield from _twice(held, level.parts)
    sums = [level.row for level in known] or [row for row in held.table.rows if row.kind not in ("group", "note")]
    for pair in pairwise(sums):
        if not any(set(map(id, pair)) <= set(map(id, level.parts)) for level in known):
            yield from _twice(held, pair)


def _twice(held: Held, rows: Sequence[Row]) -> Iterator[Outcome]:
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for row in rows:
        mark = (bare(row.label), tuple(cell.printed for cell in row.cells))
        has_amount = any(cell.amount and (cell.amount.low or cell.amount.high) for cell in row.cells)
        if mark in seen and has_amount:
            told = " · ".join(one for one in mark[1] if one)
            reason = f"Rækken {row_words(row)} med {told} står to gange i tabellen."
            where = f"{held.words}, {row_words(row)}"
            yield Finding("DUBLET", "inconsistency", row.place, held.object, where, reason, printed_text=told,
                          cause="doubled_line")  # fmt: skip
        seen.add(mark)


def _cell(held: Held, row: Row, cell: Cell) -> Iterator[Finding]:
    where = f"{held.words}, {row_words(row)}, kolonnen {column_words(held.table, cell.column)}"
    if cell.amount and cell.amount.low > cell.amount.high:
        reason = f"Intervallet {cell.printed} står med den høje ende først."
        yield Finding("I1", "error", row.place, held.object, where, reason, printed_text=cell.printed)
    if cell.printed.replace("−", "-").replace(" ", "").startswith("--"):
        reason = f"Beløbet {cell.printed} har to minusser. Det læses som ét."
        yield Finding("I1", "label", row.place, held.object, where, reason, printed_text=cell.printed, cause="sign")


def _sign(words: str, entry: Entry, cell: Cell | None, column: str, sign: str) -> Finding:
    printed = _printed(cell)
    reason = f"Kolonnen {column} må ikke være {sign}, men der står {printed} ved »{shortened(entry.title)}«."
    key = entry.proposal or f"tema {entry.theme}"
    return Finding(
        "I1", "error", entry.place, key, f"{words}, {key}, {column}", reason, printed_text=printed, cause="sign"
    )


def _printed(cell: Cell | None) -> str:
    return cell.printed if cell else ""
