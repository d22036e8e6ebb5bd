"""How an edition of an agreement comes into force: the steps it must pass, what they set as conditions, who answered.

A step in a forum has an item there, and stands as the item was decided: the decision is written once. Nothing here is
in force until every step is passed and every condition met.
"""

from django.db import models
from django.db.models import F, Q

from tvaers.engine.forums.models import Forum, Item


class Proposal(models.Model):
    """An edition on its way. `package` is the agreement that it is an edition of, "" for one that is not here yet.

    `ready_by` is the day that its chain is to be complete by, if there is one.
    """

    package = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=300)
    label = models.CharField(max_length=120)
    replaces = models.CharField(max_length=200, blank=True)
    economy = models.TextField(blank=True)
    treatment_agreed_on = models.DateField(null=True)
    responsible = models.CharField(max_length=200, blank=True)
    responsible_until = models.DateField(null=True)
    ready_by = models.DateField(null=True)
    in_force_from = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.title} ({self.label})"


class Step(models.Model):
    """One step of the chain. A hearing and a party answer here; a forum answers by its item.

    `added_on` and `added_why` tell of one that came to the way after it was laid.
    """

    KINDS = (("hearing", "Høring"), ("forum", "Forum"), ("party", "Part"))
    ANSWERS = (
        ("", "Ikke besvaret"), ("approved", "Godkendt"), ("conditional", "Godkendt med forbehold"),
        ("rejected", "Ikke godkendt"), ("closed", "Høringen er lukket"),
    )  # fmt: skip

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=KINDS)
    title = models.CharField(max_length=200)
    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, null=True, related_name="approval_steps")
    item = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, related_name="approval_steps")
    party = models.CharField(max_length=80, blank=True)
    answer = models.CharField(max_length=12, choices=ANSWERS, blank=True)
    words = models.TextField(blank=True)
    due = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    added_on = models.DateField(null=True)
    added_why = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "position", "kind", "party"], name="approval_step_once"
            ),
            models.CheckConstraint(
                name="approval_step_whose",
                condition=Q(kind="forum", forum__isnull=False) | ~Q(kind="forum"),
            ),
        ]  # fmt: skip

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"{self.title} om {self.proposal}"


class Condition(models.Model):
    """What an answer is tied to: the step counts as passed when it is met."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="conditions")
    text = models.TextField()
    due = models.DateField(null=True)
    met_by = models.TextField(blank=True)
    met_on = models.DateField(null=True)


class Comment(models.Model):
    """A party's numbered remark in a hearing, and what the working group answers to it."""

    REPLIES = (("", "Ikke besvaret"), ("accepted", "Imødekommet"), ("declined", "Ikke imødekommet"))

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="comments")
    number = models.PositiveIntegerField()
    party = models.CharField(max_length=80)
    text = models.TextField()
    reply = models.CharField(max_length=10, choices=REPLIES, blank=True)
    reply_text = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "number"], name="comment_number")]


class Heard(models.Model):
    """A party that is asked in a hearing, and when it answered."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="heard")
    party = models.CharField(max_length=80)
    answered_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "party"], name="heard_once")]


class Change(models.Model):
    """A change to one clause: how it reads now, as recommended, and as decided ("" while nobody has decided)."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="changes")
    clause = models.CharField(max_length=60)
    before = models.TextField(blank=True)
    recommended = models.TextField(blank=True)
    decided = models.TextField(blank=True)
    is_decided = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = [F("pk")]
        constraints = [models.UniqueConstraint(fields=["proposal", "clause"], name="one_change_a_clause")]

    @property
    def text(self) -> str:
        """The wording that the edition has here now: as decided, else as recommended."""
        return self.decided if self.is_decided else self.recommended
