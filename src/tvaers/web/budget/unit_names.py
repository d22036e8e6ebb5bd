"""The units that a budget speaks of, with the names that people know them by."""

from __future__ import annotations

from typing import Any

from tvaers.engine.budget import policies, process_queries, queries
from tvaers.engine.budget.composition import unit_names, units_of_region
from tvaers.engine.parties.queries import name_of


def unit_choices(user: Any, version: queries.Version) -> list[tuple[str, str]]:
    """Every unit that the version, its frames, its drafts or the region's rules name; key and name, by name."""
    catalogue = version.catalogue
    names = {one.id: one.title for one in units_of_region(catalogue)}
    keys = {unit for one in queries.proposals(user, version) for unit in one.units}
    keys |= set(process_queries.unit_frames(user, catalogue).values_list("unit", flat=True))
    keys |= set(process_queries.drafts(user, catalogue).values_list("unit", flat=True))
    named = {key: name_of(key) for key in keys} | names
    return sorted(named.items(), key=lambda one: one[1].casefold())


def my_units(user: Any) -> list[tuple[str, str]]:
    """The units that the user writes for; key and name, by name."""
    return sorted(((one, name_of(one)) for one in policies.units_of(user)), key=lambda one: one[1].casefold())


def unit_name(catalogue: queries.Catalogue, key: str) -> str:
    """The name of a unit as the region's rules or the register of parties have it."""
    return unit_names(catalogue, [key])[0]
