"""The names of parties by code, cheap enough to ask hundreds of times on a page.

Each process keeps one map per day asked about. A load here is seen at once; a load in another process within a minute.
"""

from datetime import date, datetime
from functools import lru_cache

from tvaers.engine.parties.models import CodeKind, PartyCode, PartyName
from tvaers.kernel import clock


def name_of(code: str, on: date | None = None) -> str:
    """The name of the party that has this code (or key) on a day, today if none is given; else the code itself.

    So a name that stands where a code could, such as the hospital of an invoice, comes back as it is.
    """
    now = clock.now()
    return _names(on or now.date(), now.replace(second=0, microsecond=0)).get(code, code)


def forget() -> None:
    """Throw the maps away, so that the next question reads the database."""
    _names.cache_clear()


@lru_cache(maxsize=64)
def _names(day: date, _minute: datetime) -> dict[str, str]:
    """Name by code and by key on a day. The minute is only there to make the map grow old."""
    names = dict(PartyName.objects.known().on(day).values_list("party_id", "value"))
    keys = PartyName.objects.known().on(day).values_list("party__key", "value")
    codes = PartyCode.objects.known().on(day).values_list("kind", "value", "party_id")
    by_rank = sorted(codes, key=lambda row: CodeKind.values.index(row[0]), reverse=True)
    return {**dict(keys), **{code: names[party] for _, code, party in by_rank if party in names}}
