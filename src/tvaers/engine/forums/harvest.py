"""What harvesters read of forums: the public rows, and a memory of what each object said and when that changed.

Public is what anybody with a role sees from outside: no closed item, no pipeline, no agenda before it is sent. An
object gets a row when it is first read; a change of what it says moves `changed_at`; one that is public no more gets
`gone_at`, which leaves a tombstone. What was never public has no row and leaves none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from tvaers.engine.forums.models import Forum, Item, Matter, Meeting, Paper, Person, Published, Sitting
from tvaers.engine.forums.policies import SHOWN
from tvaers.kernel import clock

__all__ = ["Published"]


def forums() -> QuerySet[Forum]:
    """Every forum, also those that have ended."""
    return Forum.objects.select_related("parent").prefetch_related("sittings").order_by("pk")


def persons() -> QuerySet[Person]:
    """Those who sit or have sat in a forum."""
    seats = Prefetch("sittings", Sitting.objects.select_related("forum").order_by("pk"))
    return Person.objects.filter(Exists(Sitting.objects.filter(person=OuterRef("pk")))).prefetch_related(seats)


def sittings() -> QuerySet[Sitting]:
    """Every seat that somebody fills or has filled."""
    return Sitting.objects.select_related("forum", "person").order_by("pk")


def items() -> QuerySet[Item]:
    """The open items of agendas that are out, with what they say."""
    shown = Q(is_closed=False, matter__is_closed=False, gone_at=None, meeting__gone_at=None, meeting__state__in=SHOWN)
    found = Item.objects.filter(shown).exclude(state__in=("pipeline", "withdrawn"))
    related = found.select_related("meeting__forum", "forum", "matter")
    return related.prefetch_related("points", Prefetch("papers", _kept())).order_by("position", "pk")


def orders(found: Iterable[Item]) -> dict[int, int]:
    """The place of each item among the open ones of its agenda, from 1."""
    rows = items().filter(meeting__in={one.meeting_id for one in found}).values_list("meeting_id", "pk")
    count: Counter[int] = Counter()
    placed: dict[int, int] = {}
    for meeting, pk in rows:
        count[meeting] += 1
        placed[pk] = count[meeting]
    return placed


def meetings() -> QuerySet[Meeting]:
    """Every meeting, cancelled ones too, each with its open items as `shown` and its papers as `out`."""
    found = Meeting.objects.filter(gone_at=None).select_related("forum").order_by("pk")
    parts = Prefetch("items", items(), to_attr="shown"), Prefetch("papers", _kept(), to_attr="out")
    return found.prefetch_related(*parts, "minutes")


def located() -> QuerySet[Meeting]:
    """The meetings whose place is told."""
    return meetings().exclude(place="")


def matters() -> QuerySet[Matter]:
    """The open matters with an item that is out; their items as `shown`."""
    found = Matter.objects.filter(Exists(items().filter(matter=OuterRef("pk"))))
    return found.prefetch_related(Prefetch("items", items(), to_attr="shown")).order_by("pk")


def files() -> QuerySet[Paper]:
    """The papers of open items, and of meetings whose agenda is out."""
    of_meetings = Q(meeting__gone_at=None, meeting__state__in=SHOWN)
    found = _kept().filter(Q(item__in=items()) | of_meetings)
    return found.select_related("item__meeting__forum", "item__matter", "meeting__forum")


def _kept() -> QuerySet[Paper]:
    return Paper.objects.filter(gone_at=None).order_by("position", "pk")


def note(kind: str, said: Mapping[str, str], among: Collection[str] | None = None) -> None:
    """Remember what the public objects of a kind say now, by a hash of it. `among`: only these were looked at.

    What has a row and says nothing any more is gone from now.
    """
    now = clock.now()
    with transaction.atomic():
        rows = Published.objects.select_for_update().filter(kind=kind)
        known = {row.ident: row for row in (rows if among is None else rows.filter(ident__in=list(among)))}
        new = [Published(kind=kind, ident=ident, content_hash=hash, created_at=now, changed_at=now)
               for ident, hash in said.items() if ident not in known]  # fmt: skip
        Published.objects.bulk_create(new, ignore_conflicts=True)
        changed = [row for ident, row in known.items() if _moved(row, said.get(ident), now)]
        Published.objects.bulk_update(changed, ["content_hash", "changed_at", "gone_at"])


def _moved(row: Published, hash: str | None, now: datetime) -> bool:
    """Whether the object says something else than the row; the row is brought up to date."""
    if hash == row.content_hash and row.gone_at is None or hash is None and row.gone_at is not None:
        return False
    row.content_hash, row.changed_at = hash or row.content_hash, now
    row.gone_at = now if hash is None else None
    return True


def published(kind: str) -> QuerySet[Published]:
    """The rows of a kind, in an order that stays when others come or change."""
    return Published.objects.filter(kind=kind).order_by("created_at", "pk")
