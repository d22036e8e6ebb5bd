"""Moves made-up messages of 2039 to 2013, when an agreement on admission and discharge is in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tests.messages.course import WINTER, at

from tvaers.engine.messages.message import Message

BACK = datetime(2013, 1, 10, 8, tzinfo=WINTER) - at(0)


def in_force(message: Message) -> Message:
    """The same message, so many years earlier."""

    def moved(moment: datetime | None) -> datetime | None:
        return moment + BACK if moment else None

    stay = message.stay
    assert stay is not None
    earlier = replace(
        stay, starts=stay.starts + BACK, ends=moved(stay.ends), leave_starts=moved(stay.leave_starts),
        leave_ends=moved(stay.leave_ends),
    )  # fmt: skip
    history = tuple(replace(one, occurred=moved(one.occurred), recorded=moved(one.recorded)) for one in message.history)
    return replace(message, stay=earlier, history=history, sent_at=message.sent_at + BACK)
