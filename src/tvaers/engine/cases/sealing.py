"""What is kept apart from a case: sealed values, encrypted in rows of their own, so that no event holds them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from tvaers.engine.cases.given import Faults, fields_of, read_value
from tvaers.engine.cases.models import Case, Sealed
from tvaers.engine.citizens.secrets import decrypt_text, encrypt_text
from tvaers.engine.parties.queries import name_of, within
from tvaers.kernel.case_types import CaseType, EventSpec

MARK = "forseglet"
"""What stands in the case where a sealed value was given."""


def keep_sealed(
    type: CaseType, event: EventSpec, values: Mapping[str, object]
) -> tuple[dict[str, object], Callable[[Case], None]]:
    """The values with a mark in place of each sealed one, and what to call with the row to keep those."""
    sealed: dict[str, str] = {}
    rest = dict(values)
    for name, field in fields_of(type, event).items():
        text = read_value(field, values.get(name)) if field.type == "sealed" else None
        if text:
            sealed[name], rest[name] = str(text), MARK

    def keep(row: Case) -> None:
        for name, text in sealed.items():
            Sealed.objects.update_or_create(case=row, field=name, defaults={"token": encrypt_text(text)})

    return rest, keep


def open_sealed(row: Case, field: str) -> str | None:
    """A sealed value in plain text, or None when it is gone or was never given."""
    kept = Sealed.objects.filter(case=row, field=field).first()
    return decrypt_text(kept.token) if kept else None


def drop_sealed(row: Case, fields: Collection[str] | None = None) -> None:
    """Remove every sealed value of a case for good, or those of some fields."""
    kept = Sealed.objects.filter(case=row)
    (kept if fields is None else kept.filter(field__in=fields)).delete()


def check_parties(type: CaseType, event: EventSpec, values: Mapping[str, Any]) -> None:
    """Faults unless each party that is named exists: a case must never be given to nobody."""
    faults: dict[str, str] = {}
    for name, field in fields_of(type, event).items():
        if field.type in ("party", "parties") and values.get(name):
            given = read_value(field, values[name])
            for one in given if isinstance(given, list) else [given]:
                if not is_party(str(one)):
                    faults[name] = f"{field.label}: »{one}« er ikke en part, som Tværs kender."
    if faults:
        raise Faults(f"»{event.label}« kan ikke registreres endnu.", faults)


def is_party(code: str) -> bool:
    """Whether a code or key is that of a party that exists today."""
    return name_of(code) != code or len(within(code)) > 1
