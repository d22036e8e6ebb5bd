"""Who sees agreements, and who signs them and keeps their registers."""

from typing import Any

from django.db.models import QuerySet

from tvaers.engine.access.models import EVERYWHERE
from tvaers.engine.access.policies import holds
from tvaers.engine.agreements.models import Agreement


def may_load(user: Any, _subject: object) -> bool:
    """Whoever holds the loading over everything: an edition is everybody's."""
    return holds(user, "agreements.load", EVERYWHERE)


def may_sign(user: Any, party: str | None) -> bool:
    """One signs for the party that one's grant is for."""
    return holds(user, "agreements.sign", *([party] if party else []))


def may_register(user: Any, agreement: Agreement | None) -> bool:
    """Sub-agreements are registered by either party to the agreement."""
    return holds(user, "agreements.register_subagreement", *(agreement.parties if agreement else []))


def visible_to(user: Any) -> QuerySet[Agreement]:
    """Agreements are public papers: everybody with a role sees them all."""
    return Agreement.objects.all() if holds(user, "agreements.see") else Agreement.objects.none()
