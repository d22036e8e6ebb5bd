"""Status forms: drawn up, sent, answered, and laid on an item."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Schema

from tvaers.api.forums.parts import Day, Slug, Words, item_at
from tvaers.api.parts import Moment, Text, user_of
from tvaers.api.problems import answers
from tvaers.api.yearwheel.parts import Keys, Several, WheelCountOut, router
from tvaers.engine.forums import queries as forums
from tvaers.engine.yearwheel import actions, queries


class StatusRequestIn(Schema):
    """Et statusskema, der skal laves."""

    forum: Slug
    title: Words
    marks: Several
    due: Day
    parties: Keys = []
    groups: Keys = []
    agreements: Several = []
    questions: Several = []
    text: Text = ""
    remind_on: Day | None = None


class StatusLine(Schema):
    """En aftale eller indsats med de pejlemærker, som den støtter."""

    title: Words
    ticks: Keys = []
    note: Text = ""


class StatusAnswerIn(Schema):
    """Et svar. `version` er den, du så."""

    lines: Annotated[list[StatusLine], Field(max_length=400)]
    answers: Annotated[list[Text], Field(max_length=50)] = []
    version: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None


class StatusReplyOut(Schema):
    """En modtagers svar."""

    slug: str
    name: str
    status: str
    lines: list[StatusLine]
    answers: list[str]
    answered_at: Moment | None
    reminded_at: Moment | None
    version: int


class StatusRequestOut(Schema):
    """Et statusskema med de svar, du må se, og matrixens tal pr. pejlemærke."""

    slug: str
    forum: str
    title: str
    text: str
    marks: dict[str, str]
    questions: list[str]
    due: date
    remind_on: date
    sent_at: Moment | None
    replies: list[StatusReplyOut]
    counts: dict[str, int]
    unsupported: list[str]


class ReopenIn(Schema):
    """Hvorfor."""

    reason: Words


class OnItemIn(Schema):
    """Punktet, som matrixen lægges på."""

    item: Slug


@router.get("/status-requests", response=answers(list[StatusRequestOut]), operation_id="yearwheel.requests")
def requests(request: HttpRequest) -> list[StatusRequestOut]:
    """De statusskemaer, du må se, det nyeste først."""
    user = user_of(request)
    return [_request(user, one) for one in queries.requests(user)[:200]]


@router.get("/status-requests/{slug}", response=answers(StatusRequestOut), operation_id="yearwheel.request")
def one_request(request: HttpRequest, slug: Slug) -> StatusRequestOut:
    """Et statusskema med svar."""
    user = user_of(request)
    return _request(user, queries.request(user, slug))


def _request(user: Any, one: queries.StatusRequest) -> StatusRequestOut:
    matrix = queries.matrix(user, one)
    return StatusRequestOut(
        slug=one.slug, forum=one.forum.key, title=one.title, text=one.text, marks=dict(matrix.marks),
        questions=one.questions, due=one.due, remind_on=one.remind_on, sent_at=one.sent_at,
        replies=[_reply(each) for each in queries.replies(user, one)], counts=matrix.columns,
        unsupported=matrix.unsupported if matrix.lines else [],
    )  # fmt: skip


def _reply(one: queries.Receiver) -> StatusReplyOut:
    return StatusReplyOut(
        slug=one.slug, name=one.name, status=queries.reply_status(one), lines=[StatusLine(**row) for row in one.lines],
        answers=one.answers, answered_at=one.answered_at, reminded_at=one.reminded_at, version=one.version,
    )  # fmt: skip


@router.post("/status-requests", response=answers(StatusRequestOut), operation_id="yearwheel.draw_up")
def draw_up(request: HttpRequest, given: StatusRequestIn) -> StatusRequestOut:
    """Lav et statusskema. Det bliver ikke sendt endnu."""
    user = user_of(request)
    groups = [forums.forum(user, key) for key in given.groups]
    kept = given.model_dump(exclude={"forum", "groups"})
    return _request(
        user, actions.draw_up(actor=user, forum=forums.forum(user, given.forum), groups=groups, **kept)
    )  # fmt: skip


@router.post("/status-requests/{slug}/send", response=answers(StatusRequestOut), operation_id="yearwheel.send")
def send(request: HttpRequest, slug: Slug) -> StatusRequestOut:
    """Send et skema til modtagerne."""
    user = user_of(request)
    return _request(user, actions.send(actor=user, request=queries.request(user, slug)))


@router.delete("/status-requests/{slug}", response=answers(WheelCountOut), operation_id="yearwheel.withdraw")
def withdraw(request: HttpRequest, slug: Slug) -> WheelCountOut:
    """Slet et skema, der ikke er sendt."""
    user = user_of(request)
    actions.withdraw(actor=user, request=queries.request(user, slug))
    return WheelCountOut(count=1)


@router.post("/status-requests/{slug}/remind", response=answers(WheelCountOut), operation_id="yearwheel.remind")
def remind(request: HttpRequest, slug: Slug) -> WheelCountOut:
    """Mind dem, der ikke har svaret."""
    user = user_of(request)
    return WheelCountOut(count=actions.remind(actor=user, request=queries.request(user, slug)))


@router.post("/status-requests/{slug}/lay-on", response=answers(StatusRequestOut), operation_id="yearwheel.lay_on")
def lay_on(request: HttpRequest, slug: Slug, given: OnItemIn) -> StatusRequestOut:
    """Læg matrixen på et punkt som tekst."""
    user = user_of(request)
    found = queries.request(user, slug)
    actions.lay_on(actor=user, request=found, item=item_at(user, given.item))
    return _request(user, found)


@router.put("/status-replies/{slug}", response=answers(StatusReplyOut), operation_id="yearwheel.save_draft")
def save_draft(request: HttpRequest, slug: Slug, given: StatusAnswerIn) -> StatusReplyOut:
    """Gem en kladde til et svar."""
    user = user_of(request)
    return _reply(actions.save_draft(actor=user, receiver=queries.receiver(user, slug), **given.model_dump()))


@router.post("/status-replies/{slug}", response=answers(StatusReplyOut), operation_id="yearwheel.answer")
def answer(request: HttpRequest, slug: Slug, given: StatusAnswerIn) -> StatusReplyOut:
    """Send et svar."""
    user = user_of(request)
    return _reply(actions.answer(actor=user, receiver=queries.receiver(user, slug), **given.model_dump()))


@router.post("/status-replies/{slug}/reopen", response=answers(StatusReplyOut), operation_id="yearwheel.reopen")
def reopen(request: HttpRequest, slug: Slug, given: ReopenIn) -> StatusReplyOut:
    """Åbn et svar igen."""
    user = user_of(request)
    return _reply(actions.reopen(actor=user, receiver=queries.receiver(user, slug), reason=given.reason))
