"""Reading settlements: runs, receipts, statements, lines, explanations, objections. The door for all other rooms."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import duckdb
from django.db.models import Model, QuerySet, Sum

from tvaers.engine.access.models import EVERYWHERE
from tvaers.engine.access.policies import scopes
from tvaers.engine.settlement import explanation, lines, policies, store, whatif
from tvaers.engine.settlement.activity import Activity, open_activity
from tvaers.engine.settlement.adjustable import Adjustable, adjustables
from tvaers.engine.settlement.discount import Discount, discounts
from tvaers.engine.settlement.execution import COUNTED
from tvaers.engine.settlement.from_cases import Filled, sources
from tvaers.engine.settlement.lifecycle import STATEMENT
from tvaers.engine.settlement.line_ids import parse_line
from tvaers.engine.settlement.lines import Line, LineFilter, LinePage
from tvaers.engine.settlement.models import Book, ObjectedLine, Objection, ObjectionStep, Run, SavedScenario, Statement
from tvaers.engine.settlement.planning import package_of
from tvaers.engine.settlement.pricing import Job
from tvaers.engine.settlement.standing import Standing, standing
from tvaers.engine.settlement.whatif import WhatIf
from tvaers.kernel.errors import NotAllowed, NotFound, Problem
from tvaers.kernel.package import Package

Row = TypeVar("Row", bound=Model)


def activity_store() -> Path:
    """Where activity is taken in to."""
    return store.activity_store()


def own_book(
    package: Package, activity: Activity, start: date, end: date, engine: str, *, from_cases: bool = False
) -> str:
    """The name of a book for one folder of activity settled by itself; another when cases fill what it lacks."""
    parts = (package.short, package.content_hash[:8], activity.hash[:12], f"{start:%Y%m%d}", f"{end:%Y%m%d}", engine)
    return "-".join((*parts, "forloeb") if from_cases else parts)


def books(user: Any) -> QuerySet[Book]:
    """The books that the user may see."""
    return policies.books_visible_to(user).order_by("title")


def runs(user: Any) -> QuerySet[Run]:
    """The runs that the user may see, newest first."""
    return policies.runs_visible_to(user).select_related("book", "edition__agreement")


def run(user: Any, pk: int) -> Run:
    """One run. Raises NotFound also when the user may not see it."""
    return _one(runs(user), pk, "Afregningen")


def from_cases(run: Run) -> tuple[Filled, ...]:
    """The values that the run's delivery lacked and that were filled from cases, each with its case."""
    return sources(store.activity_store() / run.activity)


def statements(user: Any) -> QuerySet[Statement]:
    """The statements that the user may see."""
    return policies.statements_visible_to(user).select_related("run__book", "run__edition__agreement")


def statement(user: Any, pk: int) -> Statement:
    """One statement. Raises NotFound also when the user may not see it."""
    return _one(statements(user), pk, "Opgørelsen")


def objections(user: Any) -> QuerySet[Objection]:
    """The objections that the user may see, newest first."""
    return policies.objections_visible_to(user).select_related("statement__run__book")


def objection(user: Any, pk: int) -> Objection:
    """One objection. Raises NotFound also when the user may not see it."""
    return _one(objections(user), pk, "Indsigelsen")


def scenarios(user: Any) -> QuerySet[SavedScenario]:
    """The saved what-ifs of the user's parties, newest first."""
    return policies.scenarios_visible_to(user).select_related("run__book")


def scenario(user: Any, pk: int) -> SavedScenario:
    """One saved what-if. Raises NotFound also when the user may not see it."""
    return _one(scenarios(user), pk, "Scenariet")


def what_if(user: Any, run: Run, sets: Sequence[Mapping[str, str]]) -> WhatIf:
    """What other parameter values would change in a run's whole period, for the user's parties; nothing is stored.

    Raises NotAllowed, and Problem for a value of the wrong unit or when the agreement's content has changed since.
    """
    if not policies.may_whatif(user, run):
        raise NotAllowed(what="Du har ikke adgang til at regne på denne afregning.", do="Bed din administrator om det.")
    activity = open_activity(store.activity_store(), run.activity)
    found = whatif.what_if(Job(_unchanged_package(run), run.starts, run.ends), activity, sets)
    return found.of_sides(policies.sides(user))


def adjustable_parameters(run: Run) -> tuple[Adjustable, ...]:
    """What a what-if on a run can turn. Raises Problem when the agreement's content has changed since."""
    return adjustables(_unchanged_package(run), run.starts, run.ends)


def may_whatif(user: Any, run: Run) -> bool:
    """Whether the user may ask what other values would change in a run."""
    return policies.may_whatif(user, run)


def _unchanged_package(run: Run) -> Package:
    package = package_of(run.edition)
    if package is None:
        raise Problem(
            what="Der kan ikke regnes på denne afregning.",
            why="Aftalens indhold er ændret, siden perioden blev afregnet.",
            do="Afregn perioden igen, og regn på den nye afregning.",
        )
    return package


def waiting_statements(user: Any, event: str) -> QuerySet[Statement]:
    """The statements in a state where an event of `lifecycle.STATEMENT` may come and is the user's to cause."""
    move = next(each for each in STATEMENT.events if each.name == event)
    held = scopes(user, f"settlement.{event}_statement")
    waiting = statements(user).filter(state__in=move.from_states)
    return waiting if EVERYWHERE in held else waiting.filter(**{f"{move.role}__in": held})


def objections_to_answer(user: Any) -> QuerySet[Objection]:
    """The unanswered objections that the user may answer, oldest first."""
    held = scopes(user, "settlement.answer")
    waiting = objections(user).filter(state="raised").order_by("raised_at", "pk")
    return waiting if EVERYWHERE in held else waiting.filter(statement__payee__in=held)


def questioned_amount(statement: Statement, at: datetime | None = None) -> int:
    """Øre of the lines whose objection had no answer at a time; now when none is given (BA-4.1d)."""
    lines = ObjectedLine.objects.filter(objection__statement=statement)
    if at is None:
        lines = lines.filter(objection__state="raised")
    else:
        closed = ObjectionStep.objects.exclude(event="raise").filter(at__lte=at).values("objection")
        lines = lines.filter(objection__raised_at__lte=at).exclude(objection__in=closed)
    return int(lines.aggregate(amount=Sum("amount"))["amount"] or 0)


def approved_amount(statement: Statement) -> int | None:
    """Øre that the payer approved: the lines that were questioned then are left out. None before the approval."""
    step = statement.steps.filter(event="approve").last()
    return statement.amount - questioned_amount(statement, step.at) if step else None


def line_page(user: Any, run: Run, wanted: LineFilter, *, offset: int = 0, limit: int = 50) -> LinePage:
    """A page of a run's lines that the user's parties pay or are paid."""
    return lines.page(run, wanted.narrowed(sides=policies.sides(user)), offset=offset, limit=limit)


def every_line(user: Any, run: Run, wanted: LineFilter) -> Iterator[Line]:
    """All lines of a run that fit the filter and that the user may see, for downloads."""
    return lines.every(run, wanted.narrowed(sides=policies.sides(user)))


def line_sums(user: Any, run: Run, wanted: LineFilter, *by: str) -> list[dict[str, Any]]:
    """Counts and sums in øre of the lines that the user may see, by clause, month, payer, payee, table or kind."""
    return lines.sums(run, wanted.narrowed(sides=policies.sides(user)), by)


def book_standing(user: Any, book: Book) -> dict[str, Standing]:
    """Where a book stands after all its runs, by kind: the rows that the user may see and their sum in øre."""
    return {one.kind: one for one in standing(book, policies.sides(user))}


def discount(user: Any, run: Run) -> list[Discount]:
    """The discount by clause and direction that the user's parties give and get in a run (BA-4.1f)."""
    return discounts(run, policies.sides(user))


def statement_filter(statement: Statement) -> LineFilter:
    """The filter for the lines of one statement."""
    return LineFilter(payer=statement.payer, payee=statement.payee)


def amounts_of(user: Any, statement: Statement, ids: Sequence[str]) -> dict[str, int]:
    """The amounts in øre of some lines of a statement, by id. Raises NotFound that names those it does not have."""
    wanted = replace(statement_filter(statement), ids=tuple(ids))
    found = {line.id: line.amount or 0 for line in every_line(user, statement.run, wanted)}
    missing = tuple(dict.fromkeys(each for each in ids if each not in found))
    if missing:
        raise NotFound(what="Nogle af linjerne er ikke i opgørelsen.", findings=missing)
    return found


def find_line(user: Any, line_id: str, within: Run | None = None) -> tuple[Run, Line] | None:
    """The newest run that has a line with an id, and the line; None also when the user may not see it.

    A run with the agreement's own values goes before one with other values (`--set`), which has a line of the same id.
    `within` keeps to one run. Raises Problem when the text is no line id.
    """
    wanted = parse_line(line_id)
    candidates = runs(user).filter(edition__agreement__short=wanted.short).order_by("-finished_at", "-pk")
    candidates = candidates.filter(pk=within.pk) if within else candidates.defer("edition__document")
    found = explanation.find_line(sorted(candidates, key=lambda run: bool(run.edition.overrides)), wanted)
    if found is None:
        return None
    held = policies.sides(user)
    return found if held is None or {found[1].payer, found[1].payee} & held else None


def related_lines(user: Any, run: Run, line: Line) -> dict[str, tuple[Run, Line]]:
    """Other entries of the same row in the same book, those there are: `reversed`, `reversal`, `earlier`, `later`."""
    own = parse_line(line.id)
    ids = (
        {"reversed": replace(own, is_reversal=False)}
        if own.is_reversal
        else {"reversal": replace(own, is_reversal=True)}
    )
    ids["later"] = replace(own, revision=own.revision + 1, is_reversal=False)
    if own.revision > 1:
        ids["earlier"] = replace(own, revision=own.revision - 1, is_reversal=False)
    book = list(runs(user).filter(book=run.book).order_by("-number"))
    found = {role: explanation.find_line(book, wanted) for role, wanted in ids.items()}
    return {role: entry for role, entry in found.items() if entry is not None}


def explain_line(user: Any, line_id: str, within: Run | None = None) -> dict[str, Any] | None:
    """The explanation of a line as data (see `explanation.explain`), or None when the user may see no such line."""
    found = find_line(user, line_id, within)
    return explanation.explain(*found).data if found else None


def receipt(run: Run) -> dict[str, Any]:
    """A run's receipt as data."""
    return {
        "receipt": run.receipt,
        "run": run.pk,
        "number": run.number,
        "book": run.book.name,
        "agreement": run.edition.agreement.package,
        "content_hash": run.edition.content_hash,
        "overrides": run.edition.overrides,
        "input_hash": run.input_hash,
        "input_rows": run.input_rows,
        "code_version": run.code_version,
        "engine": run.engine,
        "from": run.starts,
        "to": run.ends,
        "settled_at": run.finished_at,
        "settled_by": run.settled_by,
    }


def main_counts(run: Run) -> dict[str, int]:
    """What became of the contacts, or of every row when there are no contacts."""
    counts = run.totals["counts"]
    tables = [counts["contacts"]] if any(counts.get("contacts", {}).values()) else counts.values()
    return {name: sum(table[name] for table in tables) for name in COUNTED}


def outcome_rows(run: Run, kind: str, limit: int) -> LinePage:
    """The first rows of one kind in a run, for the command line."""
    page = lines.page(run, LineFilter(kind=kind, sort="source"), limit=limit)
    for line in page.rows:
        rule = run.edition.document["rules"][str(line.rule)]
        object.__setattr__(line, "_rule", rule)
    return page


def reason_of(line: Line) -> str:
    """Why a row is held, in Danish."""
    return str(getattr(line, "_rule", {}).get("reason", ""))


def code_of(line: Line) -> str:
    """Why a row is held, as a stable English code."""
    return str(getattr(line, "_rule", {}).get("code", ""))


def export_run(run: Run, folder: Path) -> list[str]:
    """Write lines, held rows, statements and receipt of a run to a folder; returns the file names."""
    source = lines.lines_sql(run)
    columns = (
        'id, table_name AS "table", source, part, day, clause, name AS rule, kind, amount AS amount_oere, payer, '
        "payee, base, numerator, denominator, stretch"
    )
    with duckdb.connect() as connection:
        for kind, name in (("settled", "lines"), ("held", "held"), ("open", "open"), ("out_of_scope", "out_of_scope")):
            wanted = f"SELECT {columns} FROM ({source}) WHERE kind = '{kind}' ORDER BY day NULLS LAST, id"
            connection.execute(f"COPY ({wanted}) TO '{folder / name}.parquet' (FORMAT parquet)")
            connection.execute(f"COPY ({wanted}) TO '{folder / name}.csv' (HEADER)")
    documents = {"receipt": receipt(run), "totals": run.totals}
    for name, document in documents.items():
        (folder / f"{name}.json").write_text(
            json.dumps(document, ensure_ascii=False, indent=2, default=str), encoding="utf-8"
        )
    return sorted(path.name for path in folder.iterdir())


def _one(found: QuerySet[Row], pk: int, what: str) -> Row:
    row = found.filter(pk=pk).first()
    if row is None:
        raise NotFound(what=f"{what} findes ikke, eller du har ikke adgang til den.")
    return row


def known_folders() -> set[str]:
    """The run folders that the database knows; others are left-overs."""
    return set(Run.objects.values_list("folder", flat=True))
