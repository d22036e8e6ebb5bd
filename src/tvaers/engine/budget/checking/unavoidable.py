"""The list of unavoidable costs: its lines against the proposals they name, their marks, and its sums (I6).

A line is one proposal or, with names in brackets, several. A proposal may be unavoidable only in part; then its own
text must tell the part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tvaers.engine.budget.catalogue import Catalogue, Interval, Proposal, Row, Table
from tvaers.engine.budget.checking.balance import Balance, Term, finest_step, judged, term_of
from tvaers.engine.budget.checking.finding import HELD, Finding, Outcome
from tvaers.engine.budget.checking.naming import budget_year_total, named
from tvaers.engine.budget.checking.telling import Subject, judge
from tvaers.engine.budget.checking.wheres import row_words

WORDS = "Listen over uomgængelige udgifter"
_BRACKETS = re.compile(r"\(([^)]*,[^)]*)\)")


def check_unavoidable(catalogue: Catalogue) -> Iterator[Outcome]:
    """I6: lines, marks and sums of the list."""
    for table in catalogue.tables:
        if table.kind == "unavoidable":
            lines = _lines(table)
            yield from _sums(table, lines)
            yield from _amounts(catalogue, table, lines)
            yield from _marks(catalogue, table, lines)


def _lines(table: Table) -> tuple[Row, ...]:
    """The costs: the rows above the first sum."""
    until = next((at for at, row in enumerate(table.rows) if row.kind in ("subtotal", "total")), len(table.rows))
    return tuple(row for row in table.rows[:until] if row.kind not in ("group", "note"))


def _sums(table: Table, lines: Sequence[Row]) -> Iterator[Outcome]:
    """The sum of the lines, and the balance: that sum less the financing printed under it."""
    finest = finest_step([table])
    sums = [row for row in table.rows if row.kind in ("subtotal", "total")]
    rest = [row for row in table.rows if row not in lines and row.kind not in ("subtotal", "total", "group", "note")]
    for row, parts in zip(sums, (lines, [*sums[:1], *rest]), strict=False):
        yield from _sum(table, row, parts, finest)


def _sum(table: Table, row: Row, parts: Sequence[Row], finest: int) -> Iterator[Outcome]:
    printed = _only(row, finest)
    terms = tuple(one for one in (_only(part, finest) for part in parts) if one)
    if printed and terms:
        subject = Subject("I6", "unavoidable", f"{WORDS}, {row_words(row)}", row.place, table.unit)
        yield judge(subject, Balance(printed, terms), "Linjerne")


def _amounts(catalogue: Catalogue, table: Table, lines: Sequence[Row]) -> Iterator[Outcome]:
    """Each line against the totals of the proposals that it names."""
    finest, off = finest_step([table]), _off_by(table, lines)
    for row in lines:
        printed, proposals = _only(row, finest), _proposals(catalogue, row)
        totals = tuple(one for one in (budget_year_total(catalogue, proposal) for proposal in proposals) if one)
        if printed and totals and len(totals) == len(proposals):
            where = f"{WORDS}, {row_words(row)} mod budgetbrikken"
            subject = Subject(
                "I6", proposals[0].key if len(proposals) == 1 else "unavoidable", where, row.place, table.unit
            )
            yield _amount(subject, Balance(printed, totals), proposals, off)


def _amount(subject: Subject, balance: Balance, proposals: Sequence[Proposal], off: Interval | None) -> Outcome:
    """A part told in the proposal's own text is fine; one slip that the list's sum shows, too, is no rounding."""
    if any(_tells_part(one, balance.printed) for one in proposals):
        return HELD
    outcome = judge(
        subject, balance, "Budgetbrikkerne" if len(proposals) > 1 else "Budgetbrikken", kind="inconsistency"
    )
    if outcome and outcome.kind == "rounding" and outcome.difference and off == -outcome.difference:
        reason = (
            f"{outcome.reason.split(' Forskellen')[0]} Listens sum er forkert med det samme beløb "
            "og passer netop med budgetbrikkernes tal, så det er en fejl i linjen."
        )
        return Finding(**{**outcome.__dict__, "kind": "inconsistency", "reason": reason})
    return outcome


def _off_by(table: Table, lines: Sequence[Row]) -> Interval | None:
    """How much the list's own sum is off, None where it holds or cannot be tried."""
    finest = finest_step([table])
    total = next((row for row in table.rows if row.kind in ("subtotal", "total")), None)
    printed = _only(total, finest) if total else None
    terms = tuple(one for one in (_only(row, finest) for row in lines) if one)
    if not printed or not terms:
        return None
    balance = Balance(printed, terms)
    difference = printed.amount - balance.recomputed
    return None if judged(difference, balance.slack) == "held" else difference


def _marks(catalogue: Catalogue, table: Table, lines: Sequence[Row]) -> Iterator[Outcome]:
    """Each proposal on the list is marked as unavoidable, and each marked one is on the list."""
    listed = {one.key: row for row in lines for one in _proposals(catalogue, row)}
    for proposal in catalogue.proposals:
        where = f"{WORDS}, mærket ved {proposal.key}"
        if proposal.key in listed and not proposal.is_unavoidable:
            reason = (
                f"»{proposal.title}« står på listen over uomgængelige udgifter, men er ikke mærket (!) i kataloget."
            )
            place = listed[proposal.key].place
            yield Finding("I6", "inconsistency", place, proposal.key, where, reason, recomputed_text="(!)")
        if proposal.is_unavoidable and listed and proposal.key not in listed:
            reason = f"»{proposal.title}« er mærket (!), men står ikke på listen over uomgængelige udgifter."
            yield Finding("I6", "inconsistency", table.place, proposal.key, where, reason, printed_text="(!)")


def _proposals(catalogue: Catalogue, row: Row) -> tuple[Proposal, ...]:
    """The proposals that a line names: one, or those in its brackets."""
    inside = _BRACKETS.search(row.label)
    names = inside[1].split(",") if inside else [row.label]
    found = (named(catalogue, name) for name in names)
    return tuple(one for one in found if one)


def _tells_part(proposal: Proposal, printed: Term) -> bool:
    """Whether the proposal's text names the printed amount as unavoidable."""
    return any(one.amount == printed.amount and "uomgængelig" in one.around.casefold() for one in proposal.amounts)


def _only(row: Row, finest: int) -> Term | None:
    """The one amount of a row."""
    return next((one for one in (term_of(cell, finest, row.label) for cell in row.cells) if one), None)
