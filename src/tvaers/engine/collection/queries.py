"""Reading the documents of forums: what lies there, what is missing, what is due for review, what is handed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from tvaers.engine.collection import policies
from tvaers.engine.collection.models import Document
from tvaers.engine.collection.wanted import wanted_of
from tvaers.engine.forums import policies as forum_policies
from tvaers.engine.forums.models import Forum
from tvaers.kernel import clock
from tvaers.kernel.errors import NotFound
from tvaers.kernel.forum_types import WantedDocument

__all__ = [
    "Document", "Missing", "WantedDocument", "document", "documents", "handed_over", "missing", "review_due",
    "wanted_of",
]  # fmt: skip
NOTICE = timedelta(days=30)
"""So long before the day of review a document is on the secretariat's list."""


@dataclass(frozen=True)
class Missing:
    """A document that a forum must have and does not."""

    forum: Forum
    wanted: WantedDocument


def documents(user: Any, forum: Forum | None = None) -> QuerySet[Document]:
    """The documents that the user sees, by forum and title."""
    found = policies.documents_visible_to(user).select_related("forum")
    return (found.filter(forum=forum) if forum else found).order_by("forum__name", "title", "pk")


def document(user: Any, slug: str) -> Document:
    """One document by its address. NotFound, with the same words whether it is not there or not for the user."""
    found = documents(user).filter(slug=slug).first()
    if found is None:
        raise NotFound(what="Dokumentet findes ikke, eller du må ikke se det.")
    return found


def missing(user: Any, day: date | None = None, forum: Forum | None = None) -> list[Missing]:
    """The documents that forums of a day (today) must have and that are not there (SA-OK-34, SA-OK-35).

    One that is to go out does not count.
    """
    day = day or clock.today()
    standing = forum_policies.forums_visible_to(user).filter(Q(ends=None) | Q(ends__gte=day), starts__lte=day)
    there = set(Document.objects.filter(gone_at=None).exclude(mark="drop").values_list("forum_id", "kind"))
    found = standing.filter(pk=forum.pk) if forum else standing
    return [
        Missing(one, wanted) for one in found.order_by("name", "pk") for wanted in wanted_of(one)
        if (one.pk, wanted.id) not in there
    ]  # fmt: skip


def review_due(user: Any, day: date | None = None) -> QuerySet[Document]:
    """The documents whose day of review is at most 30 days away or has passed, of the forums whose papers one keeps."""
    until = (day or clock.today()) + NOTICE
    kept = documents(user).filter(forum__in=forum_policies.kept_by(user), review_on__lte=until)
    return kept.exclude(mark="drop").order_by("review_on", "pk")


def handed_over(user: Any, forum: Forum) -> QuerySet[Document]:
    """The list that a forum hands over: its documents marked so, and no other (MIN-4c)."""
    return documents(user, forum).filter(mark="hand_over")
