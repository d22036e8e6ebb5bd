"""What a version is asked: doubts of the reader, findings of the check with what was done about them, and questions."""

from django.db import models

from tvaers.engine.access.models import User


class Doubt(models.Model):
    """What the reader was unsure of, and what a person decided; `choices` are the readings it saw."""

    version = models.ForeignKey("budget.Version", on_delete=models.CASCADE, related_name="doubts")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=60)
    text = models.TextField()
    line = models.PositiveIntegerField()
    page = models.PositiveIntegerField(null=True)
    choices = models.JSONField(default=list)
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True)

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"tvivl ved linje {self.line}"


class Finding(models.Model):
    """A finding of the check, and how it stands. `key` is the same each time the same thing is found in a version.

    `told` is the finding as the check made it (place, printed, recomputed, difference, kind, cause), as plain values.
    """

    STATES = (("open", "Åbent"), ("explained", "Forklaret"), ("corrected", "Rettet"), ("gone", "Ikke fundet mere"))

    version = models.ForeignKey("budget.Version", on_delete=models.CASCADE, related_name="findings")
    key = models.CharField(max_length=200)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    told = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=STATES, default="open")
    reason = models.TextField(blank=True)
    by = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="budget_finding_once")]

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"fund {self.key}"


class Correction(models.Model):
    """A figure that an officer corrected: what was printed, what it said before and what it says now, and why."""

    version = models.ForeignKey("budget.Version", on_delete=models.CASCADE, related_name="corrections")
    cell = models.ForeignKey("budget.Cell", on_delete=models.CASCADE, related_name="corrections")
    finding = models.ForeignKey(Finding, on_delete=models.SET_NULL, null=True, related_name="corrections")
    place = models.TextField()
    printed = models.TextField(blank=True)
    before_low = models.BigIntegerField(null=True)
    before_high = models.BigIntegerField(null=True)
    low = models.BigIntegerField(null=True)
    high = models.BigIntegerField(null=True)
    reason = models.TextField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]


class Question(models.Model):
    """A question to a proposal and its answer: for everybody when it is answered and released, till then for few."""

    catalogue = models.ForeignKey("budget.Catalogue", on_delete=models.CASCADE, related_name="questions")
    key = models.CharField(max_length=40)
    text = models.TextField()
    group = models.ForeignKey("budget.Group", on_delete=models.PROTECT, null=True, related_name="questions")
    asker = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)

    def audit_name(self) -> str:
        """The name that the log keeps: never the words."""
        return f"spørgsmål {self.pk} til {self.key}"
