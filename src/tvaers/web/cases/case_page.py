"""One case: where is it, whose move is it, what can I do, what is known, and what has happened?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tvaers.engine.cases import queries, unsealing
from tvaers.engine.cases.duties import Owed
from tvaers.engine.citizens import queries as citizens
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.kernel.case_events import ORIGIN_ANNULLED, VOIDED
from tvaers.web.cases import bases, facts, history, shown, why
from tvaers.web.cases import ways as way_on
from tvaers.web.messages.untold import fates
from tvaers.web.problems import shows_problems

ORIGINS = {
    VOIDED: "Forløbet er annulleret, fordi det, det kom af, er annulleret. Du kan stadig læse det.",
    ORIGIN_ANNULLED: "Det, forløbet kom af, er annulleret. Forløbet går videre, til I selv afslutter det. "
    "Tag stilling til, om det skal fortsætte.",
}
"""What stands at the top of a case that has lost what it came of."""


@shows_problems
def case(request: HttpRequest, number: str) -> HttpResponse:
    """Et forløb: hvor er det, hvis tur er det, og hvad er der sket?"""
    user: Any = request.user
    row = queries.case(user, number)
    folded, now = queries.as_core(row), clock.now()
    ways = queries.ways(user, row, folded)
    duties, history_rows = queries.duties(row, now), queries.deeds(row, folded.type)
    chosen = request.GET.get("vis", "")
    context = {
        "row": row, "type": folded.type, "package": folded.package, "state": folded.type.state(folded.state),
        "standing": shown.standing(folded, duties, now),
        "masked": citizens.masked_cpr(row.citizen) if row.citizen else "",
        "origin": _origin(row, history_rows), **way_on.shown(folded.type, ways, duties),
        "open": [why.duty(folded, one, now) for one in sorted(duties, key=_urgency(ways)) if one.is_open],
        "closed": [why.duty(folded, one, now) for one in duties if not one.is_open],
        **_known(folded, ways, row, now),
        "roles": [(folded.type.role(role).title, [name_of(p) for p in parties])
                  for role, parties in folded.parties.items()],
        "entries": history.entries(
            history_rows, queries.notices_of(row), folded.type, chosen, fates(user, row)),
        "filters": history.FILTERS, "chosen": chosen,
        "seals": unsealing.seals(user, row, folded),
        "links": queries.links(user, row), "documents": queries.documents(row),
    }  # fmt: skip
    return render(request, "cases/case.html", context)


def _origin(row: queries.Case, deeds: Iterable[queries.Deed]) -> str:
    """What the reader must know before anything else, when what the case came of is annulled; "" otherwise."""
    seen = {row.state, *(deed.row.event for deed in deeds)}
    return next((text for event, text in ORIGINS.items() if event in seen), "")


def _known(folded: Any, ways: tuple[queries.Way, ...], row: Any, now: Any) -> dict[str, Any]:
    """What is known of the case: derived values, what was given, records, checklists, and what each party says."""

    def url(event: str, record: str) -> str:
        return f"{reverse('cases:event', args=[row.number, event])}?nr={record}"

    return {
        "derived": facts.derived(folded, folded.look(now)),
        "groups": facts.groups(folded),
        "records": facts.records(folded, ways, url),
        "checklists": facts.checklists(folded, ways),
        "votes": facts.votes(folded),
        "grounds": bases.grounds(folded),
    }


def _urgency(ways: tuple[queries.Way, ...]) -> Callable[[Owed], tuple[bool, bool, datetime]]:
    """Sorts duties: the reader's own first, then those with a deadline, the earliest first."""
    mine, now = way_on.parties_of(ways), clock.now()
    return lambda one: (one.party not in mine, one.moment is None, one.moment or now)
