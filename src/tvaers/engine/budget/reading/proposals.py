"""A proposal from its heading to its last line: tables, sections of text, flags and the other forms of its title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tvaers.engine.budget.catalogue import Cell, Doubt, Entry, Place, Proposal
from tvaers.engine.budget.reading.amounts import text_amounts
from tvaers.engine.budget.reading.chapters import Chapter, Heading
from tvaers.engine.budget.reading.figures import FACTORS
from tvaers.engine.budget.reading.growth import GrowthRow
from tvaers.engine.budget.reading.lines import Line
from tvaers.engine.budget.reading.period_tables import Found
from tvaers.engine.budget.reading.tables import tables_in
from tvaers.engine.budget.reading.texts import parted, sections
from tvaers.engine.budget.reading.wording import is_flagged, without_flag


@dataclass(frozen=True)
class Span:
    """A proposal as found: its key, its row in the overview, its heading, and the lines `[first, end)`."""

    key: str
    theme: str
    row: GrowthRow | None
    heading: Heading | None
    end: int


@dataclass(frozen=True)
class Read:
    """A proposal as read, what is doubtful, and the lines in it that nothing took in."""

    proposal: Proposal
    doubts: tuple[Doubt, ...]
    unread: tuple[Line, ...] = ()


def spans(chapter: Chapter) -> list[Span]:
    """The proposals of a theme in the order of the overview; headings that no row names come last."""
    pairs = chapter.pairs
    found = [
        Span(_key(chapter, at), chapter.number, row, *_lines(chapter, pairs.get(at)))
        for at, row in enumerate(chapter.rows)
    ]
    unnamed = [at for at in range(len(chapter.headings)) if at not in pairs.values()]
    found += [
        Span(_key(chapter, len(chapter.rows) + number), chapter.number, None, *_lines(chapter, at))
        for number, at in enumerate(unnamed)
    ]
    return found


def _key(chapter: Chapter, at: int) -> str:
    return f"{chapter.number}-{at + 1:02d}"


def _lines(chapter: Chapter, at: int | None) -> tuple[Heading | None, int]:
    if at is None:
        return None, 0
    heading = chapter.headings[at]
    return heading, min((one.first for one in chapter.headings if one.first > heading.first), default=chapter.end)


def read_proposal(lines: Sequence[Line], span: Span, chapter: Chapter) -> Read:
    """The proposal that a span holds. A row of the overview without a page of its own is a proposal without a table."""
    if span.heading is None:
        return _without_page(span)
    stated = span.row.growth or span.row.saving if span.row else None
    tables = tables_in(lines, span.heading.body, span.end, stated.amount if stated else None)
    found = tables.found
    own = _own_table(found)
    left = [lines[at] for at in range(span.heading.body, span.end) if at not in tables.taken]
    text, unread = parted([one for one in left if not one.is_furniture])
    place = lines[span.heading.first].place
    proposal = Proposal(
        key=span.key,
        theme=span.theme,
        title=without_flag(span.heading.title),
        place=place,
        aliases=_aliases(span, chapter),
        departments=span.heading.departments,
        is_unavoidable=_is_unavoidable(span, chapter),
        table=replace(own.table, kind="proposal") if own else None,
        sub_tables=tuple(one.table for one in found if one is not own),
        sections=sections(text),
        amounts=text_amounts(text, span.key),
    )
    return Read(proposal, tuple(_doubts(span, chapter, own, place, found)), tuple(unread))


def _own_table(found: Sequence[Found]) -> Found | None:
    """The table of the proposal's own economy: the last that says so, else the first of money with years and a sum."""
    named = [one for one in found if one.is_of_proposal]
    years = [one for one in found if sum(column.kind == "period" for column in one.table.columns) > 1]
    summed = [one for one in years if one.table.total and one.table.unit in FACTORS]
    return next(iter([*reversed(named), *summed, *years]), None)


def _without_page(span: Span) -> Read:
    assert span.row is not None
    row = span.row
    text = (
        f"“{row.title}” står i oversigten, men ingen side har den som overskrift. Find siden, eller bekræft, at den "
        "mangler."
    )
    proposal = Proposal(span.key, span.theme, row.title, row.place, is_unavoidable=row.is_flagged)
    return Read(proposal, (Doubt("proposal-without-page", text, row.place),))


def _doubts(span: Span, chapter: Chapter, own: Found | None, place: Place, found: Sequence[Found]) -> list[Doubt]:
    doubts = [doubt for one in found for doubt in one.doubts]
    title = without_flag(span.heading.title) if span.heading else ""
    if span.row is None and chapter.rows:
        text = f"“{title}” har en side, men ingen række i oversigten ligner den. Vælg, hvilken række den hører til."
        doubts.append(Doubt("proposal-without-row", text, place))
    if own is None:
        text = f"“{title}” har ingen tabel over den økonomiske konsekvens. Se efter, om tabellen er faldet ud."
        doubts.append(Doubt("proposal-without-table", text, place))
    return doubts


def _own_rows(span: Span, chapter: Chapter) -> list[GrowthRow]:
    """The rows of the theme's own table that are about the proposal, found by content."""
    if not chapter.table or not span.row:
        return []
    own = links(chapter)
    return [row for at, row in enumerate(chapter.table.rows) if own.get(at) == span.key]


def links(chapter: Chapter) -> dict[int, str]:
    """Index of a row of the theme's own table → key of the proposal."""
    return {at: _key(chapter, to) for at, to in chapter.links.items()}


def _aliases(span: Span, chapter: Chapter) -> tuple[str, ...]:
    title = without_flag(span.heading.title) if span.heading else ""
    others = [span.row.title] if span.row else []
    others += [one.title for one in _own_rows(span, chapter)]
    return tuple(dict.fromkeys(one for one in others if one != title))


def _is_unavoidable(span: Span, chapter: Chapter) -> bool:
    """Whether the mark of the unavoidable stands on the heading or in either overview."""
    on_page = bool(span.heading and is_flagged(span.heading.title))
    return on_page or bool(span.row and span.row.is_flagged) or any(one.is_flagged for one in _own_rows(span, chapter))


def entry(row: GrowthRow, theme: str, key: str) -> Entry:
    """A row of an overview as the catalogue keeps it."""
    growth: Cell | None = row.growth
    return Entry(key, theme, row.title, growth, row.saving, row.place)
