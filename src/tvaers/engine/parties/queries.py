"""Reading parties as of a day. Other rooms call these and get plain values; a day left out is today."""

from datetime import date

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Lower, Replace

from tvaers.engine.parties import profile
from tvaers.engine.parties.models import Area, CodeKind, Kind, Party, PartyCode, PartyLink, PartyName, Relation
from tvaers.engine.parties.names import forget, kind_of, name_of, within
from tvaers.engine.parties.rows import rows
from tvaers.engine.parties.views import CodeView, FactView, LinkView, PartyRow, PartyView
from tvaers.kernel import clock

__all__ = [
    "CodeView",
    "FactView",
    "LinkView",
    "PartyRow",
    "PartyView",
    "clusters_of",
    "forget",
    "kind_of",
    "list_parties",
    "members_of",
    "municipalities",
    "name_of",
    "party",
    "party_by_code",
    "regions",
    "search",
    "within",
]

party = profile.party
AREAS = {"somatik": (Area.SOMATIC,), "psykiatri": (Area.ADULT_PSYCHIATRY, Area.CHILD_PSYCHIATRY)}


def party_by_code(code: str, on: date | None = None, *, kind: str = "") -> PartyRow | None:
    """The party that has a code on a day, or None. Without a `kind`, region and municipality codes come first."""
    day = on or clock.today()
    found = PartyCode.objects.known().on(day).filter(value=code, **({"kind": kind} if kind else {}))
    ranked = sorted(found, key=lambda each: CodeKind.values.index(each.kind))
    return rows(Party.objects.filter(pk=ranked[0].party_id), day)[0] if ranked else None


def list_parties(kind: str = "", on: date | None = None) -> list[PartyRow]:
    """The parties of a kind (all kinds if none is given) that exist on a day, in Danish order of name."""
    day = on or clock.today()
    return rows(_existing(day).filter(**({"kind": kind} if kind else {})), day)


def regions(on: date | None = None) -> list[PartyRow]:
    """The regions on a day: five until 2026, four from 2027."""
    return list_parties(Kind.REGION, on)


def municipalities(on: date | None = None, region: str = "") -> list[PartyRow]:
    """The municipalities on a day; with a region's code or key, only those in it."""
    day = on or clock.today()
    found = _existing(day).filter(kind=Kind.MUNICIPALITY)
    if region:
        children = PartyLink.objects.known().on(day).filter(relation=Relation.PART_OF, parent__in=_named(region, day))
        found = found.filter(pk__in=children.values("party"))
    return rows(found, day)


def clusters_of(municipality_code: str, on: date | None = None, area: str = "somatik") -> list[PartyRow]:
    """The clusters that a municipality is a member of on a day.

    `area` is "somatik", "psykiatri" (adults, children and young people), or one of the two alone: "voksenpsykiatri",
    "boernepsykiatri". A municipality can sit in two somatic clusters.
    """
    day = on or clock.today()
    links = (
        PartyLink.objects.known().on(day).filter(relation=Relation.MEMBER_OF, party__in=_named(municipality_code, day))
    )
    found = _existing(day).filter(kind=Kind.CLUSTER, area__in=AREAS.get(area, (area,)), pk__in=links.values("parent"))
    return rows(found, day)


def members_of(cluster_key: str, on: date | None = None, *, kind: str = "") -> list[PartyRow]:
    """The members of a cluster on a day, municipalities and hospitals; `kind` keeps one sort."""
    day = on or clock.today()
    links = PartyLink.objects.known().on(day).filter(relation=Relation.MEMBER_OF, parent__key=cluster_key)
    found = _existing(day).filter(pk__in=links.values("party"))
    return rows(found.filter(kind=kind) if kind else found, day)


def search(text: str, on: date | None = None) -> list[PartyRow]:
    """The parties that exist on a day and whose name, now or before, holds the text, or whose code begins with it.

    Å and aa are the same. An empty text finds nothing.
    """
    wanted = _folded(text)
    if not wanted:
        return []
    day = on or clock.today()
    folded = PartyName.objects.known().annotate(folded=Replace(Lower("value"), Value("å"), Value("aa")))
    codes = PartyCode.objects.known().filter(value__istartswith=text.strip())
    match = Q(pk__in=folded.filter(folded__contains=wanted).values("party")) | Q(pk__in=codes.values("party"))
    return rows(_existing(day).filter(match), day)


def _existing(day: date) -> QuerySet[Party]:
    return Party.objects.filter(pk__in=PartyName.objects.known().on(day).values("party"))


def _named(code_or_key: str, day: date) -> QuerySet[Party]:
    """The party with a key or a region or municipality code."""
    holders = (
        PartyCode.objects.known().on(day).filter(value=code_or_key, kind__in=(CodeKind.REGION, CodeKind.MUNICIPALITY))
    )
    return Party.objects.filter(Q(key=code_or_key) | Q(pk__in=holders.values("party")))


def _folded(text: str) -> str:
    return text.strip().lower().replace("å", "aa")
