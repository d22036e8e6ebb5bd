"""A CPR number in the hands of the program: a value that hides itself wherever it is printed, logged or raised."""

from __future__ import annotations

import re
from typing import NoReturn

from tvaers.kernel import ids
from tvaers.kernel.errors import Problem


class Cpr:
    """Ten digits that only `reveal()` gives. `str`, `repr`, format and the audit name show none of them.

    Compares and hashes by the digits. It cannot be pickled, so that it ends up in no cache and no job.
    """

    __slots__ = ("_digits",)

    def __init__(self, written: str) -> None:
        """Take a number as written, with or without hyphen and spaces.

        Problem if it is not a birth date and four digits. Modulus 11 is not asked for: valid numbers lack it.
        """
        digits = re.sub(r"[\s-]", "", written)
        if ids.cpr_birth_date(digits) is None:
            raise Problem(
                what="Det er ikke et CPR-nummer.",
                why="Et CPR-nummer er en fødselsdato efterfulgt af fire cifre.",
                do="Ret nummeret, og prøv igen.",
            ) from None
        self._digits = digits

    def reveal(self) -> str:
        """The ten digits. Only what encrypts, hashes or shows them to an allowed reader asks for this."""
        return self._digits

    @property
    def masked(self) -> str:
        """The birth date and four dots: what a page shows by default."""
        return ids.mask_cpr(self._digits)

    def audit_name(self) -> str:
        """What the log keeps: that there was a number, and nothing of it."""
        return "et CPR-nummer"

    def __str__(self) -> str:
        return "CPR-nummer (skjult)"

    def __repr__(self) -> str:
        return "Cpr(skjult)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cpr) and other._digits == self._digits

    def __hash__(self) -> int:
        return hash((Cpr, self._digits))

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Cpr is never pickled")
