"""Reading the exchange: what came and went, the inbox and its correspondences, misdirected messages and registers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from tvaers.engine.cases import queries as cases
from tvaers.engine.cases.models import Case, Notice
from tvaers.engine.messages import addressing, policies
from tvaers.engine.messages.bundle import Tree
from tvaers.engine.messages.letting_in import broker_with, outbox, token_hash, waiting_letter
from tvaers.engine.messages.message import Address, Message
from tvaers.engine.messages.models import Broker, Incoming, Location, Misdirected, Outgoing, RegisterLine
from tvaers.engine.messages.otherwise import letters_of_notices, lost_letter, lost_of_case, untold, why_lost
from tvaers.engine.messages.parked import parked, parked_count, parked_one, who_may_try
from tvaers.engine.messages.relations import relation, relations
from tvaers.engine.messages.store import opened
from tvaers.engine.messages.traffic import misdirected_by_sender, traffic
from tvaers.engine.messages.view import message_of
from tvaers.kernel.errors import NotFound

__all__ = [
    "Broker", "Incoming", "Location", "Misdirected", "Outgoing", "RegisterLine", "broker_with", "letters_of_notices",
    "lost_letter", "lost_of_case", "misdirected_by_sender", "outbox", "parked", "parked_count", "parked_one",
    "relation", "relations", "token_hash", "traffic", "untold", "waiting_letter", "who_may_try", "why_lost",
]  # fmt: skip
LETTER = "care-communication"
CARE = "care_communication"
"""The channel of a case's word that goes as a letter."""


def answer_to(row: Incoming) -> Outgoing | None:
    """The acknowledgement that a message gets from the outbox; None where none is sent."""
    rows = Outgoing.objects.filter(Q(answers=row) | Q(answers_id=row.repeats_id, state="queued"))
    return rows.filter(standard="acknowledgement").exclude(answers=None).order_by("pk").last()


def body_of(row: Outgoing) -> Tree:
    """The message as FHIR JSON."""
    return opened(row.body)


def incoming(user: Any) -> QuerySet[Incoming]:
    """Every message that came to the user's parties, newest first."""
    return policies.incoming_visible_to(user).order_by("-received_at", "-pk")


def outgoing(user: Any) -> QuerySet[Outgoing]:
    """Every message that the user's parties send, newest first."""
    return policies.outgoing_visible_to(user).order_by("-created_at", "-pk")


def message(user: Any, pk: int) -> Incoming:
    """One message. Raises NotFound also when it came to others."""
    found = policies.incoming_visible_to(user).filter(pk=pk).select_related("case", "citizen").first()
    if found is None:
        raise NotFound(what="Meddelelsen findes ikke, eller den er ikke til dig.")
    return found


def inbox(user: Any, *, unread: bool = False) -> QuerySet[Incoming]:
    """The letters taken in for the user's parties, and notices that moved no case; newest first."""
    shown = Q(standard=LETTER) | ~Q(note="")
    found = incoming(user).filter(shown, outcome="accepted").select_related("case", "citizen")
    return found.filter(read_at__isnull=True) if unread else found


def unread_count(user: Any) -> int:
    """How many of the inbox nobody has read."""
    return inbox(user, unread=True).count()


def letter_of(row: Incoming | Outgoing) -> Message | None:
    """What a kept message says; None where nothing is kept. The caller has the row from a query that checked access."""
    token = row.content if isinstance(row, Incoming) else row.body
    return message_of(opened(token)) if token else None


@dataclass(frozen=True)
class Exchange:
    """One letter of a correspondence: which way it went, and the row that has it."""

    ours: bool
    row: Any

    @property
    def at(self) -> Any:
        """When it came or was written."""
        return self.row.created_at if self.ours else self.row.received_at


def correspondence(user: Any, row: Incoming | Outgoing) -> tuple[Exchange, ...]:
    """The letters of the thread that a letter belongs to, oldest first, as far as the user may see them."""
    if not row.thread:
        return (Exchange(isinstance(row, Outgoing), row),)
    came = incoming(user).filter(thread=row.thread, outcome="accepted")
    went = outgoing(user).filter(thread=row.thread)
    found = [*(Exchange(False, one) for one in came), *(Exchange(True, one) for one in went)]
    return tuple(sorted(found, key=lambda one: one.at))


def of_case(row: Case) -> tuple[Exchange, ...]:
    """Every message of a case, oldest first. The caller has the case from a query that checked access."""
    came = row.messages.exclude(outcome="duplicate").select_related("citizen")
    found = [*(Exchange(False, one) for one in came), *(Exchange(True, one) for one in row.letters.all())]
    return tuple(sorted(found, key=lambda one: one.at))


def received(user: Any, row: Case) -> tuple[Exchange, ...]:
    """The messages of a case that came to, or went from, the user's own parties."""
    mine = policies.incoming_visible_to(user).filter(case=row).exclude(outcome="duplicate")
    went = policies.outgoing_visible_to(user).filter(case=row)
    found = [*(Exchange(False, one) for one in mine), *(Exchange(True, one) for one in went)]
    return tuple(sorted(found, key=lambda one: one.at))


def letter_count(user: Any, row: Case) -> int:
    """How many of `received` are letters."""
    came = policies.incoming_visible_to(user).filter(case=row, standard=LETTER).exclude(outcome="duplicate")
    return came.count() + policies.outgoing_visible_to(user).filter(case=row, standard=LETTER).count()


def sent(user: Any, pk: int) -> Outgoing:
    """One letter of ours. Raises NotFound also when others sent it."""
    found = policies.outgoing_visible_to(user).filter(pk=pk).first()
    if found is None:
        raise NotFound(what="Brevet findes ikke, eller det er ikke jeres.")
    return found


def case_notice(user: Any, pk: int) -> Notice:
    """The word of an event in a case that the user may see. Raises NotFound."""
    found = Notice.objects.filter(pk=pk, channel=CARE, case__in=cases.cases(user)).first()
    if found is None:
        raise NotFound(what="Beskeden findes ikke, eller du har ikke adgang til forløbet.")
    return found


def brokers(user: Any) -> QuerySet[Broker]:
    """The message brokers, for those who let them in."""
    return Broker.objects.order_by("name") if policies.may_keep_brokers(user) else Broker.objects.none()


def broker(user: Any, pk: int) -> Broker:
    """One broker. Raises NotFound also for those who let none in."""
    found = brokers(user).filter(pk=pk).first()
    if found is None:
        raise NotFound(what="Meddelelsescentralen findes ikke, eller du har ikke adgang til den.")
    return found


def misdirected(user: Any) -> QuerySet[Misdirected]:
    """The misdirected messages of the user's parties: those to be handled first, and then the newest."""
    found = policies.misdirected_visible_to(user).select_related("message", "right_receiver")
    return found.order_by("handled", "-found_at", "-pk")


def locations(user: Any) -> QuerySet[Location]:
    """The register of location numbers, by party and name."""
    return policies.locations_visible_to(user).order_by("party", "name", "pk")


def location(user: Any, pk: int) -> Location:
    """One line of the register. Raises NotFound."""
    found = policies.locations_visible_to(user).filter(pk=pk).first()
    if found is None:
        raise NotFound(what="Lokationsnummeret står ikke i registeret.")
    return found


def current_locations(user: Any) -> QuerySet[Location]:
    """The location numbers that hold today."""
    return locations(user).filter(pk__in=addressing.on_day().values("pk"))


def location_with(sor: str, gln: str) -> Location | None:
    """The register's line for a number in a message, None if nobody has registered it."""
    return addressing.location_of(Address(sor, gln))


def with_gap(user: Any, gap: str) -> QuerySet[Location]:
    """The numbers that hold today and lack something: "arvet", "ansvarlig", "arbejdsgang", "ikke-medcom"; else all."""
    lacks = {
        "arvet": Q(level="inherited"),
        "ansvarlig": Q(responsible=""),
        "arbejdsgang": Q(procedure_on__isnull=True),
        "ikke-medcom": Q(outside_medcom=True),
    }
    return current_locations(user).filter(lacks.get(gap, Q()))


def writes_for(user: Any, party: str) -> bool:
    """Whether the user writes letters for a party."""
    return policies.reaches(user, "messages.send", party)


def register(user: Any, kind: str) -> QuerySet[RegisterLine]:
    """The lines of one register, by party and subject."""
    return policies.lines_visible_to(user).filter(kind=kind).order_by("party", "subject")


@dataclass(frozen=True)
class Gaps:
    """What the register of location numbers lacks, in numbers of lines that hold today (MIN-9d, MIN-9e)."""

    all: int
    overall: int
    inherited: int
    without_responsible: int
    without_procedure: int
    outside_medcom: int
    without_other_way: int

    @property
    def to_review(self) -> int:
        """The inherited numbers: only the uppermost unit should have one."""
        return self.inherited


def gaps(user: Any) -> Gaps:
    """The gaps of the register, counted."""
    found = current_locations(user)
    outside = found.filter(outside_medcom=True)
    return Gaps(
        found.count(), found.filter(level="overall").count(), found.filter(level="inherited").count(),
        found.filter(responsible="").count(), found.filter(procedure_on__isnull=True).count(), outside.count(),
        outside.filter(alternative="").count(),
    )  # fmt: skip


def is_late(line: RegisterLine, day: date) -> int:
    """How many days late a standard is or was taken in use by a day; 0 in time or where nothing is agreed yet."""
    if line.planned is None:
        return 0
    return max(0, ((line.actual or day) - line.planned).days)


@dataclass(frozen=True)
class Progress:
    """How far a party is in the manual: steps done, and steps in all (SA-YD-15)."""

    party: str
    done: int
    steps: int

    @property
    def percent(self) -> int:
        """Whole percent, rounded down, so that 100 means all."""
        return self.done * 100 // self.steps if self.steps else 0


def progress(user: Any) -> tuple[Progress, ...]:
    """How far each party is in the manual, by party."""
    lines = list(register(user, "step"))
    found = sorted({one.party for one in lines})
    return tuple(
        Progress(
            party,
            sum(1 for one in lines if one.party == party and one.actual),
            sum(1 for one in lines if one.party == party),
        )
        for party in found
    )
