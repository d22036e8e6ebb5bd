"""A budget catalogue as text in the customary layout: overview, themes, proposals on pages of their own, appendices.

What is written is read again as the same catalogue, but for places and lines that no piece took in. Printed strings are
written as they stand, right or wrong, so a check finds the same before and after. Form feeds part the pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tvaers.engine.budget.catalogue import Catalogue, Entry, Place, Proposal, Section, Table, Theme
from tvaers.engine.budget.reading.period_tables import PROPOSAL_TOTAL
from tvaers.engine.budget.reading.texts import BULLET
from tvaers.engine.budget.reading.wording import CAPTION, SECTION, unit_in
from tvaers.exports.budget_text_growth import growth_rows, overview_head, theme_head
from tvaers.exports.budget_text_prose import prose
from tvaers.exports.budget_text_tables import table_lines

PAGE = "\f"
BREAK = re.compile(f"{SECTION.pattern}|{BULLET.pattern}", re.IGNORECASE)
EXTERNAL = "Forslagene i temaet er finansieret af øremærkede midler."
"""Says that a theme is paid from elsewhere, where the text that says so is left out."""


@dataclass(frozen=True)
class _Piece:
    """Some lines with the place that orders them; `rank` orders pieces of one place."""

    place: Place
    rank: int
    lines: tuple[str, ...]

    @property
    def order(self) -> tuple[int, int]:
        return self.place.line, self.rank


def catalogue_text(catalogue: Catalogue, *, sections: bool = True) -> str:
    """The catalogue as text; without `sections` the figures, titles and departments only."""
    pieces = [*_rest(catalogue, sections), *_themes(catalogue, sections)]
    ordered = sorted(pieces, key=lambda one: one.order)
    lines = _titled(catalogue, [line for one in ordered for line in one.lines], sections)
    return "\n".join(lines).lstrip(PAGE) + "\n"


def _titled(catalogue: Catalogue, lines: list[str], sections: bool) -> list[str]:
    """The lines under the catalogue's title and region, where no section says them and they are not told anyway."""
    derived = " ".join(one for one in ("Budgetkatalog", str(catalogue.year or ""), catalogue.region) if one)
    is_told = catalogue.title in (line.lstrip(PAGE) for line in lines[:40])
    head = [] if is_told or (sections and catalogue.title == derived) else [catalogue.title]
    shown = " ".join([*head, *lines])
    named = [catalogue.region] if catalogue.region and catalogue.region not in shown else []
    return [*head, *named, *lines]


def _rest(catalogue: Catalogue, sections: bool) -> Iterator[_Piece]:
    """What stands outside the themes: text, tables, the overview."""
    for section in catalogue.sections if sections else _parts(catalogue):
        yield _Piece(section.place, 0, tuple(_chapter(section)))
    for table in catalogue.tables:
        yield _Piece(table.place, 2, tuple(_paged(table_lines(table, sections))))
    if catalogue.overview_totals:
        first = catalogue.overview_totals[0].place
        rows = growth_rows(_in_overview(catalogue), _flagged(catalogue), two=True)
        yield _Piece(first, 1, (*_paged(overview_head(catalogue, sections)), *rows))


def _parts(catalogue: Catalogue) -> list[Section]:
    """The headings of the catalogue's parts without their text; they tell where the last theme ends."""
    last = max((one.place.line for one in catalogue.themes), default=0)
    return [Section(one.heading, "", one.place) for one in catalogue.sections if one.heading and one.place.line > last]


def _chapter(section: Section) -> Iterator[str]:
    """A section outside the proposals; its heading opens a page unless it is one of the customary ones."""
    is_customary = bool(SECTION.match(section.heading))
    if section.heading:
        yield f"{section.heading}:" if is_customary else f"{PAGE}{section.heading}"
    yield from prose([section])[0]


def _in_overview(catalogue: Catalogue) -> list[Entry]:
    """The rows of the overview in order: each theme's total before its proposals, the whole last."""
    themes = [one for one in catalogue.overview_totals if one.theme]
    rows = [
        row for total in themes for row in (total, *(one for one in catalogue.overview if one.theme == total.theme))
    ]
    return rows + [one for one in catalogue.overview_totals if not one.theme]


def _flagged(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(one.key for one in catalogue.proposals if one.is_unavoidable)


def _themes(catalogue: Catalogue, sections: bool) -> Iterator[_Piece]:
    numbered = {one.heading.split(" ")[0] for one in catalogue.sections} if sections else set()
    pages = {one.key for one in catalogue.proposals if _has_page(catalogue, one)}
    for theme in catalogue.themes:
        if theme.title and theme.number not in numbered:
            yield _Piece(theme.place, 0, (f"{PAGE}{theme.number} {theme.title}",))
        own = [one for one in (*theme.entries, theme.total) if one]
        if own:
            yield _Piece(max(own[0].place, theme.place), 1, tuple(_theme(catalogue, theme, own, sections)))
    for proposal in catalogue.proposals:
        if proposal.key in pages:
            yield _Piece(proposal.place, 3, tuple(proposal_lines(proposal, sections)))


def _theme(catalogue: Catalogue, theme: Theme, rows: Sequence[Entry], sections: bool) -> Iterator[str]:
    two = not any(one.growth and one.growth.amount and one.growth.amount.high < 0 for one in rows)
    yield theme_head(theme, two)
    yield from growth_rows(rows, _flagged(catalogue), two)
    if theme.is_externally_financed and not sections:
        yield EXTERNAL


def _has_page(catalogue: Catalogue, proposal: Proposal) -> bool:
    """Whether a proposal has a page of its own and is no bare row of the overview."""
    rows = {one.place for one in catalogue.overview if one.proposal == proposal.key}
    return bool(proposal.table or proposal.sections or proposal.departments is not None) or proposal.place not in rows


def proposal_lines(proposal: Proposal, sections: bool = True) -> Iterator[str]:
    """A proposal on its page: heading, department, text, tables, its own economy last where its caption tells it."""
    flag = "(!) " if proposal.is_unavoidable else ""
    yield f"{PAGE}{flag}{proposal.title}"
    if proposal.departments is not None:
        yield f"Virksomhed/Afdeling: {proposal.departments}"
    for piece in sorted(_body(proposal, sections), key=lambda one: one.order):
        yield from piece.lines


def _body(proposal: Proposal, sections: bool) -> Iterator[_Piece]:
    """Text and tables in the order printed; the table of its own economy stands where the reader looks for it."""
    kept = proposal.sections if sections else ()
    tables = _in_order(proposal)
    blocks = prose(kept, [one.around for one in proposal.amounts])
    for table in (one for one in tables if _is_bare_count(one)):
        blocks = _under_its_words(blocks, table)
    starts = [one.place for one in kept] or [proposal.place]
    yield from (_Piece(place, 0, tuple(lines)) for place, lines in zip(starts, blocks, strict=False))
    last = proposal.place
    for table in (one for one in tables if not _is_bare_count(one)):
        lines = table_lines(table, sections)
        last = max(last, table.place)
        yield _Piece(last, 1, tuple(lines if CAPTION.match(table.caption) else _paged(lines)))


def _is_bare_count(table: Table) -> bool:
    """Whether only the line above a table tells that its figures are counts or shares."""
    is_named = any(one.kind == "other" for one in table.columns)
    return is_named and not table.caption and table.unit in ("antal", "pct.")


def _under_its_words(blocks: list[list[str]], table: Table) -> list[list[str]]:
    """The text with a table right under the first paragraph whose end names its unit, else last under its unit."""
    for number, text in enumerate(blocks):
        ends = [at for at in range(1, len(text) + 1) if at == len(text) or not text[at] or BREAK.match(text[at])]
        for at in ends:
            last = " ".join(one for one in text[max(0, at - 2) : at] if one)
            if unit_in(last) == table.unit:
                whole = [*text[: max(0, at - 2)], last, *table_lines(table), *text[at:]]
                return [*blocks[:number], whole, *blocks[number + 1 :]]
    return [*blocks[:-1], [*(blocks[-1] if blocks else []), table.unit.capitalize(), *table_lines(table)]]


def _in_order(proposal: Proposal) -> list[Table]:
    table = proposal.table
    if table is None:
        return list(proposal.sub_tables)
    total = table.total
    is_told = bool(CAPTION.match(table.caption) or (total and PROPOSAL_TOTAL.search(total.label)))
    return [*proposal.sub_tables, table] if is_told else [table, *proposal.sub_tables]


def _paged(lines: Sequence[str]) -> list[str]:
    """The lines on a page of their own, so that nothing above is taken for theirs."""
    return [PAGE + lines[0], *lines[1:]] if lines else []
