"""A notice of a hospital stay: what of a HospitalNotification counts in the picture of the stay, and MedCom's codes.

Free of Django and of the envelope: a resend with a new Bundle.id gives the same notice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from tvaers.engine.messages.message import Address, Happening, Message, Stay

Verb = Literal["admit", "start-leave", "end-leave", "discharge", "die"]
Role = Literal["step", "revise", "cancel"]

_VERBS: tuple[tuple[str, Verb], ...] = (
    ("admit-", "admit"),
    ("start-leave-", "start-leave"),
    ("end-leave-", "end-leave"),
    ("discharge-", "discharge"),
)
_CODES = {"start-leave": "STOR", "end-leave": "SLOR", "discharge": "SLHJ", "die": "MORS"}
_PREFIX = {"step": "", "revise": "RE_", "cancel": "AN_"}


@dataclass(frozen=True)
class Notice:
    """One notice as it counts: which header, what it does, when it happened, and the facts of the stay.

    `occurred` is when it happened (Provenance.occurred, else recorded, else when it was sent), with zone. `history` is
    every Provenance, this notice's own last; `revises` the headers that its own Provenance points to.
    """

    header_id: str
    activity: str
    occurred: datetime
    sent_at: datetime
    revises: tuple[str, ...]
    history: tuple[Happening, ...]
    stay: Stay
    sender: Address
    deceased: bool = False
    asks_for_report: bool = False

    @property
    def role(self) -> Role:
        """Whether it tells of something new, corrects something, or annuls something, after its own activity."""
        return role(self.activity)


def notice(message: Message) -> Notice | None:
    """The notice in a message; None when the message is no HospitalNotification."""
    if message.stay is None or message.person is None:
        return None
    own = next((one for one in reversed(message.history) if one.header_id == message.header_id), None)
    return Notice(
        header_id=message.header_id,
        activity=message.activity,
        occurred=(own and (own.occurred or own.recorded)) or message.sent_at,
        sent_at=message.sent_at,
        revises=_follows(message, own),
        history=message.history,
        stay=message.stay,
        sender=message.sender,
        deceased=message.person.deceased,
        asks_for_report=message.asks_for_report,
    )


def _follows(message: Message, own: Happening | None) -> tuple[str, ...]:
    """Which headers a message is about; one that points to none is about the one before it in its own history."""
    if own and own.revises:
        return own.revises
    before = [one.header_id for one in message.history if one.header_id != message.header_id]
    return tuple(before[-1:])


def role(activity: str) -> Role:
    """What an activity code does, after its prefix."""
    if activity.startswith("revise-"):
        return "revise"
    return "cancel" if activity.startswith("cancel-") else "step"


def base(activity: str) -> str:
    """The activity without its prefix: "revise-admit-inpatient" is about "admit-inpatient"."""
    return activity.removeprefix("revise-").removeprefix("cancel-")


def verb(activity: str) -> Verb:
    """What happens in an activity, whether it tells, corrects or annuls. ValueError for a code of another standard."""
    for prefix, found in _VERBS:
        if base(activity).startswith(prefix):
            return found
    raise ValueError(f"no activity of a hospital stay: {activity}")


def kind(activity: str) -> Literal["EMER", "IMP"]:
    """The class that an activity belongs to: acute ambulant or admitted."""
    return "EMER" if "-emergency" in activity else "IMP"


def code(role: Role, verb: Verb, kind: str) -> str:
    """MedCom's short code: STAA, STIN, STOR, SLOR, SLHJ, MORS, with RE_ or AN_ before it."""
    name = _CODES.get(verb) or ("STAA" if kind == "EMER" else "STIN")
    return _PREFIX[role] + name


def distinct(notices: Iterable[Notice]) -> list[Notice]:
    """Each notice once: a resend differs in the time of sending only, and the first time counts."""
    first: dict[Notice, Notice] = {}
    for one in notices:
        facts = replace(one, sent_at=datetime.min)
        if facts not in first or one.sent_at < first[facts].sent_at:
            first[facts] = one
    return list(first.values())
