"""The discount that the parties give each other (BA-4.1f): what lines would be at full tariff, less what they are."""

from dataclasses import dataclass

from tvaers.engine.settlement import lines
from tvaers.engine.settlement.lines import LineFilter
from tvaers.engine.settlement.models import Run


@dataclass(frozen=True)
class Discount:
    """One clause in one direction: the tariff's value and what is paid, in øre, and the number of lines."""

    clause: str
    payer: str
    payee: str
    value: int
    paid: int
    lines: int

    @property
    def amount(self) -> int:
        """The discount in øre."""
        return self.value - self.paid


def discounts(run: Run, sides: frozenset[str] | None) -> list[Discount]:
    """The discount of every rule that pays a share of a tariff, by clause and direction; `sides` None is all."""
    shares = [
        rule["name"]
        for rule in run.edition.document["rules"].values()
        if rule["amount"] and rule["amount"]["unit"] == "basispoint" and not rule["amount"]["full"]
    ]
    rows = lines.values(run, LineFilter(sides=sides), shares)
    return [Discount(**row) for row in rows]
