"""The papers of items and meetings (bilag): files in under random names, and out to whoever sees what they belong to.

A paper of a closed item is for those who see the item; to others its address answers as one that does not exist. What
is taken away leaves its row (`gone_at`) and loses its content.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max, Q, QuerySet

from tvaers.engine.forums import policies
from tvaers.engine.forums.models import Item, Meeting, Paper
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import Conflict, NotFound
from tvaers.kernel.uploads import Upload, checked, random_name


class Attachment(Upload):
    """A file for an item or a meeting. The log does not keep its name, which may tell of a closed item."""

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return "et bilag"


@action(
    "forums.attach",
    permission=policies.may_keep,
    on="item",
    audit="{actor} lagde {upload} på {item}",
    silent=("upload",),
)
def attach(*, actor: Actor, item: Item, upload: Attachment) -> Paper:  # noqa: ARG001
    """Læg et bilag på et punkt. PDF, Word, Excel, billede eller tekst, højst 20 MB.

    Problem when the file is not one that is taken (kernel.uploads); Conflict when the item is gone.
    """
    if item.gone_at is not None:
        raise Conflict(what="Punktet er trukket tilbage.", do="Læg bilaget på det punkt, der er i stedet.")
    made = _kept(upload, item.papers.aggregate(last=Max("position"))["last"], item=item)
    Item.objects.filter(pk=item.pk).update(changed_at=clock.now())
    return made


@action(
    "forums.attach_to_meeting",
    permission=policies.may_keep,
    on="meeting",
    audit="{actor} lagde {upload} på {meeting}",
    silent=("upload",),
)
def attach_to_meeting(*, actor: Actor, meeting: Meeting, upload: Attachment) -> Paper:  # noqa: ARG001
    """Læg et bilag på et møde, fx en oversigt, der ikke hører til ét punkt.

    Everybody who sees the meeting's agenda sees it. Problem when the file is not one that is taken (kernel.uploads).
    """
    made = _kept(upload, meeting.papers.aggregate(last=Max("position"))["last"], meeting=meeting)
    Meeting.objects.filter(pk=meeting.pk).update(changed_at=clock.now())
    return made


def _kept(upload: Attachment, last: int | None, **owner: Item | Meeting) -> Paper:
    """The file on disk and its row, after the papers that are there."""
    file = checked(upload)
    made = Paper(
        name=upload.name, media_type=file.media_type, size=len(file.content), at=clock.now(), position=(last or 0) + 1,
        sha512=hashlib.sha512(file.content).hexdigest(), **owner,
    )  # fmt: skip
    made.file.save(random_name(), ContentFile(file.content), save=False)
    made.save()
    return made


@action("forums.detach", permission=policies.may_keep, on="paper", audit="{actor} fjernede {paper}")
def detach(*, actor: Actor, paper: Paper) -> Paper:  # noqa: ARG001
    """Fjern et bilag. Filen bliver slettet; at der har været et bilag, bliver stående.

    Conflict when it is gone already, and once the minutes have been sent: then it belongs to them.
    """
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    if paper.gone_at is not None:
        raise Conflict(what="Bilaget er allerede fjernet.")
    meeting = paper.item.meeting if paper.item else paper.meeting
    if meeting is not None and meeting.state in ("minuted", "approved"):
        raise Conflict(what="Referatet er udsendt, og bilaget hører til det.", do="Læg det rettede bilag ved siden af.")
    paper.gone_at = clock.now()
    paper.save(update_fields=["gone_at"])
    storage, name = paper.file.storage, str(paper.file.name)
    transaction.on_commit(lambda: storage.delete(name))
    if paper.item is not None:
        Item.objects.filter(pk=paper.item.pk).update(changed_at=clock.now())
    return paper


def visible_to(user: Any) -> QuerySet[Paper]:
    """The papers that a user sees, gone ones left out: of the items they see, and of meetings whose agenda is out.

    From the inside of a forum one sees those of every meeting.
    """
    items = policies.items_visible_to(user).filter(gone_at=None)
    is_out = Q(meeting__state__in=policies.SHOWN) | Q(meeting__forum__in=policies.inside_of(user))
    of_meetings = Q(meeting__in=policies.meetings_visible_to(user).filter(gone_at=None)) & is_out
    found = Paper.objects.filter(Q(item__in=items) | of_meetings, gone_at=None)
    return found.select_related("item__forum", "item__meeting", "meeting__forum").order_by("position", "pk")


def paper(user: Any, slug: str) -> Paper:
    """One paper by its address. NotFound, with the same words whether it is not there or not for the user."""
    found = visible_to(user).filter(slug=slug).first()
    if found is None:
        raise NotFound(what="Bilaget findes ikke, eller du må ikke se det.")
    return found
