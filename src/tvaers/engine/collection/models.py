"""The documents that forums keep."""

from django.db import models
from django.db.models import Q

from tvaers.engine.forums.models import Forum, new_slug


class Document(models.Model):
    """A standing document of a forum. `kind` is the id of a document that the forum must have, "" for any other.

    A document without a file is known to exist elsewhere. The file lies under a random name; `slug` is its address.
    `mark` says what becomes of it when the forum hands over, `words` why. A closed one is for the forum's inside.
    """

    MARKS = {"": "Ikke taget stilling", "hand_over": "Overdrages", "drop": "Udgår"}

    slug = models.CharField(max_length=12, unique=True, default=new_slug)
    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=200)
    review_on = models.DateField(null=True)
    is_closed = models.BooleanField(default=False)
    mark = models.CharField(max_length=10, blank=True, choices=MARKS)
    words = models.TextField(blank=True)
    name = models.CharField(max_length=200, blank=True)
    file = models.FileField(upload_to="documents/", blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="document_mark", condition=Q(mark__in=["", "hand_over", "drop"])),
            models.CheckConstraint(name="drop_has_words", condition=~Q(mark="drop") | ~Q(words="")),
        ]

    def __str__(self) -> str:
        return f"dokument {self.slug}"

    def audit_name(self) -> str:
        """The name that the log keeps: never the title, which may be closed."""
        return f"dokument {self.slug}"
