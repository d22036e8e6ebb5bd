"""What cases give rise to in forums: a forum declares which cases it sends on from, and each is sent on once.

The words that go along are those of fields that refuse text which tells who somebody is; of the case itself, only its
number and what its type calls it.
"""

from __future__ import annotations

from datetime import timedelta

from tvaers.engine.cases import store
from tvaers.engine.cases.models import Case
from tvaers.engine.forums.matters import Section
from tvaers.engine.forums.models import Forum
from tvaers.engine.forums.seating import type_of
from tvaers.engine.outreach import policies
from tvaers.engine.outreach.circulating import Draft, exists, place, send_on
from tvaers.engine.outreach.models import Circular, Looked
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, System, action
from tvaers.kernel.case_types import CaseType
from tvaers.kernel.forum_types import FromCases, Sending

OVERLAP = timedelta(hours=1)
"""A case may be committed this much later than its own moment says."""


@action("outreach.feed", permission=policies.may_feed, audit="{actor} sendte videre fra forløb: {result}")
def feed(*, actor: Actor) -> int:
    """Send videre, hvad forløb giver anledning til, og find møder til det, der venter på et.

    Returns how many items were made or placed; feeding twice sends nothing the second time.
    """
    system = System(actor.audit_name())
    made = 0
    for forum in Forum.objects.exclude(rules__sends=[]).order_by("key"):
        for sending in type_of(forum).sends:
            if sending.cases is not None:
                made += _feed(system, forum, sending, sending.cases)
    return made + place()


def _feed(system: System, forum: Forum, sending: Sending, cases: FromCases) -> int:
    """The cases of one declaration that have changed since it was last looked at."""
    key, now = f"{forum.key}.{sending.id}", clock.now()
    receivers = [one for one in _named(sending) if exists(one)]
    if not receivers:
        return 0
    rows = Case.objects.filter(type=cases.type, package=forum.package, state__in=cases.states)
    looked = Looked.objects.filter(sending=key).first()
    if looked is not None:
        rows = rows.filter(changed_at__gte=looked.up_to - OVERLAP)
    sent = Circular.objects.filter(forum=forum, sending=sending.id).exclude(case_number="")
    fresh = rows.exclude(number__in=sent.values("case_number")).order_by("pk")
    made = sum(_send(system, forum, receivers, sending, cases, row) for row in fresh)
    Looked.objects.update_or_create(sending=key, defaults={"up_to": now})
    return made


def _named(sending: Sending) -> list[Forum]:
    """The receivers in the order of the declaration."""
    known = {one.key: one for one in Forum.objects.filter(key__in=sending.receivers)}
    return [known[key] for key in sending.receivers if key in known]


def _send(
    system: System, forum: Forum, receivers: list[Forum], sending: Sending, cases: FromCases, row: Case
) -> int:  # fmt: skip
    """One case sent on, where the declaration's condition holds for it. Returns to how many forums."""
    case = store.read(row)
    if cases.when is not None and not cases.when.holds(case.look(clock.now())):
        return 0
    title = sending.title.replace("{number}", row.number).replace("{title}", row.title)
    sections: list[Section] = [{"kind": "case", "text": sending.text}, *_quoted(case.type, cases, row)]
    draft = Draft(title, sections, sending.kinds, sending.in_turn, sending.closed, sending.id, row.number)
    send_on(system, forum, receivers, draft)
    return len(receivers)


def _quoted(type: CaseType, cases: FromCases, row: Case) -> list[Section]:
    """The case's own words in the fields that may be quoted; never one that could tell who somebody is."""
    fields = [type.field(name) for name in cases.quotes]
    return [
        {"kind": "other", "heading": field.label, "text": str(row.data[field.id])}
        for field in fields if field.anonymous and row.data.get(field.id)
    ]  # fmt: skip
