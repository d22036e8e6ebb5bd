"""A budget as a Fiscal Data Package: one CSV of amounts, one of the frame, and a descriptor that says what they mean.

Columns follow OpenSpending's Fiscal Data Package 0.3: measures are amounts in whole DKK at low and high, dimensions say
what, when, whose and in which phase. The budget can be recomputed from the package alone (`budget_package_balance`).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any, Literal
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tvaers.engine.budget.catalogue import Catalogue, Interval, Proposal, Row
from tvaers.engine.budget.frame_parts import FramePart
from tvaers.engine.budget.process_queries import AgreedLine, Progress
from tvaers.engine.budget.totals import is_saving

Phase = Literal["proposed", "approved", "adjusted", "executed"]
Line = dict[str, str | int]
STAMP = (1980, 1, 1, 0, 0, 0)
"""The day of every file in the ZIP, so that the same budget gives the same bytes."""
AMOUNTS = (
    ("id", "string"), ("phase", "string"), ("theme", "string"), ("theme_title", "string"), ("proposal", "string"),
    ("title", "string"), ("unit", "string"), ("row_type", "string"), ("label", "string"), ("direction", "string"),
    ("is_unavoidable", "boolean"), ("is_externally_financed", "boolean"), ("fiscal_period", "string"),
    ("price_level", "string"), ("amount_low", "integer"), ("amount_high", "integer"),
)  # fmt: skip
FRAME = (("id", "string"), ("pot", "string"), ("kind", "string"), ("label", "string"), ("fiscal_period", "string"),
         ("amount", "integer"))  # fmt: skip


@dataclass(frozen=True)
class Source:
    """What a package is made of; agreed lines and allocations where there is an agreement."""

    catalogue: Catalogue
    frame: Sequence[FramePart] = ()
    agreed: Sequence[AgreedLine] = ()
    progress: Sequence[Progress] = ()


def write_package(source: Source) -> bytes:
    """The ZIP: datapackage.json, amounts.csv and frame.csv."""
    files = {
        "datapackage.json": json.dumps(descriptor(source.catalogue), ensure_ascii=False, indent=2) + "\n",
        "amounts.csv": _csv(AMOUNTS, _amounts(source)),
        "frame.csv": _csv(FRAME, _frame(source.frame)),
    }
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as made:
        for name, text in files.items():
            made.writestr(ZipInfo(name, STAMP), text.encode())
    return target.getvalue()


def descriptor(catalogue: Catalogue) -> dict[str, Any]:
    """What the files hold and mean."""
    year = catalogue.year or ""
    return {
        "name": f"budget-{year}".rstrip("-"),
        "title": catalogue.title,
        "profile": "fiscal-data-package",
        "countryCode": "DK",
        "author": catalogue.region,
        "granularity": "aggregated",
        "fiscalPeriod": {"start": f"{year}-01-01", "end": f"{year}-12-31"} if year else {},
        "resources": [_resource("amounts", AMOUNTS), _resource("frame", FRAME)],
        "model": {"measures": _measures(), "dimensions": _dimensions()},
    }


def _resource(name: str, columns: Sequence[tuple[str, str]]) -> dict[str, Any]:
    fields = [{"name": one, "type": type} for one, type in columns]
    return {
        "name": name, "path": f"{name}.csv", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "profile": "tabular-data-resource", "schema": {"fields": fields, "primaryKey": ["id"]},
    }  # fmt: skip


def _measures() -> dict[str, Any]:
    """Both ends of an amount; the phase stands in a column of its own."""
    told = {"currency": "DKK", "factor": 1, "direction": "expenditure", "resource": "amounts"}
    return {one: {**told, "source": one} for one in ("amount_low", "amount_high")}


def _dimensions() -> dict[str, Any]:
    kinds = {
        "phase": ("phase", ["phase"]), "date": ("datetime", ["fiscal_period"]),
        "theme": ("classification", ["theme", "theme_title"]), "activity": ("activity", ["proposal", "title"]),
        "administrator": ("entity", ["unit"]), "line": ("classification", ["row_type", "label"]),
        "direction": ("other", ["direction"]), "price": ("other", ["price_level"]),
    }  # fmt: skip
    return {
        name: {
            "dimensionType": kind,
            "primaryKey": columns[:1],
            "attributes": {one: {"source": one, "resource": "amounts"} for one in columns},
        }
        for name, (kind, columns) in kinds.items()
    }


def _amounts(source: Source) -> Iterator[Line]:
    lines = [*_proposed(source.catalogue), *_agreed(source), *_followed(source)]
    for number, one in enumerate(lines, start=1):
        yield {"id": str(number), **one}


def _proposed(catalogue: Catalogue) -> Iterator[Line]:
    for one in catalogue.proposals:
        for row in one.table.rows if one.table else ():
            if row.kind not in ("group", "note"):
                yield from _row(catalogue, one, row)


def _row(catalogue: Catalogue, proposal: Proposal, row: Row) -> Iterator[Line]:
    for cell in row.cells:
        if cell.amount is not None:
            told: Line = {"row_type": row.kind, "label": row.label, "fiscal_period": cell.column}
            yield _line("proposed", catalogue, proposal, told, cell.amount)


def _line(
    phase: Phase, catalogue: Catalogue, proposal: Proposal | None, told: Line, amount: Interval
) -> Line:  # fmt: skip
    theme = next((one for one in catalogue.themes if proposal and one.number == proposal.theme), None)
    base: Line = {
        "phase": phase, "theme": theme.number if theme else "", "theme_title": theme.title if theme else "",
        "proposal": proposal.key if proposal else "", "title": proposal.title if proposal else "",
        "unit": (proposal.departments or "") if proposal else "",
        "direction": "saving" if proposal and is_saving(proposal) else "growth",
        "is_unavoidable": _flag(bool(proposal and proposal.is_unavoidable)),
        "is_externally_financed": _flag(bool(theme and theme.is_externally_financed)),
        "price_level": proposal.price_level if proposal else "",
        "amount_low": amount.low, "amount_high": amount.high,
    }  # fmt: skip
    return {**base, **told}


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _agreed(source: Source) -> Iterator[Line]:
    for one in source.agreed:
        told: Line = {"title": one.title, "row_type": "total", "label": one.key}
        for period, amount in one.amounts.items():
            found = source.catalogue.proposal(one.key)
            line = {**told, "fiscal_period": period}
            yield _line("approved", source.catalogue, found, line, Interval.of(amount))


def _followed(source: Source) -> Iterator[Line]:
    for one in source.progress:
        held = one.allocation
        told: Line = {"title": held.line.title, "unit": held.unit, "row_type": "part", "label": held.account,
                      "fiscal_period": f"{source.catalogue.year or ''}-Q{held.quarter}"}  # fmt: skip
        found = source.catalogue.proposal(held.line.key)
        yield _line("adjusted", source.catalogue, found, told, Interval.of(held.amount))
        if one.realised is not None:
            yield _line("executed", source.catalogue, found, told, Interval.of(one.realised))


def _frame(components: Iterable[FramePart]) -> Iterator[Line]:
    parts = [(one, period, amount) for one in components for period, amount in one.amounts.items()]
    for number, (one, period, amount) in enumerate(parts, start=1):
        yield {"id": str(number), "pot": one.pot, "kind": one.kind, "label": one.label, "fiscal_period": period,
               "amount": amount}  # fmt: skip


def _csv(columns: Sequence[tuple[str, str]], lines: Iterable[Line]) -> str:
    target = StringIO()
    writer = csv.DictWriter(target, [name for name, _ in columns], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(lines)
    return target.getvalue()
