"""Which stays the boards show: chosen, sorted and counted by the database, among those that the reader may see.

What a line shows is folded from the events of those few. So a board costs as much as what it shows, and not as much as
all who are in hospital.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from tvaers.engine.cases import bulk, policies
from tvaers.engine.cases.bulk import Folded
from tvaers.engine.cases.models import Case, CaseParty, Stay
from tvaers.kernel.action import System
from tvaers.kernel.clock import COPENHAGEN

AT_A_TIME = 250
"""How many stays are folded together when many must be looked through."""


def visible(user: object, type: str, *, ward: str = "", town: str = "") -> QuerySet[Stay]:
    """The stays of a type that the user may see, of one ward and one municipality when those are given."""
    found = Stay.objects.filter(type=type)
    if not isinstance(user, System):
        held = CaseParty.objects.filter(policies.reach(user), type=type, case=OuterRef("pk"))
        found = found.filter(Exists(held))
    found = found.filter(ward=ward) if ward else found
    return found.filter(Exists(_in_role("municipality").filter(party=town))) if town else found


def _in_role(role: str) -> QuerySet[CaseParty]:
    return CaseParty.objects.filter(case=OuterRef("pk"), role=role)


def home_by(found: QuerySet[Stay], until: datetime) -> QuerySet[Stay]:
    """Those expected home by a moment, in the board's order: a day without a time before a time of that day."""
    return found.filter(home__lte=until).order_by("home", "-is_day", "case__opened_at", "pk")


def counts(found: QuerySet[Stay], at: datetime) -> tuple[int, int]:
    """How many stays there are, and how many of them should be home: their time has passed, or their whole day has."""
    today = datetime.combine(at.astimezone(COPENHAGEN).date(), datetime.min.time(), tzinfo=COPENHAGEN)
    over = Q(is_day=False, home__lt=at) | Q(is_day=True, home__lt=today)
    asked = found.order_by().aggregate(count=Count("pk"), over=Count("pk", filter=over))
    return asked["count"], asked["over"]


def wards(found: QuerySet[Stay]) -> list[str]:
    """The wards of some stays, in order."""
    return sorted(set(found.exclude(ward="").order_by().values_list("ward", flat=True).distinct()))


def towns(found: QuerySet[Stay]) -> list[str]:
    """The codes of the municipalities that some stays' patients live in."""
    rows = CaseParty.objects.filter(role="municipality", case__in=found.order_by().values("pk"))
    return sorted(set(rows.order_by().values_list("party", flat=True).distinct()))


def folded(found: QuerySet[Stay], most: int) -> Iterator[Folded]:
    """The first stays, folded from their events, in the order of the rows; read some at a time."""
    for start in range(0, most, AT_A_TIME):
        keys = list(found.values_list("pk", flat=True)[start : min(start + AT_A_TIME, most)])
        if not keys:
            return
        rows = bulk.fold(Case.objects.filter(pk__in=keys).select_related("citizen").defer("search"))
        by_key = {one.row.pk: one for one in rows}
        yield from (by_key[key] for key in keys if key in by_key)
