"""Giving out what was agreed: to unit, account and quarter, so that the parts sum to what was agreed.

A pool needs a political case first (BUD-15), and may keep a rest. What the administration must find is given out whole,
with a responsible director on every part (BUD-11, BUD-42). Amounts are whole kroner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tvaers.engine.budget import policies
from tvaers.engine.budget.composing.wording import kr
from tvaers.engine.budget.locking import fresh
from tvaers.engine.budget.models import AgreedLine, Agreement, Allocation, AllocationCase
from tvaers.engine.budget.rules.pools import allocated
from tvaers.engine.budget.stages import move
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import Conflict, NotFound, Problem


@dataclass(frozen=True)
class Part:
    """A part of an agreed line; `amount` in kroner with the sign of the line, `quarter` 1 to 4 of the budget year."""

    unit: str
    account: str
    quarter: int
    amount: int
    director: str = ""


@action("budget.open_case", permission=policies.may_keep, on="line",
        audit="{actor} oprettede en udmøntningssag: {line}")  # fmt: skip
def open_case(
    *, actor: Actor, line: AgreedLine, title: str, decided_on: date, journal: str = ""
) -> AllocationCase:  # noqa: ARG001  # fmt: skip
    """Notér den politiske sag, der udmønter en pulje. Den kommer efter budgetaftalen (BUD-15)."""
    if not line.is_pool:
        raise Problem(what="Kun en pulje kræver en udmøntningssag.")
    if not title.strip():
        raise Problem(what="Sagens titel mangler.")
    if decided_on < line.agreement.signed_on:
        raise Problem(what="Sagen er besluttet før budgetaftalen.", do="Ret dagen.")
    return AllocationCase.objects.create(line=line, title=title.strip(), decided_on=decided_on, journal=journal.strip())


@action("budget.allocate", permission=policies.may_keep, on="line", audit="{actor} udmøntede {line}", silent=("parts",))
def allocate(
    *, actor: Actor, line: AgreedLine, parts: Sequence[Part], case: AllocationCase | None = None
) -> AgreedLine:  # noqa: ARG001  # fmt: skip
    """Udmønt det aftalte beløb til enheder, konti og kvartaler. Det erstatter linjens tidligere udmøntning.

    Problem when the sum is not the agreed amount (for a pool: more than it, or no case yet), a director is missing, or
    a part is given twice; Conflict once a part is being followed up.
    """
    line = fresh(line)
    if Allocation.objects.filter(line=line, realised__isnull=False).exists():
        raise Conflict(what="Udmøntningen følges allerede op.", do="Skriv ændringen i opfølgningen.")
    _check_parts(line, parts)
    _check_sum(line, parts, case)
    line.allocations.all().delete()
    Allocation.objects.bulk_create(
        Allocation(line=line, case=case, unit=one.unit.strip(), account=one.account.strip(), quarter=one.quarter,
                   amount=one.amount, director=one.director.strip())
        for one in parts
    )  # fmt: skip
    return line


def _check_parts(line: AgreedLine, parts: Sequence[Part]) -> None:
    places = [(one.unit.strip(), one.account.strip(), one.quarter) for one in parts]
    if any(not unit or not account or not 1 <= quarter <= 4 for unit, account, quarter in places):
        raise Problem(what="En del mangler enhed eller konto, eller kvartalet er ikke 1 til 4.")
    if len(set(places)) < len(places):
        raise Problem(what="Den samme enhed, konto og kvartal står to gange.", do="Læg dem sammen.")
    if any(one.amount * line.amount < 0 for one in parts):
        raise Problem(what="En del har et andet fortegn end det aftalte beløb.")
    if line.is_administrative and any(not one.director.strip() for one in parts):
        raise Problem(what="Den ansvarlige direktør mangler.", do="Skriv en for hver del.")


def _check_sum(line: AgreedLine, parts: Sequence[Part], case: AllocationCase | None) -> None:
    """A pool by its own rule; anything else is given out to the krone."""
    total = sum(one.amount for one in parts)
    if case is not None and case.line_id != line.pk:
        raise NotFound(what="Sagen hører til et andet beløb.")
    if line.is_pool:
        allocated(abs(line.amount), {str(place): abs(one.amount) for place, one in enumerate(parts)},
                  case.title if case else "")  # fmt: skip
    elif total != line.amount:
        why = f"Der er aftalt {kr(line.amount)}"
        raise Problem(what=f"Delene er tilsammen {kr(total)}", why=why, do="Ret delene, så summen passer.")


def lacking(agreement: Agreement) -> tuple[str, ...]:
    """The keys of the lines that are not given out yet; a pool may wait, for it can be given out all year."""
    lines = agreement.lines.filter(is_pool=False).exclude(amount=0).filter(allocations=None)
    return tuple(lines.order_by("key").values_list("key", flat=True))


@action("budget.finish_allocation", permission=policies.may_keep, on="agreement",
        audit="{actor} afsluttede udmøntningen af {agreement}")  # fmt: skip
def finish_allocation(*, actor: Actor, agreement: Agreement) -> Agreement:  # noqa: ARG001
    """Afslut udmøntningen. Conflict, der nævner de budgetbrikker, som mangler."""
    found = lacking(agreement)
    if found:
        raise Conflict(what="Udmøntningen er ikke færdig.", do="Udmønt resten.", findings=found)
    move(fresh(agreement.catalogue_version), "allocate")
    return agreement
