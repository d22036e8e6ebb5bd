"""By what right the parties share what a case holds: dated declarations, each for some fields or for all the others.

A type that declares none says nothing about it. In a type that does, a field without a basis on a day may not be given
then; what the other party must know is handed over by hand (BREV-17).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pydantic import Field, model_validator

from tvaers.kernel.case_fields import Id, Names, Part
from tvaers.kernel.package_models import Day, Text, fault


class LegalBasis(Part):
    """One basis: its place in the law and what it lets the parties do, from a first to a last day, both included.

    `fields` are those that it is for; none means every field that no other basis is named for. Without `to` it holds
    until further notice. `reading` is the package's reading of it, where the agreement names no law itself.
    """

    id: Id
    text: Text
    why: Text
    clause: Text
    fields: Names = ()
    start: Day = Field(alias="from")
    end: Day | None = Field(default=None, alias="to")
    reading: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> LegalBasis:
        if self.end is not None and self.end < self.start:
            raise fault(f"hjemlen {self.id} slutter {self.end}, før den begynder {self.start}", "»to« efter »from«")
        return self

    def holds_on(self, day: date) -> bool:
        """Whether a day lies within its time."""
        return self.start <= day and (self.end is None or day <= self.end)


def basis_of(bases: Iterable[LegalBasis], field: str, day: date) -> LegalBasis | None:
    """The basis of a field on a day; None when it has none.

    A field that some basis is named for has only those: when their time is over, the general one does not step in.
    """
    every = tuple(bases)
    named = [one for one in every if field in one.fields]
    meant = named or [one for one in every if not one.fields]
    return next((one for one in meant if one.holds_on(day)), None)
