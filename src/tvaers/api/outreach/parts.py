"""What the endpoints of outreach share: their router, bounded lists, and forums by their keys."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Field, Router

from tvaers.api.forums.parts import Slug
from tvaers.engine.forums import queries

router = Router()
Keys = Annotated[list[Slug], Field(max_length=200)]


def forums_at(user: Any, keys: list[str]) -> list[queries.Forum]:
    """The forums of the keys, in that order. NotFound for one that the user does not see."""
    return [queries.forum(user, key) for key in keys]
