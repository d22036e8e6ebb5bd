"""Settling, and the life of statements and objections after that."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Max

from tvaers.engine.agreements import actions as agreements
from tvaers.engine.settlement import policies, store
from tvaers.engine.settlement.activity import Activity
from tvaers.engine.settlement.corrections import corrected
from tvaers.engine.settlement.engines import engine_named
from tvaers.engine.settlement.from_cases import filled
from tvaers.engine.settlement.lifecycle import OBJECTION, STATEMENT
from tvaers.engine.settlement.line_ids import parse_line
from tvaers.engine.settlement.lines import LineFilter, every
from tvaers.engine.settlement.models import (
    Book,
    Correction,
    ObjectedLine,
    Objection,
    ObjectionStep,
    Run,
    SavedScenario,
    Statement,
    StatementStep,
)
from tvaers.engine.settlement.planning import plan_run, settled_before
from tvaers.engine.settlement.pricing import Job
from tvaers.engine.settlement.settling import carry_out, key_of
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, System, action
from tvaers.kernel.errors import Problem
from tvaers.kernel.package import Package


@action(
    "settlement.settle",
    permission=policies.may_settle,
    on="package",
    audit="{actor} afregnede {starts} til {ends} i {book}: {result}",
)
def settle(
    *,
    actor: Actor,
    package: Package,
    activity: Activity,
    starts: date,
    ends: date,
    book: str,
    title: str = "",
    engine: str = "duckdb",
    from_cases: bool = False,
    progress: Callable[[str], None] = lambda text: None,
) -> Run:
    """Afregn en periode i en bog; begge datoer er med.

    The first run of a book settles everything in the period. Later runs book the differences: corrections as reversing
    lines and new ones, held rows whose letter has come. When nothing has changed, the earlier run is returned and
    nothing is written. With `from_cases` what the activity lacks is filled from the cases of the actor's parties.
    Raises Problem when a control sum does not hold; then nothing is changed.
    """
    if ends < starts:
        raise Problem(what="Perioden slutter, før den begynder.", do="Byt om på de to datoer.")
    account = _book(book, package, title)
    wanted = Job(package, starts, ends)
    taken = filled(activity, package, policies.settling_for(actor), store.activity_store()) if from_cases else activity
    facts = corrected(taken, _corrections(account), store.activity_store())
    same = settled_before(account, wanted, facts)
    if same is not None:
        return same
    return _run(actor, account, wanted, facts, engine, progress)


@action(
    "settlement.send_statement",
    permission=policies.may_send,
    on="statement",
    audit="{actor} sendte {statement}",
)
def send_statement(*, actor: Actor, statement: Statement) -> Statement:
    """Send en opgørelse til betaleren (BA-4.1d)."""
    return _move_statement(actor, statement, "send")


@action(
    "settlement.approve_statement",
    permission=policies.may_approve,
    on="statement",
    audit="{actor} godkendte {statement}",
)
def approve_statement(*, actor: Actor, statement: Statement, text: str = "") -> Statement:
    """Godkend en opgørelse. Linjer med en åben indsigelse er ikke med i det godkendte beløb (BA-4.1d)."""
    return _move_statement(actor, statement, "approve", text)


@action("settlement.pay_statement", permission=policies.may_pay, on="statement", audit="{actor} betalte {statement}")
def pay_statement(*, actor: Actor, statement: Statement, text: str = "") -> Statement:
    """Registrér, at en opgørelse er betalt (BA-4.1d)."""
    return _move_statement(actor, statement, "pay", text)


@action(
    "settlement.object",
    permission=policies.may_object,
    on="statement",
    audit="{actor} gjorde indsigelse mod {statement}: {reason}",
)
def object_to_lines(*, actor: Actor, statement: Statement, lines: Mapping[str, int], reason: str) -> Objection:
    """Gør indsigelse mod linjer.

    `lines` are the ids of the statement's lines with their amounts in øre as the payer saw them. Problem when there is
    none, when one is not the statement's or has another amount, and when one is questioned already.
    """
    if not lines or not reason.strip():
        raise Problem(
            what="Indsigelsen er ikke sendt.",
            why="En indsigelse skal have mindst én linje og en begrundelse.",
            do="Vælg linjerne, og skriv hvorfor du er uenig.",
        )
    _check_lines(statement, lines)
    if STATEMENT.may(statement.state, "dispute"):
        _move_statement(actor, statement, "dispute", reason)
    elif statement.state != "disputed":
        STATEMENT.next(statement.state, "dispute")
    objection = Objection.objects.create(statement=statement, reason=reason.strip(), raised_at=clock.now())
    ObjectedLine.objects.bulk_create(
        ObjectedLine(objection=objection, line=line, amount=amount) for line, amount in lines.items()
    )
    _note(objection, actor, "raise", reason)
    return objection


@action(
    "settlement.answer",
    permission=policies.may_answer,
    on="objection",
    audit="{actor} svarede {event} på {objection}: {text}",
)
def answer(
    *, actor: Actor, objection: Objection, event: str, text: str, change: Mapping[str, Any] | None = None
) -> Objection:
    """Besvar en indsigelse: `accept` med hvad der rettes, eller `reject` med en begrundelse.

    `change` is {"withdraw": True}, or columns with the right values, for every line of the objection. The next run
    of the book books the correction.
    """
    if event not in ("accept", "reject"):
        raise Problem(what=f"«{event}» er ikke et svar.", do="Imødekom eller afvis indsigelsen.")
    if not text.strip():
        raise Problem(what="Svaret er ikke sendt.", why="Et svar skal have en begrundelse.", do="Skriv begrundelsen.")
    _move_objection(actor, objection, event, text)
    if event == "accept":
        Correction.objects.bulk_create(_corrected_lines(objection, dict(change or {"withdraw": True})))
    _settle_dispute(actor, objection.statement)
    return objection


@action(
    "settlement.withdraw", permission=policies.may_withdraw, on="objection", audit="{actor} trak {objection} tilbage"
)
def withdraw(*, actor: Actor, objection: Objection, text: str = "") -> Objection:
    """Træk en indsigelse tilbage, før den er besvaret."""
    _move_objection(actor, objection, "withdraw", text)
    _settle_dispute(actor, objection.statement)
    return objection


@action(
    "settlement.save_scenario",
    permission=policies.may_save_scenario,
    on="owner",
    audit="{actor} gemte scenariet {name}",
)
def save_scenario(
    *, actor: Actor, owner: str, name: str, run: Run, sets: Sequence[Mapping[str, str]], result: Mapping[str, Any]
) -> SavedScenario:
    """Gem et hvad nu hvis under et navn. Det er kun synligt for den part, der gemmer det."""
    if SavedScenario.objects.filter(owner=owner, name=name).exists():
        raise Problem(what=f"Der findes allerede et scenarie med navnet «{name}».", do="Vælg et andet navn.")
    return SavedScenario.objects.create(
        owner=owner,
        name=name,
        run=run,
        sets=[dict(one) for one in sets],
        result=dict(result),
        saved_at=clock.now(),
        saved_by=actor.audit_name(),
    )


def _check_lines(statement: Statement, lines: Mapping[str, int]) -> None:
    """The lines are the statement's own, with the amounts given, and none is questioned or waits to be corrected."""
    wanted = LineFilter(payer=statement.payer, payee=statement.payee, ids=tuple(lines))
    own = {line.id: line.amount for line in every(statement.run, wanted)}
    foreign = [line for line, amount in lines.items() if own.get(line) != amount]
    if foreign:
        raise Problem(
            what=f"Linjen {foreign[0]} hører ikke til opgørelsen med det beløb.",
            why="En indsigelse gælder linjer på én opgørelse, som de står på den.",
            do="Åbn opgørelsen igen, og vælg linjerne der.",
        )
    questioned = ObjectedLine.objects.filter(line__in=list(lines), objection__statement=statement)
    waiting = questioned.filter(objection__state__in=("raised", "accepted")).first()
    if waiting is not None:
        raise Problem(
            what=f"Linjen {waiting.line} har allerede en indsigelse, som ikke er afsluttet.",
            do="Fjern den fra valget, eller vent på svaret eller rettelsen.",
        )


def _book(name: str, package: Package, title: str) -> Book:
    """The book with a name, locked until the transaction ends; made when it is new."""
    Book.objects.get_or_create(
        name=name, defaults={"package": package.id, "title": title or package.title, "created_at": clock.now()}
    )
    book = Book.objects.select_for_update().get(name=name)
    if book.package != package.id:
        raise Problem(
            what=f"Bogen «{name}» hører til aftalen {book.package}.",
            do="Vælg en anden bog, eller lad være at angive en.",
        )
    return book


def _run(actor: Actor, book: Book, job: Job, facts: Activity, engine_name: str, progress: Callable[[str], None]) -> Run:
    """Carry out a run, move its folder into place and keep its receipt."""
    started = clock.now()
    edition = agreements.load(actor=System(), package=job.package)
    number = (book.runs.aggregate(last=Max("number"))["last"] or 0) + 1
    engine = engine_named(engine_name)
    receipt = key_of(job, facts)
    with store.scratch() as scratch:
        try:
            outcome = carry_out(plan_run(book, job, facts), scratch, engine, progress)
        finally:
            engine.close()
        folder = store.put(scratch / "run", f"{book.pk}-{number}-{receipt[:12]}")
    delta = outcome.delta
    run = Run.objects.create(
        book=book,
        number=number,
        edition=edition,
        starts=job.start,
        ends=job.end,
        receipt=receipt,
        input_hash=facts.hash,
        input_rows=dict(facts.rows),
        code_version=store.code_version(),
        engine=engine.name,
        scope=dict(outcome.scope),
        totals=outcome.totals.as_data(),
        booked=delta.counts() | {"released": outcome.released} if delta else {},
        folder=folder.name,
        activity=facts.folder.name,
        started_at=started,
        finished_at=clock.now(),
        settled_by=actor.audit_name(),
    )
    statements = delta.statements if delta else outcome.totals.statements
    Statement.objects.bulk_create(
        Statement(run=run, payer=s.payer, payee=s.payee, amount=s.amount, lines=s.lines) for s in statements
    )
    _mark_corrected(actor, book, run, job)
    return run


def _mark_corrected(actor: Actor, book: Book, run: Run, job: Job) -> None:
    """The corrections of days that this run reached are booked now, and their objections are corrected."""
    first, last = job.reach
    reached = book.corrections.filter(applied_in=None)
    reached = reached.filter(day__gte=first) if first else reached
    reached = reached.filter(day__lte=last) if last else reached
    waiting = list(reached.select_related("objection"))
    book.corrections.filter(pk__in=[c.pk for c in waiting]).update(applied_in=run)
    for objection in {c.objection_id: c.objection for c in waiting}.values():
        if objection.corrections.filter(applied_in=None).exists():
            continue
        _move_objection(actor, objection, "correct", f"Rettet i afregning nr. {run.number}")


def _corrections(book: Book) -> list[dict[str, Any]]:
    """Every correction of a book in the order decided."""
    rows = book.corrections.order_by("decided_at", "pk").values("table", "source", "change")
    return [dict(row) for row in rows]


def _corrected_lines(objection: Objection, change: dict[str, Any]) -> list[Correction]:
    run = objection.statement.run
    tables = {table["name"]: table for table in run.edition.document["tables"]}
    parsed = [parse_line(line.line) for line in objection.lines.all()]
    if any(tables[line.table]["part"] for line in parsed):
        raise Problem(
            what="Linjen lægger flere rækker sammen og kan ikke rettes her.",
            do="Ret rækkerne i aktiviteten, og afregn igen; afvis indsigelsen med en henvisning til rettelsen.",
        )
    return [
        Correction(
            book=run.book,
            objection=objection,
            table=tables[line.table]["table"],
            source=line.source,
            day=line.day,
            change=change,
            decided_at=clock.now(),
        )
        for line in parsed
    ]


def _move_statement(actor: Actor, statement: Statement, event: str, text: str = "") -> Statement:
    current = Statement.objects.select_for_update().get(pk=statement.pk)
    statement.state = STATEMENT.next(current.state, event)
    statement.save(update_fields=["state"])
    StatementStep.objects.create(statement=statement, event=event, at=clock.now(), by=actor.audit_name(), text=text)
    return statement


def _move_objection(actor: Actor, objection: Objection, event: str, text: str) -> None:
    current = Objection.objects.select_for_update().get(pk=objection.pk)
    objection.state = OBJECTION.next(current.state, event)
    objection.save(update_fields=["state"])
    _note(objection, actor, event, text)


def _note(objection: Objection, actor: Actor, event: str, text: str) -> None:
    ObjectionStep.objects.create(objection=objection, event=event, at=clock.now(), by=actor.audit_name(), text=text)


def _settle_dispute(actor: Actor, statement: Statement) -> None:
    """A statement is disputed for as long as it has an unanswered objection."""
    statement.refresh_from_db()
    if statement.state == "disputed" and not statement.objections.filter(state="raised").exists():
        _move_statement(actor, statement, "settle_dispute")
