"""A message that failed in a way nobody foresaw: asked for again, and after the last time set aside for people.

Rules: docs/regler/meddelelser.md, "Når noget går galt hos os". Nothing of what a message says is written in clear.
"""

from __future__ import annotations

import json

from django.db import transaction

from tvaers.engine.citizens.cpr import Cpr
from tvaers.engine.citizens.secrets import decrypt_text, encrypt_text
from tvaers.engine.messages import fhir, policies
from tvaers.engine.messages.digest import digest, of_bytes
from tvaers.engine.messages.intake import fail, is_answered
from tvaers.engine.messages.message import Message
from tvaers.engine.messages.models import ID_LENGTH, Incoming, Parked
from tvaers.engine.messages.refusal import Partial
from tvaers.engine.messages.store import InDatabase
from tvaers.engine.messages.taking import answered_row, memory_for, take_message
from tvaers.engine.messages.view import envelope, message_of
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import Conflict, Problem
from tvaers.kernel.ids import looks_like_cpr

MOST_ATTEMPTS = 3
"""How often a message is asked for: the first sending and the two more that MedCom lets a sender make."""


def place_of(error: BaseException) -> str:
    """What kind of fault it was and where in the program; never its words, which may quote the message."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}" if trace else "?"
    return f"{type(error).__name__} i {place}"[:200]


def take_fault(content: bytes, fault: str) -> Incoming:
    """Answer a message that a fault of ours stopped; the last time, and where nobody can be asked, park it.

    Should even its envelope stop us, it is parked without one. A database that is away is raised: nothing was kept.
    """
    try:
        with transaction.atomic():
            subject, mark = _outline(content)
            return _failed(content, subject, mark, fault)
    except Exception:  # noqa: BLE001 whatever it is, the message must not be lost or stop the next
        return _failed(content, Partial(), of_bytes(content, InDatabase("").secret), fault)


def _outline(content: bytes) -> tuple[Message | Partial, str]:
    """As much of a message as can be read without a fault, and its mark: the same when it is sent in a new envelope."""
    secret = InDatabase("").secret
    try:
        tree = fhir.parse(content)
    except Exception:  # noqa: BLE001 this is the reading that may have failed
        return Partial(), of_bytes(content, secret)
    try:
        message = message_of(tree)
        return message, digest(message, secret)
    except Exception:  # noqa: BLE001 as above
        inner = {name: value for name, value in tree.items() if name not in ("id", "timestamp")}
        text = json.dumps(inner, ensure_ascii=False, sort_keys=True, default=str)
        return envelope(tree), of_bytes(text.encode(), secret)


def _failed(content: bytes, subject: Message | Partial, mark: str, fault: str) -> Incoming:
    cpr = subject.person.cpr if isinstance(subject, Message) and subject.person else None
    memory = memory_for(subject, cpr)
    attempts = 1 + _tries(subject, mark)
    last = attempts >= MOST_ATTEMPTS or not is_answered(subject)
    decision = fail(subject, mark, memory, last=last)
    memory.remember(decision.seen, None, None)
    row = answered_row(memory, subject, decision)
    if decision.reason.code == "parked" and _may_be_kept(subject, cpr, memory):
        Parked.objects.create(
            message=row, content=_sealed(content), fault=fault[:200], attempts=attempts,
            parked_at=clock.now(), tried_at=clock.now(),
        )  # fmt: skip
    return row


def _tries(subject: Message | Partial, mark: str) -> int:
    """How often the same message has failed before."""
    return Incoming.objects.filter(header_id=subject.header_id[:ID_LENGTH], digest=mark, reason="try-again").count()


def _may_be_kept(subject: Message | Partial, cpr: Cpr | None, memory: InDatabase) -> bool:
    """Not a notice about a citizen without a relevant case: of that nothing may be kept (R.BR1-2)."""
    is_notice = isinstance(subject, Message) and subject.stay is not None
    return not is_notice or cpr is None or memory.has_case(cpr)


@action(
    "messages.try_parked", permission=policies.may_try_parked, on="parked", audit="{actor} prøvede igen med {result}"
)
def try_parked(*, actor: Actor, parked: Parked) -> Parked:
    """Prøv igen at tage en meddelelse ind, som ikke kunne tages ind.

    A new fault is counted on it, and it stays parked. The sender gets no second answer: the first one stands, and a
    resend gets it again. Conflict when it is handled.
    """
    row = _waiting(parked)
    row.tried_at = clock.now()
    try:
        with transaction.atomic():
            taken = take_message(content_of(row), instead_of=row.message)
    except Exception as error:  # noqa: BLE001 whatever it was, the message stays parked
        row.attempts, row.fault = row.attempts + 1, place_of(error)
    else:
        row.taken = taken
        _close(row, "taken", actor.audit_name())
    row.save()
    return row


@action("messages.drop_parked", permission=policies.may_drop_parked, on="parked", audit="{actor} opgav {parked}: {why}")
def drop_parked(*, actor: Actor, parked: Parked, why: str) -> Parked:
    """Opgiv en meddelelse, som ikke kunne tages ind.

    What it said is deleted. Problem without a reason; Conflict when it is handled.
    """
    row = _waiting(parked)
    if not why.strip() or looks_like_cpr(why):
        raise Problem(
            what="Grunden mangler." if not why.strip() else "Grunden ligner eller indeholder et CPR-nummer.",
            do="Skriv kort, hvorfor meddelelsen ikke skal tages ind, uden numre på borgere.",
        )
    row.why = why.strip()[:300]
    _close(row, "dropped", actor.audit_name())
    row.save()
    return row


def content_of(parked: Parked) -> bytes:
    """The message as it came; b"" when it is handled."""
    return decrypt_text(parked.content).encode("latin-1") if parked.content else b""


def _sealed(content: bytes) -> bytes:
    """Any bytes as a Fernet token: Latin-1 has a character for every byte."""
    return encrypt_text(content.decode("latin-1"))


def _waiting(parked: Parked) -> Parked:
    row = Parked.objects.select_for_update().select_related("message").get(pk=parked.pk)
    if row.state != "waiting":
        raise Conflict(what="Meddelelsen er behandlet.", why=f"{row.handled_by} gjorde det.")
    return row


def _close(row: Parked, state: str, by: str) -> None:
    row.state, row.content, row.handled_at, row.handled_by = state, None, clock.now(), by
