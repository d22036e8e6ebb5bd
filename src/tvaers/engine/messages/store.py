"""Between the pure rules of intake and the database: what they remember, locks, and sealed texts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Q
from pydantic import TypeAdapter

from tvaers.engine.cases.models import Case
from tvaers.engine.citizens import queries as citizens
from tvaers.engine.citizens.cpr import Cpr
from tvaers.engine.citizens.models import Citizen
from tvaers.engine.citizens.secrets import decrypt_text, encrypt_text
from tvaers.engine.messages import addressing
from tvaers.engine.messages.bundle import Tree
from tvaers.engine.messages.memory import Answer, Nearness, Placement, Seen
from tvaers.engine.messages.message import Address
from tvaers.engine.messages.models import ID_LENGTH, Incoming, Outgoing, Relation
from tvaers.engine.messages.notice import Notice
from tvaers.engine.parties.queries import within
from tvaers.kernel import clock
from tvaers.kernel.action import System

STAYS_RELEVANT = timedelta(days=30)
"""How long a closed case still makes notices relevant: annulments of a discharge or a death come late."""

_NOTICE: TypeAdapter[Notice] = TypeAdapter(Notice)


class InDatabase:
    """The memory of intake for one receiving party. See Memory; `row` is the row that was written last."""

    def __init__(self, party: str, forgotten: Incoming | None = None) -> None:
        """`party`: whose relevant cases and whose notices count, "" where the receiver is not known.

        `forgotten` is a row that counts as not seen.
        """
        self.party = party
        self.forgotten = forgotten.pk if forgotten else None
        self.row: Incoming | None = None

    @property
    def secret(self) -> bytes:
        """See Memory."""
        return hashlib.sha256(f"tvaers message digest {settings.SECRET_KEY}".encode()).digest()

    def with_bundle(self, bundle_id: str) -> tuple[Seen, ...]:
        """See Memory."""
        return self._seen(bundle_id=bundle_id)

    def with_header(self, header_id: str) -> tuple[Seen, ...]:
        """See Memory."""
        return self._seen(header_id=header_id)

    def notices(self, cpr: Cpr) -> tuple[Notice, ...]:
        """See Memory. Only what was sent to the same party: another municipality's notices are not ours to use."""
        found = Incoming.objects.filter(
            citizen__cpr_hash=citizens.hash_of(cpr), party=self.party, notice__isnull=False
        ).order_by("pk")
        return tuple(_NOTICE.validate_python(one) for one in found.values_list("notice", flat=True))

    def has_case(self, cpr: Cpr) -> bool:
        """See Memory."""
        citizen = citizens.by_cpr(System(), cpr)
        return citizen is not None and is_relevant(citizen, self.party)

    def sent(self, header_id: str) -> bool:
        """See Memory."""
        return Outgoing.objects.filter(header_id=header_id).exclude(standard="acknowledgement").exists()

    def place(self, receiver: Address) -> Placement:
        """See Memory."""
        return addressing.place(receiver)

    def near(self, one: Address, other: Address) -> Nearness:
        """See Memory."""
        return addressing.near(one, other)

    def remember(self, seen: Seen, cpr: Cpr | None, notice: Notice | None) -> None:
        """See Memory."""
        self.row = Incoming.objects.create(
            received_at=clock.now(),
            bundle_id=seen.bundle_id[:ID_LENGTH],
            header_id=seen.header_id[:ID_LENGTH],
            digest=seen.digest,
            party=self.party,
            outcome=seen.outcome,
            answer_code=seen.answer.code if seen.answer else "",
            answer_issues=[list(issue) for issue in seen.answer.issues] if seen.answer else [],
            citizen=citizens.by_cpr(System(), cpr) if cpr else None,
            notice=_NOTICE.dump_python(notice, mode="json") if notice else None,
        )

    def _seen(self, **ids: str) -> tuple[Seen, ...]:
        wanted = {name: value[:ID_LENGTH] for name, value in ids.items()}
        rows = Incoming.objects.filter(**wanted).exclude(outcome="duplicate").order_by("pk")
        return tuple(_as_seen(row) for row in rows if row.pk != self.forgotten)


def _as_seen(row: Incoming) -> Seen:
    answer = Answer(row.answer_code, tuple((code, text) for code, text in row.answer_issues))  # type: ignore[arg-type]
    outcome: Any = row.outcome
    return Seen(row.bundle_id, row.header_id, row.digest, outcome, answer if row.answer_code else None)


def first_of(seen: Seen) -> Incoming | None:
    """The row of a message that is repeated."""
    rows = Incoming.objects.filter(bundle_id=seen.bundle_id, header_id=seen.header_id).exclude(outcome="duplicate")
    return rows.exclude(answer_code="transient-error").order_by("pk").first()


def is_relevant(citizen: Citizen, party: str) -> bool:
    """Whether a party has a relevant case for a citizen: registered, or a case open or newly closed."""
    today = clock.today()
    registered = Relation.objects.filter(Q(ends__isnull=True) | Q(ends__gte=today), citizen=citizen, starts__lte=today)
    if registered.filter(party=party).exists():
        return True
    lately = Q(is_open=True) | Q(closed_at__gte=clock.now() - STAYS_RELEVANT)
    return Case.objects.filter(lately, citizen=citizen, parties__party__in=within(party)).exists()


def lock(names: Iterable[str]) -> None:
    """Wait until nobody else works on any of the names; held to the end of the transaction, taken in one order."""
    keys = sorted({_number(name) for name in names})
    with connection.cursor() as cursor:
        for key in keys:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def _number(name: str) -> int:
    return int.from_bytes(hashlib.sha256(f"tvaers.messages {name}".encode()).digest()[:8], "big", signed=True)


def sealed(tree: Tree) -> bytes:
    """A message as an encrypted text."""
    return encrypt_text(json.dumps(tree, ensure_ascii=False, default=float))


def opened(token: bytes | memoryview | None) -> Tree:
    """The message in a token, {} for none."""
    return dict(json.loads(decrypt_text(token))) if token else {}
