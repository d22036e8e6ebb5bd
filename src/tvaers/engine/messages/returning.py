"""A message that came to the wrong unit: sent back, sent on, or kept (MIN-9f)."""

from __future__ import annotations

from tvaers.engine.messages import addressing, sending
from tvaers.engine.messages.message import Address
from tvaers.engine.messages.models import Incoming, Location, Misdirected
from tvaers.engine.messages.sending import Letter
from tvaers.engine.messages.store import opened
from tvaers.engine.messages.view import message_of
from tvaers.engine.messages.writing import CareActivity
from tvaers.kernel import clock
from tvaers.kernel.errors import Conflict, Problem

RETURNED = "Brevet er sendt til os ved en fejl. Vi sender det retur. Send det til den rigtige modtager."
FORWARDED = "Brevet blev sendt til os ved en fejl. Vi sender det videre til jer."


def handle(message: Incoming, handled: str, to: Location | None, by: str) -> Misdirected:
    """Write down what was done, and do it. Conflict when it was handled before; Problem when it cannot be sent."""
    row, _ = Misdirected.objects.select_for_update().get_or_create(
        message=message, defaults={"found_at": clock.now(), "found_by": by}
    )
    if row.handled:
        raise Conflict(what="Meddelelsen er behandlet.", why=f"{row.handled_by} gjorde det.")
    if handled == "returned":
        _send(message, _sender(message), "reply-message", RETURNED, by)
    elif handled == "forwarded":
        if to is None:
            raise Problem(what="Modtageren mangler.", do="Vælg, hvem meddelelsen skal sendes videre til.")
        _send(message, to, "forward-message", FORWARDED, by)
    row.handled, row.handled_at, row.handled_by, row.right_receiver = handled, clock.now(), by, to
    row.save()
    return row


def _sender(message: Incoming) -> Location:
    """Where the message came from, as a line of the register. Problem when it is not there."""
    found = addressing.location_of(Address(message.sender_sor, message.sender_gln))
    if found is None:
        raise Problem(
            what="Afsenderen står ikke i registeret over lokationsnumre.", do="Registrér afsenderens nummer først."
        )
    return found


def _send(message: Incoming, to: Location, activity: CareActivity, text: str, by: str) -> None:
    """Answer the letter or send it on, with a word of why."""
    if message.standard != sending.STANDARD or message.content is None:
        raise Problem(
            what="Kun breve kan sendes retur eller videre.", why="Et advis er ikke et brev.", do="Ring til afsenderen."
        )
    letter = message_of(opened(message.content)).letter
    assert letter is not None
    author, function = sending.signature_of(by, "", None)
    sending.send(
        Letter(
            party=message.party, to=to, category=letter.category, topic=letter.topic, text=text,
            priority=letter.priority, author=author, function=function or "Medarbejder",
            phone=sending.sender_for(message.party).phone, activity=activity, answers=message,
        ),
        by,
    )  # fmt: skip
