"""What `tvaers budget read` tells a person: themes with their proposals as printed, and what to look at."""

from __future__ import annotations

from collections.abc import Iterator

from tvaers.engine.budget.catalogue import PERMANENT, Catalogue, Entry, Proposal


def say_catalogue(catalogue: Catalogue) -> None:
    """The catalogue as lines on stdout."""
    for line in (*_head(catalogue), *_themes(catalogue), *_rest(catalogue), *_doubts(catalogue)):
        print(line)


def _head(catalogue: Catalogue) -> Iterator[str]:
    yield catalogue.title
    level = catalogue.price_level or "ikke oplyst"
    yield f"Pris- og lønniveau: {level}. Perioder: {', '.join(map(_period, catalogue.periods)) or 'ikke oplyst'}."
    counts = len(catalogue.themes), len(catalogue.proposals), len(catalogue.tables)
    yield f"{counts[0]} temaer, {counts[1]} budgetbrikker, {counts[2]} øvrige tabeller."


def _themes(catalogue: Catalogue) -> Iterator[str]:
    for theme in catalogue.themes:
        total = next((one for one in catalogue.overview_totals if one.theme == theme.number), theme.total)
        outside = " (finansieres uden for rammen)" if theme.is_externally_financed else ""
        yield ""
        yield f"{theme.number} {theme.title}{outside}: {_amounts(total)}"
        for one in catalogue.proposals:
            if one.theme == theme.number:
                yield f"  {one.key} {'(!) ' if one.is_unavoidable else ''}{one.title}: {_total(one)}"
    for total in catalogue.overview_totals:
        if not total.theme:
            yield ""
            yield f"{total.title}: {_amounts(total)}"


def _period(key: str) -> str:
    return "permanent" if key == PERMANENT else key


def _amounts(entry: Entry | None) -> str:
    cells = (entry.growth, entry.saving) if entry else ()
    return ", ".join(one.printed for one in cells if one) or "uden beløb"


def _total(proposal: Proposal) -> str:
    row = proposal.table.total if proposal.table else None
    if row is None or proposal.table is None:
        return "ingen tabel"
    return ", ".join(f"{_period(one.column)} {one.printed or 'tom'}" for one in row.cells)


def _rest(catalogue: Catalogue) -> Iterator[str]:
    yield ""
    for table in catalogue.tables:
        yield f"Tabel: {table.caption or table.name or 'uden overskrift'} ({len(table.rows)} rækker)"
    if catalogue.unread:
        yield f"{len(catalogue.unread)} linjer er ikke læst som tekst eller tabel. Se dem med --json under unread."


def _doubts(catalogue: Catalogue) -> Iterator[str]:
    count = len(catalogue.doubts)
    yield f"Se på {count} ting:" if count else "Intet at se på."
    for doubt in catalogue.doubts:
        page = f"side {doubt.place.page}, " if doubt.place.page else ""
        yield f"- {doubt.text} ({page}linje {doubt.place.line})"
        for choice in doubt.choices:
            yield f"    {choice}"
