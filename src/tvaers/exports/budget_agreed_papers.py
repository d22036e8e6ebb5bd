"""The papers after a negotiation: the annex to the agreement, and a letter to each unit about what it gets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from tvaers.engine.budget.catalogue import Catalogue
from tvaers.engine.budget.process_queries import AgreedLine, Agreement, Progress
from tvaers.engine.budget.wording import mio, mio_kr, period_words
from tvaers.exports.budget_paper import Block, Grid, Heading, Paper, Text
from tvaers.exports.budget_papers import facts_of, level_words, stamp_of, stem_of


def agreement_paper(agreement: Agreement, catalogue: Catalogue, lines: Iterable[AgreedLine]) -> Paper:
    """The annex: who signed and when, and each agreed amount in each period. Parts of the frame stand apart."""
    version = agreement.catalogue_version
    kept = list(lines)
    facts = (
        *facts_of(version, catalogue), ("Indgået", f"{agreement.signed_on:%d-%m-%Y}"),
        ("Underskrevet af", ", ".join(agreement.signed_by)),
    )  # fmt: skip
    level = level_words(catalogue.price_level)
    blocks: list[Block] = []
    for is_administrative, title in ((False, "Aftalte forslag"), (True, "Administrative omprioriteringer")):
        own = [one for one in kept if one.is_administrative == is_administrative]
        if own:
            blocks += [Heading(title), _grid(f"{title} i mio. kr., {level}", own, catalogue.periods)]
    if not kept:
        blocks.append(Text("Aftalen har ingen beløb."))
    title = f"Bilag til aftalen om {catalogue.title}"
    return Paper(stem_of("aftale", version), title, facts, tuple(blocks), stamp_of(version))


def _grid(caption: str, lines: Sequence[AgreedLine], periods: Sequence[str]) -> Grid:
    rows = [(one.key, one.title, *(mio(one.amounts.get(period)) for period in periods)) for one in lines]
    sums = tuple(mio(sum(one.amounts.get(period, 0) for one in lines)) for period in periods)
    headings = ("Nr.", "Forslag", *(period_words(one) for one in periods))
    return Grid(caption, headings, (*rows, ("", "I alt", *sums)), 2, frozenset({len(rows)}))


def letters_paper(
    agreement: Agreement, catalogue: Catalogue, progress: Iterable[Progress], name: Callable[[str], str]
) -> Paper:
    """A letter per unit, each on pages of its own. `name` gives a unit's name from its key."""
    version = agreement.catalogue_version
    ordered = sorted((one.allocation for one in progress), key=lambda one: (one.unit, one.line.key, one.quarter))
    blocks: list[Block] = []
    for unit, own in groupby(ordered, key=lambda one: str(one.unit)):
        kept = list(own)
        rows = [(one.line.key, one.line.title, one.account, f"{one.quarter}. kvartal", mio(one.amount)) for one in kept]
        whole = sum(one.amount for one in kept)
        lead = f"{name(unit)} får {mio_kr(whole)} i {catalogue.year}. Beløbene er fordelt på konto og kvartal."
        caption = f"Udmøntning til {name(unit)} i mio. kr., {level_words(catalogue.price_level)}"
        headings = ("Nr.", "Forslag", "Konto", "Kvartal", "Beløb")
        table = Grid(caption, headings, (*rows, ("", "I alt", "", "", mio(whole))), 4, frozenset({len(rows)}))
        blocks += [Heading(name(unit), new_page=bool(blocks)), Text(lead), table]
    if not blocks:
        blocks.append(Text("Der er ikke udmøntet penge, som du må se."))
    title = f"Udmøntning af aftalen om {catalogue.title}"
    return Paper(stem_of("udmoentning", version), title, facts_of(version, catalogue), tuple(blocks), stamp_of(version))
