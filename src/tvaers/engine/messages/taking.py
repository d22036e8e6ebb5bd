"""Taking one message in: read it, decide, write the row, answer, and let it do what it does. One transaction around."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tvaers.engine.citizens.cpr import Cpr
from tvaers.engine.citizens.queries import hash_of
from tvaers.engine.messages import addressing, letters, outbox, stay_cases, store
from tvaers.engine.messages.intake import Decision, decide, refuse, take_in, turn_away
from tvaers.engine.messages.message import Address, Finding, Message
from tvaers.engine.messages.models import Incoming, Misdirected
from tvaers.engine.messages.refusal import Partial, Refused
from tvaers.engine.messages.stay import StayPicture, picture
from tvaers.engine.messages.view import Reading, take
from tvaers.kernel import clock


def take_message(content: bytes, *, instead_of: Incoming | None = None) -> Incoming:
    """Take one message in. The row says what came of it.

    `instead_of` is the row of the same message that could not be taken in: it does not make this one a duplicate, and
    its answer stands, so none is sent.
    """
    try:
        reading = take(content)
    except Refused as refused:
        return _refused(content, refused.partial or Partial(), refused.findings, instead_of)
    return _taken(reading, instead_of)


@dataclass(frozen=True)
class Foreseen:
    """What will become of a message: as far as it could be read, the decision, what was found, and the citizen."""

    subject: Message | Partial
    decision: Decision
    findings: Sequence[Finding]
    cpr: Cpr | None = None


def foresee(content: bytes) -> Foreseen:
    """What `take_message` decides in the same transaction: nobody else can change it meanwhile. Nothing is kept."""
    try:
        reading = take(content)
    except Refused as refused:
        partial = refused.partial or Partial()
        decision = refuse(partial, refused.findings, content, memory_for(partial, None))
        return Foreseen(partial, decision, refused.findings)
    message = reading.message
    cpr = message.person.cpr if message.person else None
    decision = decide(message, memory_for(message, cpr))
    return Foreseen(message, decision, (*reading.warnings, *decision.warnings), cpr)


def _refused(content: bytes, partial: Partial, findings: tuple[Finding, ...], instead_of: Incoming | None) -> Incoming:
    memory = memory_for(partial, None, instead_of)
    decision = turn_away(partial, findings, content, memory, silent=instead_of is not None)
    return answered_row(memory, partial, decision)


def _taken(reading: Reading, instead_of: Incoming | None) -> Incoming:
    message = reading.message
    cpr = message.person.cpr if message.person else None
    memory = memory_for(message, cpr, instead_of)
    before = picture(memory.notices(cpr)) if cpr and message.stay else picture(())
    decision = take_in(message, memory, silent=instead_of is not None)
    row = answered_row(memory, message, decision)
    if message.response is not None and decision.outcome == "accepted":
        outbox.answered(message.response)
    elif message.response is None and _is_kept(decision):
        _keep(row, reading, decision, before)
    return row


def memory_for(subject: Message | Partial, cpr: Cpr | None, instead_of: Incoming | None = None) -> store.InDatabase:
    """The memory for a message's receiver, while nobody else works on the same envelope, header or citizen."""
    names = [f"bundle {subject.bundle_id}", f"header {subject.header_id}"]
    store.lock([*names, f"citizen {hash_of(cpr)}"] if cpr else names)
    return store.InDatabase(addressing.party_of(_ours(subject))[:80], instead_of)


def _ours(subject: Message | Partial) -> Address:
    """Which address of a message is ours: the receiver's, or that of a copy where only the copy is."""
    if isinstance(subject, Message) and addressing.place(subject.receiver) == "unknown":
        return next((one for one in subject.copies if addressing.place(one) != "unknown"), subject.receiver)
    return subject.receiver


def answered_row(memory: store.InDatabase, subject: Message | Partial, decision: Decision) -> Incoming:
    """The row with its envelope, which is kept of every message, and the answer in the outbox."""
    row = memory.row
    assert row is not None
    row.reason = decision.reason.code
    row.sent_at = subject.sent_at if isinstance(subject, Message) else None
    row.standard = subject.standard if isinstance(subject, Message) else subject.event.removesuffix("-message")[:60]
    row.sender_sor, row.sender_gln = subject.sender.sor[:60], subject.sender.gln[:60]
    row.sender_name = subject.sender.name[:200]
    row.receiver_sor, row.receiver_gln = subject.receiver.sor[:60], subject.receiver.gln[:60]
    outbox.acknowledge(row, subject, decision)
    row.save()
    return row


def _is_kept(decision: Decision) -> bool:
    return decision.outcome in ("accepted", "stored-not-shown") and decision.reason.code != "no-relevant-case"


def _keep(row: Incoming, reading: Reading, decision: Decision, before: StayPicture) -> None:
    """Keep what a message says, and let it move a case or reach an inbox."""
    row.activity, row.content = reading.message.activity, store.sealed(reading.tree)
    if reading.message.letter is not None:
        letters.keep(row, reading.message)
    if decision.notice is not None and decision.picture is not None and row.citizen is not None:
        stay_cases.follow(row, decision.notice, before, decision.picture)
    row.save()
    if decision.misdirected:
        Misdirected.objects.create(message=row, found_at=clock.now(), found_by="systemet")
