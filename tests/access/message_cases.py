"""An example of each action of messages; see cases.py. `own` is the party that the message came to or goes out from."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.access.cases import MIDT, NORD, Case
from tests.messages.course import CITIZEN, HEART, TOWN
from tests.messages.test_exchange_letters import written

from tvaers.engine.cases.models import Case as Row
from tvaers.engine.cases.models import Notice
from tvaers.engine.citizens import actions as citizens
from tvaers.engine.citizens.secrets import encrypt_text
from tvaers.engine.messages import actions
from tvaers.engine.messages.actions import Asked, Letter, LineGiven, NumberGiven, Raw, RelationGiven, Told
from tvaers.engine.messages.models import Broker, Incoming, Location, Outgoing, Parked
from tvaers.kernel import clock
from tvaers.kernel.action import System


def incoming() -> Incoming:
    """A letter from MIDT to NORD."""
    for one, party in ((TOWN, NORD), (HEART, MIDT)):
        Location.objects.create(
            sor=one.sor, gln=one.gln, party=party, name=one.name, starts=date(2010, 1, 1), phone="11223344",
            standards=["care-communication"],
        )  # fmt: skip
    return actions.take_in(actor=System(), raw=Raw(written()))


def letter() -> Letter:
    """An answer to it."""
    row = incoming()
    return Letter(
        NORD, Location.objects.get(party=MIDT), "discharge", "Den er klar.", "Bente Eksempel", "Visitator", "11223344",
        activity="reply-message", answers=row,
    )  # fmt: skip


def sent() -> Outgoing:
    """A letter of NORD's that nobody has answered."""
    row = actions.send(actor=System(), letter=letter())
    row.state, row.sent_at, row.attempts = "sent", clock.now(), 1
    row.save()
    return row


def notice() -> Notice:
    """Word of an event that NORD registered, to MIDT."""
    now = clock.now()
    row = Row.objects.create(
        number="UDS-1", type="discharge", package="sundhedsaftale-midt-2011", state="new", opened_at=now, changed_at=now
    )
    row.events.create(
        number=1,
        event="admit_inpatient",
        at=now,
        recorded_at=now,
        by="anna",
        party=NORD,
        role="hospital",
        state="admitted",
    )
    return Notice.objects.create(
        case=row, type="discharge", number=1, name="x", role="municipality", party=MIDT, label="Prøve", at=now,
        channel="care_communication", category="discharge",
    )  # fmt: skip


def lost() -> Outgoing:
    """That word as a letter that could not go: nobody has a number."""
    return actions.send_notice(actor=System(), notice=notice())


def relation() -> RelationGiven:
    return RelationGiven(citizens.register(actor=System(), cpr=CITIZEN), NORD, "Serviceloven § 83", date(2026, 1, 1))


def broker() -> Broker:
    return actions.keep_broker(actor=System(), name="Prøvecentralen").broker


def number() -> dict[str, Any]:
    return {"location": NumberGiven(NORD, "Hjemmeplejen", date(2026, 1, 1), sor="3333000016001")}


def parked() -> Parked:
    """A letter to NORD that could not be taken in."""
    given = {"attempts": 3, "parked_at": clock.now(), "tried_at": clock.now(), "content": encrypt_text("{")}
    return Parked.objects.create(message=incoming(), fault="Fejl", **given)


MESSAGES: dict[str, Case] = {
    "messages.take_in": Case(actions.take_in, lambda: {"raw": Raw(b"{")}),
    "messages.try_parked": Case(actions.try_parked, lambda: {"parked": parked()}),
    "messages.drop_parked": Case(actions.drop_parked, lambda: {"parked": parked(), "why": "Sendt igen"}),
    "messages.deliver": Case(actions.deliver, lambda: {"letter": sent()}),
    "messages.send": Case(actions.send, lambda: {"letter": letter()}),
    "messages.send_notice": Case(actions.send_notice, lambda: {"notice": notice()}),
    "messages.send_again": Case(actions.send_again, lambda: {"letter": sent()}),
    "messages.tell_otherwise": Case(
        actions.tell_otherwise, lambda: {"letter": lost(), "told": Told("Ringet", clock.now())}
    ),
    "messages.read": Case(actions.read, lambda: {"message": incoming()}),
    "messages.handle_misdirected": Case(actions.handle_misdirected, lambda: {"message": incoming(), "handled": "kept"}),
    "messages.keep_location": Case(actions.keep_location, number),
    "messages.register_relation": Case(actions.register_relation, lambda: {"relation": relation()}),
    "messages.look_up_relations": Case(
        actions.look_up_relations, lambda: {"asked": Asked(CITIZEN), "reason": "Borgeren har ringet"}
    ),
    "messages.keep_broker": Case(actions.keep_broker, lambda: {"name": "Prøvecentralen"}),
    "messages.stop_broker": Case(actions.stop_broker, lambda: {"broker": broker()}),
    "messages.keep_register": Case(
        actions.keep_register, lambda: {"line": LineGiven("help", NORD, "Hjælp til teknikken")}
    ),
}
