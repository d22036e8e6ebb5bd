"""Mail about status forms: to whoever answers for a receiver, when the form comes and when the day draws near."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage

from tvaers.engine.access import queries as access
from tvaers.engine.access.models import EVERYWHERE
from tvaers.engine.access.roles import ROLES
from tvaers.engine.forums.mailing import address_of
from tvaers.engine.forums.models import Person
from tvaers.engine.yearwheel.models import Receiver, StatusRequest
from tvaers.engine.yearwheel.policies import codes_of
from tvaers.kernel import clock, jobs
from tvaers.kernel.danish_days import date_in_words

FOOT = "Log ind for at svare. Mailen er sendt automatisk og kan ikke besvares."


def hand_over(receiver: Receiver) -> None:
    """Put a mail about a form on its way, once however often it is asked for."""
    jobs.hand_over_once("yearwheel.tell", lock=f"yearwheel.tell.{receiver.pk}", receiver=receiver.pk)


def addresses(receiver: Receiver) -> list[str]:
    """Where the people of a receiver get mail: those who follow up for its parties, or sit in the group."""
    if receiver.group is not None:
        sits = receiver.group.sittings.filter(starts__lte=clock.today()).exclude(ends__lt=clock.today())
        people = Person.objects.filter(pk__in=sits.values("person")).select_related("user")
        return sorted({address_of(one) for one in people} - {""})
    roles = [role.id for role in ROLES.values() if "forums.progress" in role.permissions]
    codes = codes_of(receiver)
    return sorted({one.user.email for one in access.holders(roles) if one.scope != EVERYWHERE and one.scope in codes})


def tell(pk: int) -> int:
    """Send the mail to the people of a receiver, unless it has answered meanwhile. Returns to how many."""
    receiver = Receiver.objects.select_related("request", "group").filter(pk=pk, answered_at=None).first()
    if receiver is None or receiver.request.sent_at is None:
        return 0
    found = addresses(receiver)
    for address in found:
        mail(receiver, address).send()
    return len(found)


def mail(receiver: Receiver, address: str) -> EmailMessage:
    """One mail. It names the form and the day, and nothing of what anybody has answered."""
    request = receiver.request
    lead = "Påmindelse: statusskema" if receiver.reminded_at else "Nyt statusskema"
    body = f"{request.title}\n{receiver.name} svarer senest {date_in_words(request.due)}.\n"
    page = f"{settings.ADDRESS}/moeder/aarshjul/svar/{receiver.slug}"
    return EmailMessage(
        subject=f"{lead}: {request.title}", body=f"{body}\n{page}\n\n{FOOT}\n",
        to=[address], headers={"Auto-Submitted": "auto-generated"},
    )  # fmt: skip


def due_for_reminder(on: date) -> list[StatusRequest]:
    """The sent forms whose day of reminding has come, that somebody has not answered and nobody was reminded of."""
    near = StatusRequest.objects.filter(sent_at__isnull=False, remind_on__lte=on, due__gte=on)
    waiting = near.filter(receivers__answered_at=None).exclude(receivers__reminded_at__isnull=False)
    return list(waiting.distinct().order_by("pk"))
