"""Rules, needs and choices as plain values, as a round and a scenario keep them, and back. Pure.

A round that is frozen can be recomputed for ever: what it kept gives equal needs and rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.composing.shapes import Choice, Link, Need, Rules

Plain = dict[str, Any]


def rules_out(rules: Rules) -> Plain:
    """Rules as plain values."""
    return {
        **asdict(rules), "told": list(rules.told), "frames": {pot: dict(held) for pot, held in rules.frames.items()},
        "links": [_link_out(one) for one in rules.links], "pot_names": dict(rules.pot_names),
    }  # fmt: skip


def rules_in(kept: Plain) -> Rules:
    """Rules from what was kept."""
    links = tuple(Link(one["kind"], one["first"], one["second"], spans_in(one["amounts"])) for one in kept["links"])
    return Rules(**{**kept, "told": tuple(kept["told"]), "links": links})


def _link_out(link: Link) -> Plain:
    return {"kind": link.kind, "first": link.first, "second": link.second, "amounts": spans_out(link.amounts)}


def need_out(need: Need) -> Plain:
    """A need as plain values."""
    spans = {"amounts": spans_out(need.amounts), "one_off": spans_out(need.one_off)}
    return {**asdict(need), "units": list(need.units), **spans}


def need_in(kept: Plain) -> Need:
    """A need from what was kept; a round opened before one-off costs were told apart keeps none."""
    spans = {"amounts": spans_in(kept["amounts"]), "one_off": spans_in(kept.get("one_off", {}))}
    return Need(**{**kept, "units": tuple(kept["units"]), **spans})


def choice_out(choice: Choice) -> Plain:
    """A choice as plain values."""
    return asdict(choice)


def choice_in(kept: Plain) -> Choice:
    """A choice from what was kept."""
    return Choice(**kept)


def spans_out(amounts: Mapping[str, Interval]) -> dict[str, list[int]]:
    """Amounts per period as [low, high]."""
    return {period: [one.low, one.high] for period, one in amounts.items()}


def spans_in(kept: Mapping[str, list[int]]) -> dict[str, Interval]:
    """Amounts per period from [low, high]."""
    return {period: Interval(low, high) for period, (low, high) in kept.items()}
