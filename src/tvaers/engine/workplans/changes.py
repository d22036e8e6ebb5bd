"""What is different between two versions of a work plan, and the text of it for the next item. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from tvaers.engine.workplans.standing import quarter_in_words
from tvaers.kernel.danish_days import date_in_words

FIELDS = {
    "text": "ordlyd", "quarter": "kvartal", "starts": "begynder", "ends": "slutter", "written": "tid",
    "levels": "niveau", "forum": "forum", "track": "spor", "owner": "ansvarlig", "state": "status",
    "note": "bemærkning", "evidence": "dokumentation", "covered": "dækning",
}  # fmt: skip
"""What is compared of an activity, with its Danish name."""
PLAN = {"title": "titel", "starts": "planen begynder", "ends": "planen slutter"}
"""What is compared of the plan itself."""
LEVELS = {"administrative": "Adm.", "political": "Pol."}
STATES = {"planned": "planlagt", "begun": "i gang", "done": "udført", "dropped": "bortfaldet"}


@dataclass(frozen=True)
class Change:
    """Something that is new, gone or changed. `fields` are (name, before, after) in Danish words.

    Mostly an activity; a change of the plan itself has no track, and a track that is new or gone has no key.
    """

    sort: Literal["new", "gone", "changed"]
    key: str
    track: str
    text: str
    fields: tuple[tuple[str, str, str], ...] = ()


def difference(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> list[Change]:
    """What differs: the plan itself, its tracks, then the activities in the order of the later version, gone ones last.

    Both are documents as `Version.document` keeps them; without an earlier one, every activity is new.
    """
    old = {one["key"]: one for one in (before or {}).get("activities", ())}
    new = {one["key"]: one for one in after.get("activities", ())}
    found = [_change(old.get(key), one) for key, one in new.items() if one != old.get(key)]
    gone = [Change("gone", key, one["track"], one["text"]) for key, one in old.items() if key not in new]
    itself = _of_plan(before, after) if before else []
    return [*itself, *(one for one in found if one is not None), *gone]


def _of_plan(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """The period, and the tracks that are new, renamed or gone."""
    fields = tuple(
        (name, words(field, before[field]), words(field, after[field]))
        for field, name in PLAN.items() if before[field] != after[field]
    )  # fmt: skip
    old, new = tracks_of(before), tracks_of(after)
    came = [Change("new", "", number, title) for number, title in new.items() if number not in old]
    named = [
        Change("changed", "", number, title, (("navn", old[number], title),))
        for number, title in new.items() if old.get(number, title) != title
    ]  # fmt: skip
    went = [Change("gone", "", number, title) for number, title in old.items() if number not in new]
    return [*([Change("changed", "", "", after["title"], fields)] if fields else []), *came, *named, *went]


def tracks_of(document: Mapping[str, Any]) -> dict[str, str]:
    """The titles of the tracks by their number."""
    return {one["number"]: one["title"] for one in document["tracks"]}


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
    if field == "quarter":
        return quarter_in_words(value)
    return str(value)


def told(changes: list[Change], tracks: Mapping[str, str], *, is_first: bool = False) -> str:
    """The changes as text for the next item: the plan itself, then a paragraph for each track, a line for each."""
    if not changes:
        return "Planen er ikke ændret siden sidst."
    lines = ["Det er med i planen:" if is_first else "Siden sidste version er dette ændret:"]
    lines += [f"- {_line(one)}" for one in changes if not one.key]
    activities = [one for one in changes if one.key]
    for track in dict.fromkeys(one.track for one in activities):
        lines.append(f"Spor {track}: {tracks.get(track, '')}".rstrip(": "))
        lines += [f"- {_line(one)}" for one in activities if one.track == track]
    return "\n".join(lines)


def _line(change: Change) -> str:
    text = change.text.rstrip(".")
    if not change.key and change.track:
        text = f"Spor {change.track}: {text}"
    if change.sort == "new":
        return f"Ny: {text}."
    if change.sort == "gone":
        return f"Udgår: {text}."
    parts = "; ".join(f"{name} ændret fra {before} til {after}" for name, before, after in change.fields)
    return f"{text}: {parts}."
