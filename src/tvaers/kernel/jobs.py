"""Handing follow-up work to the queue, in the transaction of the action that asks for it."""

from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued


def hand_over(task: str, **arguments: Any) -> int:
    """Queue a task by name; it runs only if the surrounding transaction commits. Returns the job's number."""
    return int(app.configure_task(task).defer(**arguments))


def hand_over_once(task: str, *, lock: str, seconds: int = 0, **arguments: Any) -> bool:
    """Queue a task to run in `seconds`, unless one with the same lock waits already. Returns whether it was queued."""
    try:
        with transaction.atomic():
            app.configure_task(task, queueing_lock=lock, schedule_in={"seconds": seconds}).defer(**arguments)
    except AlreadyEnqueued:
        return False
    return True
