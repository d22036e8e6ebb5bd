"""What a settlement leaves behind in the database. The lines themselves are Parquet in the run's folder."""

from django.db import models

from tvaers.engine.agreements.models import Edition


class Book(models.Model):
    """One continuing account under one agreement: each run adds lines, corrections reverse, nothing is overwritten."""

    package = models.CharField(max_length=100)
    name = models.CharField(max_length=120, unique=True)
    title = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class Run(models.Model):
    """One settlement run and its receipt: a hash over content, input with corrections, period and code version.

    A run with the same receipt has the same outcome. `scope` says what it looked at, `totals` what it computed and
    `booked` how many entries it wrote; amounts in øre.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="runs")
    number = models.PositiveIntegerField()
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT)
    starts = models.DateField()
    ends = models.DateField()
    receipt = models.CharField(max_length=64)
    input_hash = models.CharField(max_length=64)
    input_rows = models.JSONField()
    code_version = models.CharField(max_length=80)
    engine = models.CharField(max_length=20)
    scope = models.JSONField(default=dict)
    totals = models.JSONField()
    booked = models.JSONField(default=dict)
    folder = models.CharField(max_length=300)
    activity = models.CharField(max_length=300)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    settled_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["-finished_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="run_number"),
        ]

    def __str__(self) -> str:
        return f"{self.book.name} nr. {self.number}"


class Statement(models.Model):
    """What one party owes another in one run, in øre. Its state follows `lifecycle.STATEMENT`."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="statements")
    payer = models.CharField(max_length=200)
    payee = models.CharField(max_length=200)
    amount = models.BigIntegerField()
    lines = models.PositiveIntegerField()
    state = models.CharField(max_length=20, default="draft")

    class Meta:
        ordering = ["payer", "payee"]
        constraints = [models.UniqueConstraint(fields=["run", "payer", "payee"], name="statement_pair")]

    def __str__(self) -> str:
        return f"opgørelse {self.pk}: {self.payer} til {self.payee}"


class StatementStep(models.Model):
    """One step in a statement's life; never changed."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="steps")
    event = models.CharField(max_length=30)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]


class Objection(models.Model):
    """The payer's question about lines of one statement. Its state follows `lifecycle.OBJECTION`."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="objections")
    reason = models.TextField()
    state = models.CharField(max_length=20, default="raised")
    raised_at = models.DateTimeField()

    class Meta:
        ordering = ["-raised_at", "-pk"]

    def __str__(self) -> str:
        return f"indsigelse {self.pk}"


class ObjectedLine(models.Model):
    """A line that an objection is about, with its amount in øre as it was then."""

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="lines")
    line = models.CharField(max_length=300)
    amount = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["objection", "line"], name="objected_once")]


class ObjectionStep(models.Model):
    """One step in an objection's life; never changed."""

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="steps")
    event = models.CharField(max_length=30)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]


class Correction(models.Model):
    """What an accepted objection changes in the facts of one row, from the next run on.

    `change` is {"withdraw": true}, or columns with their corrected values, such as {"level": "main"}.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="corrections")
    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="corrections")
    table = models.CharField(max_length=40)
    source = models.CharField(max_length=200)
    day = models.DateField()
    change = models.JSONField()
    decided_at = models.DateTimeField()
    applied_in = models.ForeignKey(Run, null=True, on_delete=models.PROTECT, related_name="applied")


class SavedScenario(models.Model):
    """A named what-if: the sets of parameter values, and what they came to."""

    name = models.CharField(max_length=120)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="scenarios")
    owner = models.CharField(max_length=40)
    sets = models.JSONField()
    result = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["-saved_at"]
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="scenario_name")]
