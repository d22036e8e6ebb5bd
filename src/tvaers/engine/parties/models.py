"""Parties and the dated facts about them.

A party is only a key and a kind. What it is called, which codes it has and where it belongs are facts: each holds from
its first to its last day, both included, and is known from the moment it was recorded until another one replaced it.
A party exists on a day if it has a name that day.
"""

from datetime import date, datetime
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.expressions import Combinable


class Kind(models.TextChoices):
    """What a party is."""

    REGION = "region", "Region"
    MUNICIPALITY = "municipality", "Kommune"
    HOSPITAL = "hospital", "Hospital"
    UNIT = "unit", "Enhed"
    CLUSTER = "cluster", "Klynge"
    PRACTICE_ORG = "practice_org", "Praksisorganisation"
    FORUM_HOST = "forum_host", "Vært for fora"
    OTHER = "other", "Anden part"


class CodeKind(models.TextChoices):
    """Which register a code belongs to. The order is that of precedence, when the same digits stand in two of them."""

    REGION = "region", "Regionskode"
    MUNICIPALITY = "municipality", "Kommunekode"
    SOR = "sor", "SOR-kode"
    SHAK = "shak", "SHAK-kode"
    GLN = "gln", "GLN-nummer"
    CVR = "cvr", "CVR-nummer"
    ISO = "iso", "ISO 3166-2-kode"


class Relation(models.TextChoices):
    """How one party belongs to another."""

    PART_OF = "part_of", "Del af"
    MEMBER_OF = "member_of", "Medlem af"


class Area(models.TextChoices):
    """What a cluster works with."""

    SOMATIC = "somatik", "Somatik"
    ADULT_PSYCHIATRY = "voksenpsykiatri", "Voksenpsykiatri"
    CHILD_PSYCHIATRY = "boernepsykiatri", "Børne- og ungdomspsykiatri"


class Basis(models.TextChoices):
    """What a fact rests on."""

    SOURCE = "kilde", "Kilde"
    GENERAL = "almen_viden", "Almen viden"


class Party(models.Model):
    """Somebody who takes part in agreements. `key` never changes; `area` is given for clusters only."""

    key = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    area = models.CharField(max_length=20, choices=Area.choices, blank=True)

    def __str__(self) -> str:
        return self.key


class FactQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Facts by when they hold and by when they were known."""

    def on(self, day: date) -> Self:
        """The facts that hold on a day."""
        return self.filter(Q(ends__isnull=True) | Q(ends__gte=day), starts__lte=day)

    def known(self, at: datetime | None = None) -> Self:
        """The facts that were known at a moment; without one, those known now."""
        if at is None:
            return self.filter(replaced_at__isnull=True)
        return self.filter(Q(replaced_at__isnull=True) | Q(replaced_at__gt=at), recorded_at__lte=at)


def _dates() -> models.CheckConstraint:
    return models.CheckConstraint(name="%(class)s_dates", condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")))


def _one_at_a_time(name: str, *fields: str, where: Q | None = None) -> ExclusionConstraint:
    """For the same `fields`, known facts do not share a day.

    Whole numbers are compared as ranges of one, because the embedded PostgreSQL lacks the extension btree_gist.
    """
    same = [Func(F(f), F(f), Value("[]"), function="int8range", output_field=BigIntegerRangeField()) for f in fields]
    days = Func(F("starts"), F("ends"), Value("[]"), function="daterange", output_field=DateRangeField())
    parts: list[Combinable] = [*same, days]
    return ExclusionConstraint(
        name=name,
        expressions=[(part, RangeOperators.OVERLAPS) for part in parts],
        condition=Q(replaced_at__isnull=True) & (where or Q()),
    )


class Fact(models.Model):
    """What every fact has: its party, its days (inclusive, open without an end), its source, and when it was known."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="%(class)ss")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    source = models.TextField()
    basis = models.CharField(max_length=20, choices=Basis.choices, default=Basis.SOURCE)
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True


class PartyName(Fact):
    """A name; a party has one at a time."""

    value = models.CharField(max_length=200)

    class Meta:
        constraints = [_dates(), _one_at_a_time("one_name_at_a_time", "party")]


class PartyCode(Fact):
    """A code in a register; a party has one of each kind at a time."""

    kind = models.CharField(max_length=20, choices=CodeKind.choices)
    value = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["value"])]
        constraints = [
            _dates(),
            *(_one_at_a_time(f"one_{kind}_code_at_a_time", "party", where=Q(kind=kind)) for kind in CodeKind.values),
        ]


class PartyLink(Fact):
    """The party belongs to `parent`: part of one at a time, but a member of as many as it likes."""

    relation = models.CharField(max_length=20, choices=Relation.choices)
    parent = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="children")

    class Meta:
        constraints = [
            _dates(),
            _one_at_a_time("part_of_one_at_a_time", "party", where=Q(relation=Relation.PART_OF)),
            _one_at_a_time("member_of_each_once_at_a_time", "party", "parent", where=Q(relation=Relation.MEMBER_OF)),
        ]
