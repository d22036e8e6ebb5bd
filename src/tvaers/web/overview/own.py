"""Which agreements are the user's own: those that the parties of the user's roles are parties to."""

from typing import Any

from tvaers.engine.access import queries as access
from tvaers.engine.agreements import queries as agreements


def own_agreements(user: Any) -> list[Any]:
    """The agreements of the user's parties; for a role over everything, all of them."""
    scopes = {standing.scope for standing in access.standings(user)}
    everything = any(access.is_everywhere(scope) for scope in scopes)
    return [one for one in agreements.agreements(user) if everything or scopes & set(one.parties)]
