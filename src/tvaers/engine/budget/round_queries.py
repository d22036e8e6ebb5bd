"""Reading rounds and scenarios, how a scenario stands, and the exercise that anybody may try without a login."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet

from tvaers.engine.budget import policies
from tvaers.engine.budget.composing.comparing import Comparison, compare
from tvaers.engine.budget.composing.figures import Stand
from tvaers.engine.budget.composing.shapes import Choice, Need, Rules
from tvaers.engine.budget.composing.standing import stand as stand_together
from tvaers.engine.budget.frozen import rules_in
from tvaers.engine.budget.models import Group, Member, Round, Scenario, ScenarioEvent, Version
from tvaers.engine.budget.scenarios import choices_of
from tvaers.engine.budget.standings import needs_of, stand_of
from tvaers.kernel.errors import NotFound, Problem

__all__ = [
    "Group", "Member", "Round", "Scenario", "ScenarioEvent", "choices", "comparison", "group", "groups", "joint", "log",
    "members", "my_groups", "needs_of", "one_round", "published_exercise", "published_round", "published_stand",
    "rounds", "rules_of", "scenario", "scenarios", "shared_with", "stand",
]  # fmt: skip


def rounds(user: Any, version: Version) -> QuerySet[Round]:
    """The rounds of a version that the user sees, newest first. A round's rules are as public as its catalogue."""
    seen = policies.visible_to(user).filter(pk=version.pk)
    return Round.objects.filter(catalogue_version__in=seen).order_by("-number")


def one_round(user: Any, pk: int) -> Round:
    """One round. Raises NotFound."""
    found = Round.objects.filter(pk=pk, catalogue_version__in=policies.visible_to(user))
    one = found.select_related("catalogue_version__catalogue").first()
    if one is None:
        raise NotFound(what="Runden findes ikke, eller du må ikke se den.")
    return one


def rules_of(round: Round) -> Rules:
    """The frozen rules of a round."""
    return rules_in(round.rules)


def groups(user: Any, party: str) -> QuerySet[Group]:
    """The groups of a region, to share with; for those who compose or keep the budget there."""
    if not (policies.may_compose_in(user, party) or policies.may_keep(user, party)):
        return Group.objects.none()
    return Group.objects.filter(party=party).order_by("name")


def my_groups(user: Any) -> QuerySet[Group]:
    """The groups that the user works for today."""
    return policies.groups_of(user).order_by("name")


def group(user: Any, pk: int) -> Group:
    """One group. Raises NotFound."""
    found = Group.objects.filter(pk=pk).first()
    if found is None or not groups(user, found.party).filter(pk=pk).exists():
        raise NotFound(what="Gruppen findes ikke, eller du må ikke se den.")
    return found


def members(user: Any, group: Group) -> QuerySet[Member]:
    """Who works for a group today; for the group itself and the budget office."""
    if not (policies.may_keep(user, group) or policies.groups_of(user).filter(pk=group.pk).exists()):
        return Member.objects.none()
    return policies.members_today().filter(group=group).select_related("user").order_by("user__username")


def scenarios(user: Any, round: Round) -> QuerySet[Scenario]:
    """The scenarios of a round that the user sees: the joint one first, then by name."""
    found = policies.scenarios_visible_to(user).filter(round=round).select_related("group", "round")
    return found.order_by("group__name", "name", "pk")


def scenario(user: Any, slug: str) -> Scenario:
    """One scenario by its name in addresses. Raises NotFound also where it is private to others."""
    found = policies.scenarios_visible_to(user).filter(slug=slug)
    one = found.select_related("group", "round__catalogue_version__catalogue").first()
    if one is None:
        raise NotFound(what="Opstillingen findes ikke, eller du må ikke se den.")
    return one


def joint(user: Any, round: Round) -> Scenario | None:
    """The joint scenario of a round; None where the user does not see it."""
    return policies.scenarios_visible_to(user).filter(round=round, group=None).first()


def _seen(user: Any, scenario: Scenario) -> Scenario:
    if not policies.may_see_scenario(user, scenario):
        raise NotFound(what="Opstillingen findes ikke, eller du må ikke se den.")
    return scenario


def choices(user: Any, scenario: Scenario) -> tuple[Choice, ...]:
    """The choices of a scenario, by key. Raises NotFound."""
    return choices_of(_seen(user, scenario))


def stand(user: Any, scenario: Scenario) -> Stand:
    """How a scenario stands. Raises NotFound."""
    return stand_of(_seen(user, scenario))


def comparison(user: Any, first: Scenario, second: Scenario) -> Comparison:
    """What differs between two scenarios of the same budget year, that the user both sees."""
    one, other = stand(user, first), stand(user, second)
    if one.hard != other.hard:
        raise Problem(what="De to opstillinger er for hver sit budgetår.")
    return compare(one, other)


def shared_with(user: Any, scenario: Scenario) -> QuerySet[Group]:
    """Whom a scenario is shared with; for its own group only."""
    found = _seen(user, scenario).shared_with.order_by("name")
    return found if policies.may_own(user, scenario) else found.none()


def log(user: Any, scenario: Scenario) -> QuerySet[ScenarioEvent]:
    """The negotiation log of a scenario, oldest first; that of a group is for the group alone.

    Whoever a scenario is shared with reads how it stands, not the way there: remarks and offers taken back are inside.
    """
    found = _seen(user, scenario).events.select_related("group").order_by("pk")
    return found if scenario.group is None or policies.may_compose(user, scenario) else found.none()


def published_round(version: Version) -> Round | None:
    """The newest round of a published version, for everybody; None before the first."""
    if version.published_at is None:
        return None
    return version.rounds.order_by("-number").first()


def published_exercise(round: Round) -> tuple[tuple[Need, ...], Rules]:
    """What anybody may try to balance: the needs and rules of a round, which are as public as its catalogue."""
    return needs_of(round), rules_in(round.rules)


def published_stand(round: Round, choices: Sequence[Choice], risk: int | None = None) -> Stand:
    """How somebody's own choices stand, without a login: nothing is stored, here or in a session."""
    needs, rules = published_exercise(round)
    return stand_together(needs, rules if risk is None else replace(rules, risk=risk), choices)
