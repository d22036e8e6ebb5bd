"""The forms of FHIR's primitive values, R4 section 2.24."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

_YEAR = r"([0-9]([0-9]([0-9][1-9]|[1-9]0)|[1-9]00)|[1-9]000)"
_TIME = r"([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?"
_ZONE = r"(Z|(\+|-)((0[0-9]|1[0-3]):[0-5][0-9]|14:00))"
_MONTH_DAY = r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"

_FORMS = {
    "string": r"(?s:.*\S.*)",
    "markdown": r"(?s:.*\S.*)",
    "xhtml": r"(?s:.*\S.*)",
    "attribute": r"\S(?s:.*)",
    "uri": r"\S+",
    "url": r"\S+",
    "canonical": r"\S+",
    "code": r"\S+( \S+)*",
    "id": r"[A-Za-z0-9\-.]{1,64}",
    "oid": r"urn:oid:[0-2](\.(0|[1-9][0-9]*))+",
    "uuid": r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    "date": rf"{_YEAR}(-(0[1-9]|1[0-2])|-{_MONTH_DAY})?",
    "dateTime": rf"{_YEAR}(-(0[1-9]|1[0-2])|-{_MONTH_DAY}(T{_TIME}{_ZONE})?)?",
    "instant": rf"{_YEAR}-{_MONTH_DAY}T{_TIME}{_ZONE}",
    "time": _TIME,
    "base64Binary": r"([0-9a-zA-Z+/]{4})*([0-9a-zA-Z+/]{3}=|[0-9a-zA-Z+/]{2}==)?",
}
_TEXTS = {kind: re.compile(form) for kind, form in _FORMS.items()}
_OTHERS: dict[str, Callable[[Any], bool]] = {
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: _is_whole(value, -(2**31)),
    "unsignedInt": lambda value: _is_whole(value, 0),
    "positiveInt": lambda value: _is_whole(value, 1),
    "decimal": lambda value: isinstance(value, (int, Decimal)) and not isinstance(value, bool),
}


def fits(kind: str, value: Any) -> bool:
    """Whether a value has the form of its primitive type. A day that no calendar has does not."""
    if kind in _OTHERS:
        return _OTHERS[kind](value)
    if not isinstance(value, str):
        return False
    if not _TEXTS[kind].fullmatch("".join(value.split()) if kind == "base64Binary" else value):
        return False
    return kind not in ("date", "dateTime", "instant") or len(value) < 10 or _is_day(value[:10])


def moment(written: str) -> datetime:
    """A FHIR instant, or a dateTime with time and zone, as a moment. ValueError for anything else.

    A leap second counts as the second before it; digits beyond microseconds are cut off.
    """
    whole, point, rest = written.replace("Z", "+00:00").partition(".")
    if point:
        whole = f"{whole}.{rest[:-6][:6].ljust(6, '0')}{rest[-6:]}"
    if whole[17:19] == "60":
        whole = f"{whole[:17]}59{whole[19:]}"
    made = datetime.fromisoformat(whole)
    if made.tzinfo is None:
        raise ValueError("a moment needs a zone")
    return made


def _is_whole(value: Any, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value < 2**31


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True
