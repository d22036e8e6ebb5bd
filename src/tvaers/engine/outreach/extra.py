"""A meeting outside the plan about one matter."""

from __future__ import annotations

from datetime import datetime

from tvaers.engine.forums import actions as forums
from tvaers.engine.forums.matters import fresh
from tvaers.engine.forums.models import Item, Meeting
from tvaers.engine.outreach import policies
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import Conflict, Problem


@action(
    "outreach.call_extra",
    permission=policies.may_keep,
    on="item",
    audit="{actor} indkaldte et ekstra møde om {item}",
    silent=("reason",),
)
def call_extra(
    *, actor: Actor, item: Item, starts_at: datetime, reason: str, place: str = "", form: str = ""
) -> Meeting:  # fmt: skip
    """Indkald et ekstra møde om en sag, der ikke kan vente (SA-HJ-5.1q). Sagen kommer på mødets dagsorden.

    Problem without a reason; Conflict when the item does not wait in the pipeline.
    """
    item = fresh(item)
    if not reason.strip():
        raise Problem(what="Det mangler, hvorfor det haster.", do="Skriv kort hvorfor.")
    if item.state != "pipeline":
        raise Conflict(what="Punktet venter ikke i pipelinen.", do="Tag det af dagsordenen først.")
    day = starts_at.astimezone(clock.COPENHAGEN).date()
    meeting = forums.call_meeting(
        actor=actor, forum=item.forum, starts_at=starts_at, kind="extra", place=place, form=form, items_due=day
    )
    forums.put_on_agenda(actor=actor, item=item, meeting=meeting, override=reason)
    return meeting
