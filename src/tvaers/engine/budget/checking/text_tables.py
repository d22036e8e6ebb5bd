"""Amounts of a proposal's text against its own table (I16): by year, by the words of a row, and over a whole period.

Each rule asks for two signs that text and table speak of the same thing, so that other amounts in the text are left
alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tvaers.engine.budget.catalogue import PERMANENT, ZERO, Catalogue, Interval, Proposal, Row, Table
from tvaers.engine.budget.checking.balance import Balance, Term, term_of
from tvaers.engine.budget.checking.copies import rounded
from tvaers.engine.budget.checking.finding import HELD, Finding, Outcome
from tvaers.engine.budget.checking.mentions import Mention, is_copy, mentions
from tvaers.engine.budget.checking.naming import budget_year_total
from tvaers.engine.budget.checking.telling import Subject, judge
from tvaers.engine.budget.checking.titles import likeness, stems
from tvaers.engine.budget.checking.wheres import row_words

YEAR_AFTER = re.compile(r"^[^.,;]{0,25}?\b(?:i|fra)\s+(?:budget\s+|og med\s+)*(20\d\d)\b", re.IGNORECASE)
YEAR_BEFORE = re.compile(r"\bI\s+(20\d\d)\s+(?:afsættes|er der afsat|vil der være)\b[^.]{0,60}$")
_DIGIT = re.compile(r"\d")
PERIOD = re.compile(r"\b(?:over|i)\s+perioden\b", re.IGNORECASE)
MORE = re.compile(r"\b(?:yderligere|endnu|tilførsel|stig\w*|fald\w*|merudgift\w*)\b[^.]{0,40}$", re.IGNORECASE)
NEAR_WORDS = 70
"""Characters beside an amount in which the words of its row stand."""
ALIKE = 600
"""How alike a row and the words of the text must be, in thousandths, and in at least two words."""


def check_text_tables(catalogue: Catalogue) -> Iterator[Outcome]:
    """I16: the amounts of each proposal's text that a sign ties to a cell, or a row, of its own table."""
    for proposal in catalogue.proposals:
        if proposal.table:
            found = [one for one in mentions(proposal.sections, proposal.amounts) if one.is_money]
            yield from _by_year(proposal, proposal.table, found)
            yield from _by_row(proposal, proposal.table, found)
            yield from _by_period(proposal, proposal.table, found)
            yield from _wrong_years(catalogue, proposal, found)


def _by_year(proposal: Proposal, table: Table, found: Sequence[Mention]) -> Iterator[Outcome]:
    """Amounts with a year after them, in a sentence where another such amount is the table's own."""
    dated = [(one, _year_after(one)) for one in found if not MORE.search(one.before)]
    known = [(one, year) for one, year in dated if year and _cells(table, year)]
    sound = [one for one, year in known if _is_in(one, _cells(table, year))]
    for one, year in known:
        if one in sound:
            yield HELD
        elif any(other.section is one.section and other.sentence == one.sentence for other in sound):
            total = term_of(table.total.cell(year), 0) if table.total else None
            if total:
                yield _told(proposal, one, total, f"Tabellens total for {year}")


def _by_row(proposal: Proposal, table: Table, found: Sequence[Mention]) -> Iterator[Outcome]:
    """As in "I 2024 afsættes 1,0 mio. kr. til analyse, planlægning …": the row that the words name, in that year."""
    for one in found:
        year = YEAR_BEFORE.search(one.before)
        row = _best(table.parts, one.after) if year else None
        cell = term_of(row.cell(year[1]), 0) if year and row else None
        if row and year and cell:
            told = f"Tabellens række {row_words(row)} for {year[1]}"
            yield _copy(proposal, one, cell, told)


def _by_period(proposal: Proposal, table: Table, found: Sequence[Mention]) -> Iterator[Outcome]:
    """As in "8,4 mio. kr. til implementering over perioden": the row that the words name, over all its years."""
    for one in found:
        found_at = PERIOD.search(one.after[:NEAR_WORDS])
        between = one.after[: found_at.start()] if found_at else ""
        if not found_at or _DIGIT.search(between):
            continue
        row = _sharing(table.parts, between if stems(between) else one.before[-NEAR_WORDS:])
        if row:
            yield _copy(proposal, one, _over_the_years(table, row), f"Tabellens række {row_words(row)} over alle år")


def _wrong_years(catalogue: Catalogue, proposal: Proposal, found: Sequence[Mention]) -> Iterator[Outcome]:
    """I9: a sentence about the budget year that puts the proposal's own total in the year before."""
    total, year = budget_year_total(catalogue, proposal), catalogue.year or 0
    own = Interval.of(abs(total.amount.low)) if total else None
    for one in found:
        if own and _year_after(one) == str(year - 1) and str(year) in one.before and is_copy(one.term, own):
            reason = f"Sætningen handler om {year}, og beløbet er totalen for {year}, men der står {year - 1}."
            where = one.where(f"Budgetbrik {proposal.key}")
            yield Finding("I9", "label", one.amount.place, proposal.key, where, reason,
                          printed_text=str(year - 1), recomputed_text=str(year))  # fmt: skip


def _year_after(one: Mention) -> str:
    found = YEAR_AFTER.search(one.after)
    return found[1] if found else ""


def _copy(proposal: Proposal, one: Mention, original: Term, told: str) -> Outcome:
    return HELD if is_copy(one.term, original.amount) else _told(proposal, one, original, told)


def _told(proposal: Proposal, one: Mention, original: Term, told: str) -> Outcome:
    return judge(_subject(proposal, one), Balance(one.term, (original,)), told, kind="inconsistency")


def _subject(proposal: Proposal, one: Mention) -> Subject:
    where = one.where(f"Budgetbrik {proposal.key}")
    return Subject("I16", proposal.key, where, one.amount.place, one.amount.unit)


def _cells(table: Table, year: str) -> tuple[Term, ...]:
    """What stands under a year: rows and total."""
    found = (term_of(row.cell(year), 0) for row in table.rows if row.kind not in ("group", "note"))
    return tuple(one for one in found if one)


def _is_in(one: Mention, cells: Sequence[Term]) -> bool:
    """Whether an amount is one of the cells, or an end of it, rounded to the coarser digit of the two."""
    ends = [Interval.of(end) for cell in cells for end in (cell.amount.low, cell.amount.high)]
    step = max(one.amount.step, min((cell.step for cell in cells), default=0))
    printed = rounded(one.amount.amount, step)
    return any(rounded(amount, step) == printed for amount in (*ends, *(cell.amount for cell in cells)))


def _best(rows: Sequence[Row], words: str) -> Row | None:
    """The row whose words the text uses, most of them and at least two."""
    best = max(rows, key=lambda row: likeness(row.label, words), default=None)
    if not best or len(stems(best.label) & stems(words)) < 2:
        return None
    return best if len(stems(best.label) & stems(words)) * 1000 >= ALIKE * len(stems(best.label)) else None


def _sharing(rows: Sequence[Row], words: str) -> Row | None:
    """The only row that shares a word with the text."""
    sharing = [row for row in rows if stems(row.label) & stems(words)]
    return sharing[0] if len(sharing) == 1 else None


def _over_the_years(table: Table, row: Row) -> Term:
    years = [column.key for column in table.columns if column.kind == "period" and column.key != PERMANENT]
    terms = [one for one in (term_of(row.cell(year), 0) for year in years) if one]
    return Term(sum((one.amount for one in terms), ZERO), sum((one.steps for one in terms), ZERO))
