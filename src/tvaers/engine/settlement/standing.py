"""Where a book stands after all its runs: what is settled and held now, whichever run it was last decided in."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tvaers.engine.settlement.book import state_sql
from tvaers.engine.settlement.models import Book
from tvaers.engine.settlement.planning import booked
from tvaers.engine.settlement.reading import connection as open_connection


@dataclass(frozen=True)
class Standing:
    """The rows of one kind that a book holds now, and their sum in øre; the sum of held rows is what would be due."""

    kind: str
    lines: int
    amount: int


def standing(book: Book, sides: frozenset[str] | None) -> tuple[Standing, ...]:
    """The book by kind, narrowed to rows that one of `sides` pays or is paid (None is all)."""
    newest = book.runs.order_by("-number").values_list("number", flat=True).first()
    return _standing(book.pk, newest or 0, sides)


@lru_cache(maxsize=256)
def _standing(book: int, _newest: int, sides: frozenset[str] | None) -> tuple[Standing, ...]:
    """Runs never change, so a book's standing is counted once for each newest run."""
    runs = [booked(run) for run in Book.objects.get(pk=book).runs.order_by("number").select_related("edition")]
    tables = sorted({path.name for run in runs if run.folder.exists() for path in run.folder.iterdir()})
    if not tables:
        return ()
    states = " UNION ALL ".join(
        f"SELECT kind, amount, payer, payee FROM ({state_sql(runs, t)}) WHERE entry = 1" for t in tables
    )
    narrow, values = _within(sides)
    with open_connection() as connection:
        rows = connection.execute(
            f"SELECT kind, count(*), coalesce(sum(amount), 0)::BIGINT FROM ({states}) WHERE {narrow} "
            "GROUP BY 1 ORDER BY 1",
            values,
        ).fetchall()
    return tuple(Standing(*row) for row in rows)


def _within(sides: frozenset[str] | None) -> tuple[str, Sequence[list[str]]]:
    if sides is None:
        return "true", []
    return "(payer = ANY(?) OR payee = ANY(?))", [sorted(sides)] * 2
