"""A case as the API gives it: its facts, its duties with their accounts, its history and what it allows.

Amounts are kroner as text, dates and times ISO 8601; a sealed value is never given.
"""

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema

from tvaers.api.cases.kinds import DoerOut
from tvaers.api.parts import Moment, amount
from tvaers.engine.cases import queries
from tvaers.engine.cases.core import Case
from tvaers.engine.cases.duties import Owed
from tvaers.engine.cases.sharing import shared
from tvaers.engine.citizens import queries as citizens
from tvaers.kernel import clock
from tvaers.kernel.case_types import FieldSpec

Data = dict[str, Any]


class CaseOut(Schema):
    """Et forløb i en liste."""

    number: str
    type: str
    agreement: str
    title: str
    state: str
    state_label: str
    is_open: bool
    version: int
    citizen: str = Field(description="Borgerens pseudonym; tomt, når forløbet ikke handler om en borger")
    cpr_masked: str = Field(description="Fødselsdato og fire prikker; tomt uden CPR-nummer")
    opened_at: Moment
    changed_at: Moment
    closed_at: Moment | None


class CaseStepOut(Schema):
    """En linje i en frists regnskab."""

    day: date
    counted: bool
    text: str


class OwedOut(Schema):
    """En frist eller en opgave i et forløb."""

    id: str
    label: str
    owner: str = Field(description="Den rolle, der skal gøre det")
    party: str
    clause: str
    status: str = Field(description="pending, met, late, void, paused eller not_agreed")
    due: Moment | None
    reminder: Moment | None
    done_at: Moment | None
    account: list[CaseStepOut] = Field(description="Sådan er fristen talt, dag for dag")


class DeedOut(Schema):
    """En række i historikken."""

    number: int
    kind: str = Field(description="event, correction eller annulment")
    event: str
    label: str
    at: Moment
    recorded_at: Moment
    by: str
    party: str
    role: str
    data: Data
    state: str
    target: int | None = Field(description="Den række, som en rettelse eller annullering gælder")
    reason: str
    corrected_by: int | None
    annulled_by: int | None


class WayOut(Schema):
    """En hændelse, som du kan registrere nu."""

    event: str
    label: str
    needs: list[str]
    takes: list[str]
    blocked: str = Field(description="Hvorfor den ikke kan ske lige nu; tom, når intet kendt er i vejen")
    doer: DoerOut = Field(description="Som hvem du gør det, når du ikke vælger andet")


class CaseLinkOut(Schema):
    """Et andet forløb, som dette hænger sammen med."""

    kind: str
    number: str
    title: str


class CaseViewOut(CaseOut):
    """Et forløb med fakta, parter, frister, historik og det, du kan gøre."""

    data: Data = Field(description="Felternes værdier. Beløb er kroner som tekst, dage og tider ISO 8601")
    legal_basis: dict[str, str] = Field(description="Hjemlen for hvert felt, der er udfyldt; tom tekst uden hjemmel")
    derived: Data = Field(description="Det, som reglerne udleder af forløbet nu")
    parties: dict[str, list[str]]
    duties: list[OwedOut]
    history: list[DeedOut]
    allowed: list[WayOut]
    links: list[CaseLinkOut]


def head(row: Any) -> dict[str, Any]:
    """What a list says about a case."""
    type = queries.case_types()[row.type]
    return {
        "number": row.number,
        "type": row.type,
        "agreement": row.package,
        "title": row.title,
        "state": row.state,
        "state_label": type.state(row.state).label,
        "is_open": row.is_open,
        "version": row.version,
        "citizen": row.citizen.pseudonym if row.citizen else "",
        "cpr_masked": citizens.masked_cpr(row.citizen) if row.citizen else "",
        "opened_at": row.opened_at,
        "changed_at": row.changed_at,
        "closed_at": row.closed_at,
    }


def view(user: Any, row: Any) -> CaseViewOut:
    """Everything about a case that the user may see."""
    case = queries.as_core(row)
    now = clock.now()
    fields = {field.id: field for field in case.type.fields}
    look = case.look(now)
    return CaseViewOut(
        **head(row),
        data={name: outward(fields[name], kept) for name, kept in case.data.items() if name in fields},
        legal_basis={name: one.basis.text if one.basis else "" for name, one in shared(case).items()},
        derived={one.id: _plain(look.value(one.id)) for one in case.type.derived},
        parties={role: list(parties) for role, parties in case.parties.items()},
        duties=[_owed(one) for one in queries.duties(row, now)],
        history=[_deed(case, one) for one in queries.deeds(row, case.type)],
        allowed=[_way(one) for one in queries.ways(user, row, case)],
        links=[CaseLinkOut(kind=kind, number=one.number, title=one.title) for kind, one in queries.links(user, row)],
    )


def outward(field: FieldSpec, kept: Any) -> Any:
    """A kept value as the API gives it, in the form that it also takes."""
    if field.per and isinstance(kept, dict):
        single = field.model_copy(update={"per": None})
        return {party: outward(single, value) for party, value in kept.items()}
    if field.type == "money":
        return amount(kept)
    if field.type == "records":
        columns = {column.id: column for column in field.of}
        return [{k: outward(columns[k], v) if k in columns else v for k, v in row.items()} for row in kept]
    return kept


def _plain(value: Any) -> Any:
    """What a rule answered as JSON; what is neither a number, a text nor a list of those is given as text."""
    if isinstance(value, datetime):
        return value.astimezone(clock.COPENHAGEN).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list | set | frozenset):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def _owed(one: Owed) -> OwedOut:
    account = one.due.account if one.due else ()
    return OwedOut(
        id=one.duty.id,
        label=one.label,
        owner=one.duty.owner,
        party=one.party,
        clause=one.duty.clause,
        status=one.status,
        due=one.moment,
        reminder=one.reminder,
        done_at=one.done_at,
        account=[CaseStepOut(day=step.day, counted=step.counted, text=step.text) for step in account],
    )


def _deed(case: Case, deed: queries.Deed) -> DeedOut:
    fields = {field.id: field for field in case.type.fields}
    for name in (deed.spec.adds, deed.spec.updates) if deed.spec else ():
        fields |= case.type.columns(name)
    row = deed.row
    given = {name: _given(fields[name], kept) if name in fields else kept for name, kept in row.data.items()}
    return DeedOut(
        number=row.number,
        kind=row.kind,
        event=row.event,
        label=deed.spec.label if deed.spec else row.event,
        at=row.at,
        recorded_at=row.recorded_at,
        by=row.by,
        party=row.party,
        role=row.role,
        data=given,
        state=row.state,
        target=row.target,
        reason=row.reason,
        corrected_by=deed.corrected_by.number if deed.corrected_by else None,
        annulled_by=deed.annulled_by.number if deed.annulled_by else None,
    )


def _given(field: FieldSpec, kept: Any) -> Any:
    """A value of one event, where a field that each party gives holds only that party's."""
    return outward(field.model_copy(update={"per": None}), kept)


def _way(way: queries.Way) -> WayOut:
    doer = DoerOut(party=way.doer.party, role=way.doer.role, job=way.doer.job)
    return WayOut(
        event=way.event.id,
        label=way.event.label,
        needs=list(way.event.needs),
        takes=list(way.event.takes),
        blocked=way.blocked,
        doer=doer,
    )
