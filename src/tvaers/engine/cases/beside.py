"""What lists show of cases beside their own data: what rules answer, who takes part, and whose move it is.

Asked for many cases at once, and only what is wanted: the number of queries is the same for one and for hundreds. The
caller has the rows from a query that checked access; they are of one type.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F

from tvaers.engine.cases import bulk, core
from tvaers.engine.cases.models import Case, CaseParty, Turn


@dataclass(frozen=True)
class Wanted:
    """Which of it a list shows."""

    rules: bool = False
    parties: bool = False
    turns: bool = False


@dataclass(frozen=True)
class Beside:
    """One case: the row, folded when rules are asked, its parties by role, and the turn that is due first."""

    row: Case
    case: core.Case | None = None
    parties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    turn: Turn | None = None


def beside(rows: Sequence[Case], wanted: Wanted, now: datetime) -> list[Beside]:
    """The rows with what is wanted, as of now, in their order."""
    cases = {one.row.pk: one.case.as_of(now) for one in bulk.fold(rows)} if wanted.rules and rows else {}
    parties = _parties(rows) if wanted.parties else {}
    turns = _turns(rows) if wanted.turns else {}
    return [Beside(row, cases.get(row.pk), parties.get(row.pk, {}), turns.get(row.pk)) for row in rows]


def _parties(rows: Sequence[Case]) -> dict[int, dict[str, tuple[str, ...]]]:
    found: dict[int, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for one in CaseParty.objects.filter(case__in=[row.pk for row in rows]).order_by("pk"):
        found[one.case_id][one.role] = (*found[one.case_id].get(one.role, ()), one.party)
    return found


def _turns(rows: Sequence[Case]) -> dict[int, Turn]:
    """The turn of each case that is due first; without deadlines the one whose move it is."""
    order = (F("due").desc(nulls_first=True), "is_turn", "-since", "-pk")
    return {one.case_id: one for one in Turn.objects.filter(case__in=[row.pk for row in rows]).order_by(*order)}
