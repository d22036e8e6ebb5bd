"""Rows and sums that have fallen out, told by what is left of the table (TOM, LINJE, I2).

A group has lost its sum when the other groups have theirs; a row its own sum when the other rows have theirs; a list
with numbers or years for labels has lost the one that is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tvaers.engine.budget.catalogue import Catalogue, Row, Table
from tvaers.engine.budget.checking.balance import Balance, Term, term_of
from tvaers.engine.budget.checking.finding import HELD, Finding, Outcome
from tvaers.engine.budget.checking.levels import levels
from tvaers.engine.budget.checking.telling import Subject, judge
from tvaers.engine.budget.checking.wheres import Held, row_words, shortened, tables_with_owner
from tvaers.engine.budget.checking.wording import column_words

RUN = re.compile(r"^(20\d\d|\d{1,2}(?=[.)]\s))")
REST = re.compile(
    r"^(overskydende|mer(?:e)?udgift|mindre(?:for)?brug|merforbrug|resterende|difference|forskel)\b", re.I
)
LEAST = 3
"""Numbered rows from which a number that is skipped is told."""
SUMS = ("subtotal", "total")
NO_AMOUNT = ("group", "note")


def check_lost_sums(catalogue: Catalogue) -> Iterator[Outcome]:
    """TOM: each group has its sum where most have; nothing that costs stands after the last sum of a list."""
    for held in tables_with_owner(catalogue):
        if held.table.kind == "investment":
            yield from _groups(held)
        elif held.table.kind in ("financing", "unavoidable"):
            yield from _after_the_sum(held)
        elif held.table.kind == "development":
            yield from _loose(held)


def _groups(held: Held) -> Iterator[Outcome]:
    names = list(dict.fromkeys(row.group for row in held.table.rows if row.group))
    summed = {row.group for row in held.table.rows if row.kind == "subtotal"}
    lost = [one for one in names if one not in summed]
    if len(lost) * 2 < len(names):
        for name in lost:
            last = [row for row in held.table.rows if row.group == name][-1]
            reason = f"Gruppen »{shortened(name)}« har ingen sum. De andre grupper har en."
            yield _lost("TOM", held, last, f"summen af »{shortened(name)}«", reason)


def _after_the_sum(held: Held) -> Iterator[Outcome]:
    """Rows after the last sum, and financing that is set against costs without a sum of them."""
    rows = [row for row in held.table.rows if row.kind not in NO_AMOUNT]
    last = max((at for at, row in enumerate(rows) if row.kind in SUMS), default=-1)
    for row in rows[last + 1 :] if last > 0 else ():
        reason = f"Rækken {row_words(row)} står efter den sidste sum, så den er ikke regnet med. Mangler der en total?"
        yield _lost("TOM", held, row, f"{row_words(row)}, totalen", reason)
    paying = next((at for at, row in enumerate(rows) if "finansiering" in row.label.casefold()), 0)
    if held.table.kind == "unavoidable" and paying > 1 and not any(row.kind in SUMS for row in rows[:paying]):
        reason = f"Udgifterne har ingen sum, før {row_words(rows[paying])} trækkes fra."
        yield _lost("TOM", held, rows[paying], "summen af udgifterne", reason)


def _loose(held: Held) -> Iterator[Outcome]:
    """Rows among the groups of the development budget that no sum counts."""
    known = levels(held.table)
    counted = {id(row) for level in known for row in (level.row, *level.parts)}
    grouped = [at for at, row in enumerate(held.table.rows) if row.kind == "subtotal" and row.group]
    for row in held.table.rows[min(grouped) :] if grouped else ():
        if row.kind not in NO_AMOUNT and id(row) not in counted:
            reason = f"Rækken {row_words(row)} er ikke med i nogen sum. Er den for meget, eller er summen forkert?"
            yield _lost("TOM", held, row, f"{row_words(row)}, summen", reason)


def check_empty_themes(catalogue: Catalogue) -> Iterator[Outcome]:
    """LINJE: each theme of the overview has its proposals there."""
    filled = {entry.theme for entry in catalogue.overview}
    for theme in catalogue.themes if filled else ():
        if theme.number not in filled:
            where = f"Oversigten, tema {theme.number} {theme.title}"
            reason = "Temaet står i oversigten uden et eneste forslag. En række kan være faldet ud."
            yield Finding("LINJE", "label", theme.place, f"tema {theme.number}", where, reason, cause="missing_line")


def check_row_sums(catalogue: Catalogue) -> Iterator[Outcome]:
    """TOM: each row prints its own sum where nearly all the others do."""
    for held in tables_with_owner(catalogue):
        result = next((column for column in held.table.columns if column.kind == "total"), None)
        rows = [row for row in held.table.parts if any(cell.amount for cell in row.cells)]
        lost = [row for row in rows if result and not row.amount(result.key)]
        if result and lost and len(lost) * 5 <= len(rows):
            for row in lost:
                told = column_words(held.table, result.key)
                reason = f"Rækken {row_words(row)} går ikke op med sin sum i kolonnen {told}, eller summen mangler."
                yield _lost("TOM", held, row, f"{row_words(row)}, kolonnen {told}", reason)


def check_runs(catalogue: Catalogue) -> Iterator[Outcome]:
    """LINJE: rows that are numbered, or named by years, skip none and repeat none."""
    for held in tables_with_owner(catalogue):
        found = [(row, RUN.match(row.label)) for row in held.table.rows if row.kind not in (*NO_AMOUNT, *SUMS)]
        run = [(row, int(one[1])) for row, one in found if one]
        if len(run) < LEAST or len(run) < len(found) or not _goes_up(run):
            continue
        for (_, before), (row, number) in zip(run, run[1:], strict=False):
            if number != before + 1:
                told = f"nummer {before + 1}" if number < 100 else str(before + 1)
                reason = f"Rækkerne følger hinanden, men {told} mangler før {row_words(row)}."
                yield _lost("LINJE", held, row, f"rækken før {row_words(row)}", reason)


def _goes_up(run: Sequence[tuple[Row, int]]) -> bool:
    """Whether the numbers go up one by one but for one step: then that step is a slip, and no way of numbering."""
    steps = [after - before for (_, before), (_, after) in zip(run, run[1:], strict=False)]
    return all(step > 0 for step in steps) and sum(step != 1 for step in steps) <= 1


def check_rests(catalogue: Catalogue) -> Iterator[Outcome]:
    """I2: a last row that is called a difference is what lies between the two rows before it."""
    for held in tables_with_owner(catalogue):
        rows = [row for row in held.table.rows if row.kind not in NO_AMOUNT]
        if len(rows) == LEAST and len(held.table.columns) == 1 and REST.match(rows[-1].label):
            yield from _rest(held, held.table, rows)


def _rest(held: Held, table: Table, rows: Sequence[Row]) -> Iterator[Outcome]:
    first, second, rest = (term_of(row.cells[0], 0, row.label) for row in rows)
    if not first or not second or not rest:
        return
    turned = Term(-second.amount, second.steps, second.label)
    if Balance(rest, (Term(-first.amount, first.steps), second)).verdict != "off":
        yield HELD
        return
    where = f"{held.words}, {row_words(rows[-1])}"
    subject = Subject("I2", held.object, where, rows[-1].place, table.unit)
    yield judge(subject, Balance(rest, (first, turned)), "Forskellen på de to rækker før")


def _lost(rule: str, held: Held, row: Row, what: str, reason: str) -> Finding:
    return Finding(rule, "label", row.place, held.object, f"{held.words}, {what}", reason, cause="missing_line")
