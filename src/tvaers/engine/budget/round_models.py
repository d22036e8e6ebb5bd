"""Negotiating: rounds with frozen rules, the groups that compose, and their scenarios.

A scenario is its group's own until it is shared with named groups; the joint one of a round has no group and is for all
who compose in it. `version` guards against two people changing a scenario at once.
"""

from django.db import models
from django.db.models import Q

from tvaers.engine.access.models import User


class Round(models.Model):
    """A round over a published version. `rules` is composing.shapes.Rules as plain values, frozen when it opens.

    `needs` are the proposals as they are composed, as plain values, so that a round can be recomputed for ever.
    """

    catalogue_version = models.ForeignKey("budget.Version", on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    rules = models.JSONField()
    needs = models.JSONField(default=list)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["catalogue_version", "number"], name="budget_round_number"),
            models.UniqueConstraint(
                fields=["catalogue_version"], condition=Q(closed_at=None), name="one_open_budget_round"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"runde {self.number} om {self.catalogue_version.audit_name()}"


class Group(models.Model):
    """A party group of a region's council."""

    party = models.CharField(max_length=80)
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["party", "name"], name="one_group_of_a_name")]

    def __str__(self) -> str:
        return self.name

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"gruppen {self.name}"


class Member(models.Model):
    """A user who works for a group, from a first to a last day, both included."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="budget_groups")
    starts = models.DateField()
    ends = models.DateField(null=True)


class Scenario(models.Model):
    """A composition in a round. Without a `group` it is the joint negotiation scenario of the round.

    `slug` is its name in addresses, random so that it tells nothing of how many others there are. `risk` is the level
    of uncertain items without one of their own, in thousandths.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="scenarios")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, related_name="scenarios")
    slug = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=200)
    risk = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    shared_with = models.ManyToManyField(Group, related_name="shared_scenarios")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=Q(group=None, gone_at=None), name="one_joint_scenario_a_round"
            ),
            models.CheckConstraint(name="budget_scenario_risk", condition=Q(risk__lte=1000)),
        ]

    def __str__(self) -> str:
        return self.name

    def audit_name(self) -> str:
        """The name that the log keeps: never its own name, which may be private."""
        return "den fælles opstilling" if self.group_id is None else f"opstillingen {self.slug}"


class ScenarioChoice(models.Model):
    """One choice of a scenario (composing.shapes.Choice). `amount` is whole kroner in the hard period."""

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="choices")
    key = models.CharField(max_length=40)
    risk = models.PositiveSmallIntegerField(null=True)
    amount = models.BigIntegerField(null=True)
    start_month = models.PositiveSmallIntegerField(default=1)
    only_with = models.CharField(max_length=40, blank=True)
    takes_overlap = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scenario", "key"], name="one_choice_of_a_proposal"),
            models.CheckConstraint(
                name="budget_choice_month", condition=Q(start_month__gte=1, start_month__lte=12)
            ),
        ]  # fmt: skip


class ScenarioEvent(models.Model):
    """A line of the negotiation log: who did what when. `before` and `after` are choices as plain values, or {}."""

    KINDS = (
        ("opened", "Oprettet"), ("chosen", "Valgt"), ("changed", "Ændret"), ("dropped", "Fravalgt"),
        ("risk", "Risiko ændret"), ("shared", "Deling ændret"), ("note", "Bemærkning"), ("renamed", "Omdøbt"),
    )  # fmt: skip

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=10, choices=KINDS)
    key = models.CharField(max_length=40, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    words = models.TextField(blank=True)
    by = models.CharField(max_length=150)
    group = models.ForeignKey(Group, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
