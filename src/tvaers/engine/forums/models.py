"""Forums as they are kept: who sits where, the matters that travel, the meetings, and what was decided.

A matter (sag) is one; in each forum that treats it, it is an item (punkt). What a meeting decides is rows of its own:
an outcome for each point of the recommendation, remarks, follow-ups. The minutes are generated from these rows.
`changed_at` and `gone_at` serve those who harvest: what is gone leaves a tombstone.
"""

import secrets

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from tvaers.engine.access.models import User
from tvaers.engine.forums.draft_models import ItemDraft as ItemDraft
from tvaers.engine.forums.outward_models import Invitation as Invitation
from tvaers.engine.forums.outward_models import Published as Published
from tvaers.kernel import clock

SLUG_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"


def new_slug() -> str:
    """A name for an address, as "k7mq2x4dpa": random, so that it tells nothing of how many others there are."""
    return "".join(secrets.choice(SLUG_LETTERS) for _ in range(10))


class Forum(models.Model):
    """A body that meets. `rules` is its declaration (kernel.forum_types.ForumType); `package` "" for one of our own."""

    key = models.SlugField(max_length=80, unique=True)
    package = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=200)
    short = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=20)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    starts = models.DateField()
    ends = models.DateField(null=True)
    rules = models.JSONField(default=dict)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return self.short or self.name


class Person(models.Model):
    """Somebody who fills seats; with a `user`, somebody who can log in. `organisation` is a party's key or code."""

    name = models.CharField(max_length=150)
    title = models.CharField(max_length=150, blank=True)
    organisation = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    user = models.OneToOneField(User, on_delete=models.SET_NULL, null=True, related_name="forum_person")

    def __str__(self) -> str:
        return self.name

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return self.name


class Sitting(models.Model):
    """A person in a seat from a first to a last day. `seat` is the id of a seat rule, or "sekretaer" (secretary)."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="sittings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sittings")
    seat = models.CharField(max_length=60)
    side = models.CharField(max_length=20)
    party = models.CharField(max_length=80, blank=True)
    group = models.CharField(max_length=120, blank=True)
    is_chair = models.BooleanField(default=False)
    is_substitute = models.BooleanField(default=False)
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sitting_dates", condition=Q(ends__isnull=True) | Q(ends__gte=F("starts"))
            ),
        ]  # fmt: skip


class Matter(models.Model):
    """A case (sag) as forums know it. `journal` is the journal number, which several matters can share.

    `route` are the keys of the forums that it is to pass, in order; `package` the agreement that it is about; `topic`
    what some forums take up only when another has said its word (kernel.forum_types.Prepared).
    """

    number = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=300)
    journal = models.CharField(max_length=60, blank=True)
    route = models.JSONField(default=list)
    package = models.CharField(max_length=100, blank=True)
    topic = models.CharField(max_length=60, blank=True)
    is_closed = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number

    def audit_name(self) -> str:
        """The name that the log keeps: never the title, which may be closed."""
        return self.number


class Meeting(models.Model):
    """A meeting of a forum. `theme` None has not been filled in; "" says that there is none.

    `uid` and `sequence` are those of its calendar entry; `version` guards against two people changing it at once.
    """

    STATES = (
        ("planned", "Planlagt"), ("called", "Dagsorden udsendt"), ("held", "Holdt"),
        ("minuted", "Referat udsendt"), ("approved", "Referat godkendt"), ("cancelled", "Aflyst"),
    )  # fmt: skip
    KINDS = (("ordinary", "Ordinært"), ("extra", "Ekstraordinært"), ("theme", "Temamøde"), ("event", "Arrangement"))
    FORMS = (("", "Uafklaret"), ("physical", "Fysisk"), ("online", "Online"), ("written", "Skriftligt"))

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=12, choices=KINDS, default="ordinary")
    state = models.CharField(max_length=12, choices=STATES, default="planned")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=200, blank=True)
    form = models.CharField(max_length=12, choices=FORMS, blank=True)
    title = models.CharField(max_length=200, blank=True)
    theme = models.CharField(max_length=300, null=True)  # noqa: DJ001  (unknown and none differ)
    host = models.CharField(max_length=80, blank=True)
    leader = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="led")
    items_due = models.DateField()
    uid = models.CharField(max_length=60, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["forum", "starts_at"], name="meeting_by_time")]

    def __str__(self) -> str:
        return f"{self.forum.audit_name()} {self.starts_at.astimezone(clock.COPENHAGEN):%d-%m-%Y}"


class Item(models.Model):
    """A matter in one forum: in its pipeline (`meeting` is where it is meant for, if anywhere), on an agenda, treated.

    `is_as_written`: the decision came in whole, in minutes from elsewhere, and its words stand for themselves.
    `slug` is its name in addresses; `deferred_to` the meeting that an item without points is put off to.
    `kinds` are discussion, information, approval; `role` whether the forum advises or decides. `sections` are
    [{"kind", "heading", "text"}], in order. `awaits` names what must happen first; `is_closed` hides it from all but
    those who sit in the forum.
    """

    STATES = (
        ("pipeline", "I pipeline"), ("agenda", "På dagsordenen"), ("treated", "Behandlet"), ("deferred", "Udskudt"),
        ("withdrawn", "Trukket tilbage"), ("stopped", "Standset"),
    )  # fmt: skip
    ROLES = (("advises", "Rådgiver"), ("decides", "Beslutter"))

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="items")
    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="items")
    slug = models.CharField(max_length=12, unique=True, default=new_slug)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="items")
    state = models.CharField(max_length=12, choices=STATES, default="pipeline")
    title = models.CharField(max_length=300)
    kinds = models.JSONField(default=list)
    role = models.CharField(max_length=12, choices=ROLES, default="advises")
    position = models.PositiveIntegerField(null=True)
    sections = models.JSONField(default=list)
    is_closed = models.BooleanField(default=False)
    standing = models.CharField(max_length=60, blank=True)
    is_oral = models.BooleanField(default=False)
    awaits = models.CharField(max_length=300, blank=True)
    awaits_met = models.CharField(max_length=300, blank=True)
    late_reason = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    outcome = models.CharField(max_length=30, blank=True)
    decision = models.TextField(blank=True)
    is_as_written = models.BooleanField(default=False)
    deferred_to = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="+")
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followers")
    origin = models.CharField(max_length=200, blank=True)
    search = SearchVectorField(null=True)
    decided_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["forum", "state"], name="item_by_state"),
            models.Index(fields=["meeting", "position"], name="item_by_position"),
            GinIndex(fields=["search"], name="item_search"),
        ]

    def __str__(self) -> str:
        return f"punkt {self.pk}"

    def audit_name(self) -> str:
        """The name that the log keeps: never the title, which may be closed."""
        return f"punkt {self.pk} i {self.forum.audit_name()}"


class Point(models.Model):
    """A numbered point of a recommendation, and what became of it. `outcome` is "" until somebody records one."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="points")
    number = models.PositiveIntegerField()
    text = models.TextField()
    outcome = models.CharField(max_length=30, blank=True)
    words = models.TextField(blank=True)
    decided_text = models.TextField(blank=True)
    deferred_to = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="point_number")]


class Remark(models.Model):
    """What was said with a decision: a remark, a reservation (which blocks what depends on it), a reason, a note."""

    KINDS = (("remark", "Bemærkning"), ("reservation", "Forbehold"), ("reason", "Begrundelse"), ("note", "Drøftelse"))

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="remarks")
    point = models.ForeignKey(Point, on_delete=models.CASCADE, null=True, related_name="remarks")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=KINDS, default="remark")
    text = models.TextField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    must_be_met_first = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="remark_number")]

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"bemærkning {self.number} til {self.item.audit_name()}"


class Followup(models.Model):
    """A task that a decision gives somebody: an owner in words and as a party or forum, and when it is due.

    It may not begin while `blocked_by` is open. It ends with evidence: what shows that it is done.
    """

    STATES = (("open", "Åben"), ("begun", "I gang"), ("done", "Udført"), ("dropped", "Bortfaldet"))

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="followups")
    remark = models.ForeignKey(Remark, on_delete=models.SET_NULL, null=True, related_name="followups")
    blocked_by = models.ForeignKey(Remark, on_delete=models.SET_NULL, null=True, related_name="blocks")
    text = models.TextField()
    owner = models.CharField(max_length=200)
    party = models.CharField(max_length=80, blank=True)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="followups")
    earliest = models.DateField(null=True)
    due = models.DateField(null=True)
    state = models.CharField(max_length=12, choices=STATES, default="open")
    evidence = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "due"], name="followup_by_due")]

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"opfølgning {self.pk} på {self.item.audit_name()}"


class Attendance(models.Model):
    """Who was there: a person, or a substitute for one. Without an `item` it holds for the whole meeting."""

    STATUSES = (
        ("present", "Til stede"), ("excused", "Afbud"), ("absent", "Udeblevet"), ("substitute", "Stedfortræder"),
        ("disqualified", "Inhabil"), ("guest", "Gæst"),
    )  # fmt: skip

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendances")
    status = models.CharField(max_length=12, choices=STATUSES)
    substitute = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, null=True, related_name="attendances")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person", "item"], name="attendance_once", nulls_distinct=False
            )
        ]  # fmt: skip


class Minutes(models.Model):
    """One version of the minutes: what was generated from the rows, and its hash. A change makes a new version."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="minutes")
    version = models.PositiveIntegerField()
    document = models.JSONField()
    content_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "version"], name="minutes_version")]

    def __str__(self) -> str:
        return f"referat {self.meeting}, version {self.version}"


class Approval(models.Model):
    """A member's word on one version of the minutes. It counts for the version with the same hash and no other."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="approvals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="approvals")
    content_hash = models.CharField(max_length=64)
    is_approved = models.BooleanField()
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["minutes", "person"], name="one_word_a_member")]


class Paper(models.Model):
    """A file that belongs to an item or a meeting (bilag). The file lies under a random name; `slug` is its address."""

    slug = models.CharField(max_length=12, unique=True, default=new_slug)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, null=True, related_name="papers")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, null=True, related_name="papers")
    name = models.CharField(max_length=300)
    file = models.FileField(upload_to="papers/", blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha512 = models.CharField(max_length=128, blank=True)
    position = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"bilag {self.slug}"

    def audit_name(self) -> str:
        """The name that the log keeps: never the file's own, which may be closed."""
        return f"bilag {self.slug}"
