"""Jobs of the exchange: letters of cases go out within a minute, and unanswered letters are sent again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Exists, OuterRef
from procrastinate.contrib.django import app

from tvaers.engine.cases.models import Event, Notice
from tvaers.engine.messages import actions
from tvaers.engine.messages.models import Outgoing
from tvaers.engine.messages.outbox import WAIT
from tvaers.engine.messages.parking import place_of
from tvaers.kernel import clock
from tvaers.kernel.action import System

log = logging.getLogger(__name__)
BY = System("udbakken")
MOST = 500
"""How many one run of a job takes on."""


@app.periodic(cron="* * * * *")
@app.task(name="messages.send_case_notices", queueing_lock="messages.send_case_notices")
def send_case_notices(timestamp: int = 0) -> int:  # noqa: ARG001
    """Send the word of case events that goes by MedCom and has not gone; returns how many. Not of those annulled."""
    gone = Event.objects.filter(case=OuterRef("case"), kind="annulment", target=OuterRef("number"))
    unsent = Notice.objects.filter(~Exists(gone), channel="care_communication", letter__isnull=True)
    return _each(unsent.order_by("pk")[:MOST], lambda notice: actions.send_notice(actor=BY, notice=notice))


@app.periodic(cron="*/5 * * * *")
@app.task(name="messages.send_again", queueing_lock="messages.send_again")
def send_unanswered_again(timestamp: int = 0) -> int:  # noqa: ARG001
    """Send letters again that nobody has answered for `WAIT`, or give them up; returns how many."""
    late = Outgoing.objects.filter(state="sent", standard="care-communication", sent_at__lte=clock.now() - WAIT)
    return _each(late.order_by("pk")[:MOST], lambda letter: actions.send_again(actor=BY, letter=letter))


def _each(rows: Iterable[Any], write: Callable[[Any], object]) -> int:
    """Do one write for each row; a row that fails is logged by the sort and place of the fault, and stops no other."""
    done = 0
    for row in rows:
        try:
            write(row)
            done += 1
        except Exception as error:  # noqa: BLE001 one letter must not keep the others back
            log.error("%s could not be sent: %s", type(row).__name__, place_of(error))
    return done
