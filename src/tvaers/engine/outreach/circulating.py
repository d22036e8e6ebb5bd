"""Sending on: a paper becomes an item in each receiving forum, at its next meeting, and the sender sees where it is."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tvaers.engine.forums import actions as forums
from tvaers.engine.forums.matters import Section
from tvaers.engine.forums.meetings import live
from tvaers.engine.forums.models import Forum, Item, Meeting
from tvaers.engine.forums.papers import Attachment
from tvaers.engine.outreach import policies
from tvaers.engine.outreach.models import Circular, Copy
from tvaers.engine.outreach.tabling import own_rows
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, System, action
from tvaers.kernel.errors import Problem
from tvaers.kernel.ids import looks_like_cpr


@dataclass(frozen=True)
class Draft:
    """What is to be sent on. `table` is a table as text; each forum gets the rows about its own cluster."""

    title: str
    sections: Sequence[Section]
    kinds: Sequence[str] = ("information",)
    in_turn: bool = False
    is_closed: bool = False
    sending: str = ""
    case_number: str = ""
    table: str = ""


@action(
    "outreach.circulate",
    permission=policies.may_keep,
    on="forum",
    audit="{actor} sendte {result} fra {forum}",
    silent=("title", "text", "table", "upload"),
)
def circulate(
    *, actor: Actor, forum: Forum, title: str, text: str, receivers: Sequence[Forum], sending: str = "",
    kinds: Sequence[str] = ("information",), in_turn: bool = False, is_closed: bool = False, table: str = "",
    upload: Attachment | None = None,
) -> Circular:  # noqa: ARG001  # fmt: skip
    """Send noget videre til andre fora. Det bliver et punkt på hvert forums næste møde, med bilaget, hvis der er et.

    `sending` is the id of the declaration that it follows, where it follows one. Problem without a title or receivers,
    for a forum that no longer exists, and for something that looks like a CPR number.
    """
    if not title.strip() or not receivers:
        raise Problem(what="Titlen eller modtagerne mangler.", do="Skriv en titel, og vælg mindst ét forum.")
    if looks_like_cpr(text) or looks_like_cpr(table):
        raise Problem(what="Teksten ligner eller indeholder et CPR-nummer.", do="Skriv den uden numre.")
    gone = [one.name for one in receivers if not exists(one)]
    if gone:
        raise Problem(what=f"{', '.join(gone)} findes ikke længere.", do="Vælg et forum, der findes i dag.")
    draft = Draft(title, [{"kind": "case", "text": text}], kinds, in_turn, is_closed, sending, table=table)
    made = send_on(System(actor.audit_name()), forum, receivers, draft)
    if upload is not None:
        _attach(made, upload)
    return made


def exists(forum: Forum) -> bool:
    """Whether a forum exists today."""
    return forum.starts <= clock.today() and (forum.ends is None or clock.today() <= forum.ends)


def send_on(system: System, forum: Forum, receivers: Sequence[Forum], draft: Draft) -> Circular:
    """The circular with an item in each forum; where they treat it in turn, each follows the one before."""
    route = [one.key for one in receivers] if draft.in_turn else []
    matter = forums.open_matter(
        actor=system, forum=forum, title=draft.title, route=route, package=forum.package, is_closed=draft.is_closed
    )
    made = Circular.objects.create(
        forum=forum, sending=draft.sending, case_number=draft.case_number, matter=matter, title=matter.title,
        text="\n\n".join(one["text"] for one in draft.sections), in_turn=draft.in_turn, is_closed=draft.is_closed,
        sent_at=clock.now(),
    )  # fmt: skip
    before: Item | None = None
    for step, receiver in enumerate(receivers, start=1):
        item = _item(system, made, receiver, draft, before, is_last=step == len(receivers))
        Copy.objects.create(circular=made, step=step, forum=receiver, item=item)
        before = item if draft.in_turn else None
    return made


def _item(
    system: System, circular: Circular, receiver: Forum, draft: Draft, before: Item | None, *, is_last: bool
) -> Item:
    """The item of one forum."""
    after = before.meeting.starts_at if before and before.meeting else clock.now()
    own = own_rows(draft.table, receiver) if draft.table.strip() else ""
    sections = [*draft.sections, *([{"kind": "other", "heading": "Tal for jer", "text": own}] if own else [])]
    return forums.propose(
        actor=system, forum=receiver, matter=circular.matter, title=circular.title, kinds=draft.kinds,
        role="decides" if is_last else "advises", sections=sections, meeting=meeting_after(receiver, after),
        awaits=f"behandling i {before.forum.audit_name()}" if before else "", follows=before,
        is_closed=draft.is_closed, origin=f"sendt fra {circular.forum.audit_name()}",
    )  # fmt: skip


def meeting_after(forum: Forum, after: datetime) -> Meeting | None:
    """The first ordinary meeting after a moment whose agenda is not out; None when none is planned."""
    found: Meeting | None = live(forum).filter(kind="ordinary", state="planned", starts_at__gt=after).first()
    return found


def _attach(circular: Circular, upload: Attachment) -> None:
    """The same paper on each item."""
    content = upload.file.read()
    for copy in circular.copies.select_related("item"):
        forums.attach(actor=System(), item=copy.item, upload=Attachment(upload.name, io.BytesIO(content)))


def place() -> int:
    """Find a meeting for what has been sent to forums without one, or whose meeting is cancelled. Returns how many."""
    waiting = Copy.objects.filter(item__state="pipeline", item__gone_at=None).select_related("item__meeting", "forum")
    return sum(_place(one.item, one.forum) for one in waiting.order_by("circular", "step"))


def _place(item: Item, forum: Forum) -> bool:
    if item.meeting is not None and item.meeting.state != "cancelled":
        return False
    before = item.follows.meeting if item.follows else None
    found = meeting_after(forum, max(clock.now(), before.starts_at) if before else clock.now())
    if (found and found.pk) == item.meeting_id:
        return False
    Item.objects.filter(pk=item.pk).update(meeting=found, changed_at=clock.now())
    return found is not None
