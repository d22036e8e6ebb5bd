"""A catalogue from its lines: overview and themes first, then each proposal on its pages, then what else is printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tvaers.engine.budget.catalogue import Catalogue, Doubt, Entry, Proposal, Section, Table, TextAmount, Theme
from tvaers.engine.budget.reading.amounts import text_amounts
from tvaers.engine.budget.reading.chapters import Chapter, chapters_of, misnumbered
from tvaers.engine.budget.reading.doubles import doubled_lines, lettered_figures
from tvaers.engine.budget.reading.front import front, front_of
from tvaers.engine.budget.reading.growth import GrowthTable, growth_tables
from tvaers.engine.budget.reading.lines import Line, lines_of
from tvaers.engine.budget.reading.proposals import Read, entry, links, read_proposal, spans
from tvaers.engine.budget.reading.tables import tables_in
from tvaers.engine.budget.reading.texts import parted, sections

EXTERNAL = re.compile(
    r"finansier\w*\s+af\s+(?:de\s+)?(?:ekstraordinære|øremærkede|særskilte|eksterne)|ikke\s+(?:er\s+)?indregnet\s+i\s+totalen",
    re.IGNORECASE,
)
BUDGET_YEAR = re.compile(r"\b(?:budget|budgetkatalog|budgetlægningen for|budgetforslag)\s+(20\d\d)\b", re.IGNORECASE)
REGION = re.compile(r"\bRegion [A-ZÆØÅ][a-zæøå]{3,}\b")
TITLE = re.compile(r"^(?:budgetkatalog|budgetmateriale|katalog over)\b.*$", re.IGNORECASE)


def read_catalogue(source: Path | bytes, name: str = "") -> Catalogue:
    """The catalogue in a file (TXT, DOCX or PDF), or in bytes with the file's name. Problem when it cannot be read."""
    found = front(source, name or "Filen") if isinstance(source, bytes) else front_of(source)
    catalogue = read_lines(found.lines)
    return replace(catalogue, doubts=(*found.doubts, *catalogue.doubts))


def read_text(text: str) -> Catalogue:
    """The catalogue in a text; any text gives one, and lines that no piece took in are its `unread`."""
    return read_lines(lines_of(text))


def read_lines(lines: Sequence[Line]) -> Catalogue:
    """The catalogue in lines, as a front makes them."""
    catalogue = _assembled(lines)
    return replace(catalogue, doubts=(*catalogue.doubts, *doubled_lines(lines, catalogue), *lettered_figures(lines)))


def _assembled(lines: Sequence[Line]) -> Catalogue:
    tables = growth_tables(lines)
    overview = next((one for one in tables if one.is_overview), None)
    chapters = chapters_of(lines, tables)
    reads = [read_proposal(lines, span, chapter) for chapter in chapters for span in spans(chapter)]
    proposals = tuple(one.proposal for one in reads)
    rest = _rest(lines, tables, chapters)
    year = _year(lines, proposals)
    region = _most(found[0] for line in lines for found in REGION.finditer(line.text)) or ""
    return Catalogue(
        title=_title(lines, year, region),
        region=region,
        year=year,
        periods=_periods(proposals),
        price_level=_most(one.price_level for one in proposals if one.price_level) or "",
        themes=tuple(_theme(lines, one) for one in chapters),
        proposals=proposals,
        overview=tuple(_entries(overview, chapters)) if overview else (),
        overview_totals=tuple(_totals(overview)) if overview else (),
        tables=rest.tables,
        amounts=rest.amounts,
        sections=rest.sections,
        doubts=(*misnumbered(lines, chapters, tables), *(doubt for one in reads for doubt in one.doubts), *rest.doubts),
        unread=tuple(_numbered(one) for one in sorted([*rest.unread, *_unread(reads)], key=lambda one: one.number)),
        lines=len(lines),
    )


def _most(values: Iterable[str]) -> str | None:
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else None


def _year(lines: Sequence[Line], proposals: Sequence[Proposal]) -> int | None:
    named = _most(found[1] for line in lines for found in BUDGET_YEAR.finditer(line.text))
    heads = _most(one.table.columns[0].key for one in proposals if one.table)
    found = next((one for one in (heads, named) if one and one.isdigit()), None)
    return int(found) if found else None


def _title(lines: Sequence[Line], year: int | None, region: str) -> str:
    printed = next((one.text for one in lines[:40] if TITLE.match(one.text) and len(one.text) < 100), "")
    return printed or " ".join(one for one in ("Budgetkatalog", str(year or ""), region) if one)


def _periods(proposals: Sequence[Proposal]) -> tuple[str, ...]:
    counted = Counter(tuple(column.key for column in one.table.columns) for one in proposals if one.table)
    return counted.most_common(1)[0][0] if counted else ()


def _theme(lines: Sequence[Line], chapter: Chapter) -> Theme:
    known = links(chapter)
    rows = chapter.table.rows if chapter.table else []
    first = min((one.first for one in chapter.headings), default=chapter.end)
    text = " ".join(one.text for one in lines[chapter.first : first])
    total = next((entry(one, chapter.number, "") for one in rows if one.is_total), None)
    return Theme(
        number=chapter.number,
        title=chapter.title,
        place=lines[min(chapter.first, len(lines) - 1)].place,
        is_externally_financed=bool(EXTERNAL.search(text)),
        printed_number=chapter.table.number if chapter.table else "",
        entries=tuple(entry(one, chapter.number, known.get(at, "")) for at, one in enumerate(rows) if not one.is_total),
        total=total,
    )


def _entries(overview: GrowthTable, chapters: Sequence[Chapter]) -> Iterable[Entry]:
    for chapter in chapters:
        for span in spans(chapter):
            if span.row:
                yield entry(span.row, chapter.number, span.key)


def _totals(overview: GrowthTable) -> Iterable[Entry]:
    for row in overview.rows:
        if row.number or row.is_total:
            yield entry(row, row.number, "")


@dataclass(frozen=True)
class _Rest:
    """What stands outside the proposals: tables, text, amounts, doubts and unread lines."""

    tables: tuple[Table, ...]
    sections: tuple[Section, ...]
    amounts: tuple[TextAmount, ...]
    doubts: tuple[Doubt, ...]
    unread: tuple[Line, ...]


def _rest(lines: Sequence[Line], tables: Sequence[GrowthTable], chapters: Sequence[Chapter]) -> _Rest:
    inside = {at for one in tables for at in range(one.first, one.last + 1)}
    for chapter in chapters:
        for span in spans(chapter):
            inside.update(range(span.heading.first, span.end) if span.heading else ())
    found = [tables_in(lines, first, end) for first, end in _stretches(len(lines), inside)]
    taken = inside.union(*(one.taken for one in found))
    left = [one for at, one in enumerate(lines) if at not in taken and not one.is_furniture]
    text, unread = parted(left)
    return _Rest(
        tables=tuple(table for one in found for table in one.all()),
        sections=sections(text, has_chapters=True),
        amounts=text_amounts(text),
        doubts=tuple(doubt for one in found for doubt in one.doubts),
        unread=tuple(unread),
    )


def _stretches(count: int, inside: set[int]) -> Iterable[tuple[int, int]]:
    """The runs of lines that are not inside anything."""
    start = None
    for at in range(count + 1):
        is_out = at < count and at not in inside
        if is_out and start is None:
            start = at
        elif not is_out and start is not None:
            yield start, at
            start = None


def _unread(reads: Sequence[Read]) -> Iterable[Line]:
    for one in reads:
        yield from one.unread


def _numbered(line: Line) -> str:
    """An unread line as a person finds it again."""
    page = f"side {line.page}, " if line.page else ""
    return f"{page}linje {line.number}: {line.text}"
