"""After the negotiation: the agreement, its lines, where the money goes, and what came of it. Whole kroner."""

from django.db import models


class Agreement(models.Model):
    """A budget agreement made from a scenario. `signed_by` are the names of the groups; `document` is the scenario as
    it was (choices and risk), so that the annex can always be printed again."""

    catalogue_version = models.OneToOneField("budget.Version", on_delete=models.PROTECT, related_name="agreement")
    scenario = models.ForeignKey("budget.Scenario", on_delete=models.PROTECT, related_name="agreements")
    signed_by = models.JSONField(default=list)
    signed_on = models.DateField()
    document = models.JSONField()
    report_due = models.DateField()
    reported_on = models.DateField(null=True)

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"aftalen om {self.catalogue_version.audit_name()}"


class AgreedLine(models.Model):
    """What was agreed of one proposal, or a part of the frame that must be found (`is_administrative`, BUD-11).

    `amounts` {period: kroner}; `amount` is that of the budget year. A pool needs an allocation case first (BUD-15).
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="lines")
    key = models.CharField(max_length=60)
    title = models.TextField()
    amount = models.BigIntegerField()
    amounts = models.JSONField(default=dict)
    is_pool = models.BooleanField(default=False)
    is_administrative = models.BooleanField(default=False)
    owner = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "key"], name="one_agreed_line")]

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"{self.key} i {self.agreement.audit_name()}"


class AllocationCase(models.Model):
    """The political decision that lets a pool be given out (BUD-15)."""

    line = models.ForeignKey(AgreedLine, on_delete=models.CASCADE, related_name="cases")
    title = models.CharField(max_length=300)
    decided_on = models.DateField()
    journal = models.CharField(max_length=60, blank=True)


class Allocation(models.Model):
    """A part of an agreed line to a unit, on an account, in a quarter (1-4) of the budget year.

    `director` is who is responsible; administrative lines must name one (BUD-42).
    """

    line = models.ForeignKey(AgreedLine, on_delete=models.CASCADE, related_name="allocations")
    case = models.ForeignKey(AllocationCase, on_delete=models.PROTECT, null=True, related_name="allocations")
    unit = models.CharField(max_length=80)
    account = models.CharField(max_length=60)
    quarter = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()
    director = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "unit", "account", "quarter"], name="one_allocation"),
            models.CheckConstraint(
                name="allocation_quarter", condition=models.Q(quarter__gte=1, quarter__lte=4)
            ),
        ]  # fmt: skip

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"{self.line.key} til {self.unit}, {self.quarter}. kvartal"


class Realised(models.Model):
    """What came of an allocation: realised saving or spending in its quarter, and who says so. The newest counts."""

    allocation = models.ForeignKey(Allocation, on_delete=models.CASCADE, related_name="realised")
    amount = models.BigIntegerField()
    owner = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]


class Rejection(models.Model):
    """What becomes of a proposal that was not chosen (BUD-14): solved within the unit, or in a later round.

    A proposal that has begun leaves its amount as a task for the unit (BUD-37).
    """

    STATES = (("", "Ikke afklaret"), ("internal", "Løses internt"), ("later", "Senere budgetrunde"))

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="rejections")
    key = models.CharField(max_length=40)
    title = models.TextField()
    units = models.JSONField(default=list)
    amount = models.BigIntegerField()
    is_started = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=STATES, blank=True)
    unit = models.CharField(max_length=80, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "key"], name="one_rejection")]

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"fravalget {self.key}"
