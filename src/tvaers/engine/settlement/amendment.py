"""What an amendment of an agreement touches: the days and the parameters that are worth something else than before.

Two editions are compared by their documents, because the content on disk is only ever the newest one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tvaers.engine.settlement.grid import LAST_DAY
from tvaers.kernel.package_values import NUMBERS

Window = tuple[date, date]


@dataclass(frozen=True)
class Amendment:
    """The days, as merged stretches with both dates inclusive, and the parameters that differ on them."""

    windows: tuple[Window, ...]
    parameters: frozenset[str]


def amendment_between(
    old: Mapping[str, Any], new: Mapping[str, Any], first: date | None, last: date | None
) -> Amendment | None:
    """What differs between two editions from `first` to `last`; None when more than dated values does, so all may."""
    if any(old[part] != new[part] for part in ("valid", "parties", "rules_hash")):
        return None
    names = old["parameters"].keys() | new["parameters"].keys()
    changed = {name: list(_differing_days(_values(old, name), _values(new, name))) for name in sorted(names)}
    if any(days and _is_undated(old, new, name) for name, days in changed.items()):
        return None
    clipped = [(max(start, first or start), min(end, last or end)) for days in changed.values() for start, end in days]
    windows = _merged(sorted(window for window in clipped if window[0] <= window[1]))
    return Amendment(tuple(windows), frozenset(name for name, days in changed.items() if days))


def _is_undated(old: Mapping[str, Any], new: Mapping[str, Any], name: str) -> bool:
    """Whether a parameter is asked for without a day: words and lists, and months while they have only one value.

    A change of such a one can touch anything.
    """
    parameters = [document["parameters"][name] for document in (old, new) if name in document["parameters"]]
    return any(parameter["unit"] not in NUMBERS or parameter["unit"] == "months" for parameter in parameters)


def _values(document: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    return list(document["parameters"].get(name, {}).get("values", ()))


def _differing_days(old: list[Mapping[str, Any]], new: list[Mapping[str, Any]]) -> Iterable[Window]:
    """The stretches between any two dates of either timeline on which the two are not worth the same."""
    cuts = {_start(value) for value in (*old, *new)} | {_end(value) + timedelta(days=1) for value in (*old, *new)}
    ordered = sorted(cuts)
    for start, after in zip(ordered, ordered[1:], strict=False):
        if _worth(old, start) != _worth(new, start):
            yield start, after - timedelta(days=1)


def _worth(values: list[Mapping[str, Any]], day: date) -> dict[str | None, Any]:
    return {value["key"]: value["value"] for value in values if _start(value) <= day <= _end(value)}


def _start(value: Mapping[str, Any]) -> date:
    return date.fromisoformat(value["from"])


def _end(value: Mapping[str, Any]) -> date:
    return date.fromisoformat(value["to"]) if value["to"] else LAST_DAY


def _merged(windows: Iterable[Window]) -> list[Window]:
    merged: list[Window] = []
    for start, end in windows:
        if merged and start <= merged[-1][1] + timedelta(days=1):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
