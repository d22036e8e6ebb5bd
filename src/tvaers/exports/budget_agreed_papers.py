"""The papers after a negotiation: the annex to the agreement, and a letter to each unit about what it gets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from tvaers.engine.budget.catalogue import Catalogue
from tvaers.engine.budget.process_queries import AgreedLine, Agreement, Allocation, Progress
from tvaers.engine.budget.wording import mio, mio_kr, period_words
from tvaers.exports.budget_paper import Block, Grid, Heading, Paper, Text
from tvaers.exports.budget_papers import facts_of, level_words, stamp_of, stem_of


def agreement_paper(agreement: Agreement, catalogue: Catalogue, lines: Iterable[AgreedLine]) -> Paper:
    """The annex: who signed and when, and each agreed amount in each period. Parts of the frame stand apart."""
    version = agreement.catalogue_version
    kept = list(lines)
    facts = (*facts_of(version, catalogue), _signed(agreement), ("Underskrevet af", ", ".join(agreement.signed_by)))
    level = level_words(catalogue.price_level)
    blocks: list[Block] = []
    for is_administrative, title in ((False, "Aftalte forslag"), (True, "Administrative omprioriteringer")):
        own = [one for one in kept if one.is_administrative == is_administrative]
        if own:
            blocks += [Heading(title), _grid(f"{title} i mio. kr., {level}", own, catalogue.periods)]
    if any(one.is_pool for one in kept):
        blocks.append(Text("En pulje bliver først udmøntet, når en politisk sag har besluttet hvordan."))
    if not kept:
        blocks.append(Text("Aftalen har ingen beløb."))
    title = f"Bilag til aftalen om {catalogue.title}"
    return Paper(stem_of("aftale", version), title, facts, tuple(blocks), stamp_of(version))


def _grid(caption: str, lines: Sequence[AgreedLine], periods: Sequence[str]) -> Grid:
    rows = [(one.key, _title(one), *(mio(one.amounts.get(period)) for period in periods)) for one in lines]
    sums = tuple(mio(_sum([one.amounts[period] for one in lines if period in one.amounts])) for period in periods)
    headings = ("Nr.", "Forslag", *(period_words(one) for one in periods))
    return Grid(caption, headings, (*rows, ("", "I alt", *sums)), 2, frozenset({len(rows)}))


def _signed(agreement: Agreement) -> tuple[str, str]:
    return "Indgået", f"{agreement.signed_on:%d-%m-%Y}"


def _title(line: AgreedLine) -> str:
    return f"{line.title} (pulje)" if line.is_pool else line.title


def _sum(amounts: Sequence[int]) -> int | None:
    """None where no line states an amount; empty is not zero."""
    return sum(amounts) if amounts else None


def letters_paper(
    agreement: Agreement, catalogue: Catalogue, progress: Iterable[Progress], name: Callable[[str], str]
) -> Paper:
    """A letter per unit, each on pages of its own. `name` gives a unit's name from its key."""
    version = agreement.catalogue_version
    ordered = sorted((one.allocation for one in progress), key=lambda one: (one.unit, one.line.key, one.quarter))
    blocks: list[Block] = []
    for unit, own in groupby(ordered, key=lambda one: str(one.unit)):
        blocks += _letter(name(unit), list(own), catalogue, new_page=bool(blocks))
    if not blocks:
        blocks.append(Text("Der er ikke udmøntet penge, som du må se."))
    title = f"Udmøntning af aftalen om {catalogue.title}"
    facts = (*facts_of(version, catalogue), _signed(agreement))
    return Paper(stem_of("udmoentning", version), title, facts, tuple(blocks), stamp_of(version))


def _letter(unit: str, own: Sequence[Allocation], catalogue: Catalogue, *, new_page: bool) -> list[Block]:
    """What a unit gets or must save, line by line, and who answers for it."""
    whole = sum(one.amount for one in own)
    verb = "skal spare" if whole < 0 else "får"
    lead = f"{unit} {verb} {mio_kr(abs(whole))} i {catalogue.year}. Beløbene er fordelt på konto og kvartal."
    rows = [
        (one.line.key, one.line.title, one.account, f"{one.quarter}. kvartal", one.director or one.line.owner,
         mio(one.amount))
        for one in own
    ]  # fmt: skip
    caption = f"Udmøntning til {unit} i mio. kr., {level_words(catalogue.price_level)}"
    headings = ("Nr.", "Forslag", "Konto", "Kvartal", "Ansvarlig", "Beløb")
    table = Grid(caption, headings, (*rows, ("", "I alt", "", "", "", mio(whole))), 5, frozenset({len(rows)}))
    return [Heading(unit, new_page=new_page), Text(lead), table]
