"""A case's values, duties and history in words, ready for the parts of the page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tvaers.engine import deadlines
from tvaers.engine.cases import core, queries
from tvaers.engine.cases.duties import Owed
from tvaers.engine.cases.sealing import MARK
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.kernel.case_types import CaseType, FieldSpec
from tvaers.web.design import danish
from tvaers.web.design.parts import Event, Status

STATUS = {
    "pending": ("Afventer", "wait"), "met": ("Overholdt", "ok"), "late": ("For sent", "error"),
    "void": ("Bortfaldet", "neutral"), "paused": ("Står stille", "info"), "not_agreed": ("Ikke aftalt", "neutral"),
}  # fmt: skip


def in_words(field: FieldSpec, kept: Any) -> str:
    """A kept value as a reader writes it; "" for none."""
    if kept in (None, "", [], {}):
        return ""
    if field.per:
        single = field.model_copy(update={"per": None})
        return "; ".join(f"{name_of(party)}: {in_words(single, value)}" for party, value in kept.items())
    kind = field.type
    if kind == "choice":
        return field.label_of(str(kept))
    if kind == "choices":
        return ", ".join(field.label_of(one) for one in kept)
    if kind == "checklist":
        return ", ".join(
            field.label_of(line) + (" (ikke relevant)" if mark != "done" else "") for line, mark in kept.items()
        )
    if kind == "party":
        return name_of(str(kept))
    if kind == "parties":
        return ", ".join(name_of(str(one)) for one in kept)
    if kind == "yes_no":
        return "Ja" if kept else "Nej"
    if kind == "date":
        return f"{kept[8:10]}-{kept[5:7]}-{kept[:4]}"
    if kind == "time":
        return danish.moment(datetime.fromisoformat(kept).astimezone(clock.COPENHAGEN))
    if kind == "money":
        return danish.kroner(int(kept))
    if kind == "sealed":
        return "Forseglet" if kept == MARK else ""
    if kind == "records":
        return f"{len(kept)}"
    return str(kept)


def facts(case: core.Case) -> list[dict[str, str]]:
    """The case's fields and derived values that have a value, in the order declared."""
    look = case.look(clock.now())
    found = [
        {"label": field.label, "value": in_words(field, case.data.get(field.id))}
        for field in case.type.fields
        if field.type != "records"
    ]
    for derived in case.type.derived:
        value = look.value(derived.id)
        labels = {choice.id: choice.label for choice in derived.choices}
        found.append({"label": derived.label, "value": labels.get(str(value), _plain(value))})
    return [row for row in found if row["value"]]


def _plain(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    if isinstance(value, datetime):
        return danish.moment(value.astimezone(clock.COPENHAGEN))
    return danish.with_unit(value)


def duty(one: Owed, now: datetime) -> dict[str, Any]:
    """A duty for the list of what must be done: status, deadline in words, how long, whose, and the account."""
    text, kind = STATUS[one.status]
    if one.status == "late" and one.done_at is None:
        text = "Overskredet"
    return {
        "label": one.duty.label,
        "status": Status(text=text, kind=kind),  # type: ignore[arg-type]
        "party": name_of(one.party),
        "when": deadlines.in_words(one.due) if one.due and one.due.moment else "",
        "left": deadlines.time_left(one.due, now) if one.is_open and one.due and one.due.moment else "",
        "is_target": one.duty.kind == "target",
        "clause": one.duty.clause,
        "account": [step.text for step in one.due.account] if one.due else [],
    }


def history(deeds: tuple[queries.Deed, ...], type: CaseType) -> Iterator[Event]:
    """The case's history, newest first, corrections shown as corrections."""
    fields = {field.id: field for field in type.fields}
    for deed in reversed(deeds):
        row = deed.row
        label = deed.spec.label if deed.spec else row.event
        what = {"correction": f"Rettede »{label}«", "annulment": f"Annullerede »{label}«"}.get(row.kind, label)
        said = [
            f"{fields[n].label}: {in_words(fields[n], v)}"
            for n, v in row.data.items()
            if n in fields and not fields[n].per
        ]
        note = ". ".join([*said, *([row.reason] if row.reason else [])])
        if deed.annulled_by:
            what += " (annulleret)"
        elif deed.corrected_by and row.kind == "event":
            what += " (rettet senere)"
        yield Event(when=row.at, who=name_of(row.party) or row.by, what=what, note=note, correction=row.kind != "event")
