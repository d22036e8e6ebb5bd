"""A message that a fault of ours stops: asked for again, then set aside for people, and never lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.access.world import person
from tests.messages.course import CITIZEN, HEART, TOWN, Course
from tests.messages.test_exchange_intake import NOW, PARTY, SYSTEM, take

from tvaers.engine.citizens import actions as citizens
from tvaers.engine.messages import actions, building, fhir, intake, parking, queries, stay_cases, view
from tvaers.engine.messages.actions import Raw
from tvaers.engine.messages.models import Incoming, Location, Outgoing, Parked, Relation
from tvaers.engine.messages.parking import MOST_ATTEMPTS
from tvaers.kernel.action import System
from tvaers.kernel.clock import fixed
from tvaers.kernel.errors import Conflict, NotAllowed, NotFound, Problem
from tvaers.kernel.models import AuditEntry

pytestmark = pytest.mark.django_db
SORTER = ("visitator", PARTY)


@pytest.fixture(autouse=True)
def register() -> None:
    Location.objects.create(
        sor=TOWN.sor, gln=TOWN.gln, party=PARTY, name=TOWN.name, starts=date(2010, 1, 1),
        standards=["hospital-notification", "care-communication"], level="overall",
    )  # fmt: skip


@pytest.fixture
def citizen() -> Any:
    found = citizens.register(actor=SYSTEM, cpr=CITIZEN)
    Relation.objects.create(citizen=found, party=PARTY, basis="prøve", starts=date(2030, 1, 1))
    return found


@contextmanager
def fault(place: Any = stay_cases, name: str = "follow") -> Iterator[None]:
    """While it lasts, something that nobody foresaw happens in one place."""

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError(CITIZEN.reveal())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(place, name, broken)
        yield


def park(message: Any = None) -> Parked:
    """A notice that failed until it was parked."""
    told = message or Course().tell("STIN", 0)
    with fault():
        for count in range(MOST_ATTEMPTS):
            take(replace(told, bundle_id=f"kuvert-{count}"))
    return Parked.objects.get()


@pytest.mark.parametrize(
    ("times", "code", "parked"),
    [(MOST_ATTEMPTS - 1, "transient-error", 0), (MOST_ATTEMPTS, "fatal-error", 1)],
)  # fmt: skip
def test_it_is_asked_for_again_and_parked_the_last_time(citizen: Any, times: int, code: str, parked: int) -> None:
    with fault():
        rows = [take(replace(Course().tell("STIN", 0), bundle_id=f"kuvert-{count}")) for count in range(times)]
    assert (rows[-1].answer_code, Parked.objects.count()) == (code, parked)


def test_every_attempt_is_answered(citizen: Any) -> None:
    park()
    codes = [
        entry["resource"]["response"]["code"]
        for row in Outgoing.objects.order_by("pk")
        for entry in queries.body_of(row)["entry"]
        if entry["resource"]["resourceType"] == "MessageHeader"
    ]
    assert codes == ["transient-error"] * (MOST_ATTEMPTS - 1) + ["fatal-error"]


def test_another_message_with_the_same_header_has_attempts_of_its_own(citizen: Any) -> None:
    told = Course().tell("STIN", 0)
    with fault():
        for hours in range(MOST_ATTEMPTS):
            take(replace(Course().tell("STIN", hours), bundle_id=f"kuvert-{hours}", header_id=told.header_id))
    assert not Parked.objects.exists()


def test_what_is_parked_is_sealed_and_its_fault_quotes_nothing(citizen: Any) -> None:
    row = park()
    assert CITIZEN.reveal().encode() not in bytes(row.content or b"")
    assert row.fault.startswith("RuntimeError i ") and CITIZEN.reveal() not in row.fault


def test_of_a_citizen_without_a_case_nothing_is_parked_and_the_answer_is_the_same() -> None:
    citizens.register(actor=SYSTEM, cpr=CITIZEN)
    with fault(intake, "notice"):
        rows = [take(Course().tell("STIN", 0)) for _ in range(MOST_ATTEMPTS)]
    assert (rows[-1].answer_code, rows[-1].content, Parked.objects.count()) == ("fatal-error", None, 0)


def test_tried_again_it_is_taken_in_without_a_second_answer(citizen: Any) -> None:
    row = park()
    answers = Outgoing.objects.count()
    with fixed(NOW):
        done = actions.try_parked(actor=System(), parked=row)
    assert (done.state, done.content, done.taken and done.taken.outcome) == ("taken", None, "accepted")
    assert Outgoing.objects.count() == answers


def test_a_resend_after_it_was_taken_in_by_hand_repeats_the_first_answer(citizen: Any) -> None:
    row = park()
    with fixed(NOW):
        actions.try_parked(actor=System(), parked=row)
    again = take(replace(Course().tell("STIN", 0), bundle_id="kuvert-9"))
    assert (again.outcome, again.answer_code) == ("duplicate", "fatal-error")


def test_tried_again_in_vain_it_stays_with_one_attempt_more(citizen: Any) -> None:
    row = park()
    with fault(), fixed(NOW):
        still = actions.try_parked(actor=System(), parked=row)
    assert (still.state, still.attempts, bool(still.content)) == ("waiting", MOST_ATTEMPTS + 1, True)


def test_what_cannot_be_answered_is_parked_at_once_as_it_came() -> None:
    with fault(actions, "take_message"):
        row = actions.receive(actor=SYSTEM, raw=Raw(b"\xff{"))
    assert (row.answer_code, Outgoing.objects.count()) == ("", 0)
    assert parking.content_of(Parked.objects.get()) == b"\xff{"


def test_what_cannot_be_answered_is_parked_once() -> None:
    with fault(actions, "take_message"):
        for _ in range(2):
            actions.receive(actor=SYSTEM, raw=Raw(b"\xff{"))
    assert Parked.objects.count() == 1


def test_a_fault_in_the_reading_is_counted_across_envelopes() -> None:
    with fault(view, "message_of"), fault(parking, "message_of"):
        rows = [take(replace(Course().tell("STIN", 0), bundle_id=f"kuvert-{n}")) for n in range(MOST_ATTEMPTS)]
    assert [row.answer_code for row in rows] == ["transient-error"] * (MOST_ATTEMPTS - 1) + ["fatal-error"]
    assert Parked.objects.get().message.sender_sor == HEART.sor


def test_a_fault_in_the_answer_itself_still_loses_nothing(citizen: Any) -> None:
    with fault(), fault(building, "acknowledgement"):
        row = take(Course().tell("STIN", 0))
    assert (row.header_id, Parked.objects.count()) == ("", 1)


def test_an_acknowledgement_that_fails_is_parked_and_not_answered() -> None:
    answer = take(Course().tell("STIN", 0)).answer_tree
    with fault(actions, "take_message"):
        row = actions.receive(actor=SYSTEM, raw=Raw(fhir.to_json(answer or {})))
    assert (Parked.objects.get().message, row.answer_code, Outgoing.objects.count()) == (row, "", 1)


def test_given_up_it_is_deleted_with_a_reason(citizen: Any) -> None:
    done = actions.drop_parked(actor=System(), parked=park(), why="Sygehuset har ringet.")
    assert (done.state, done.content, done.why) == ("dropped", None, "Sygehuset har ringet.")


@pytest.mark.parametrize("why", ["", "  ", "Borgeren er 010139-4321"])
def test_given_up_without_a_reason_it_stays(citizen: Any, why: str) -> None:
    row = park()
    with pytest.raises(Problem):
        actions.drop_parked(actor=System(), parked=row, why=why)
    row.refresh_from_db()
    assert row.content


def test_what_is_handled_is_not_handled_again(citizen: Any) -> None:
    row = actions.drop_parked(actor=System(), parked=park(), why="Sygehuset har ringet.")
    with pytest.raises(Conflict):
        actions.try_parked(actor=System(), parked=row)


def test_the_one_who_sorts_the_post_may_try_again(citizen: Any) -> None:
    row, sorter = park(), person("sorterer", *SORTER)
    assert queries.parked_count(sorter) == 1
    with fixed(NOW):
        assert actions.try_parked(actor=sorter, parked=queries.parked_one(sorter, row.pk)).state == "taken"
    assert queries.parked_count(sorter) == 0


def test_those_who_only_count_see_that_it_waits_and_may_not_try(citizen: Any) -> None:
    row, leader = park(), person("leder", "ledelse", PARTY)
    assert (queries.parked_one(leader, row.pk), queries.parked_count(leader)) == (row, 0)
    with pytest.raises(NotAllowed):
        actions.try_parked(actor=leader, parked=row)


def test_another_party_does_not_see_it(citizen: Any) -> None:
    row = park()
    with pytest.raises(NotFound):
        queries.parked_one(person("anden", "visitator", "0657"), row.pk)


def test_a_receiver_that_nobody_knows_is_the_administrators(citizen: Any) -> None:
    with fault(actions, "take_message"):
        actions.receive(actor=SYSTEM, raw=Raw(b"\xff{"))
    admin, sorter = person("admin", "administrator", "*"), person("sorterer", *SORTER)
    assert (queries.parked_count(admin), queries.parked_count(sorter)) == (1, 0)
    assert (queries.who_may_try(""), "Kommunal visitator" in queries.who_may_try(PARTY)) == (("Administrator",), True)


def test_the_log_of_a_parked_message_names_no_citizen(citizen: Any) -> None:
    with fixed(NOW):
        actions.try_parked(actor=System(), parked=park())
    told = [(one.sentence, one.detail) for one in AuditEntry.objects.all()]
    assert any("prøvede igen" in sentence for sentence, _ in told) and CITIZEN.reveal() not in repr(told)


def test_a_duplicate_of_a_parked_message_is_not_parked_again(citizen: Any) -> None:
    park()
    again = take(replace(Course().tell("STIN", 0), bundle_id="kuvert-0"))
    assert (again.outcome, Incoming.objects.filter(reason="parked").count()) == ("duplicate", 1)
