"""Events: announced, their programme, sign-up, and who came."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Schema

from tvaers.api.forums.parts import NO_NUL, At, Body, Day, Name, Numbered, Slug, Words
from tvaers.api.outreach.parts import Keys, forums_at, router
from tvaers.api.parts import Moment, user_of
from tvaers.api.problems import answers
from tvaers.engine.forums import queries as forums
from tvaers.engine.outreach import actions, queries


class GatheringIn(Schema):
    """Et arrangement."""

    title: Words
    owner: Annotated[str, Field(max_length=200, pattern=NO_NUL, description="Hvem der står for det praktiske")]
    starts_at: At
    ends_at: At | None = None
    due: Day = Field(description="Sidste dag for tilmelding")
    place: Annotated[str, Field(max_length=200, pattern=NO_NUL)] = ""
    text: Body = ""
    sides: Keys = Field(default_factory=list, description="Sektorer, der er inviteret; ingen er alle")
    forums: Keys = Field(default_factory=list, description="Fora, der er inviteret")
    contact_register: Slug = Field("", description="Kontaktregister, hvis kontakter er inviteret")
    area: Slug = ""
    post: Slug = Field("", description="Posten i registret; tom er alle")
    seats: Numbered | None = None


class ProgrammePointIn(Schema):
    """Et punkt i programmet."""

    at: Annotated[str, Field(max_length=5, pattern=NO_NUL, description="Klokkeslæt, fx 09:30")]
    title: Words
    who: Words = ""


class ProgrammeIn(Schema):
    """Programmet."""

    points: Annotated[list[ProgrammePointIn], Field(max_length=100)]


class SignUpIn(Schema):
    """En deltager."""

    name: Name
    side: Slug = Field(description="Deltagerens sektor")
    organisation: Name = ""
    email: Annotated[str, Field(max_length=254, pattern=NO_NUL)] = ""
    represents: Slug | None = Field(None, description="Det inviterede forum, som deltageren kommer for")


class PresentIn(Schema):
    """De deltagere, der kom."""

    present: Annotated[list[Slug], Field(max_length=2_000)]


class RegistrationOut(Schema):
    """En tilmelding."""

    slug: str
    name: str
    organisation: str
    side: str
    represents: str | None
    attended: bool | None


class TurnoutOut(Schema):
    """Hvor mange der er tilmeldt, og hvor mange der kom."""

    signed: int
    came: int


class ProgrammePointOut(Schema):
    """Et punkt i programmet."""

    at: str
    title: str
    who: str


class GatheringOut(Schema):
    """Et arrangement med program og de tilmeldinger, du må se."""

    slug: str
    forum: str
    title: str
    owner: str
    text: str
    starts_at: Moment
    ends_at: Moment | None
    place: str
    due: Day
    is_open: bool
    seats: int | None
    programme: list[ProgrammePointOut]
    registrations: list[RegistrationOut]
    sides: dict[str, TurnoutOut]
    forums: dict[str, TurnoutOut]


class CameOut(Schema):
    """Hvor mange der kom."""

    count: int


def gathering_out(user: Any, one: queries.Gathering) -> GatheringOut:
    """An event as the user sees it."""
    turnout, meeting = queries.turnout(user, one), one.meeting
    return GatheringOut(
        slug=one.slug, forum=one.forum.key, title=meeting.title, owner=one.owner, text=one.text,
        starts_at=meeting.starts_at, ends_at=meeting.ends_at, place=meeting.place, due=one.due,
        is_open=one.opened_at is not None, seats=one.seats,
        programme=[ProgrammePointOut(**point) for point in one.programme],
        registrations=[_registration(row) for row in queries.registrations(user, one)],
        sides=_numbers(turnout.sides), forums=_numbers(turnout.forums),
    )  # fmt: skip


def _registration(row: queries.Registration) -> RegistrationOut:
    forum = row.represents.key if row.represents else None
    return RegistrationOut(slug=row.slug, name=row.name, organisation=row.organisation, side=row.side,
                           represents=forum, attended=row.attended)  # fmt: skip


def _numbers(rows: Any) -> dict[str, TurnoutOut]:
    return {key: TurnoutOut(signed=signed, came=came) for key, (signed, came) in rows.items()}


@router.get("/gatherings", response=answers(list[GatheringOut]), operation_id="outreach.gatherings")
def gatherings(request: HttpRequest) -> list[GatheringOut]:
    """Arrangementer, de seneste først."""
    user = user_of(request)
    return [gathering_out(user, one) for one in queries.gatherings(user)]


@router.post("/forums/{key}/gatherings", response=answers(GatheringOut), operation_id="outreach.announce")
def announce(request: HttpRequest, key: Slug, given: GatheringIn) -> GatheringOut:
    """Lav et arrangement."""
    user = user_of(request)
    kept = given.model_dump(exclude={"forums", "contact_register"})
    invited = forums_at(user, given.forums)
    forum, register = forums.forum(user, key), given.contact_register
    made = actions.announce(actor=user, forum=forum, invited=invited, register=register, **kept)
    return gathering_out(user, made)


@router.put("/gatherings/{slug}/programme", response=answers(GatheringOut), operation_id="outreach.set_programme")
def set_programme(request: HttpRequest, slug: Slug, given: ProgrammeIn) -> GatheringOut:
    """Skriv programmet."""
    user = user_of(request)
    points = [one.model_dump() for one in given.points]
    found = actions.set_programme(actor=user, gathering=queries.gathering(user, slug), points=points)
    return gathering_out(user, found)


@router.post("/gatherings/{slug}/open", response=answers(GatheringOut), operation_id="outreach.open_sign_up")
def open_sign_up(request: HttpRequest, slug: Slug) -> GatheringOut:
    """Åbn for tilmelding, og send invitationer."""
    user = user_of(request)
    return gathering_out(user, actions.open_sign_up(actor=user, gathering=queries.gathering(user, slug)))


@router.post("/gatherings/{slug}/registrations", response=answers(RegistrationOut), operation_id="outreach.sign_up")
def sign_up(request: HttpRequest, slug: Slug, given: SignUpIn) -> RegistrationOut:
    """Tilmeld en deltager."""
    user = user_of(request)
    forum = forums.forum(user, given.represents) if given.represents else None
    kept = given.model_dump(exclude={"represents"})
    found = queries.gathering(user, slug)
    return _registration(actions.sign_up(actor=user, gathering=found, represents=forum, **kept))


@router.post("/registrations/{slug}/off", response=answers(RegistrationOut), operation_id="outreach.sign_off")
def sign_off(request: HttpRequest, slug: Slug) -> RegistrationOut:
    """Meld en deltager fra."""
    user = user_of(request)
    return _registration(actions.sign_off(actor=user, registration=queries.registration(user, slug)))


@router.post("/gatherings/{slug}/attendance", response=answers(CameOut), operation_id="outreach.note_attendance")
def note_attendance(request: HttpRequest, slug: Slug, given: PresentIn) -> CameOut:
    """Notér, hvem der kom."""
    user = user_of(request)
    present = [queries.registration(user, one) for one in given.present]
    found = queries.gathering(user, slug)
    return CameOut(count=actions.note_attendance(actor=user, gathering=found, present=present))
