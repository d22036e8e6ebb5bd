"""Forums and who sits in them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Schema
from pydantic import ValidationError

from tvaers.api.forums.parts import Day, Name, Numbered, Slug, Words, person_at
from tvaers.api.forums.router import router
from tvaers.api.forums.shapes import DoneOut, ForumOut, forum_out
from tvaers.api.parts import Paging, user_of
from tvaers.api.problems import answers
from tvaers.engine.access.queries import user_named
from tvaers.engine.forums import actions, queries
from tvaers.kernel.action import may
from tvaers.kernel.errors import NotAllowed, NotFound, Problem


class ForumIn(Schema):
    """Et forum, som ingen aftale har skrevet ned."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]*$", max_length=80)
    name: str = Field(min_length=1, max_length=200, pattern=r"^[^\u0000]*$")
    short: str = Field("", max_length=40, pattern=r"^[^\u0000]*$")
    kind: Literal["committee", "forum", "theme_group", "working_group", "council", "network", "cluster", "other"]
    purpose: Words = Field(min_length=1)
    clause: Words = Field(min_length=1, description="Hvor det står, at forummet findes")
    starts: Day
    ends: Day | None = None
    parent: Slug = Field("", description="Det overordnede forums nøgle")
    secretariat: list[Slug] = Field(default_factory=list, max_length=20, description="De enheder, der fører sagerne")
    deadline_days: int = Field(14, ge=0, le=365)


class PersonIn(Schema):
    """En person, der kan sidde i fora."""

    name: Name
    title: Name = ""
    organisation: Slug = ""
    email: str = Field("", max_length=254, pattern=r"^([^@\s\u0000]+@[^@\s\u0000]+)?$")
    username: Name = Field("", description="Brugeren, når personen kan logge ind")


class PersonOut(Schema):
    """En person, der kan sidde i fora."""

    id: int
    name: str
    title: str
    organisation: str
    email: str


class PlaceOut(Schema):
    """En plads og den, der sidder der; tom, når den er ledig."""

    seat: str
    title: str
    party: str
    person: str


class SittingOut(Schema):
    """En persons plads. Begge datoer er med."""

    id: int
    person: int
    name: str
    seat: str
    side: str
    party: str
    group: str
    is_chair: bool
    is_substitute: bool
    starts: date
    ends: date | None


class SeatingOut(Schema):
    """Et forums pladser på en dag."""

    places: list[PlaceOut]
    lacks: list[str] = Field(description="Hvad sammensætningen mangler, i ord")
    sittings: list[SittingOut]


class SeatIn(Schema):
    """En plads, der skal besættes."""

    person: Numbered
    seat: str = Field(max_length=60, pattern=r"^[^\u0000]*$")
    starts: Day
    ends: Day | None = None
    side: str = Field("", max_length=20, pattern=r"^[^\u0000]*$")
    party: Slug = ""
    group: str = Field("", max_length=120, pattern=r"^[^\u0000]*$")
    is_chair: bool = False
    is_substitute: bool = False


class LeaveIn(Schema):
    """Den sidste dag på en plads."""

    last_day: Day


@router.get("/forums", response=answers(list[ForumOut]), operation_id="forums.list")
def forums(
    request: HttpRequest, paging: Query[Paging], on: Day | None = None,
    past: Annotated[bool, Query(description="Også dem, der er slut")] = False,
) -> list[ForumOut]:  # fmt: skip
    """De fora, der findes på en dag (i dag, når den er udeladt), efter navn."""
    user = user_of(request)
    return [forum_out(user, one) for one in paging.of(queries.forums(user, on, past=past).select_related("parent"))]


@router.post("/forums", response=answers(ForumOut), operation_id="forums.establish")
def establish(request: HttpRequest, given: ForumIn) -> ForumOut:
    """Opret et forum, som ingen aftale har skrevet ned endnu, fx en arbejdsgruppe."""
    user = user_of(request)
    if not may(user, "forums.establish"):
        raise NotAllowed(what="Du har ikke adgang til at oprette fora.", do="Bed din administrator om det.")
    return forum_out(user, actions.establish(actor=user, type=_type(given)))


def _type(given: ForumIn) -> queries.ForumType:
    holds = {"from": given.starts.isoformat(), **({"to": given.ends.isoformat()} if given.ends else {})}
    kept = given.model_dump(include={"id", "name", "kind", "purpose", "clause", "deadline_days"})
    more = {"short": given.short or None, "parent": given.parent or None}
    try:
        return queries.ForumType.model_validate(
            {**kept, **more, "holds": holds, "secretariat": {"parties": given.secretariat}}
        )
    except ValidationError as error:
        faults = tuple(str(one["msg"]) for one in error.errors())
        raise Problem(what="Forummet kan ikke oprettes.", do="Ret oplysningerne.", findings=faults) from error


@router.post("/forum-declarations", response=answers(DoneOut), operation_id="forums.take_up")
def take_up(request: HttpRequest) -> DoneOut:
    """Indlæs aftalernes fora. Et forum, der ikke er ændret, bliver ikke skrevet igen."""
    actions.take_up(actor=user_of(request))
    return DoneOut()


@router.get("/forums/{key}", response=answers(ForumOut), operation_id="forums.forum")
def forum(request: HttpRequest, key: Slug) -> ForumOut:
    """Ét forum."""
    return forum_out(user_of(request), queries.forum(user_of(request), key))


@router.get("/forums/{key}/seats", response=answers(SeatingOut), operation_id="forums.seats")
def seats(request: HttpRequest, key: Slug, on: Day | None = None) -> SeatingOut:
    """Hvem der sidder i forummet på en dag, og hvad sammensætningen mangler."""
    user = user_of(request)
    found = queries.seating(user, queries.forum(user, key), on)
    places = [
        PlaceOut(
            seat=one.rule.id, title=one.rule.title, party=one.party, person=one.seated.person if one.seated else ""
        )
        for one in found.places
    ]  # fmt: skip
    return SeatingOut(
        places=places, lacks=[one.text for one in found.lacks], sittings=[_sitting(one) for one in found.sittings]
    )


@router.post("/forums/{key}/seats", response=answers(SittingOut), operation_id="forums.seat")
def seat(request: HttpRequest, key: Slug, given: SeatIn) -> SittingOut:
    """Giv en person en plads i et forum fra en dag."""
    user = user_of(request)
    person: Any = person_at(user, given.person)
    made = actions.seat(
        actor=user, forum=queries.forum(user, key), person=person, **given.model_dump(exclude={"person"})
    )
    return _sitting(made)


@router.post("/forums/{key}/seats/{number}/leave", response=answers(SittingOut), operation_id="forums.unseat")
def unseat(request: HttpRequest, key: Slug, number: Numbered, given: LeaveIn) -> SittingOut:
    """Lad en person forlade sin plads. Den sidste dag er inklusive."""
    user = user_of(request)
    found = queries.forum(user, key).sittings.filter(pk=number).select_related("person").first()
    if found is None:
        raise NotFound(what="Pladsen findes ikke.")
    return _sitting(actions.unseat(actor=user, sitting=found, last_day=given.last_day))


@router.get("/forums/{key}/receivers", response=answers(list[PersonOut]), operation_id="forums.receivers")
def receivers(request: HttpRequest, key: Slug, on: Day | None = None) -> list[PersonOut]:
    """Forummets mailingliste på en dag. Den er tom for andre end dem, der sidder i forummet eller fører dets sager."""
    user = user_of(request)
    return [_person(one) for one in queries.receivers(user, queries.forum(user, key), on)]


@router.get("/forum-persons", response=answers(list[PersonOut]), operation_id="forums.persons")
def persons(request: HttpRequest, paging: Query[Paging]) -> list[PersonOut]:
    """De personer, der kan sidde i fora, efter navn."""
    return [_person(one) for one in paging.of(queries.persons(user_of(request)))]


@router.post("/forum-persons", response=answers(PersonOut), operation_id="forums.register_person")
def register_person(request: HttpRequest, given: PersonIn) -> PersonOut:
    """Registrér en person, der kan sidde i fora."""
    user = user_of(request)
    if not may(user, "forums.register_person"):
        raise NotAllowed(what="Du har ikke adgang til at registrere personer.", do="Bed sekretariatet om det.")
    who = user_named(given.username) if given.username else None
    if given.username and (who is None or hasattr(who, "forum_person")):
        raise Problem(what="Brugeren findes ikke, eller den er allerede en anden person.", do="Ret brugernavnet.")
    return _person(actions.register_person(actor=user, user=who, **given.model_dump(exclude={"username"})))


def _person(one: queries.Person) -> PersonOut:
    return PersonOut(id=one.pk, name=one.name, title=one.title, organisation=one.organisation, email=one.email)


def _sitting(one: queries.Sitting) -> SittingOut:
    return SittingOut(
        id=one.pk, person=one.person_id, name=one.person.name, seat=one.seat, side=one.side, party=one.party,
        group=one.group, is_chair=one.is_chair, is_substitute=one.is_substitute, starts=one.starts, ends=one.ends,
    )  # fmt: skip
