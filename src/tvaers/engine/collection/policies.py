"""Who sees and who keeps the documents of a forum: those who see the forum, and whoever keeps its papers."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from tvaers.engine.collection.models import Document
from tvaers.engine.forums import policies as forums


def may_keep(user: Any, subject: Any) -> bool:
    """Whether the user keeps the papers of the forum that it belongs to; without anything, of any forum."""
    return forums.may_keep(user, subject)


def documents_visible_to(user: Any) -> QuerySet[Document]:
    """Open documents of the forums that one sees, and all of those that one sees from the inside."""
    is_open = Q(forum__in=forums.forums_visible_to(user), is_closed=False)
    return Document.objects.filter(is_open | Q(forum__in=forums.inside_of(user)), gone_at=None)
