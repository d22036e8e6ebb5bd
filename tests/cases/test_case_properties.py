"""What holds for every case of every type, whatever happens in it: random walks in the database."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cases import walking
from tests.cases.conftest import PARTIES as FOLDER
from tests.cases.conftest import TRIAL, person

from tvaers.engine.agreements import queries as agreements
from tvaers.engine.cases import actions, core, policies, store
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.duties import moves
from tvaers.engine.cases.models import Case, Turn
from tvaers.engine.parties import actions as parties
from tvaers.engine.parties.queries import within
from tvaers.kernel.action import System
from tvaers.kernel.case_types import CaseType
from tvaers.kernel.clock import fixed
from tvaers.kernel.errors import Conflict, Problem
from tvaers.kernel.package import Package, load_package

REAL = agreements.packages()
EVERY = {**REAL, "proeveaftale": load_package(TRIAL)}
TYPES = {type.id: (package, type) for package in reversed(EVERY.values()) for type in package.case_types.values()}
STEPS = 12
FEW = settings(
    max_examples=4, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)  # fmt: skip
RANDOM = st.integers(0, 10_000).map(Random)


@pytest.fixture
def everywhere(db: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:  # noqa: ARG001
    """A database with parties, under the real agreements and the trial one."""
    monkeypatch.setattr(agreements, "packages", lambda: EVERY)
    parties.load(actor=System(), folder=FOLDER)
    yield


def undone(check: Any, random: Random, package: Package, type: CaseType) -> None:
    """Check a new case, and undo everything."""
    with transaction.atomic():
        check(random, walking.opened(random, package, type))
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", sorted(TYPES))
def test_every_step_of_a_case_keeps_what_must_hold(everywhere: None, name: str) -> None:
    package, type = TYPES[name]

    @FEW
    @given(random=RANDOM)
    def run(random: Random) -> None:
        undone(holds_all_the_way, random, package, type)

    run()


def holds_all_the_way(random: Random, row: Case) -> None:
    holds(Case.objects.get(pk=row.pk), row.opened_at)
    then: list[tuple[Any, core.Case]] = []
    for after, now in walking.walk(random, row, STEPS):
        holds(Case.objects.get(pk=after.pk), now)
        then.append((now, store.read(after)))
        row = after
    newest = store.read(row)
    for now, case in then:
        seen = newest.as_of(now)
        assert (seen.state, seen.data, seen.parties) == (case.state, case.data, case.parties)


def holds(row: Case, now: Any) -> None:
    """Everything that is written besides the events is what the events make of it, and somebody owns the case."""
    case = store.read(row)
    assert (row.state, row.data, row.is_open) == (case.state, dict(case.data), not case.is_closed)
    assert row.version == row.events.count()
    assert {(one.role, one.party) for one in row.parties.all()} == {
        (role, party) for role, held in case.parties.items() for party in held
    }
    written = {(one.party, one.role, one.what, one.due) for one in row.turns.all()}
    assert written == {(one.party, one.role, one.what, one.due) for one in moves(case, now)}
    owner = case.type.state(case.state).owner
    assert case.is_closed or owner is None or case.parties.get(owner), f"nobody owns {row.type} in {case.state}"


@pytest.mark.parametrize("name", sorted(TYPES))
def test_a_case_is_seen_by_those_who_have_a_role_in_it_and_nobody_else(everywhere: None, name: str) -> None:
    package, type = TYPES[name]
    people = {
        (job, scope): person(f"{job}-{scope}", job, scope) for job in sorted(type.jobs) for scope in ("1081", "0851")
    }

    @FEW
    @given(random=RANDOM)
    def run(random: Random) -> None:
        undone(lambda random, row: is_seen_by_its_own(random, row, people), random, package, type)

    run()


def is_seen_by_its_own(random: Random, row: Case, people: dict[tuple[str, str], Any]) -> None:
    for after, _ in walking.walk(random, row, STEPS):
        row = after
    case = store.read(row)
    for (job, scope), user in people.items():
        held = any(job in role.jobs and within(scope) & set(case.parties.get(role.id, ())) for role in case.type.roles)
        assert policies.may_see(user, row) is held, (job, scope, case.parties)
        turns = [one for one in Turn.objects.filter(case=row) if job in case.type.role(one.role).jobs]
        mine = {one.pk for one in turns if one.party in within(scope)}
        assert {one.pk for one in policies.turns_of(user).filter(case=row)} == mine


@pytest.mark.parametrize("name", sorted(TYPES))
def test_annulling_the_last_event_takes_the_case_back_and_doing_it_again_brings_it_on(
    everywhere: None, name: str
) -> None:
    package, type = TYPES[name]

    @FEW
    @given(random=RANDOM)
    def run(random: Random) -> None:
        undone(goes_back_and_on, random, package, type)

    run()


def goes_back_and_on(random: Random, row: Case) -> None:
    for after, now in walking.walk(random, row, STEPS):
        row = after
        reached = store.read(row)
        assert reached.before is not None
        last = reached.events[-1]
        if reached.is_closed:
            return
        with fixed(now):
            back = store.read(actions.annul(actor=System(), case=row, number=last.number, reason="Skrevet ved en fejl"))
        assert (back.state, back.data, back.parties) == (
            reached.before.state, reached.before.data, reached.before.parties,
        )  # fmt: skip
        again = core.replay(back, [last])
        assert (again.state, again.data, again.parties) == (reached.state, reached.data, reached.parties)
        return


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_exactly_one_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    trial = EVERY["proeveaftale"]
    monkeypatch.setattr(agreements, "packages", lambda: {trial.id: trial})
    parties.load(actor=System(), folder=FOLDER)
    opening = Opening(trial.id, trial.case_types["request"], "afsnit-a", "sender")
    told = Given({"subject": "Seng", "to": "0851"})
    row = actions.open_case(actor=System(), opening=opening, given=told)
    both = Barrier(2)
    came: list[str] = []

    def ask() -> None:
        both.wait()
        try:
            actions.act(actor=System(), case=row, event="ask", given=Given({"question": "?"}), version=1)
            came.append("won")
        except Conflict:
            came.append("told")
        except Problem as problem:
            came.append(str(problem))
        finally:
            connection.close()

    threads = [Thread(target=ask) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(came) == ["told", "won"]
    assert Case.objects.get(pk=row.pk).version == 2
