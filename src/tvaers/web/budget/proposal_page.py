"""Én budgetbrik: what, why, for whom, what does it cost, and what happens if it is not funded?"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tvaers.engine.budget import catalogue as shapes
from tvaers.engine.budget import process_queries, queries
from tvaers.engine.budget.wording import mio_kr, period_words
from tvaers.kernel.action import may
from tvaers.kernel.errors import NotFound
from tvaers.web.budget import frame, proposal_parts, table_parts
from tvaers.web.design.parts import Figure
from tvaers.web.problems import shows_problems


@login_not_required
@require_safe
@shows_problems
def proposal(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Budgetbrikken på ét øjeblik."""
    user: Any = request.user
    version = queries.version(user, pk)
    read, kept = queries.read(user, version), queries.proposal(user, version, key)
    found = read.proposal(key)
    if found is None:
        raise NotFound(what=f"Kataloget har ingen budgetbrik {key}.")
    theme = next((one for one in read.themes if one.number == found.theme), None)
    context = {
        **frame.of_version(user, version, "budget:catalogue", f"{key} {found.title}"), "proposal": found, "kept": kept,
        "theme": theme, "figures": [Figure(label=period_words(one), value=mio_kr(found.total(one)))
                                    for one in read.periods],
        "table": table_parts.table_of(found.table) if found.table else None,
        "more": [table_parts.table_of(one) for one in found.sub_tables],
        **_around(read, key), **_said(user, version, kept, read),
    }  # fmt: skip
    return render(request, "budget/proposal.html", context)


def _around(read: shapes.Catalogue, key: str) -> dict[str, str]:
    """The keys of the proposals before and after; "" at the ends."""
    keys = [one.key for one in read.proposals]
    place = keys.index(key)
    return {"previous": keys[place - 1] if place else "", "following": keys[place + 1] if place + 1 < len(keys) else ""}


def _said(user: Any, version: queries.Version, kept: queries.Proposal, read: shapes.Catalogue) -> dict[str, Any]:
    """What is said beside the print: facts, links, questions, and who may add to them."""
    titles = {one.key: one.title for one in read.proposals}
    links = [one for one in queries.links(user, version) if kept.key in (one.first, one.second)]
    return {
        "facts": proposal_parts.facts(kept), "links": [proposal_parts.joined(one, kept.key, titles) for one in links],
        "questions": process_queries.questions(user, version.catalogue, kept.key),
        "describes": frame.writes(user, version),
        "asks": version.published_at is not None and may(user, "budget.ask", version.catalogue),
        "answers": may(user, "budget.answer", version.catalogue),
    }  # fmt: skip
