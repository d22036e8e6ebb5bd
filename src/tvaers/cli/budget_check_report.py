"""What `tvaers budget check` tells a person: the findings by kind, each with its place, its figures and the reason."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from tvaers.engine.budget.checking import Finding, Report
from tvaers.engine.budget.checking.finding import Kind

HEADS: dict[Kind, str] = {
    "error": "Fejl: summer, der ikke passer",
    "inconsistency": "Uoverensstemmelser: to steder siger noget forskelligt",
    "label": "Overskrifter, årstal, numre og tomme felter",
    "rounding": "Afrunding: forskelle, som afrunding kan forklare",
}
WIDTH = 120
INDENT = "    "


def say_report(report: Report, file: str) -> None:
    """The report as lines on stdout."""
    for line in (*_head(report, file), *_groups(report), *_doubts(report)):
        print(line)


def _head(report: Report, file: str) -> Iterator[str]:
    tried = report.held + report.rounding + report.failed
    yield (
        f"{file}: {tried} beløb og summer regnet efter. "
        f"{report.held} passer, {report.rounding} afviger kun ved afrunding, {report.failed} passer ikke."
    )
    if not tried:
        yield "Der er ingen summer at regne efter. Er det et budgetkatalog?"
    elif not report.open:
        yield "Intet at se på."


def _groups(report: Report) -> Iterator[str]:
    for kind, head in HEADS.items():
        found = [one for one in report.findings if one.kind == kind]
        if found:
            yield ""
            yield f"{head} ({len(found)})"
            for one in found:
                yield from _finding(one)


def _finding(one: Finding) -> Iterator[str]:
    """The place on one line; the reason under it, unless rounding explains the difference."""
    yield f"  {one.where} ({_place(one)})"
    if one.kind == "rounding":
        yield f"{INDENT}trykt {one.printed_text}, beregnet {one.recomputed_text}"
    else:
        yield from textwrap.wrap(one.reason, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)


def _place(one: Finding) -> str:
    page = f"side {one.place.page}, " if one.place.page else ""
    return f"{page}linje {one.place.line}"


def _doubts(report: Report) -> Iterator[str]:
    if report.doubts:
        yield ""
        yield f"Læsningen er i tvivl om {len(report.doubts)} ting. Se dem med »tvaers budget read«."
