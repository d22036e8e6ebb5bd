"""What the files of a budget's Fiscal Data Package hold and mean: its columns, and datapackage.json.

The descriptor is that of version 0.3, which has a published schema: a model with measures and dimensions. Each column
also names its concept in the taxonomy for budgets of version 1.0, where that has one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from tvaers.engine.budget.catalogue import Catalogue


class Column(NamedTuple):
    """A column of a file: `title` is what readers call it, `concept` its ColumnType, "" where none fits."""

    name: str
    type: Literal["string", "integer", "boolean"]
    title: str
    concept: str = ""


AMOUNTS = (
    Column("id", "string", "Linje", "budget-line-id"),
    Column("phase", "string", "Fase", "phase:id"),
    Column("theme", "string", "Temaets nummer", "functional-classification:generic:code"),
    Column("theme_title", "string", "Tema", "functional-classification:generic:label"),
    Column("proposal", "string", "Budgetbrikkens nummer", "activity:generic:program:code"),
    Column("title", "string", "Budgetbrik", "activity:generic:program:label"),
    Column("unit", "string", "Virksomhed eller afdeling", "administrative-classification:generic:label"),
    Column("row_type", "string", "Rækkens slags", "economic-classification:generic:code"),
    Column("label", "string", "Række", "economic-classification:generic:label"),
    Column("direction", "string", "Opdrift (growth) eller omstilling (saving)"),
    Column("is_unavoidable", "boolean", "Uomgængelig"),
    Column("is_externally_financed", "boolean", "Betales af andre penge"),
    Column("fiscal_period", "string", "År, kvartal eller varigt (PERM)"),
    Column("price_level", "string", "Pris- og lønniveau"),
    Column("amount_low", "integer", "Minimum i kroner", "value"),
    Column("amount_high", "integer", "Maksimum i kroner", "value"),
)
FRAME = (
    Column("id", "string", "Linje", "budget-line-id"),
    Column("pot", "string", "Pulje", "fin-source:generic:code"),
    Column("kind", "string", "Slags"),
    Column("label", "string", "Rammens del", "fin-source:generic:label"),
    Column("fiscal_period", "string", "År eller varigt (PERM)"),
    Column("amount", "integer", "Beløb i kroner", "value"),
)


def descriptor(catalogue: Catalogue) -> dict[str, Any]:
    """datapackage.json. Without a budget year there is no fiscal period."""
    year = catalogue.year
    period = {"fiscalPeriod": {"start": f"{year}-01-01", "end": f"{year}-12-31"}} if year else {}
    return {
        "name": f"budget-{year}" if year else "budget",
        "title": catalogue.title,
        "profile": "tabular-data-package",
        "countryCode": "DK",
        "author": catalogue.region,
        "granularity": "aggregated",
        **period,
        "resources": [_resource("amounts", AMOUNTS), _resource("frame", FRAME)],
        "model": {"measures": _measures(), "dimensions": _dimensions()},
    }


def _resource(name: str, columns: Sequence[Column]) -> dict[str, Any]:
    return {
        "name": name, "path": f"{name}.csv", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "schema": {"fields": [_field(one) for one in columns], "primaryKey": ["id"]},
    }  # fmt: skip


def _field(column: Column) -> dict[str, str]:
    concept = {"columnType": column.concept} if column.concept else {}
    return {"name": column.name, "type": column.type, "title": column.title, **concept}


def _measures() -> dict[str, Any]:
    """Both ends of an amount; the phase stands in a column of its own."""
    told = {"currency": "DKK", "factor": 1, "direction": "expenditure", "resource": "amounts"}
    return {one: {**told, "source": one} for one in ("amount_low", "amount_high")}


def _dimensions() -> dict[str, Any]:
    kinds = {
        "phase": ("other", ["phase"]), "date": ("datetime", ["fiscal_period"]),
        "theme": ("classification", ["theme", "theme_title"]), "activity": ("activity", ["proposal", "title"]),
        "administrator": ("entity", ["unit"]), "line": ("classification", ["row_type", "label"]),
        "direction": ("other", ["direction"]), "price": ("other", ["price_level"]),
    }  # fmt: skip
    return {
        name: {
            "dimensionType": kind,
            "primaryKey": columns[0],
            "attributes": {one: {"source": one, "resource": "amounts"} for one in columns},
        }
        for name, (kind, columns) in kinds.items()
    }
