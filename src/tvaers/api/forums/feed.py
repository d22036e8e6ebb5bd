"""Forums for harvesters, in the shape of OParl 1.1. For every user who may see forums; not public without a log-in.

Everybody gets the same: what is public, also those who see more on the pages. See docs/api/oparl.md.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Schema

from tvaers.api.forums.parts import Bound, Slug
from tvaers.api.forums.router import router
from tvaers.api.parts import user_of
from tvaers.api.problems import answers
from tvaers.engine.forums import queries
from tvaers.exports import oparl, oparl_feed
from tvaers.kernel.errors import NotAllowed


class ListIn(Schema):
    """Hvilke objekter du vil have."""

    created_since: Bound | None = None
    created_until: Bound | None = None
    modified_since: Bound | None = Field(None, description="Kun det, der er ændret siden; også det, der er slettet")
    modified_until: Bound | None = None
    organization: Slug = Field("", description="Kun for meeting: forummets nøgle")
    page: int = Field(1, ge=1, le=1_000_000)


class PageOut(Schema):
    """En side af objekter."""

    data: list[dict[str, Any]]
    pagination: dict[str, int]
    links: dict[str, str]


@router.get("/oparl", response=answers(dict[str, Any]), operation_id="forums.oparl_system", tags=["oparl"])
def system(request: HttpRequest) -> dict[str, Any]:
    """Systemet: her begynder den, der høster."""
    _require(request)
    return oparl.system()


@router.get("/oparl/{kind}", response=answers(PageOut), operation_id="forums.oparl_list", tags=["oparl"])
def page(request: HttpRequest, kind: Slug, wanted: Query[ListIn]) -> dict[str, Any]:
    """En side af en liste: body, organization, person, membership, meeting, location, agendaItem, consultation, paper
    eller file."""
    _require(request)
    asked = oparl_feed.Wanted(**wanted.model_dump(exclude={"page"}))
    return oparl_feed.page(kind, asked, wanted.page)


@router.get("/oparl/{kind}/{ident}", response=answers(dict[str, Any]), operation_id="forums.oparl_one", tags=["oparl"])
def one(request: HttpRequest, kind: Slug, ident: Slug) -> dict[str, Any]:
    """Ét objekt, eller det, der er tilbage af et, der er slettet."""
    _require(request)
    return oparl_feed.one(kind, ident)


def _require(request: HttpRequest) -> None:
    if not queries.may_harvest(user_of(request)):
        raise NotAllowed(what="Du har ikke adgang til fora.", do="Bed din administrator om en rolle.")
