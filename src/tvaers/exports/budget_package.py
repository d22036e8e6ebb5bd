"""A budget as a Fiscal Data Package: one CSV of amounts, one of the frame, and a descriptor that says what they mean.

Measures are amounts in whole DKK at low and high; dimensions say what, when, whose and in which phase. The budget can
be recomputed from the package alone (`budget_package_balance`).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Literal
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tvaers.engine.budget.catalogue import Catalogue, Interval, Proposal, Row
from tvaers.engine.budget.frame_parts import FramePart
from tvaers.engine.budget.process_queries import AgreedLine, Progress
from tvaers.engine.budget.totals import is_saving
from tvaers.exports.budget_package_descriptor import AMOUNTS, FRAME, Column, descriptor

Phase = Literal["proposed", "approved", "adjusted", "executed"]
Line = dict[str, str | int]
STAMP = (1980, 1, 1, 0, 0, 0)
"""The day of every file in the ZIP, so that the same budget gives the same bytes."""


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


def _csv(columns: Sequence[Column], lines: Iterable[Line]) -> str:
    target = StringIO()
    writer = csv.DictWriter(target, [one.name for one in columns], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(lines)
    return target.getvalue()
