"""Comparing what a scenario expects of a case with what came: state, deadlines, messages, worklist and the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from tvaers.engine.cases.core import Case, allowed
from tvaers.engine.cases.duties import Move, Owed, moves, owed
from tvaers.engine.cases.given import read_time
from tvaers.engine.cases.scenario import Played
from tvaers.engine.cases.words import Word
from tvaers.kernel.clock import COPENHAGEN


@dataclass(frozen=True)
class Compared:
    """One expectation about a case: its section of `then`, what was expected, what came, and whether it holds."""

    section: str
    expected: Any
    actual: Any
    holds: bool


def compare(then: Mapping[str, Any], played: Played) -> Iterator[Compared]:
    """Compare what `then` names with what came; what it does not name is free."""
    if played.refused is not None and then.get("error") is None:
        yield Compared("error", "", str(played.refused), False)
    if then.get("error") is not None:
        text = str(played.refused) if played.refused else "Hændelsen blev ikke afvist."
        yield Compared("error", then["error"], text, bool(played.refused) and _within(then["error"], text))
    seen = played.seen
    if then.get("state") is not None:
        yield Compared("state", then["state"], seen.state, _is_state(seen, str(then["state"])))
    yield from _all("deadlines", then, [_deadline(one) for one in owed(seen, played.at)])
    yield from _all("messages", then, [_message(word) for word in played.words])
    yield from _all("worklist", then, [_move(move) for move in moves(seen, played.at)])
    yield from _all("data", then, [_values(seen, played.at)])
    if then.get("allowed") is not None:
        can = [event.id for event in allowed(seen)]
        yield from (Compared("allowed", one, can, _in(str(one), can)) for one in _listed(then["allowed"]))
    if then.get("warnings") is not None:
        said = list(played.warnings)
        yield from (
            Compared("warnings", one, said, any(_within(str(one), text) for text in said))
            for one in _listed(then["warnings"])
        )
        if not then["warnings"]:
            yield Compared("warnings", [], said, not said)


def _all(section: str, then: Mapping[str, Any], came: list[dict[str, Any]]) -> Iterator[Compared]:
    """Each expected row takes one that came; an empty list says that there are none."""
    expected = then.get(section)
    if expected is None:
        return
    left = list(came)
    for row in _listed(expected):
        wanted = row if isinstance(row, Mapping) else {"name": row}
        met = next((one for one in left if all(_equal(one.get(k), v, k) for k, v in wanted.items())), None)
        if met is not None:
            left.remove(met)
        yield Compared(section, wanted, met or came, met is not None)
    if not _listed(expected):
        yield Compared(section, [], came, not came)


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _deadline(one: Owed) -> dict[str, Any]:
    due = one.due
    return {
        "name": one.duty.id,
        "label": one.label,
        "row": one.row,
        "about": one.about,
        "owner": one.duty.owner,
        "party": one.party,
        "due": None if due is None or due.moment is None else due.moment,
        "precision": due.precision if due else None,
        "status": one.status,
        "reminder": one.reminder,
        "done": one.done_at,
        "late_days": one.standing.late_by.days if one.standing and one.standing.late_by is not None else None,
        "late_minutes": int(one.standing.late_by.total_seconds() // 60)
        if one.standing and one.standing.late_by is not None
        else None,
        "clause": one.duty.clause,
    }


def _message(word: Word) -> dict[str, Any]:
    return {
        "name": word.id, "to": word.role, "party": word.party, "label": word.label, "channel": word.channel,
        "category": word.category, "at": word.at,
    }  # fmt: skip


def _move(move: Move) -> dict[str, Any]:
    return {
        "role": move.role, "party": move.party, "what": move.what, "why": move.why, "due": move.due,
        "name": move.duty, "turn": move.is_turn,
    }  # fmt: skip


def _values(case: Case, at: datetime) -> dict[str, Any]:
    """Every field and derived value by its name, and the parties by role."""
    look = case.look(at)
    found = {derived.id: look.value(derived.id) for derived in case.type.derived}
    return {**case.data, **found, **{f"role:{role}": list(parties) for role, parties in case.parties.items()}}


def _is_state(case: Case, wanted: str) -> bool:
    state = case.type.state(case.state) if case.events else None
    return wanted.lower() in {case.state, state.label.lower() if state else ""}


def _equal(came: Any, wanted: Any, key: str) -> bool:
    """Times by the moment, or by the day when only a day is wanted; names and labels either way; texts by a part."""
    if wanted is None or wanted in ("null", "~"):
        return came is None
    if isinstance(came, datetime):
        return _same_time(came, str(wanted))
    if isinstance(came, date):
        return came.isoformat() == str(wanted)
    if isinstance(came, bool):
        return str(wanted).lower() in (("yes", "true", "ja") if came else ("no", "false", "nej"))
    if key in ("what", "why", "label"):
        return _within(str(wanted), str(came))
    if isinstance(came, Mapping) and isinstance(wanted, Mapping):
        return all(_equal(came.get(k), v, k) for k, v in wanted.items())
    if isinstance(came, list | tuple):
        return len(came) == len(_listed(wanted)) and all(
            _equal(one, other, key) for one, other in zip(came, _listed(wanted), strict=True)
        )
    return str(came) == str(wanted)


def _same_time(came: datetime, wanted: str) -> bool:
    local = came.astimezone(COPENHAGEN)
    if len(wanted) == 10:
        return local.date().isoformat() == wanted
    moment = read_time(wanted)
    same_minute = moment.astimezone(COPENHAGEN).replace(second=0) == local.replace(second=0, microsecond=0)
    return moment == came or (same_minute and local.time() != time(0) and moment.second == 0)


def _within(part: str, text: str) -> bool:
    return part.casefold() in text.casefold()


def _in(name: str, names: Iterable[str]) -> bool:
    return (name[1:] not in names) if name.startswith("!") else name in names
