"""Invitations by mail: whoever sits in a forum on the day of a meeting is told of it, and of each change, once.

A secretary sends the invitation, or calls the meeting by sending its agenda; from then on a job sees what has changed
and tells it. What a person was told is kept, so a job that is killed anywhere tells nothing twice and forgets nothing.
Several changes within a minute, and several meetings, are one mail. It names the meeting and no item of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet

from tvaers.engine.forums import policies
from tvaers.engine.forums.calendar import event_of, for_receiver, is_off, page_of, title_of
from tvaers.engine.forums.models import Invitation, Meeting, Person
from tvaers.kernel import clock, ics, jobs
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import Conflict, Problem

GATHERS = 60
"""For how many seconds what there is to tell a person is gathered into one mail."""
FOOT = "Log ind for at se dagsorden og bilag. Mailen er sendt automatisk og kan ikke besvares."
LEADS = {"new": "Invitation", "changed": "Ændret", "off": "Aflyst", "not_yours": "Ikke længere dit møde"}


@action("forums.invite", permission=policies.may_keep, on="meeting", audit="{actor} sendte invitation til {meeting}")
def invite(*, actor: Actor, meeting: Meeting) -> int:  # noqa: ARG001
    """Send invitation til dem, der sidder i forummet på mødedagen. Ændres mødet, får de besked af sig selv.

    Returns how many there are. Conflict when the meeting is over or cancelled; Problem when nobody has an address.
    """
    if is_off(meeting) or meeting.starts_at <= clock.now():
        raise Conflict(what="Mødet ligger bagude, eller det er aflyst.", do="Inviter til et møde forude.")
    reached = [one for one in receivers(meeting) if address_of(one)]
    if not reached:
        why = "Ingen på mødedagens pladser har en mailadresse."
        raise Problem(what="Der er ingen at invitere.", why=why, do="Skriv adresserne på personerne.")
    _note(meeting, reached)
    return len(reached)


def receivers(meeting: Meeting) -> list[Person]:
    """Whoever sits in the forum on the day of the meeting, secretaries and substitutes too."""
    day = meeting.starts_at.astimezone(clock.COPENHAGEN).date()
    sits = meeting.forum.sittings.filter(starts__lte=day).exclude(ends__lt=day).values("person")
    return list(Person.objects.filter(pk__in=sits).select_related("user").order_by("name", "pk"))


def address_of(person: Person) -> str:
    """Where a person gets mail: their own address, else that of their user; "" when there is none."""
    return person.email or (person.user.email if person.user and person.user.is_active else "")


def look() -> int:
    """See that a mail is on its way to everybody who has something to hear. Returns to how many."""
    told = Q(invitations__isnull=False) | Q(state="called")
    ahead = Meeting.objects.filter(told, starts_at__gt=clock.now()).select_related("forum").distinct()
    for meeting in ahead:
        if not is_off(meeting):
            _note(meeting, (one for one in receivers(meeting) if address_of(one)))
    waiting = {one.invitation.person_id for one in _due(Invitation.objects.all())}
    return sum(_gather(person) for person in sorted(waiting))


def _note(meeting: Meeting, people: Iterable[Person]) -> None:
    """An invitation for each, untold when it is new, and a mail on its way to those who have one to hear."""
    for person in people:
        _, is_new = Invitation.objects.get_or_create(meeting=meeting, person=person)
        if is_new:
            _gather(person.pk)


def _gather(person: int) -> bool:
    return jobs.hand_over_once("forums.tell", lock=f"forums.tell:{person}", seconds=GATHERS, person=person)


@dataclass(frozen=True)
class News:
    """What somebody has to hear about one meeting: `sort` is a key of LEADS, `event` as they should have it."""

    invitation: Invitation
    sort: str
    event: ics.Event
    address: str

    @property
    def mark(self) -> str:
        """What they have been told when they have been told this."""
        said = (self.event.sequence, self.event.starts, self.event.ends, self.event.summary, self.event.place)
        return hashlib.sha256(repr((*said, self.event.is_cancelled)).encode()).hexdigest()


def _due(rows: QuerySet[Invitation]) -> list[News]:
    """What there is to tell, of meetings ahead. Whoever heard nothing of a meeting hears nothing of its end."""
    rows = rows.filter(meeting__starts_at__gt=clock.now()).select_related("meeting__forum", "person__user")
    found = []
    sitting: dict[int, set[int]] = {}
    for row in rows.order_by("meeting__starts_at", "pk"):
        if row.meeting_id not in sitting:
            sitting[row.meeting_id] = {one.pk for one in receivers(row.meeting)}
        news = _news(row, sits=row.person_id in sitting[row.meeting_id])
        if news.mark != row.told and (row.told or not news.event.is_cancelled):
            found.append(news)
    return found


def _news(row: Invitation, *, sits: bool) -> News:
    off = is_off(row.meeting)
    sort = "off" if off else "not_yours" if not sits else "changed" if row.told and not row.is_cancelled else "new"
    address = address_of(row.person) or row.address
    event = for_receiver(event_of(row.meeting), settings.DEFAULT_FROM_EMAIL, address, is_off=not sits)
    return News(row, sort, event, address)


def tell(person: int) -> int:
    """Send a person one mail with what there is to tell; returns of how many meetings. A failure raises: told later."""
    with transaction.atomic():
        locked = Invitation.objects.select_for_update(skip_locked=True, of=("self",)).filter(person_id=person)
        news = _due(locked)
        for one in news:
            _remember(one, clock.now())
        reached = [one for one in news if one.address]
        if reached:
            mail(reached).send()
    return len(news)


def _remember(news: News, at: datetime) -> None:
    row = news.invitation
    row.told, row.sequence, row.address = news.mark, news.event.sequence, news.address
    row.is_cancelled, row.at = news.event.is_cancelled, at
    row.save(update_fields=["told", "sequence", "address", "is_cancelled", "at"])


def mail(news: list[News]) -> EmailMessage:
    """One mail: a paragraph and a calendar file for each meeting. Its Message-ID comes from what it tells."""
    digest = hashlib.sha256(" ".join(f"{one.invitation.pk}:{one.mark}" for one in news).encode()).hexdigest()[:32]
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    made = EmailMessage(
        subject=_subject(news), body="\n\n".join([*(_paragraph(one) for one in news), FOOT]) + "\n",
        to=[news[0].address], headers={"Message-ID": f"<{digest}@{host}>", "Auto-Submitted": "auto-generated"},
    )  # fmt: skip
    for one in news:
        method: ics.Method = "CANCEL" if one.event.is_cancelled else "REQUEST"
        text = ics.written([one.event], name="Møder", method=method)
        name = f"moede-{_local(one.event.starts):%Y-%m-%d}-{one.invitation.meeting_id}.ics"
        made.attach(name, text, f"text/calendar; method={method}")
    return made


def _subject(news: list[News]) -> str:
    if len(news) > 1:
        return f"Tværs: nyt om {len(news)} møder"
    one = news[0]
    return f"{LEADS[one.sort]}: {title_of(one.invitation.meeting)} {_local(one.event.starts):%d-%m-%Y}"


def _paragraph(news: News) -> str:
    meeting, local = news.invitation.meeting, _local(news.event.starts)
    until = f" til {_local(meeting.ends_at):%H.%M}" if meeting.ends_at else ""
    lines = [f"{LEADS[news.sort]}: {title_of(meeting)}", f"{local:%d-%m-%Y} kl. {local:%H.%M}{until}"]
    if not news.event.is_cancelled:
        lines += [line for line in (meeting.place, *news.event.description.split("\n")) if line]
    elif news.sort == "off":
        lines.append(page_of(meeting))
    return "\n".join(lines)


def _local(moment: datetime) -> datetime:
    return moment.astimezone(clock.COPENHAGEN)
