"""Takes files in one by one for `tvaers message read` without keeping them, and writes the acknowledgement of each."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

from tvaers.cli.message_report import Stays, as_data
from tvaers.engine.messages import building
from tvaers.engine.messages.intake import Decision, take_in, turn_away
from tvaers.engine.messages.memory import Answer, InMemory
from tvaers.engine.messages.message import Message
from tvaers.engine.messages.refusal import Partial, Refused
from tvaers.engine.messages.stay import picture
from tvaers.engine.messages.view import take
from tvaers.kernel import clock
from tvaers.kernel.errors import Problem


class Taking:
    """One run over some files: what is remembered, and the acknowledgements written, which a duplicate gets again."""

    def __init__(self, relevant: bool) -> None:
        """`relevant`: whether the citizens are taken to have a relevant case."""
        self.memory = InMemory(relevant=lambda cpr: relevant)
        self._written: dict[tuple[str, str], dict[str, Any] | None] = {}

    def take(self, file: Path) -> dict[str, Any]:
        """Take one file in; the document that tells of it. Problem if the file cannot be opened."""
        raw = content_of(file)
        try:
            reading = take(raw)
        except Refused as refused:
            decision = turn_away(refused.partial, refused.findings, raw, self.memory)
            subject: Message | Partial = refused.partial or Partial()
            findings = refused.findings
        else:
            decision = take_in(reading.message, self.memory)
            subject, findings = reading.message, (*reading.warnings, *decision.warnings)
        return as_data(file, subject, decision, findings, self._acknowledgement(subject, decision))

    def stays(self) -> Stays:
        """The stay of every citizen with notices, in the order the citizens came."""
        return [(cpr, picture(self.memory.notices(cpr))) for cpr in self.memory.citizens()]

    def _acknowledgement(self, subject: Message | Partial, decision: Decision) -> dict[str, Any] | None:
        """The acknowledgement as FHIR: that of the first for a duplicate; None where none can be or is to be sent."""
        if decision.answer is None:
            return None
        first = decision.repeats or decision.seen
        key = (first.bundle_id, first.header_id)
        if key not in self._written:
            self._written[key] = _write(subject, decision.answer)
        return self._written[key]


def _write(subject: Message | Partial, answer: Answer) -> dict[str, Any] | None:
    """A new acknowledgement; None when the message does not say whom to answer."""
    try:
        return building.acknowledgement(
            of=subject,
            code=answer.code,
            issues=answer.issues,
            ids=lambda: str(uuid4()),
            now=clock.now(),
        )
    except Problem:
        return None


def content_of(file: Path) -> bytes:
    """What a file holds. Problem if it cannot be opened."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise Problem(what=f"{file} kan ikke læses.", why=str(error.strerror), do="Ret stien, og prøv igen.") from error
