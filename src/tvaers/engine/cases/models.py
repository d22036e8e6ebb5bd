"""Cases as they are kept: the row of events is the truth; state, data, parties and turns are worked out from it.

What is worked out is written in the transaction of the event that changed it, so that lists can be asked quickly; no
deadline is stored but in `Turn`, which says what to show first and is made anew from the events at any time.
"""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from tvaers.engine.access.models import User
from tvaers.engine.citizens.models import Citizen


class Case(models.Model):
    """One case. `number` is random, so that it tells nothing about other cases; `version` counts its rows of events."""

    number = models.CharField(max_length=20, unique=True)
    type = models.CharField(max_length=60)
    package = models.CharField(max_length=100)
    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, null=True, related_name="cases")
    state = models.CharField(max_length=60)
    is_open = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=0)
    data = models.JSONField(default=dict)
    title = models.CharField(max_length=300, blank=True)
    search = SearchVectorField(null=True)
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["type", "-changed_at", "-id"], name="case_by_change"),
            models.Index(fields=["citizen", "type"], name="case_by_citizen"),
            GinIndex(fields=["search"], name="case_search"),
        ]

    receipt_code = ""
    """The code that whoever opened the case from outside gets to see once; "" ever after."""

    def __str__(self) -> str:
        return self.number

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return self.number


class CaseParty(models.Model):
    """A party's role in a case: what decides who may see it. `type` and `is_open` repeat the case's, for lists."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parties")
    type = models.CharField(max_length=60)
    role = models.CharField(max_length=60)
    party = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "role", "party"], name="one_role_once")]
        indexes = [models.Index(fields=["party", "type", "role"], name="party_in_cases")]


class Event(models.Model):
    """One row of a case's history, never changed. `kind` says whether it happened, or mends or annuls row `target`.

    `data` is in the stored form (given.py); `state` is the case's state after it. Sealed values stand elsewhere.
    """

    KINDS = (("event", "Hændelse"), ("correction", "Rettelse"), ("annulment", "Annullering"))

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=KINDS, default="event")
    event = models.CharField(max_length=60)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by = models.CharField(max_length=150)
    party = models.CharField(max_length=80, blank=True)
    role = models.CharField(max_length=60, blank=True)
    job = models.CharField(max_length=60, blank=True)
    data = models.JSONField(default=dict)
    state = models.CharField(max_length=60)
    target = models.PositiveIntegerField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="event_number"),
            models.CheckConstraint(
                name="event_target", condition=Q(kind="event", target__isnull=True) | Q(target__isnull=False)
            ),
        ]


class Turn(models.Model):
    """One line of a worklist: what a party should do next in an open case, why, and by when.

    Made from the events whenever the case changes. `due` may be empty; `remind` is when it begins to press.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="turns")
    type = models.CharField(max_length=60)
    party = models.CharField(max_length=80)
    role = models.CharField(max_length=60)
    what = models.CharField(max_length=300)
    why = models.CharField(max_length=300)
    duty = models.CharField(max_length=60, blank=True)
    due = models.DateTimeField(null=True)
    remind = models.DateTimeField(null=True)
    is_turn = models.BooleanField()
    since = models.DateTimeField()
    mailed_for = models.DateTimeField(null=True)
    """The deadline that a mail has been sent about, so that none is sent twice."""
    escalated_for = models.DateTimeField(null=True)
    """The deadline that the leaders have been told was missed."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "party", "role"], name="one_turn_a_role")]
        indexes = [
            # Few turns are found by their party and sorted; many are read in order, and the party is in the index.
            models.Index("party", "type", F("due").asc(nulls_last=True), "since", name="turns_by_urgency"),
            models.Index(F("due").asc(nulls_last=True), "since", "id", "party", name="turns_by_due"),
            models.Index(fields=["remind"], name="turns_to_remind"),
        ]


class Stay(models.Model):
    """What the boards choose, sort and count a case by whose patient is in hospital; made from its events like `Turn`.

    `home` is when the patient is expected home, at the earliest: a day without a time is its first minute. It is empty
    when nobody knows. `finished_at` is since when the patient could go home.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True, related_name="stay")
    type = models.CharField(max_length=60)
    ward = models.CharField(max_length=200, blank=True)
    home = models.DateTimeField(null=True)
    is_day = models.BooleanField(default=False)
    finished_at = models.DateTimeField(null=True)
    is_acute = models.BooleanField(default=False)
    needs_aids = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["type", "home"], name="stays_by_home"),
            models.Index(fields=["type", "finished_at"], condition=Q(finished_at__isnull=False), name="stays_finished"),
            models.Index(fields=["type"], condition=Q(is_acute=True), name="stays_acute"),
            models.Index(fields=["type"], condition=Q(needs_aids=True), name="stays_aids"),
        ]


class SavedView(models.Model):
    """A named way to see a list: filter, order and columns, as the query of its address. It holds no case.

    `list` is a case type, or "" for the worklist. `party` is the unit that it is shared with, "" for its owner alone.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    list = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=60)
    party = models.CharField(max_length=80, blank=True)
    query = models.CharField(max_length=1000, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "list", "name"], name="one_view_of_a_name")]
        indexes = [models.Index(fields=["list", "party"], name="views_of_party")]

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"»{self.name}«"


class CalendarKey(models.Model):
    """The hash of the secret address where a calendar program reads somebody's deadlines. One a user.

    `party` narrows it to one of the user's units; "" is all of them.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True)
    party = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField()

    code = ""
    """The secret itself, which whoever makes it gets to see once; "" ever after."""

    def audit_name(self) -> str:
        """The name that the log keeps, without the secret."""
        return "kalenderadressen"


class Notice(models.Model):
    """Word of an event to a party. `channel` "care_communication" also goes out as a MedCom message."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notices")
    type = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    role = models.CharField(max_length=60)
    party = models.CharField(max_length=80)
    label = models.CharField(max_length=300)
    channel = models.CharField(max_length=20)
    category = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    read_by = models.CharField(max_length=150, blank=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["party", "type", "-at"], name="notices_of_party"),
            models.Index(fields=["party", "-at"], condition=Q(read_at__isnull=True), name="notices_unread"),
        ]


class Draft(models.Model):
    """What somebody has begun to write: for an event in a case, or for a case that is not opened yet."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, related_name="drafts")
    type = models.CharField(max_length=60)
    package = models.CharField(max_length=100)
    event = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "case", "type", "package", "event"], name="one_draft", nulls_distinct=False
            )
        ]


class Link(models.Model):
    """A tie from one case to another, with what it means. `event` is the row of events that opened the other."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="linked_from")
    kind = models.CharField(max_length=60)
    event = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "other", "kind"], name="one_link_of_a_kind")]


class Document(models.Model):
    """A file that belongs to a case. Its bytes lie in the file storage under a random name."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="documents")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="cases")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    party = models.CharField(max_length=80)


class Sealed(models.Model):
    """A value kept apart from the case, encrypted: who reported an event. Removed when the case is closed."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="sealed")
    field = models.CharField(max_length=60)
    token = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "field"], name="one_sealed_value")]


class MailLine(models.Model):
    """Something that a user is to be told by mail: one line of the next mail to them. `key` lets it be told once.

    It names a case's number, its type and what the type calls the thing; nothing about a citizen.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    case_number = models.CharField(max_length=20, blank=True)
    text = models.CharField(max_length=700)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="told_once")]
        indexes = [models.Index(fields=["user"], condition=Q(sent_at__isnull=True), name="lines_to_send")]


class Refresh(models.Model):
    """One making anew of the worklists: for which content, calendar and day, and how far it has come.

    `done_up_to` is the last case that is done; `failed` the numbers of those whose events the content no longer fits.
    """

    fingerprint = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    done_up_to = models.BigIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    failed = models.JSONField(default=list)


class Receipt(models.Model):
    """The hash of the code with which whoever opened a case from outside may follow its status."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="receipt")
    code_hash = models.CharField(max_length=64, unique=True)
