"""When somebody else was first: what happened since, beside what the reader has written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from tvaers.engine.cases import queries
from tvaers.engine.cases.given import fields_of, read_value
from tvaers.kernel.case_types import CaseType, EventSpec, FieldSpec
from tvaers.kernel.errors import Problem
from tvaers.web.cases import history
from tvaers.web.cases.forms import EventForm
from tvaers.web.cases.shown import in_words

LONGEST_VERSION = 9
"""The most digits of a version."""


def version_seen(request: HttpRequest, newest: int) -> int:
    """The version that the reader's form was made from; the newest where the form does not say."""
    written = request.POST.get("version", "")
    return int(written) if written.isdecimal() and len(written) <= LONGEST_VERSION else newest


def since(row: queries.Case, type: CaseType, form: EventForm, seen: int) -> dict[str, Any]:
    """What has come after the version that the reader saw, and where it differs from what they have written.

    Nothing when the version is the newest one. The form then goes on from the newest version.
    """
    newer = [deed for deed in queries.deeds(row, type) if deed.row.number > seen]
    if not newer:
        return {}
    changed = {name for deed in newer for name in deed.row.data}
    rows = []
    for name, field in fields_of(type, form.spec).items():
        kept = _in_list(name, newer, form.spec) if name in type.columns(form.spec.records) else row.data.get(name)
        now, written = in_words(field, kept), words(field, form.values.get(name))
        if name in changed and now != written:
            rows.append({"label": field.label, "now": now or "Intet", "written": written or "Intet"})
    return {"since": history.entries(newer, (), type), "differs": rows}


def _in_list(name: str, newer: Sequence[queries.Deed], spec: EventSpec) -> Any:
    """What somebody else has put in a column of the list that an event writes in, the newest; None when nobody has."""
    rows = (deed.row.data for deed in reversed(newer) if deed.spec and deed.spec.records == spec.records)
    return next((data[name] for data in rows if name in data), None)


def words(field: FieldSpec, raw: object) -> str:
    """What was written, as it would be shown; the text itself when it cannot be read."""
    try:
        return in_words(field.model_copy(update={"per": None}), read_value(field, raw))
    except Problem:
        return str(raw)
