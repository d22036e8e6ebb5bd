"""The writes of saved views: a name for a filter, an order and columns of a list, for oneself or for the whole unit.

A view holds words of an address and no case, so whoever opens it sees only their own cases through it.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote_plus

from tvaers.engine.cases import policies
from tvaers.engine.cases.models import SavedView
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, System, action
from tvaers.kernel.errors import Conflict, NotAllowed, NotFound, Problem
from tvaers.kernel.ids import looks_like_cpr

LONGEST_NAME, LONGEST_QUERY = 60, 1000
MOST = 30
"""The most views that one person has of one list: more are no help as tabs."""


@action(
    "cases.save_view", permission=policies.may_save_view, on="party", audit="{actor} gemte visningen {result}: {list}"
)
def save_view(*, actor: Actor, list: str, name: str, query: str, party: str = "") -> SavedView:
    """Gem et filter, en rækkefølge og kolonner under et navn.

    `list` is a case type, or "" for the worklist. `party` shares it with a unit. Saving under a name that one has
    already replaces what it was. Problem for a name that is empty, too long or like a CPR number.
    """
    if isinstance(actor, System):
        raise NotAllowed(what="Kun brugere har visninger.")
    if list and list not in policies.case_types():
        raise NotFound(what="Den slags forløb findes ikke.")
    named = _name(name)
    if len(query) > LONGEST_QUERY or "\x00" in query or looks_like_cpr(unquote_plus(query)):
        raise Problem(what="Filteret kan ikke gemmes.", why="Det er for langt, eller der står et CPR-nummer i det.")
    mine = SavedView.objects.filter(owner_id=_pk(actor), list=list)
    if mine.exclude(name=named).count() >= MOST:
        raise Problem(what=f"Du har allerede {MOST} visninger af listen.", do="Slet en, du ikke bruger.")
    made, _ = SavedView.objects.update_or_create(
        owner_id=_pk(actor), list=list, name=named,
        defaults={"query": query, "party": party, "made_at": clock.now()},
    )  # fmt: skip
    return made


@action("cases.rename_view", permission=policies.may_change_view, on="view", audit="{actor} omdøbte {view} til {name}")
def rename_view(*, actor: Actor, view: SavedView, name: str) -> SavedView:
    """Giv en visning et andet navn. Conflict when one has another view of that name."""
    named = _name(name)
    if SavedView.objects.filter(owner_id=view.owner_id, list=view.list, name=named).exclude(pk=view.pk).exists():
        raise Conflict(what=f"Du har allerede en visning, der hedder »{named}«.", do="Vælg et andet navn.")
    view.name = named
    view.save(update_fields=["name"])
    return view


@action("cases.drop_view", permission=policies.may_change_view, on="view", audit="{actor} slettede visningen {view}")
def drop_view(*, actor: Actor, view: SavedView) -> None:
    """Slet en visning. Those it was shared with lose it too."""
    view.delete()


def _pk(actor: Any) -> int:
    return int(actor.pk)


def _name(name: str) -> str:
    """A name as it is kept. Problem for one that cannot be."""
    named = " ".join(name.replace("\x00", "").split())
    if not named or len(named) > LONGEST_NAME:
        raise Problem(what=f"Navnet skal have mellem 1 og {LONGEST_NAME} tegn.", do="Skriv et kort navn.")
    if looks_like_cpr(named):
        raise Problem(what="Navnet ligner et CPR-nummer.", do="Skriv et navn uden numre.")
    return named
