"""What one party reads of messages does not depend on what came to others: every reading, with and without a secret."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.db.models import QuerySet
from django.test import override_settings
from tests.access.world import person
from tests.messages.course import HEART, LUNGS, TOWN
from tests.messages.test_exchange_letters import number, take, written

from tvaers.engine.cases.models import Case
from tvaers.engine.messages import actions, queries
from tvaers.engine.messages.actions import Letter
from tvaers.engine.messages.models import Location, Misdirected, Outgoing, Parked, Relation
from tvaers.engine.messages.traffic import misdirected_by_sender, traffic
from tvaers.kernel import clock
from tvaers.kernel.action import System
from tvaers.kernel.errors import Problem

pytestmark = pytest.mark.django_db
READER, OTHER = "0657", "0615"
DAYS = (date(2000, 1, 1), date(2100, 1, 1))


def plain(value: Any) -> Any:
    """An answer without the numbers of rows."""
    if isinstance(value, QuerySet | list | tuple):
        return [plain(one) for one in value]
    return str(value.audit_name()) if hasattr(value, "audit_name") else value


def by_number(reading: Callable[[Any, int], Any]) -> Callable[[Any], Any]:
    def tried(user: Any) -> int:
        found = 0
        for pk in range(1, 60):
            try:
                reading(user, pk)
                found += 1
            except Problem:
                continue
        return found

    return tried


def thread(user: Any) -> Any:
    return [plain(queries.correspondence(user, row)) for row in queries.incoming(user)]


READINGS: dict[str, Callable[[Any], Any]] = {
    "incoming": lambda u: plain(queries.incoming(u)),
    "outgoing": lambda u: plain(queries.outgoing(u)),
    "message": by_number(queries.message),
    "inbox": lambda u: plain(queries.inbox(u)),
    "unread_count": queries.unread_count,
    "correspondence": thread,
    "received": lambda u: None,
    "letter_count": lambda u: sum(queries.letter_count(u, row) for row in Case.objects.all()),
    "sent": by_number(queries.sent),
    "untold": lambda u: plain(queries.untold(u)),
    "lost_letter": by_number(queries.lost_letter),
    "lost_of_case": lambda u: [plain(queries.lost_of_case(u, row)) for row in Case.objects.all()],
    "case_notice": by_number(queries.case_notice),
    "relations": lambda u: plain(queries.relations(u)),
    "relation": by_number(queries.relation),
    "brokers": lambda u: plain(queries.brokers(u)),
    "broker": by_number(queries.broker),
    "parked": lambda u: plain(queries.parked(u)),
    "parked_count": queries.parked_count,
    "parked_one": by_number(queries.parked_one),
    "misdirected": lambda u: plain(queries.misdirected(u)),
    "locations": lambda u: queries.locations(u).count(),
    "location": by_number(queries.location),
    "current_locations": lambda u: queries.current_locations(u).count(),
    "with_gap": lambda u: queries.with_gap(u, "ansvarlig").count(),
    "writes_for": lambda u: queries.writes_for(u, OTHER),
    "register": lambda u: plain(queries.register(u, "plan")),
    "gaps": queries.gaps,
    "progress": queries.progress,
    "traffic": lambda u: traffic(u, *DAYS),
    "misdirected_by_sender": misdirected_by_sender,
}
"""A question to each reading. The register of numbers is an address book, so it is the same in both worlds."""


def test_every_reading_has_a_question() -> None:
    found = inspect.getmembers(queries, inspect.isfunction)
    mine = {name for name, each in found if next(iter(inspect.signature(each).parameters), "") == "user"}
    assert mine == set(READINGS)


def answers(secret: bool, folder: Any) -> dict[str, Any]:
    """Every answer to a visitator of another municipality, in a world that is undone again."""
    with override_settings(MEDIA_ROOT=folder), transaction.atomic():
        for one, party in ((TOWN, OTHER), (HEART, "hospital"), (LUNGS, READER)):
            number(one, party)
        if secret:
            row = take(written())
            Misdirected.objects.create(message=row, found_at=clock.now(), found_by="prøve")
            Parked.objects.create(
                message=row, fault="x", attempts=3, parked_at=clock.now(), tried_at=clock.now(), content=b"x"
            )
            Relation.objects.create(citizen=row.citizen, party=OTHER, basis="prøve", starts=date(2020, 1, 1))
            to = Location.objects.get(sor=HEART.sor)
            letter = Letter(
                OTHER, to, "discharge", "Svar", "A B", "C", "11223344", activity="reply-message", answers=row
            )
            actions.send(actor=System(), letter=letter)
            assert Outgoing.objects.filter(standard="care-communication").exists()
        reader = person("læser", "visitator", READER)
        found = {name: ask(reader) for name, ask in READINGS.items()}
        transaction.set_rollback(True)
    return found


def test_others_post_changes_no_answer(tmp_path: Any) -> None:
    with_secret, without = answers(True, tmp_path), answers(False, tmp_path)
    assert [name for name in READINGS if with_secret[name] != without[name]] == []
