"""The life of an objection: from the payer's question to a correction that is booked in the next run."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import override_settings

from tvaers.engine.access import actions as access
from tvaers.engine.agreements import queries as agreements
from tvaers.engine.settlement import actions, queries
from tvaers.engine.settlement.activity import rows_to_activity
from tvaers.engine.settlement.lines import LineFilter
from tvaers.kernel.action import System
from tvaers.kernel.errors import Conflict, NotAllowed, NotFound, Problem
from tvaers.kernel.models import AuditEntry

pytestmark = pytest.mark.django_db
K1, K2 = "BA21.contacts.20210304.k1.1", "BA21.contacts.20210304.k2.1"
"""Two contacts of 1,000.00 kr. at the specialised level: 900.00 kr. each, paid by 1081 to 1082."""
CONTACT = {
    "home_region": "1081", "treating_region": "1082", "level": "highly_specialised", "drg": "D1",
    "start": "2021-03-01T10:00", "end": "2021-03-04T12:00", "letter_issued": "2021-02-20",
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def run(kept: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:  # noqa: ARG001
    """The first run, in a store of our own, made once: no test changes it."""
    with override_settings(SETTLEMENT_STORE=tmp_path_factory.mktemp("store")):
        yield settle()


def person(name: str, role: str, scope: str) -> Any:
    """A user with one role."""
    user = access.create_user(actor=System(), username=name, title=role)
    access.grant(actor=System(), user=user, role=role, scope=scope, reason="prøve", starts=date(2021, 1, 1))
    return user


@pytest.fixture
def nord() -> Any:
    """The payer."""
    return person("nord", "afregner", "1081")


@pytest.fixture
def midt() -> Any:
    """The payee."""
    return person("midt", "afregner", "1082")


def settle() -> Any:
    """Settle the two contacts for 2021; again books what has changed."""
    rows = {
        "tariffs": [{"year": 2021, "drg": "D1", "amount": "1000.00"}],
        "contacts": [{**CONTACT, "contact_id": key, "citizen_id": f"p{key}"} for key in ("k1", "k2")],
    }
    return actions.settle(
        actor=System(),
        package=agreements.package("benyttelsesaftale-nord-midt-2021"),
        activity=rows_to_activity(rows, queries.activity_store()),
        starts=date(2021, 1, 1),
        ends=date(2021, 12, 31),
        book="prøve",
    )


@pytest.fixture
def statement(midt: Any, run: Any) -> Any:
    """The statement of the first run, sent to the payer: 1,800.00 kr."""
    found = run.statements.get(payer="1081", payee="1082")
    return actions.send_statement(actor=midt, statement=found)


def question(nord: Any, statement: Any, *lines: str) -> Any:
    """The payer questions lines of 900.00 kr."""
    return actions.object_to_lines(
        actor=nord, statement=statement, lines=dict.fromkeys(lines, 90_000), reason="Forkert niveau"
    )


def booked(run: Any) -> list[tuple[str, int | None, int]]:
    """The lines of a run: clause, øre, and 1 or -1."""
    return [(line.clause, line.amount, line.entry) for line in queries.line_page(System(), run, LineFilter()).rows]


def test_objection_disputes_the_statement(nord: Any, statement: Any) -> None:
    objection = question(nord, statement, K1)
    statement.refresh_from_db()
    assert (objection.state, statement.state) == ("raised", "disputed")


def test_objection_keeps_who_and_why(nord: Any, statement: Any) -> None:
    objection = question(nord, statement, K1)
    step = objection.steps.get()
    assert (step.event, step.by, step.text) == ("raise", "nord", "Forkert niveau")


def test_objection_is_in_the_log(nord: Any, statement: Any) -> None:
    question(nord, statement, K1)
    assert AuditEntry.objects.filter(action="settlement.object", actor="nord").count() == 1


def test_accepted_level_is_reversed_and_booked_anew_in_the_next_run(nord: Any, midt: Any, statement: Any) -> None:
    objection = question(nord, statement, K1)
    actions.answer(actor=midt, objection=objection, event="accept", text="Enig", change={"level": "main"})
    run = settle()
    assert sorted(booked(run)) == [("BA-4.1a", -90_000, -1), ("BA-4.1c", 70_000, 1)]


@pytest.mark.parametrize(
    ("change", "day"), [({"end": "2021-03-05T12:00:00"}, date(2021, 3, 5)), ({"letter_issued": "2021-02-01"}, None)]
)
def test_accepted_times_are_kept_as_the_activity_keeps_them(
    nord: Any, midt: Any, statement: Any, change: dict[str, str], day: date | None
) -> None:
    """A later end moves the line to its new day; another valid letter changes no line."""
    objection = question(nord, statement, K1)
    actions.answer(actor=midt, objection=objection, event="accept", text="Enig", change=change)
    new = [line.day for line in queries.line_page(System(), settle(), LineFilter()).rows if line.entry == 1]
    assert new == ([day] if day else [])


def test_sums_after_the_correction_are_those_of_right_facts_from_the_start(
    nord: Any, midt: Any, statement: Any
) -> None:
    objection = question(nord, statement, K1)
    actions.answer(actor=midt, objection=objection, event="accept", text="Enig", change={"level": "main"})
    second = settle().statements.get(payer="1081", payee="1082")
    assert statement.amount + second.amount == 90_000 + 70_000


def test_objection_is_corrected_by_the_run_that_books_it(nord: Any, midt: Any, statement: Any) -> None:
    objection = question(nord, statement, K1)
    actions.answer(actor=midt, objection=objection, event="accept", text="Enig", change={"level": "main"})
    run = settle()
    objection.refresh_from_db()
    assert (objection.state, objection.corrections.get().applied_in) == ("corrected", run)


def test_every_line_of_the_objection_gets_the_correction(nord: Any, midt: Any, statement: Any) -> None:
    objection = question(nord, statement, K1, K2)
    actions.answer(actor=midt, objection=objection, event="accept", text="Enig", change={"level": "main"})
    assert sum(amount or 0 for _, amount, _ in booked(settle())) == -40_000


def test_withdrawn_lines_are_reversed_and_nothing_comes_instead(nord: Any, midt: Any, statement: Any) -> None:
    objection = question(nord, statement, K1)
    actions.answer(actor=midt, objection=objection, event="accept", text="Enig", change={"withdraw": True})
    assert booked(settle()) == [("BA-4.1a", -90_000, -1)]


def test_accept_settles_the_dispute(nord: Any, midt: Any, statement: Any) -> None:
    objection = question(nord, statement, K1)
    actions.answer(actor=midt, objection=objection, event="accept", text="Enig")
    statement.refresh_from_db()
    assert statement.state == "sent"


def test_dispute_lasts_until_the_last_answer(nord: Any, midt: Any, statement: Any) -> None:
    first = question(nord, statement, K1)
    question(nord, statement, K2)
    actions.answer(actor=midt, objection=first, event="reject", text="Niveauet er rigtigt")
    statement.refresh_from_db()
    assert statement.state == "disputed"


def test_reject_changes_no_line(nord: Any, midt: Any, statement: Any) -> None:
    objection = question(nord, statement, K1)
    actions.answer(actor=midt, objection=objection, event="reject", text="Niveauet er rigtigt")
    assert (objection.state, settle()) == ("rejected", statement.run)


def test_withdraw_ends_the_objection_and_the_dispute(nord: Any, statement: Any) -> None:
    objection = question(nord, statement, K1)
    actions.withdraw(actor=nord, objection=objection, text="Vi har fundet brevet")
    statement.refresh_from_db()
    assert (objection.state, statement.state) == ("withdrawn", "sent")


def test_a_line_with_an_open_objection_cannot_be_questioned_again(nord: Any, statement: Any) -> None:
    question(nord, statement, K1)
    with pytest.raises(Problem, match="ikke er afsluttet"):
        question(nord, statement, K2, K1)


def test_a_line_can_be_questioned_again_after_the_answer(nord: Any, midt: Any, statement: Any) -> None:
    first = question(nord, statement, K1)
    actions.answer(actor=midt, objection=first, event="reject", text="Niveauet er rigtigt")
    assert question(nord, statement, K1).state == "raised"


@pytest.mark.parametrize("event", ["accept", "reject"])
def test_a_closed_objection_cannot_be_answered_again(nord: Any, midt: Any, statement: Any, event: str) -> None:
    objection = question(nord, statement, K1)
    actions.answer(actor=midt, objection=objection, event="reject", text="Niveauet er rigtigt")
    with pytest.raises(Conflict):
        actions.answer(actor=midt, objection=objection, event=event, text="Igen")


def test_an_answered_objection_cannot_be_withdrawn(nord: Any, midt: Any, statement: Any) -> None:
    objection = question(nord, statement, K1)
    actions.answer(actor=midt, objection=objection, event="accept", text="Enig")
    with pytest.raises(Conflict):
        actions.withdraw(actor=nord, objection=objection)


def test_the_payee_cannot_object(midt: Any, statement: Any) -> None:
    with pytest.raises(NotAllowed):
        question(midt, statement, K1)


def test_the_payer_cannot_answer(nord: Any, statement: Any) -> None:
    objection = question(nord, statement, K1)
    with pytest.raises(NotAllowed):
        actions.answer(actor=nord, objection=objection, event="accept", text="Enig")


def test_the_payee_cannot_withdraw(nord: Any, midt: Any, statement: Any) -> None:
    objection = question(nord, statement, K1)
    with pytest.raises(NotAllowed):
        actions.withdraw(actor=midt, objection=objection)


def test_others_do_not_see_the_objection(nord: Any, statement: Any) -> None:
    objection = question(nord, statement, K1)
    with pytest.raises(NotFound):
        queries.objection(person("syd", "afregner", "1083"), objection.pk)


def test_a_draft_cannot_be_questioned(nord: Any) -> None:
    draft = settle().statements.get(payer="1081", payee="1082")
    with pytest.raises(Conflict):
        question(nord, draft, K1)


@pytest.mark.parametrize(("lines", "reason"), [((), "Forkert niveau"), ((K1,), "  ")])
def test_an_objection_has_lines_and_a_reason(nord: Any, statement: Any, lines: tuple[str, ...], reason: str) -> None:
    with pytest.raises(Problem, match="mindst én linje og en begrundelse"):
        actions.object_to_lines(actor=nord, statement=statement, lines=dict.fromkeys(lines, 90_000), reason=reason)


def test_an_answer_has_a_reason(nord: Any, midt: Any, statement: Any) -> None:
    objection = question(nord, statement, K1)
    with pytest.raises(Problem, match="begrundelse"):
        actions.answer(actor=midt, objection=objection, event="reject", text=" ")


def test_a_refused_answer_leaves_the_objection_open(nord: Any, midt: Any, statement: Any) -> None:
    objection = question(nord, statement, K1)
    with pytest.raises(Problem):
        actions.answer(actor=midt, objection=objection, event="maybe", text="Måske")
    assert queries.objection(midt, objection.pk).state == "raised"


def test_approved_amount_leaves_the_disputed_lines_out(nord: Any, statement: Any) -> None:
    question(nord, statement, K1)
    approved = actions.approve_statement(actor=person("chef", "oekonomichef", "1081"), statement=statement)
    assert queries.approved_amount(approved) == 90_000


def test_approved_amount_is_the_whole_once_the_objection_is_rejected(nord: Any, midt: Any, statement: Any) -> None:
    objection = question(nord, statement, K1)
    actions.answer(actor=midt, objection=objection, event="reject", text="Niveauet er rigtigt")
    approved = actions.approve_statement(actor=person("chef", "oekonomichef", "1081"), statement=statement)
    assert queries.approved_amount(approved) == 180_000


def test_approved_amount_stays_when_the_answer_comes_later(nord: Any, midt: Any, statement: Any) -> None:
    objection = question(nord, statement, K1)
    approved = actions.approve_statement(actor=person("chef", "oekonomichef", "1081"), statement=statement)
    actions.answer(actor=midt, objection=objection, event="reject", text="Niveauet er rigtigt")
    assert queries.approved_amount(approved) == 90_000


def test_objections_to_answer_are_the_payees(nord: Any, midt: Any, statement: Any) -> None:
    objection = question(nord, statement, K1)
    assert (list(queries.objections_to_answer(midt)), list(queries.objections_to_answer(nord))) == ([objection], [])
