"""What the row of a letter keeps: whom it is about, which correspondence it belongs to, and the case that shows it."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile

from tvaers.engine.cases.models import Case, Document
from tvaers.engine.citizens import actions as registering
from tvaers.engine.citizens import queries as citizens
from tvaers.engine.citizens.cpr import Cpr
from tvaers.engine.citizens.models import Citizen
from tvaers.engine.messages import addressing
from tvaers.engine.messages.message import Attachment, Message
from tvaers.engine.messages.models import ID_LENGTH, Incoming
from tvaers.engine.parties.queries import within
from tvaers.kernel import clock, ids
from tvaers.kernel.action import System

BY = System("korrespondancemeddelelse")
SUFFIX = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif"}


def keep(row: Incoming, message: Message) -> None:
    """Write on the row what a letter belongs to; its files become documents of the case.

    Those of a sender without a role in the case stay in the letter: the case's other parties got no letter.
    """
    assert message.letter is not None
    row.thread, row.category = message.letter.thread[:ID_LENGTH], message.letter.category[:60]
    row.citizen = citizen_with(message.person.cpr) if message.person and message.person.cpr else None
    row.case = case_for(row.citizen, row.party) if row.citizen else None
    if row.case is not None and _takes_part(row.case, addressing.party_of(message.sender)):
        for file in message.letter.attachments:
            if file.content:
                add_document(row.case, file, row.party)


def _takes_part(case: Case, sender: str) -> bool:
    """Whether the sender has a role in the case, too: others wrote to the receiver alone."""
    return bool(sender) and case.parties.filter(party__in=within(sender)).exists()


def citizen_with(cpr: Cpr) -> Citizen:
    """The citizen with a number, registered if new: a letter is meant for its receiver, so it may be kept."""
    return citizens.by_cpr(System(), cpr) or registering.register(actor=BY, cpr=cpr)


def case_for(citizen: Citizen, party: str) -> Case | None:
    """The citizen's case that shows a letter: the open one that changed last and that the party has a role in."""
    found = Case.objects.filter(citizen=citizen, is_open=True, parties__party__in=within(party))
    return found.order_by("-changed_at", "-pk").first()


def add_document(case: Case, file: Attachment, party: str) -> Document:
    """An attached file as a document of the case; the same file again is the same document."""
    digest = hashlib.sha256(file.content).hexdigest()
    known = case.documents.filter(sha256=digest).first()
    if known is not None:
        return known
    title = " ".join("".join(sign if sign.isprintable() else " " for sign in file.title).split())
    name = "Bilag" if ids.looks_like_cpr(title) else title[:180] or "Bilag"
    made = Document(
        case=case, name=name, media_type=file.media_type[:100], size=len(file.content), sha256=digest, at=clock.now(),
        by=BY.audit_name(), party=party,
    )  # fmt: skip
    made.file.save(f"{digest[:16]}{SUFFIX.get(file.media_type, '.bin')}", ContentFile(file.content), save=False)
    made.save()
    return made
