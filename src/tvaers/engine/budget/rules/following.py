"""What is followed up by count and date: posts, support, participants, contracts, migrations, notes, the yearly cycle.

BUD-44, BUD-45, BUD-128, BUD-170, BUD-173, BUD-176, BUD-179, BUD-183, BUD-184. Whole kroner, whole days and months.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tvaers.engine.budget.rules.register import rule
from tvaers.kernel.budget_amounts import Kroner
from tvaers.kernel.budget_plans import SeriesRow
from tvaers.kernel.errors import Problem
from tvaers.kernel.periods import add_months

CYCLE = ("track", "programme", "directors", "budget")
"""The yearly way of a diagnostic proposal: track, programme board, directors, the region's budget (BUD-128)."""


@dataclass(frozen=True)
class Migration:
    """Solutions to move: all, those not moved yet, and a warning where the day has passed with some left."""

    total: int
    left: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Renewal:
    """The last day to give notice of a contract, and whether it is time."""

    notice_by: date
    is_due: bool


@rule("BUD-44", title="Bilag, der mangler")
def papers_missing(named: Mapping[str, tuple[str, ...]], papers: tuple[str, ...]) -> tuple[str, ...]:
    """The papers that a chapter names and that are not there; a chapter that names none is told by itself."""
    gone = [paper for of_chapter in named.values() for paper in of_chapter if paper not in papers]
    return (*(chapter for chapter, of_chapter in named.items() if not of_chapter), *dict.fromkeys(gone))


@rule("BUD-45", title="Enheder uden notat")
def notes_missing(units: tuple[str, ...], notes: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The units without a note of what they solve themselves; a note that lists nothing is none."""
    return tuple(unit for unit in units if not notes.get(unit))


@rule("BUD-128", title="Næste trin i årets gang")
def next_in_cycle(step: str) -> str:
    """The step after one of the yearly cycle; the region's budget is the last."""
    if step not in CYCLE[:-1]:
        raise Problem(what=f"Efter »{step}« er der intet trin.", do=f"Vælg en af {', '.join(CYCLE[:-1])}.")
    return CYCLE[CYCLE.index(step) + 1]


@rule("BUD-170", title="Løsninger, der mangler at flytte", ends="warehouse_support_ends")
def migration(statuses: Mapping[str, int], ends: date, today: date) -> Migration:
    """How many solutions are moved (`moved`) of all by status; those left after the last day are a warning."""
    total = sum(statuses.values())
    left = total - statuses.get("moved", 0)
    late = (f"{left} løsninger er ikke flyttet, og støtten sluttede {ends:%d-%m-%Y}.",) if left and today > ends else ()
    return Migration(total, left, late)


@rule("BUD-173", title="Hjælpere i alt")
def staff_in_all(existing: int, new: int) -> int:
    """The people who support schedulers when the new posts are filled."""
    return existing + new


@rule("BUD-173", title="Dage til svar")
def response_days(asked: date, answered: date) -> int:
    """The days from a request for support to its answer."""
    return (answered - asked).days


@rule("BUD-176", title="Udgift til besatte stillinger")
def cost_of_posts(filled: int, price: Kroner) -> Kroner:
    """What training posts cost: only those that are filled."""
    return filled * price


@rule("BUD-179", title="Deltagere i alt")
def participants(groups: Mapping[str, int]) -> int:
    """Leaders who take part, over all groups."""
    return sum(groups.values())


@rule("BUD-183", title="Anlæg i et driftsforslag")
def capital_rows(rows: tuple[SeriesRow, ...]) -> tuple[str, ...]:
    """The rows of a running proposal that are capital, and so belong elsewhere."""
    return tuple(row.label for row in rows if row.kind == "capital")


@rule("BUD-184", title="Fornyelse af en lejeaftale")
def renewal(expires: date, notice_months: int, today: date) -> Renewal:
    """When a lease must be renewed or given up: so many months before it expires."""
    by = add_months(expires, -notice_months)
    return Renewal(by, today >= by)
