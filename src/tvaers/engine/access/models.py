"""Users and their grants."""

from django.contrib.auth.models import AbstractUser
from django.db import models

EVERYWHERE = "*"


class User(AbstractUser):
    """A person who can log in. Sees nothing until somebody gives a grant."""

    title = models.CharField(max_length=120, blank=True)

    def audit_name(self) -> str:
        """The name that the log keeps: the user name, which is not reused."""
        return self.username


class Grant(models.Model):
    """One role for one user over one scope: a party code such as "1081", or "*" for everything. Dates inclusive."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=40)
    scope = models.CharField(max_length=40)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="grant_dates",
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("starts")),
            )
        ]
