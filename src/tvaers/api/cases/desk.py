"""What waits for the user: the worklist, word of what others did, and drafts."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Query, Schema

from tvaers.api.cases.router import router
from tvaers.api.parts import Moment, Paging, Short, user_of
from tvaers.api.problems import answers
from tvaers.engine.cases import actions, queries, receipts
from tvaers.engine.cases.actions import Given
from tvaers.kernel.errors import NotFound


class TurnOut(Schema):
    """En linje i arbejdslisten."""

    case: str = Field(description="Forløbets nummer")
    type: str
    title: str
    party: str
    role: str
    what: str
    why: str
    due: Moment | None
    remind: Moment | None
    is_turn: bool = Field(description="Om forløbet selv venter på parten, eller kun en af dens frister gør")


class WorklistOut(Schema):
    """En side af arbejdslisten."""

    count: int
    turns: list[TurnOut]


class NoticeOut(Schema):
    """Besked om noget, der er sket."""

    case: str
    event: int = Field(description="Nummeret på den række i historikken, som beskeden handler om")
    name: str
    party: str
    label: str
    at: Moment
    read_at: Moment | None
    read_by: str


class ReadIn(Schema):
    """Den besked, der er læst."""

    case: Short
    event: int = Field(ge=1, le=2**31 - 1)
    name: Short
    party: Short


class DraftAt(Schema):
    """Hvad en kladde hører til."""

    agreement: Short
    type: Short
    event: Short
    case: Short = Field("", description="Forløbets nummer; tomt, når forløbet ikke er oprettet")


class DraftIn(DraftAt):
    """En kladde, der skal gemmes. Er den tom, slettes den gamle."""

    data: dict[str, Any]


class DraftOut(DraftAt):
    """En kladde."""

    data: dict[str, Any]
    saved_at: Moment


class CodeIn(Schema):
    """Koden fra en kvittering."""

    code: Short


class StatusOut(Schema):
    """Hvad der er blevet af det, du rapporterede."""

    title: str
    status: str


class CaseDoneOut(Schema):
    """Det er gjort."""

    done: bool = True


@router.get("/worklist", response=answers(WorklistOut), operation_id="cases.worklist")
def worklist(request: HttpRequest, paging: Query[Paging], type: Short = "") -> WorklistOut:
    """Det, dine parter skal gøre, mest presserende først."""
    found = queries.turns(user_of(request), type)
    return WorklistOut(count=found.count(), turns=[_turn(one) for one in paging.of(found)])


@router.get("/notices", response=answers(list[NoticeOut]), operation_id="cases.notices")
def notices(
    request: HttpRequest, paging: Query[Paging], unread: Annotated[bool, Query(description="Kun ulæste")] = False
) -> list[NoticeOut]:
    """Beskeder til dine parter, nyeste først."""
    return [_notice(one) for one in paging.of(queries.notices(user_of(request), unread=unread))]


@router.post("/notices/read", response=answers(NoticeOut), operation_id="cases.read_notice")
def read_notice(request: HttpRequest, given: ReadIn) -> NoticeOut:
    """Markér en besked som læst."""
    user = user_of(request)
    found = queries.notices(user).filter(
        case__number=given.case, number=given.event, name=given.name, party=given.party
    )
    notice = found.first()
    if notice is None:
        raise NotFound(what="Beskeden findes ikke, eller den er ikke til dig.")
    return _notice(actions.read_notice(actor=user, notice=notice))


@router.post("/receipts", response=answers(StatusOut), operation_id="cases.receipt")
def receipt(request: HttpRequest, given: CodeIn) -> StatusOut:  # noqa: ARG001
    """Status på det, du rapporterede. Koden sendes i indholdet, så den ikke står i nogen adresse."""
    found = receipts.told(given.code)
    if found is None:
        raise NotFound(what="Koden kendes ikke.", do="Se efter, om den er skrevet rigtigt.")
    return StatusOut(title=found.title, status=found.status)


@router.get("/drafts", response=answers(list[DraftOut]), operation_id="cases.drafts")
def drafts(request: HttpRequest, paging: Query[Paging]) -> list[DraftOut]:
    """Dine egne kladder, nyeste først."""
    return [_draft(one) for one in paging.of(queries.drafts(user_of(request)))]


@router.post("/drafts", response=answers(CaseDoneOut), operation_id="cases.save_draft")
def save_draft(request: HttpRequest, given: DraftIn) -> CaseDoneOut:
    """Gem en kladde."""
    user = user_of(request)
    actions.save_draft(actor=user, given=Given(given.data), **_place(user, given))
    return CaseDoneOut()


@router.post("/drafts/drop", response=answers(CaseDoneOut), operation_id="cases.drop_draft")
def drop_draft(request: HttpRequest, given: DraftAt) -> CaseDoneOut:
    """Slet en kladde."""
    user = user_of(request)
    found = queries.draft(user, **_place(user, given))
    if found is None:
        raise NotFound(what="Kladden findes ikke.")
    actions.drop_draft(actor=user, draft=found)
    return CaseDoneOut()


def _place(user: Any, given: DraftAt) -> dict[str, Any]:
    """What a draft belongs to. NotFound for a type, event, agreement or case that is not there, or not the user's."""
    type = queries.type_in(given.agreement, given.type)
    if all(event.id != given.event for event in type.events):
        raise NotFound(what=f"{type.title} har ingen hændelse »{given.event}«.")
    return {
        "type": type.id,
        "package": given.agreement,
        "event": given.event,
        "case": queries.case(user, given.case) if given.case else None,
    }


def _turn(turn: Any) -> TurnOut:
    return TurnOut(
        case=turn.case.number,
        type=turn.type,
        title=turn.case.title,
        party=turn.party,
        role=turn.role,
        what=turn.what,
        why=turn.why,
        due=turn.due,
        remind=turn.remind,
        is_turn=turn.is_turn,
    )


def _notice(notice: Any) -> NoticeOut:
    return NoticeOut(
        case=notice.case.number,
        event=notice.number,
        name=notice.name,
        party=notice.party,
        label=notice.label,
        at=notice.at,
        read_at=notice.read_at,
        read_by=notice.read_by,
    )


def _draft(draft: Any) -> DraftOut:
    return DraftOut(
        agreement=draft.package,
        type=draft.type,
        event=draft.event,
        case=draft.case.number if draft.case else "",
        data=draft.data,
        saved_at=draft.saved_at,
    )
