"""What is late, or soon will be, on an edition's way to approval. Pure; days are dates in Denmark."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tvaers.kernel.danish_days import date_in_words

SOON = 30
"""From so many days before, a day is told about."""


@dataclass(frozen=True)
class Warned:
    """A day on the way: "late" when it is over, "soon" when it is near; with a Danish sentence."""

    sort: Literal["late", "soon"]
    text: str
    late_days: int = 0


def warnings(ready_by: date | None, is_ready: bool, owed: Iterable[tuple[str, date]], today: date) -> list[Warned]:
    """What is late or near: the edition itself unless it is ready, and each thing that is owed by a day."""
    found = [] if is_ready or ready_by is None else [_of("Udgaven skal være klar", ready_by, today)]
    return [one for one in (*found, *(_of(what, day, today) for what, day in owed)) if one is not None]


def _of(what: str, day: date, today: date) -> Warned | None:
    left = (day - today).days
    if left < 0:
        return Warned("late", f"{what} {date_in_words(day)}. Det er {_days(-left)} over tiden.", -left)
    if left > SOON:
        return None
    return Warned("soon", f"{what} {date_in_words(day)}. Det er {'i dag' if left == 0 else f'om {_days(left)}'}.")


def _days(number: int) -> str:
    return "1 dag" if number == 1 else f"{number} dage"
