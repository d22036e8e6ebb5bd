"""Handing follow-up work to the queue, in the transaction of the action that asks for it."""

from typing import Any

from procrastinate.contrib.django import app


def hand_over(task: str, **arguments: Any) -> int:
    """Queue a task by name; it runs only if the surrounding transaction commits. Returns the job's number."""
    return int(app.configure_task(task).defer(**arguments))
