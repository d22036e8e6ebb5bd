"""The pages of budgets as somebody opens them: a client per person, and the address of each page of a small budget."""

from typing import Any

from django.test import Client
from django.urls import reverse
from tests.access.world import person
from tests.budget.keeping.budget_world import NORTH, SYSTEM, World, draft, scenario, world
from tests.cases.conftest import PARTIES

from tvaers.engine.budget import actions
from tvaers.engine.budget.models import Scenario, Version
from tvaers.engine.parties import actions as parties


def client(user: Any = None) -> Client:
    """A browser of somebody who is logged in; a stranger's without."""
    made = Client()
    if user is not None:
        made.force_login(user)
    return made


def officer() -> Any:
    """Who keeps the budget of the region."""
    return person("kontor", "budgetkontor", NORTH)


class Site:
    """An open round with a private scenario of the first group, and a draft of next year beside it."""

    def __init__(self) -> None:
        parties.load(actor=SYSTEM, folder=PARTIES)
        self.world: World = world()
        self.scenario: Scenario = scenario(self.world)
        self.officer = officer()
        self.draft: Version = draft(year=2025)
        actions.take_findings(actor=SYSTEM, version=self.draft)

    @property
    def finding(self) -> Any:
        """An open finding of the draft."""
        return self.draft.findings.order_by("position").first()

    def public(self) -> dict[str, str]:
        """The pages that everybody may open."""
        pk = self.world.version.pk
        return {
            "hjem": reverse("budget:home"), "katalog": reverse("budget:catalogue", args=[pk]),
            "brik": reverse("budget:proposal", args=[pk, "1.1-01"]), "tabeller": reverse("budget:tables", args=[pk]),
            "versioner": reverse("budget:versions", args=[pk]), "proev": reverse("budget:exercise", args=[pk]),
        }  # fmt: skip

    def of_group(self) -> dict[str, str]:
        """The pages of the group that made the scenario."""
        names = ("board", "log", "share", "compare", "best")
        own = {name: reverse(f"budget:{name}", args=[self.scenario.slug]) for name in names}
        return {"runde": reverse("budget:round", args=[self.world.round.pk]), **own}

    def of_officer(self) -> dict[str, str]:
        """The pages of the budget office."""
        pk, finding = self.draft.pk, self.finding.pk
        steps = {name: reverse("budget:step", args=[pk, name]) for name in ("tjek", "kasser")}
        return {
            "indlaes": reverse("budget:import"), "fund": reverse("budget:findings", args=[pk]),
            "forklar": reverse("budget:explain", args=[pk, finding]),
            "ret": reverse("budget:correct", args=[pk, finding]),
            "tvivl": reverse("budget:doubt", args=[pk, self.draft.doubts.get().pk]), **steps,
        }  # fmt: skip
