"""Cases in the database: one way in, one winner, nothing lost, and nothing seen by those who should not."""

from datetime import datetime
from typing import Any

import pytest
from tests.cases.conftest import person

from tvaers.engine.cases import actions, queries
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.models import Event
from tvaers.kernel.clock import COPENHAGEN, fixed
from tvaers.kernel.errors import Conflict, NotAllowed, NotFound, Problem

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=COPENHAGEN)


@pytest.fixture
def people(world: Any) -> dict[str, Any]:
    return {
        "nurse": person("n", "sygeplejerske", "afsnit-a"),
        "receiver": person("r", "visitator", "0851"),
        "stranger": person("s", "sygeplejerske", "afsnit-b"),
        "above": person("o", "sygeplejerske", "hospital-nord"),
    }


def sent(people: Any, world: Any, **values: Any) -> Any:
    opening = Opening(world.id, world.case_types["request"], "afsnit-a", "sender")
    with fixed(NOW):
        given = Given({"subject": "Seng", "to": "0851", **values})
        return actions.open_case(actor=people["nurse"], opening=opening, given=given)


def test_a_case_belongs_to_the_receiver_who_must_answer(people: Any, world: Any) -> None:
    case = sent(people, world)
    turn = queries.turns(people["receiver"]).get()
    assert (turn.case_id, turn.what, f"{turn.due.astimezone(COPENHAGEN):%d-%m-%Y}") == (
        case.pk, "Svar på anmodningen", "28-11-2026",
    )  # fmt: skip


def test_the_unit_beside_does_not_see_it_and_the_hospital_above_does(people: Any, world: Any) -> None:
    case = sent(people, world)
    with pytest.raises(NotFound):
        queries.case(people["stranger"], case.number)
    assert queries.case(people["above"], case.number) == case
    assert not queries.cases(people["stranger"]).exists()


def test_the_second_of_two_is_told_what_the_first_did(people: Any, world: Any) -> None:
    case = sent(people, world)
    seen = case.version
    with fixed(NOW):
        actions.act(actor=people["receiver"], case=case, event="ask", given=Given({"question": "?"}), version=seen)
        with pytest.raises(Conflict, match="registrerede By Kommune »Spørg«"):
            actions.act(actor=people["receiver"], case=case, event="ask", given=Given({"question": "2"}), version=seen)


def test_the_sender_cannot_answer_for_the_receiver(people: Any, world: Any) -> None:
    case = sent(people, world)
    with pytest.raises(NotAllowed):
        actions.act(actor=people["nurse"], case=case, event="answer", given=Given({"reply": "ja"}))


def test_a_corrected_event_changes_the_case_and_stays_in_the_history(people: Any, world: Any) -> None:
    case = sent(people, world)
    with fixed(NOW):
        row = actions.correct(
            actor=people["nurse"], case=case, number=1, given=Given({"subject": "Stol"}), reason="Skrev forkert emne"
        )
    assert row.data["subject"] == "Stol"
    assert [one.data["subject"] for one in row.events.order_by("number")] == ["Seng", "Stol"]


def test_what_later_events_build_on_cannot_be_annulled(people: Any, world: Any) -> None:
    case = sent(people, world)
    with fixed(NOW):
        case = actions.act(actor=people["receiver"], case=case, event="ask", given=Given({"question": "?"}))
        case = actions.act(actor=people["nurse"], case=case, event="answer_question", given=Given())
        with pytest.raises(Conflict, match="Annullér først"):
            actions.annul(actor=people["receiver"], case=case, number=2, reason="Spurgte den forkerte")
        row = actions.annul(actor=people["nurse"], case=case, number=3, reason="Svarede for hurtigt")
    assert row.state == "waiting"


def test_the_database_refuses_to_change_an_event(people: Any, world: Any) -> None:
    case = sent(people, world)
    with pytest.raises(Exception, match="never changed"):
        Event.objects.filter(case=case).update(by="en anden")


def test_a_case_is_found_by_a_stem_of_a_word_in_it(people: Any, world: Any) -> None:
    case = sent(people, world, subject="Hjælpemidler til badet")
    assert list(queries.search(people["receiver"], "hjælpemidlerne")) == [case]
    assert not queries.search(people["stranger"], "hjælpemidlerne").exists()


def test_nothing_can_be_given_to_a_party_that_does_not_exist(people: Any, world: Any) -> None:
    with pytest.raises(Problem, match="ikke en part"):
        sent(people, world, to="9999")


def test_a_correction_can_empty_what_may_be_left_out(people: Any, world: Any) -> None:
    case = sent(people, world, amount="100,00")
    with fixed(NOW):
        actions.correct(
            actor=people["nurse"], case=case, number=1, given=Given({"amount": ""}), reason="Beløbet gjaldt et andet"
        )
    case.refresh_from_db()
    assert case.data == {"subject": "Seng", "to": "0851"}
