"""The overviews against each other and against the proposals: each figure is printed in three places (I3, I4).

A theme's own table, its rows and its total in the main overview, and the proposals' own totals must agree. The total
of the health area leaves out the themes that are financed from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from tvaers.engine.budget.catalogue import Catalogue, Cell, Entry, Theme, Unit
from tvaers.engine.budget.checking.balance import Balance, Term, term_of
from tvaers.engine.budget.checking.copies import compare
from tvaers.engine.budget.checking.finding import Finding, Outcome
from tvaers.engine.budget.checking.naming import budget_year_total
from tvaers.engine.budget.checking.telling import Subject, judge
from tvaers.engine.budget.checking.wheres import shortened

Side = Literal["growth", "saving"]
SIDES: dict[Side, str] = {"growth": "Opdrift", "saving": "Omstilling"}
UNIT: Unit = "mio. kr."


def check_theme_tables(catalogue: Catalogue) -> Iterator[Outcome]:
    """I3: the total of each theme's own table is the sum of its rows."""
    for theme in catalogue.themes:
        if theme.total:
            where = f"Temaoversigten for {theme.number}"
            yield from _sums("I3", f"tema {theme.number}", where, theme.total, theme.entries, "Temaets rækker")


def check_overview(catalogue: Catalogue) -> Iterator[Outcome]:
    """I3: the main overview's total of each theme is the sum of its rows, and its grand total the sum of the themes."""
    totals = {one.theme: one for one in catalogue.overview_totals if one.theme}
    for number, total in totals.items():
        rows = [one for one in catalogue.overview if one.theme == number]
        where = f"Den samlede oversigt, tema {number}"
        yield from _sums("I3", f"tema {number}", where, total, rows, "Temaets rækker")
    grand = next((one for one in catalogue.overview_totals if not one.theme), None)
    if grand:
        outside = {theme.number for theme in catalogue.themes if theme.is_externally_financed}
        themes = [one for number, one in totals.items() if number not in outside]
        left_out = f" uden tema {' og '.join(sorted(outside))}" if outside else ""
        yield from _sums("I3", "total", "Den samlede oversigt, totalen", grand, themes, f"Temaerne{left_out}")


def check_theme_against_overview(catalogue: Catalogue) -> Iterator[Outcome]:
    """I3: a theme's own table prints the same rows and the same total as the main overview."""
    totals = {one.theme: one for one in catalogue.overview_totals if one.theme}
    rows = {one.proposal: one for one in catalogue.overview if one.proposal}
    for theme in catalogue.themes:
        pairs = [(one, rows.get(one.proposal)) for one in theme.entries if one.proposal]
        for entry, other in [*pairs, (theme.total, totals.get(theme.number))]:
            if entry and other:
                yield from _same(theme, entry, other)
        yield from _left_out(theme, catalogue.overview)


def _left_out(theme: Theme, overview: Iterable[Entry]) -> Iterator[Finding]:
    """The overview's rows, and the total, that a theme's own table lacks; nothing where it has no table at all."""
    if not theme.entries and not theme.total:
        return
    key, where = f"tema {theme.number}", f"Temaoversigten for {theme.number}"
    named = {one.proposal for one in theme.entries}
    for entry in overview:
        if entry.theme == theme.number and entry.proposal not in named:
            told = f"»{shortened(entry.title)}«"
            reason = f"Rækken {told} står i den samlede oversigt, men mangler i temaets egen tabel."
            place = theme.total.place if theme.total else theme.place
            yield Finding("I3", "inconsistency", place, entry.proposal or key, f"{where}, {told}", reason,
                          cause="missing_line")  # fmt: skip
    if theme.total is None:
        reason = "Temaets tabel har ingen total, så rækkerne kan ikke regnes efter."
        yield Finding("TOM", "label", theme.entries[-1].place, key, f"{where}, totalen", reason, cause="missing_line")


def check_proposals(catalogue: Catalogue) -> Iterator[Outcome]:
    """I4: the overview prints each proposal's total of the budget year, rounded half up."""
    for entry in catalogue.overview:
        proposal = catalogue.proposal(entry.proposal)
        if proposal:
            printed = _term(entry.growth) or _term(entry.saving)
            subject = Subject("I4", proposal.key, f"Den samlede oversigt, {proposal.key}", entry.place, UNIT)
            yield from compare(subject, printed, budget_year_total(catalogue, proposal), "Budgetbrikkens egen total")


def _sums(rule: str, key: str, where: str, total: Entry, rows: Iterable[Entry], told: str) -> Iterator[Outcome]:
    """The sums of both sides. A total with a turned sign has landed on the other side, and is tried there."""
    listed = tuple(rows)
    for side, words in SIDES.items():
        terms = tuple(one for one in (_term(_side(row, side), row.title) for row in listed) if one)
        other = total.saving if side == "growth" else total.growth
        has_others = any(_term(_side(row, "saving" if side == "growth" else "growth")) for row in listed)
        printed = _term(_side(total, side)) or (None if has_others else _term(other))
        if terms:
            subject = Subject(rule, key, f"{where}, {words}", total.place, UNIT)
            yield judge(subject, Balance(printed, terms), told) if printed else _no_total(subject)


def _no_total(subject: Subject) -> Finding:
    reason = "Rækkerne har beløb i kolonnen, men totalen er tom. En tom total er ikke 0."
    return Finding("TOM", "label", subject.place, subject.object, subject.where, reason)


def _same(theme: Theme, entry: Entry, other: Entry) -> Iterator[Outcome]:
    key = entry.proposal or f"tema {theme.number}"
    for side, words in SIDES.items():
        where = f"Temaoversigten for {theme.number}, {entry.proposal or 'totalen'}, {words}"
        subject = Subject("I3", key, where, entry.place, UNIT)
        yield from compare(subject, _term(_side(entry, side)), _term(_side(other, side)), "Den samlede oversigt")


def _side(entry: Entry, side: Side) -> Cell | None:
    return entry.growth if side == "growth" else entry.saving


def _term(cell: Cell | None, label: str = "") -> Term | None:
    """An overview's cell as a term; a printed 0 hides nothing more than a tenth of a million there."""
    return term_of(cell, 100_000, label)
