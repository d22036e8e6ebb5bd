"""What is different between two versions of a work plan, and the text of it for the next item. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tvaers.kernel.danish_days import date_in_words

FIELDS = {
    "text": "ordlyd", "quarter": "kvartal", "starts": "begynder", "ends": "slutter", "written": "tid",
    "levels": "niveau", "forum": "forum", "track": "spor", "owner": "ansvarlig", "state": "status",
    "note": "bemærkning",
}  # fmt: skip
"""What is compared, with its Danish name."""
LEVELS = {"administrative": "Adm.", "political": "Pol."}
STATES = {"planned": "planlagt", "begun": "i gang", "done": "udført", "dropped": "bortfaldet"}


@dataclass(frozen=True)
class Change:
    """One activity that is new, gone or changed. `fields` are (name, before, after) in Danish words."""

    sort: str
    key: str
    track: str
    text: str
    fields: tuple[tuple[str, str, str], ...] = ()


def difference(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> list[Change]:
    """The activities that differ, in the order of the later version, those that are gone last.

    Both are documents as `Version.document` keeps them; without an earlier one, every activity is new.
    """
    old = {one["key"]: one for one in (before or {}).get("activities", ())}
    new = {one["key"]: one for one in after.get("activities", ())}
    found = [_change(old.get(key), one) for key, one in new.items() if one != old.get(key)]
    gone = [Change("gone", key, one["track"], one["text"]) for key, one in old.items() if key not in new]
    return [*(one for one in found if one is not None), *gone]


def _change(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> Change | None:
    if before is None:
        return Change("new", after["key"], after["track"], after["text"])
    fields = tuple(
        (name, words(field, before.get(field)), words(field, after.get(field)))
        for field, name in FIELDS.items() if before.get(field) != after.get(field)
    )  # fmt: skip
    return Change("changed", after["key"], after["track"], after["text"], fields) if fields else None


def words(field: str, value: Any) -> str:
    """A kept value as a person reads it; "ikke angivet" for none."""
    if value in (None, "", []):
        return "ikke angivet"
    if field == "levels":
        return " og ".join(LEVELS[one] for one in value)
    if field == "state":
        return STATES[value]
    if field in ("starts", "ends"):
        return date_in_words(date.fromisoformat(value))
    return str(value)


def told(changes: list[Change], tracks: Mapping[str, str]) -> str:
    """The changes as text for the next item: a paragraph for each track, a line for each activity."""
    if not changes:
        return "Planen er ikke ændret siden sidst."
    lines = ["Siden sidste version er dette ændret:"]
    for track in dict.fromkeys(one.track for one in changes):
        lines.append(f"Spor {track}: {tracks.get(track, '')}".rstrip(": "))
        lines += [f"- {_line(one)}" for one in changes if one.track == track]
    return "\n".join(lines)


def _line(change: Change) -> str:
    text = change.text.rstrip(".")
    if change.sort == "new":
        return f"Ny: {text}."
    if change.sort == "gone":
        return f"Udgår: {text}."
    parts = "; ".join(f"{name} ændret fra {before} til {after}" for name, before, after in change.fields)
    return f"{text}: {parts}."
