"""One case: where is it, whose move is it, what can I do, what is known, and what has happened?"""

from __future__ import annotations

from collections.abc import Callable
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
from tvaers.web.cases import facts, history, shown, why
from tvaers.web.problems import shows_problems

MOST_BUTTONS = 4
"""How many buttons stand in view; the other ways are folded away beneath them."""


@shows_problems
def case(request: HttpRequest, number: str) -> HttpResponse:
    """Et forløb: hvor er det, hvis tur er det, og hvad er der sket?"""
    user: Any = request.user
    row = queries.case(user, number)
    folded, now = queries.as_core(row), clock.now()
    ways = queries.ways(user, row, folded)
    duties = queries.duties(row, now)
    chosen = request.GET.get("vis", "")
    context = {
        "row": row, "type": folded.type, "package": folded.package, "state": folded.type.state(folded.state),
        "standing": shown.standing(folded, duties, now),
        "masked": citizens.masked_cpr(row.citizen) if row.citizen else "",
        **_ways(ways, duties),
        "open": [why.duty(folded, one, now) for one in sorted(duties, key=_urgency(ways)) if one.is_open],
        "closed": [why.duty(folded, one, now) for one in duties if not one.is_open],
        **_known(folded, ways, row, now),
        "roles": [(folded.type.role(role).title, [name_of(p) for p in parties])
                  for role, parties in folded.parties.items()],
        "entries": history.entries(queries.deeds(row, folded.type), queries.notices_of(row), folded.type, chosen),
        "filters": history.FILTERS, "chosen": chosen,
        "seals": unsealing.seals(user, row, folded),
        "links": queries.links(user, row), "documents": queries.documents(row),
    }  # fmt: skip
    return render(request, "cases/case.html", context)


def _ways(ways: tuple[queries.Way, ...], duties: tuple[Owed, ...]) -> dict[str, Any]:
    """The ways on: the main one and the next few in view, the rest and the blocked ones folded away.

    What does an open duty of the reader's own party comes before what can wait.
    """
    mine = [one for one in duties if one.is_open and one.party in _parties(ways)]
    doing = list(dict.fromkeys(id for one in mine for id in one.duty.done_by))
    rank = {id: place for place, id in enumerate(doing)}
    free = sorted((way for way in ways if not way.blocked), key=lambda way: rank.get(way.event.id, len(rank)))
    main = [way for way in free if way.event.main][:1] or [way for way in free if way.event.id in doing][:1]
    rest = [way for way in free if way not in main and not way.event.updates]
    room = max(0, MOST_BUTTONS - len(main)) if len(rest) > MOST_BUTTONS else len(rest)
    return {"main": main, "buttons": rest[:room], "others": rest[room:],
            "blocked": [way for way in ways if way.blocked]}  # fmt: skip


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
    }


def _parties(ways: tuple[queries.Way, ...]) -> set[str]:
    """The parties that the reader acts for in the case."""
    return {way.doer.party for way in ways}


def _urgency(ways: tuple[queries.Way, ...]) -> Callable[[Owed], tuple[bool, bool, datetime]]:
    """Sorts duties: the reader's own first, then those with a deadline, the earliest first."""
    mine, now = _parties(ways), clock.now()
    return lambda one: (one.party not in mine, one.moment is None, one.moment or now)
