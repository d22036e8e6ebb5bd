"""The text that no proposal owns against the tables that no proposal owns (I16): financing, development, deficits.

An amount that is some figure of those tables is fine. One that shares its words with a row, and almost its amount, is
told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tvaers.engine.budget.catalogue import Catalogue, Interval, Row, Table
from tvaers.engine.budget.checking.balance import Balance, Term, term_of
from tvaers.engine.budget.checking.copies import rounded
from tvaers.engine.budget.checking.development import deficit
from tvaers.engine.budget.checking.finding import HELD, Outcome
from tvaers.engine.budget.checking.mentions import Mention, is_copy, mentions
from tvaers.engine.budget.checking.telling import Subject, judge
from tvaers.engine.budget.checking.titles import STEM, likeness, stems
from tvaers.engine.budget.checking.wheres import row_words

DEFICIT = re.compile(r"\b(?:forventet|samlet|samlede)\s+underskud\b[^.,]{0,30}$", re.IGNORECASE)
BUDGET = re.compile(r"\b(?:udgør|afsat)\b[^.]{0,40}$", re.IGNORECASE)
PLAN = re.compile(r"\bbudget(?:forslag|oplæg)|\bforslaget\b", re.IGNORECASE)
BULLET = re.compile(r"\s*[•–−-]\s")
NEAR = 100
"""How far off, in thousandths, an amount of the text may be and still be taken for a row's."""
ALIKE = 600
"""How alike a heading and a row must be, in thousandths."""


def check_common_text(catalogue: Catalogue) -> Iterator[Outcome]:
    """I16: the deficit, the budgets of the development area and the frame of the health area as the text tells."""
    found = [one for one in mentions(catalogue.sections, catalogue.amounts) if one.is_money]
    for table in catalogue.tables:
        if table.kind == "development":
            yield from _deficits(table, found)
            yield from _budgets(table, found)
            yield from _changes(table, found)
    yield from _frame(catalogue, found)


def _deficits(table: Table, found: Sequence[Mention]) -> Iterator[Outcome]:
    lacking = deficit(table)
    for one in found:
        if lacking and DEFICIT.search(one.before):
            told = "Budgetforslaget minus finansieringen i tabellen"
            yield _copy(one, lacking, told)


def _budgets(table: Table, found: Sequence[Mention]) -> Iterator[Outcome]:
    """As in "Budgetforslaget for 2024 udgør 42,8": a figure of the table, else the one that the heading names."""
    amounts = [term for row in table.rows if (term := term_of(row.cell("proposal"), 0))]
    for one in found:
        if not BUDGET.search(one.before) or not PLAN.search(one.before):
            continue
        if any(is_copy(one.term, each.amount) for each in amounts):
            yield HELD
            continue
        row = max(table.rows, key=lambda each: likeness(each.label, one.section.heading), default=None)
        total = term_of(row.cell("proposal"), 0) if row else None
        if row and total and likeness(row.label, one.section.heading) >= ALIKE:
            yield _copy(one, total, f"Tabellens række {row_words(row)}")


def _changes(table: Table, found: Sequence[Mention]) -> Iterator[Outcome]:
    """As in "• Efterregulering stiger, 7 mio. kr.": the change of the row that shares most long words with it."""
    for one in found:
        row = _most_alike(table.parts, one.before) if BULLET.match(one.before) else None
        change = term_of(row.cell("change"), 0) if row else None
        if row and change:
            yield _copy(one, change, f"Ændringen i tabellens række {row_words(row)}")


def _most_alike(rows: Sequence[Row], words: str) -> Row | None:
    """The row that shares more long words with the text than any other; None where two share as many, or none does."""
    long = {stem for stem in stems(words) if len(stem) == STEM}
    shared = sorted(((len(stems(row.label) & long), -at) for at, row in enumerate(rows)), reverse=True)
    if not shared or not shared[0][0] or (len(shared) > 1 and shared[1][0] == shared[0][0]):
        return None
    return rows[-shared[0][1]]


def _frame(catalogue: Catalogue, found: Sequence[Mention]) -> Iterator[Outcome]:
    """The amounts before the first theme against financing, unavoidable list and overview."""
    first = min((theme.place.line for theme in catalogue.themes), default=0)
    rows = [
        (row, table) for table in catalogue.tables if table.kind in ("financing", "unavoidable") for row in table.rows
    ]
    known = [(row.label, term) for row, _ in rows for cell in row.cells if (term := term_of(cell, 0))]
    known += _totals(catalogue)
    for one in found:
        if one.amount.place.line >= first or not known:
            continue
        if any(_same(one, term.amount) for _, term in known):
            yield HELD
            continue
        near = [(label, term) for label, term in known if _is_near(one, term.amount) and stems(label) & _words(one)]
        if near:
            label, term = near[0]
            turned = Term(_positive(term.amount), term.steps, label)
            yield _copy(one, turned, f"Tabellens række {row_words(Row(label, 'part', (), one.amount.place))}")


def _totals(catalogue: Catalogue) -> list[tuple[str, Term]]:
    cells = [(one.title, cell) for one in catalogue.overview_totals for cell in (one.growth, one.saving) if cell]
    return [(title, term) for title, cell in cells if (term := term_of(cell, 0))]


def _words(one: Mention) -> frozenset[str]:
    return stems(one.before[-60:] + " " + one.after[:40])


def _same(one: Mention, amount: Interval) -> bool:
    """Whether the text tells the amount, or an end of it, with or without its sign."""
    whole = _positive(amount)
    forms = (whole, Interval.of(whole.low), Interval.of(whole.high))
    return any(rounded(form, one.amount.step) == one.amount.amount for form in forms)


def _is_near(one: Mention, amount: Interval) -> bool:
    whole = _positive(amount)
    off = max(abs(one.amount.amount.low - whole.low), abs(one.amount.amount.high - whole.high))
    return off * 1000 <= NEAR * max(whole.high, 1)


def _positive(amount: Interval) -> Interval:
    """The amount without its sign, low end first."""
    low, high = sorted((abs(amount.low), abs(amount.high)))
    return Interval(low, high)


def _copy(one: Mention, original: Term, told: str) -> Outcome:
    if is_copy(one.term, original.amount):
        return HELD
    subject = Subject("I16", "text", one.where(""), one.amount.place, one.amount.unit)
    return judge(subject, Balance(one.term, (original,)), told, kind="inconsistency")
