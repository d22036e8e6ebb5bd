"""Agreements as they were known: every edition of a package, who signed, and the sub-agreements under it."""

from django.db import models


class Agreement(models.Model):
    """An agreement, whatever its editions. `package` is the id of the content package."""

    package = models.CharField(max_length=100, unique=True)
    short = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=300)
    starts = models.DateField()
    ends = models.DateField()
    parties = models.JSONField(default=list)
    signatures_required = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.title


class Edition(models.Model):
    """The whole content of a package as it stood when it was loaded; never changed. Lines point here for their why."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="editions")
    content_hash = models.CharField(max_length=64, unique=True)
    document = models.JSONField()
    overrides = models.JSONField(default=dict)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.agreement.short}@{self.content_hash[:12]}"


class Signature(models.Model):
    """One party's signature. The agreement is signed when as many parties as it requires have signed."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    party = models.CharField(max_length=40)
    signed_by = models.CharField(max_length=150)
    signed_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "party"], name="one_signature_a_party")]


class SubAgreement(models.Model):
    """A concrete agreement under another one, such as on diagnostic work-up in one specialty (BA-3.3c)."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="subagreements")
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=200)
    clause = models.CharField(max_length=40)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="subagreement_number")]
