"""Amounts and columns as Danish text: 12,5 mio. kr., 0,0-10,0 mio. kr., kolonnen 2025."""

from __future__ import annotations

from tvaers.engine.budget.catalogue import PERMANENT, Column, Interval, Table, Unit

FACTORS: dict[Unit, int] = {"mia. kr.": 1_000_000_000, "mio. kr.": 1_000_000, "1.000 kr.": 1_000, "kr.": 1}
"""Kroner in one of each unit of money."""

THOUSANDTHS = 1_000
"""What one of a figure without money (pct., antal, none) is stored as."""

MOST_DECIMALS = 3
"""Amounts of kroner told in millions are cut to so many decimals."""

COLUMNS = {
    PERMANENT: "Permanent",
    "growth": "Opdrift",
    "saving": "Omstilling",
    "draft": "Budgetoplæg",
    "change": "Ændringer",
    "proposal": "Budgetforslag",
    "earlier": "tidligere år",
    "later": "efterfølgende år",
    "total": "i alt",
    "*": "alle kolonner tilsammen",
}


def amount_words(amount: Interval, unit: Unit, step: int) -> str:
    """An amount as a page writes it in `unit`, with the decimals that show `step`: "0,0-10,0 mio. kr."."""
    shown = {"1.000 kr.": "tusind kr.", "antal": ""}.get(unit, unit)
    return f"{figures(amount, unit, step)} {shown}".rstrip()


def figures(amount: Interval, unit: Unit, step: int) -> str:
    """The figures alone: "16,4", "0,0-10,0", and "-11,4 til 35,6" where a hyphen would be taken for a minus."""
    scale = FACTORS.get(unit, THOUSANDTHS)
    decimals = _decimals(scale, step)
    low, high = (_figure(one, scale, decimals) for one in (amount.low, amount.high))
    if amount.is_single:
        return low
    return f"{low} til {high}" if "-" in low + high else f"{low}-{high}"


def single(amount: int, unit: Unit, step: int) -> str:
    """One figure with its unit: "0,1 mio. kr."."""
    return amount_words(Interval.of(amount), unit, step)


def ended(sentence: str) -> str:
    """A sentence with one full stop: "kr." has its own."""
    return sentence if sentence.endswith(".") else f"{sentence}."


def column_words(table: Table, key: str) -> str:
    """How a person finds a column: its heading on the page, or the Danish name of its key."""
    column = next((one for one in table.columns if one.key == key), Column(key, "other"))
    return column.printed.strip(" *") or COLUMNS.get(key, key)


def _decimals(scale: int, step: int) -> int:
    """How many decimals show `step` in a unit of `scale`: 1 for 100.000 kr. in mio. kr."""
    count = 0
    while step and scale > step and count < MOST_DECIMALS:
        scale, count = scale // 10, count + 1
    return count


def _figure(amount: int, scale: int, decimals: int) -> str:
    shown = (abs(amount) * 10**decimals * 2 + scale) // (2 * scale)
    whole, rest = divmod(shown, 10**decimals)
    sign = "-" if amount < 0 and shown else ""
    tail = f",{rest:0{decimals}d}" if decimals else ""
    return f"{sign}{whole:,}".replace(",", ".") + tail
