"""Sums over the proposals of a catalogue, computed from their own totals and never taken from an overview.

A proposal with an empty total counts as nothing in a sum; a sum in which no proposal states anything is None.
"""

from __future__ import annotations

from collections.abc import Iterable

from tvaers.engine.budget.catalogue import ZERO, Catalogue, Interval, Proposal, Theme


def is_saving(proposal: Proposal) -> bool:
    """Whether the proposal takes money out (BUD-02): its printed totals are none above zero, and some below."""
    row = proposal.table.total if proposal.table else None
    stated = [cell.amount for cell in row.cells if cell.amount is not None] if row else []
    return any(one.low < 0 for one in stated) and all(one.high <= 0 for one in stated)


def sum_of(proposals: Iterable[Proposal], period: str) -> Interval | None:
    """What the proposals cost together in a period, low and high; None where none of them states an amount."""
    stated = [amount for one in proposals if (amount := one.total(period)) is not None]
    return sum(stated, ZERO) if stated else None


def pressure(catalogue: Catalogue, period: str) -> Interval | None:
    """The growth that the region must finance itself: no savings, and no theme that other money pays (BUD-12)."""
    outside = {theme.number for theme in catalogue.themes if theme.is_externally_financed}
    return sum_of((one for one in catalogue.proposals if not is_saving(one) and one.theme not in outside), period)


def savings(catalogue: Catalogue, period: str) -> Interval | None:
    """What the savings take out, below zero (BUD-02)."""
    return sum_of((one for one in catalogue.proposals if is_saving(one)), period)


def theme_sums(catalogue: Catalogue, period: str) -> list[tuple[Theme, Interval]]:
    """The growth of each theme, in the order of the catalogue."""
    grows = [one for one in catalogue.proposals if not is_saving(one)]
    return [
        (theme, sum_of((one for one in grows if one.theme == theme.number), period) or ZERO)
        for theme in catalogue.themes
    ]
