"""What the endpoints share: bounded texts and numbers, pages of rows, amounts as text."""

from datetime import datetime
from typing import Annotated, Any, overload

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Schema
from pydantic import AfterValidator

from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.money import plain

BIGGEST = 2**63 - 1
"""The largest number that the database can hold."""

MOST_ROWS = 500
"""The most rows a page may ask for."""

_NO_NUL = r"^[^\u0000]*$"

Key = Annotated[int, Field(ge=1, le=BIGGEST)]
Short = Annotated[str, Field(max_length=150, pattern=_NO_NUL)]
Text = Annotated[str, Field(max_length=2_000, pattern=_NO_NUL)]
LineKey = Annotated[str, Field(max_length=400, pattern=_NO_NUL)]
Amount = Annotated[str, Field(description="Kroner med to decimaler, fx 168688.80", pattern=r"^-?[0-9]+\.[0-9]{2}$")]
Moment = Annotated[datetime, AfterValidator(lambda moment: moment.astimezone(COPENHAGEN))]
"""A time as it is given: Danish time, with its zone."""


class Paging(Schema):
    """Hvilken side af rækkerne du vil have."""

    offset: int = Field(0, ge=0, le=BIGGEST, description="Hvor mange rækker der springes over")
    limit: int = Field(50, ge=1, le=MOST_ROWS, description=f"Hvor mange rækker du vil have, højst {MOST_ROWS}")

    def of(self, rows: QuerySet[Any]) -> list[Any]:
        """This page of the rows of a query."""
        return list(rows[self.offset : min(self.offset + self.limit, BIGGEST)])


@overload
def amount(oere: int) -> str: ...
@overload
def amount(oere: None) -> None: ...
def amount(oere: int | None) -> str | None:
    """An amount in øre as kroner for machines; None stays None."""
    return None if oere is None else plain(oere)


def user_of(request: HttpRequest) -> Any:
    """Whoever asks: the user of the session."""
    return request.user
