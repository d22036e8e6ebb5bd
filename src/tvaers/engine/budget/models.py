"""A budget catalogue as it is kept: versions of it, and every theme, proposal, table, row and figure as a row here.

A version holds what `catalogue.Catalogue` tells, and comes back as an equal one. Amounts are whole kroner; an empty
cell is null. `printed` is what stands on the page and never changes; a correction changes the amount beside it.
`position` keeps the order of the page. A published version never changes: a change is a new version with a list of
differences.
"""

from django.db import models
from django.db.models import Q

from tvaers.engine.budget.agreed_models import AgreedLine as AgreedLine
from tvaers.engine.budget.agreed_models import Agreement as Agreement
from tvaers.engine.budget.agreed_models import Allocation as Allocation
from tvaers.engine.budget.agreed_models import AllocationCase as AllocationCase
from tvaers.engine.budget.agreed_models import Realised as Realised
from tvaers.engine.budget.agreed_models import Rejection as Rejection
from tvaers.engine.budget.asking_models import Correction as Correction
from tvaers.engine.budget.asking_models import Doubt as Doubt
from tvaers.engine.budget.asking_models import Finding as Finding
from tvaers.engine.budget.asking_models import Question as Question
from tvaers.engine.budget.drafting_models import FullYearEffect as FullYearEffect
from tvaers.engine.budget.drafting_models import UnitDraft as UnitDraft
from tvaers.engine.budget.drafting_models import UnitFrame as UnitFrame
from tvaers.engine.budget.round_models import Group as Group
from tvaers.engine.budget.round_models import Member as Member
from tvaers.engine.budget.round_models import Round as Round
from tvaers.engine.budget.round_models import Scenario as Scenario
from tvaers.engine.budget.round_models import ScenarioChoice as ScenarioChoice
from tvaers.engine.budget.round_models import ScenarioEvent as ScenarioEvent


class Catalogue(models.Model):
    """The catalogue of one region and budget year. `party` is the key or code of the region."""

    party = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["party", "year"], name="one_catalogue_a_year")]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"budgetkatalog {self.year} for {self.party}"


class Version(models.Model):
    """One version. `told_*` are the title, region and year as printed; `changes` what differs from `based_on`.

    `fingerprint` is the hash of what was taken up, so that the same file is not taken up twice. `number` counts from 1.
    """

    STATES = (
        ("draft", "Kladde"), ("checking", "Kvalitetstjek"), ("committee", "Tema i forretningsudvalget"),
        ("published", "Udgivet"), ("negotiating", "Til forhandling"), ("agreed", "Aftalt"), ("allocated", "Udmøntet"),
        ("followed", "Følges op"), ("replaced", "Erstattet"),
    )  # fmt: skip

    catalogue = models.ForeignKey(Catalogue, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followers")
    state = models.CharField(max_length=12, choices=STATES, default="draft")
    told_title = models.TextField(blank=True)
    told_region = models.CharField(max_length=200, blank=True)
    told_year = models.PositiveSmallIntegerField(null=True)
    periods = models.JSONField(default=list)
    price_level = models.CharField(max_length=20, blank=True)
    lines = models.PositiveIntegerField(default=0)
    unread = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64)
    note = models.CharField(max_length=300, blank=True)
    changes = models.JSONField(default=list)
    item = models.ForeignKey("forums.Item", on_delete=models.SET_NULL, null=True, related_name="budget_versions")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["catalogue", "number"], name="budget_version_number")]

    def __str__(self) -> str:
        return f"{self.catalogue.title}, version {self.number}"

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"{self.catalogue.audit_name()}, version {self.number}"


class Placed(models.Model):
    """What is printed somewhere: the line from 1, the page where the file tells pages, and the order among its kind."""

    position = models.PositiveIntegerField()
    line = models.PositiveIntegerField()
    page = models.PositiveIntegerField(null=True)

    class Meta:
        abstract = True


class Theme(Placed):
    """A theme; `printed_number` is the number in its own chapter, which may be wrong."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="themes")
    number = models.CharField(max_length=20)
    title = models.TextField()
    is_externally_financed = models.BooleanField(default=False)
    printed_number = models.CharField(max_length=20, blank=True)


class Proposal(Placed):
    """A budget proposal (budgetbrik). `key` is theme and number, as "1.1-01"; `departments` null is not printed.

    `is_political` null: nobody has confirmed it (BUD-04). What follows after `units` says more than the page does, and
    goes before what a package lays down; null and "" say nothing. `unavoidable` is in thousandths (BUD-18).
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="proposals")
    key = models.CharField(max_length=40)
    theme = models.CharField(max_length=20)
    title = models.TextField()
    aliases = models.JSONField(default=list)
    departments = models.TextField(null=True)  # noqa: DJ001  (not printed and printed as nothing differ)
    is_unavoidable = models.BooleanField(default=False)
    is_political = models.BooleanField(null=True)
    units = models.JSONField(default=list)
    pot = models.CharField(max_length=40, blank=True)
    unavoidable = models.PositiveSmallIntegerField(null=True)
    is_divisible = models.BooleanField(null=True)
    is_pool = models.BooleanField(null=True)
    is_started = models.BooleanField(null=True)
    can_be_delayed = models.BooleanField(null=True)
    consequence = models.TextField(blank=True)
    financing = models.CharField(max_length=200, blank=True)
    committee = models.CharField(max_length=200, blank=True)
    documents = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["version", "key"], name="budget_proposal_key")]

    def __str__(self) -> str:
        return f"{self.key} {self.title}"

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"budgetbrik {self.key}"


class Table(Placed):
    """A printed table: of a proposal (`is_main`, else a sub-table), or of the catalogue when it has no proposal.

    `columns` are [{"key", "kind", "printed"}] in order.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="tables")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, null=True, related_name="tables")
    is_main = models.BooleanField(default=False)
    kind = models.CharField(max_length=20)
    caption = models.TextField(blank=True)
    name = models.TextField(blank=True)
    unit = models.CharField(max_length=20, blank=True)
    columns = models.JSONField(default=list)
    price_level = models.CharField(max_length=20, blank=True)


class Row(Placed):
    """A row of a table, under the group it stands in."""

    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="rows")
    label = models.TextField(blank=True)
    kind = models.CharField(max_length=20)
    group = models.TextField(blank=True)
    note = models.TextField(blank=True)


class Entry(Placed):
    """A row of an overview: of the catalogue's (no theme row) or of a theme's own table; `is_total` sums the others."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="entries")
    chapter = models.ForeignKey(Theme, on_delete=models.CASCADE, null=True, related_name="entries")
    is_total = models.BooleanField(default=False)
    proposal = models.CharField(max_length=40, blank=True)
    theme = models.CharField(max_length=20, blank=True)
    title = models.TextField(blank=True)


class Cell(models.Model):
    """One figure, of a row or of an entry (`slot` "growth" or "saving"). Null low and high: empty, never zero.

    `step` is the kroner of the last printed digit. `low` and `high` are what holds now; `printed` what stood.
    """

    row = models.ForeignKey(Row, on_delete=models.CASCADE, null=True, related_name="cells")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, null=True, related_name="cells")
    slot = models.CharField(max_length=10, blank=True)
    position = models.PositiveIntegerField(default=0)
    column = models.CharField(max_length=60)
    low = models.BigIntegerField(null=True)
    high = models.BigIntegerField(null=True)
    printed = models.TextField(blank=True)
    state = models.CharField(max_length=10)
    step = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="budget_cell_whose", condition=Q(row__isnull=False) ^ Q(entry__isnull=False)
            ),
            models.CheckConstraint(
                name="budget_cell_both_ends", condition=Q(low__isnull=True, high__isnull=True)
                | Q(low__isnull=False, high__isnull=False),
            ),
        ]  # fmt: skip


class Section(Placed):
    """Running text under a heading, of a proposal or of the catalogue."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="sections")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, null=True, related_name="sections")
    heading = models.TextField(blank=True)
    text = models.TextField(blank=True)


class TextAmount(Placed):
    """An amount in running text; `names` is the proposal that the reader tied it to, "" for none."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="amounts")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, null=True, related_name="amounts")
    low = models.BigIntegerField()
    high = models.BigIntegerField()
    unit = models.CharField(max_length=20, blank=True)
    printed = models.TextField()
    around = models.TextField(blank=True)
    step = models.BigIntegerField()
    is_about = models.BooleanField(default=False)
    names = models.CharField(max_length=40, blank=True)


class Link(models.Model):
    """How one proposal depends on another (kinds as in composing.shapes.Link). `amounts` {period: [low, high]}."""

    KINDS = (
        ("requires", "Kræver"), ("excludes", "Udelukker"), ("overlap", "Overlapper"), ("offsets", "Går ud mod"),
        ("derived_operation", "Giver afledt drift"), ("capital_effect", "Virker på anlæg"), ("draws", "Trækker på"),
    )  # fmt: skip

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(max_length=20, choices=KINDS)
    first = models.CharField(max_length=40)
    second = models.CharField(max_length=40)
    amounts = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "kind", "first", "second"], name="one_budget_link")]


class FrameComponent(models.Model):
    """A part of the frame of a pot (BUD-06). `amounts` {period: kroner}, signed; information finances nothing (BUD-09).

    `share_of` tells the key behind a share of a national amount, as "10,3 pct. af 277" (BUD-10).
    """

    KINDS = (
        ("agreement", "Økonomiaftalen"), ("administration", "Administrativ omprioritering"),
        ("key", "Bloktilskudsnøgle"), ("grant", "Tilskud"), ("contribution", "Bidrag"), ("earmark", "Øremærket"),
        ("capital", "Anlæg"), ("information", "Til orientering"),
    )  # fmt: skip

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="frame")
    position = models.PositiveSmallIntegerField()
    pot = models.CharField(max_length=40, default="health")
    label = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=KINDS)
    amounts = models.JSONField(default=dict)
    share_of = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)
