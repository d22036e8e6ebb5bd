"""The writes of the exchange: take a message in, hand messages over, write to others, and keep the registers."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Literal

from tvaers.engine.cases.models import Notice
from tvaers.engine.messages import outbox, parking, policies, returning, sending
from tvaers.engine.messages.letting_in import NewBroker, keep_broker, stop_broker
from tvaers.engine.messages.models import Incoming, Location, Misdirected, Outgoing, RegisterLine
from tvaers.engine.messages.otherwise import Told, tell_otherwise
from tvaers.engine.messages.parking import drop_parked, try_parked
from tvaers.engine.messages.relations import Asked, RelationGiven, look_up_relations, register_relation
from tvaers.engine.messages.sending import Letter
from tvaers.engine.messages.taking import take_message
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import Problem

log = logging.getLogger(__name__)
__all__ = [
    "Asked", "Letter", "LineGiven", "NewBroker", "NumberGiven", "Raw", "RelationGiven", "Told", "drop_parked",
    "keep_broker", "look_up_relations", "register_relation", "stop_broker", "tell_otherwise", "try_parked",
]  # fmt: skip


@dataclass(frozen=True)
class Raw:
    """A message as it came, in JSON or XML. The log keeps its size and nothing of it."""

    content: bytes = field(repr=False)

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"en meddelelse på {len(self.content)} byte"


def receive(*, actor: Actor, raw: Raw) -> Incoming:
    """Take a message in, whatever happens: after an unexpected fault it is asked for again, and in the end parked.

    The fault is logged by its sort and place only, since its words may quote the message.
    """
    try:
        return take_in(actor=actor, raw=raw)
    except Exception as error:  # noqa: BLE001 whatever it was, the sender must be answered
        fault = parking.place_of(error)
        log.error("a message could not be taken in: %s", fault)
        return take_in(actor=actor, raw=raw, fault=fault)


@action("messages.take_in", permission=policies.may_deliver, audit="{actor} afleverede {raw} ({result})")
def take_in(*, actor: Actor, raw: Raw, fault: str = "") -> Incoming:  # noqa: ARG001
    """Tag en meddelelse ind.

    One transaction: the row, the case that it moves, and the acknowledgement in the outbox. `fault`: what stopped us
    the moment before; it is only answered then, and parked the last time.
    """
    return parking.take_fault(raw.content, fault) if fault else take_message(raw.content)


@action("messages.deliver", permission=policies.may_deliver, on="letter", audit="{actor} har hentet {letter}")
def deliver(*, actor: Actor, letter: Outgoing) -> Outgoing:  # noqa: ARG001
    """Markér en meddelelse som overtaget af meddelelsescentralen.

    Said twice it counts once: the broker may not have heard our answer.
    """
    row = Outgoing.objects.select_for_update().get(pk=letter.pk)
    if row.state == "queued":
        row.state, row.sent_at, row.attempts = "sent", clock.now(), row.attempts + 1
        row.save(update_fields=["state", "sent_at", "attempts"])
    return row


@action("messages.send", permission=policies.may_send, on="letter", audit="{actor} sendte {letter}: {result}")
def send(*, actor: Actor, letter: Letter) -> Outgoing:
    """Send et brev.

    Problem when the case's rules forbid it or the letter does not follow the standard. A receiver that cannot take the
    standard in gives a row that says which other way it must go.
    """
    return sending.send(letter, actor.audit_name())


@action("messages.send_notice", permission=policies.may_send_notice, on="notice", audit="{actor} sendte {result}")
def send_notice(*, actor: Actor, notice: Notice) -> Outgoing:  # noqa: ARG001
    """Send en besked fra et forløb som brev.

    Sent already, it is that letter.
    """
    held = Notice.objects.select_for_update().get(pk=notice.pk)
    return Outgoing.objects.filter(notice=held).first() or sending.send_notice(held)


@action("messages.send_again", permission=policies.may_send, on="letter", audit="{actor} sendte {letter} igen")
def send_again(*, actor: Actor, letter: Outgoing) -> Outgoing:  # noqa: ARG001
    """Send et brev igen, som ingen har svaret på.

    At most twice: then it is given up. Problem for a letter that does not wait for an answer.
    """
    row = Outgoing.objects.select_for_update().get(pk=letter.pk)
    if row.state != "sent" or row.standard == "acknowledgement":
        raise Problem(what="Brevet venter ikke på svar.", why=f"Det er {row.get_state_display().lower()}.")
    return outbox.send_again(row)


@action("messages.read", permission=policies.may_read, on="message", audit="{actor} læste {message}")
def read(*, actor: Actor, message: Incoming) -> Incoming:
    """Markér en meddelelse som læst. The first reader counts."""
    if message.read_at is None:
        message.read_at, message.read_by = clock.now(), actor.audit_name()
        message.save(update_fields=["read_at", "read_by"])
    return message


@action(
    "messages.handle_misdirected", permission=policies.may_handle_misdirected, on="message",
    audit="{actor} behandlede den fejlsendte {message}: {handled}",
)  # fmt: skip
def handle_misdirected(
    *, actor: Actor, message: Incoming, handled: Literal["returned", "forwarded", "kept"], to: Location | None = None
) -> Misdirected:
    """Behandl en fejlsendt meddelelse: send den retur, send den videre, eller behold den.

    Problem when it has been handled, or when it is no letter and so cannot be sent on.
    """
    return returning.handle(message, handled, to, actor.audit_name())


@dataclass(frozen=True)
class NumberGiven:
    """A location number to register; `pk` is the line that it replaces, None for a new one."""

    party: str
    name: str
    starts: date
    sor: str = ""
    gln: str = ""
    level: str = "own"
    ours: bool = True
    responsible: str = ""
    procedure_on: date | None = None
    phone: str = ""
    standards: tuple[str, ...] = ()
    outside_medcom: bool = False
    alternative: str = ""
    ends: date | None = None
    pk: int | None = None

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"{self.name} ({self.gln or self.sor})"


@action(
    "messages.keep_location", permission=policies.may_keep_location, on="location", audit="{actor} førte {location}"
)
def keep_location(*, actor: Actor, location: NumberGiven) -> Location:
    """Registrér et lokationsnummer, eller ret det.

    Problem without a number, and when the line that is replaced is another party's.
    """
    if not (location.sor or location.gln):
        raise Problem(what="Lokationsnummeret mangler.", do="Skriv en SOR-kode, et GLN-nummer eller begge.")
    if location.ends is not None and location.ends < location.starts:
        raise Problem(what="Nummeret slutter, før det begynder.", do="Ret dagene.")
    old = Location.objects.filter(pk=location.pk).first() if location.pk else None
    if location.pk and (old is None or not policies.reaches(actor, "messages.keep_location", old.party)):
        raise Problem(what="Lokationsnummeret står ikke i registeret.", do="Vælg et på listen.")
    row = old or Location()
    for one in fields(NumberGiven):
        setattr(row, one.name, getattr(location, one.name))
    row.standards = list(location.standards)
    row.save()
    return row


@dataclass(frozen=True)
class LineGiven:
    """One line of a party's register: see RegisterLine."""

    kind: str
    party: str
    subject: str
    text: str = ""
    planned: date | None = None
    actual: date | None = None

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"{self.kind}: {self.subject} ({self.party})"


@action("messages.keep_register", permission=policies.may_keep_register, on="line", audit="{actor} førte {line}")
def keep_register(*, actor: Actor, line: LineGiven) -> RegisterLine:
    """Før en linje i registrene over elektronisk kommunikation.

    The line with the same subject is replaced. Problem for an unknown register or an empty subject.
    """
    if line.kind not in dict(RegisterLine.KINDS) or not line.subject.strip():
        raise Problem(what="Linjen kan ikke føres.", do="Vælg et register, og skriv, hvad linjen handler om.")
    given: dict[str, Any] = {"text": line.text.strip(), "planned": line.planned, "actual": line.actual}
    row, _ = RegisterLine.objects.update_or_create(
        kind=line.kind, party=line.party, subject=line.subject.strip(),
        defaults={**given, "changed_at": clock.now(), "changed_by": actor.audit_name()},
    )  # fmt: skip
    return row
