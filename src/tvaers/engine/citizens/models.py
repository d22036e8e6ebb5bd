"""Citizens: a pseudonym that everything else refers to, and perhaps a CPR number that nobody can read by accident."""

from django.db import models
from django.db.models import Q


class Citizen(models.Model):
    """A citizen. Prints as the pseudonym only. The CPR number is a Fernet token, found again by a keyed hash."""

    pseudonym = models.CharField(max_length=64, unique=True)
    cpr_encrypted = models.BinaryField(null=True)
    cpr_hash = models.CharField(max_length=64, unique=True, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cpr_both_or_neither",
                condition=Q(cpr_encrypted__isnull=True, cpr_hash__isnull=True)
                | Q(cpr_encrypted__isnull=False, cpr_hash__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.pseudonym

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return self.pseudonym
