"""Letters: what a correspondence says when it is read again, and what of it the row of the message keeps."""

from __future__ import annotations

from tvaers.engine.cases.models import Case
from tvaers.engine.citizens import actions as registering
from tvaers.engine.citizens import queries as citizens
from tvaers.engine.citizens.cpr import Cpr
from tvaers.engine.citizens.models import Citizen
from tvaers.engine.messages.bundle import Tree
from tvaers.engine.messages.message import Message
from tvaers.engine.messages.models import ID_LENGTH, Incoming
from tvaers.engine.messages.view import message_of
from tvaers.engine.parties.queries import within
from tvaers.kernel.action import System

BY = System("korrespondancemeddelelse")


def keep(row: Incoming, message: Message) -> None:
    """Write on the row whom a letter is about, which thread it belongs to, and the case that shows it."""
    assert message.letter is not None
    row.thread, row.category = message.letter.thread[:ID_LENGTH], message.letter.category[:60]
    row.citizen = citizen_with(message.person.cpr) if message.person and message.person.cpr else None
    row.case = case_for(row.citizen, row.party) if row.citizen else None


def citizen_with(cpr: Cpr) -> Citizen:
    """The citizen with a number, registered if new: a letter is meant for its receiver, so it may be kept."""
    return citizens.by_cpr(System(), cpr) or registering.register(actor=BY, cpr=cpr)


def case_for(citizen: Citizen, party: str) -> Case | None:
    """The citizen's case that shows a letter: the open one that changed last and that the party has a role in."""
    found = Case.objects.filter(citizen=citizen, is_open=True, parties__party__in=within(party))
    return found.order_by("-changed_at", "-pk").first()


def read_again(tree: Tree) -> Message | None:
    """The facts of a kept message; None for nothing kept."""
    return message_of(tree) if tree else None
