"""Word to the members of a forum."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Field, Schema

from tvaers.api.forums.parts import NO_NUL, Body, Slug
from tvaers.api.outreach.parts import router
from tvaers.api.parts import Moment, user_of
from tvaers.api.problems import answers
from tvaers.engine.forums import queries as forums
from tvaers.engine.outreach import actions, queries


class PostIn(Schema):
    """En besked til medlemmerne."""

    subject: str = Field(max_length=200, pattern=NO_NUL)
    text: Body
    matter: Slug | None = Field(None, description="Nummeret på den sag, den handler om")


class PostOut(Schema):
    """En besked, og hvor mange den blev sendt til."""

    slug: str
    sender: str
    subject: str
    text: str
    matter: str | None
    at: Moment
    receivers: int


def post_out(one: queries.Post) -> PostOut:
    """A post as the API gives it."""
    return PostOut(
        slug=one.slug, sender=one.sender, subject=one.subject, text=one.text, at=one.at,
        matter=one.matter.number if one.matter else None, receivers=one.letters.count(),
    )  # fmt: skip


@router.get("/forums/{key}/posts", response=answers(list[PostOut]), operation_id="outreach.posts")
def posts(request: HttpRequest, key: Slug) -> list[PostOut]:
    """Beskeder mellem medlemmerne, de nyeste først; kun for dem, der er med."""
    user = user_of(request)
    return [post_out(one) for one in queries.posts(user, forums.forum(user, key))]


@router.post("/forums/{key}/posts", response=answers(PostOut), operation_id="outreach.post")
def post(request: HttpRequest, key: Slug, given: PostIn) -> PostOut:
    """Skriv til forummets medlemmer."""
    user = user_of(request)
    matter = forums.matter(user, given.matter) if given.matter else None
    made = actions.post(
        actor=user, forum=forums.forum(user, key), subject=given.subject, text=given.text, matter=matter
    )
    return post_out(made)
