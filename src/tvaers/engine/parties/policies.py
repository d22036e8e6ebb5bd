"""Who may see and load parties. They are a public register: who may see one may see them all."""

from typing import Any

from django.db.models import QuerySet

from tvaers.engine.access.models import EVERYWHERE
from tvaers.engine.access.policies import holds
from tvaers.engine.parties.models import Party


def may_load(user: Any, _subject: object = None) -> bool:
    """Whoever holds the loading over everything: the files speak of every party."""
    return holds(user, "parties.load", EVERYWHERE)


def may_see(user: Any, _party: object = None) -> bool:
    """Anybody who may see parties at all."""
    return holds(user, "parties.see")


def visible_to(user: Any) -> QuerySet[Party]:
    """The parties that the user may see: all or none."""
    return Party.objects.all() if may_see(user) else Party.objects.none()
