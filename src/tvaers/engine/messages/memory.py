"""What intake remembers: answers given, citizens' notices, and what it knows of citizens and receivers.

`InMemory` serves the command and the scenarios. Another memory must pass the same tests (tests/messages).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Protocol

from tvaers.engine.citizens.cpr import Cpr
from tvaers.engine.messages.message import Address, ResponseCode
from tvaers.engine.messages.notice import Notice

Outcome = Literal["accepted", "rejected", "duplicate", "stored-not-shown"]
Placement = Literal["ours", "wrong-unit", "unknown", "no-register"]
Nearness = Literal["hospital", "region", "elsewhere", "unknown"]


@dataclass(frozen=True)
class Answer:
    """What an acknowledgement says: a code and the issues (published code, Danish sentence)."""

    code: ResponseCode
    issues: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Seen:
    """That a message came: its ids, a keyed digest of its content, and how it was answered. Nothing of the content.

    `digest` is "" where a new envelope would make the message good, so a resend is treated as new. `answer` is None
    for what is never answered: acknowledgements, and text without a message header.
    """

    bundle_id: str
    header_id: str
    digest: str
    outcome: Outcome
    answer: Answer | None


class Memory(Protocol):
    """What `decide` asks. Reading only, but for `remember`, which is called once per message, after `decide`."""

    @property
    def secret(self) -> bytes:
        """The key of the digests: the same as long as the memory lasts."""

    def with_bundle(self, bundle_id: str) -> tuple[Seen, ...]:
        """Every message seen with this Bundle.id, in the order they came, one that repeats another left out."""

    def with_header(self, header_id: str) -> tuple[Seen, ...]:
        """Every message seen with this MessageHeader.id, in the order they came, one that repeats another left out."""

    def notices(self, cpr: Cpr) -> tuple[Notice, ...]:
        """The notices taken in about a citizen, in any order."""

    def has_case(self, cpr: Cpr) -> bool:
        """Whether the citizen has a case that a notice is relevant to (R.BR1-2)."""

    def sent(self, header_id: str) -> bool:
        """Whether we sent the message with this header."""

    def place(self, receiver: Address) -> Placement:
        """Whether a receiver is ours; "no-register" when nobody said which are."""

    def near(self, one: Address, other: Address) -> Nearness:
        """Whether two departments belong to the same hospital, else to the same region."""

    def remember(self, seen: Seen, cpr: Cpr | None, notice: Notice | None) -> None:
        """Keep what was decided, and the notice with its citizen when there is one to keep."""


def _no_register(receiver: Address) -> Placement:
    return "no-register"


@dataclass
class InMemory:
    """A memory that lasts as long as the process. A citizen has a relevant case unless `relevant` says otherwise."""

    relevant: Callable[[Cpr], bool] = lambda cpr: True
    receivers: Callable[[Address], Placement] = _no_register
    ours: set[str] = field(default_factory=set)
    """Header ids of the messages we sent."""
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    _seen: list[Seen] = field(default_factory=list, repr=False)
    _notices: dict[Cpr, list[Notice]] = field(default_factory=dict, repr=False)

    def with_bundle(self, bundle_id: str) -> tuple[Seen, ...]:
        """See Memory."""
        return tuple(seen for seen in self._seen if seen.bundle_id == bundle_id)

    def with_header(self, header_id: str) -> tuple[Seen, ...]:
        """See Memory."""
        return tuple(seen for seen in self._seen if seen.header_id == header_id)

    def notices(self, cpr: Cpr) -> tuple[Notice, ...]:
        """See Memory."""
        return tuple(self._notices.get(cpr, ()))

    def citizens(self) -> tuple[Cpr, ...]:
        """The citizens with notices, in the order they first came."""
        return tuple(self._notices)

    def has_case(self, cpr: Cpr) -> bool:
        """See Memory."""
        return self.relevant(cpr)

    def sent(self, header_id: str) -> bool:
        """See Memory."""
        return header_id in self.ours

    def place(self, receiver: Address) -> Placement:
        """See Memory."""
        return self.receivers(receiver)

    def near(self, one: Address, other: Address) -> Nearness:
        """See Memory. Without a register only the very same unit is known to be the same hospital."""
        return "hospital" if one.sor and one.sor == other.sor else "unknown"

    def remember(self, seen: Seen, cpr: Cpr | None, notice: Notice | None) -> None:
        """See Memory."""
        if seen.outcome != "duplicate":
            self._seen.append(seen)
        if cpr is not None and notice is not None:
            self._notices.setdefault(cpr, []).append(notice)
