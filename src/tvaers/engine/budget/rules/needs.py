"""From a catalogue as read, and what is laid down for its year, to what a budget is composed of: needs and rules.

The budget year's amount of a need is that of the main overview, because the frame is balanced against the overview
(BUD-22); later years are the totals of the proposal's own table (BUD-24). Amounts are whole kroner.
"""

from __future__ import annotations

from collections.abc import Mapping

from tvaers.engine.budget.catalogue import PERMANENT, ZERO, Catalogue, Entry, Interval, Proposal
from tvaers.engine.budget.composing.shapes import WHOLE, Link, Need, Rules
from tvaers.kernel.budget_types import BudgetContent, ProposalFacts
from tvaers.kernel.errors import Problem

HEALTH = "health"
"""The pot of a theme that nothing is laid down for."""


def budget_year(catalogue: Catalogue, content: BudgetContent) -> str:
    """The year that must balance. Raises Problem where neither the catalogue nor its periods tell one."""
    if catalogue.year is not None:
        return str(catalogue.year)
    years = [period for period in (*catalogue.periods, *_frame_periods(content)) if period != PERMANENT]
    if not years:
        raise Problem(what="Kataloget siger ikke, hvilket år det er budget for.", do="Skriv budgetåret på kataloget.")
    return years[0]


def needs_of(catalogue: Catalogue, content: BudgetContent) -> tuple[Need, ...]:
    """Every proposal of the catalogue as a need, in the order of the catalogue; savings have negative amounts."""
    year = budget_year(catalogue, content)
    overview = {entry.proposal: entry for entry in catalogue.overview if entry.proposal}
    return tuple(_need(one, overview.get(one.key), year, catalogue, content) for one in catalogue.proposals)


def rules_of(catalogue: Catalogue, content: BudgetContent) -> Rules:
    """The rules of a round: the budget year is hard, later periods are told only (BUD-41), each pot by itself."""
    hard = budget_year(catalogue, content)
    told = tuple(period for period in catalogue.periods or _frame_periods(content) if period > hard)
    names = {pot.id: pot.title for pot in content.pots}
    return Rules(hard, told, frames_of(content), links_of(catalogue, content), 0, names, catalogue.price_level)


def frames_of(content: BudgetContent) -> dict[str, dict[str, int]]:
    """The kroner available by pot and period: the sum of its components (BUD-06); information finances nothing."""
    frames: dict[str, dict[str, int]] = {pot.id: {} for pot in content.pots}
    for part in content.frame:
        of_pot = frames.setdefault(part.pot, {})
        if part.kind != "information":
            for period, amount in part.amounts.items():
                of_pot[period] = of_pot.get(period, 0) + amount
    return {pot: periods for pot, periods in frames.items() if periods}


def links_of(catalogue: Catalogue, content: BudgetContent) -> tuple[Link, ...]:
    """The links whose ends are there: proposals of the catalogue, pots, and promises that draw on a pool."""
    keys = {one.key for one in catalogue.proposals}
    pots = {pot.id for pot in content.pots}
    return tuple(
        Link(one.kind, one.first, one.second, {period: Interval(*span) for period, span in one.amounts.items()})
        for one in content.links
        if (one.first in keys or one.kind == "draws") and one.second in keys | pots
    )


def misplaced(catalogue: Catalogue, content: BudgetContent) -> tuple[str, ...]:
    """The keys under which the catalogue has another proposal, or none, than what is laid down means."""
    titles = {one.key: {_plain(title) for title in (one.title, *one.aliases)} for one in catalogue.proposals}
    for entry in catalogue.overview:
        titles.setdefault(entry.proposal, set()).add(_plain(entry.title))
    return tuple(facts.id for facts in content.proposals if _plain(facts.title) not in titles.get(facts.id, set()))


def _need(proposal: Proposal, entry: Entry | None, year: str, catalogue: Catalogue, content: BudgetContent) -> Need:
    facts, amounts = content.facts(proposal.key), _amounts(proposal, entry, year, catalogue)
    unavoidable = _unavoidable(proposal, facts)
    spread = amounts.get(year, Interval(0, 0)).width > 0
    return Need(
        key=proposal.key,
        title=entry.title if entry else proposal.title,
        theme=proposal.theme,
        units=units_of(proposal.departments, content),
        pot=pot_of(proposal.theme, content),
        amounts=amounts,
        unavoidable=unavoidable,
        is_divisible=bool(facts and facts.is_pool) or (spread and unavoidable < WHOLE),
        is_political=proposal.is_political,
        is_started=bool(facts and facts.is_started),
        can_be_delayed=facts.can_be_delayed if facts else unavoidable < WHOLE,
        one_off=_one_off(proposal, year, amounts),
        price_level=proposal.price_level,
    )


def _unavoidable(proposal: Proposal, facts: ProposalFacts | None) -> int:
    """The part laid down, else the whole where the proposal bears the mark (BUD-16, BUD-18)."""
    if facts and facts.unavoidable is not None:
        return facts.unavoidable
    return WHOLE if proposal.is_unavoidable else 0


def _amounts(proposal: Proposal, entry: Entry | None, year: str, catalogue: Catalogue) -> Mapping[str, Interval]:
    """The amounts by period: the overview's in the budget year where it has one, else the proposal's own total."""
    periods = [column.key for column in proposal.table.columns if column.kind == "period"] if proposal.table else []
    found = {period: proposal.total(period) for period in dict.fromkeys((*periods, *catalogue.periods))}
    found[year] = _printed(entry) or found.get(year)
    return {period: amount for period, amount in found.items() if amount is not None and period >= year}


def _one_off(proposal: Proposal, year: str, amounts: Mapping[str, Interval]) -> Mapping[str, Interval]:
    """What of the budget year's amount is paid once (BUD-25), never more than the amount itself.

    Rows that do not add up to their total tell nothing of what is in it, so then all of the amount is taken to run.
    """
    table, amount = proposal.table, amounts.get(year)
    if table is None or amount is None or amount.low < 0:
        return {}
    rows = [(row.kind, cell) for row in table.parts if (cell := row.amount(year)) is not None]
    once = sum((cell for kind, cell in rows if kind == "one_off"), ZERO)
    if once == ZERO or sum((cell for _, cell in rows), ZERO) != proposal.total(year):
        return {}
    return {year: Interval(min(once.low, amount.low), min(once.high, amount.high))}


def _printed(entry: Entry | None) -> Interval | None:
    """What the overview says, growth or saving; None where it says neither."""
    cells = (entry.growth, entry.saving) if entry else ()
    return next((cell.amount for cell in cells if cell is not None and cell.amount is not None), None)


def pot_of(theme: str, content: BudgetContent) -> str:
    """The pot that a theme is paid from."""
    return next((one.pot for one in content.themes if one.id == theme), HEALTH)


def units_of(printed: str | None, content: BudgetContent) -> tuple[str, ...]:
    """The units that a printed line names, by title, in the order laid down; the line itself where none is known."""
    if not printed:
        return ()
    wanted = _plain(printed)
    found = [unit for unit in content.units if any(_plain(name) in wanted for name in unit.names)]
    parts = [unit for unit in found if not unit.is_whole] or found
    return tuple(unit.title for unit in parts) or (printed.strip(),)


def _frame_periods(content: BudgetContent) -> tuple[str, ...]:
    """The periods that the frame tells of, years first, the lasting level last."""
    return tuple(sorted({period for part in content.frame for period in part.amounts}))


def _plain(text: str) -> str:
    """A text to compare by: small letters, no spaces, straight apostrophes."""
    return "".join(text.casefold().replace("’", "'").replace("(!)", "").split())
