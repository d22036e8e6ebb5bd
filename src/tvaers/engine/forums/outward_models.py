"""What is remembered of what left: whom a meeting was told to, and what harvesters have been able to read."""

from django.db import models


class Invitation(models.Model):
    """What a person was last told about a meeting. `told` is a hash of it; "" when a mail is still to be made.

    `address` is where the mail went, so that whoever leaves their seat can be told that the meeting is not theirs.
    """

    meeting = models.ForeignKey("forums.Meeting", on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey("forums.Person", on_delete=models.CASCADE, related_name="invitations")
    address = models.EmailField(blank=True)
    sequence = models.PositiveIntegerField(default=0)
    told = models.CharField(max_length=64, blank=True)
    is_cancelled = models.BooleanField(default=False)
    at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="one_invitation")]

    def __str__(self) -> str:
        return f"{self.person_id} til {self.meeting_id}"


class Published(models.Model):
    """An object that harvesters have been able to read: when it came, changed and went, by a hash of what it said.

    Only what has a row here leaves a tombstone, so what was never public leaves nothing.
    """

    kind = models.CharField(max_length=20)
    ident = models.CharField(max_length=80)
    content_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "ident"], name="published_once")]
        indexes = [models.Index(fields=["kind", "changed_at"], name="published_by_change")]

    def __str__(self) -> str:
        return f"{self.kind} {self.ident}"
