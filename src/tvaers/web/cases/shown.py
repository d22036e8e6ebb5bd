"""A case's values in words, and the sentence of where the case stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from tvaers.engine import deadlines
from tvaers.engine.cases.core import Case
from tvaers.engine.cases.duties import Owed
from tvaers.engine.cases.queries import Case as Row
from tvaers.engine.cases.sealing import MARK
from tvaers.engine.citizens.queries import masked_cpr
from tvaers.engine.deadlines import Due
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.kernel.case_types import FieldSpec
from tvaers.web.design import danish

LAST_MINUTE = (23, 59)
"""The time of day of a deadline that the whole day counts for."""


def in_words(field: FieldSpec, kept: Any) -> str:
    """A kept value as a reader writes it; "" for none."""
    if kept in (None, "", [], {}):
        return ""
    if field.per:
        single = field.model_copy(update={"per": None})
        return "; ".join(f"{name_of(party)}: {in_words(single, value)}" for party, value in kept.items())
    words = _WORDS.get(field.type)
    text = words(field, kept) if words else str(kept)
    return f"{text} {field.unit}" if field.unit and field.type == "count" else text


def _time(_field: FieldSpec, kept: Any) -> str:
    return danish.moment(datetime.fromisoformat(kept).astimezone(clock.COPENHAGEN))


def _checklist(field: FieldSpec, kept: Any) -> str:
    notes = {"done": ""}
    return ", ".join(field.label_of(line) + notes.get(mark, " (ikke relevant)") for line, mark in kept.items())


_WORDS: dict[str, Any] = {
    "choice": lambda field, kept: field.label_of(str(kept)),
    "choices": lambda field, kept: ", ".join(field.label_of(one) for one in kept),
    "checklist": _checklist,
    "party": lambda _field, kept: name_of(str(kept)),
    "parties": lambda _field, kept: ", ".join(name_of(str(one)) for one in kept),
    "yes_no": lambda _field, kept: "Ja" if kept else "Nej",
    "date": lambda _field, kept: f"{kept[8:10]}-{kept[5:7]}-{kept[:4]}",
    "time": _time,
    "money": lambda _field, kept: danish.kroner(int(kept)),
    "sealed": lambda _field, kept: "Forseglet" if kept == MARK else "",
    "records": lambda _field, kept: str(len(kept)),
}


def plain(value: Any) -> str:
    """What a rule answered, as text; "" for nothing."""
    if value is None or value == "" or value == ():
        return ""
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    if isinstance(value, datetime):
        return danish.moment(value.astimezone(clock.COPENHAGEN))
    if isinstance(value, tuple | list | set | frozenset):
        return ", ".join(plain(one) for one in value)
    return name_of(value) if isinstance(value, str) else danish.with_unit(value)


def due_of(moment: datetime) -> Due:
    """A deadline to show, to the minute; one at the day's last minute is to the day."""
    local = moment.astimezone(clock.COPENHAGEN).replace(second=0, microsecond=0)
    return Due(local, "day" if (local.hour, local.minute) == LAST_MINUTE else "minute")


def left(moment: datetime, now: datetime) -> str:
    """How far off a kept deadline is: "om 3 timer", "2 dage for sent"."""
    return deadlines.time_left(due_of(moment), now)


def when(moment: datetime) -> str:
    """A kept deadline in words: "fredag 22. august 2025 kl. 14.00"; without the time when the whole day counts."""
    return deadlines.in_words(due_of(moment))


def short(moment: datetime | date) -> str:
    """A moment in few marks, for tables: "22-08-2025 kl. 14.00"."""
    if not isinstance(moment, datetime):
        return danish.day(moment)
    return f"{moment.astimezone(clock.COPENHAGEN):%d-%m-%Y kl. %H.%M}"


def citizen(row: Row) -> str:
    """The citizen of a case with the number hidden: its day of birth, else a pseudonym; "" if it is about none."""
    return (masked_cpr(row.citizen) or str(row.citizen.pseudonym)) if row.citizen else ""


def standing(case: Case, duties: Iterable[Owed], now: datetime) -> str:
    """Where the case is, whose move it is, what comes next and by when, as one or two sentences."""
    state = case.type.state(case.state)
    if case.is_closed:
        return f"{state.label}. Forløbet er slut."
    owners = case.parties.get(state.owner or "", ())
    names = ", ".join(name_of(party) for party in owners)
    first = min(
        (one for one in duties if one.is_open and one.moment and one.party in owners),
        key=lambda one: one.moment or now,
        default=None,
    )
    turn = f" {names} har turen{': ' + state.next if state.next else ''}." if names else ""
    if first is None or first.due is None or first.moment is None:
        return f"{state.label}.{turn}"
    time = f"{when(first.moment)}, {deadlines.time_left(first.due, now)}"
    return f"{state.label}.{turn} Første frist: {first.label}, {time}."
