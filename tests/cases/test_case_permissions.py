"""Who may cause which event of which case type, as a table: case_permissions.csv says it for people to read.

A row is an event that a job may cause in a role, with the states it may come in; what has no row is not allowed. The
table is compared with the declarations and with what the action really does. After a change made on purpose,
`TVAERS_RENEW=1 pytest tests/cases/test_case_permissions.py` writes it again.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.cases.conftest import TRIAL, person

from tvaers.engine.access.roles import ROLES
from tvaers.engine.agreements import queries as agreements
from tvaers.engine.cases import actions, core, store
from tvaers.engine.cases.actions import Given
from tvaers.engine.cases.given import Faults
from tvaers.engine.cases.models import Case, CaseParty
from tvaers.kernel import clock
from tvaers.kernel.case_types import OPENING, CaseType
from tvaers.kernel.errors import Conflict, NotAllowed
from tvaers.kernel.package import load_package

TABLE = Path(__file__).with_name("case_permissions.csv")
HEADINGS = ("type", "event", "role", "job", "states")
EVERY = {**agreements.packages(), "proeveaftale": load_package(TRIAL)}
TYPES = {type.id: (package, type) for package in reversed(EVERY.values()) for type in package.case_types.values()}
UNKNOWN = {"hører ikke til": "?"}
"""Given with an event that may come, it is refused for this field and for nothing else."""
Row = dict[str, str]


def declared(type: CaseType) -> list[Row]:
    """The rows of a type, from its declaration."""
    return [
        {"type": type.id, "event": event.id, "role": role, "job": job, "states": " ".join(type.starts_of(event))}
        for event in type.events
        for role in event.by or tuple(role.id for role in type.roles)
        for job in type.role(role).jobs
        if not event.jobs or job in event.jobs
    ]


def committed() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_table_is_what_the_case_types_declare() -> None:
    rows = [row for name in sorted(TYPES) for row in declared(TYPES[name][1])]
    if os.environ.get("TVAERS_RENEW"):
        with TABLE.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, HEADINGS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    assert committed() == rows, "Renew it with TVAERS_RENEW=1 if the change is on purpose."


def party_of(role: str) -> str:
    """The one party that has a role in the examples."""
    return f"part-{role}"


def parties_of(type: CaseType) -> dict[str, tuple[str, ...]]:
    return {role.id: (party_of(role.id),) for role in type.roles}


@pytest.mark.parametrize("name", sorted(TYPES))
def test_in_every_state_every_job_may_what_the_table_says(name: str) -> None:
    package, type = TYPES[name]
    rows = [row for row in committed() if row["type"] == name]
    found = {
        (event.id, role.id, job, state.id)
        for state in type.states
        for role in type.roles
        for job in ROLES
        for event in core.allowed(
            core.Case(package, type, state.id, parties=parties_of(type)), core.Doer(party_of(role.id), role.id, job)
        )
        if job in role.jobs
    }
    assert found == {
        (row["event"], row["role"], row["job"], state)
        for row in rows
        for state in row["states"].split()
        if state != OPENING
    }


@pytest.fixture
def people(db: Any, monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ARG001
    """A maker of users with one job for one party, each made once."""
    monkeypatch.setattr(agreements, "packages", lambda: EVERY)
    made: dict[tuple[str, str], Any] = {}

    def get(job: str, party: str) -> Any:
        if (job, party) not in made:
            made[job, party] = person(f"{job}-{party}", job, party)
        return made[job, party]

    return get


def examples(type: CaseType) -> Iterator[tuple[str, str]]:
    """Each event that does not open a case, with the first state that it may come in."""
    yield from ((event.id, type.starts_of(event)[0]) for event in type.events if not event.opens)


@pytest.mark.parametrize("name", sorted(TYPES))
def test_the_action_lets_a_job_do_what_the_table_says_for_its_own_party_only(
    name: str, people: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    package, type = TYPES[name]
    allowed = {(row["event"], row["role"], row["job"]) for row in committed() if row["type"] == name}
    row = Case.objects.create(
        number="X", type=name, package=package.id, state="x", opened_at=clock.now(), changed_at=clock.now()
    )
    CaseParty.objects.bulk_create(
        CaseParty(case=row, type=name, role=role.id, party=party_of(role.id)) for role in type.roles
    )
    wrong = []
    for event, state in examples(type):
        case = core.Case(package, type, state, parties=parties_of(type))
        monkeypatch.setattr(store, "read", lambda _row, case=case: case)
        for role in type.roles:
            for job in role.jobs if type.event(event).jobs else role.jobs[:1]:
                expected = "may" if (event, role.id, job) in allowed else "may not"
                got = outcome(people(job, party_of(role.id)), row, event)
                wrong += [] if got == expected else [(event, role.id, job, got)]
        for job in sorted(type.jobs)[:1]:
            got = outcome(people(job, "part-fremmed"), row, event)
            wrong += [] if got == "may not" else [(event, "stranger", job, got)]
    assert wrong == []


def outcome(user: Any, row: Case, event: str) -> str:
    """Whether a user may cause an event, found out by trying it with something that no event takes."""
    try:
        actions.act(actor=user, case=row, event=event, given=Given(UNKNOWN))
    except NotAllowed:
        return "may not"
    except Faults:
        return "may"
    except Conflict:
        return "not in this state"
    return "did"
