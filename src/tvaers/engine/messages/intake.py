"""Decides what becomes of a message: taken in, rejected, a duplicate, or kept without being shown; and the answer.

`decide` and `refuse` read a Memory and change nothing; `take_in` and `turn_away` remember as well.
Rules: docs/regler/meddelelser.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tvaers.engine.citizens.cpr import Cpr
from tvaers.engine.messages import report_request
from tvaers.engine.messages.digest import digest, of_bytes
from tvaers.engine.messages.memory import Answer, Memory, Outcome, Seen
from tvaers.engine.messages.message import Finding, Message
from tvaers.engine.messages.notice import Notice, notice
from tvaers.engine.messages.refusal import Partial
from tvaers.engine.messages.stay import StayPicture, picture
from tvaers.kernel.ids import looks_like_cpr

ENVELOPE_REUSED = "MSG_DUPLICATE_ID"
RECEIVER_UNKNOWN = "MSG_Receiver_Identifier_UNKNOWN"
OUT_OF_OPERATION = "MSG_Mailbox_Out_Of_Operation"
Shown = Literal["", "current", "history"]
OK = Answer("ok")

REASONS = {
    "taken-in": "Meddelelsen er taget ind.",
    "history": "Advis er taget ind som historik. Det ændrer ikke det aktuelle billede.",
    "waits-for-target": "Advis retter eller annullerer et advis, der ikke er kommet endnu. Det venter på det.",
    "no-relevant-case": "Borgeren har ingen relevant sag her. Indholdet er ikke gemt.",
    "seen-before": "Meddelelsen er modtaget før. Den får samme svar som første gang.",
    "resent": "Meddelelsen er sendt igen i en ny kuvert. Den får samme svar som første gang.",
    "bundle-reused": "Kuvertens id er brugt før til en anden meddelelse. Meddelelsen er afvist.",
    "receiver-unknown": "Modtageren findes ikke her. Meddelelsen er afvist.",
    "invalid": "Meddelelsen følger ikke standarden. Den er afvist.",
    "unreadable": "Meddelelsen kan ikke læses. Den er afvist.",
    "try-again": "Meddelelsen kan ikke tages ind lige nu. Afsenderen skal sende den igen.",
    "parked": "Meddelelsen kan ikke tages ind, fordi der er en fejl hos modtageren. Send den ikke igen. Ring i stedet.",
    "answer-received": "Kvitteringen hører til en meddelelse, vi har sendt.",
    "answer-to-unknown": "Kvitteringen hører ikke til en meddelelse, vi har sendt.",
}


@dataclass(frozen=True)
class Reason:
    """Why a message was treated as it was: a code, and a Danish sentence that names no citizen."""

    code: str
    text: str


@dataclass(frozen=True)
class Decision:
    """What becomes of a message.

    `answer` is None where nothing is sent back (an acknowledgement, or no header to answer). `shown` says where a
    notice shows: in the "current" picture, as "history", or "" nowhere. `notice` is what to keep, None for nothing.
    `picture` is the citizen's stay afterwards. `misdirected`: our receiver, but the wrong unit. `repeats` is the
    message that a duplicate repeats: its acknowledgement is sent once more, word for word.
    """

    outcome: Outcome
    reason: Reason
    answer: Answer | None
    seen: Seen
    shown: Shown = ""
    notice: Notice | None = None
    citizen: Cpr | None = None
    picture: StayPicture | None = None
    warnings: tuple[Finding, ...] = ()
    misdirected: bool = False
    repeats: Seen | None = None


def decide(message: Message, memory: Memory) -> Decision:
    """What becomes of a message that was read and checked. Nothing is remembered."""
    mark = digest(message, memory.secret)
    found = notice(message)
    cpr = message.person.cpr if message.person else None
    known = _known(message.bundle_id, message.header_id, mark, memory)
    if known is not None:
        stands = picture(memory.notices(cpr)) if found and cpr and memory.notices(cpr) else None
        return replace(known, picture=stands) if message.response is None else _unanswered(known)
    if message.response is not None:
        ours = memory.sent(message.response.header_id)
        outcome: Outcome = "accepted" if ours else "stored-not-shown"
        return _decision(message, mark, outcome, "answer-received" if ours else "answer-to-unknown", None)
    places = {memory.place(address) for address in (message.receiver, *message.copies)}
    if places == {"unknown"}:
        return _decision(message, mark, "rejected", "receiver-unknown", _fatal(RECEIVER_UNKNOWN, "receiver-unknown"))
    if found is not None and cpr is not None and not memory.has_case(cpr):
        return _decision(message, mark, "stored-not-shown", "no-relevant-case", OK)
    taken = _decision(message, mark, "accepted", "taken-in", OK)
    taken = replace(taken, misdirected="wrong-unit" in places and "ours" not in places)
    return taken if found is None or cpr is None else _in_the_stay(taken, found, cpr, memory)


def take_in(message: Message, memory: Memory, *, silent: bool = False) -> Decision:
    """Decide, and remember what was decided. `silent`: nothing is answered, because the sender has an answer."""
    decision = _unanswered(decide(message, memory)) if silent else decide(message, memory)
    memory.remember(decision.seen, decision.citizen, decision.notice)
    return decision


def refuse(partial: Partial | None, findings: Sequence[Finding], raw: bytes, memory: Memory) -> Decision:
    """What becomes of a message that the checking refused; the same text again gets the same answer."""
    partial = partial or Partial()
    mark = of_bytes(raw, memory.secret)
    answers = is_answered(partial)
    known = _known(partial.bundle_id, partial.header_id, mark, memory) if partial.header_id else None
    if known is not None:
        return known if answers else _unanswered(known)
    errors = [finding for finding in findings if finding.severity == "error"]
    issues = tuple((finding.code, without_cpr(f"{finding.path}: {finding.what}".lstrip(": "))) for finding in errors)
    answer = Answer("fatal-error", issues) if answers else None
    seen = Seen(partial.bundle_id, partial.header_id, mark, "rejected", answer)
    return Decision("rejected", _reason("invalid" if partial.header_id else "unreadable"), answer, seen)


def without_cpr(text: str) -> str:
    """A text about a message as it may be shown: hidden whole where it quotes what may be a CPR number."""
    return "Teksten er skjult, fordi den kan indeholde et CPR-nummer." if looks_like_cpr(text) else text


def turn_away(
    partial: Partial | None, findings: Sequence[Finding], raw: bytes, memory: Memory, *, silent: bool = False
) -> Decision:
    """Refuse, and remember it. `silent` as in `take_in`."""
    decision = refuse(partial, findings, raw, memory)
    decision = _unanswered(decision) if silent else decision
    memory.remember(decision.seen, None, None)
    return decision


def is_answered(subject: Message | Partial) -> bool:
    """Whether a message gets an acknowledgement: it has a header, and is none itself."""
    if isinstance(subject, Message):
        return subject.response is None
    return bool(subject.header_id) and subject.event != "acknowledgement-message"


def fail(subject: Message | Partial, mark: str, memory: Memory, *, last: bool) -> Decision:
    """What is answered when a fault of ours stopped a message: send it again, or, the `last` time, that we give up.

    Sent again it is treated as new; after the last time it is a duplicate.
    """
    known = _known(subject.bundle_id, subject.header_id, mark, memory)
    if known is not None:
        return known if is_answered(subject) else _unanswered(known)
    reason = "parked" if last else "try-again"
    answer = Answer("fatal-error" if last else "transient-error", ((OUT_OF_OPERATION, REASONS[reason]),))
    seen = Seen(subject.bundle_id, subject.header_id, mark, "rejected", answer if is_answered(subject) else None)
    return Decision("rejected", _reason(reason), seen.answer, seen)


def _known(bundle_id: str, header_id: str, mark: str, memory: Memory) -> Decision | None:
    """The decision on what was seen before: the table of duplicates. None: treat it as new.

    What got a transient error counts as not seen. Many messages share one header id, so a header alone is no duplicate.
    """
    same_header = [seen for seen in memory.with_header(header_id) if not _to_come_again(seen)]
    for seen in same_header:
        if bundle_id and seen.bundle_id == bundle_id:
            return _repeat(seen, bundle_id, mark, "seen-before")
    if bundle_id and any(seen.header_id != header_id for seen in memory.with_bundle(bundle_id)):
        answer = _fatal(ENVELOPE_REUSED, "bundle-reused")
        seen = Seen(bundle_id, header_id, "", "rejected", answer)
        return Decision("rejected", _reason("bundle-reused"), answer, seen)
    for seen in same_header:
        if seen.digest == mark:
            return _repeat(seen, bundle_id, mark, "resent")
    return None


def _to_come_again(seen: Seen) -> bool:
    return seen.answer is not None and seen.answer.code == "transient-error"


def _repeat(first: Seen, bundle_id: str, mark: str, reason: str) -> Decision:
    """A duplicate: the first answer once more, and nothing for the user to see."""
    seen = Seen(bundle_id, first.header_id, mark, "duplicate", first.answer)
    return Decision("duplicate", _reason(reason), first.answer, seen, repeats=first)


def _unanswered(decision: Decision) -> Decision:
    """The decision on an acknowledgement: never answered by another."""
    return replace(decision, answer=None, seen=replace(decision.seen, answer=None))


def _in_the_stay(taken: Decision, found: Notice, cpr: Cpr, memory: Memory) -> Decision:
    """A notice that is taken in: what it does to the picture, and whether it shows there."""
    known = memory.notices(cpr)
    before, after = picture(known), picture([*known, found])
    kept = replace(taken, notice=found, citizen=cpr, picture=after)
    lines = [line for line in after.history if line.tells(found)]
    if lines and all(line.mark == "waits" for line in lines):
        waits: Outcome = "stored-not-shown"
        return replace(kept, outcome=waits, seen=replace(kept.seen, outcome=waits), reason=_reason("waits-for-target"))
    odd = tuple(Finding("Provenance.activity", line.why, severity="warning") for line in lines if line.why)
    warned = odd or report_request.warnings(found, known, memory.near)
    if after.present == before.present or (found.role == "step" and after.situation == before.situation):
        return replace(kept, shown="history", reason=_reason("history"), warnings=warned)
    return replace(kept, shown="current", warnings=warned)


def _decision(message: Message, mark: str, outcome: Outcome, reason: str, answer: Answer | None) -> Decision:
    seen = Seen(message.bundle_id, message.header_id, mark, outcome, answer)
    return Decision(outcome, _reason(reason), answer, seen)


def _fatal(code: str, reason: str) -> Answer:
    return Answer("fatal-error", ((code, REASONS[reason]),))


def _reason(code: str) -> Reason:
    return Reason(code, REASONS[code])
