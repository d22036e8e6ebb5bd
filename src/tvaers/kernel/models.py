"""The audit entry: the only thing the kernel keeps."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models


class AuditEntry(models.Model):
    """One thing that was done: who, what, when, to what. Append-only; each entry seals the one before it.

    `segment` is the month (YYYY-MM). `number` counts from 1 without gaps. `hash` covers every field and `previous`.
    """

    number = models.BigIntegerField(primary_key=True)
    segment = models.CharField(max_length=7)
    at = models.DateTimeField()
    actor = models.CharField(max_length=150)
    action = models.CharField(max_length=80)
    object = models.CharField(max_length=200, blank=True)
    sentence = models.TextField()
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        indexes = [
            models.Index(fields=["action"]),
            models.Index(fields=["object"]),
            models.Index(fields=["actor"]),
            BrinIndex(fields=["at"]),
        ]
