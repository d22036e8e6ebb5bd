"""What sent minutes give members to do: each party of a seat tells those at home, where the agreement says so."""

from __future__ import annotations

from tvaers.engine.forums.meetings import next_meeting
from tvaers.engine.forums.models import Followup, Item, Meeting
from tvaers.engine.forums.seating import type_of
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.kernel.forum_types import AfterMinutes


def pass_on(meeting: Meeting) -> int:
    """A task for each party of the seats that are to tell others of a meeting (SA-HJ-5.1r). Returns how many.

    They are due at the forum's next meeting. A meeting without open items gives none.
    """
    return sum(_tasks(meeting, rule) for rule in type_of(meeting.forum).after_minutes)


def _tasks(meeting: Meeting, rule: AfterMinutes) -> int:
    item = _item(meeting, rule.standing)
    seat = next(one for one in type_of(meeting.forum).seats if one.id == rule.seat)
    if item is None:
        return 0
    after = next_meeting(meeting.forum, meeting.starts_at)
    day = meeting.starts_at.astimezone(clock.COPENHAGEN).date()
    sits = meeting.forum.sittings.filter(seat=seat.id, is_substitute=False, starts__lte=day).exclude(ends__lt=day)
    people = {one.party: one.person for one in sits.select_related("person")}
    made = [
        Followup(
            item=item, text=rule.text, owner=name_of(party), party=party, person=people.get(party),
            due=after.starts_at.astimezone(clock.COPENHAGEN).date() if after else None, recorded_at=clock.now(),
        )
        for party in seat.parties
    ]  # fmt: skip
    return len(Followup.objects.bulk_create(made))


def _item(meeting: Meeting, standing: str | None) -> Item | None:
    """The item that the tasks hang on: the standing one where it was on the agenda, else the first open one."""
    items = meeting.items.filter(gone_at=None, is_closed=False).exclude(state__in=("pipeline", "withdrawn"))
    own = items.filter(standing=standing).first() if standing else None
    return own or items.order_by("position").first()
