"""Whether the dates and times given with an event lie where its fields say: not before this, not after that. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from tvaers.engine.cases.given import Faults, fields_of
from tvaers.kernel.case_events import MESSAGE
from tvaers.kernel.case_fields import NOW
from tvaers.kernel.case_types import EventSpec, FieldSpec
from tvaers.kernel.clock import COPENHAGEN

if TYPE_CHECKING:
    from tvaers.engine.cases.core import Case
    from tvaers.engine.cases.looking import Look


def check_times(case: Case, event: EventSpec, look: Look) -> None:
    """Faults at the fields of the case's last event whose date or time cannot be; a message is taken at its word.

    Times are compared to the minute, as people write them, and with a date only by day, both in Danish time.
    """
    last = case.events[-1]
    if last.doer.job == MESSAGE:
        return
    faults: dict[str, str] = {}
    for name, field in fields_of(case.type, event).items():
        if name in last.data and (field.not_before or field.not_after):
            wrong = next(_wrong(case, field, _read(field, last.data[name]), look), "")
            faults |= {name: wrong} if wrong else {}
    if faults:
        raise Faults(f"»{event.label}« kan ikke registreres sådan.", faults)


def _read(field: FieldSpec, kept: str) -> date:
    return datetime.fromisoformat(kept) if field.type == "time" else date.fromisoformat(kept)


def _wrong(case: Case, field: FieldSpec, value: date, look: Look) -> Iterator[str]:
    """A Danish sentence for each bound that a value breaks."""
    for name in field.not_before:
        bound = _bound(name, look)
        if bound is not None and _less(value, bound):
            yield _sentence(case, field, name, bound, "før", "fortiden")
    for name in field.not_after:
        bound = _bound(name, look)
        if bound is not None and _less(bound, value):
            yield _sentence(case, field, name, bound, "efter", "fremtiden")


def _bound(name: str, look: Look) -> date | datetime | None:
    value = look.at if name == NOW else look.value(name)
    return value if isinstance(value, date) else None


def _less(one: date, other: date) -> bool:
    """Whether one comes before the other; by day when either is a day."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one.replace(second=0, microsecond=0) < other.replace(second=0, microsecond=0)
    return _day(one) < _day(other)


def _day(one: date) -> date:
    return one.astimezone(COPENHAGEN).date() if isinstance(one, datetime) else one


def _sentence(case: Case, field: FieldSpec, name: str, bound: date, side: str, beyond_now: str) -> str:
    if name == NOW:
        return f"{field.label}: {'Tidspunktet' if field.type == 'time' else 'Dagen'} ligger i {beyond_now}."
    labels = {one.id: one.label for one in case.type.fields} | {one.id: one.label for one in case.type.derived}
    when = f"{bound.astimezone(COPENHAGEN):%d-%m-%Y kl. %H.%M}" if isinstance(bound, datetime) else f"{bound:%d-%m-%Y}"
    return f"{field.label} kan ikke ligge {side} »{labels[name]}«, der er {when}."
