"""For whom somebody acts who works for several parties: chosen once, kept in the session, used on every page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from tvaers.engine.access.queries import is_everywhere, standings
from tvaers.engine.cases.core import Doer
from tvaers.engine.parties.queries import name_of, within

KEY = "acting_for"


def choices(user: Any) -> list[tuple[str, str]]:
    """The parties that somebody acts for in cases, each with its name; one alone is no choice."""
    scopes = {one.scope for one in standings(user) if "cases.see" in one.role.permissions}
    return sorted(((scope, name_of(scope)) for scope in scopes if not is_everywhere(scope)), key=lambda one: one[1])


def chosen(request: HttpRequest) -> str:
    """The party that the reader has chosen to act for; "" for all of theirs."""
    session = getattr(request, "session", None)
    wanted = session.get(KEY, "") if session is not None else ""
    return wanted if wanted and wanted in dict(choices(request.user)) else ""


def choose(request: HttpRequest, party: str) -> None:
    """Keep a choice; one that is not the reader's to make means all."""
    request.session[KEY] = party if party in dict(choices(request.user)) else ""


def first(doers: Sequence[Doer], party: str) -> Doer:
    """The way of acting that goes with the choice; the first when none does."""
    reach = within(party) if party else frozenset()
    return next((one for one in doers if one.party in reach), doers[0])
