"""All the rules of the check, and the check itself: each rule looks at the whole catalogue and yields outcomes.

docs/regler/budgetkontrol.md tells the rules in prose. A new rule is a function from a catalogue to outcomes, and a
line in `RULES`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from tvaers.engine.budget.catalogue import Catalogue
from tvaers.engine.budget.checking import (
    cells,
    development,
    financing,
    grids,
    labels,
    lost_rows,
    overviews,
    references,
    row_labels,
    series,
    table_sums,
    text_common,
    text_shares,
    text_sums,
    text_tables,
    unavoidable,
)
from tvaers.engine.budget.checking.finding import Finding, Outcome, Report

Rule = Callable[[Catalogue], Iterator[Outcome]]

RULES: Final[tuple[Rule, ...]] = (
    table_sums.check_columns,
    grids.check_rows,
    overviews.check_theme_tables,
    overviews.check_overview,
    overviews.check_theme_against_overview,
    overviews.check_proposals,
    financing.check_financing,
    unavoidable.check_unavoidable,
    cells.check_intervals,
    cells.check_signs,
    cells.check_empty_totals,
    cells.check_doubled_rows,
    labels.check_headers,
    labels.check_theme_numbers,
    labels.check_captions,
    labels.check_price_levels,
    labels.check_departments,
    labels.check_titles,
    lost_rows.check_lost_sums,
    lost_rows.check_empty_themes,
    lost_rows.check_row_sums,
    lost_rows.check_runs,
    lost_rows.check_rests,
    development.check_development,
    row_labels.check_shared_out,
    row_labels.check_years_of_tables,
    row_labels.check_borrowed_labels,
    text_tables.check_text_tables,
    text_sums.check_text_sums,
    text_shares.check_shares,
    series.check_series,
    text_common.check_common_text,
    references.check_references,
)


def check(catalogue: Catalogue) -> tuple[Finding, ...]:
    """The findings about a catalogue, in the order of its lines."""
    return examine(catalogue).findings


def examine(catalogue: Catalogue) -> Report:
    """The findings, and how many sums were tried; `failed` counts the sums that are off by more than rounding."""
    outcomes = [outcome for rule in RULES for outcome in rule(catalogue)]
    found = [one for one in outcomes if one is not None]
    sums = [one for one in found if one.recomputed is not None or one.kind == "rounding"]
    rounding = sum(one.kind == "rounding" for one in sums)
    return Report(
        findings=_numbered(sorted(found, key=lambda one: (one.place.line, one.where, one.rule))),
        held=len(outcomes) - len(found),
        rounding=rounding,
        failed=len(sums) - rounding,
        doubts=catalogue.doubts,
    )


def _numbered(findings: list[Finding]) -> tuple[Finding, ...]:
    """Findings that would have the same fingerprint told apart by their order."""
    seen: Counter[str] = Counter()
    told: list[Finding] = []
    for one in findings:
        told.append(replace(one, copy=seen[one.fingerprint]))
        seen[one.fingerprint] += 1
    return tuple(told)
