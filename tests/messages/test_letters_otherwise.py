"""Letters that did not get through by MedCom: whose they are until the receiver is told otherwise, and by whom."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.access.cases import MIDT, NORD
from tests.access.message_cases import lost, sent
from tests.access.world import person

from tvaers.engine.messages import actions, policies, queries
from tvaers.engine.messages.actions import Told
from tvaers.engine.messages.models import Outgoing
from tvaers.kernel import clock
from tvaers.kernel.action import System
from tvaers.kernel.errors import Conflict, NotAllowed, NotFound, Problem
from tvaers.kernel.models import AuditEntry

pytestmark = pytest.mark.django_db
SYSTEM = System("test")


def tell(letter: Outgoing, how: str = "Ringet til vagten", after: timedelta = timedelta(), actor: Any = SYSTEM) -> Any:
    """Say that the receiver was told, now or `after` from now."""
    return actions.tell_otherwise(actor=actor, letter=letter, told=Told(how, clock.now() + after))


def test_a_letter_that_could_not_go_is_to_be_told_by_those_who_send_for_its_party() -> None:
    letter = lost()
    assert list(queries.untold(person("anna", "sygeplejerske", NORD))) == [letter]


def test_it_is_not_for_others() -> None:
    lost()
    assert list(queries.untold(person("anna", "sygeplejerske", MIDT))) == []


def test_a_cases_letter_is_also_for_those_who_act_in_cases_but_write_no_letters() -> None:
    letter = lost()
    assert list(queries.untold(person("anna", "institution", NORD))) == [letter]


def test_without_a_sender_it_is_for_the_parties_of_the_case() -> None:
    letter = lost()
    Outgoing.objects.update(party="")
    assert letter.case is not None
    letter.case.parties.create(role="hospital", party=NORD)
    nurse = person("anna", "sygeplejerske", NORD)
    assert list(queries.untold(nurse)) == [letter] and policies.may_tell(nurse, queries.untold(nurse)[0])


@pytest.mark.parametrize(("state", "waits"), [
    ("other_way", True), ("refused", True), ("given_up", True), ("queued", False), ("sent", False),
    ("acknowledged", False),
])  # fmt: skip
def test_letters_that_failed_wait_and_no_others(state: str, waits: bool) -> None:
    lost()
    Outgoing.objects.update(state=state)
    assert queries.untold(SYSTEM).exists() == waits


def test_told_it_waits_no_more_and_keeps_how_when_and_by_whom() -> None:
    row = tell(lost(), " Ringet til vagten ", -timedelta(hours=1))
    assert not queries.untold(SYSTEM).exists()
    assert (row.told_how, row.told_by) == ("Ringet til vagten", SYSTEM.audit_name())


def test_the_log_keeps_that_it_was_told_and_not_what_was_said() -> None:
    letter = tell(lost(), "Talt med Bente Eksempel")
    entry = AuditEntry.objects.latest("pk")
    assert f"{letter.audit_name()} på anden måde" in str(entry.__dict__) and "Bente" not in str(entry.__dict__)


def test_it_is_told_once() -> None:
    letter = lost()
    tell(letter)
    with pytest.raises(Conflict):
        tell(letter)


def test_a_letter_that_has_not_failed_is_not_told_otherwise() -> None:
    with pytest.raises(Problem, match="skal ikke meldes på anden måde"):
        tell(sent())


@pytest.mark.parametrize(
    ("how", "says"), [("  ", "Skriv, hvordan"), ("x" * 301, "Skriv, hvordan"), ("Om 010190-1111", "CPR-nummer")]
)
def test_how_must_be_said_briefly_and_without_a_number(how: str, says: str) -> None:
    with pytest.raises(Problem, match=says):
        tell(lost(), how)


def test_a_time_to_come_is_not_when_it_was_told() -> None:
    with pytest.raises(Problem, match="ikke kommet endnu"):
        tell(lost(), after=timedelta(minutes=1))


def test_others_may_not_say_that_it_is_told() -> None:
    letter = lost()
    with pytest.raises(NotAllowed):
        tell(letter, actor=person("anna", "sygeplejerske", MIDT))


def test_others_do_not_find_it() -> None:
    letter = lost()
    with pytest.raises(NotFound):
        queries.lost_letter(person("anna", "sygeplejerske", MIDT), letter.pk)


@pytest.mark.parametrize(("state", "says"), [
    ("other_way", "Modtageren kan ikke få breve gennem MedCom."), ("refused", "Modtageren afviste beskeden."),
    ("given_up", "Modtageren har ikke svaret på tre forsøg."),
])  # fmt: skip
def test_why_it_failed_is_said_with_the_other_way(state: str, says: str) -> None:
    letter = lost()
    letter.state = state
    assert queries.why_lost(letter) == f"{says} Der er ikke aftalt en anden vej. Ring til modtageren."


def test_of_one_that_came_through_nothing_is_said() -> None:
    assert queries.why_lost(sent()) == ""
