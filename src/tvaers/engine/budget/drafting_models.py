"""Before the catalogue: what units propose within their frames, and what earlier agreements bring with them."""

from django.db import models


class UnitFrame(models.Model):
    """A unit's frame for proposals (BUD-13): a share of its adopted budget without medicine. Whole kroner.

    `share` is in thousandths of that base: 5 is 0,5 per cent.
    """

    catalogue = models.ForeignKey("budget.Catalogue", on_delete=models.CASCADE, related_name="unit_frames")
    unit = models.CharField(max_length=80)
    base = models.BigIntegerField()
    medicine = models.BigIntegerField(default=0)
    share = models.PositiveSmallIntegerField(default=5)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["catalogue", "unit"], name="one_budget_frame_a_unit")]

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"rammen for {self.unit}"


class UnitDraft(models.Model):
    """A proposal that a unit writes. `amounts` {period: [low, high]}, whole kroner; empty periods are left out.

    `key` is the proposal that it became in a version, "" until then. `version` guards against two writers at once.
    """

    STATES = (
        ("writing", "Skrives"), ("submitted", "Indsendt"), ("taken", "Optaget i kataloget"),
        ("declined", "Ikke optaget"), ("withdrawn", "Trukket tilbage"),
    )  # fmt: skip

    catalogue = models.ForeignKey("budget.Catalogue", on_delete=models.CASCADE, related_name="unit_drafts")
    unit = models.CharField(max_length=80)
    theme = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    background = models.TextField(blank=True)
    initiative = models.TextField(blank=True)
    consequence = models.TextField(blank=True)
    amounts = models.JSONField(default=dict)
    is_unavoidable = models.BooleanField(default=False)
    is_started = models.BooleanField(default=False)
    wish = models.CharField(max_length=200, blank=True)
    discussed_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=STATES, default="writing")
    reason = models.TextField(blank=True)
    key = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"forslag {self.pk} fra {self.unit}"


class FullYearEffect(models.Model):
    """What an earlier decision does to this budget (BUD-28), to be confirmed each year (BUD-40).

    `profile` {year: kroner}; `state` is of this catalogue only, so that next year's begins as open again.
    """

    STATES = (("open", "Skal bekræftes"), ("confirmed", "Bekræftet"), ("rejected", "Genprioriteres"))

    catalogue = models.ForeignKey("budget.Catalogue", on_delete=models.CASCADE, related_name="effects")
    position = models.PositiveSmallIntegerField()
    origin = models.CharField(max_length=200)
    label = models.CharField(max_length=300)
    profile = models.JSONField(default=dict)
    is_one_off = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=STATES, default="open")
    reason = models.TextField(blank=True)
    by = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["catalogue", "origin", "label"], name="one_full_year_effect")]

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"helårsvirkning {self.label}"
