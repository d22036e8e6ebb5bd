"""Jobs of the exchange: letters of cases go out within a minute, and unanswered letters are sent again."""

from django.db.models import Exists, OuterRef
from procrastinate.contrib.django import app

from tvaers.engine.cases.models import Event, Notice
from tvaers.engine.messages import actions
from tvaers.engine.messages.models import Outgoing
from tvaers.engine.messages.outbox import WAIT
from tvaers.kernel import clock
from tvaers.kernel.action import System

BY = System("udbakken")


@app.periodic(cron="* * * * *")
@app.task(name="messages.send_case_notices", queueing_lock="messages.send_case_notices")
def send_case_notices(timestamp: int = 0) -> int:  # noqa: ARG001
    """Send the word of case events that goes by MedCom and has not gone; returns how many. Not of those annulled."""
    gone = Event.objects.filter(case=OuterRef("case"), kind="annulment", target=OuterRef("number"))
    unsent = Notice.objects.filter(~Exists(gone), channel="care_communication", letter__isnull=True)
    waiting = list(unsent.order_by("pk")[:500])
    for notice in waiting:
        actions.send_notice(actor=BY, notice=notice)
    return len(waiting)


@app.periodic(cron="*/5 * * * *")
@app.task(name="messages.send_again", queueing_lock="messages.send_again")
def send_unanswered_again(timestamp: int = 0) -> int:  # noqa: ARG001
    """Send letters again that nobody has answered for `WAIT`, or give them up; returns how many."""
    late = Outgoing.objects.filter(state="sent", standard="care-communication", sent_at__lte=clock.now() - WAIT)
    found = list(late.order_by("pk")[:500])
    for letter in found:
        actions.send_again(actor=BY, letter=letter)
    return len(found)
