"""Objections that cases give reason to: a case has ended in agreement that a settled line is wrong.

Nothing is written here. The payer is shown the line and a reason that names the case, and raises the objection in the
usual way; the payee accepts it with the correction, and the next run books it. SA-IU-4.5a.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tvaers.engine.cases import queries as cases
from tvaers.engine.settlement import explanation, policies
from tvaers.engine.settlement.line_ids import parse_line
from tvaers.engine.settlement.lines import Line
from tvaers.engine.settlement.models import ObjectedLine, Statement
from tvaers.kernel.case_types import CaseType
from tvaers.kernel.errors import Problem

OPEN = ("sent", "disputed")
"""The states in which a statement can be questioned."""
ANSWERED = ("withdrawn",)
"""The states of an objection after which the same line can be proposed again."""


@dataclass(frozen=True)
class Proposal:
    """A line of a statement that the user may question, and why. `case` is the number of the case that says so."""

    case: str
    statement: Statement
    line: Line
    reason: str


def proposals(user: Any) -> tuple[Proposal, ...]:
    """What the cases that a user sees give them reason to question, by case number."""
    found = [one for type in cases.case_types().values() for one in _of_type(user, type)]
    return tuple(sorted(found, key=lambda one: one.case))


def _of_type(user: Any, type: CaseType) -> Iterator[Proposal]:
    if type.questions is None:
        return
    for row in cases.cases(user, type.id).filter(state__in=type.questions.states):
        standing = _standing(user, str(row.data.get(type.questions.line) or ""))
        if standing is not None:
            yield Proposal(row.number, *standing, _reason(row, type))


def _standing(user: Any, text: str) -> tuple[Statement, Line] | None:
    """The newest statement with a line that the user may question now; None for other systems' line numbers."""
    try:
        wanted = parse_line(text)
    except Problem:
        return None
    runs = policies.runs_visible_to(user).filter(edition__agreement__short=wanted.short)
    found = explanation.find_line(list(runs.select_related("book", "edition__agreement")), wanted)
    if found is None:
        return None
    run, line = found
    statement = run.statements.filter(payer=line.payer, payee=line.payee, state__in=OPEN).first()
    is_raised = ObjectedLine.objects.filter(line=line.id, objection__statement=statement)
    if statement is None or is_raised.exclude(objection__state__in=ANSWERED).exists():
        return None
    return (statement, line) if policies.may_object(user, statement) else None


def _reason(row: cases.Case, type: CaseType) -> str:
    """The reason for the objection: which case, how it ended, and the facts that the type tells."""
    assert type.questions is not None, "asked only of types with questions"
    told = [(type.field(name), row.data.get(name)) for name in type.questions.tells]
    facts = [f"{field.label}: {value}." for field, value in told if value not in (None, "")]
    return " ".join([f"Forløb {row.number} ({type.title}): {type.state(row.state).label}.", *facts])
