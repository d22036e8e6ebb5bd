"""A report as one document of plain values, for JSON: amounts are kroner with two decimals beside the printed text."""

from __future__ import annotations

from typing import Any, Literal

from tvaers.engine.budget.catalogue import Doubt, Interval
from tvaers.engine.budget.checking.finding import Finding, Report

End = Literal["low", "high"]


def as_data(report: Report, file: str) -> dict[str, Any]:
    """`file`, `findings`, `checked` (how many sums held, were off by rounding, failed) and the reader's `doubts`."""
    return {
        "file": file,
        "findings": [finding_data(one) for one in report.findings],
        "checked": {"held": report.held, "rounding": report.rounding, "failed": report.failed},
        "doubts": [_doubt(one) for one in report.doubts],
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    """One finding. An amount that is no money is null, its text stays.

    `printed`, `recomputed` and `difference` are of the end of the interval that is furthest off, which `end` names (""
    where all are single figures); `low` and `high` have both ends.
    """
    low, high = ({name: kroner(amount, end) for name, amount in _amounts(finding)} for end in ("low", "high"))
    end = _furthest(finding)
    return {
        "place": finding.where,
        "page": finding.place.page,
        "line": finding.place.line,
        "object": finding.object,
        "rule": finding.rule,
        "kind": finding.kind,
        **(low if end == "low" else high),
        "end": end,
        "low": low,
        "high": high,
        "unit": finding.unit,
        "printed_text": finding.printed_text,
        "recomputed_text": finding.recomputed_text,
        "cause": finding.cause,
        "reason": finding.reason,
        "fingerprint": finding.fingerprint,
    }


def _amounts(finding: Finding) -> list[tuple[str, Interval | None]]:
    return [("printed", finding.printed), ("recomputed", finding.recomputed), ("difference", finding.difference)]


def _furthest(finding: Finding) -> End | Literal[""]:
    """The end that is furthest off, the high one where both are; "" without an interval."""
    if all(amount is None or amount.is_single for _, amount in _amounts(finding)):
        return ""
    off = finding.difference
    return "low" if off is not None and abs(off.low) > abs(off.high) else "high"


def kroner(amount: Interval | None, end: End) -> str | None:
    """Kroner of one end with two decimals: "16400000.00"."""
    return None if amount is None else f"{getattr(amount, end)}.00"


def _doubt(doubt: Doubt) -> dict[str, Any]:
    return {
        "code": doubt.code,
        "text": doubt.text,
        "page": doubt.place.page,
        "line": doubt.place.line,
        "choices": list(doubt.choices),
    }
