"""A catalogue without places and unread lines, to hold two of them against each other."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, is_dataclass
from typing import Any

from tvaers.engine.budget.catalogue import Catalogue, Doubt, Place
from tvaers.engine.budget.checking import check

LEFT_OUT = ("place", "lines", "unread")


def bare(value: Any) -> Any:
    """The value as plain data; places, the count of lines and unread lines are left out."""
    if isinstance(value, Doubt):
        return value.code, value.text, value.choices
    if isinstance(value, Place):
        return None
    if is_dataclass(value):
        return {one.name: bare(getattr(value, one.name)) for one in fields(value) if one.name not in LEFT_OUT}
    return [bare(one) for one in value] if isinstance(value, tuple) else value


def findings(catalogue: Catalogue) -> Counter[tuple[str, ...]]:
    """What a check finds, without places."""
    return Counter((one.rule, one.object, one.reason, one.printed_text) for one in check(catalogue))
