"""Work plans: tracks and activities as they stand, and every version as it was when it was published.

An activity with an item at a meeting has the date of that meeting, so moving one moves the other.
"""

from django.db import models
from django.db.models import F, Q

from tvaers.engine.forums.models import Forum, Item, Remark


class Plan(models.Model):
    """A work plan that a forum follows. `package` is the agreement that it comes from, or "".

    `items` are those of meetings that are about the plan as a whole: laid before one, or told in its minutes.
    """

    key = models.SlugField(max_length=80, unique=True)
    package = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    starts = models.DateField()
    ends = models.DateField()
    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="plans")
    items = models.ManyToManyField(Item, related_name="plans")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="plan_dates", condition=Q(ends__gte=F("starts")))]

    def __str__(self) -> str:
        return self.title


class Track(models.Model):
    """A track, with the number that people know it by."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="tracks")
    number = models.CharField(max_length=10)
    title = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="track_number")]

    def __str__(self) -> str:
        return f"Spor {self.number}: {self.title}"


class Activity(models.Model):
    """An activity as it stands now. `key` is the same through all versions; `item` its entry in a forum's pipeline.

    `enough` is the state that meets the agreement: for some it is enough to have begun by their day. `needs` are the
    parts that are no parties; both have their status in the rows of `coverage`. `version` counts the writings.
    """

    STATES = (("planned", "Planlagt"), ("begun", "I gang"), ("done", "Udført"), ("dropped", "Bortfaldet"))

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="activities")
    track = models.ForeignKey(Track, on_delete=models.PROTECT, related_name="activities")
    key = models.SlugField(max_length=80)
    text = models.TextField()
    quarter = models.CharField(max_length=7, blank=True)
    written = models.CharField(max_length=120, blank=True)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    levels = models.JSONField(default=list)
    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, null=True, related_name="activities")
    item = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, related_name="activities")
    owner = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=STATES, default="planned")
    enough = models.CharField(max_length=12, choices=STATES, default="done")
    begun_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    evidence = models.TextField(blank=True)
    note = models.CharField(max_length=300, blank=True)
    clause = models.CharField(max_length=40, blank=True)
    after = models.ManyToManyField("self", symmetrical=False, related_name="before")
    answers = models.ManyToManyField(Remark, related_name="activities")
    needs = models.JSONField(default=list)
    gone_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="activity_key")]

    def __str__(self) -> str:
        return self.text

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"aktiviteten {self.key}"


class Coverage(models.Model):
    """How far one party is with an activity that covers several, or one part of it. `party` is a code or the part."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="coverage")
    party = models.CharField(max_length=80)
    state = models.CharField(max_length=12, choices=Activity.STATES, default="planned")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "party"], name="coverage_once")]


class Spoken(models.Model):
    """An activity that an item of a meeting speaks of, in the words that the minutes have."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="spoken")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="spoken")
    words = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "item"], name="spoken_once")]


class Version(models.Model):
    """A published version: the whole plan as it was, never changed, and what is new in it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.CharField(max_length=20)
    note = models.CharField(max_length=300, blank=True)
    document = models.JSONField()
    changes = models.TextField(blank=True)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="version_number")]
