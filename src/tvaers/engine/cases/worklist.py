"""The worklist in parts: how many wait in each stretch of time, and what one line's next step is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from tvaers.engine.cases.models import Turn
from tvaers.kernel.case_types import CaseType, EventSpec
from tvaers.kernel.clock import COPENHAGEN

SECTIONS = ("late", "today", "week", "later", "none")
"""The stretches, most urgent first: overdue, due today, due within this week, due later, without a deadline."""


def section_of(due: datetime | None, now: datetime) -> str:
    """The stretch that a deadline lies in. A week ends on Sunday at midnight, Danish time."""
    if due is None:
        return "none"
    if due < now:
        return "late"
    tonight, sunday = _ends(now)
    return "today" if due < tonight else "week" if due < sunday else "later"


def _ends(now: datetime) -> tuple[datetime, datetime]:
    """The midnights after today and after this week's Sunday."""
    today = now.astimezone(COPENHAGEN).date()
    monday = today + timedelta(days=7 - today.weekday())
    return (datetime.combine(today + timedelta(days=1), time(), tzinfo=COPENHAGEN),
            datetime.combine(monday, time(), tzinfo=COPENHAGEN))  # fmt: skip


def counts(turns: QuerySet[Turn], now: datetime) -> dict[str, int]:
    """How many lines lie in each stretch, asked for at once."""
    tonight, sunday = _ends(now)
    stretches = {
        "late": Q(due__lt=now), "today": Q(due__gte=now, due__lt=tonight),
        "week": Q(due__gte=tonight, due__lt=sunday), "later": Q(due__gte=sunday), "none": Q(due=None),
    }  # fmt: skip
    asked: Mapping[str, Any] = {name: Count("pk", filter=match) for name, match in stretches.items()}
    return dict(turns.order_by().aggregate(**asked))


def next_event(type: CaseType, state: str, turn: Turn, jobs: Collection[str]) -> EventSpec | None:
    """The event that does what a line asks for, as far as the declaration tells; None when no single one does."""
    able = [
        event for event in type.events
        if state in type.starts_of(event) and turn.role in (event.by or (turn.role,))
        and (not event.jobs or set(event.jobs) & set(jobs))
    ]  # fmt: skip
    duty = next((one for one in type.duties if one.id == turn.duty), None)
    named = [event for id in (duty.done_by if duty else ()) for event in able if event.id == id]
    asked = duty.until.names("field") if duty and duty.until else set()
    asking = [event for event in able if asked & set(event.needs)]
    main = [event for event in able if event.main and turn.is_turn]
    return next(iter((*named, *asking, *main)), None)
