"""The entry of an activity in its forum's pipeline: made, moved to the meeting of the day, or taken back."""

from __future__ import annotations

from datetime import date

from tvaers.engine.forums import actions as forums
from tvaers.engine.forums.models import Forum, Item, Meeting
from tvaers.engine.workplans.documents import entry_of
from tvaers.engine.workplans.models import Activity
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, System
from tvaers.kernel.danish_days import date_in_words


def meet_forum(actor: Actor, activity: Activity) -> None:
    """Keep the entry as the forum and the day of the activity want it, one at most.

    What lies behind us makes no entry; what is on an agenda already, or treated, stays there.
    """
    entry = entry_of(activity)
    if entry is not None and entry.state != "pipeline":
        return
    day, forum = activity.starts, activity.forum
    if forum is None or day is None or day < clock.today() or activity.state in ("done", "dropped"):
        take_back(activity)
    elif entry is not None and entry.forum_id == forum.pk:
        _move(entry, _meeting_on(forum, day), activity)
    else:
        take_back(activity)
        _propose(actor, activity, forum, day)


def _move(entry: Item, meeting: Meeting | None, activity: Activity) -> None:
    Item.objects.filter(pk=entry.pk).update(meeting=meeting, changed_at=clock.now())
    activity.item = Item.objects.get(pk=entry.pk)
    activity.save(update_fields=["item"])


def _propose(actor: Actor, activity: Activity, forum: Forum, day: date) -> None:
    system = System(actor.audit_name())
    matter = forums.open_matter(actor=system, forum=forum, title=activity.text[:300])
    activity.item = forums.propose(
        actor=system, forum=forum, matter=matter, kinds=["discussion"], meeting=_meeting_on(forum, day),
        origin=f"{activity.plan.title}, {date_in_words(day)}",
    )  # fmt: skip
    activity.save(update_fields=["item"])


def _meeting_on(forum: Forum, day: date) -> Meeting | None:
    """The meeting that the forum has on the day and has not held yet."""
    ahead = forum.meetings.filter(starts_at__date=day, gone_at=None, state__in=("planned", "called"))
    return ahead.order_by("starts_at").first()


def join_meeting(activity: Activity) -> bool:
    """Let an entry that waits without a meeting join the one that its forum has planned on the day since."""
    entry = entry_of(activity)
    if entry is None or entry.state != "pipeline" or entry.meeting is not None or activity.starts is None:
        return False
    meeting = _meeting_on(entry.forum, activity.starts)
    if meeting is not None:
        _move(entry, meeting, activity)
    return meeting is not None


def take_back(activity: Activity) -> None:
    """Take the entry out of the pipeline; one that is on an agenda or treated stays in its forum."""
    entry = entry_of(activity)
    if entry is not None and entry.state == "pipeline":
        now = clock.now()
        Item.objects.filter(pk=entry.pk).update(state="withdrawn", gone_at=now, changed_at=now)
    if activity.item is not None:
        activity.item = None
        activity.save(update_fields=["item"])


def keep_day_of_meeting(activity: Activity, starts: date | None, ends: date | None) -> None:
    """Write down the days that an activity has through its meeting, before something else is changed."""
    if (activity.starts, activity.ends) != (starts, ends):
        activity.starts, activity.ends = starts, ends
        activity.save(update_fields=["starts", "ends"])
