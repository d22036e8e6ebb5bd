"""Nobody does more in a case than they may: not as another, not in another's job, not by mending, not by guessing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.cases.conftest import person
from tests.cases.walking import FIRST

from tvaers.engine.access.roles import ROLES
from tvaers.engine.agreements import queries as agreements
from tvaers.engine.cases import actions, queries
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.core import Doer
from tvaers.engine.cases.given import Faults
from tvaers.engine.citizens import actions as citizens
from tvaers.kernel.action import System
from tvaers.kernel.clock import fixed
from tvaers.kernel.errors import Conflict, NotAllowed, Problem


@pytest.fixture(autouse=True)
def in_march() -> Any:
    with fixed(FIRST):
        yield


@pytest.fixture
def nurse(world: Any) -> Any:  # noqa: ARG001
    return person("n", "sygeplejerske", "afsnit-a")


@pytest.fixture
def receiver(world: Any) -> Any:  # noqa: ARG001
    return person("r", "visitator", "0851")


def sent(nurse: Any, world: Any, job: str = "", at: Any = None, **values: Any) -> Any:
    opening = Opening(world.id, world.case_types["request"], "afsnit-a", "sender", job)
    given = Given({"subject": "Seng", "to": "0851", **values})
    return actions.open_case(actor=nurse, opening=opening, given=given, at=at)


def test_every_job_that_a_case_type_names_may_act_in_cases() -> None:
    jobs = {
        job for package in agreements.packages().values() for type in package.case_types.values() for job in type.jobs
    }
    assert {job for job in jobs if not {"cases.see", "cases.open", "cases.act"} <= ROLES[job].permissions} == set()


def test_nobody_opens_in_a_job_that_is_not_theirs(nurse: Any, world: Any) -> None:
    with pytest.raises(NotAllowed):
        sent(nurse, world, job="laege")


@pytest.mark.parametrize(("late", "refused"), [(timedelta(0), False), (timedelta(seconds=1), True)])
def test_nothing_is_opened_in_the_future(nurse: Any, world: Any, late: timedelta, refused: bool) -> None:
    try:
        sent(nurse, world, at=FIRST + late)
    except Problem as problem:
        assert refused, problem
    else:
        assert not refused


@pytest.mark.parametrize(
    "doer", [Doer("0851", "receiver", "visitator"), Doer("afsnit-a", "sender", "laege"), Doer("afsnit-b", "sender", "")]
)
def test_nobody_acts_as_another(nurse: Any, world: Any, receiver: Any, doer: Doer) -> None:  # noqa: ARG001
    case = sent(nurse, world)
    with pytest.raises(NotAllowed):
        actions.act(actor=nurse, case=case, event="tick", given=Given({"ready": ["medicine"]}), doer=doer)


def test_a_correction_cannot_give_the_case_to_nobody(nurse: Any, world: Any) -> None:
    case = sent(nurse, world)
    with pytest.raises(Faults, match="mangler|kan ikke"):
        actions.correct(actor=nurse, case=case, number=1, given=Given({"to": "9999"}), reason="Skrev forkert part")


def test_a_correction_cannot_lie_in_the_future(nurse: Any, world: Any) -> None:
    case = sent(nurse, world)
    with pytest.raises(Problem, match="fremtiden"):
        actions.correct(
            actor=nurse, case=case, number=1, given=Given(), reason="Skrev forkert tid", at=FIRST + timedelta(hours=1)
        )


def test_only_the_party_that_registered_it_mends_it(nurse: Any, world: Any, receiver: Any) -> None:
    case = sent(nurse, world)
    with pytest.raises(NotAllowed):
        actions.correct(actor=receiver, case=case, number=1, given=Given({"subject": "?"}), reason="Vil rette det")


def test_a_row_that_later_rows_come_after_cannot_be_annulled(nurse: Any, world: Any) -> None:
    case = sent(nurse, world)
    for text in ("Ring", "Kør"):
        case = actions.act(actor=nurse, case=case, event="add_step", given=Given({"text": text}))
    with pytest.raises(Conflict, match="Skridt"):
        actions.annul(actor=nurse, case=case, number=2, reason="Skrevet ved en fejl")
    case = actions.annul(actor=nurse, case=case, number=3, reason="Skrevet ved en fejl")
    assert [row["text"] for row in case.data["steps"]] == ["Ring"]


def test_a_pseudonym_that_one_does_not_meet_is_as_one_that_never_was(nurse: Any, world: Any) -> None:  # noqa: ARG001
    citizens.register(actor=System(), pseudonym="hemmelig")
    told = []
    for name in ("hemmelig", "findes-ikke"):
        with pytest.raises(Faults) as refused:
            actions.citizen_of(name, nurse)
        told.append((str(refused.value), refused.value.by_field))
    assert told[0] == told[1]


def test_a_pseudonym_that_one_meets_in_a_case_is_known(nurse: Any, world: Any) -> None:
    case = sent(nurse, world)
    case.citizen = citizens.register(actor=System(), pseudonym="kendt")
    case.save()
    assert actions.citizen_of("kendt", nurse) == case.citizen


def test_a_case_that_cannot_be_seen_cannot_be_linked_to(nurse: Any, world: Any) -> None:
    mine = sent(nurse, world)
    opening = Opening(world.id, world.case_types["request"], "afsnit-b", "sender")
    theirs = actions.open_case(actor=System(), opening=opening, given=Given({"subject": "Stol", "to": "1082"}))
    with pytest.raises(NotAllowed):
        actions.link(actor=nurse, case=mine, other=theirs, kind="følger af")


def test_the_system_keeps_no_drafts(world: Any) -> None:
    with pytest.raises(NotAllowed):
        actions.save_draft(
            actor=System(), type="request", package=world.id, event="send", given=Given({"subject": "?"})
        )


def test_who_loses_the_role_keeps_the_word_of_it_and_not_the_case(nurse: Any, world: Any, receiver: Any) -> None:
    case = sent(nurse, world)
    actions.act(actor=receiver, case=case, event="hand_over", given=Given({"to": "1082"}))
    assert not queries.cases(receiver).exists()
    assert [one.name for one in queries.notices(receiver)] == ["new_request"]
