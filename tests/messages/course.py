"""Builds the messages of a made-up stay, each with the history that a hospital's system would write in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

from tvaers.engine.citizens.cpr import Cpr
from tvaers.engine.messages.message import Address, Happening, Message, Person, Response, Stay
from tvaers.engine.messages.notice import Notice, notice

WINTER = timezone(timedelta(hours=1))
START = datetime(2039, 1, 10, 8, tzinfo=WINTER)
CITIZEN = Cpr("0101394321")
OTHER_CITIZEN = Cpr("0202394321")
HEART = Address("1111000016001", "5790000000001", "Hjerteafdelingen, Sygehus Nord")
LUNGS = Address("1111000016002", "5790000000002", "Lungeafdelingen, Sygehus Nord")
SOUTH = Address("2222000016001", "5790000000003", "Medicinsk afdeling, Sygehus Syd")
TOWN = Address("3333000016001", "5790000000009", "Hjemmeplejen, Bykøbing")

ACTIVITIES = {
    "STAA": "admit-emergency",
    "STIN": "admit-inpatient",
    "STOR": "start-leave-inpatient",
    "SLOR": "end-leave-inpatient",
    "SLHJ": "discharge-inpatient-home",
    "SLHJ_EMER": "discharge-emergency-home",
}


def at(hours: float) -> datetime:
    """A moment so many hours after the start of everything."""
    return START + timedelta(hours=hours)


class Course:
    """One chain of notices from one hospital; each call is one message, about the one before unless told otherwise."""

    def __init__(
        self, name: str = "a", sender: Address = HEART, starts: float = 0, history: tuple[Happening, ...] = ()
    ):
        self.name, self.sender, self.starts, self.history = name, sender, starts, history
        self.count = 0

    def tell(self, code: str, hour: float, about: str | None = None, **facts: Any) -> Message:
        """A message with a code such as RE_STIN; `about` is the header it follows, `facts` replace the stay's."""
        self.count += 1
        header = f"{self.name}{self.count}"
        before = about if about is not None else self.history[-1].header_id if self.history else ""
        own = Happening(self._activity(code), at(hour), at(hour), header, (before,) if before else ())
        self.history = (*self.history, own)
        sender, asks = facts.pop("sender", self.sender), facts.pop("asks", code in ("STAA", "STIN"))
        return Message(
            standard="hospital-notification",
            bundle_id=f"bundle-{header}",
            header_id=header,
            sent_at=at(hour),
            sender=sender,
            receiver=TOWN,
            copies=(),
            activity=own.activity,
            history=self.history,
            person=Person(facts.pop("cpr", CITIZEN), name="Borger Eksempel", deceased=code in ("MORS", "RE_MORS")),
            stay=self._stay(code, hour, sender, facts),
            asks_for_report=asks,
        )

    def _activity(self, code: str) -> str:
        """The activity of a code; a death and its annulment repeat the activity before them."""
        last = self.history[-1].activity if self.history else "admit-inpatient"
        if code.endswith("MORS"):
            return last
        prefix = {"RE": "revise-", "AN": "cancel-"}.get(code[:2], "")
        return prefix + ACTIVITIES[code.removeprefix("RE_").removeprefix("AN_")]

    def _stay(self, code: str, hour: float, provider: Address, facts: dict[str, Any]) -> Stay:
        stay = Stay(
            status="in-progress",
            kind="EMER" if code.endswith(("STAA", "EMER")) else "IMP",
            starts=at(facts.pop("starts", hour if code in ("STAA", "STIN") else self.starts)),
            ends=at(facts.pop("ends", hour)) if code.endswith(("SLHJ", "EMER", "MORS")) else None,
            leave_starts=at(hour) if code == "STOR" else None,
            leave_ends=at(hour) if code == "SLOR" else None,
            episodes=(("local", facts.pop("episode", f"episode-{self.name}")),),
            provider=facts.pop("provider", provider),
        )
        return replace(stay, **facts)


def told(course: Course, *codes: str) -> list[Message]:
    """The messages of some codes, an hour apart."""
    return [course.tell(code, hour) for hour, code in enumerate(codes)]


def notices(*messages: Message) -> list[Notice]:
    """The notices in some messages."""
    found = [notice(message) for message in messages]
    return [one for one in found if one is not None]


def acknowledgement(answers: str, header: str = "ack-1") -> Message:
    """An acknowledgement of the message with a header."""
    own = Happening("acknowledgement", at(1), at(1), header)
    return Message(
        standard="acknowledgement",
        bundle_id=f"bundle-{header}",
        header_id=header,
        sent_at=at(1),
        sender=TOWN,
        receiver=HEART,
        copies=(),
        activity="acknowledgement",
        history=(own,),
        response=Response(answers, "ok"),
    )
