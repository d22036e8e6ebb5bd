"""What the endpoints of the year wheel share: their router, and the answer that counts."""

from __future__ import annotations

from typing import Annotated

from ninja import Field, Router, Schema

from tvaers.api.forums.parts import Slug, Words

router = Router()
Several = Annotated[list[Words], Field(max_length=200)]
Keys = Annotated[list[Slug], Field(max_length=200)]


class WheelCountOut(Schema):
    """Hvor mange det blev til."""

    count: int
