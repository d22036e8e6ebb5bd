"""Mail about events and posts: a letter for each address, sent by a job, once."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q

from tvaers.engine.forums.mailing import address_of
from tvaers.engine.forums.models import Forum, Person
from tvaers.engine.outreach.models import Gathering, Letter, Post
from tvaers.engine.yearwheel.models import Contact
from tvaers.kernel import clock, jobs
from tvaers.kernel.danish_days import date_in_words

FOOT = "Mailen er sendt automatisk og kan ikke besvares."


def invite(gathering: Gathering) -> None:
    """A letter to whoever sits in an invited forum or in the forum itself on the day, and to the contact persons."""
    day = gathering.meeting.starts_at.astimezone(clock.COPENHAGEN).date()
    people = {address_of(one): one.name for one in seated([gathering.forum, *gathering.forums.all()], day)}
    contacts = Contact.objects.filter(register__key=gathering.register, area=gathering.area, starts__lte=day)
    contacts = contacts.filter(post=gathering.post) if gathering.post else contacts
    people |= {one.email: one.name for one in contacts.exclude(ends__lt=day)}
    hand_over([Letter(gathering=gathering, address=address, name=name) for address, name in people.items()])


def seated(forums: Iterable[Forum], day: object) -> list[Person]:
    """Everybody who sits in one of the forums on a day."""
    on_day = Q(sittings__ends__isnull=True) | Q(sittings__ends__gte=day)
    found = Person.objects.filter(on_day, sittings__forum__in=list(forums), sittings__starts__lte=day)
    return list(found.select_related("user").distinct().order_by("name", "pk"))


def hand_over(letters: Iterable[Letter]) -> None:
    """Keep the letters that have an address, and put each on its way."""
    for letter in letters:
        if letter.address:
            letter.save()
            jobs.hand_over("outreach.send", letter=letter.pk)


def send(pk: int) -> bool:
    """Send a letter unless it was sent. Returns whether a mail went out; a failure raises, and it is sent later."""
    with transaction.atomic():
        letter = Letter.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk, sent_at=None).first()
        if letter is None:
            return False
        letter.sent_at = clock.now()
        letter.save(update_fields=["sent_at"])
        mail(letter).send()
    return True


def mail(letter: Letter) -> EmailMessage:
    """The mail of a letter: an invitation to an event, or what a member wrote."""
    subject, body = _invitation(letter.gathering) if letter.gathering else _post(letter.post)
    return EmailMessage(
        subject=subject, body=f"{body}\n\n{FOOT}\n", to=[letter.address], headers={"Auto-Submitted": "auto-generated"}
    )


def _invitation(gathering: Gathering) -> tuple[str, str]:
    meeting = gathering.meeting
    local = meeting.starts_at.astimezone(clock.COPENHAGEN)
    page = f"{settings.ADDRESS}/moeder/deling/arrangement/{gathering.slug}"
    lines = [
        f"{meeting.forum.name} inviterer til {meeting.title}", f"{local:%d-%m-%Y} kl. {local:%H.%M}", meeting.place,
        f"Tilmeld dig senest {date_in_words(gathering.due)}.", page,
    ]  # fmt: skip
    return f"Invitation: {meeting.title}", "\n".join(line for line in lines if line)


def _post(post: Post | None) -> tuple[str, str]:
    assert post is not None, "a letter is about an event or a post"
    page = f"{settings.ADDRESS}/moeder/deling/besked/{post.slug}"
    return f"{post.forum.name}: {post.subject}", f"{post.sender} skriver:\n\n{post.text}\n\n{page}"
