"""Runs: settle a delivery of activity, and read what came of it."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, File, Form, Query, Router, Schema, UploadedFile

from tvaers.api.parts import Amount, Key, Moment, Paging, Short, amount, user_of
from tvaers.api.problems import answers
from tvaers.api.settlement.upload import received
from tvaers.engine.agreements import queries as agreements
from tvaers.engine.settlement import actions, policies, queries
from tvaers.kernel.action import may
from tvaers.kernel.errors import NotAllowed

router = Router()


class SettleIn(Schema):
    """Hvad der skal afregnes. Begge datoer er med."""

    agreement: Short = Field(description="Aftalens id")
    first: date = Field(description="Første dag, ÅÅÅÅ-MM-DD")
    last: date = Field(description="Sidste dag, ÅÅÅÅ-MM-DD")
    book: str = Field(
        "", max_length=120, pattern=r"^[^\u0000]*$", description="Fortsæt en bog: kun ændringer siden sidst bogføres"
    )
    from_cases: bool = Field(False, description="Hent breve og accepter, der mangler, i forløb")


class RunOut(Schema):
    """En afregning og dens kvittering."""

    id: int
    book: str = Field(description="Bogens navn")
    title: str = Field(description="Bogens titel")
    number: int = Field(description="Nummer i bogen")
    agreement: str = Field(description="Aftalens id")
    starts: date
    ends: date
    receipt: str = Field(description="Samme kvittering betyder samme linjer")
    content_hash: str = Field(description="Udgavens fingeraftryk")
    input_hash: str = Field(description="Aktivitetens fingeraftryk")
    code_version: str
    engine: str
    settled_at: Moment
    settled_by: str


class RunCountOut(Schema):
    """Hvad der blev af en tabels rækker."""

    table: str
    settled: int = Field(description="Afregnet")
    held: int = Field(description="Tilbageholdt")
    open: int = Field(description="Ikke afsluttet")
    out_of_scope: int = Field(description="Uden for aftalen")
    outside_period: int = Field(description="Uden for perioden")


class ControlOut(Schema):
    """En kontrolsum. Summer af beløb er i øre."""

    name: str
    words: str
    left: int
    right: int
    holds: bool


class SumOut(Schema):
    """Hvad en part skylder en anden i en afregning."""

    payer: str
    payee: str
    amount: Amount
    lines: int


class RunViewOut(RunOut):
    """En afregning i sin helhed."""

    input_rows: dict[str, int] = Field(description="Antal rækker pr. tabel i aktiviteten")
    overrides: dict[str, str] = Field(description="Værdier, der er ændret i et hvad nu hvis")
    booked: dict[str, Any] = Field(description="Hvad der er bogført, når det ikke er bogens første afregning")
    counts: list[RunCountOut]
    controls: list[ControlOut]
    statements: list[SumOut] = Field(description="Det, som dine parter skylder og har til gode")
    warnings: list[str]


@router.get("/runs", response=answers(list[RunOut]), operation_id="settlement.runs")
def runs(request: HttpRequest, paging: Query[Paging], book: Short = "") -> list[RunOut]:
    """Afregningerne, nyeste først. `book` viser én bogs."""
    found = queries.runs(user_of(request))
    return [RunOut(**_head(run)) for run in paging.of(found.filter(book__name=book) if book else found)]


@router.get("/runs/{id}", response=answers(RunViewOut), operation_id="settlement.run")
def run(request: HttpRequest, id: Key) -> RunViewOut:
    """Én afregning med kvittering, kontrolsummer og opgørelser."""
    return _view(user_of(request), queries.run(user_of(request), id))


@router.post("/runs", response=answers(RunViewOut), operation_id="settlement.settle")
def settle(request: HttpRequest, given: Form[SettleIn], files: File[list[UploadedFile]]) -> RunViewOut:
    """Afregn en periode. `files` er én CSV- eller Parquet-fil pr. tabel, med tabellens navn.

    Fejl i rækkerne giver 422 med hver række; så er intet læst ind. Den samme levering igen giver den samme afregning.
    """
    user, package = user_of(request), agreements.package(given.agreement)
    if not may(user, "settlement.settle", package):
        raise NotAllowed(what="Du har ikke adgang til at afregne denne aftale.", do="Bed din administrator om adgang.")
    activity = received(files)
    own = queries.own_book(package, activity, given.first, given.last, "duckdb", from_cases=given.from_cases)
    settled = actions.settle(
        actor=user, package=package, activity=activity, starts=given.first, ends=given.last, book=given.book or own,
        from_cases=given.from_cases,
    )  # fmt: skip
    return _view(user, queries.run(user, settled.pk))


def _head(run: Any) -> dict[str, Any]:
    receipt = queries.receipt(run)
    kept = ("receipt", "book", "number", "agreement", "content_hash", "input_hash", "code_version", "engine")
    return {
        "id": run.pk,
        "title": run.book.title,
        "starts": run.starts,
        "ends": run.ends,
        "settled_at": run.finished_at,
        "settled_by": run.settled_by,
        **{name: receipt[name] for name in kept},
    }


def _view(user: Any, run: Any) -> RunViewOut:
    sides = policies.sides(user)
    mine = [s for s in run.totals["statements"] if sides is None or {s["payer"], s["payee"]} & sides]
    return RunViewOut(
        **_head(run),
        input_rows=run.input_rows,
        overrides=dict(run.edition.overrides),
        booked=run.booked,
        counts=[RunCountOut(table=table, **counts) for table, counts in run.totals["counts"].items()],
        controls=[ControlOut(**control) for control in run.totals["controls"]],
        statements=[SumOut(**{**s, "amount": amount(s["amount"])}) for s in mine],
        warnings=run.totals["warnings"],
    )
