"""Items: read, written, put on an agenda and taken off, and what they await."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Schema

from tvaers.api.forums.parts import NO_NUL, Body, Numbered, Slug, Words, item_at
from tvaers.api.forums.router import router
from tvaers.api.forums.shapes import DoneOut, ItemOut, ItemRowOut, item_out, row_out
from tvaers.api.parts import BIGGEST, user_of
from tvaers.api.problems import answers
from tvaers.engine.forums import actions, queries
from tvaers.engine.forums.drafting import draft_of

Kind = Literal["discussion", "information", "approval"]


class SectionIn(Schema):
    """Et afsnit. Uden overskrift får det den, der hører til slagsen."""

    kind: Literal["resume", "case", "further", "economy", "other"] = "case"
    heading: str = Field("", max_length=100, pattern=NO_NUL)
    text: Body


class ItemIn(Schema):
    """Et punkts titel, type, tekst og indstilling."""

    title: Words = Field("", description="Sagens titel, når den er udeladt")
    kinds: list[Kind] = Field(default_factory=list, max_length=3)
    sections: list[SectionIn] = Field(default_factory=list, max_length=20)
    points: list[Annotated[str, Field(max_length=5_000, pattern=NO_NUL)]] = Field(default_factory=list, max_length=50)
    awaits: Words | None = Field(None, description="Hvad der skal ske først")
    is_closed: bool | None = Field(None, description="Om punktet er lukket for andre end forummet")

    def texts(self) -> list[dict[str, Any]]:
        """The sections as the actions take them."""
        return [one.model_dump() for one in self.sections]


class WriteIn(ItemIn):
    """Et punkt, der skal skrives om."""

    journal: str | None = Field(None, max_length=60, pattern=NO_NUL)
    version: int | None = Field(None, ge=0, le=BIGGEST, description="Den udgave, du har set")


class AgendaIn(Schema):
    """Mødet, som punktet skal på."""

    meeting: Numbered
    override: Words = Field("", description="Formandens grund, når punktet kommer for sent eller afventer noget")


class WordsIn(Schema):
    """Hvad der er sket."""

    words: Words


@router.get("/items/{slug}", response=answers(ItemOut), operation_id="forums.item")
def item(request: HttpRequest, slug: Slug) -> ItemOut:
    """Ét punkt."""
    return item_out(user_of(request), item_at(user_of(request), slug))


@router.get("/items/{slug}/before", response=answers(list[ItemRowOut]), operation_id="forums.before")
def before(request: HttpRequest, slug: Slug) -> list[ItemRowOut]:
    """De punkter i andre fora, som dette følger efter, det nærmeste først."""
    user = user_of(request)
    return [ItemRowOut(**row_out(one)) for one in queries.before(user, item_at(user, slug))]


@router.post("/items/{slug}", response=answers(ItemOut), operation_id="forums.write_item")
def write_item(request: HttpRequest, slug: Slug, given: WriteIn) -> ItemOut:
    """Skriv et punkt om. Har andre rettet det, siden du så det, får du 409."""
    user = user_of(request)
    found = item_at(user, slug)
    made = actions.write_item(
        actor=user, item=found, title=given.title or found.title, kinds=given.kinds, sections=given.texts(),
        points=given.points, journal=given.journal, awaits=given.awaits, is_closed=given.is_closed,
        version=given.version,
    )  # fmt: skip
    return _after(user, made)


@router.post("/items/{slug}/put-on-agenda", response=answers(ItemOut), operation_id="forums.put_on_agenda")
def put_on_agenda(request: HttpRequest, slug: Slug, given: AgendaIn) -> ItemOut:
    """Sæt et punkt på et mødes dagsorden."""
    user = user_of(request)
    found = queries.meeting(user, given.meeting)
    made = actions.put_on_agenda(actor=user, item=item_at(user, slug), meeting=found, override=given.override)
    return _after(user, made)


@router.post("/items/{slug}/take-off-agenda", response=answers(ItemRowOut), operation_id="forums.take_off_agenda")
def take_off_agenda(request: HttpRequest, slug: Slug) -> dict[str, Any]:
    """Tag et punkt af dagsordenen; det går tilbage i pipelinen."""
    user = user_of(request)
    return row_out(actions.take_off_agenda(actor=user, item=item_at(user, slug)))


@router.post("/items/{slug}/meet-condition", response=answers(ItemOut), operation_id="forums.meet_condition")
def meet_condition(request: HttpRequest, slug: Slug, given: WordsIn) -> ItemOut:
    """Meld, at det, punktet afventer, er sket."""
    user = user_of(request)
    return _after(user, actions.meet_condition(actor=user, item=item_at(user, slug), words=given.words))


class ItemDraftIn(Schema):
    """En kladde til et punkt: formularens felter. Tom sletter den."""

    item: Slug = Field("", description="Punktets adresse; tomt for et nyt punkt")
    fields: dict[str, Body | list[Body]] = Field(default_factory=dict, max_length=300)


class ItemDraftOut(Schema):
    """Din kladde til et punkt."""

    fields: dict[str, Any]
    saved_at: datetime | None


@router.get("/forums/{key}/item-draft", response=answers(ItemDraftOut), operation_id="forums.draft")
def draft(request: HttpRequest, key: Slug, item: Slug = "") -> ItemDraftOut:
    """Din egen kladde til et punkt, eller til et nyt i forummet."""
    user = user_of(request)
    found = draft_of(user, queries.forum(user, key), item_at(user, item) if item else None)
    return ItemDraftOut(fields=found.data if found else {}, saved_at=found.saved_at if found else None)


@router.post("/forums/{key}/item-draft", response=answers(DoneOut), operation_id="forums.save_draft")
def save_draft(request: HttpRequest, key: Slug, given: ItemDraftIn) -> DoneOut:
    """Gem din kladde til et punkt, eller til et nyt i forummet."""
    user = user_of(request)
    item = item_at(user, given.item) if given.item else None
    actions.save_draft(actor=user, forum=queries.forum(user, key), item=item, fields=given.fields)
    return DoneOut()


def _after(user: Any, made: queries.Item) -> ItemOut:
    """The item as it is now, read again with all that belongs to it."""
    return item_out(user, item_at(user, made.slug))
