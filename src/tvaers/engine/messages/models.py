"""What is kept of the exchange of messages: everything that came, everything that is to go out, and who answers where.

Of every message the envelope is kept for good. What it says is kept, encrypted, only where the receiver has a relevant
case. Rules: docs/regler/meddelelser.md; why it is so: docs/adr/0012-messages.md.
"""

from django.db import models
from django.db.models import F, Q

from tvaers.engine.cases.models import Case, Notice
from tvaers.engine.citizens.models import Citizen

ID_LENGTH = 200
"""How much of an id is kept and compared: FHIR allows 64 characters, and a refused message may have written more."""


class Broker(models.Model):
    """A message broker that delivers and fetches with a token of its own. Only a hash of the token is kept.

    `parties` are the codes of those whose letters it fetches, [] for all; `keyed_at` is when it got its token.
    """

    name = models.CharField(max_length=80, unique=True)
    token_hash = models.CharField(max_length=64, unique=True)
    active = models.BooleanField(default=True)
    parties = models.JSONField(default=list)
    keyed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"meddelelsescentralen {self.name}"


class Location(models.Model):
    """A location number: whose it is, who answers for it, and what it can receive. Dates inclusive.

    `level` says where in the organisation it lies: a unit that inherited the number of the one above should have none
    (MIN-9d). `ours`: messages to it are taken in here. `alternative` is the agreed other way (MIN-10b).
    """

    LEVELS = (("overall", "Øverste enhed"), ("own", "Enhedens eget"), ("inherited", "Arvet"))

    sor = models.CharField(max_length=20, blank=True)
    gln = models.CharField(max_length=20, blank=True)
    party = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    level = models.CharField(max_length=12, choices=LEVELS, default="own")
    ours = models.BooleanField(default=True)
    responsible = models.CharField(max_length=200, blank=True)
    procedure_on = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    standards = models.JSONField(default=list)
    outside_medcom = models.BooleanField(default=False)
    alternative = models.CharField(max_length=200, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["sor"]), models.Index(fields=["gln"]), models.Index(fields=["party"])]
        constraints = [
            models.CheckConstraint(name="location_dates", condition=Q(ends__isnull=True) | Q(ends__gte=F("starts"))),
            models.CheckConstraint(name="location_has_number", condition=~Q(sor="", gln="")),
        ]

    def __str__(self) -> str:
        return self.name

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"{self.name} ({self.gln or self.sor})"


class Relation(models.Model):
    """That a municipality has a relevant case for a citizen, outside Tværs' own cases, on a legal basis. Inclusive."""

    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, related_name="relations")
    party = models.CharField(max_length=80)
    basis = models.CharField(max_length=200)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["citizen", "party"])]
        constraints = [
            models.CheckConstraint(name="relation_dates", condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")))
        ]

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"{self.citizen.pseudonym} hos {self.party}"


class Incoming(models.Model):
    """One message that came: its envelope, what became of it, and its answer, word for word, to give again.

    `repeats` marks a duplicate. `activity`, `citizen`, `notice` and `content` (a Fernet token of the message as FHIR
    JSON) are empty where nothing may be kept. `note` is Danish and says why a notice did not move a case.
    """

    received_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    bundle_id = models.CharField(max_length=ID_LENGTH, blank=True)
    header_id = models.CharField(max_length=ID_LENGTH, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    standard = models.CharField(max_length=60, blank=True)
    activity = models.CharField(max_length=60, blank=True)
    sender_sor = models.CharField(max_length=60, blank=True)
    sender_gln = models.CharField(max_length=60, blank=True)
    sender_name = models.CharField(max_length=200, blank=True)
    receiver_sor = models.CharField(max_length=60, blank=True)
    receiver_gln = models.CharField(max_length=60, blank=True)
    party = models.CharField(max_length=80, blank=True)
    outcome = models.CharField(max_length=20)
    reason = models.CharField(max_length=30)
    answer_code = models.CharField(max_length=20, blank=True)
    answer_issues = models.JSONField(default=list)
    answer_tree = models.JSONField(null=True)
    repeats = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="repeated")
    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, null=True, related_name="messages")
    notice = models.JSONField(null=True)
    content = models.BinaryField(null=True)
    thread = models.CharField(max_length=ID_LENGTH, blank=True)
    category = models.CharField(max_length=60, blank=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="messages")
    note = models.CharField(max_length=500, blank=True)
    read_at = models.DateTimeField(null=True)
    read_by = models.CharField(max_length=150, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["bundle_id"]),
            models.Index(fields=["header_id"]),
            models.Index(fields=["citizen", "party"]),
            models.Index(fields=["party", "-received_at"]),
            models.Index(fields=["thread"], condition=~Q(thread=""), name="incoming_thread"),
        ]

    def audit_name(self) -> str:
        """The name that the log keeps: the number of the row, and nothing of the message."""
        return f"meddelelse {self.pk}"


LOST = ("other_way", "refused", "given_up")
"""The states of a letter that did not get through: its receiver must be told another way."""


class Outgoing(models.Model):
    """One message that is to go out, with its body as a Fernet token of FHIR JSON.

    `state`: queued until a broker has it, then sent; a letter is acknowledged or refused by its receiver, or given up
    when nobody answers. "other_way": it cannot go by MedCom; `alternative` says how it should (SA-YD-07, MIN-10b).
    `told_*`: how, when and by whom the receiver of a letter that failed was told another way.
    """

    STATES = (
        ("queued", "Venter på at blive hentet"), ("sent", "Sendt"), ("acknowledged", "Modtaget"),
        ("refused", "Afvist af modtageren"), ("given_up", "Intet svar"), ("other_way", "Sendes en anden vej"),
    )  # fmt: skip

    standard = models.CharField(max_length=60)
    bundle_id = models.CharField(max_length=ID_LENGTH, blank=True)
    header_id = models.CharField(max_length=ID_LENGTH, blank=True)
    body = models.BinaryField(null=True)
    party = models.CharField(max_length=80, blank=True)
    receiver_sor = models.CharField(max_length=60, blank=True)
    receiver_gln = models.CharField(max_length=60, blank=True)
    receiver_name = models.CharField(max_length=200, blank=True)
    receiver_party = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=20, choices=STATES, default="queued")
    attempts = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer_issues = models.JSONField(default=list)
    answers = models.ForeignKey(Incoming, on_delete=models.PROTECT, null=True, related_name="answers_sent")
    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, null=True, related_name="letters")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="letters")
    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, null=True, related_name="letter")
    thread = models.CharField(max_length=ID_LENGTH, blank=True)
    category = models.CharField(max_length=60, blank=True)
    alternative = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=150, blank=True)
    told_how = models.CharField(max_length=300, blank=True)
    told_at = models.DateTimeField(null=True)
    told_by = models.CharField(max_length=150, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["header_id"]),
            models.Index(fields=["state", "sent_at"]),
            models.Index(fields=["party", "-created_at"]),
            models.Index(fields=["thread"], condition=~Q(thread=""), name="outgoing_thread"),
        ]

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"afsendt meddelelse {self.pk}"


class Misdirected(models.Model):
    """A message that came to the wrong unit, and what was done about it (MIN-9f)."""

    HANDLED = (("returned", "Sendt retur"), ("forwarded", "Sendt videre"), ("kept", "Beholdt"))

    message = models.OneToOneField(Incoming, on_delete=models.PROTECT, related_name="misdirected")
    right_receiver = models.ForeignKey(Location, on_delete=models.PROTECT, null=True)
    found_at = models.DateTimeField()
    found_by = models.CharField(max_length=150)
    handled = models.CharField(max_length=12, choices=HANDLED, blank=True)
    handled_at = models.DateTimeField(null=True)
    handled_by = models.CharField(max_length=150, blank=True)

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"fejlsendt meddelelse {self.message_id}"


class Parked(models.Model):
    """A message that could not be taken in because of a fault of ours, set aside until somebody has handled it.

    `content` is the message as it came, as a Fernet token, and is emptied when it is handled. `fault` says what kind of
    fault it was and where, and nothing of the message. `taken` is the row that it became when it was taken in.
    """

    STATES = (("waiting", "Venter"), ("taken", "Taget ind"), ("dropped", "Opgivet"))

    message = models.OneToOneField(Incoming, on_delete=models.PROTECT, related_name="parked")
    content = models.BinaryField(null=True)
    fault = models.CharField(max_length=200)
    attempts = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=STATES, default="waiting")
    parked_at = models.DateTimeField()
    tried_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True)
    handled_by = models.CharField(max_length=150, blank=True)
    why = models.CharField(max_length=300, blank=True)
    taken = models.ForeignKey(Incoming, on_delete=models.PROTECT, null=True, related_name="taken_instead_of")

    class Meta:
        indexes = [models.Index(fields=["state", "parked_at"])]

    def audit_name(self) -> str:
        """The name that the log keeps: the number of the message, what became of it, and nothing that it says."""
        return f"meddelelse {self.message_id} ({self.get_state_display().lower()})"


class RegisterLine(models.Model):
    """One line of a party's register of electronic communication: `kind` says which, `subject` about what.

    plan: a standard with its planned and actual day (SA-YD-08..10, no planned day is not yet agreed); contact: a
    function and who has it (SA-YD-14); help: a wish for help and its state (SA-YD-13); step: of the manual (SA-YD-15).
    """

    KINDS = (
        ("plan", "Tidsplan"), ("contact", "Kontaktperson"), ("help", "Ønske om hjælp"), ("step", "Trin i manualen"),
    )  # fmt: skip

    kind = models.CharField(max_length=10, choices=KINDS)
    party = models.CharField(max_length=80)
    subject = models.CharField(max_length=200)
    text = models.CharField(max_length=300, blank=True)
    planned = models.DateField(null=True, blank=True)
    actual = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "party", "subject"], name="one_line_a_subject")]

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"{self.get_kind_display()}: {self.subject} ({self.party})"
