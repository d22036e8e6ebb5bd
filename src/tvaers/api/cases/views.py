"""Saved views of lists, and the secret address of one's calendar: the same actions as the pages use."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Field, Query, Schema

from tvaers.api.cases.desk import CaseDoneOut
from tvaers.api.cases.router import router
from tvaers.api.parts import Key, Moment, Paging, Short, user_of
from tvaers.api.problems import answers
from tvaers.engine.cases import dates, queries, views
from tvaers.kernel.errors import NotFound


class ViewIn(Schema):
    """En visning, der skal gemmes."""

    list: Short = Field("", description="Forløbstypens id; tomt for arbejdslisten")
    name: str = Field(max_length=views.LONGEST_NAME, pattern=r"^[^\u0000]*$")
    query: str = Field(
        "", max_length=views.LONGEST_QUERY, pattern=r"^[^\u0000]*$",
        description="Filter, rækkefølge og kolonner, som de står i listens adresse",
    )  # fmt: skip
    party: Short = Field("", description="Den enhed, som den deles med; tom for dig selv")


class NameIn(Schema):
    """Et nyt navn."""

    name: str = Field(max_length=views.LONGEST_NAME, pattern=r"^[^\u0000]*$")


class ViewOut(ViewIn):
    """En gemt visning."""

    id: int
    is_own: bool = Field(description="Om du selv har lavet den")
    made_at: Moment


class CalendarIn(Schema):
    """Hvis frister kalenderen skal vise."""

    party: Short = Field("", description="En af dine enheder; tom for dem alle")


class CalendarOut(Schema):
    """Adressen, som et kalenderprogram læser. Den vises kun denne ene gang."""

    address: str


@router.get("/case-views", response=answers(list[ViewOut]), operation_id="cases.views")
def saved_views(request: HttpRequest, paging: Query[Paging], of: Short = "") -> list[ViewOut]:
    """De visninger, som du kan bruge: dine egne og dem, der er delt med dine enheder."""
    user = user_of(request)
    return [_view(user, one) for one in paging.of(queries.views(user, of or None))]


@router.post("/case-views", response=answers(ViewOut), operation_id="cases.save_view")
def save_view(request: HttpRequest, given: ViewIn) -> ViewOut:
    """Gem en visning. Har du en med samme navn, bliver den erstattet."""
    user = user_of(request)
    return _view(user, views.save_view(actor=user, **given.dict()))


@router.post("/case-views/{id}/rename", response=answers(ViewOut), operation_id="cases.rename_view")
def rename_view(request: HttpRequest, id: Key, given: NameIn) -> ViewOut:
    """Giv en visning et andet navn."""
    user = user_of(request)
    return _view(user, views.rename_view(actor=user, view=queries.view(user, id), name=given.name))


@router.post("/case-views/{id}/drop", response=answers(CaseDoneOut), operation_id="cases.drop_view")
def drop_view(request: HttpRequest, id: Key) -> CaseDoneOut:
    """Slet en visning."""
    user = user_of(request)
    views.drop_view(actor=user, view=queries.view(user, id))
    return CaseDoneOut()


@router.post("/calendar", response=answers(CalendarOut), operation_id="cases.make_calendar")
def make_calendar(request: HttpRequest, given: CalendarIn) -> CalendarOut:
    """Lav en hemmelig adresse til dit kalenderprogram. En ældre adresse holder op med at virke."""
    made = dates.make_calendar(actor=user_of(request), party=given.party)
    path = reverse("cases:calendar_feed", args=[made.code])
    return CalendarOut(address=request.build_absolute_uri(path))


@router.post("/calendar/withdraw", response=answers(CaseDoneOut), operation_id="cases.withdraw_calendar")
def withdraw_calendar(request: HttpRequest) -> CaseDoneOut:
    """Træk din kalenderadresse tilbage."""
    user = user_of(request)
    key = queries.calendar_key(user)
    if key is None:
        raise NotFound(what="Du har ingen kalenderadresse.")
    dates.withdraw_calendar(actor=user, key=key)
    return CaseDoneOut()


def _view(user: Any, one: queries.SavedView) -> ViewOut:
    return ViewOut(
        id=one.pk, list=one.list, name=one.name, query=one.query, party=one.party, is_own=one.owner_id == user.pk,
        made_at=one.made_at,
    )  # fmt: skip
