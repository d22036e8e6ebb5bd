"""Who may register citizens, see them and see their CPR numbers. No role may from the start.

A citizen belongs to no party, so only a grant over everything reaches one. When cases tie a citizen to the units that
take part, those units may see theirs.
"""

from typing import Any

from django.db.models import QuerySet

from tvaers.engine.access.models import EVERYWHERE
from tvaers.engine.access.policies import holds
from tvaers.engine.citizens.models import Citizen


def may_register(user: Any, _subject: object = None) -> bool:
    """Whoever holds the registration over everything."""
    return holds(user, "citizens.register", EVERYWHERE)


def may_see(user: Any, _citizen: Citizen | None = None) -> bool:
    """Whoever may see citizens, by pseudonym and masked number."""
    return holds(user, "citizens.see", EVERYWHERE)


def may_show_cpr(user: Any, citizen: Citizen | None = None) -> bool:
    """Whoever may see the citizen and holds the showing of numbers as well."""
    return may_see(user, citizen) and holds(user, "citizens.show_cpr", EVERYWHERE)


def visible_to(user: Any) -> QuerySet[Citizen]:
    """The citizens that the user may see."""
    return Citizen.objects.all() if may_see(user) else Citizen.objects.none()
