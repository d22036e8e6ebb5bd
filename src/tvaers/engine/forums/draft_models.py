"""What somebody has begun to write of an item, kept for them alone."""

from django.db import models

from tvaers.engine.access.models import User


class ItemDraft(models.Model):
    """The fields of a form as they stand, for a new item of a forum, or for one that is there."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    forum = models.ForeignKey("forums.Forum", on_delete=models.CASCADE, related_name="drafts")
    item = models.ForeignKey("forums.Item", on_delete=models.CASCADE, null=True, related_name="drafts")
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "forum", "item"], name="one_item_draft", nulls_distinct=False)
        ]
