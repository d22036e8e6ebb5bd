"""What forums have sent on: sent, and where it is; what cases give rise to; meetings outside the plan; networks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import File, Form, Schema, UploadedFile

from tvaers.api.forums.items import Kind
from tvaers.api.forums.parts import At, Body, Day, Slug, Words, item_at
from tvaers.api.outreach.parts import Keys, forums_at, router
from tvaers.api.parts import Moment, user_of
from tvaers.api.problems import answers
from tvaers.engine.forums import actions as forum_actions
from tvaers.engine.forums import queries as forums
from tvaers.engine.outreach import actions, queries


class CircularIn(Schema):
    """Noget, der skal sendes videre."""

    title: Words
    text: Body = ""
    receivers: Keys
    kinds: list[Kind] = ["information"]
    in_turn: bool = False
    is_closed: bool = False
    sending: Slug = ""
    table: Body = ""


class DeliveryOut(Schema):
    """Hvor en udsendelse er i ét forum."""

    forum: str
    state: str
    meeting: int | None


class CircularOut(Schema):
    """En udsendelse, og hvor den er."""

    slug: str
    forum: str
    number: str
    title: str
    case_number: str
    sent_at: Moment
    deliveries: list[DeliveryOut]


class FedOut(Schema):
    """Hvor mange punkter det blev til."""

    count: int


class ExtraIn(Schema):
    """Et ekstra møde om en sag."""

    starts_at: At
    reason: Words
    place: Words = ""


class ExtraOut(Schema):
    """Det ekstra møde."""

    meeting: int
    kind: str


class NetworkOut(Schema):
    """Et forum under et andet: kontakt, næste møde, seneste møde og seneste referat."""

    forum: str
    contact: list[str]
    next: int | None
    last: int | None
    minutes: int | None
    is_quiet: bool


def circular_out(user: Any, one: queries.Circular) -> CircularOut:
    """A circular with its log."""
    rows = [
        DeliveryOut(forum=row.forum.key, state=row.state, meeting=row.meeting.pk if row.meeting else None)
        for row in queries.deliveries(user, one)
    ]
    return CircularOut(
        slug=one.slug, forum=one.forum.key, number=one.matter.number, title=one.title, case_number=one.case_number,
        sent_at=one.sent_at, deliveries=rows,
    )  # fmt: skip


@router.get("/forums/{key}/circulars", response=answers(list[CircularOut]), operation_id="outreach.circulars")
def circulars(request: HttpRequest, key: Slug) -> list[CircularOut]:
    """Det, forummet har sendt videre, det nyeste først."""
    user = user_of(request)
    return [circular_out(user, one) for one in queries.circulars(user, forums.forum(user, key))]


@router.post("/forums/{key}/circulars", response=answers(CircularOut), operation_id="outreach.circulate")
def circulate(
    request: HttpRequest, key: Slug, given: Form[CircularIn], file: File[UploadedFile | None] = None
) -> CircularOut:
    """Send noget videre til andre fora, med et bilag, hvis der er et."""
    user = user_of(request)
    upload = forum_actions.Attachment(file.name or "", file) if file else None
    kept = given.model_dump(exclude={"receivers"})
    made = actions.circulate(
        actor=user, forum=forums.forum(user, key), receivers=forums_at(user, given.receivers), upload=upload, **kept
    )
    return circular_out(user, made)


@router.post("/circulars/feed", response=answers(FedOut), operation_id="outreach.feed")
def feed(request: HttpRequest) -> FedOut:
    """Send videre, hvad forløb giver anledning til."""
    return FedOut(count=actions.feed(actor=user_of(request)))


@router.post("/items/{slug}/extra-meeting", response=answers(ExtraOut), operation_id="outreach.call_extra")
def call_extra(request: HttpRequest, slug: Slug, given: ExtraIn) -> ExtraOut:
    """Indkald et ekstra møde om en sag, der ikke kan vente."""
    user = user_of(request)
    made = actions.call_extra(actor=user, item=item_at(user, slug), **given.model_dump())
    return ExtraOut(meeting=made.pk, kind=made.kind)


@router.get("/forums/{key}/networks", response=answers(list[NetworkOut]), operation_id="outreach.networks")
def networks(request: HttpRequest, key: Slug, on: Day | None = None) -> list[NetworkOut]:
    """Fora under et andet, og om de mødes."""
    user = user_of(request)
    return [_network(one) for one in queries.networks(user, forums.forum(user, key), on)]


def _network(one: queries.Network) -> NetworkOut:
    numbers = {name: row.pk if row else None for name, row in
               (("next", one.next), ("last", one.last), ("minutes", one.minutes))}  # fmt: skip
    return NetworkOut(forum=one.forum.key, contact=list(one.contact), is_quiet=one.is_quiet, **numbers)
