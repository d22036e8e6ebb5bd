"""What an import will do, before it is done; and what the reader was unsure of, which a person settles first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tvaers.engine.forums.importing import import_minutes
from tvaers.engine.forums.importing_ahead import Settled
from tvaers.engine.forums.models import Followup, Forum, Item, Meeting
from tvaers.engine.forums.reading import model as read
from tvaers.kernel import clock
from tvaers.kernel.action import Actor
from tvaers.kernel.errors import Problem

UNSURE = ("none", "not_recorded", "noted_implicitly")
"""Outcomes of points that a person is asked about."""


@dataclass(frozen=True)
class Entry:
    """An item that will wait in a forum: towards which meeting ("" for none), and what it awaits."""

    forum: str
    title: str
    meeting: str
    awaits: str


@dataclass(frozen=True)
class Task:
    """A follow-up, and whether it must wait for a reservation."""

    text: str
    owner: str
    is_blocked: bool


@dataclass(frozen=True)
class Foreseen:
    """What the import will write. `is_new` is False where the meeting is planned already; `planned` are new ones."""

    meeting: str
    is_new: bool
    items: int
    points: int
    remarks: int
    papers: int
    seats: int
    planned: tuple[str, ...]
    entries: tuple[Entry, ...]
    tasks: tuple[Task, ...]


def foresee(*, actor: Actor, forum: Forum, minutes: read.Minutes, settled: Settled) -> Foreseen:
    """What the import will write: it is done, looked at and undone. Raises what `import_minutes` raises."""
    with transaction.atomic():
        before = set(Meeting.objects.values_list("pk", flat=True))
        waiting = set(Item.objects.filter(state="pipeline").values_list("pk", flat=True))
        seated = forum.sittings.count()
        meeting = import_minutes(actor=actor, forum=forum, minutes=minutes, settled=settled)
        found = _found(meeting, before, waiting, seated)
        transaction.set_rollback(True)
    return found


def _found(meeting: Meeting, before: set[int], waiting: set[int], seated: int) -> Foreseen:
    """What is new since: meetings and waiting items by their keys, and the number of seats."""
    planned = Meeting.objects.exclude(pk__in=before).exclude(pk=meeting.pk).select_related("forum")
    entries = Item.objects.filter(state="pipeline", gone_at=None).exclude(pk__in=waiting)
    tasks = Followup.objects.filter(item__meeting=meeting).order_by("item__position", "pk")
    items = list(meeting.items.exclude(state__in=("pipeline", "withdrawn")))
    return Foreseen(
        str(meeting), meeting.pk not in before, len(items), sum(one.points.count() for one in items),
        sum(one.remarks.count() for one in items), sum(one.papers.count() for one in items),
        meeting.forum.sittings.count() - seated, tuple(str(one) for one in planned.order_by("starts_at")),
        tuple(_entry(one) for one in entries.select_related("forum", "meeting").order_by("meeting__starts_at", "pk")),
        tuple(Task(one.text, one.owner, one.blocked_by is not None) for one in tasks.select_related("blocked_by")),
    )  # fmt: skip


def _entry(item: Item) -> Entry:
    return Entry(item.forum.audit_name(), item.title, str(item.meeting or ""), item.awaits)


def unsure_points(minutes: read.Minutes) -> list[tuple[read.Item, read.Point]]:
    """The recommendation points that the decision does not answer, or answers only indirectly."""
    return [(item, point) for item in minutes.items for point in item.points if point.outcome in UNSURE]


def settled_from(outcomes: Sequence[str], dates: Sequence[str]) -> Settled:
    """What is settled, from lines as "4.3=decided" and "den 29. november=2025-11-25". Problem for any other line."""
    try:
        points = [line.partition("=") for line in outcomes]
        days = [line.rpartition("=") for line in dates]
        return Settled(
            {(place.rpartition(".")[0], int(place.rpartition(".")[2])): said for place, _, said in points},
            {written: date.fromisoformat(day) for written, _, day in days},
        )
    except ValueError as error:
        raise Problem(
            what="Et svar er skrevet forkert.", do="Skriv »4.3=decided« og »den 29. november=2025-11-25«."
        ) from error


@dataclass(frozen=True)
class UnsureDate:
    """A meeting's date that does not fit: as it stands in the text, and the days of that forum's other meetings."""

    mention: read.Mention
    others: tuple[date, ...]

    @property
    def nearest(self) -> date | None:
        """The nearest of the other meetings."""
        return min(self.others, key=lambda one: abs((one - self.mention.start).days), default=None)


def unsure_dates(minutes: read.Minutes) -> list[UnsureDate]:
    """The dates of later meetings that the reader warned of, each way of writing once."""
    found: dict[str, UnsureDate] = {}
    for one in minutes.dates:
        is_later = minutes.head.date is None or one.start > minutes.head.date
        if one.forum and one.warnings and is_later and one.written not in found:
            found[one.written] = UnsureDate(one, _other_days(minutes, one.forum))
    return list(found.values())


def _other_days(minutes: read.Minutes, forum: str) -> tuple[date, ...]:
    """The days on which a forum meets, as the minutes and our own calendar have them."""
    told = {one.start for one in minutes.dates if one.forum == forum and not one.warnings and one.start == one.end}
    known = Meeting.objects.filter(forum__key=forum, gone_at=None).exclude(state="cancelled")
    days = told | {one.starts_at.astimezone(clock.COPENHAGEN).date() for one in known}
    return tuple(sorted(one for one in days if minutes.head.date is None or one > minutes.head.date))
