"""A report as one document of plain values, for JSON: amounts are kroner with two decimals beside the printed text."""

from __future__ import annotations

from typing import Any

from tvaers.engine.budget.catalogue import Doubt, Interval
from tvaers.engine.budget.checking.finding import Finding, Report


def as_data(report: Report, file: str) -> dict[str, Any]:
    """`file`, `findings`, `checked` (how many sums held, were off by rounding, failed) and the reader's `doubts`."""
    return {
        "file": file,
        "findings": [finding_data(one) for one in report.findings],
        "checked": {"held": report.held, "rounding": report.rounding, "failed": report.failed},
        "doubts": [_doubt(one) for one in report.doubts],
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    """One finding. An interval is "low..high"; an amount that is no money is null, its text stays."""
    return {
        "place": finding.where,
        "page": finding.place.page,
        "line": finding.place.line,
        "object": finding.object,
        "rule": finding.rule,
        "kind": finding.kind,
        "printed": kroner(finding.printed),
        "recomputed": kroner(finding.recomputed),
        "difference": kroner(finding.difference),
        "unit": finding.unit,
        "printed_text": finding.printed_text,
        "recomputed_text": finding.recomputed_text,
        "cause": finding.cause,
        "reason": finding.reason,
        "fingerprint": finding.fingerprint,
    }


def kroner(amount: Interval | None) -> str | None:
    """Kroner with two decimals: "16400000.00", and "0.00..10000000.00" for an interval."""
    if amount is None:
        return None
    ends = [amount.low] if amount.is_single else [amount.low, amount.high]
    return "..".join(f"{end}.00" for end in ends)


def _doubt(doubt: Doubt) -> dict[str, Any]:
    return {
        "code": doubt.code,
        "text": doubt.text,
        "page": doubt.place.page,
        "line": doubt.place.line,
        "choices": list(doubt.choices),
    }
