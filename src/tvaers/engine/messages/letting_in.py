"""Message brokers: who is let in, for which parties, and with which key. A key is shown once."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from tvaers.engine.messages import policies
from tvaers.engine.messages.models import Broker, Outgoing
from tvaers.engine.parties.queries import name_of, party_by_code, within
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import NotFound, Problem


@dataclass(frozen=True)
class NewBroker:
    """A broker with the token that is shown this once."""

    broker: Broker
    token: str = field(repr=False)

    def audit_name(self) -> str:
        """The name that the log keeps: never the token."""
        return self.broker.audit_name()


def token_hash(token: str) -> str:
    """The hash by which a broker's token is known."""
    return hashlib.sha256(token.encode()).hexdigest()


@action("messages.keep_broker", permission=policies.may_keep_brokers, audit="{actor} gav {result} en ny nøgle")
def keep_broker(*, actor: Actor, name: str, parties: tuple[str, ...] = ()) -> NewBroker:  # noqa: ARG001
    """Giv en meddelelsescentral en ny nøgle.

    The old one stops at once. `parties` are the codes of those whose letters it fetches; () fetches for all. The token
    is shown once and cannot be found again. Problem for a party that does not exist.
    """
    if not name.strip():
        raise Problem(what="Meddelelsescentralen mangler et navn.", do="Skriv det navn, I kender den under.")
    unknown = [code for code in parties if not _exists(code)]
    if unknown:
        raise Problem(what=f"Der er ingen part med koden {unknown[0]}.", do="Find koden under Parter, og ret den.")
    token = secrets.token_urlsafe(32)
    given = {"token_hash": token_hash(token), "active": True, "parties": list(parties), "keyed_at": clock.now()}
    row, _ = Broker.objects.update_or_create(name=name.strip()[:80], defaults=given)
    return NewBroker(row, token)


@action("messages.stop_broker", permission=policies.may_keep_brokers, on="broker", audit="{actor} lukkede for {broker}")
def stop_broker(*, actor: Actor, broker: Broker) -> Broker:  # noqa: ARG001
    """Luk for en meddelelsescentral. Its key stops at once; a new key lets it in again."""
    broker.active = False
    broker.save(update_fields=["active"])
    return broker


def _exists(code: str) -> bool:
    return party_by_code(code) is not None or name_of(code) != code


def broker_with(token: str) -> Broker | None:
    """The broker in use with a token, compared in constant time; None for any other token."""
    wanted, found = token_hash(token), None
    for one in Broker.objects.filter(active=True):
        if hmac.compare_digest(one.token_hash, wanted):
            found = one
    return found


def outbox(broker: Broker, limit: int = 100) -> QuerySet[Outgoing]:
    """What waits for a broker, oldest first. What no known party sends, as an answer to a wrong address, is for any."""
    return _carried_by(broker).filter(state="queued").order_by("pk")[:limit]


def waiting_letter(broker: Broker, pk: int) -> Outgoing:
    """One message of the outbox, also one that the broker has had already. Raises NotFound."""
    found = _carried_by(broker).exclude(state="other_way").filter(pk=pk).first()
    if found is None:
        raise NotFound(what="Der er ingen meddelelse med det nummer i udbakken.")
    return found


def _carried_by(broker: Broker) -> QuerySet[Outgoing]:
    if not broker.parties:
        return Outgoing.objects.all()
    codes = {code for party in broker.parties for code in within(party)}
    return Outgoing.objects.filter(Q(party__in=sorted(codes)) | Q(party=""))
