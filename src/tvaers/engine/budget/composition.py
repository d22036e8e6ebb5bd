"""What a round is opened with: needs and rules out of a version, what a package lays down, and what officers added.

What an officer said of a version (facts of a proposal, links, parts of the frame) goes before what a package lays down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tvaers.engine.agreements.queries import packages
from tvaers.engine.budget.composing.shapes import Link, Need, Rules
from tvaers.engine.budget.following import EffectGiven
from tvaers.engine.budget.frozen import spans_in
from tvaers.engine.budget.models import Catalogue, Proposal, Version
from tvaers.engine.budget.restoring import as_catalogue
from tvaers.engine.budget.rules.effects import effect_of
from tvaers.engine.budget.rules.needs import needs_of, rules_of
from tvaers.engine.parties.queries import name_of
from tvaers.kernel.budget_types import BudgetContent, UnitType
from tvaers.kernel.package import Package

SAID = ("unavoidable", "is_divisible", "is_started", "can_be_delayed")


def package_for(catalogue: Catalogue) -> Package | None:
    """The package that lays something down for the region's budget of the year; None where none does."""
    held = (one for one in packages().values() if catalogue.party in one.parties and one.budget.pots)
    return next((one for one in held if one.valid.start.year == catalogue.year), None)


def laid_down(catalogue: Catalogue) -> BudgetContent:
    """What a package lays down for the region's budget of the year; nothing where no package does."""
    package = package_for(catalogue)
    return package.budget if package else BudgetContent()


def units_of_region(catalogue: Catalogue) -> tuple[UnitType, ...]:
    """The units of the region as the package of the budget year names them, else the newest that names any."""
    held = [one for one in packages().values() if catalogue.party in one.parties and one.budget.units]
    held.sort(key=lambda one: (one.valid.start.year == catalogue.year, one.valid.start))
    return held[-1].budget.units if held else ()


def unit_keys(catalogue: Catalogue, names: Iterable[str]) -> list[str]:
    """The keys of units by the names that needs carry; a name that is laid down nowhere is its own key.

    Access, frames, allocations and what was left out go by the key, which is that of the party where there is one.
    """
    keys = {one.title: one.id for one in units_of_region(catalogue)}
    return [keys.get(one, one) for one in names]


def unit_names(catalogue: Catalogue, keys: Iterable[str]) -> tuple[str, ...]:
    """The names of units as people know them, by the region's rules or the register of parties."""
    titles = {one.id: one.title for one in units_of_region(catalogue)}
    return tuple(titles.get(one) or name_of(one) for one in keys)


def composition(version: Version, risk: int = 0) -> tuple[tuple[Need, ...], Rules]:
    """The needs and rules of a round over the version, as things stand now; `risk` in thousandths."""
    read, content = as_catalogue(version), laid_down(version.catalogue)
    if read.year is None:
        read = replace(read, year=version.catalogue.year)
    said = {one.key: one for one in version.proposals.all()}
    needs = tuple(_with_said(one, said[one.key]) for one in needs_of(read, content))
    return needs, replace(_with_added(rules_of(read, content), version), risk=risk)


def _with_said(need: Need, row: Proposal) -> Need:
    said: dict[str, Any] = {name: getattr(row, name) for name in SAID if getattr(row, name) is not None}
    if row.is_pool:
        said["is_divisible"] = True
    if row.pot:
        said["pot"] = row.pot
    if row.units:
        said["units"] = unit_names(row.version.catalogue, row.units)
    return replace(need, **said)


def _with_added(rules: Rules, version: Version) -> Rules:
    """The rules with the version's own links, and its own frame for every pot that it sets."""
    frames: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for part in version.frame.all():
        if part.kind != "information":
            held = frames[part.pot]
            for period, amount in part.amounts.items():
                held[period] = held.get(period, 0) + amount
    added = tuple(Link(one.kind, one.first, one.second, spans_in(one.amounts)) for one in version.links.all())  # type: ignore[arg-type]
    own = {(one.kind, one.first, one.second) for one in added}
    kept = tuple(one for one in rules.links if (one.kind, one.first, one.second) not in own)
    return replace(rules, links=(*kept, *added), frames={**rules.frames, **frames})


def effects_laid_down(catalogue: Catalogue) -> list[EffectGiven]:
    """The full-year effects that a package lays down, as the change they make in each year (BUD-28)."""
    found = []
    for one in laid_down(catalogue).effects:
        years = sorted(one.levels)[1:]
        profile = {year: effect_of(one.levels, year) for year in years}
        found.append(EffectGiven(one.origin, one.title, profile, one.is_one_off))
    return found
