"""Which documents a forum must have: said by its agreement, as data."""

from __future__ import annotations

from pydantic import TypeAdapter

from tvaers.engine.forums.models import Forum
from tvaers.kernel.forum_types import WantedDocument

_WANTED = TypeAdapter(tuple[WantedDocument, ...])


def wanted_of(forum: Forum) -> tuple[WantedDocument, ...]:
    """The documents that the forum's agreement says it must have."""
    return _WANTED.validate_python(forum.rules.get("documents") or ())
