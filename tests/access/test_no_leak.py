"""What one party is answered does not depend on what others have: each reading, with and without a secret of others.

The secrets: a run under another agreement with its statement, objection and saved scenario; in the run that both
regions see, what 1082 pays a private hospital; a user, a grant and a citizen. The reader is an afregner of 1081.
"""

import inspect
from collections.abc import Callable
from datetime import date
from types import ModuleType
from typing import Any

import pytest
from django.db.models import QuerySet
from tests.access.world import INVOICE, K1, K3, person, settle, statement_of, usual_rows

from tvaers.engine.access import queries as access
from tvaers.engine.agreements import actions as agreement_actions
from tvaers.engine.agreements import queries as agreements
from tvaers.engine.citizens import actions as citizen_actions
from tvaers.engine.citizens import queries as citizens
from tvaers.engine.settlement import actions, queries
from tvaers.engine.settlement.lines import LineFilter
from tvaers.engine.settlement.models import Book, Objection, Run, Statement
from tvaers.kernel import clock
from tvaers.kernel.action import System
from tvaers.kernel.errors import Problem

pytestmark = pytest.mark.django_db
SECRET_LINE = "BA21.private_invoices.20210501.i1.1"
SECRET_CPR = "010190-1234"
EVERY_KIND = ("settled", "held", "open", "out_of_scope")


class World:
    """A reader, and the run of two regions that the reader's party is in."""

    def __init__(self) -> None:
        self.reader = person("nord", "afregner", "1081")
        self.run: Any = None

    def settled(self, secret: bool) -> None:
        """Settle the usual rows; with the secret, there is more that is not the reader's."""
        rows = {**usual_rows(), "private_invoices": [INVOICE]} if secret else usual_rows()
        self.run = settle(rows)
        statement = actions.send_statement(actor=System(), statement=statement_of(self.run))
        actions.object_to_lines(actor=System(), statement=statement, lines={K1: 90_000}, reason="Forkert niveau")
        if secret:
            hide_secrets()


def hide_secrets() -> None:
    """What others have, made as they would."""
    person("hemmelig", "oekonomichef", "1084")
    citizen_actions.register(actor=System(), pseudonym="hemmelig", cpr=citizens.Cpr(SECRET_CPR))
    package = agreements.package("sundhedsaftale-midt-2011")
    edition = agreement_actions.load(actor=System(), package=package)
    now = clock.now()
    book = Book.objects.create(package=package.id, name="hemmelig", title="Hemmelig", created_at=now)
    run = Run.objects.create(
        book=book, number=1, edition=edition, starts=date(2021, 1, 1), ends=date(2021, 12, 31), receipt="r",
        input_hash="i", input_rows={}, code_version="c", engine="duckdb", totals={}, folder="f", activity="a",
        started_at=now, finished_at=now, settled_by="prøve",
    )  # fmt: skip
    hidden = Statement.objects.create(run=run, payer="0615", payee="1082", amount=1, lines=1, state="sent")
    Objection.objects.create(statement=hidden, reason="Hemmelig", raised_at=now)
    actions.save_scenario(actor=System(), owner="1082", name="Hemmeligt", run=run, sets=[{"a": "1"}], result={})


def plain(value: Any) -> Any:
    """An answer as something that two worlds can be compared by: names and contents, not the numbers of rows."""
    if isinstance(value, QuerySet | list | tuple | set):
        return [plain(each) for each in value]
    if isinstance(value, Run):
        return ("run", value.book.name, value.number)
    if isinstance(value, Statement):
        return ("statement", value.payer, value.payee, value.amount, value.state)
    if hasattr(value, "_meta"):
        return (value._meta.model_name, getattr(value, "reason", None) or getattr(value, "name", None) or str(value))
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    return value


def explained(reader: Any, line: str) -> Any:
    """An explanation without its receipt, which names the whole input."""
    found = queries.explain_line(reader, line)
    return {key: value for key, value in found.items() if key != "receipt"} if found else None


def by_number(reading: Callable[[Any, int], Any]) -> Callable[[World], Any]:
    """What a reading by number gives for every number there could be."""

    def tried(world: World) -> list[Any]:
        found = []
        for number in range(1, 500):
            try:
                found.append(plain(reading(world.reader, number)))
            except Problem:
                continue
        return found

    return tried


def pages(world: World) -> list[Any]:
    return [queries.line_page(world.reader, world.run, LineFilter(kind=kind)) for kind in EVERY_KIND]


def every(world: World) -> list[Any]:
    return [list(queries.every_line(world.reader, world.run, LineFilter(kind=kind))) for kind in EVERY_KIND]


def sums(world: World) -> list[Any]:
    return [queries.line_sums(world.reader, world.run, LineFilter(kind=kind), "clause", "payee") for kind in EVERY_KIND]


def found_lines(world: World) -> list[Any]:
    return [plain(queries.find_line(world.reader, line)) for line in (K1, K3, SECRET_LINE)]


def related(world: World) -> Any:
    run, line = queries.find_line(world.reader, K1)  # type: ignore[misc]
    return plain(queries.related_lines(world.reader, run, line))


def verdict(world: World) -> str:
    with pytest.raises(Problem) as refused:
        access.audit_verdict(world.reader)
    return str(refused.value)


def what_if(world: World) -> Any:
    return queries.what_if(world.reader, world.run, [{"highly_specialised_rate": "0.80"}]).as_data()


def amounts(world: World) -> Any:
    return queries.amounts_of(world.reader, statement_of(world.run), [K1])


READINGS: dict[str, Callable[[World], Any]] = {
    "access.standings": lambda w: access.standings(w.reader),
    "access.grants_of": lambda w: plain(access.grants_of(w.reader)),
    "access.users": lambda w: plain(access.users(w.reader)),
    "access.grants": lambda w: plain(access.grants(w.reader)),
    "access.grant": by_number(access.grant),
    "access.user_to_grant": lambda w: access.user_to_grant(w.reader, "hemmelig", "1084"),
    "access.audit_verdict": verdict,
    "access.audit_entries": lambda w: plain(access.audit_entries(w.reader)),
    "agreements.agreements": lambda w: [a.package for a in agreements.agreements(w.reader) if a.short == "BA21"],
    "agreements.agreement": lambda w: agreements.agreement(w.reader, "benyttelsesaftale-nord-midt-2021").title,
    "citizens.by_pseudonym": lambda w: citizens.by_pseudonym(w.reader, "hemmelig"),
    "citizens.by_cpr": lambda w: citizens.by_cpr(w.reader, citizens.Cpr(SECRET_CPR)),
    "settlement.books": lambda w: plain(queries.books(w.reader)),
    "settlement.runs": lambda w: plain(queries.runs(w.reader)),
    "settlement.run": by_number(queries.run),
    "settlement.statements": lambda w: plain(queries.statements(w.reader)),
    "settlement.statement": by_number(queries.statement),
    "settlement.objections": lambda w: plain(queries.objections(w.reader)),
    "settlement.objection": by_number(queries.objection),
    "settlement.scenarios": lambda w: plain(queries.scenarios(w.reader)),
    "settlement.scenario": by_number(queries.scenario),
    "settlement.what_if": what_if,
    "settlement.may_whatif": lambda w: queries.may_whatif(w.reader, w.run),
    "settlement.book_standing": lambda w: queries.book_standing(w.reader, w.run.book),
    "settlement.waiting_statements": lambda w: plain(queries.waiting_statements(w.reader, "dispute")),
    "settlement.objections_to_answer": lambda w: plain(queries.objections_to_answer(w.reader)),
    "settlement.line_page": pages,
    "settlement.every_line": every,
    "settlement.line_sums": sums,
    "settlement.discount": lambda w: [vars(each) for each in queries.discount(w.reader, w.run)],
    "settlement.amounts_of": amounts,
    "settlement.find_line": found_lines,
    "settlement.related_lines": related,
    "settlement.explain_line": lambda w: [explained(w.reader, line) for line in (K1, SECRET_LINE)],
}
"""A question to each reading, about what is the reader's and what is not."""


def readings_of(app: str, module: ModuleType) -> set[str]:
    """The names of the functions of an app's queries that take a user."""
    functions = inspect.getmembers(module, lambda each: inspect.isfunction(each) and each.__module__ == module.__name__)
    return {
        f"{app}.{name}"
        for name, function in functions
        if not name.startswith("_") and next(iter(inspect.signature(function).parameters), "") in ("user", "viewer")
    }


def test_every_reading_has_a_question() -> None:
    apps = {"access": access, "agreements": agreements, "citizens": citizens, "settlement": queries}
    assert set().union(*(readings_of(app, module) for app, module in apps.items())) == set(READINGS)


@pytest.fixture(scope="module")
def answers(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> dict[bool, dict[str, Any]]:  # noqa: ARG001
    """Every answer without the secret (False) and with it (True), each in a world that is undone again."""
    with django_db_blocker.unblock():
        return {secret: answered(secret, tmp_path_factory.mktemp("store")) for secret in (False, True)}


def answered(secret: bool, folder: Any) -> dict[str, Any]:
    from django.db import transaction
    from django.test import override_settings

    with override_settings(SETTLEMENT_STORE=folder, VAR=folder), transaction.atomic():
        world = World()
        world.settled(secret)
        found = {name: plain(ask(world)) for name, ask in READINGS.items()}
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("name", sorted(READINGS))
def test_answer_is_the_same_with_and_without_what_others_have(answers: dict[bool, dict[str, Any]], name: str) -> None:
    assert answers[True][name] == answers[False][name]


def test_the_secret_is_seen_by_those_who_may(answers: dict[bool, dict[str, Any]]) -> None:  # noqa: ARG001
    World().settled(secret=True)
    seer = person("alle", "afregner", "*")
    assert queries.explain_line(seer, SECRET_LINE) is not None
    assert queries.scenarios(seer).count() == 1
