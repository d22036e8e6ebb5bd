"""The papers of a catalogue: the whole of it, a proposal on one page, and what a check found.

Amounts are in mio. kr. with their price level beside them; where a table has another unit, its caption says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial

from tvaers.engine.budget.catalogue import Catalogue, Proposal, Section, Table, Theme
from tvaers.engine.budget.frame_parts import FramePart
from tvaers.engine.budget.queries import Finding, Version
from tvaers.engine.budget.reading.wording import price_level_in, unit_in
from tvaers.engine.budget.totals import is_saving, pressure, savings, sum_of
from tvaers.engine.budget.wording import mio, period_words, step_of
from tvaers.exports.budget_onepage import on_one_page
from tvaers.exports.budget_paper import Block, Grid, Heading, Paper, Text
from tvaers.exports.budget_pictures import balance_blocks, theme_blocks

KINDS = {"error": "Fejl", "inconsistency": "Modsigelser", "label": "Mærkater", "rounding": "Afrunding"}
NO_LEVEL = "pris- og lønniveau ikke oplyst"


def level_words(level: str) -> str:
    """A price level as it stands in a caption."""
    return f"P/L-{level}" if level else NO_LEVEL


def facts_of(version: Version, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """What stands under the title of every paper of a version."""
    told = version.published_at
    return (
        ("Katalog", f"{catalogue.title}, version {version.number}"), ("Status", version.get_state_display()),
        ("Udgivet", f"{told:%d-%m-%Y}" if told else "Ikke udgivet"),
        ("Beløb", f"Mio. kr., {level_words(catalogue.price_level)}, hvor andet ikke står"),
    )  # fmt: skip


def catalogue_paper(version: Version, catalogue: Catalogue, frame: Sequence[FramePart]) -> Paper:
    """The whole catalogue: balance, overview, each theme with its proposals, and the tables that stand alone."""
    blocks: list[Block] = [
        *balance_blocks(catalogue, frame), *theme_blocks(catalogue), Heading("Samlet oversigt", new_page=True),
        _overview(catalogue),
    ]  # fmt: skip
    for theme in catalogue.themes:
        blocks += _theme(catalogue, theme)
    if catalogue.tables:
        blocks.append(Heading("Øvrige tabeller", new_page=True))
        blocks += [_table(one) for one in catalogue.tables]
    title = catalogue.title or "Budgetkatalog"
    return Paper(
        stem_of("budgetkatalog", version), title, facts_of(version, catalogue), tuple(blocks), stamp_of(version)
    )


def proposal_paper(version: Version, catalogue: Catalogue, proposal: Proposal) -> Paper:
    """One proposal with everything that is told of it, as far as a page goes."""
    return on_one_page(partial(_proposal_paper, version, catalogue), proposal)


def _proposal_paper(version: Version, catalogue: Catalogue, proposal: Proposal, note: str, size: float) -> Paper:
    facts = (
        *facts_of(version, catalogue), ("Virksomhed", proposal.departments or "Ikke oplyst"),
        ("Slags", "Omstilling" if is_saving(proposal) else "Opdrift"),
        ("Uomgængelig", "Ja" if proposal.is_unavoidable else "Nej"),
    )  # fmt: skip
    title = f"{proposal.key} {proposal.title}"
    stem = f"{stem_of('budgetbrik', version)}-{proposal.key}"
    blocks = (*_body(proposal, 2), *([Text(note)] if note else []))
    return Paper(stem, title, facts, blocks, stamp_of(version), size=size)


def findings_paper(version: Version, catalogue: Catalogue, findings: Iterable[Finding]) -> Paper:
    """What a check found, the worst first, each with its reason and what became of it."""
    kept = list(findings)
    rows = tuple(
        (name, str(sum(one.kind == kind for one in kept)),
         str(sum(one.kind == kind and one.state == "open" for one in kept)))
        for kind, name in KINDS.items()
    )  # fmt: skip
    blocks: list[Block] = [Grid("Fund efter slags", ("Slags", "I alt", "Åbne"), rows)]
    for kind, name in KINDS.items():
        own = [one for one in kept if one.kind == kind]
        if own:
            headings = ("Nr.", "Sted", "Trykt", "Genberegnet", "Forklaring", "Tilstand")
            told = tuple(_finding(number, one) for number, one in enumerate(own, start=1))
            blocks += [Heading(name), Grid(f"{name}: {len(own)}", headings, told, words=6)]
    title = f"Talkontrol af {catalogue.title}"
    return Paper(stem_of("fund", version), title, facts_of(version, catalogue), tuple(blocks), stamp_of(version))


def _finding(number: int, one: Finding) -> tuple[str, ...]:
    told = one.told
    return (str(number), told["where"], told["printed_text"], told["recomputed_text"], told["reason"],
            one.get_state_display())  # fmt: skip


def stem_of(kind: str, version: Version) -> str:
    """The name of a file about a version, without its ending."""
    return f"{kind}-{version.catalogue.year}-v{version.number}"


def stamp_of(version: Version) -> datetime:
    """The day printed into files: when it was published, else last changed."""
    found: datetime = version.published_at or version.changed_at
    return found


def _overview(catalogue: Catalogue) -> Grid:
    """Every proposal under its theme with each period; sums are computed, never taken from print."""
    rows: list[tuple[str, ...]] = []
    sums: set[int] = set()
    for theme in catalogue.themes:
        own = [one for one in catalogue.proposals if one.theme == theme.number]
        sums.add(len(rows))
        rows.append(_sum(f"{theme.number} {theme.title}", own, catalogue.periods))
        rows += [_line(one, catalogue.periods) for one in own]
    for label, total in (("Opdrift i alt", pressure), ("Omstillinger i alt", savings)):
        sums.add(len(rows))
        rows.append(("", label, *(mio(total(catalogue, period)) for period in catalogue.periods)))
    headings = ("Nr.", "Forslag", *(period_words(one) for one in catalogue.periods))
    caption = f"Alle forslag i mio. kr., {level_words(catalogue.price_level)}. Øremærkede temaer er ikke med i alt."
    return Grid(caption, headings, tuple(rows), 2, frozenset(sums))


def _line(one: Proposal, periods: Sequence[str]) -> tuple[str, ...]:
    mark = "(!) " if one.is_unavoidable else ""
    return (one.key, f"{mark}{one.title}", *(mio(one.total(period)) for period in periods))


def _sum(label: str, own: Sequence[Proposal], periods: Sequence[str]) -> tuple[str, ...]:
    return ("", label, *(mio(sum_of(own, period)) for period in periods))


def _theme(catalogue: Catalogue, theme: Theme) -> Iterator[Block]:
    own = [one for one in catalogue.proposals if one.theme == theme.number]
    yield Heading(f"{theme.number} {theme.title}", new_page=True)
    if theme.is_externally_financed:
        yield Text("Temaet betales af andre penge og er ikke med i totalen.")
    headings = ("Nr.", "Forslag", *(period_words(one) for one in catalogue.periods))
    rows = (*(_line(one, catalogue.periods) for one in own), _sum("I alt", own, catalogue.periods))
    caption = f"Temaets forslag i mio. kr., {level_words(catalogue.price_level)}"
    yield Grid(caption, headings, rows, 2, frozenset({len(own)}))
    for one in own:
        mark = "(!) " if one.is_unavoidable else ""
        yield Heading(f"{one.key} {mark}{one.title}", 3)
        if one.departments:
            yield Text(f"Virksomhed eller afdeling: {one.departments}")
        yield from _body(one, 3)


def _body(proposal: Proposal, level: int) -> Iterator[Block]:
    for section in proposal.sections:
        yield from _section(section, level)
    for table in (*proposal.sub_tables, proposal.table):
        if table:
            yield _table(table)


def _section(section: Section, level: int) -> Iterator[Block]:
    """A heading below the first level runs into its text, so that no heading outranks the proposal."""
    texts = [one for one in section.text.split("\n") if one]
    if section.heading and texts and level > 2:
        texts[0] = f"{section.heading}: {texts[0]}"
    elif section.heading and texts:
        yield Heading(section.heading, level)
    yield from (Text(one) for one in texts)


def _table(table: Table) -> Grid:
    """A table as it stands: money in mio. kr. where it was printed so, else as printed with its unit."""
    in_mio = table.unit == "mio. kr."
    step = step_of(*(cell.amount for row in table.rows for cell in row.cells))
    headings = ("Række", *(one.printed or period_words(one.key) for one in table.columns))
    rows = []
    for row in table.rows:
        by_column = {one.column: one for one in row.cells}
        found = [by_column.get(one.key) for one in table.columns]
        shown = [
            (mio(one.amount, step) if in_mio and one.amount is not None else one.printed) if one else ""
            for one in found
        ]  # fmt: skip
        rows.append((row.label, *shown))
    sums = frozenset(at for at, one in enumerate(table.rows) if one.kind in ("total", "subtotal", "group"))
    return Grid(_caption(table), headings, tuple(rows), 1, sums)


def _caption(table: Table) -> str:
    """What the table is, with its unit and price level where the printed caption does not tell them."""
    caption = table.caption or table.name or "Tabel"
    told: list[str] = [] if unit_in(caption) else [table.unit or "enhed ikke oplyst"]
    if table.unit.endswith("kr.") and not price_level_in(caption):
        told.append(level_words(table.price_level))
    return f"{caption} ({', '.join(told)})" if told else caption
