"""What a check tells: findings with place, printed, recomputed and reason, and how many sums were tried.

A rule yields an `Outcome` for each thing it tries: a `Finding`, or `HELD` for a sum that holds to the last printed
digit. A finding of kind rounding is a sum that is off by no more than rounding can hide. Everything here is pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal

from tvaers.engine.budget.catalogue import Doubt, Interval, Place, Unit

Kind = Literal["error", "inconsistency", "label", "rounding"]
"""error: a sum that does not hold. inconsistency: two places of the catalogue say different things. label: a heading,
year, number, price level or cell is wrong or missing. rounding: off, but by no more than the rounding bound."""

Cause = Literal["", "digit_swap", "sign", "unit", "missing_line", "doubled_line", "one_end", "shifted", "repeated"]

CAUSES: Final[dict[str, str]] = {
    "digit_swap": "to cifre er byttet om",
    "sign": "et fortegn er vendt",
    "unit": "et beløb er skrevet i en forkert enhed eller med kommaet et forkert sted",
    "missing_line": "en linje mangler, eller totalen udelader en linje",
    "doubled_line": "en linje er talt med to gange",
    "one_end": "den ene ende af intervallet mangler",
    "shifted": "tallene er rykket en kolonne",
    "repeated": "tallet er gentaget fra kolonnen før",
}
"""The likely causes in Danish, as they end a reason."""


@dataclass(frozen=True)
class Finding:
    """One thing that does not fit. `object` is the key of what it is about, `"1.4-01"`; `where` says it in words.

    `printed` and `recomputed` are whole kroner, None where the finding is not about an amount of money; the texts tell
    both as a page would. `copy` counts findings that are otherwise alike, from 0, so that each has its own fingerprint.
    """

    rule: str
    kind: Kind
    place: Place
    object: str
    where: str
    reason: str
    printed: Interval | None = None
    recomputed: Interval | None = None
    unit: Unit = ""
    printed_text: str = ""
    recomputed_text: str = ""
    cause: Cause = ""
    copy: int = 0

    @property
    def difference(self) -> Interval | None:
        """Printed less recomputed, end by end; None where there are no two amounts."""
        if self.printed is None or self.recomputed is None:
            return None
        return self.printed - self.recomputed

    @property
    def fingerprint(self) -> str:
        """The same for the same finding at each reading, whatever lines have moved: 16 hex digits."""
        told = "\x1f".join(
            (self.rule, self.object, self.where, self.printed_text, self.recomputed_text, str(self.copy))
        )
        return sha256(told.encode()).hexdigest()[:16]


Outcome = Finding | None
HELD: Final = None
"""The outcome of a sum that holds to the last printed digit."""


@dataclass(frozen=True)
class Report:
    """The findings in the order of the pages, how many sums held, were off by rounding or failed, and what was
    doubted.
    """

    findings: tuple[Finding, ...]
    held: int
    rounding: int
    failed: int
    doubts: tuple[Doubt, ...] = ()

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that need a person: all but those that rounding explains."""
        return tuple(one for one in self.findings if one.kind != "rounding")
