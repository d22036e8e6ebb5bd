"""Mail about cases: who is told what, once, and the one mail that gathers what there is to tell somebody.

First a line is written for each receiver, in the transaction that marks what it is about as told; then a job sends a
receiver's lines together. So a job that is killed anywhere loses no line and writes none twice. A mail holds case
numbers and the words of the case type, and nothing about a citizen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from tvaers.engine.access.models import EVERYWHERE, User
from tvaers.engine.access.queries import holders
from tvaers.engine.cases.models import Case, MailLine, Notice, Turn
from tvaers.engine.cases.store import package_of
from tvaers.engine.parties.queries import name_of, within
from tvaers.kernel import clock, jobs
from tvaers.kernel.case_types import CaseType

GATHERS = 60
"""For how many seconds a receiver's lines are gathered into one mail."""
LEADER = "ledelse"
"""The job that is told when a deadline has been missed."""
MOST_LINES = 50
"""The most lines that one mail lists; of the rest it gives the number."""
FOOT = "Log ind for at se mere. Mailen er sendt automatisk og kan ikke besvares."
AT_A_TIME = 200
"""How many turns are told about in one transaction."""


def receivers(party: str, job_names: Iterable[str]) -> list[User]:
    """The users with one of the jobs for a party, or for a region or hospital that it is part of.

    Those who have it for everything are nobody's people, so they get no mail.
    """
    grants = [one for one in holders(tuple(job_names)) if one.scope != EVERYWHERE and party in within(one.scope)]
    return list({one.user_id: one.user for one in grants}.values())


def tell(users: Iterable[User], key: str, number: str, text: str) -> None:
    """Write a line for each user who has none with the key, and see that a mail is on its way to them."""
    for user in users:
        _, is_new = MailLine.objects.get_or_create(
            user=user, key=key, defaults={"case_number": number, "text": text, "made_at": clock.now()}
        )
        if is_new:
            _gather(user.pk, GATHERS)


def tell_notice(pk: int) -> None:
    """Tell the people of a notice's party. Once: a notice that is told already is left alone."""
    with transaction.atomic():
        notice = Notice.objects.select_for_update().select_related("case").filter(pk=pk, mailed_at=None).first()
        if notice is None:
            return
        type = _type(notice.case)
        people = receivers(notice.party, type.role(notice.role).jobs)
        tell(people, f"notice:{notice.pk}", notice.case.number, f"{type.title}: {notice.label}")
        notice.mailed_at = clock.now()
        notice.save(update_fields=["mailed_at"])


def tell_deadlines(at: datetime) -> int:
    """Tell about every deadline that has begun to press, and the leaders about those missed. Returns how many."""
    count = 0
    while batch := _tell_some(at):
        count += batch
    return count


def _tell_some(at: datetime) -> int:
    with transaction.atomic():
        turns = list(_pressing(at).select_for_update(skip_locked=True, of=("self",))[:AT_A_TIME])
        for turn in turns:
            _tell_turn(turn, at)
        Turn.objects.bulk_update(turns, ["mailed_for", "escalated_for"])
    return len(turns)


def _pressing(at: datetime) -> QuerySet[Turn]:
    """The turns whose people, or leaders, have something to hear that they have not heard."""
    found = Turn.objects.filter(due__isnull=False).select_related("case")
    found = found.annotate(presses=Coalesce("remind", "due")).filter(presses__lte=at)
    untold = Q(mailed_for=None) | ~Q(mailed_for=F("due"))
    unescalated = Q(due__lt=at) & (Q(escalated_for=None) | ~Q(escalated_for=F("due")))
    return found.filter(untold | unescalated).order_by("pk")


def _tell_turn(turn: Turn, at: datetime) -> None:
    """A line to the turn's own people, and one to the leaders of the same party when the deadline has passed.

    Leaders who have no part in the type's cases hear what was missed, and not in which case.
    """
    assert turn.due is not None, "asked only of turns with a deadline"
    type, is_late = _type(turn.case), turn.due < at
    due = f"{turn.due.astimezone(clock.COPENHAGEN):%d-%m-%Y kl. %H.%M}"
    label = next((one.label for one in type.duties if one.id == turn.duty), type.title)
    key = f"{turn.duty}:{turn.case.number}:{turn.role}:{turn.due.isoformat()}"
    if turn.mailed_for != turn.due:
        words = f"{type.title}: {label}, {f'fristen var {due}' if is_late else f'senest {due}'}"
        tell(receivers(turn.party, type.role(turn.role).jobs), f"due:{key}", turn.case.number, words)
        turn.mailed_for = turn.due
    if is_late:
        words = f"{type.title}: {label}, fristen var {due} hos {name_of(turn.party)}"
        number = turn.case.number if LEADER in type.jobs else ""
        tell(receivers(turn.party, (LEADER,)), f"late:{key}", number, words)
        turn.escalated_for = turn.due


def send_digest(user: int) -> int:
    """Send a user's waiting lines as one mail; returns how many. What cannot be sent stays waiting, and raises."""
    with transaction.atomic():
        waiting = MailLine.objects.select_for_update(skip_locked=True, of=("self",)).select_related("user")
        lines = list(waiting.filter(user_id=user, sent_at=None).order_by("pk"))
        if not lines:
            return 0
        MailLine.objects.filter(pk__in=[one.pk for one in lines]).update(sent_at=clock.now())
        if lines[0].user.email and lines[0].user.is_active:
            mail(lines[0].user, lines).send()
    return len(lines)


def mail(user: User, lines: list[MailLine]) -> EmailMessage:
    """One mail with a user's lines. Its Message-ID comes from the lines, so that a repeat is known as one."""
    told = [f"- {one.text}{_where(one.case_number)}" for one in lines[:MOST_LINES]]
    rest = len(lines) - len(told)
    more = [f"Og {rest} mere. Se resten på din arbejdsliste: {_page('')}"] if rest else []
    digest = hashlib.sha256(" ".join(str(one.pk) for one in lines).encode()).hexdigest()[:32]
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
    return EmailMessage(
        subject="Tværs: 1 nyhed til dig" if len(lines) == 1 else f"Tværs: {len(lines)} nyheder til dig",
        body="\n\n".join(["Det her er nyt i det, som du eller din enhed er med i:", *told, *more, FOOT]) + "\n",
        to=[user.email],
        headers={"Message-ID": f"<{digest}@{host}>", "Auto-Submitted": "auto-generated"},
    )


def send_waiting() -> int:
    """See that a mail is on its way to everybody with waiting lines, also when a job was lost. Returns how many."""
    waiting = MailLine.objects.filter(sent_at=None).order_by("user_id").values_list("user_id", flat=True).distinct()
    return sum(_gather(user, GATHERS) for user in waiting)


def _gather(user: int, seconds: int) -> bool:
    return jobs.hand_over_once("cases.send_digest", lock=f"cases.digest:{user}", seconds=seconds, user=user)


def _type(case: Case) -> CaseType:
    return package_of(case).case_types[case.type]


def _where(number: str) -> str:
    return f"\n  {number}: {_page(number)}" if number else ""


def _page(number: str) -> str:
    return str(settings.CASE_PAGE).format(number=number)
