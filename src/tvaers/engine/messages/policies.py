"""Who delivers messages, reads them, writes them, and keeps the registers about them.

A permission over a hospital or a municipality reaches the hospitals and units that are part of it, as for cases.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from tvaers.engine.access.models import EVERYWHERE
from tvaers.engine.access.policies import holds, scopes
from tvaers.engine.cases.models import Case
from tvaers.engine.messages.models import (
    Broker,
    Incoming,
    Location,
    Misdirected,
    Outgoing,
    Parked,
    RegisterLine,
    Relation,
)
from tvaers.engine.parties.queries import within

TRAFFIC = "messages.traffic.see"
"""The reading of how many messages came and went, and of the registers; nothing of what any message says."""


def parties_of(user: Any, permission: str) -> frozenset[str]:
    """The parties over which the user holds a permission, by code and by key; `EVERYWHERE` among them for all."""
    held = scopes(user, permission)
    if EVERYWHERE in held:
        return frozenset({EVERYWHERE})
    return frozenset(code for scope in held for code in within(scope))


def reaches(user: Any, permission: str, party: str) -> bool:
    """Whether the user holds a permission over a party."""
    held = parties_of(user, permission)
    return EVERYWHERE in held or party in held


def _of_parties(user: Any, permission: str, field: str = "party") -> Q:
    held = parties_of(user, permission)
    return Q() if EVERYWHERE in held else Q(**{f"{field}__in": sorted(held)})


def incoming_visible_to(user: Any) -> QuerySet[Incoming]:
    """The messages that came to the user's parties."""
    return Incoming.objects.filter(_of_parties(user, "messages.see"))


def outgoing_visible_to(user: Any) -> QuerySet[Outgoing]:
    """The messages that the user's parties send."""
    return Outgoing.objects.filter(_of_parties(user, "messages.see"))


def traffic_visible_to(user: Any) -> tuple[QuerySet[Incoming], QuerySet[Outgoing]]:
    """The rows to count of the user's parties: what came, and what went. To be counted only, never shown."""
    mine = _of_parties(user, TRAFFIC)
    return Incoming.objects.filter(mine), Outgoing.objects.filter(mine)


def misdirected_visible_to(user: Any) -> QuerySet[Misdirected]:
    """The misdirected messages of the user's parties."""
    return Misdirected.objects.filter(_of_parties(user, "messages.see", "message__party"))


def parked_visible_to(user: Any) -> QuerySet[Parked]:
    """The messages that could not be taken in: for those who follow the traffic of the party, and who may mend it."""
    mine = parties_of(user, TRAFFIC) | parties_of(user, "messages.try_parked")
    return Parked.objects.all() if EVERYWHERE in mine else Parked.objects.filter(message__party__in=sorted(mine))


def may_try_parked(user: Any, parked: Parked | None) -> bool:
    """Whoever sorts the post of the party that it came to; of a receiver that nobody knows, an administrator of all."""
    return parked is not None and reaches(user, "messages.try_parked", parked.message.party)


def may_drop_parked(user: Any, parked: Parked | None) -> bool:
    """Whoever may give up what came to the party."""
    return parked is not None and reaches(user, "messages.drop_parked", parked.message.party)


def locations_visible_to(user: Any) -> QuerySet[Location]:
    """The register of location numbers: an address book, open to whoever has to do with messages at all."""
    return Location.objects.all() if parties_of(user, TRAFFIC) else Location.objects.none()


def lines_visible_to(user: Any) -> QuerySet[RegisterLine]:
    """The registers of electronic communication: the parties follow each other's plans, so all are open."""
    return RegisterLine.objects.all() if parties_of(user, TRAFFIC) else RegisterLine.objects.none()


def may_deliver(user: Any, _subject: object = None) -> bool:
    """A broker that is in use delivers and fetches; no person does."""
    return isinstance(user, Broker) and user.active


def may_read(user: Any, message: Incoming | None) -> bool:
    """Whoever sees the messages of the party that it came to."""
    return message is not None and reaches(user, "messages.see", message.party)


def may_send(user: Any, letter: Any) -> bool:
    """Whoever writes for the party that it is sent from; of no letter, whoever writes for anybody."""
    if letter is None:
        return bool(parties_of(user, "messages.send"))
    return reaches(user, "messages.send", letter.party)


def may_handle_misdirected(user: Any, message: Incoming | None) -> bool:
    """Whoever sorts the post of the party that it came to."""
    return message is not None and reaches(user, "messages.handle_misdirected", message.party)


def may_keep_location(user: Any, location: Any) -> bool:
    """Whoever keeps the numbers of the party that the number is of."""
    return location is not None and reaches(user, "messages.keep_location", location.party)


def may_keep_register(user: Any, line: Any) -> bool:
    """Whoever keeps the registers of the party that the line is about."""
    return line is not None and reaches(user, "messages.keep_register", line.party)


def may_keep_brokers(user: Any, _subject: object = None) -> bool:
    """Only administrators of everything let brokers in."""
    return holds(user, "messages.keep_broker", EVERYWHERE)


def may_register_relation(user: Any, relation: Any) -> bool:
    """Whoever registers relevant cases for the municipality that has the case."""
    return relation is not None and reaches(user, "messages.register_relation", relation.party)


def may_look_up_relations(user: Any, _subject: object = None) -> bool:
    """Whoever registers relevant cases for anybody; what is found is limited to that."""
    return bool(parties_of(user, "messages.register_relation"))


def relations_visible_to(user: Any) -> QuerySet[Relation]:
    """The relevant cases that the user's parties have registered."""
    return Relation.objects.filter(_of_parties(user, "messages.register_relation"))


def may_send_notice(user: Any, notice: Any) -> bool:
    """Whoever writes for the party that the event was registered for."""
    event = notice and notice.case.events.filter(number=notice.number).first()
    return bool(event) and reaches(user, "messages.send", event.party)


def may_tell(user: Any, letter: Any) -> bool:
    """Whoever writes for the party that a letter went out from; of a case's letter, also whoever acts in its cases.

    A letter whose sender nobody knows is for any who acts for a party of its case.
    """
    if letter is None:
        return False
    if reaches(user, "messages.send", letter.party):
        return True
    return bool(letter.case_id) and any(reaches(user, "cases.act", party) for party in _senders(letter))


def _senders(letter: Any) -> list[str]:
    """The party that a case's letter went out from; where it has none, those of the case."""
    return [letter.party] if letter.party else list(letter.case.parties.values_list("party", flat=True))


def told_by(user: Any) -> QuerySet[Outgoing]:
    """The letters that `may_tell` lets the user tell of."""
    acts = _of_parties(user, "cases.act") & Q(case__isnull=False)
    nameless = Q(party="") & Q(case__in=_cases_of(user))
    return Outgoing.objects.filter(_of_parties(user, "messages.send") | acts | nameless)


def _cases_of(user: Any) -> QuerySet[Any]:
    return Case.objects.filter(_of_parties(user, "cases.act", "parties__party")).values("pk")
