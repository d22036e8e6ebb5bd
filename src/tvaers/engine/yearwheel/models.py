"""The year wheel as it is kept: duties and the items made of them, status requests with replies, contact persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from tvaers.engine.forums.models import Forum, Item, Matter, new_slug
from tvaers.kernel.obligation_types import ContactsType, ObligationType


class Obligation(models.Model):
    """A duty of an agreement. `rules` is its declaration; `due` a day that was settled here, with the reason."""

    key = models.SlugField(max_length=80, unique=True)
    package = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    rules = models.JSONField()
    due = models.DateField(null=True)
    due_reason = models.CharField(max_length=300, blank=True)
    gone_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"forpligtelsen {self.key}"

    @property
    def type(self) -> ObligationType:
        """The declaration."""
        return ObligationType.model_validate(self.rules)

    def due_in(self, year: int) -> date | None:
        """The due day of a year: the one that was settled here where there is one."""
        if self.due is not None:
            return self.due if self.due.year == year else None
        return self.type.due_in(year)


class Occasion(models.Model):
    """One time that a duty falls due. `period` is a year, or "once"; there is one for each and no more."""

    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="occasions")
    period = models.CharField(max_length=10)
    due = models.DateField()
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="occasions")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["obligation", "period"], name="occasion_once")]


class Entry(models.Model):
    """What an occasion is in one forum: an item. `warning` says that the forum has no meeting in time."""

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="entries")
    step = models.PositiveIntegerField()
    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="duties")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="duties")
    warning = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["occasion", "forum"], name="entry_once")]


class StatusRequest(models.Model):
    """A status form to clusters and groups. `marks` are [{"id", "title"}] in order; `questions` texts to answer.

    `forum` is the one whose secretariat asks; `item` the one that the matrix was last laid on.
    """

    slug = models.CharField(max_length=12, unique=True, default=new_slug)
    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="status_requests")
    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, null=True, related_name="requests")
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    marks = models.JSONField()
    questions = models.JSONField(default=list)
    due = models.DateField()
    remind_on = models.DateField()
    item = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, related_name="status_requests")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="request_dates", condition=Q(remind_on__lte=F("due"))),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"statusskemaet {self.slug}"


class Receiver(models.Model):
    """Who is to answer: a party (key or code; a cluster answers for its members) or a group that is a forum.

    `lines` are [{"title", "ticks", "note", "given"}]: given ones are agreements that the secretariat wrote. `answers`
    follow the questions. What is not answered is a draft.
    """

    request = models.ForeignKey(StatusRequest, on_delete=models.CASCADE, related_name="receivers")
    slug = models.CharField(max_length=12, unique=True, default=new_slug)
    party = models.CharField(max_length=80, blank=True)
    group = models.ForeignKey(Forum, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    lines = models.JSONField(default=list)
    answers = models.JSONField(default=list)
    saved_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    reopen_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "party", "group"], name="receiver_once", nulls_distinct=False)
        ]

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"{self.name} i {self.request.audit_name()}"


class Register(models.Model):
    """A register of contact persons. `rules` is its declaration, `more_areas` what the keeper added to its areas."""

    key = models.SlugField(max_length=80, unique=True)
    package = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    rules = models.JSONField()
    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="registers")
    more_areas = models.JSONField(default=list)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"kontaktregistret {self.key}"

    @property
    def type(self) -> ContactsType:
        """The declaration."""
        return ContactsType.model_validate(self.rules)

    @property
    def areas(self) -> dict[str, str]:
        """Id → title of every area, those of the agreement first."""
        own = {one.id: one.title for one in self.type.areas}
        return {**own, **{one["id"]: one["title"] for one in self.more_areas}}


class Contact(models.Model):
    """Somebody in a cell of a register, by name or by role, from a first to a last day."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="contacts")
    area = models.CharField(max_length=60)
    post = models.CharField(max_length=60)
    party = models.CharField(max_length=80)
    name = models.CharField(max_length=150)
    title = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="contact_dates", condition=Q(ends__isnull=True) | Q(ends__gte=F("starts"))),
        ]  # fmt: skip

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"kontaktperson {self.pk} i {self.register.audit_name()}"


class Nomination(models.Model):
    """An organisation that is asked to name the contact persons it lacks; answered when it lacks none."""

    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="nominations")
    party = models.CharField(max_length=80)
    due = models.DateField()
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "party"], condition=Q(answered_at=None), name="nomination_once"
            ),
        ]  # fmt: skip


@dataclass(frozen=True)
class Place:
    """An organisation's part of a register: what one must be allowed to write in."""

    register: Register
    party: str

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"{self.party} i {self.register.audit_name()}"


def lines_of(raw: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Lines as they are kept, those without a title left out."""
    return [
        {"title": one["title"].strip(), "ticks": sorted(set(one.get("ticks", ()))), "given": bool(one.get("given")),
         "note": str(one.get("note", "")).strip()}
        for one in raw if one["title"].strip()
    ]  # fmt: skip
