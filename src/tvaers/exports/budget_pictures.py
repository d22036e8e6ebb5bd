"""The two pictures of a catalogue, each with its table: from the frame to the balance, and growth by theme.

They are drawn in grey and hatching, so they read without colour. Amounts are those of the budget year, in mio. kr.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tvaers.engine.budget.catalogue import ZERO, Catalogue, Interval
from tvaers.engine.budget.queries import FrameComponent
from tvaers.engine.budget.totals import pressure, savings, theme_sums
from tvaers.engine.budget.wording import mio
from tvaers.exports.budget_paper import Bar, Block, Grid, Heading, Picture

POT = "health"


def balance_blocks(catalogue: Catalogue, frame: Sequence[FrameComponent]) -> Iterator[Block]:
    """The waterfall from the frame over savings and growth to what lacks, at the high end, and its table at both.

    Without a known frame of the budget year there is nothing to balance against, and nothing is shown.
    """
    year = catalogue.periods[0] if catalogue.periods else ""
    parts = [(one.label, one.amounts[year]) for one in frame if _finances(one) and year in one.amounts]
    if not parts:
        return
    saved, growth = savings(catalogue, year) or ZERO, pressure(catalogue, year) or ZERO
    room = Interval.of(sum(amount for _, amount in parts)) - saved
    lacking = growth - room
    rows = [
        *((label, mio(amount)) for label, amount in parts), ("Omstillinger", mio(-saved)), ("Råderum i alt", mio(room)),
        ("Opdrift", mio(growth)), ("Mangler, hvis alt vælges", mio(lacking)),
    ]  # fmt: skip
    alt = (
        f"Rammen og omstillingerne giver {mio(room)} mio. kr. Opdriften er {mio(growth)} mio. kr. "
        f"Der mangler {mio(lacking)} mio. kr., hvis alt vælges."
    )
    yield Heading("Fra ramme til balance")
    yield Picture(
        f"Fra ramme til balance i {year}, maksimum i {_unit(catalogue)}", alt, tuple(_steps(parts, saved, growth))
    )
    sums = frozenset({len(parts) + 1, len(parts) + 3})
    yield Grid(f"Fra ramme til balance i {year}, {_unit(catalogue)}", ("Post", "Beløb"), tuple(rows), 1, sums)


def _unit(catalogue: Catalogue) -> str:
    """The unit with its price level, as captions say it."""
    return f"mio. kr., P/L-{catalogue.price_level}" if catalogue.price_level else "mio. kr."


def _finances(one: FrameComponent) -> bool:
    return one.pot == POT and one.kind != "information"


def _steps(parts: Sequence[tuple[str, int]], saved: Interval, growth: Interval) -> Iterator[Bar]:
    """Each bar begins where the one before it ended."""
    level = 0
    for label, amount in parts:
        yield Bar(label, level, level + amount, mio(amount))
        level += amount
    yield Bar("Omstillinger", level, level - saved.low, mio(-saved.low), "saving")
    level -= saved.low
    yield Bar("Råderum i alt", 0, level, mio(level), "rest")
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
