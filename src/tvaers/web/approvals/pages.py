"""Reading editions on their way: the list, one edition, and the approval matrix as a spreadsheet."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tvaers.engine.access.policies import holds
from tvaers.engine.approvals import queries
from tvaers.engine.parties.queries import name_of
from tvaers.kernel.action import may
from tvaers.kernel.errors import NotAllowed
from tvaers.web.approvals import matrix, shown, words
from tvaers.web.approvals.frame import trail
from tvaers.web.design.parts import Status
from tvaers.web.links import to
from tvaers.web.problems import shows_problems
from tvaers.web.table_file import xlsx

LATE = {"late": Status(text="Over tiden", kind="error"), "soon": Status(text="Snart", kind="warning")}
SHORT = 6
"""The most that lacks before the list is folded."""


@shows_problems
def editions(request: HttpRequest) -> HttpResponse:
    """Udgaver på vej: what waits for whom?"""
    user: Any = request.user
    _require(user)
    chosen = matrix.EditionFilter(request.GET, auto_id="filter_%s")
    found = list(chosen.rows(queries.proposals(user)))
    query = request.GET.urlencode()
    download = reverse("approvals:matrix_file") + (f"?{query}" if query else "")
    table = matrix.listing(user, found, download)
    context = {"table": table, "filter": chosen, "trail": trail(), "may_propose": may(user, "approvals.propose")}
    return render(request, "approvals/list.html", context)


@shows_problems
def matrix_file(request: HttpRequest) -> FileResponse:
    """Who has approved what, as a spreadsheet of the same editions as the list."""
    user: Any = request.user
    _require(user)
    found = list(matrix.EditionFilter(request.GET).rows(queries.proposals(user)))
    return xlsx(matrix.matrix(user, found), "godkendelser")


@shows_problems
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """Udgave: where does it stand, what lacks, and what is changed?"""
    user: Any = request.user
    found = queries.proposal(user, pk)
    chain, stops = queries.stands(user, found), queries.stops(user, found)
    is_going = found.in_force_from is None and found.withdrawn_on is None
    context = {
        "proposal": found, "trail": trail(found), "chain": chain, "status": words.edition_status(found, chain),
        "agreement_url": to("agreements:agreement", found.package) if found.package else "",
        "responsible": name_of(found.responsible) if found.responsible else "",
        "boxes": shown.boxes(stops, chain), "steps_table": shown.as_table(stops),
        "lacking": () if found.withdrawn_on else chain.lacking, "fold": len(chain.lacking) > SHORT,
        "hearings": shown.hearings(user, stops, is_going=is_going),
        "forums": shown.forums(user, stops, is_going=is_going),
        "parties": shown.parties(user, stops, is_going=is_going),
        "wordings": [(one, words.change_status(one)) for one in queries.wordings(user, found)],
        "warned": [(one, LATE[one.sort]) for one in queries.warned(user, found)],
        "is_going": is_going, "keeps": is_going and may(user, "approvals.change", found),
    }  # fmt: skip
    return render(request, "approvals/edition.html", context)


def _require(user: Any) -> None:
    """NotAllowed for whoever may not see agreements."""
    if not holds(user, "agreements.see"):
        raise NotAllowed(what="Du har ikke adgang til aftaler.", do="Bed din administrator om en rolle.")
