"""A proposal on one page: first in smaller type, then with less of its text; what was left out is told on the page.

Tables beside its own economy go first, then the last paragraph of whichever section has most. Each section keeps its
beginning as long as that is enough.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO

from pypdf import PdfReader

from tvaers.engine.budget.catalogue import Proposal, Section
from tvaers.exports.budget_paper import Paper
from tvaers.exports.budget_pdf import write_pdf

SIZES = (10.0, 9.0)
"""Points of the type; only at the smallest is anything left out."""

Make = Callable[[Proposal, str, float], Paper]
"""Makes the paper of a proposal with a note of what was left out, at a size of type."""


def on_one_page(make: Make, proposal: Proposal) -> Paper:
    """The paper with most of the proposal that is one page; the shortest there is where none of them is."""
    for size in SIZES:
        whole = make(proposal, "", size)
        if fits(whole):
            return whole
    shorter = list(_shorter(proposal))
    papers = [make(one, left_out(proposal, one), SIZES[-1]) for one in shorter]
    return papers[min(bisect_left(papers, True, key=fits), len(papers) - 1)] if papers else whole


def fits(paper: Paper) -> bool:
    """Whether the paper is one page as a PDF."""
    return len(PdfReader(BytesIO(write_pdf(paper))).pages) == 1


def _shorter(proposal: Proposal) -> Iterator[Proposal]:
    """The proposal with ever less of it, down to the beginning of its first section and its own economy."""
    one = proposal
    while one.sub_tables:
        one = replace(one, sub_tables=one.sub_tables[:-1])
        yield one
    while any(len(_paragraphs(section)) > 1 for section in one.sections):
        longest = max(one.sections, key=lambda section: len(_paragraphs(section)))
        less = replace(longest, text="\n".join(_paragraphs(longest)[:-1]))
        one = replace(one, sections=tuple(less if section is longest else section for section in one.sections))
        yield one
    while len(one.sections) > 1:
        one = replace(one, sections=one.sections[:-1])
        yield one


def _paragraphs(section: Section) -> list[str]:
    return [one for one in section.text.split("\n") if one]


def left_out(whole: Proposal, kept: Proposal) -> str:
    """What is in `whole` and not in `kept`, as a sentence to readers."""
    tables = [one.caption or one.name or "Tabel" for one in whole.sub_tables[len(kept.sub_tables) :]]
    told = [f"tabellen »{one}«" for one in tables] if len(tables) < 3 else [f"{len(tables)} tabeller"]
    for at, section in enumerate(whole.sections):
        held = _paragraphs(kept.sections[at]) if at < len(kept.sections) else []
        gone = len(_paragraphs(section)) - len(held)
        if gone:
            told.append(f"{gone} afsnit under »{section.heading}«" if section.heading else f"{gone} afsnit af teksten")
    return f"Udeladt, så der kun er én side: {', '.join(told)}. Det hele står i kataloget."
