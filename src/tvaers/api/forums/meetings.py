"""Meetings and their agendas: planned, moved, cancelled, called, held, and who was there."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Schema

from tvaers.api.forums.parts import At, Bound, Day, Numbered, Slug, Words, item_at, person_at
from tvaers.api.forums.router import router
from tvaers.api.forums.shapes import DoneOut, ItemRowOut, MeetingOut, PaperOut, meeting_out, paper_out, row_out
from tvaers.api.parts import Paging, user_of
from tvaers.api.problems import answers
from tvaers.engine.forums import actions, desk, papers, queries


class WhenIn(Schema):
    """Hvornår og hvor et møde er."""

    starts_at: At
    ends_at: At | None = None
    form: Literal["", "physical", "online", "written"] = ""
    items_due: Day | None = Field(None, description="Sidste dag for punkter; ellers forummets egen regel")


class MeetingIn(WhenIn):
    """Et møde, der skal planlægges."""

    place: str = Field("", max_length=200, pattern=r"^[^\u0000]*$")
    kind: Literal["ordinary", "extra", "theme", "event"] = "ordinary"
    host: Slug = ""
    title: str = Field("", max_length=200, pattern=r"^[^\u0000]*$")


class MoveIn(WhenIn):
    """Et nyt tidspunkt."""

    place: str | None = Field(None, max_length=200, pattern=r"^[^\u0000]*$", description="Uændret, når det er udeladt")


class CancelIn(Schema):
    """Hvorfor mødet er aflyst."""

    reason: Words = Field(min_length=1)


class ThemeIn(Schema):
    """Et mødes tema."""

    theme: Words | None = Field(description="null: ikke udfyldt. Tom: der er intet tema")
    title: str = Field("", max_length=200, pattern=r"^[^\u0000]*$")


class OrderIn(Schema):
    """Dagsordenens rækkefølge: punkternes slug, det første først."""

    order: list[Slug] = Field(max_length=500)


class HoldIn(Schema):
    """Hvem der leder mødet."""

    leader: Numbered


class AttendIn(Schema):
    """Fremmøde for hele mødet, eller for ét punkt."""

    person: Numbered
    status: Literal["present", "excused", "absent", "substitute", "disqualified", "guest"]
    substitute: Numbered | None = None
    item: Slug = ""


class PresentOut(Schema):
    """En person på et møde."""

    person: int
    name: str
    seat: str
    status: str
    substitute: int | None
    is_recorded: bool


class MeetingsOut(Schema):
    """En side af møder."""

    count: int
    meetings: list[MeetingOut]


class AgendaOut(Schema):
    """Et møde med dagsorden, som du må se den."""

    meeting: MeetingOut
    items: list[ItemRowOut]
    papers: list[PaperOut]


class InvitedOut(Schema):
    """Hvor mange der får invitationen."""

    invited: int


class MeetingsIn(Schema):
    """Hvilke møder du vil se."""

    forum: Slug = ""
    since: Bound | None = Field(None, description="Kun møder fra og med tidspunktet")
    until: Bound | None = Field(None, description="Kun møder til og med tidspunktet")


@router.get("/meetings", response=answers(MeetingsOut), operation_id="forums.meetings")
def meetings(request: HttpRequest, wanted: Query[MeetingsIn], paging: Query[Paging]) -> MeetingsOut:
    """De møder, du må se, det tidligste først; også aflyste."""
    user = user_of(request)
    found = queries.meetings(user, queries.forum(user, wanted.forum) if wanted.forum else None)
    found = found.filter(starts_at__gte=wanted.since) if wanted.since else found
    found = found.filter(starts_at__lte=wanted.until) if wanted.until else found
    return MeetingsOut(count=found.count(), meetings=[meeting_out(one) for one in paging.of(found)])


@router.post("/forums/{key}/meetings", response=answers(MeetingOut), operation_id="forums.call_meeting")
def call_meeting(request: HttpRequest, key: Slug, given: MeetingIn) -> MeetingOut:
    """Planlæg et møde. Forummets faste punkter kommer på dagsordenen."""
    user = user_of(request)
    return meeting_out(actions.call_meeting(actor=user, forum=queries.forum(user, key), **given.model_dump()))


@router.get("/meetings/{number}", response=answers(AgendaOut), operation_id="forums.meeting")
def meeting(request: HttpRequest, number: Numbered) -> AgendaOut:
    """Et møde med de punkter og bilag, du må se."""
    user = user_of(request)
    found = queries.meeting(user, number)
    rows = [ItemRowOut(**row_out(one, printed)) for one, printed in queries.agenda(user, found)]
    own = papers.visible_to(user).filter(meeting=found)
    return AgendaOut(meeting=meeting_out(found), items=rows, papers=[paper_out(one) for one in own])


@router.post("/meetings/{number}/move", response=answers(MeetingOut), operation_id="forums.move_meeting")
def move_meeting(request: HttpRequest, number: Numbered, given: MoveIn) -> MeetingOut:
    """Flyt et møde, eller ret sted og form."""
    user = user_of(request)
    return meeting_out(
        actions.move_meeting(actor=user, meeting=queries.meeting(user, number), **given.model_dump())
    )  # fmt: skip


@router.post("/meetings/{number}/cancel", response=answers(MeetingOut), operation_id="forums.cancel_meeting")
def cancel_meeting(request: HttpRequest, number: Numbered, given: CancelIn) -> MeetingOut:
    """Aflys et møde. Punkterne går tilbage i pipelinen."""
    user = user_of(request)
    return meeting_out(
        actions.cancel_meeting(actor=user, meeting=queries.meeting(user, number), reason=given.reason)
    )  # fmt: skip


@router.post("/meetings/{number}/theme", response=answers(MeetingOut), operation_id="forums.describe_meeting")
def describe_meeting(request: HttpRequest, number: Numbered, given: ThemeIn) -> MeetingOut:
    """Skriv mødets tema."""
    user = user_of(request)
    found = queries.meeting(user, number)
    return meeting_out(actions.describe_meeting(actor=user, meeting=found, theme=given.theme, title=given.title))


@router.post("/meetings/{number}/order", response=answers(AgendaOut), operation_id="forums.arrange")
def arrange(request: HttpRequest, number: Numbered, given: OrderIn) -> AgendaOut:
    """Giv dagsordenen en rækkefølge."""
    user = user_of(request)
    found = queries.meeting(user, number)
    keys = {one.slug: one.pk for one, _ in queries.agenda(user, found)}
    actions.arrange(actor=user, meeting=found, order=[keys[slug] for slug in given.order if slug in keys])
    return meeting(request, number)


@router.post("/meetings/{number}/send-agenda", response=answers(MeetingOut), operation_id="forums.send_agenda")
def send_agenda(request: HttpRequest, number: Numbered) -> MeetingOut:
    """Udsend dagsordenen."""
    user = user_of(request)
    return meeting_out(actions.send_agenda(actor=user, meeting=queries.meeting(user, number)))


@router.post("/meetings/{number}/invite", response=answers(InvitedOut), operation_id="forums.invite")
def invite(request: HttpRequest, number: Numbered) -> InvitedOut:
    """Send invitation med kalenderfil til dem, der sidder i forummet på mødedagen."""
    user = user_of(request)
    return InvitedOut(invited=actions.invite(actor=user, meeting=queries.meeting(user, number)))


@router.post("/meetings/{number}/hold", response=answers(MeetingOut), operation_id="forums.hold")
def hold(request: HttpRequest, number: Numbered, given: HoldIn) -> MeetingOut:
    """Begynd at føre mødet til referat."""
    user = user_of(request)
    leader: Any = person_at(user, given.leader)
    return meeting_out(actions.hold(actor=user, meeting=queries.meeting(user, number), leader=leader))


@router.get("/meetings/{number}/attendance", response=answers(list[PresentOut]), operation_id="forums.attendance")
def attendance(request: HttpRequest, number: Numbered, item: Slug = "") -> list[Any]:
    """Hvem der var til stede på mødet, eller på ét punkt af det."""
    user = user_of(request)
    row = item_at(user, item) if item else None
    return [vars(one) for one in desk.attendance(user, queries.meeting(user, number), row)]


@router.post("/meetings/{number}/attendance", response=answers(DoneOut), operation_id="forums.attend")
def attend(request: HttpRequest, number: Numbered, given: AttendIn) -> DoneOut:
    """Notér, om en person var til stede, havde afbud eller en stedfortræder."""
    user = user_of(request)
    found = queries.meeting(user, number)
    person: Any = person_at(user, given.person)
    actions.attend(
        actor=user, meeting=found, person=person, status=given.status, substitute=person_at(user, given.substitute),
        item=item_at(user, given.item) if given.item else None,
    )  # fmt: skip
    return DoneOut()
