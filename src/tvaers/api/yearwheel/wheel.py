"""A year in all forums, and duties: taken up, turned into items, their days settled."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Schema

from tvaers.api.forums.parts import Day, Slug, Words
from tvaers.api.parts import user_of
from tvaers.api.problems import answers
from tvaers.api.yearwheel.parts import WheelCountOut, router
from tvaers.engine.yearwheel import actions, queries

WheelYear = Annotated[int, Field(ge=1950, le=2150)]


class MeetingsVerdictOut(Schema):
    """Hvad antallet af møder bliver til efter aftalen."""

    held: int
    planned: int
    wanted: int
    text: str
    sort: str
    clause: str
    reading: str


class ForumYearOut(Schema):
    """Et forums år."""

    forum: str
    name: str
    held: list[date]
    planned: list[date]
    verdicts: list[MeetingsVerdictOut]


class ObligationOut(Schema):
    """En forpligtelse i et år. Uden dag er fristen ikke afklaret."""

    key: str
    title: str
    clause: str
    due: date | None
    lock: date | None
    remind: date | None
    warnings: list[str]
    items: list[str]


class WheelOut(Schema):
    """Et år i alle fora."""

    year: int
    forums: list[ForumYearOut]
    duties: list[ObligationOut]


class ObligationDueIn(Schema):
    """En frist, og hvad der afgør den."""

    due: Day
    reason: Words


@router.post("/yearwheel/take-up", response=answers(WheelCountOut), operation_id="yearwheel.take_up")
def take_up(request: HttpRequest) -> WheelCountOut:
    """Indlæs aftalernes forpligtelser og kontaktregistre."""
    return WheelCountOut(count=actions.take_up(actor=user_of(request)))


@router.post("/yearwheel/turn", response=answers(WheelCountOut), operation_id="yearwheel.turn")
def turn(request: HttpRequest) -> WheelCountOut:
    """Lav punkter af de forpligtelser, der nærmer sig."""
    return WheelCountOut(count=actions.turn(actor=user_of(request)))


@router.get("/yearwheel/{year}", response=answers(WheelOut), operation_id="yearwheel.years")
def wheel(request: HttpRequest, year: WheelYear) -> WheelOut:
    """Møder, mødekrav og frister i et år."""
    user = user_of(request)
    found = [
        ForumYearOut(
            forum=one.forum.key, name=one.forum.name, held=list(one.held), planned=list(one.planned),
            verdicts=[MeetingsVerdictOut(**verdict.__dict__) for verdict in one.verdicts],
        )
        for one in queries.years(user, year)
    ]  # fmt: skip
    return WheelOut(year=year, forums=found, duties=[_duty(one) for one in queries.duties(user, year)])


def _duty(one: queries.Duty) -> ObligationOut:
    return ObligationOut(
        key=one.obligation.key, title=one.obligation.title, clause=one.obligation.type.clause, due=one.due,
        lock=one.lock, remind=one.remind, warnings=one.warnings,
        items=[item.slug for _, _, item in one.entries if item is not None],
    )  # fmt: skip


@router.post("/obligations/{key}/due", response=answers(ObligationDueIn), operation_id="yearwheel.set_due")
def set_due(request: HttpRequest, key: Slug, given: ObligationDueIn) -> ObligationDueIn:
    """Fastsæt fristen for en forpligtelse."""
    user = user_of(request)
    actions.set_due(actor=user, obligation=queries.obligation(user, key), due=given.due, reason=given.reason)
    return given
