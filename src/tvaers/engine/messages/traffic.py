"""How many messages came and went: per standard and party, per day or month, how they were answered and how fast.

Only numbers leave this module. Times of answering are whole seconds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, F, QuerySet
from django.db.models.functions import TruncDate

from tvaers.engine.messages import policies
from tvaers.engine.messages.models import Incoming, Misdirected, Outgoing
from tvaers.kernel.clock import COPENHAGEN

OUTCOMES = ("accepted", "rejected", "duplicate", "stored-not-shown")
LETTER = "care-communication"


@dataclass(frozen=True)
class Line:
    """One standard with one other party, one way. `mean` and `slowest` (95 %) are seconds, None where nothing was
    answered; `unanswered` counts our letters that wait or were given up."""

    standard: str
    ours: bool
    other: str
    count: int
    outcomes: Counter[str] = field(default_factory=Counter)
    mean: int | None = None
    slowest: int | None = None
    unanswered: int = 0


@dataclass(frozen=True)
class Traffic:
    """The traffic of a period: a line per standard and party, and how many messages each day had."""

    lines: tuple[Line, ...]
    days: tuple[tuple[date, int], ...]

    @property
    def came(self) -> int:
        """How many came."""
        return sum(one.count for one in self.lines if not one.ours)

    @property
    def went(self) -> int:
        """How many letters went out."""
        return sum(one.count for one in self.lines if one.ours)

    @property
    def unanswered(self) -> int:
        """How many of our letters nobody has answered."""
        return sum(one.unanswered for one in self.lines)

    @property
    def rejected(self) -> int:
        """How many of those that came were refused."""
        return sum(one.outcomes["rejected"] for one in self.lines)

    def months(self) -> tuple[tuple[date, int], ...]:
        """The same count per month, by its first day."""
        found: Counter[date] = Counter()
        for day, count in self.days:
            found[day.replace(day=1)] += count
        return tuple(sorted(found.items()))


def traffic(user: Any, starts: date, ends: date) -> Traffic:
    """The traffic of the user's parties in a period, both days included."""
    since = datetime.combine(starts, time(), COPENHAGEN)
    until = datetime.combine(ends + timedelta(days=1), time(), COPENHAGEN)
    came, went = policies.traffic_visible_to(user)
    came = came.filter(received_at__gte=since, received_at__lt=until)
    letters = went.filter(created_at__gte=since, created_at__lt=until, standard=LETTER)
    return Traffic((*_incoming_lines(came), *_outgoing_lines(letters)), _days(came, letters))


def _incoming_lines(rows: QuerySet[Incoming]) -> Iterable[Line]:
    """What came, by standard and sender; answered is when a broker had fetched the acknowledgement."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    found = rows.values_list("standard", "sender_name", "sender_sor", "outcome").annotate(Count("pk"))
    for standard, name, sor, outcome, count in found:
        counts[standard, name or sor or "Ukendt afsender"][outcome] += count
    waits: dict[tuple[str, str], list[int]] = defaultdict(list)
    answers = Outgoing.objects.filter(answers__in=rows, sent_at__isnull=False)
    asked = answers.values_list(
        "answers__standard", "answers__sender_name", "answers__sender_sor", F("sent_at") - F("answers__received_at")
    )
    for standard, name, sor, waited in asked:
        waits[standard, name or sor or "Ukendt afsender"].append(round(waited.total_seconds()))
    for (standard, other), outcomes in sorted(counts.items()):
        times = sorted(waits[standard, other])
        yield Line(standard, False, other, sum(outcomes.values()), outcomes, _mean(times), share(times, 95))


def _outgoing_lines(rows: QuerySet[Outgoing]) -> Iterable[Line]:
    """Our letters, by receiver."""
    states: dict[str, Counter[str]] = defaultdict(Counter)
    waits: dict[str, list[int]] = defaultdict(list)
    for name, state, sent, answered in rows.values_list("receiver_name", "state", "sent_at", "answered_at"):
        states[name][state] += 1
        if sent and answered:
            waits[name].append(round((answered - sent).total_seconds()))
    for name, counts in sorted(states.items()):
        times = sorted(waits[name])
        unanswered = counts["sent"] + counts["given_up"]
        yield Line(LETTER, True, name, counts.total(), counts, _mean(times), share(times, 95), unanswered)


def _days(came: QuerySet[Incoming], went: QuerySet[Outgoing]) -> tuple[tuple[date, int], ...]:
    found: Counter[date] = Counter()
    for rows, moment in ((came, "received_at"), (went, "created_at")):
        dated = rows.annotate(day=TruncDate(moment, tzinfo=COPENHAGEN))
        counted = dated.order_by().values_list("day").annotate(Count("pk"))
        for day, count in counted:
            found[day] += count
    return tuple(sorted(found.items()))


def _mean(times: Sequence[int]) -> int | None:
    return round(sum(times) / len(times)) if times else None


def share(times: Sequence[int], percent: int) -> int | None:
    """The smallest of sorted numbers that at least `percent` of them do not exceed; None for none."""
    return times[-(-len(times) * percent // 100) - 1] if times else None


def misdirected_by_sender(user: Any) -> tuple[tuple[str, date, int], ...]:
    """How many messages each sender sent wrong in each month: sender, first day of the month, count; newest first."""
    mine, _ = policies.traffic_visible_to(user)
    found: Counter[tuple[str, date]] = Counter()
    rows = Misdirected.objects.filter(message__in=mine)
    for name, sor, moment in rows.values_list("message__sender_name", "message__sender_sor", "message__received_at"):
        found[name or sor or "Ukendt afsender", moment.astimezone(COPENHAGEN).date().replace(day=1)] += 1
    return tuple(sorted(((name, month, count) for (name, month), count in found.items()), key=_newest))


def _newest(line: tuple[str, date, int]) -> tuple[int, int, str]:
    name, month, count = line
    return -month.toordinal(), -count, name
