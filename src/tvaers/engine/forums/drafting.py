"""Drafts of items: what is written is kept for the writer while they write, until the item itself is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tvaers.engine.access.models import User
from tvaers.engine.forums import policies
from tvaers.engine.forums.models import Forum, Item, ItemDraft
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import NotAllowed, Problem
from tvaers.kernel.ids import looks_like_cpr

MOST = 200_000
"""The most signs of a draft: as much as an item can hold, and some more."""
Fields = Mapping[str, str | Sequence[str]]


@action(
    "forums.save_draft",
    permission=policies.may_keep,
    on="forum",
    audit="{actor} gemte en kladde i {forum}",
    silent=("fields", "item"),
)
def save_draft(*, actor: Actor, forum: Forum, fields: Fields, item: Item | None = None) -> ItemDraft | None:
    """Gem det, du har skrevet om et punkt, til senere. En tom kladde bliver slettet.

    Problem for something that looks like a CPR number and for more than can be kept; NotAllowed for the system.
    """
    if not isinstance(actor, User):
        raise NotAllowed(what="Kun brugere har kladder.")
    if item is not None and item.forum_id != forum.pk:
        raise Problem(what="Punktet hører til et andet forum.")
    written = {name: value for name, value in fields.items() if value not in ("", [], ())}
    _check(written)
    mine = ItemDraft.objects.filter(user=actor, forum=forum, item=item)
    if not written:
        mine.delete()
        return None
    made, _ = mine.update_or_create(
        user=actor, forum=forum, item=item, defaults={"data": written, "saved_at": clock.now()}
    )
    return made


def _check(written: Fields) -> None:
    texts = [one for value in written.values() for one in ([value] if isinstance(value, str) else value)]
    if any(looks_like_cpr(text) for text in texts):
        raise Problem(what="Teksten ligner eller indeholder et CPR-nummer.", do="Skriv den uden numre.")
    if sum(map(len, texts)) > MOST:
        raise Problem(what="Kladden er for lang.", do="Læg noget af teksten som bilag.")


def draft_of(user: Any, forum: Forum, item: Item | None = None) -> ItemDraft | None:
    """The user's own draft of an item, or of a new one in the forum; None without, and for whoever keeps it no more."""
    if not isinstance(user, User) or not policies.may_keep(user, forum):
        return None
    return ItemDraft.objects.filter(user=user, forum=forum, item=item).first()
