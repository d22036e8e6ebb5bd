"""The worklists made anew when what they were worked out from has changed: the content, the calendar, or the day.

Turns are written when a case changes. A new parameter, a new calendar, or a day that brings a task changes none of the
cases, so the turns of every open case are worked out again, some at a time. How far it has come is written with what
was done, so that one that is killed goes on where it stopped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.db import transaction

from tvaers.engine.agreements import queries as agreements
from tvaers.engine.cases import store
from tvaers.engine.cases.models import Case, Refresh
from tvaers.kernel import calendar, clock, jobs
from tvaers.kernel.errors import Problem

AT_A_TIME = 100
"""How many cases are made anew in one transaction."""
Progress = Callable[[int, int], None]
"""Called with how many cases are done, and how many there are."""


def fingerprint() -> str:
    """What the turns of today rest on: a hash over the packages with case types, the calendar and the day."""
    hashes = [one.content_hash for _, one in sorted(agreements.packages().items()) if one.case_types]
    parts = [*hashes, calendar.version(), clock.today().isoformat()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def is_due() -> bool:
    """Whether something has changed since the turns were last made anew to the end."""
    return not Refresh.objects.filter(fingerprint=fingerprint(), finished_at__isnull=False).exists()


def ask() -> bool:
    """Queue a refresh if one is due and none waits. Returns whether one was queued."""
    return is_due() and jobs.hand_over_once("cases.refresh", lock="cases.refresh")


def refresh(progress: Progress = lambda done, total: None) -> Refresh:
    """Make the turns of every open case anew; goes on with one that was begun. Returns it as it ended."""
    cases = Case.objects.filter(is_open=True)
    row, _ = Refresh.objects.get_or_create(
        fingerprint=fingerprint(), defaults={"started_at": clock.now(), "total": cases.count()}
    )
    while _some(row.pk):
        row.refresh_from_db()
        progress(row.done, row.total)
    row.refresh_from_db()
    return row


def _some(pk: int) -> bool:
    """Make the next cases anew and write how far it has come; False at the end, and when another does it now."""
    with transaction.atomic():
        row = Refresh.objects.select_for_update(skip_locked=True).filter(pk=pk, finished_at=None).first()
        if row is None:
            return False
        later = Case.objects.filter(is_open=True, pk__gt=row.done_up_to).order_by("pk")
        cases = list(later.select_for_update()[:AT_A_TIME])
        row.failed = [*row.failed, *(case.number for case in cases if not made_anew(case))]
        row.done += len(cases)
        row.done_up_to = cases[-1].pk if cases else row.done_up_to
        row.finished_at = None if cases else clock.now()
        row.save()
        return bool(cases)


def made_anew(case: Case) -> bool:
    """Write a case's turns again; False when its events no longer fit the content, and then its turns stay."""
    try:
        with transaction.atomic():
            store.write_turns(case, store.read(case), clock.now())
    except (Problem, KeyError):
        return False
    return True
