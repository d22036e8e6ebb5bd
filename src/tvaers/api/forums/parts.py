"""What the endpoints of forums share: texts as long as they can be kept, days and moments that can be reckoned with."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any

from ninja import Field
from pydantic import AfterValidator, AwareDatetime

from tvaers.engine.forums import desk, queries
from tvaers.kernel.errors import NotFound

NO_NUL = r"^[^\u0000]*$"
FIRST_YEAR, LAST_YEAR = 1950, 2150


def _near(day: date) -> date:
    """A day in a year that a forum can meet in. ValueError else."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"året skal være fra {FIRST_YEAR} til {LAST_YEAR}")
    return day


def _near_moment(moment: datetime) -> datetime:
    return moment if _near(moment.date()) else moment


def _without_overflow(moment: datetime) -> datetime:
    """A bound to compare with; the first and last moments of all cannot be turned into another zone."""
    first, last = datetime(1, 1, 3, tzinfo=UTC), datetime(9999, 12, 29, tzinfo=UTC)
    return min(max(moment, first), last)


Day = Annotated[date, AfterValidator(_near)]
At = Annotated[AwareDatetime, AfterValidator(_near_moment)]
Bound = Annotated[AwareDatetime, AfterValidator(_without_overflow)]
Slug = Annotated[str, Field(max_length=80, pattern=NO_NUL)]
Words = Annotated[str, Field(max_length=300, pattern=NO_NUL)]
Name = Annotated[str, Field(max_length=150, pattern=NO_NUL)]
Body = Annotated[str, Field(max_length=100_000, pattern=NO_NUL)]
Numbered = Annotated[int, Field(ge=1, le=2**31 - 1)]


def item_at(user: Any, slug: str) -> queries.Item:
    """An item by its address. NotFound also when the user may not know of it."""
    return desk.item_at(user, slug)


def person_at(user: Any, pk: int | None) -> queries.Person | None:
    """A person by number; None for None. NotFound when the user does not see them."""
    if pk is None:
        return None
    found = queries.persons(user).filter(pk=pk).first()
    if found is None:
        raise NotFound(what="Personen findes ikke, eller du må ikke se den.")
    return found


def meeting_at(user: Any, pk: int | None) -> queries.Meeting | None:
    """A meeting by number; None for None. NotFound when the user does not see it."""
    return None if pk is None else queries.meeting(user, pk)


def numbered(rows: Any, number: int, what: str) -> Any:
    """The row of that number, counted from 1 in the order they came. NotFound when there are fewer."""
    found = sorted(rows.all(), key=lambda one: one.pk)
    if number > len(found):
        raise NotFound(what=what)
    return found[number - 1]
