"""The writes of the exchange: take a message in, hand messages over, and write to others."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from tvaers.engine.messages import addressing, letters, outbox, policies, stay_cases, store
from tvaers.engine.messages.intake import Decision, postpone, take_in, turn_away
from tvaers.engine.messages.message import Message
from tvaers.engine.messages.models import Incoming, Misdirected, Outgoing
from tvaers.engine.messages.refusal import Partial, Refused
from tvaers.engine.messages.stay import picture
from tvaers.engine.messages.view import Reading, take
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Raw:
    """A message as it came, in JSON or XML. The log keeps its size and nothing of it."""

    content: bytes

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"en meddelelse på {len(self.content)} byte"

    def __repr__(self) -> str:
        return f"Raw({len(self.content)} byte)"


def receive(*, actor: Actor, raw: Raw) -> Incoming:
    """Take a message in, whatever happens: an unexpected fault gives a transient error, and it may come again.

    The fault is logged by its sort and place only, since its words may quote the message.
    """
    try:
        return take_in_message(actor=actor, raw=raw)
    except Exception as error:  # noqa: BLE001 whatever it was, the sender must be answered
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = f"{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}" if trace else "?"
        log.error("a message could not be taken in: %s in %s", type(error).__name__, place)
        return take_in_message(actor=actor, raw=raw, postponed=True)


@action("messages.take_in", permission=policies.may_deliver, audit="{actor} afleverede {raw} ({result})")
def take_in_message(*, actor: Actor, raw: Raw, postponed: bool = False) -> Incoming:  # noqa: ARG001
    """Tag en meddelelse ind.

    One transaction: the row, the case that it moves, and the acknowledgement in the outbox. `postponed`: only answer
    that it cannot be taken in now.
    """
    try:
        reading: Reading | None = take(raw.content)
        refused = None
    except Refused as found:
        reading, refused = None, found
    subject: Message | Partial = reading.message if reading else (refused and refused.partial) or Partial()
    store.lock(_names(subject))
    memory = store.InDatabase(addressing.party_of(subject.receiver)[:80])
    before = picture(memory.notices(subject.person.cpr)) if _is_notice(subject) else picture(())
    if isinstance(subject, Partial):
        decision = turn_away(refused and refused.partial, refused.findings if refused else (), raw.content, memory)
    elif postponed:
        decision = postpone(subject, memory)
        memory.remember(decision.seen, None, None)
    else:
        decision = take_in(subject, memory)
    row = memory.row
    assert row is not None
    _fill(row, subject, decision)
    outbox.acknowledge(row, subject, decision)
    if reading and decision.outcome in ("accepted", "stored-not-shown"):
        _follow_up(row, reading, decision, before)
    row.save()
    return row


def _is_notice(subject: Message | Partial) -> bool:
    return isinstance(subject, Message) and subject.stay is not None and bool(subject.person and subject.person.cpr)


def _names(subject: Message | Partial) -> list[str]:
    """What two messages must not both be about at once: an envelope, a header, a citizen."""
    names = [f"bundle {subject.bundle_id}", f"header {subject.header_id}"]
    if isinstance(subject, Message) and subject.person and subject.person.cpr:
        names.append(f"citizen {store.citizens.hash_of(subject.person.cpr)}")
    return names


def _fill(row: Incoming, subject: Message | Partial, decision: Decision) -> None:
    """The envelope, which is kept of every message. The activity tells of the citizen, so it waits for `_follow_up`."""
    row.reason = decision.reason.code
    row.sent_at = subject.sent_at if isinstance(subject, Message) else None
    row.standard = subject.standard if isinstance(subject, Message) else subject.event.removesuffix("-message")[:60]
    row.sender_sor, row.sender_gln = subject.sender.sor[:60], subject.sender.gln[:60]
    row.sender_name = subject.sender.name[:200]
    row.receiver_sor, row.receiver_gln = subject.receiver.sor[:60], subject.receiver.gln[:60]


def _follow_up(row: Incoming, reading: Reading, decision: Decision, before: stay_cases.StayPicture) -> None:
    """What a message that is taken in does: moves a case, reaches an inbox, or closes a letter of ours."""
    message = reading.message
    if message.response is not None:
        outbox.answered(message.response)
        return
    if decision.reason.code == "no-relevant-case":
        return
    row.activity = message.activity
    row.content = store.sealed(reading.tree)
    if message.letter is not None:
        letters.keep(row, message)
    if decision.notice is not None and decision.picture is not None and row.citizen is not None:
        stay_cases.follow(row, decision.notice, before, decision.picture)
    if decision.misdirected:
        row.save()
        Misdirected.objects.create(message=row, found_at=clock.now(), found_by="systemet")


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
