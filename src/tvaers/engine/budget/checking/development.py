"""What the regional development budget must keep besides its sums (I14).

Money that only passes through cancels; the budget by expenditure is the one by cost less the elements of cost; a
saving that pays for a cut grant is as large as the cut; and every row is brought to the year's prices by one of the
same few factors.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tvaers.engine.budget.catalogue import Catalogue, Row, Table
from tvaers.engine.budget.checking.balance import Balance, Term, term_of
from tvaers.engine.budget.checking.finding import HELD, Finding, Kind, Outcome
from tvaers.engine.budget.checking.telling import Subject, judge
from tvaers.engine.budget.checking.titles import bare
from tvaers.engine.budget.checking.wheres import row_words
from tvaers.engine.budget.checking.wording import column_words, single

WORDS = "Regional udvikling"
GRANT = re.compile(r"tilskudfra(.*)(vedr.*)$")
TEN_THOUSAND = 10_000
FACTORS = 2
"""One factor for wages and one for other costs."""
MOST = 800
"""So many thousandths of the rows must have one of the factors before a row without one is told."""


def check_development(catalogue: Catalogue) -> Iterator[Outcome]:
    """I14: what holds between the rows of the development budget."""
    for table in catalogue.tables:
        if table.kind == "development":
            yield from _passing_through(table)
            yield from _by_expenditure(table)
            yield from _saving(table)
            yield from _prices(table)


def deficit(table: Table) -> Term | None:
    """What the budget lacks: the balance by cost, plus the financing (which is negative); None where one is missing."""
    balance = _row(table, "balanceomkostning")
    financing = _financing(table)
    terms = [term_of(row.cell("proposal"), 0) for row in (balance, financing) if row]
    if len(terms) < 2 or not terms[0] or not terms[1]:
        return None
    return Term(terms[0].amount + terms[1].amount, terms[0].steps + terms[1].steps)


def _passing_through(table: Table) -> Iterator[Outcome]:
    """A grant from the state and the same grant to others cancel in every column."""
    for row in table.rows:
        found = GRANT.search(bare(row.label))
        onward = next((one for one in table.rows if found and _passes_on(one, found[2])), None)
        if not onward:
            continue
        for column in table.columns:
            grant, passed = term_of(row.cell(column.key), 0), term_of(onward.cell(column.key), 0)
            if grant and passed:
                told = f"Det modsatte af {row_words(row)}"
                turned = Term(-grant.amount, grant.steps, grant.label)
                yield _told(table, onward, column.key, passed, (turned,), told, "inconsistency")


def _passes_on(row: Row, subject: str) -> bool:
    label = bare(row.label)
    return label.startswith("tilskudtil") and label.endswith(subject)


def _by_expenditure(table: Table) -> Iterator[Outcome]:
    """The budget by expenditure is the one by cost less the rows that are elements of cost."""
    cost, spent = _row(table, "balanceomkostning"), _row(table, "balanceudgift")
    if not cost or not spent:
        return
    elements = [row for row in table.rows if "omkostningselement" in bare(row.label)]
    for column in table.columns:
        printed, whole = term_of(spent.cell(column.key), 0), term_of(cost.cell(column.key), 0)
        less = [one for one in (term_of(row.cell(column.key), 0) for row in elements) if one]
        if printed and whole:
            terms = (whole, *(Term(-one.amount, one.steps, one.label) for one in less))
            told = "Den omkostningsbaserede balance uden omkostningselementer"
            yield _told(table, spent, column.key, printed, terms, told)


def _saving(table: Table) -> Iterator[Outcome]:
    """The saving from the economic agreement is as large as the cut in the grant that it pays for."""
    saving = next((row for row in table.rows if bare(row.label).startswith("besparelserfraøkonomi")), None)
    grant = _row(table, "bloktilskud")
    printed = term_of(saving.cell("proposal"), 0) if saving else None
    cut = term_of(grant.cell("change"), 0) if grant else None
    if saving and grant and printed and cut:
        turned = Term(-cut.amount, cut.steps)
        told = f"Nedgangen i {row_words(grant)}"
        yield _told(table, saving, "proposal", printed, (turned,), told, "inconsistency")


def _prices(table: Table) -> Iterator[Outcome]:
    """Each row's draft is its budget of the year before at one of the factors, to the krone."""
    rows = [(row, *pair) for row in table.parts if (pair := _pair(row)) and not _is_no_cost(table, row)]
    common = Counter((2 * draft * TEN_THOUSAND // base + 1) // 2 for _, base, draft in rows)
    factors = [factor for factor, _ in common.most_common(FACTORS)]
    off = [row for row, base, draft in rows if not _fits(base, draft, factors)]
    if not rows or (len(rows) - len(off)) * 1000 < MOST * len(rows):
        return
    yield from [HELD] * (len(rows) - len(off))
    for row in off:
        told = " eller ".join(f"1,{factor % TEN_THOUSAND:04d}" for factor in factors)
        base, draft = (single(one, table.unit, 1) for one in _pair(row) or (0, 0))
        reason = f"Budgetoplægget {draft} er ikke sidste års budget {base} gange {told}, som de andre rækker har."
        where = f"{WORDS}, {row_words(row)}, pris- og lønfremskrivningen"
        yield Finding("I14", "inconsistency", row.place, "development", where, reason, printed_text=draft)


def _pair(row: Row) -> tuple[int, int] | None:
    """Last year's budget and the draft, where both are printed and not 0."""
    base, draft = row.amount("base"), row.amount("draft")
    return (base.low, draft.low) if base and draft and base.low and draft.low else None


def _fits(base: int, draft: int, factors: Sequence[int]) -> bool:
    return any(abs(base * factor - draft * TEN_THOUSAND) <= TEN_THOUSAND for factor in factors)


def _is_no_cost(table: Table, row: Row) -> bool:
    """Whether a row is a balance, or financing, or repeats it: those are not brought to prices here."""
    financing = _financing(table)
    if bare(row.label).startswith("balance"):
        return True
    return bool(financing and (row.group == financing.label or row.amount("base") == financing.amount("base")))


def _financing(table: Table) -> Row | None:
    return next((row for row in table.rows if bare(row.label).startswith("finan") and "ialt" in bare(row.label)), None)


def _row(table: Table, words: str) -> Row | None:
    return next((row for row in table.rows if words in bare(row.label)), None)


def _told(
    table: Table, row: Row, column: str, printed: Term, terms: tuple[Term, ...], told: str, kind: Kind = "error"
) -> Outcome:
    where = f"{WORDS}, {row_words(row)}, kolonnen {column_words(table, column)}, {told[:1].lower()}{told[1:]}"
    subject = Subject("I14", "development", where, row.place, table.unit)
    return judge(subject, Balance(printed, terms), told, kind=kind)
