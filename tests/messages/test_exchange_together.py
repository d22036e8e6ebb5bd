"""Two that take in at once: no message is taken twice, and a stay ends as it does when one takes in alone.

Real transactions on connections of their own: each thread has one, and nothing is rolled back under it.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.db import connection, connections
from tests.messages.course import CITIZEN, HEART, OTHER_CITIZEN, TOWN, Course
from tests.messages.in_force import BACK, in_force
from tests.messages.stay_bundle import as_json
from tests.messages.test_exchange_intake import NOW, PARTY, SYSTEM

from tvaers.engine.cases.models import Case
from tvaers.engine.citizens import actions as citizens
from tvaers.engine.citizens.models import Citizen
from tvaers.engine.messages import actions, store
from tvaers.engine.messages.actions import Raw
from tvaers.engine.messages.models import Incoming, Location, Outgoing, Relation
from tvaers.engine.messages.stay import picture
from tvaers.engine.parties import actions as parties
from tvaers.kernel.clock import fixed

pytestmark = pytest.mark.django_db(transaction=True)
HOSPITAL = "regionshospitalet-horsens-og-braedstrup"
TOGETHER = 2
LONG = NOW + BACK
"""When the messages are taken in: the agreements of the cases are in force."""


@pytest.fixture(autouse=True)
def register() -> None:
    """The parties, their numbers, and two citizens that the town knows."""
    parties.load(actor=SYSTEM)
    for one, party in ((TOWN, PARTY), (HEART, HOSPITAL)):
        Location.objects.create(
            sor=one.sor, gln=one.gln, party=party, name=one.name, starts=date(2010, 1, 1), ours=one is TOWN,
            standards=["hospital-notification"], level="overall",
        )  # fmt: skip
    for cpr in (CITIZEN, OTHER_CITIZEN):
        citizen = citizens.register(actor=SYSTEM, cpr=cpr)
        Relation.objects.create(citizen=citizen, party=PARTY, basis="prøve", starts=date(2010, 1, 1))


def take(messages: Sequence[bytes], gate: threading.Barrier, faults: list[BaseException]) -> None:
    """Take messages in one after the other, on a connection of one's own, each when the other is ready too."""
    try:
        for raw in messages:
            gate.wait(30)
            with fixed(LONG):
                actions.receive(actor=SYSTEM, raw=Raw(raw))
    except BaseException as fault:  # noqa: BLE001 shown by the test, not lost with the thread
        faults.append(fault)
        gate.abort()
    finally:
        connections["default"].close()


def together(*streams: Sequence[bytes]) -> None:
    """Let each stream be taken in by a thread of its own, step by step at once."""
    gate, faults = threading.Barrier(len(streams)), list[BaseException]()
    threads = [threading.Thread(target=take, args=(stream, gate, faults)) for stream in streams]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert faults == []


def course(name: str = "a", **facts: Any) -> list[bytes]:
    """A stay of four notices."""
    made = Course(name)
    codes = ("STIN", "STOR", "SLOR", "SLHJ")
    return [as_json(in_force(made.tell(code, hour, **facts))) for hour, code in enumerate(codes)]


def stays() -> list[tuple[Any, ...]]:
    """Each citizen's picture, and what the case became."""
    found = []
    for citizen in Citizen.objects.order_by("cpr_hash"):
        rows = Incoming.objects.filter(citizen=citizen, notice__isnull=False)
        shown = picture([store._NOTICE.validate_python(one.notice) for one in rows])
        cases = list(Case.objects.filter(citizen=citizen).values_list("state", "is_open"))
        found.append((shown.present, cases))
    return found


def test_the_test_uses_connections_of_their_own() -> None:
    seen: list[int] = []

    def ask() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            seen.append(cursor.fetchone()[0])
        connections["default"].close()

    for _ in range(TOGETHER):
        one = threading.Thread(target=ask)
        one.start()
        one.join(30)
    assert len({*seen}) == TOGETHER


def test_the_same_message_at_once_is_taken_in_once() -> None:
    messages = course()
    together(*([messages] * TOGETHER))
    counts = Counter(Incoming.objects.values_list("outcome", flat=True))
    assert counts == {"accepted": len(messages), "duplicate": len(messages)}


def test_the_same_message_at_once_is_answered_once() -> None:
    messages = course()
    together(*([messages] * TOGETHER))
    answered = Counter(Outgoing.objects.values_list("answers__header_id", flat=True))
    assert set(answered.values()) == {1}


def test_a_stay_that_comes_from_both_ends_at_once_is_the_same_stay() -> None:
    messages = course()
    for raw in messages:
        with fixed(LONG):
            actions.receive(actor=SYSTEM, raw=Raw(raw))
    alone = stays()
    forget()
    together(messages, messages[::-1])
    assert stays() == alone and alone[0] != alone[1]


def test_two_citizens_at_once_do_not_stop_each_other() -> None:
    first, second = course("a"), course("b", cpr=OTHER_CITIZEN)
    together(first, second)
    assert Counter(Incoming.objects.values_list("outcome", flat=True)) == {"accepted": len(first) + len(second)}
    assert [len(cases) for _, cases in stays()] == [1, 1]


def forget() -> None:
    """An exchange as before the first message."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE exchange_incoming, exchange_outgoing, exchange_misdirected, cases_case CASCADE")
