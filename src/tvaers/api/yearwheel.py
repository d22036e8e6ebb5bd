"""The year wheel over the API: the year of every forum, duties, status forms with replies, contact persons."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Router, Schema

from tvaers.api.forums.parts import Day, Numbered, Slug, Words, item_at
from tvaers.api.parts import Moment, Text, user_of
from tvaers.api.problems import answers
from tvaers.engine.forums import queries as forums
from tvaers.engine.yearwheel import actions, queries

router = Router()
Several = Annotated[list[Words], Field(max_length=200)]
Keys = Annotated[list[Slug], Field(max_length=200)]
WheelYear = Annotated[int, Field(ge=1950, le=2150)]


class VerdictOut(Schema):
    """Hvad antallet af møder bliver til efter aftalen."""

    held: int
    planned: int
    wanted: int
    text: str
    sort: str
    clause: str
    reading: str


class ForumYearOut(Schema):
    """Et forums år."""

    forum: str
    name: str
    held: list[date]
    planned: list[date]
    verdicts: list[VerdictOut]


class DutyOut(Schema):
    """En forpligtelse i et år. Uden dag er fristen ikke afklaret."""

    key: str
    title: str
    clause: str
    due: date | None
    lock: date | None
    remind: date | None
    warnings: list[str]
    items: list[str]


class WheelOut(Schema):
    """Et år i alle fora."""

    year: int
    forums: list[ForumYearOut]
    duties: list[DutyOut]


class DueIn(Schema):
    """En frist, og hvad der afgør den."""

    due: Day
    reason: Words


class CountOut(Schema):
    """Hvor mange det blev til."""

    count: int


class RequestIn(Schema):
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


class LineData(Schema):
    """En aftale eller indsats med de pejlemærker, som den støtter."""

    title: Words
    ticks: Keys = []
    note: Text = ""


class AnswerIn(Schema):
    """Et svar. `version` er den, du så."""

    lines: Annotated[list[LineData], Field(max_length=400)]
    answers: Annotated[list[Text], Field(max_length=50)] = []
    version: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None


class ReplyOut(Schema):
    """En modtagers svar."""

    slug: str
    name: str
    status: str
    lines: list[LineData]
    answers: list[str]
    answered_at: Moment | None
    reminded_at: Moment | None
    version: int


class RequestOut(Schema):
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
    replies: list[ReplyOut]
    counts: dict[str, int]
    unsupported: list[str]


class ReasonIn(Schema):
    """Hvorfor."""

    reason: Words


class OnItemIn(Schema):
    """Punktet, som matrixen lægges på."""

    item: Slug


class ContactIn(Schema):
    """En kontaktperson."""

    area: Slug
    post: Slug
    party: Slug
    name: Annotated[str, Field(max_length=150, pattern=r"^[^\u0000]*$")]
    starts: Day
    ends: Day | None = None
    title: Annotated[str, Field(max_length=150, pattern=r"^[^\u0000]*$")] = ""
    email: Annotated[str, Field(max_length=254, pattern=r"^[^\u0000]*$")] = ""
    phone: Annotated[str, Field(max_length=30, pattern=r"^[^\u0000]*$")] = ""


class ContactOut(Schema):
    """En plads i et register og den, der har den; uden navn mangler der en."""

    id: int | None
    area: str
    post: str
    party: str
    name: str
    title: str
    email: str
    phone: str
    starts: date | None
    ends: date | None


class RegisterOut(Schema):
    """Et register på en dag."""

    key: str
    title: str
    clause: str
    areas: dict[str, str]
    filled: int
    gaps: int
    contacts: list[ContactOut]


class LastDayIn(Schema):
    """Den sidste dag."""

    last_day: Day


class AskIn(Schema):
    """Dagen, der skal svares senest."""

    due: Day


class AreaIn(Schema):
    """Et område."""

    title: Words


@router.get("/yearwheel/{year}", response=answers(WheelOut), operation_id="yearwheel.years")
def wheel(request: HttpRequest, year: WheelYear) -> WheelOut:
    """Møder, mødekrav og frister i et år."""
    user = user_of(request)
    found = [
        ForumYearOut(
            forum=one.forum.key, name=one.forum.name, held=list(one.held), planned=list(one.planned),
            verdicts=[VerdictOut(**verdict.__dict__) for verdict in one.verdicts],
        )
        for one in queries.years(user, year)
    ]  # fmt: skip
    return WheelOut(year=year, forums=found, duties=[_duty(one) for one in queries.duties(user, year)])


def _duty(one: queries.Duty) -> DutyOut:
    return DutyOut(
        key=one.obligation.key, title=one.obligation.title, clause=one.obligation.type.clause, due=one.due,
        lock=one.lock, remind=one.remind, warnings=one.warnings,
        items=[item.slug for _, _, item in one.entries if item is not None],
    )  # fmt: skip


@router.post("/yearwheel/take-up", response=answers(CountOut), operation_id="yearwheel.take_up")
def take_up(request: HttpRequest) -> CountOut:
    """Indlæs aftalernes forpligtelser og kontaktregistre."""
    return CountOut(count=actions.take_up(actor=user_of(request)))


@router.post("/yearwheel/turn", response=answers(CountOut), operation_id="yearwheel.turn")
def turn(request: HttpRequest) -> CountOut:
    """Lav punkter af de forpligtelser, der nærmer sig."""
    return CountOut(count=actions.turn(actor=user_of(request)))


@router.post("/obligations/{key}/due", response=answers(DueIn), operation_id="yearwheel.set_due")
def set_due(request: HttpRequest, key: Slug, given: DueIn) -> DueIn:
    """Fastsæt fristen for en forpligtelse."""
    user = user_of(request)
    actions.set_due(actor=user, obligation=queries.obligation(user, key), due=given.due, reason=given.reason)
    return given


@router.get("/status-requests", response=answers(list[RequestOut]), operation_id="yearwheel.requests")
def requests(request: HttpRequest) -> list[RequestOut]:
    """De statusskemaer, du må se, det nyeste først."""
    user = user_of(request)
    return [_request(user, one) for one in queries.requests(user)[:200]]


@router.get("/status-requests/{slug}", response=answers(RequestOut), operation_id="yearwheel.request")
def one_request(request: HttpRequest, slug: Slug) -> RequestOut:
    """Et statusskema med svar."""
    user = user_of(request)
    return _request(user, queries.request(user, slug))


def _request(user: Any, one: queries.StatusRequest) -> RequestOut:
    matrix = queries.matrix(user, one)
    return RequestOut(
        slug=one.slug, forum=one.forum.key, title=one.title, text=one.text, marks=dict(matrix.marks),
        questions=one.questions, due=one.due, remind_on=one.remind_on, sent_at=one.sent_at,
        replies=[_reply(each) for each in queries.replies(user, one)], counts=matrix.columns,
        unsupported=matrix.unsupported if matrix.lines else [],
    )  # fmt: skip


def _reply(one: queries.Receiver) -> ReplyOut:
    return ReplyOut(
        slug=one.slug, name=one.name, status=queries.reply_status(one), lines=[LineData(**row) for row in one.lines],
        answers=one.answers, answered_at=one.answered_at, reminded_at=one.reminded_at, version=one.version,
    )  # fmt: skip


@router.post("/status-requests", response=answers(RequestOut), operation_id="yearwheel.draw_up")
def draw_up(request: HttpRequest, given: RequestIn) -> RequestOut:
    """Lav et statusskema. Det bliver ikke sendt endnu."""
    user = user_of(request)
    groups = [forums.forum(user, key) for key in given.groups]
    kept = given.model_dump(exclude={"forum", "groups"})
    return _request(
        user, actions.draw_up(actor=user, forum=forums.forum(user, given.forum), groups=groups, **kept)
    )  # fmt: skip


@router.post("/status-requests/{slug}/send", response=answers(RequestOut), operation_id="yearwheel.send")
def send(request: HttpRequest, slug: Slug) -> RequestOut:
    """Send et skema til modtagerne."""
    user = user_of(request)
    return _request(user, actions.send(actor=user, request=queries.request(user, slug)))


@router.delete("/status-requests/{slug}", response=answers(CountOut), operation_id="yearwheel.withdraw")
def withdraw(request: HttpRequest, slug: Slug) -> CountOut:
    """Slet et skema, der ikke er sendt."""
    user = user_of(request)
    actions.withdraw(actor=user, request=queries.request(user, slug))
    return CountOut(count=1)


@router.post("/status-requests/{slug}/remind", response=answers(CountOut), operation_id="yearwheel.remind")
def remind(request: HttpRequest, slug: Slug) -> CountOut:
    """Mind dem, der ikke har svaret."""
    user = user_of(request)
    return CountOut(count=actions.remind(actor=user, request=queries.request(user, slug)))


@router.post("/status-requests/{slug}/lay-on", response=answers(RequestOut), operation_id="yearwheel.lay_on")
def lay_on(request: HttpRequest, slug: Slug, given: OnItemIn) -> RequestOut:
    """Læg matrixen på et punkt som tekst."""
    user = user_of(request)
    found = queries.request(user, slug)
    actions.lay_on(actor=user, request=found, item=item_at(user, given.item))
    return _request(user, found)


@router.put("/status-replies/{slug}", response=answers(ReplyOut), operation_id="yearwheel.save_draft")
def save_draft(request: HttpRequest, slug: Slug, given: AnswerIn) -> ReplyOut:
    """Gem en kladde til et svar."""
    user = user_of(request)
    return _reply(actions.save_draft(actor=user, receiver=queries.receiver(user, slug), **given.model_dump()))


@router.post("/status-replies/{slug}", response=answers(ReplyOut), operation_id="yearwheel.answer")
def answer(request: HttpRequest, slug: Slug, given: AnswerIn) -> ReplyOut:
    """Send et svar."""
    user = user_of(request)
    return _reply(actions.answer(actor=user, receiver=queries.receiver(user, slug), **given.model_dump()))


@router.post("/status-replies/{slug}/reopen", response=answers(ReplyOut), operation_id="yearwheel.reopen")
def reopen(request: HttpRequest, slug: Slug, given: ReasonIn) -> ReplyOut:
    """Åbn et svar igen."""
    user = user_of(request)
    return _reply(actions.reopen(actor=user, receiver=queries.receiver(user, slug), reason=given.reason))


@router.get("/contact-registers", response=answers(list[RegisterOut]), operation_id="yearwheel.registers")
def registers(request: HttpRequest) -> list[RegisterOut]:
    """Registrene over kontaktpersoner, som de er i dag."""
    user = user_of(request)
    return [_register(user, one) for one in queries.registers(user)]


def _register(user: Any, one: queries.Register) -> RegisterOut:
    account, people = queries.account_of(user, one), queries.contacts(user, one)
    return RegisterOut(
        key=one.key, title=one.title, clause=one.type.clause, areas=one.areas, filled=account.filled,
        gaps=len(account.gaps), contacts=[_contact(cell, people.get(cell)) for cell in account.cells],
    )  # fmt: skip


def _contact(cell: queries.Cell, one: queries.Contact | None) -> ContactOut:
    if one is None:
        return ContactOut(id=None, **cell.__dict__, name="", title="", email="", phone="", starts=None, ends=None)
    return ContactOut(
        id=one.pk, **cell.__dict__, name=one.name, title=one.title, email=one.email, phone=one.phone,
        starts=one.starts, ends=one.ends,
    )  # fmt: skip


@router.post("/contact-registers/{key}/contacts", response=answers(RegisterOut), operation_id="yearwheel.name_contact")
def name_contact(request: HttpRequest, key: Slug, given: ContactIn) -> RegisterOut:
    """Udpeg en kontaktperson."""
    user = user_of(request)
    found = queries.register(user, key)
    kept = given.model_dump(exclude={"party"})
    actions.name_contact(actor=user, place=queries.Place(found, given.party), **kept)
    return _register(user, found)


@router.post(
    "/contact-registers/{key}/contacts/{pk}/end", response=answers(RegisterOut), operation_id="yearwheel.end_contact"
)
def end_contact(request: HttpRequest, key: Slug, pk: Numbered, given: LastDayIn) -> RegisterOut:
    """Lad en kontaktperson stoppe."""
    user = user_of(request)
    found = queries.register(user, key)
    actions.end_contact(actor=user, contact=queries.contact(user, found, pk), last_day=given.last_day)
    return _register(user, found)


@router.post("/contact-registers/{key}/ask", response=answers(CountOut), operation_id="yearwheel.ask_for_contacts")
def ask_for_contacts(request: HttpRequest, key: Slug, given: AskIn) -> CountOut:
    """Bed dem, der mangler kontaktpersoner, om at udpege dem."""
    user = user_of(request)
    return CountOut(
        count=actions.ask_for_contacts(actor=user, register=queries.register(user, key), due=given.due)
    )  # fmt: skip


@router.post("/contact-registers/{key}/areas", response=answers(RegisterOut), operation_id="yearwheel.add_area")
def add_area(request: HttpRequest, key: Slug, given: AreaIn) -> RegisterOut:
    """Føj et område til et register."""
    user = user_of(request)
    return _register(user, actions.add_area(actor=user, register=queries.register(user, key), title=given.title))
