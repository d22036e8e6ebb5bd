"""Lines: pages of a run's outcomes with filter and search, sums of them, and the explanation of one."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from tvaers.api.parts import Amount, Key, LineKey, Paging, Short, amount, user_of
from tvaers.api.problems import answers
from tvaers.engine.settlement import queries
from tvaers.engine.settlement.lines import LineFilter
from tvaers.engine.settlement.reasons import rules_by_origin
from tvaers.kernel.errors import NotFound

router = Router()

Kind = Literal["settled", "held", "open", "out_of_scope"]
Sort = Literal["day", "-day", "amount", "-amount", "source", "clause"]
By = Literal["clause", "month", "payer", "payee", "table", "name", "kind"]


class LinesIn(Schema):
    """Hvilke linjer du vil se. Et felt, der er udeladt, vælger ikke fra."""

    kind: Kind = Field("settled", description="settled afregnet, held tilbageholdt, open åben, out_of_scope uden for")
    clause: Short = ""
    payer: Short = Field("", description="Betalerens kode eller navn")
    payee: Short = Field("", description="Modtagerens kode eller navn")
    month: str = Field("", pattern=r"^([0-9]{4}-[0-9]{2})?$", description="ÅÅÅÅ-MM")
    text: Short = Field("", description="En del af rækkens nummer eller modtagerens navn, eller linjens nummer")
    table: Short = ""
    rule: Short = ""
    sort: Sort = "day"


class SettlementLineOut(Schema):
    """En linje: hvad der blev af en række."""

    id: str = Field(description="Linjens nummer")
    table: str
    source: str = Field(description="Rækkens nummer i aktiviteten")
    part: str
    day: date | None = Field(description="Dagen, hvis regler og takst gælder; ingen, når forløbet er åbent")
    clause: str
    rule: str
    kind: str
    amount: Amount | None
    payer: str | None
    payee: str | None
    reversal: bool = Field(description="Om linjen tilbagefører en tidligere")
    revision: int
    run: int = Field(description="Nummeret i bogen på den afregning, der lavede linjen")
    reason: str = Field(description="Hvorfor rækken er afregnet, holdt tilbage eller udeladt")
    reason_code: str


class LinesOut(Schema):
    """En side af linjerne. Antal og sum er for alle, der passer."""

    count: int
    amount: Amount
    lines: list[SettlementLineOut]


class LineSumOut(Schema):
    """Antal og sum af linjer, der har det samme i de kolonner, du har valgt."""

    keys: dict[str, str | None]
    lines: int
    amount: Amount


class LineFactOut(Schema):
    """En oplysning med sin overskrift."""

    label: str
    value: str


class LineClauseOut(Schema):
    """Bestemmelsen bag en linje."""

    id: str
    heading: str
    summary: str
    place: str
    agreement: str


class UsedValueOut(Schema):
    """En værdi, som beløbet eller prøverne hviler på."""

    parameter: str
    heading: str
    unit: str
    shown: str
    starts: str
    ends: str | None
    source: str
    reading: str | None


class NotMetOut(Schema):
    """En regel, der blev prøvet og ikke gjaldt."""

    rule: str
    clause: str
    heading: str
    missing: list[str] = Field(description="Det, der ikke passede")


class LineReadingOut(Schema):
    """En læsning, som linjen hviler på."""

    id: str
    clause: str
    problem: str
    choice: str


class LineReceiptOut(Schema):
    """Hvor linjen kommer fra."""

    run: int
    book: str
    receipt: str
    content: str
    input: str
    code: str
    settled_at: str


class ExplanationOut(Schema):
    """Hvorfor en linje er, som den er. Læst, som den er gemt; intet er regnet om."""

    format: str
    line: str
    kind: str
    amount: Amount | None
    payer: str | None
    payee: str | None
    day: date | None
    reversal_of: str | None
    sentence: str
    facts: list[LineFactOut]
    clause: LineClauseOut
    steps: list[LineFactOut] = Field(description="Regnestykket, led for led")
    result: str | None
    rounding: str
    values: list[UsedValueOut]
    readings: list[LineReadingOut]
    met: list[str] = Field(description="Det, der skulle passe, og passede")
    not_met: list[NotMetOut]
    receipt: LineReceiptOut


@router.get("/runs/{id}/lines", response=answers(LinesOut), operation_id="settlement.lines")
def lines(request: HttpRequest, id: Key, wanted: Query[LinesIn], paging: Query[Paging]) -> LinesOut:
    """En side af en afregnings linjer: dem, som dine parter betaler eller får."""
    return page_of(user_of(request), queries.run(user_of(request), id), LineFilter(**wanted.model_dump()), paging)


@router.get("/runs/{id}/sums", response=answers(list[LineSumOut]), operation_id="settlement.sums")
def sums(
    request: HttpRequest,
    id: Key,
    wanted: Query[LinesIn],
    by: Annotated[list[By], Query(min_length=1, max_length=4, description="Kolonner at lægge sammen efter")],
) -> list[LineSumOut]:
    """Antal og sum af linjerne efter bestemmelse, måned, betaler eller andet."""
    run = queries.run(user_of(request), id)
    columns = list(dict.fromkeys(by))
    found = queries.line_sums(user_of(request), run, LineFilter(**wanted.model_dump()), *columns)
    return [
        LineSumOut(keys={column: row[column] for column in columns}, lines=row["lines"], amount=amount(row["amount"]))
        for row in found
    ]


@router.get("/lines/{id}", response=answers(ExplanationOut), operation_id="settlement.explain_line")
def explanation(request: HttpRequest, id: LineKey) -> ExplanationOut:
    """Forklar én linje: fakta, bestemmelse, værdier med kilder, regnestykke og regler, der ikke gjaldt."""
    found = queries.explain_line(user_of(request), id)
    if found is None:
        raise NotFound(what="Linjen findes ikke, eller du har ikke adgang til den.")
    used = [
        {**value, "starts": value["from"], "ends": value["to"], "source": value["source_words"]}
        for value in found["values"]
    ]
    return ExplanationOut(**{**found, "amount": amount(found["amount"]), "values": used})


def page_of(user: Any, run: Any, wanted: LineFilter, paging: Paging) -> LinesOut:
    """One page of the lines of a run that fit, with their reasons."""
    found = queries.line_page(user, run, wanted, offset=paging.offset, limit=paging.limit)
    rules = rules_by_origin(run)
    shown = [_line(line, rules[line.origin, line.rule]) for line in found.rows]
    return LinesOut(count=found.count, amount=amount(found.amount), lines=shown)


def _line(line: Any, rule: dict[str, Any]) -> SettlementLineOut:
    return SettlementLineOut(
        id=line.id or "",
        table=line.table,
        source=line.source,
        part=line.part,
        day=line.day,
        clause=line.clause,
        rule=line.name,
        kind=line.kind,
        amount=amount(line.amount),
        payer=line.payer,
        payee=line.payee,
        reversal=line.entry == -1,
        revision=line.revision,
        run=line.origin,
        reason=rule["reason"],
        reason_code=rule["code"] or "",
    )
