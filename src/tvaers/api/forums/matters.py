"""Matters: opened, put in a forum's pipeline, and followed through the forums."""

from __future__ import annotations

from typing import Literal

from django.http import HttpRequest
from ninja import Field, Query, Schema

from tvaers.api.forums.items import ItemIn
from tvaers.api.forums.parts import Numbered, Slug, Words, item_at, meeting_at
from tvaers.api.forums.router import router
from tvaers.api.forums.shapes import ItemOut, ItemRowOut, item_out, row_out
from tvaers.api.parts import Moment, Paging, user_of
from tvaers.api.problems import answers
from tvaers.engine.forums import actions, queries


class MatterIn(Schema):
    """En sag, der skal oprettes."""

    title: Words = Field(min_length=1)
    journal: str = Field("", max_length=60, pattern=r"^[^\u0000]*$")
    route: list[Slug] = Field(default_factory=list, max_length=20, description="De fora, der skal behandle den")
    agreement: str = Field("", max_length=100, pattern=r"^[^\u0000]*$", description="Aftalen, som sagen handler om")
    topic: str = Field("", max_length=60, pattern=r"^[^\u0000]*$", description="Emne, som et andet forum forbereder")
    is_closed: bool = False


class MatterOut(Schema):
    """En sag."""

    number: str
    title: str
    journal: str
    route: list[str]
    agreement: str
    opened_at: Moment


class CourseOut(Schema):
    """En sags vej gennem de fora, du må se."""

    matter: MatterOut
    items: list[ItemRowOut]


class ProposeIn(ItemIn):
    """Et punkt, der skal i et forums pipeline."""

    matter: Slug = Field(description="Sagens nummer")
    role: Literal["advises", "decides"] = "advises"
    meeting: Numbered | None = Field(None, description="Mødet, som punktet er tænkt til")
    follows: Slug = Field("", description="Punktet i det forum, der behandlede sagen før")
    is_oral: bool = False


@router.post("/forums/{key}/matters", response=answers(MatterOut), operation_id="forums.open_matter")
def open_matter(request: HttpRequest, key: Slug, given: MatterIn) -> MatterOut:
    """Opret en sag."""
    user = user_of(request)
    made = actions.open_matter(
        actor=user, forum=queries.forum(user, key), package=given.agreement, **given.model_dump(exclude={"agreement"})
    )
    return _matter(made)


@router.get("/matters/{number}", response=answers(CourseOut), operation_id="forums.matter")
def matter(request: HttpRequest, number: Slug) -> CourseOut:
    """En sag og dens punkter, som du må se dem."""
    user = user_of(request)
    found = queries.matter(user, number)
    rows = [ItemRowOut(**row_out(one)) for one in queries.course(user, found)]
    return CourseOut(matter=_matter(found), items=rows)


@router.get("/forums/{key}/pipeline", response=answers(list[ItemRowOut]), operation_id="forums.pipeline")
def pipeline(
    request: HttpRequest, key: Slug, paging: Query[Paging], meeting: Numbered | None = None
) -> list[ItemRowOut]:
    """Det, der venter i et forum, eller til ét møde. Listen er tom for andre end dem, der sidder i forummet."""
    user = user_of(request)
    found = queries.pipeline(user, queries.forum(user, key), meeting_at(user, meeting))
    return [ItemRowOut(**row_out(one)) for one in found[paging.offset : paging.offset + paging.limit]]


@router.post("/forums/{key}/items", response=answers(ItemOut), operation_id="forums.propose")
def propose(request: HttpRequest, key: Slug, given: ProposeIn) -> ItemOut:
    """Læg en sag i et forums pipeline, til et bestemt møde eller uden."""
    user = user_of(request)
    made = actions.propose(
        actor=user, forum=queries.forum(user, key), matter=queries.matter(user, given.matter),
        meeting=meeting_at(user, given.meeting), follows=item_at(user, given.follows) if given.follows else None,
        role=given.role, is_oral=given.is_oral, is_closed=bool(given.is_closed), awaits=given.awaits or "",
        title=given.title, kinds=given.kinds, points=given.points, sections=given.texts(),
    )  # fmt: skip
    return item_out(user, made)


def _matter(one: queries.Matter) -> MatterOut:
    return MatterOut(
        number=one.number, title=one.title, journal=one.journal, route=one.route, agreement=one.package,
        opened_at=one.opened_at,
    )  # fmt: skip
