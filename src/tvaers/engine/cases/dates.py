"""The secret address at which a calendar program reads somebody's deadlines: made, withdrawn, and read.

Only the secret's hash is kept. It opens nothing but deadlines, and what its owner may see is asked anew each time.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from django.db.models import QuerySet

from tvaers.engine.cases import policies, queries
from tvaers.engine.cases.models import CalendarKey, Turn
from tvaers.engine.parties.queries import within
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, System, action
from tvaers.kernel.errors import NotAllowed

BYTES = 32


@action(
    "cases.make_calendar", permission=policies.may_make_calendar, on="party", audit="{actor} lavede en kalenderadresse"
)
def make_calendar(*, actor: Actor, party: str = "") -> CalendarKey:
    """Lav en hemmelig adresse, som dit kalenderprogram kan hente dine frister fra.

    `party` narrows it to one of the actor's units. An older address ends. The secret is in `code`, this once.
    """
    if isinstance(actor, System):
        raise NotAllowed(what="Kun brugere har en kalenderadresse.")
    code = secrets.token_urlsafe(BYTES)
    owner: Any = actor
    made, _ = CalendarKey.objects.update_or_create(
        user_id=owner.pk, defaults={"code_hash": _hash(code), "party": party, "made_at": clock.now()}
    )
    made.code = code
    return made


@action(
    "cases.withdraw_calendar", permission=policies.may_withdraw_calendar, on="key",
    audit="{actor} trak sin kalenderadresse tilbage",
)  # fmt: skip
def withdraw_calendar(*, actor: Actor, key: CalendarKey) -> None:  # noqa: ARG001
    """Træk din kalenderadresse tilbage. Whoever has it reads nothing more."""
    key.delete()


def turns_at(code: str) -> QuerySet[Turn] | None:
    """The lines with a deadline that a secret opens, as its owner may see them now; None when it opens nothing."""
    key = CalendarKey.objects.select_related("user").filter(code_hash=_hash(code)).first()
    if key is None or not policies.stands(key.user):
        return None
    found = queries.turns(key.user, parties=within(key.party) if key.party else ())
    return found.exclude(due=None)


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
