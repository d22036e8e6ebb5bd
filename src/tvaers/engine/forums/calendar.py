"""A meeting as an entry of a calendar: when and where, and nothing of what is treated there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.conf import settings

from tvaers.engine.forums.models import Meeting
from tvaers.kernel import ics

USUAL = timedelta(hours=2)
"""How long a meeting without an end stands in calendars."""
FORMS = {"online": "Mødet holdes online.", "written": "Mødet holdes skriftligt."}
OUT = ("called", "held", "minuted", "approved")


def event_of(meeting: Meeting) -> ics.Event:
    """The entry of a meeting. Its UID stays, its SEQUENCE grows when the meeting is moved, cancelled or called."""
    return ics.Event(
        uid=f"{meeting.uid}@tvaers", sequence=meeting.sequence, starts=meeting.starts_at,
        ends=meeting.ends_at or meeting.starts_at + USUAL, summary=title_of(meeting), description=_words(meeting),
        place=meeting.place, url=page_of(meeting), is_cancelled=is_off(meeting), busy=not is_off(meeting),
    )  # fmt: skip


def is_off(meeting: Meeting) -> bool:
    """Whether the meeting will not be held."""
    return meeting.state == "cancelled" or meeting.gone_at is not None


def title_of(meeting: Meeting) -> str:
    """What the meeting is called: "Møde i Fælles Forretningsudvalg", or its own title."""
    kind = {"extra": "Ekstraordinært møde", "theme": "Temamøde", "event": "Arrangement"}.get(meeting.kind, "Møde")
    return f"{kind} i {meeting.forum.name}{': ' + meeting.title if meeting.title else ''}"


def page_of(meeting: Meeting) -> str:
    """Where the meeting is read."""
    return str(settings.MEETING_PAGE).format(meeting=meeting.pk)


def _words(meeting: Meeting) -> str:
    if is_off(meeting):
        return "Mødet er aflyst."
    parts = [
        FORMS.get(meeting.form, ""),
        "Dagsordenen er udsendt." if meeting.state in OUT else "Dagsordenen er ikke udsendt endnu.",
        "" if meeting.ends_at else "Sluttidspunktet er ikke fastsat.",
        page_of(meeting),
    ]
    return "\n".join(part for part in parts if part)


def for_receiver(event: ics.Event, organizer: str, attendee: str, *, is_off: bool) -> ics.Event:
    """The entry as an invitation to one receiver, or as a word that it is not theirs any more."""
    off = event.is_cancelled or is_off
    return replace(event, organizer=organizer, attendee=attendee, is_cancelled=off, busy=not off)
