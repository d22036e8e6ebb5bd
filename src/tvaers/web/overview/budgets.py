"""What waits in budgets: for the budget office, for a group that composes, and for a unit that proposes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tvaers.engine.budget import process_queries, queries, round_queries
from tvaers.kernel.action import may
from tvaers.web.links import to

Waiting = tuple[int, tuple[str, str], str]
"""How many, the words for one and for more, and where."""


def office(user: Any) -> Iterator[Waiting]:
    """Findings of a draft, questions without an answer, and proposals that units have sent in."""
    home, kept = to("budget:home"), [one for one in queries.catalogues(user) if may(user, "budget.set_unit_frame", one)]
    drafts = [one for each in kept for one in queries.versions(user, each).filter(state="draft")]
    findings = sum(queries.findings(user, one).filter(state="open").exclude(kind="rounding").count() for one in drafts)
    page = to("budget:findings", drafts[0].pk) if len(drafts) == 1 else home
    yield findings, ("fund i et budgetkatalog er åbent", "fund i budgetkataloger er åbne"), page
    asked = sum(process_queries.questions(user, one).filter(answered_at=None).count() for one in kept)
    yield asked, ("spørgsmål til en budgetbrik venter på svar", "spørgsmål til budgetbrikker venter på svar"), home
    sent = sum(process_queries.drafts(user, one).filter(state="submitted").count() for one in kept)
    yield sent, ("forslag fra en enhed venter", "forslag fra enheder venter"), home


def group(user: Any) -> Iterator[Waiting]:
    """The rounds that are open for the user's groups."""
    parties = set(round_queries.my_groups(user).values_list("party", flat=True))
    found = [
        one for each in queries.catalogues(user) if each.party in parties
        for version in queries.versions(user, each) for one in round_queries.rounds(user, version)
        if one.closed_at is None
    ]  # fmt: skip
    page = to("budget:round", found[0].pk) if len(found) == 1 else to("budget:home")
    yield len(found), ("budgetrunde er åben", "budgetrunder er åbne"), page


def unit(user: Any) -> Iterator[Waiting]:
    """The proposals that the user's units are writing."""
    found = [one for each in queries.open_catalogues(user) for one in process_queries.drafts(user, each)]
    writing = sum(one.state == "writing" for one in found)
    yield writing, ("forslag til budgettet er ikke sendt", "forslag til budgettet er ikke sendt"), to("budget:home")
