"""Receipt codes: whoever opens a case from outside it can follow one status with a code, and is nowhere known by it.

Only the code's hash is kept. The code is drawn from 80 random bits, so that none can be guessed.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from tvaers.engine.cases import store
from tvaers.engine.cases.models import Case, Receipt
from tvaers.kernel import clock

LETTERS = 16


@dataclass(frozen=True)
class Told:
    """What a receipt code tells: the case type's title, and the status in words."""

    title: str
    status: str


def give(row: Case) -> str:
    """A new code to a case, as "K7QX-2M4D-…"; it is told once and cannot be read again."""
    drawn = "".join(secrets.choice(store.ALPHABET) for _ in range(LETTERS))
    Receipt.objects.create(case=row, code_hash=_hash(drawn))
    return "-".join(drawn[start : start + 4] for start in range(0, LETTERS, 4))


def told(code: str) -> Told | None:
    """What a code tells now; None for a code that was never given. Nobody's name is asked for."""
    found = Receipt.objects.select_related("case").filter(code_hash=_hash(code)).first()
    if found is None:
        return None
    case = store.read(found.case)
    derived = next(one for one in case.type.derived if one.id == case.type.receipt)
    value = str(case.look(clock.now()).value(derived.id))
    labels = {choice.id: choice.label for choice in derived.choices}
    return Told(case.type.title, labels.get(value, value))


def _hash(code: str) -> str:
    """The hash of a code, whatever the case of its letters and the signs between them."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()
