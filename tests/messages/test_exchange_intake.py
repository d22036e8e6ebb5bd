"""A message in the database: one row, one answer, and of a citizen without a case nothing at all."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.messages.course import CITIZEN, HEART, TOWN, Course, acknowledgement, at, told
from tests.messages.stay_bundle import as_json

from tvaers.engine.citizens import actions as citizens
from tvaers.engine.messages import actions, outbox, queries, stay_cases, store
from tvaers.engine.messages.actions import Raw
from tvaers.engine.messages.models import Broker, Incoming, Location, Outgoing, Relation
from tvaers.engine.messages.stay import picture
from tvaers.kernel.action import System
from tvaers.kernel.clock import fixed
from tvaers.kernel.models import AuditEntry

pytestmark = pytest.mark.django_db
PARTY = "0615"
TOKEN = "prøve-token"
SYSTEM = System()
NOW = at(100)


@pytest.fixture(autouse=True)
def register() -> None:
    Location.objects.create(
        sor=TOWN.sor, gln=TOWN.gln, party=PARTY, name=TOWN.name, starts=date(2010, 1, 1),
        standards=["hospital-notification", "care-communication"], level="overall",
    )  # fmt: skip


@pytest.fixture
def citizen() -> Any:
    """A citizen with a registered relation."""
    found = citizens.register(actor=SYSTEM, cpr=CITIZEN)
    Relation.objects.create(citizen=found, party=PARTY, basis="prøve", starts=date(2030, 1, 1))
    return found


@pytest.fixture
def broker() -> Broker:
    return Broker.objects.create(name="Prøvecentralen", token_hash=queries.token_hash(TOKEN))


def take(message: Any, actor: Any = SYSTEM) -> Incoming:
    with fixed(NOW):
        return actions.receive(actor=actor, raw=Raw(as_json(message)))


def post(client: Client, content: bytes, token: str = TOKEN) -> Any:
    with fixed(NOW):
        return client.post(
            "/api/v1/broker/messages",
            content,
            content_type="application/fhir+json",
            HTTP_AUTHORIZATION=f"Bearer {token}",
        )


def test_a_message_is_kept_with_its_answer_in_the_outbox(citizen: Any) -> None:
    row = take(Course().tell("STIN", 0))
    assert (row.outcome, row.activity, row.citizen) == ("accepted", "admit-inpatient", citizen)
    answer = Outgoing.objects.get()
    assert (answer.answers, answer.state, answer.receiver_sor) == (row, "queued", HEART.sor)
    assert queries.body_of(answer) == row.answer_tree


def test_the_content_is_kept_encrypted_and_whole(citizen: Any) -> None:
    message = Course().tell("STIN", 0)
    row = take(message)
    assert CITIZEN.reveal().encode() not in bytes(row.content or b"")
    assert store.opened(row.content) == json.loads(as_json(message))


def test_nothing_is_kept_about_a_citizen_without_a_case() -> None:
    row = take(Course().tell("STIN", 0))
    kept = (row.outcome, row.activity, row.citizen, row.notice, row.content, row.case, row.note)
    assert kept == ("stored-not-shown", "", None, None, None, None, "")


def test_a_relation_that_has_ended_is_none(citizen: Any) -> None:
    Relation.objects.update(ends=NOW.date() - timedelta(days=1))
    assert take(Course().tell("STIN", 0)).reason == "no-relevant-case"


def test_a_relation_of_another_municipality_is_none(citizen: Any) -> None:
    Relation.objects.update(party="0657")
    assert take(Course().tell("STIN", 0)).reason == "no-relevant-case"


def test_a_duplicate_gets_the_first_answer_word_for_word(citizen: Any) -> None:
    message = Course().tell("STIN", 0)
    first, again = take(message), take(message)
    assert (again.outcome, again.repeats, again.answer_tree) == ("duplicate", first, first.answer_tree)


def test_a_duplicate_is_answered_again_when_the_first_answer_has_left(citizen: Any) -> None:
    message = Course().tell("STIN", 0)
    take(message)
    Outgoing.objects.update(state="sent")
    take(message)
    assert Outgoing.objects.filter(state="queued").count() == 1


def test_a_duplicate_adds_no_answer_while_the_first_waits(citizen: Any) -> None:
    message = Course().tell("STIN", 0)
    take(message)
    take(message)
    assert Outgoing.objects.count() == 1


def test_unreadable_text_is_kept_as_rejected_without_an_answer() -> None:
    row = actions.receive(actor=SYSTEM, raw=Raw(b"{"))
    assert (row.outcome, row.reason, Outgoing.objects.count()) == ("rejected", "unreadable", 0)


def test_an_unexpected_fault_is_answered_as_passing_and_the_message_may_come_again(
    citizen: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    message = Course().tell("STIN", 0)

    def broken(*_: Any) -> None:
        raise RuntimeError(CITIZEN.reveal())

    with monkeypatch.context() as patch:
        patch.setattr(stay_cases, "follow", broken)
        first = take(message)
    assert (first.outcome, first.answer_code, first.notice) == ("rejected", "transient-error", None)
    assert CITIZEN.reveal() not in caplog.text
    assert take(message).outcome == "accepted"


def test_the_log_names_no_citizen(citizen: Any) -> None:
    take(Course().tell("STIN", 0))
    told_of = [(one.sentence, one.detail) for one in AuditEntry.objects.all()]
    assert told_of and CITIZEN.reveal() not in repr(told_of) and "Eksempel" not in repr(told_of)


def test_an_answer_closes_the_letter_that_it_is_about() -> None:
    with fixed(NOW):
        letter = Outgoing.objects.create(standard="care-communication", header_id="x", state="sent", created_at=NOW)
    response = acknowledgement("x").response
    assert response is not None
    outbox.answered(response)
    outbox.answered(replace(response, code="fatal-error"))
    letter.refresh_from_db()
    assert letter.state == "acknowledged"


def test_the_broker_gets_the_same_receipt_whether_or_not_the_citizen_is_known(client: Client, broker: Broker) -> None:
    found = citizens.register(actor=SYSTEM, cpr=CITIZEN)
    unknown = post(client, as_json(Course("a").tell("STIN", 0)))
    Relation.objects.create(citizen=found, party=PARTY, basis="prøve", starts=date(2030, 1, 1))
    known = post(client, as_json(Course("b").tell("STIN", 0)))
    assert [row.outcome for row in Incoming.objects.order_by("pk")] == ["stored-not-shown", "accepted"]
    assert [plain(one) for one in (unknown, known)] == [plain(unknown)] * 2
    bodies = [bare(queries.body_of(one)) for one in Outgoing.objects.order_by("pk")]
    assert bodies[0] == bodies[1]


def plain(answer: Any) -> Any:
    """A receipt without its numbers, which differ for every message."""
    return answer.status_code, sorted(answer.headers), {**answer.json(), "message": 0, "acknowledgement": 0}


def bare(tree: Any, hidden: tuple[str, ...] = ("id", "identifier", "reference", "fullUrl", "timestamp")) -> Any:
    """An acknowledgement without ids and times."""
    if isinstance(tree, dict):
        return {key: bare(value) for key, value in tree.items() if key not in hidden}
    return [bare(one) for one in tree] if isinstance(tree, list) else tree


@pytest.mark.parametrize("token", ["", "forkert", TOKEN + "x"])
def test_another_token_is_refused_and_nothing_is_kept(client: Client, broker: Broker, token: str) -> None:
    assert post(client, as_json(Course().tell("STIN", 0)), token).status_code == 401
    assert not Incoming.objects.exists()


def test_a_broker_that_is_stopped_is_refused(client: Client, broker: Broker) -> None:
    Broker.objects.update(active=False)
    assert post(client, b"{}").status_code == 401


def test_what_a_broker_has_fetched_is_offered_no_more(client: Client, broker: Broker, citizen: Any) -> None:
    post(client, as_json(Course().tell("STIN", 0)))
    head = {"HTTP_AUTHORIZATION": f"Bearer {TOKEN}"}
    (offered,) = client.get("/api/v1/broker/outbox", **head).json()
    for _ in range(2):
        answer = client.post(f"/api/v1/broker/outbox/{offered['id']}/delivered", **head)
        assert answer.json() == {"id": offered["id"], "state": "sent"}
    assert client.get("/api/v1/broker/outbox", **head).json() == []
    assert Outgoing.objects.get().attempts == 1


def test_rubbish_is_answered_without_a_traceback(client: Client, broker: Broker) -> None:
    answer = post(client, b"\xff\x00<")
    assert (answer.status_code, answer.json()["answer"]) == (200, "")


def test_messages_in_any_order_give_the_same_stay(citizen: Any) -> None:
    for message in reversed(told(Course(), "STIN", "STOR", "SLOR", "SLHJ")):
        take(message)
    assert picture(store.InDatabase(PARTY).notices(CITIZEN)).state == "discharged"
