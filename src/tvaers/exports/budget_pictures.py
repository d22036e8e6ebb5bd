"""The two pictures of a catalogue, each with its table: from the frame to the balance, and growth by theme.

They are drawn in grey and hatching, so they read without colour. Amounts are those of the budget year, in mio. kr.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tvaers.engine.budget.catalogue import ZERO, Catalogue, Interval
from tvaers.engine.budget.frame_parts import FramePart
from tvaers.engine.budget.totals import pressure, savings, theme_sums
from tvaers.engine.budget.wording import mio, mio_kr
from tvaers.exports.budget_paper import Bar, Block, Grid, Heading, Picture


def balance_blocks(catalogue: Catalogue, frame: Sequence[FramePart]) -> Iterator[Block]:
    """The waterfall from the frame over savings and growth to what lacks, at the high end, and its table at both.

    Without a known frame of the budget year there is nothing to balance against, and nothing is shown.
    """
    year = catalogue.periods[0] if catalogue.periods else ""
    parts = [(one.label, one.amounts[year]) for one in frame if one.finances and year in one.amounts]
    if not parts:
        return
    saved, growth = savings(catalogue, year) or ZERO, pressure(catalogue, year) or ZERO
    room = Interval.of(sum(amount for _, amount in parts)) - saved
    lacking = growth - room
    rest, left = _rest(lacking)
    rows = [
        *((label, mio(amount)) for label, amount in parts), ("Omstillinger", mio(-saved)), ("Til rådighed", mio(room)),
        ("Opdrift", mio(growth)), (f"{rest}, hvis alt vælges", mio(left)),
    ]  # fmt: skip
    alt = (
        f"Rammen og omstillingerne giver {mio_kr(room)} Opdriften er {mio_kr(growth)} "
        f"{rest}, hvis alt vælges: {mio_kr(left)}"
    )
    yield Heading("Fra ramme til balance")
    yield Picture(
        f"Fra ramme til balance i {year}, maksimum i {_unit(catalogue)}", alt, tuple(_steps(parts, saved, growth))
    )
    sums = frozenset({len(parts) + 1, len(parts) + 3})
    yield Grid(f"Fra ramme til balance i {year}, {_unit(catalogue)}", ("Post", "Beløb"), tuple(rows), 1, sums)


def _rest(lacking: Interval) -> tuple[str, Interval]:
    """The word for what is over when all is chosen, and how much of it."""
    if lacking.high <= 0:
        return "Tilbage", -lacking
    return ("Mangler" if lacking.low >= 0 else "Mangler (minus er penge tilbage)"), lacking


def _unit(catalogue: Catalogue) -> str:
    """The unit with its price level, as captions say it."""
    return f"mio. kr., P/L-{catalogue.price_level}" if catalogue.price_level else "mio. kr."


def _steps(parts: Sequence[tuple[str, int]], saved: Interval, growth: Interval) -> Iterator[Bar]:
    """Each bar begins where the one before it ended; all amounts are at their high end."""
    level = 0
    for label, amount in parts:
        yield Bar(label, level, level + amount, mio(amount))
        level += amount
    yield Bar("Omstillinger", level, level - saved.high, mio(-saved.high), "saving")
    level -= saved.high
    yield Bar("Til rådighed", 0, level, mio(level), "rest")
    yield Bar("Opdrift, maksimum", level, level - growth.high, mio(growth.high), "saving")
    left = level - growth.high
    yield Bar("Tilbage" if left >= 0 else "Mangler", 0, left, mio(abs(left)), "rest")


def theme_blocks(catalogue: Catalogue) -> Iterator[Block]:
    """Growth by theme: the dark bar is certain, the light one reaches from the low end to the high."""
    year = catalogue.periods[0] if catalogue.periods else ""
    sums = [(theme, amount) for theme, amount in theme_sums(catalogue, year) if amount.high > 0]
    if not sums:
        return
    largest = max(sums, key=lambda one: one[1].high)
    alt = f"Tema {largest[0].number} fylder mest med {mio(largest[1])} mio. kr. Alle tal står i tabellen."
    bars = tuple(
        Bar(f"{theme.number} {theme.title}", 0, amount.low, mio(amount), reach=max(amount.low, amount.high))
        for theme, amount in sums
    )  # fmt: skip
    rows = tuple(
        (theme.number, theme.title, "Ja" if theme.is_externally_financed else "Nej", mio(amount))
        for theme, amount in sums
    )  # fmt: skip
    yield Heading("Opdrift efter tema")
    yield Picture(f"Opdrift efter tema i {year}, {_unit(catalogue)}. Lyst: mellem minimum og maksimum", alt, bars)
    yield Grid(f"Opdrift efter tema i {year}, {_unit(catalogue)}", ("Tema", "Titel", "Andre penge", "Opdrift"), rows, 3)
