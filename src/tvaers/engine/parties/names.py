"""The names of parties by code, cheap enough to ask hundreds of times on a page.

Each process keeps one map per day asked about. A load here is seen at once; a load in another process within a minute.
"""

from datetime import date, datetime
from functools import lru_cache

from tvaers.engine.parties.models import CodeKind, Kind, Party, PartyCode, PartyLink, PartyName, Relation
from tvaers.kernel import clock

OWN = (Kind.HOSPITAL, Kind.UNIT)
"""The kinds of party that are part of another one as its own."""


def name_of(code: str, on: date | None = None) -> str:
    """The name of the party that has this code (or key) on a day, today if none is given; else the code itself.

    So a name that stands where a code could, such as the hospital of an invoice, comes back as it is.
    """
    now = clock.now()
    return _names(on or now.date(), now.replace(second=0, microsecond=0)).get(code, code)


def within(code: str, on: date | None = None) -> frozenset[str]:
    """A party and the hospitals and units that are part of it on a day, by code and by key; itself also when unknown.

    A municipality lies in a region but is nobody's unit, so it is not among them.
    """
    now = clock.now()
    names, below = _tree(on or now.date(), now.replace(second=0, microsecond=0))
    found: set[str] = {code}
    waiting = [names[code]] if code in names else []
    while waiting:
        key = waiting.pop()
        found |= {key, *(alias for alias, owner in names.items() if owner == key)}
        waiting += below.get(key, ())
    return frozenset(found)


def kind_of(code: str, on: date | None = None) -> str:
    """The kind of the party that has a code or key on a day, as "municipality"; "" for one that is not known."""
    now = clock.now()
    minute = now.replace(second=0, microsecond=0)
    names, _ = _tree(on or now.date(), minute)
    return _kinds(minute).get(names.get(code, ""), "")


@lru_cache(maxsize=8)
def _kinds(_minute: datetime) -> dict[str, str]:
    """The kind of each party by its key."""
    return dict(Party.objects.values_list("key", "kind"))


def forget() -> None:
    """Throw the maps away, so that the next question reads the database."""
    _names.cache_clear()
    _tree.cache_clear()
    _kinds.cache_clear()


@lru_cache(maxsize=64)
def _tree(day: date, _minute: datetime) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Every code and key with the key that it stands for, and the keys of the hospitals and units below each key."""
    links = PartyLink.objects.known().on(day).filter(relation=Relation.PART_OF, party__kind__in=OWN)
    below: dict[str, list[str]] = {}
    for parent, child in links.values_list("parent__key", "party__key"):
        below.setdefault(parent, []).append(child)
    codes = PartyCode.objects.known().on(day).values_list("kind", "value", "party__key")
    by_rank = sorted(codes, key=lambda row: CodeKind.values.index(row[0]), reverse=True)
    keys = {key: key for key in Party.objects.values_list("key", flat=True)}
    return {**keys, **{value: key for _, value, key in by_rank}}, below


@lru_cache(maxsize=64)
def _names(day: date, _minute: datetime) -> dict[str, str]:
    """Name by code and by key on a day. The minute is only there to make the map grow old."""
    names = dict(PartyName.objects.known().on(day).values_list("party_id", "value"))
    keys = PartyName.objects.known().on(day).values_list("party__key", "value")
    codes = PartyCode.objects.known().on(day).values_list("kind", "value", "party_id")
    by_rank = sorted(codes, key=lambda row: CodeKind.values.index(row[0]), reverse=True)
    return {**dict(keys), **{code: names[party] for _, code, party in by_rank if party in names}}
