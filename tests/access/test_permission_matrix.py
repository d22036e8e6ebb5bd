"""Every action × every role × every scope against the committed table permissions.csv: nobody may more than it says.

Each cell is tried for real: the action is called with its example, and a refusal must leave nothing behind. After a
change made on purpose, `TVAERS_RENEW=1 pytest tests/access/test_permission_matrix.py` writes the table again.
"""

import csv
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from tests.access.approval_cases import APPROVALS
from tests.access.budget_cases import BUDGETS
from tests.access.cases import CASES, ELSEWHERE, Case
from tests.access.collection_cases import COLLECTION
from tests.access.forum_cases import FORUMS
from tests.access.message_cases import MESSAGES
from tests.access.outreach_cases import OUTREACH
from tests.access.workplan_cases import WORKPLANS
from tests.access.world import person
from tests.access.yearwheel_cases import YEARWHEEL

from tvaers.api.root import api
from tvaers.engine.access.roles import ROLES
from tvaers.kernel.action import REGISTER, System
from tvaers.kernel.errors import NotAllowed
from tvaers.kernel.models import AuditEntry

TABLE = Path(__file__).with_name("permissions.csv")
SCOPES = ("own", "opposite", "elsewhere", "everything")
HEADINGS = ("action", "role", *SCOPES)
YES, NO = "yes", "no"
EXAMPLES = CASES | MESSAGES | FORUMS | WORKPLANS | APPROVALS | YEARWHEEL | BUDGETS | OUTREACH | COLLECTION
RENEW = bool(os.environ.get("TVAERS_RENEW"))
People = dict[tuple[str, str], Any]
"""Users by their one role and the code of the party, or "*", that they have it for."""


class Undo(Exception):
    """Takes back what an allowed action did."""


def outcome(case: Case, given: dict[str, Any], actor: Any) -> str:
    """Whether the actor may, found out by doing it; refusals write nothing, and what is done is undone."""
    entries = AuditEntry.objects.count()
    try:
        with transaction.atomic():
            case.call(actor=actor, **given)
            raise Undo
    except Undo:
        return YES
    except NotAllowed:
        assert AuditEntry.objects.count() == entries
        return NO


@pytest.fixture(scope="module")
def people(django_db_setup: None, django_db_blocker: Any) -> Iterator[People]:  # noqa: ARG001
    """Everybody who tries, made once: in a transaction that is rolled back after the last action."""
    codes = {code for case in EXAMPLES.values() for code in scopes(case).values()}
    with django_db_blocker.unblock(), transaction.atomic():
        yield {(role, code): person(f"{role}@{code}", role, code) for role in ROLES for code in sorted(codes)}
        transaction.set_rollback(True)


def scopes(case: Case) -> dict[str, str]:
    """The code of the party, or "*", that each column of the table stands for."""
    return {"own": case.own, "opposite": case.opposite, "elsewhere": ELSEWHERE, "everything": "*"}


def rows_of(name: str, people: People) -> list[dict[str, str]]:
    """The rows of the table for one action."""
    case = EXAMPLES[name]
    given = case.given()
    rows = []
    for role in ROLES:
        cells = {scope: outcome(case, given, people[role, code]) for scope, code in scopes(case).items()}
        rows.append({"action": name, "role": role, **cells})
    for role, actor in (("(no role)", person("ingen")), ("(nobody)", AnonymousUser()), ("(the system)", System())):
        rows.append({"action": name, "role": role, **dict.fromkeys(SCOPES, outcome(case, given, actor))})
    return rows


def committed() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(REGISTER))
def test_action_is_allowed_as_the_table_says(name: str, people: People) -> None:
    found = rows_of(name, people)
    if RENEW:
        renew(name, found)
    assert found == [row for row in committed() if row["action"] == name]


def test_table_has_no_other_actions() -> None:
    assert {row["action"] for row in committed()} == set(REGISTER)


def test_every_action_can_be_reached_over_the_api() -> None:
    operations = {
        operation["operationId"] for path in api.get_openapi_schema()["paths"].values() for operation in path.values()
    }
    assert set(REGISTER) - operations == set()


def test_every_permission_of_a_role_is_an_action_or_a_reading() -> None:
    readings = {"settlement.whatif", "settlement.dispute_statement", "forums.edit"}
    readings |= {f"budget.{one}" for one in ("keep", "decide", "write", "compose", "lead")}
    held = {permission for role in ROLES.values() for permission in role.permissions}
    assert {p for p in held if p not in REGISTER and not p.endswith(".see")} == readings


def renew(name: str, found: list[dict[str, str]]) -> None:
    """Put the rows of one action in the table, and leave out actions that are no more."""
    kept = [row for row in (committed() if TABLE.exists() else []) if row["action"] in REGISTER]
    rows = [row for row in kept if row["action"] != name] + found
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADINGS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: row["action"]))
