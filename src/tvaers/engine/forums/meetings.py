"""Meetings: planned, moved, cancelled, described; which one is next, and who hosts it."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from typing import Any

from tvaers.engine.forums import policies
from tvaers.engine.forums.matters import fresh, open_matter, propose
from tvaers.engine.forums.models import Forum, Meeting
from tvaers.engine.forums.seating import type_of
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.danish_days import date_in_words
from tvaers.kernel.errors import Conflict, Problem


def new_uid() -> str:
    """What a meeting is called in calendars, for as long as it lives."""
    return f"moede-{secrets.token_hex(12)}"


@action("forums.call_meeting", permission=policies.may_keep, on="forum", audit="{actor} planlagde et møde i {forum}")
def call_meeting(
    *, actor: Actor, forum: Forum, starts_at: datetime, ends_at: datetime | None = None, kind: str = "ordinary",
    place: str = "", form: str = "", host: str = "", title: str = "", items_due: date | None = None,
) -> Meeting:  # fmt: skip
    """Planlæg et møde. Forummets faste punkter kommer på dagsordenen, og værten er den næste i rækken.

    `items_due` is the last day for items (else the forum's own number of days before). Problem when the meeting ends
    before it begins or before the deadline, when the forum does not exist on the day, and when it has a meeting at the
    same moment.
    """
    type = type_of(forum)
    day = starts_at.astimezone(clock.COPENHAGEN).date()
    due = items_due or day - timedelta(days=type.deadline_days)
    _check_time(forum, starts_at, ends_at, due)
    made = Meeting.objects.create(
        forum=forum, kind=kind, starts_at=starts_at, ends_at=ends_at, place=place, form=form, title=title,
        host=host or next_host(forum, starts_at), items_due=due,
        uid=new_uid(), changed_at=clock.now(),
    )  # fmt: skip
    if kind == "ordinary":
        _add_standing(actor, made)
    return made


def _check_time(
    forum: Forum, starts_at: datetime, ends_at: datetime | None, items_due: date, *, but: Meeting | None = None
) -> None:
    """Raises Problem when a meeting cannot be held at a time. `but` is the meeting itself, when it is moved."""
    day = starts_at.astimezone(clock.COPENHAGEN).date()
    if ends_at is not None and ends_at <= starts_at:
        raise Problem(what="Mødet slutter, før det begynder.", do="Ret et af de to tidspunkter.")
    if items_due > day:
        raise Problem(what="Fristen for punkter ligger efter mødet.", do="Vælg mødedagen eller en dag før.")
    if day < forum.starts or (forum.ends is not None and day > forum.ends):
        raise Problem(what=f"{forum.name} findes ikke {date_in_words(day)}.", do="Vælg en dag i forummets periode.")
    if live(forum).filter(starts_at=starts_at).exclude(pk=but.pk if but else None).exists():
        raise Conflict(what=f"{forum.name} har allerede et møde på det tidspunkt.", do="Vælg et andet tidspunkt.")


def live(forum: Forum) -> Any:
    """The meetings of a forum that are not cancelled, by time."""
    return forum.meetings.exclude(state="cancelled").filter(gone_at=None).order_by("starts_at")


def next_host(forum: Forum, before: datetime) -> str:
    """Who hosts next where the parties take turns: the one after the last host. The first time nobody is proposed."""
    rotation = type_of(forum).rotation
    last = live(forum).filter(starts_at__lt=before).exclude(host="").last()
    if not rotation or last is None or last.host not in rotation:
        return ""
    return rotation[(rotation.index(last.host) + 1) % len(rotation)]


def next_meeting(forum: Forum, after: datetime) -> Meeting | None:
    """The next ordinary meeting of a forum after a moment, or None when none is planned."""
    found: Meeting | None = live(forum).filter(kind="ordinary", starts_at__gt=after).first()
    return found


def _add_standing(actor: Actor, meeting: Meeting) -> None:
    """Every standing item of the forum becomes an item of the meeting."""
    for number, standing in enumerate(type_of(meeting.forum).standing, start=1):
        matter = open_matter(actor=actor, forum=meeting.forum, title=standing.title)
        topics = "\n".join(f"- {topic}" for topic in standing.topics)
        item = propose(
            actor=actor, forum=meeting.forum, matter=matter, title=standing.title, kinds=standing.kinds,
            sections=[{"kind": "case", "text": topics}] if topics else (), meeting=meeting, role="decides",
        )  # fmt: skip
        item.standing, item.state, item.position = standing.id, "agenda", number
        item.save(update_fields=["standing", "state", "position"])


@action("forums.move_meeting", permission=policies.may_keep, on="meeting", audit="{actor} flyttede {meeting}")
def move_meeting(
    *, actor: Actor, meeting: Meeting, starts_at: datetime, ends_at: datetime | None = None,
    place: str | None = None, form: str | None = None, items_due: date | None = None,
) -> Meeting:  # noqa: ARG001  # fmt: skip
    """Flyt et møde, eller ret sted og form. Kalenderen hos dem, der er inviteret, følger med.

    What is on the agenda stays there; what names the meeting follows it. Conflict once the meeting has been held;
    Problem for a time that a new meeting could not have either.
    """
    meeting = fresh(meeting)
    not_held(meeting)
    shift = starts_at.astimezone(clock.COPENHAGEN).date() - meeting.starts_at.astimezone(clock.COPENHAGEN).date()
    due = items_due or meeting.items_due + shift
    _check_time(meeting.forum, starts_at, ends_at, due, but=meeting)
    meeting.items_due = due
    meeting.starts_at, meeting.ends_at = starts_at, ends_at
    meeting.place = meeting.place if place is None else place
    meeting.form = meeting.form if form is None else form
    return changed(meeting)


@action(
    "forums.cancel_meeting", permission=policies.may_keep, on="meeting", audit="{actor} aflyste {meeting}: {reason}"
)
def cancel_meeting(*, actor: Actor, meeting: Meeting, reason: str) -> Meeting:  # noqa: ARG001
    """Aflys et møde. Punkterne går tilbage i pipelinen, og de faste punkter bortfalder."""
    meeting = fresh(meeting)
    not_held(meeting)
    if not reason.strip():
        raise Problem(what="Det mangler, hvorfor mødet aflyses.", do="Skriv en grund. Den står i kalenderen hos alle.")
    meeting.items.exclude(standing="").update(state="withdrawn", gone_at=clock.now(), changed_at=clock.now())
    waiting = meeting.items.filter(standing="")
    waiting.update(state="pipeline", meeting=None, position=None, changed_at=clock.now())
    meeting.state, meeting.reason = "cancelled", reason.strip()
    return changed(meeting)


@action("forums.describe_meeting", permission=policies.may_keep, on="meeting", audit="{actor} skrev tema på {meeting}")
def describe_meeting(*, actor: Actor, meeting: Meeting, theme: str | None, title: str = "") -> Meeting:  # noqa: ARG001
    """Skriv mødets tema. Et tomt tema siger, at der ikke er noget; uden tema er det ikke udfyldt endnu (MIN-4e)."""
    meeting = fresh(meeting)
    meeting.theme, meeting.title = theme, title.strip()
    return changed(meeting, sequence=False)


def not_held(meeting: Meeting) -> None:
    """Raises Conflict when the meeting has been held or cancelled."""
    if meeting.state not in ("planned", "called"):
        raise Conflict(what=f"Mødet er {meeting.get_state_display().lower()}.", do="Kun et møde forude kan ændres.")


def changed(meeting: Meeting, *, sequence: bool = True) -> Meeting:
    """The meeting saved as changed now; with `sequence` calendars are told of it."""
    meeting.sequence += sequence
    meeting.version += 1
    meeting.changed_at = clock.now()
    meeting.save()
    return meeting
