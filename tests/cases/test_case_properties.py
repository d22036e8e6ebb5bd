"""What holds for every case of every type, whatever happens in it: random walks in the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
from tvaers.kernel.clock import fixed
from tvaers.kernel.errors import Conflict, Problem
from tvaers.kernel.package import load_package

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


Check = Callable[[Random, Case], Iterator[str]]
"""Walks through a case and tells what did not hold."""


def broken(name: str, check: Check) -> list[str]:
    """What did not hold in some random cases of a type; each is undone afterwards."""
    package, type = TYPES[name]
    found: list[str] = []

    @FEW
    @given(random=RANDOM)
    def run(random: Random) -> None:
        with transaction.atomic():
            found.extend(check(random, walking.opened(random, package, type)))
            transaction.set_rollback(True)

    run()
    return found


@pytest.mark.parametrize("name", sorted(TYPES))
def test_every_step_of_a_case_keeps_what_must_hold(everywhere: None, name: str) -> None:
    assert broken(name, unlike_its_events) == []


def unlike_its_events(random: Random, row: Case) -> Iterator[str]:
    yield from unlike(Case.objects.get(pk=row.pk), row.opened_at)
    then: list[tuple[Any, core.Case]] = []
    for after, now in walking.walk(random, row, STEPS):
        yield from unlike(Case.objects.get(pk=after.pk), now)
        then.append((now, store.read(after)))
        row = after
    newest = store.read(row)
    for now, case in then:
        seen = newest.as_of(now)
        if as_it_is(seen) != as_it_is(case):
            yield f"as it was at {now}"


def as_it_is(case: core.Case) -> tuple[Any, ...]:
    return case.state, case.data, case.parties


def unlike(row: Case, now: Any) -> Iterator[str]:
    """What is written besides the events and is not what the events make of it; and a case that nobody owns."""
    case = store.read(row)
    parties = {(one.role, one.party) for one in row.parties.all()}
    turns = {(one.party, one.role, one.what, one.due) for one in row.turns.all()}
    owner = case.type.state(case.state).owner
    same = {
        "state": (row.state, row.is_open) == (case.state, not case.is_closed),
        "data": row.data == dict(case.data),
        "version": row.version == row.events.count(),
        "parties": parties == {(role, party) for role, held in case.parties.items() for party in held},
        "turns": turns == {(one.party, one.role, one.what, one.due) for one in moves(case, now)},
        "owner": case.is_closed or owner is None or bool(case.parties.get(owner)),
    }
    yield from (f"{name} in {case.state}" for name, is_same in same.items() if not is_same)


@pytest.mark.parametrize("name", sorted(TYPES))
def test_a_case_is_seen_by_those_who_have_a_role_in_it_and_nobody_else(everywhere: None, name: str) -> None:
    jobs = sorted(TYPES[name][1].jobs)
    people = {(job, scope): person(f"{job}-{scope}", job, scope) for job in jobs for scope in ("1081", "0851")}
    assert broken(name, lambda random, row: seen_by_others(random, row, people)) == []


def seen_by_others(random: Random, row: Case, people: dict[tuple[str, str], Any]) -> Iterator[str]:
    for after, _ in walking.walk(random, row, STEPS):
        row = after
    case = store.read(row)
    for (job, scope), user in people.items():
        held = any(job in role.jobs and within(scope) & set(case.parties.get(role.id, ())) for role in case.type.roles)
        if policies.may_see(user, row) is not held:
            yield f"{job} {scope} sees the case"
        turns = [one for one in Turn.objects.filter(case=row) if job in case.type.role(one.role).jobs]
        mine = {one.pk for one in turns if one.party in within(scope)}
        if {one.pk for one in policies.turns_of(user).filter(case=row)} != mine:
            yield f"{job} {scope} sees other turns"


@pytest.mark.parametrize("name", sorted(TYPES))
def test_annulling_the_last_event_takes_the_case_back_and_doing_it_again_brings_it_on(
    everywhere: None, name: str
) -> None:
    assert broken(name, lost_on_the_way_back) == []


def lost_on_the_way_back(random: Random, row: Case) -> Iterator[str]:
    for after, now in walking.walk(random, row, STEPS):
        reached = store.read(after)
        last = reached.events[-1]
        assert reached.before is not None, "the opening is before it"
        if reached.is_closed:
            return
        with fixed(now):
            back = store.read(
                actions.annul(actor=System(), case=after, number=last.number, reason="Skrevet ved en fejl")
            )
        if as_it_is(back) != as_it_is(reached.before):
            yield f"back from {last.event}"
        if as_it_is(core.replay(back, [last])) != as_it_is(reached):
            yield f"on with {last.event}"
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
