"""What `tvaers message read` tells: as data, and as text. CPR numbers are masked everywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from tvaers.engine.citizens.cpr import Cpr
from tvaers.engine.messages.intake import Decision, without_cpr
from tvaers.engine.messages.message import Address, Finding, Message
from tvaers.engine.messages.notice import notice
from tvaers.engine.messages.refusal import Partial
from tvaers.engine.messages.stay import Line, StayPicture, picture
from tvaers.kernel.clock import COPENHAGEN

Stays = Sequence[tuple[Cpr, StayPicture]]
"""Citizens, each with the picture of their stay."""
OUTCOMES = ("accepted", "rejected", "duplicate", "stored-not-shown")
WORDS = {
    "accepted": "taget ind",
    "rejected": "afvist",
    "duplicate": "dublet",
    "stored-not-shown": "gemt uden at blive vist",
}
STATES = {
    "admitted-emergency": "akut ambulant på sygehus",
    "admitted": "indlagt",
    "on-leave": "på orlov",
    "discharged": "udskrevet",
    "dead": "død",
    "cancelled": "annulleret",
    None: "intet ophold",
}
MARKS = {
    "current": "gælder nu",
    "history": "historik",
    "revised": "rettet",
    "cancelled": "annulleret",
    "ignored": "ændrer intet",
    "waits": "venter på det, den retter",
}


def as_data(
    file: Path,
    subject: Message | Partial,
    decision: Decision,
    findings: Sequence[Finding],
    bundle: dict[str, Any] | None,
) -> dict[str, Any]:
    """One message: what it was, what became of it, the acknowledgement, and the citizen's stay afterwards."""
    kept = not _without_case(decision)
    return {
        "file": str(file),
        "outcome": decision.outcome,
        "reason": decision.reason.code,
        "reason_text": decision.reason.text,
        "standard": subject.standard if isinstance(subject, Message) else subject.event.removesuffix("-message"),
        "activity": subject.activity if isinstance(subject, Message) and kept else "",
        "code": _code(subject, decision) if isinstance(subject, Message) and kept else "",
        "shown": decision.shown,
        "bundle_id": subject.bundle_id,
        "header_id": subject.header_id,
        "sent_at": subject.sent_at.isoformat() if isinstance(subject, Message) else None,
        "sender": asdict(subject.sender),
        "receiver": asdict(subject.receiver),
        "acknowledgement": _acknowledgement(decision, bundle),
        "findings": [{**asdict(finding), "what": without_cpr(finding.what)} for finding in findings if kept],
        "misdirected": decision.misdirected,
        "state": _present(decision.picture) if decision.picture else None,
    }


def stays(found: Stays) -> list[dict[str, Any]]:
    """The stay of each citizen, masked, in the given order."""
    return [_stay(cpr, one) for cpr, one in found]


def totals(documents: Sequence[dict[str, Any]]) -> dict[str, int]:
    """How many messages there were, and of each outcome."""
    counts = Counter(document["outcome"] for document in documents)
    return {"messages": len(documents), **{outcome: counts[outcome] for outcome in OUTCOMES}}


def say_message(document: dict[str, Any]) -> None:
    """One message in one line, and under it what was found."""
    what = document["code"] or document["activity"] or document["standard"] or "ukendt"
    answer = document["acknowledgement"]
    answered = f"Kvittering: {answer['code']}." if answer else "Ingen kvittering."
    print(f"{Path(document['file']).name}: {what}. {document['reason_text']} {answered}")
    for finding in document["findings"]:
        place = f"{finding['path']}: " if finding["path"] else ""
        print(f"    {'fejl' if finding['severity'] == 'error' else 'bemærkning'}: {place}{finding['what']}")


def say_stays(found: Sequence[dict[str, Any]], counts: dict[str, int]) -> None:
    """The stays with their history, and how many messages met which outcome."""
    for stay in found:
        print(f"\n{stay['citizen']}: {_situation(stay)}")
        for line in stay["history"]:
            why = f" {line['why']}" if line["why"] else ""
            known = "" if line["received"] else " (kun nævnt i et senere advis)"
            print(f"    {_clock(line['at'])}  {line['code']:<8} {MARKS[line['mark']]}{known}.{why}")
    parts = ", ".join(f"{counts[outcome]} {WORDS[outcome]}" for outcome in OUTCOMES if counts[outcome])
    print(f"\n{counts['messages']} {'meddelelse' if counts['messages'] == 1 else 'meddelelser'}: {parts}.")


def _without_case(decision: Decision) -> bool:
    """Whether nothing of the content is kept: the citizen has no relevant case, the first time or in a duplicate."""
    if decision.repeats is not None:
        return decision.repeats.outcome == "stored-not-shown" and decision.picture is None
    return decision.reason.code == "no-relevant-case"


def _code(message: Message, decision: Decision) -> str:
    """MedCom's short code of a notice, as its place in the stay tells it; "" for what is no notice."""
    found = notice(message)
    if found is None:
        return ""
    known = decision.picture or picture([found])
    own = (line for line in (*known.history, *picture([found]).history) if line.tells(found))
    return next(own).code


def _acknowledgement(decision: Decision, bundle: dict[str, Any] | None) -> dict[str, Any] | None:
    if decision.answer is None:
        return None
    return {
        "code": decision.answer.code,
        "issues": [{"code": code, "text": text} for code, text in decision.answer.issues],
        "header_id": decision.seen.header_id,
        "bundle": bundle,
    }


def _stay(cpr: Cpr, found: StayPicture) -> dict[str, Any]:
    return {"citizen": cpr.masked, **_present(found), "history": [_line(line) for line in found.history]}


def _present(found: StayPicture) -> dict[str, Any]:
    """The situation now; `leave` as start and end, null when there was none."""
    leave = {"start": _iso(found.leave[0]), "end": _iso(found.leave[1])} if found.leave else None
    return {
        "state": found.state,
        "kind": found.kind,
        "department": _address(found.department),
        "since": _iso(found.since),
        "first_start": _iso(found.first_start),
        "leave": leave,
        "dead": found.dead,
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "header_id": line.header_id,
        "code": line.code,
        "at": _iso(line.moment),
        "department": _address(line.department),
        "mark": line.mark,
        "received": line.notice is not None,
        "why": line.why,
    }


def _address(address: Address | None) -> dict[str, Any] | None:
    return asdict(address) if address else None


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _situation(stay: dict[str, Any]) -> str:
    """Where a citizen is, in a few words."""
    words = STATES[stay["state"]]
    department = stay["department"]
    if department:
        words += f", {department['name'] or department['sor'] or department['gln']}"
    return f"{words}, siden {_clock(stay['since'])}" if stay["since"] else words


def _clock(written: str) -> str:
    """A moment as a Dane reads it, in Danish time."""
    return f"{datetime.fromisoformat(written).astimezone(COPENHAGEN):%d-%m-%Y kl. %H.%M}"
