"""Writing to others: a letter from a case or the inbox, and the word of a case's event as a letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tvaers.engine.access.queries import standings, user_named
from tvaers.engine.cases import store as case_store
from tvaers.engine.cases.core import Case as CoreCase
from tvaers.engine.cases.models import Case, Event, Notice
from tvaers.engine.citizens.models import Citizen
from tvaers.engine.citizens.secrets import decrypt
from tvaers.engine.messages import addressing, outbox
from tvaers.engine.messages.bundle import Tree
from tvaers.engine.messages.message import Address, Attachment, Person, Text
from tvaers.engine.messages.models import Incoming, Location, Outgoing
from tvaers.engine.messages.store import opened
from tvaers.engine.messages.view import message_of
from tvaers.engine.messages.writing import CareActivity, Draft, care_communication
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.kernel.case_types import CaseType, FieldSpec
from tvaers.kernel.errors import Conflict, Problem

STANDARD = "care-communication"
NAMELESS = "Navn ikke oplyst"
NO_NUMBER = "Modtageren kan ikke få breve gennem MedCom."


@dataclass(frozen=True)
class Letter:
    """A letter that somebody wants to send from a party.

    `to` is the receiver's line in the register. `case` or `answers` says whom it is about; `name` is the citizen's name
    where no kept message has it. `text` is signed with `author`, `function` and `phone`.
    """

    party: str
    to: Location
    category: str
    text: str
    author: str
    function: str
    phone: str
    topic: str = ""
    priority: str = ""
    activity: CareActivity = "new-message"
    case: Case | None = None
    answers: Incoming | None = None
    attachments: tuple[Attachment, ...] = ()

    def audit_name(self) -> str:
        """The name that the log keeps: to whom and of which category, and nothing that it says."""
        return f"et brev til {self.to.name} ({self.category})"


def send(letter: Letter, by: str, **facts: Any) -> Outgoing:
    """Build a letter and put it in the outbox; one that cannot go by MedCom is written down with its other way.

    Problem when the case's rules forbid it, or the letter does not follow the standard.
    """
    citizen = _citizen(letter)
    if letter.case is not None:
        check_consent(letter.case)
    if STANDARD not in letter.to.standards or letter.to.outside_medcom or not addressing.holds(letter.to):
        return other_way(letter.party, letter.to.party, letter.case, by, category=letter.category, **facts)
    sender = sender_for(letter.party)
    before = opened(letter.answers.content) if letter.answers else {}
    draft = _draft(letter, addressing.address_of(sender), before, citizen)
    tree = care_communication(draft, ids=outbox.new_id, now=clock.now())
    sent = message_of(tree)
    return outbox.queue(
        tree, draft.receiver, party=letter.party, receiver_party=letter.to.party, citizen=citizen, case=letter.case,
        thread=sent.letter.thread if sent.letter else "", category=letter.category, by=by, **facts,
    )  # fmt: skip


def other_way(sender: str, receiver: str, case: Case | None, by: str, why: str = "", **facts: Any) -> Outgoing:
    """Write down that a letter cannot go by MedCom, and how it should go instead (SA-YD-07, MIN-10b)."""
    way = f"{why} {addressing.other_way(receiver)}".strip()
    citizen = case.citizen if case else None
    return Outgoing.objects.create(
        standard=STANDARD, state="other_way", party=sender, receiver_party=receiver, alternative=way[:300], by=by,
        receiver_name=name_of(receiver)[:200], created_at=clock.now(), case=case, citizen=citizen, **facts,
    )  # fmt: skip


def sender_for(party: str) -> Location:
    """The number that a party writes from: the uppermost unit's first. Problem when it has none."""
    found = addressing.on_day().filter(party=party).exclude(sor="").exclude(gln="").order_by("pk")
    able = min(found, key=lambda one: one.level != "overall", default=None)
    if able is None:
        raise Problem(
            what=f"{name_of(party)} har intet lokationsnummer at skrive fra.",
            do="Bed den, der fører registeret over lokationsnumre, om at registrere et.",
        )
    return able


def check_consent(case: Case) -> None:
    """Problem when the case type has a rule about what may be shared, and it does not hold now (SA-PS-34)."""
    known = case_store.read(case)
    look = known.look(clock.now())
    for guard in (one for event in known.type.events for one in event.when):
        if "may_share" in guard.condition.names("rule") and not guard.condition.holds(look):
            raise Problem(what="Brevet kan ikke sendes.", why=guard.says, do=guard.do)


def send_notice(notice: Notice) -> Outgoing:
    """The word of a case's event as a letter, signed by whoever registered it; the other way where it cannot go.

    It says what the event says now. Conflict when the event is annulled.
    """
    case = notice.case
    event = _as_it_stands(case, notice.number)
    known = case_store.read(case)
    to = addressing.receiver_for(notice.party, STANDARD)
    facts: dict[str, Any] = {"notice": notice}
    if to is None:
        return other_way(event.party, notice.party, case, event.by, NO_NUMBER, category=notice.category, **facts)
    try:
        sender = sender_for(event.party)
        author, function = signature_of(event.by, event.role, known)
        letter = Letter(
            party=event.party, to=to, category=notice.category or "other", topic=notice.label, author=author,
            function=function, phone=sender.phone, text=words_of(event, known.type, notice.label), case=case,
        )  # fmt: skip
        return send(letter, event.by, **facts)
    except Problem as problem:
        why = " ".join(part for part in (problem.what, *problem.findings[:1]) if part)
        return other_way(event.party, notice.party, case, event.by, why, category=notice.category, **facts)


def _as_it_stands(case: Case, number: int) -> Event:
    """A row of a case's events with what its newest correction says. Conflict when it is annulled."""
    event = case.events.get(number=number)
    changes = list(case.events.filter(target=number).order_by("number"))
    if any(one.kind == "annulment" for one in changes):
        raise Conflict(what="Beskeden kan ikke sendes.", why="Det, den handler om, er annulleret.")
    if changes:
        event.data = changes[-1].data
    return event


def signature_of(username: str, role: str, case: CoreCase | None) -> tuple[str, str]:
    """The name and the function that a user signs with."""
    user = user_named(username)
    title = case.type.role(role).title if case and role else ""
    if user is None:
        return username, title
    jobs = [one.role.title for one in standings(user)]
    return user.get_full_name() or user.username, user.title or (jobs[0] if jobs else title)


def words_of(event: Event, type: CaseType, label: str) -> str:
    """What an event says, as a letter: a line for each value that was given with it."""
    fields = {field.id: field for field in type.fields}
    lines = [
        f"{fields[name].label}: {_shown(fields[name], kept)}"
        for name, kept in event.data.items()
        if name in fields and not (fields[name].blind or fields[name].per) and _shown(fields[name], kept)
    ]
    return "\n".join([f"{label}.", *lines])


def _shown(field: FieldSpec, kept: Any) -> str:
    if field.type == "yes_no":
        return "Ja" if kept else "Nej"
    if field.type == "time" and kept:
        return f"{datetime.fromisoformat(kept).astimezone(clock.COPENHAGEN):%d-%m-%Y kl. %H.%M}"
    return case_store.shown(field, kept)


def _citizen(letter: Letter) -> Citizen:
    found = letter.case.citizen if letter.case else letter.answers.citizen if letter.answers else None
    if found is None:
        raise Problem(what="Brevet skal handle om en borger.", do="Skriv fra borgerens forløb, eller svar på et brev.")
    return found


def _draft(letter: Letter, sender: Address, before: Tree, citizen: Citizen) -> Draft:
    text = Text("", clock.now(), letter.author, letter.function, letter.phone, letter.text)
    return Draft(
        activity=letter.activity, sender=sender, receiver=addressing.address_of(letter.to), category=letter.category,
        person=_person(citizen, before), texts=(text,), attachments=letter.attachments, topic=letter.topic,
        priority=letter.priority, answers=before or None,
    )  # fmt: skip


def _person(citizen: Citizen, before: Tree) -> Person:
    """The citizen with the name of the letter answered, or of the newest message that has one: Tværs keeps no names."""
    known = message_of(before).person if before else None
    if known is not None:
        return known
    newest = citizen.messages.filter(content__isnull=False).order_by("-pk").first()
    person = message_of(opened(newest.content)).person if newest else None
    cpr = decrypt(citizen.cpr_encrypted) if citizen.cpr_encrypted else None
    return Person(cpr, name=(person and person.name) or NAMELESS)
