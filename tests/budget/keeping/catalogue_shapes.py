"""Catalogues of any shape for property tests, and a small settled one with the traps of a real catalogue."""

from typing import Any

from hypothesis import strategies as st

from tvaers.engine.budget import catalogue as shapes
from tvaers.engine.budget.catalogue import PERMANENT, Cell, Column, Entry, Interval, Place, Proposal, Row, Table, Theme

MIO = 1_000_000
PERIODS = ("2024", "2025", PERMANENT)
HERE = Place(1)
words = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)
kroner = st.integers(-(2**60), 2**60)
intervals = st.builds(Interval, kroner, kroner)
places = st.builds(Place, st.integers(1, 9_999), st.none() | st.integers(1, 200))
cells = st.builds(
    shapes.Cell, words, st.none() | intervals, words, st.sampled_from(["stated", "empty", "text"]), st.integers(0, MIO)
)
columns = st.builds(Column, words, st.sampled_from(["period", "growth", "total"]), words)


def few(of: Any, most: int = 2) -> Any:
    """A short tuple of something."""
    return st.lists(of, max_size=most).map(tuple)


rows = st.builds(shapes.Row, words, st.sampled_from(["running", "total", "note"]), few(cells), places, words, words)
tables = st.builds(
    shapes.Table, st.sampled_from(["proposal", "sub", "investment"]), words, st.sampled_from(["mio. kr.", ""]),
    few(columns), few(rows), places, words, words,
)  # fmt: skip
sections = st.builds(shapes.Section, words, words, places)
amounts = st.builds(
    shapes.TextAmount, intervals, st.sampled_from(["kr.", "pct.", ""]), words, words, places, st.integers(0, MIO),
    st.booleans(), words,
)  # fmt: skip
entries = st.builds(shapes.Entry, words, words, words, st.none() | cells, st.none() | cells, places)
themes = st.builds(shapes.Theme, words, words, places, st.booleans(), words, few(entries), st.none() | entries)
proposals = st.builds(
    shapes.Proposal, words, words, words, places, few(words), st.none() | words, st.booleans(),
    st.none() | st.booleans(), st.none() | tables, few(tables, 1), few(sections), few(amounts, 1),
)  # fmt: skip
doubts = st.builds(shapes.Doubt, words, words, places, few(words))
catalogues = st.builds(
    shapes.Catalogue, words, words, st.none() | st.integers(2000, 2100), few(words), words, few(themes),
    few(proposals), few(entries), few(entries, 1), few(tables, 1), few(amounts), few(sections), few(doubts),
    few(words), st.integers(0, 9_999),
)  # fmt: skip


def cell(column: str, amount: Interval | int | None, printed: str = "") -> Cell:
    """A stated figure, or an empty one."""
    if amount is None:
        return Cell(column, None, printed, "empty")
    held = Interval.of(amount) if isinstance(amount, int) else amount
    return Cell(column, held, printed or f"{held.low / MIO:.2f}".replace(".", ","), "stated", MIO // 100)


def row(label: str, kind: Any, *amounts: Any) -> Row:
    """A row over the three periods."""
    made = [cell(period, amount) for period, amount in zip(PERIODS, amounts, strict=True)]
    return Row(label, kind, tuple(made), HERE)


def brick(key: str, title: str, *rows: Row, unavoidable: bool = False, departments: str | None = "Alle") -> Proposal:
    """A proposal whose last row is its total."""
    columns = tuple(Column(period, "period", period) for period in PERIODS)
    table = Table("proposal", "Økonomisk konsekvens", "mio. kr.", columns, rows, HERE, "2023")
    return Proposal(key, key.rpartition("-")[0], title, HERE, (), departments, unavoidable, None, table)


def small(**changes: Any) -> shapes.Catalogue:
    """Two themes and four proposals: a plain one, an unavoidable interval, a pool and a saving; 2024."""
    proposals = (
        brick("1.1-01", "Ambulancer", row("Drift", "running", 2 * MIO, 3 * MIO, 3 * MIO),
              row("Engangs", "one_off", MIO, None, None), row("Samlet", "total", 3 * MIO, 3 * MIO, 3 * MIO)),
        brick("1.1-02", "Medicin", row("Samlet", "total", Interval(4 * MIO, 8 * MIO), 5 * MIO, 5 * MIO),
              unavoidable=True),
        brick("1.2-01", "Pulje", row("Samlet", "total", Interval(0, 5 * MIO), Interval(0, 5 * MIO), 0)),
        brick("1.2-02", "Indkøb", row("Samlet", "total", -2 * MIO, -2 * MIO, -2 * MIO)),
    )  # fmt: skip
    overview = tuple(
        Entry(one.key, one.theme, one.title, growth, saving, HERE)
        for one in proposals
        for growth, saving in [_slots(one.total("2024") or Interval(0, 0))]
    )
    themes = tuple(
        Theme(number, title, HERE, entries=tuple(one for one in overview if one.theme == number))
        for number, title in (("1.1", "Akut"), ("1.2", "Fælles"))
    )
    told: dict[str, Any] = {
        "title": "Budgetkatalog 2024", "region": "Prøveregionen", "year": 2024, "periods": PERIODS,
        "price_level": "2023", "themes": themes, "proposals": proposals, "overview": overview,
        "doubts": (shapes.Doubt("placing", "Tallet kan stå to steder", HERE, ("2024", "2025")),), "lines": 100,
    }  # fmt: skip
    return shapes.Catalogue(**{**told, **changes})


def _slots(total: Interval) -> tuple[Cell | None, Cell | None]:
    return (None, cell("saving", total)) if total.high < 0 else (cell("growth", total), None)
