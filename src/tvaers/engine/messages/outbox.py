"""The outbox: acknowledgements and letters wait here until a broker has them, and letters until somebody answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from tvaers.engine.messages import addressing, building
from tvaers.engine.messages.bundle import Bundle, Tree
from tvaers.engine.messages.intake import Decision
from tvaers.engine.messages.message import Address, Message, Response
from tvaers.engine.messages.models import Incoming, Outgoing
from tvaers.engine.messages.refusal import Partial
from tvaers.engine.messages.store import first_of, opened, sealed
from tvaers.kernel import clock
from tvaers.kernel.errors import Problem

WAIT = timedelta(minutes=30)
"""How long a letter waits for its acknowledgement before it is sent again, by MedCom's rules of reliable messaging."""
MOST_SENDINGS = 3
"""The first sending and at most two more."""


def new_id() -> str:
    """A new UUID as messages write it."""
    return str(uuid4())


def acknowledge(row: Incoming, subject: Message | Partial, decision: Decision) -> Outgoing | None:
    """Put the answer to a message in the outbox; a duplicate's is the first answer again. None if none is sent."""
    if decision.answer is None:
        return None
    first = first_of(decision.repeats) if decision.repeats else None
    row.repeats = first
    row.answer_tree = first.answer_tree if first else _written(subject, decision)
    if row.answer_tree is None:
        return None
    waiting = Outgoing.objects.filter(answers=first, state="queued").first() if first else None
    return waiting or _queued(row, addressing.complete(subject.sender))


def _written(subject: Message | Partial, decision: Decision) -> Tree | None:
    """A new acknowledgement; None when the message does not say whom to answer."""
    assert decision.answer is not None
    if isinstance(subject, Partial):
        subject = Partial(
            subject.bundle_id, subject.header_id, subject.event, addressing.complete(subject.sender), subject.receiver
        )
    try:
        return building.acknowledgement(
            of=subject,
            code=decision.answer.code,
            issues=decision.answer.issues,
            ids=new_id,
            now=clock.now(),
            by=addressing.ours(subject.receiver),
        )
    except Problem:
        return None


def _queued(row: Incoming, to: Address) -> Outgoing:
    tree = row.answer_tree or {}
    return Outgoing.objects.create(
        standard="acknowledgement", bundle_id=tree["id"], header_id=Bundle(tree).header["id"], body=sealed(tree),
        party=row.party, receiver_sor=to.sor, receiver_gln=to.gln, receiver_name=to.name[:200],
        created_at=clock.now(), answers=row,
    )  # fmt: skip


def queue(tree: Tree, to: Address, **facts: Any) -> Outgoing:
    """Put a letter of ours in the outbox. `facts` are the row's other fields."""
    return Outgoing.objects.create(
        standard="care-communication", bundle_id=tree["id"], header_id=Bundle(tree).header["id"], body=sealed(tree),
        receiver_sor=to.sor, receiver_gln=to.gln, receiver_name=to.name[:200], created_at=clock.now(), **facts,
    )  # fmt: skip


def answered(response: Response) -> Outgoing | None:
    """Write down what a receiver answered to a letter of ours; the first answer that is final counts."""
    found = Outgoing.objects.select_for_update().filter(header_id=response.header_id)
    row = found.exclude(standard="acknowledgement").first()
    if row is None or row.state in ("acknowledged", "refused"):
        return row
    if response.code == "transient-error":
        return row
    row.state = "acknowledged" if response.code == "ok" else "refused"
    row.answered_at, row.answer_issues = clock.now(), [list(issue) for issue in response.issues]
    row.save(update_fields=["state", "answered_at", "answer_issues"])
    return row


def send_again(row: Outgoing) -> Outgoing:
    """What becomes of a letter that nobody answered in time: queued in a new envelope, or given up."""
    if row.attempts >= MOST_SENDINGS:
        row.state = "given_up"
    else:
        tree = opened(row.body) | {"id": new_id(), "timestamp": building.instant(clock.now())}
        row.bundle_id, row.body, row.state = tree["id"], sealed(tree), "queued"
    row.save(update_fields=["bundle_id", "body", "state"])
    return row
