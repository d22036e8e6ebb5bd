"""Minutes as one JSON document: the fields of `model.py`, days as ISO dates, places and outcomes also in words."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, time
from typing import Any

from tvaers.engine.forums.reading.model import Minutes
from tvaers.engine.forums.reading.pieces import Link, Place
from tvaers.engine.forums.reading.tables import OUTCOME_WORDS


def as_data(minutes: Minutes) -> dict[str, Any]:
    """The whole of what was read."""
    return dict(_data(minutes))


def _data(value: Any) -> Any:
    """A value of the model as JSON's own types."""
    if isinstance(value, Place):
        return {"unit": value.unit, "number": value.number, "page": value.page, "text": str(value)}
    if is_dataclass(value):
        shown = {one.name: _data(getattr(value, one.name)) for one in fields(value)}
        if isinstance(value, Link):
            shown["note"] = value.note
        if "outcome" in shown:
            shown["outcome_text"] = OUTCOME_WORDS[shown["outcome"]]
        return shown
    if isinstance(value, tuple):
        return [_data(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value
