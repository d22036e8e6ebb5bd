"""What the row of a letter keeps: whom it is about, which correspondence it belongs to, and the case that shows it."""

from __future__ import annotations

from tvaers.engine.cases.models import Case
from tvaers.engine.citizens import actions as registering
from tvaers.engine.citizens import queries as citizens
from tvaers.engine.citizens.cpr import Cpr
from tvaers.engine.citizens.models import Citizen
from tvaers.engine.messages import addressing
from tvaers.engine.messages.message import Message
from tvaers.engine.messages.models import ID_LENGTH, Incoming
from tvaers.engine.parties.queries import within
from tvaers.kernel.action import System

BY = System("korrespondancemeddelelse")


def keep(row: Incoming, message: Message) -> None:
    """Write on the row what a letter belongs to. Its files stay in the letter: see files.py."""
    assert message.letter is not None
    row.thread, row.category = message.letter.thread[:ID_LENGTH], message.letter.category[:60]
    row.citizen = citizen_with(message.person.cpr) if message.person and message.person.cpr else None
    sender = addressing.party_of(message.sender)
    row.case = case_for(row.citizen, sender, row.party) if row.citizen else None


def citizen_with(cpr: Cpr) -> Citizen:
    """The citizen with a number, registered if new: a letter is meant for its receiver, so it may be kept."""
    return citizens.by_cpr(System(), cpr) or registering.register(actor=BY, cpr=cpr)


def case_for(citizen: Citizen, sender: str, receiver: str) -> Case | None:
    """The citizen's case that shows a letter: the open one opened last in which both its parties take part.

    None where either is not known: a case that one of them does not know of has nothing to do with the letter.
    """
    if not sender or not receiver:
        return None
    found = Case.objects.filter(citizen=citizen, is_open=True)
    both = found.filter(parties__party__in=within(sender)).filter(parties__party__in=within(receiver))
    return both.order_by("-opened_at", "-pk").first()
