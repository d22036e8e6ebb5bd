"""Who sees what of budgets, and who writes.

A published version is for everybody, also without a login. Before that it is for those who hold `budget.see` over its
region. A unit's drafts are for the unit and the budget office; a scenario is for its group and for those it is shared
with, and the joint one for all who compose in the region.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from tvaers.engine.access.models import EVERYWHERE
from tvaers.engine.access.policies import holds, scopes
from tvaers.engine.budget.models import (
    AgreedLine,
    Agreement,
    Allocation,
    Catalogue,
    Doubt,
    Finding,
    FullYearEffect,
    Group,
    Member,
    Proposal,
    Question,
    Rejection,
    Round,
    Scenario,
    UnitDraft,
    UnitFrame,
    Version,
)
from tvaers.kernel import clock
from tvaers.kernel.action import System

KEEP, DECIDE, WRITE, COMPOSE, LEAD = "budget.keep", "budget.decide", "budget.write", "budget.compose", "budget.lead"

AGREED = ("agreed", "allocated", "followed")
"""The states of a version that an agreement rests on."""

_STEPS: dict[type, str] = {
    Version: "catalogue", UnitDraft: "catalogue", UnitFrame: "catalogue", FullYearEffect: "catalogue",
    Question: "catalogue", Proposal: "version", Finding: "version", Doubt: "version", Round: "catalogue_version",
    Agreement: "catalogue_version", Scenario: "round", AgreedLine: "agreement", Rejection: "agreement",
    Allocation: "line",
}  # fmt: skip
"""The field that leads from a row towards its region."""


def party_of(subject: Any) -> str | None:
    """The region that something belongs to; None without anything to ask about. KeyError for what has none."""
    while subject is not None and not isinstance(subject, str | Catalogue | Group):
        subject = getattr(subject, _STEPS[type(subject)])
    return subject.party if isinstance(subject, Catalogue | Group) else subject


def _over(user: Any, permission: str, subject: Any) -> bool:
    party = party_of(subject)
    return holds(user, permission, *([party] if party is not None else []))


def may_keep(user: Any, subject: Any) -> bool:
    """The budget office of the region."""
    return _over(user, KEEP, subject)


def may_decide(user: Any, subject: Any) -> bool:
    """The chief of the region's budget: publishes, and signs what was agreed."""
    return _over(user, DECIDE, subject)


def catalogues_visible_to(user: Any) -> QuerySet[Catalogue]:
    """Catalogues with a published version, and those of the regions whose drafts the user sees."""
    held = scopes(user, "budget.see")
    if EVERYWHERE in held:
        return Catalogue.objects.all()
    published = Q(pk__in=published_versions().values("catalogue"))
    return Catalogue.objects.filter(published | Q(party__in=held))


def catalogues_open_to(user: Any) -> QuerySet[Catalogue]:
    """The catalogues that the user sees, and for those who write for a unit every one not agreed on yet."""
    seen = catalogues_visible_to(user)
    if not units_of(user):
        return seen
    return Catalogue.objects.filter(Q(pk__in=seen.values("pk")) | ~Q(versions__state__in=AGREED))


def published_versions() -> QuerySet[Version]:
    """The versions that everybody may read."""
    return Version.objects.exclude(published_at=None)


def visible_to(user: Any) -> QuerySet[Version]:
    """Published versions, and all those of the regions whose drafts the user sees."""
    held = scopes(user, "budget.see")
    if EVERYWHERE in held:
        return Version.objects.all()
    return Version.objects.filter(Q(published_at__isnull=False) | Q(catalogue__party__in=held))


def groups_of(user: Any) -> QuerySet[Group]:
    """The groups that the user works for today."""
    if isinstance(user, System) or not getattr(user, "pk", None):
        return Group.objects.none()
    return Group.objects.filter(members__in=sittings(user)).distinct()


def may_see_drafts(user: Any, subject: Any) -> bool:
    """Whether the user sees what is not published yet in the region."""
    return _over(user, "budget.see", subject)


def members_today() -> QuerySet[Member]:
    """Everybody's places in groups today."""
    today = clock.today()
    return Member.objects.filter(Q(ends__isnull=True) | Q(ends__gte=today), starts__lte=today)


def sittings(user: Any) -> QuerySet[Member]:
    """The user's places in groups today."""
    return members_today().filter(user_id=getattr(user, "pk", None) or 0)


def units_of(user: Any) -> frozenset[str]:
    """The units that the user writes for."""
    return scopes(user, WRITE)


def may_write(user: Any, subject: Any) -> bool:
    """Whoever writes for the unit; without one, for any unit."""
    unit = subject if isinstance(subject, str) else getattr(subject, "unit", None)
    return holds(user, WRITE, *([unit] if unit else []))


def drafts_visible_to(user: Any) -> QuerySet[UnitDraft]:
    """A unit's drafts: for those who write for it, and once submitted for those who see drafts of the region."""
    own, held = scopes(user, WRITE), scopes(user, "budget.see")
    mine = Q() if EVERYWHERE in own else Q(unit__in=own)
    region = Q() if EVERYWHERE in held else Q(catalogue__party__in=held)
    seen = UnitDraft.objects.filter(region).exclude(state="writing") if held else UnitDraft.objects.none()
    return (seen | UnitDraft.objects.filter(mine)).distinct() if own else seen


def may_seat(user: Any, group: Group | None) -> bool:
    """The budget office, and the secretary of the group itself."""
    if may_keep(user, group):
        return True
    return _over(user, LEAD, group) and (group is None or groups_of(user).filter(pk=group.pk).exists())


def may_compose_in(user: Any, party: str) -> bool:
    """Whoever composes in the region."""
    return _over(user, COMPOSE, party)


def may_compose_for(user: Any, group: Group | None) -> bool:
    """Whoever composes in the region and works for the group today."""
    if isinstance(user, System):
        return True
    return _over(user, COMPOSE, group) and (group is None or groups_of(user).filter(pk=group.pk).exists())


def may_compose(user: Any, scenario: Scenario | None) -> bool:
    """The scenario's own group; the joint one is for all who work for a group in the region."""
    if scenario is None or scenario.group is not None:
        return may_compose_for(user, scenario.group if scenario else None)
    party = scenario.round.catalogue_version.catalogue.party
    return isinstance(user, System) or (_over(user, COMPOSE, party) and groups_of(user).filter(party=party).exists())


def may_own(user: Any, scenario: Scenario | None) -> bool:
    """The scenario's own group names, shares and deletes it; nobody does so with the joint one."""
    return (scenario is None or scenario.group is not None) and may_compose(user, scenario)


def scenarios_visible_to(user: Any) -> QuerySet[Scenario]:
    """The scenarios of the user's groups and those shared with them; joint ones also for the budget office.

    Nobody else sees that a private scenario is there: not the office, not the auditor, not the chief.
    """
    live = Scenario.objects.filter(gone_at=None)
    if isinstance(user, System):
        return live
    party = "round__catalogue_version__catalogue__party__in"
    keeps = scopes(user, KEEP)
    seen = Q(group=None) if EVERYWHERE in keeps else Q(group=None, **{party: keeps})
    if scopes(user, COMPOSE):
        mine = groups_of(user)
        seen |= Q(group__in=mine) | Q(shared_with__in=mine) | Q(group=None, **{party: mine.values("party")})
    return live.filter(seen).distinct()


def may_see_scenario(user: Any, scenario: Scenario) -> bool:
    """Whether the user sees this scenario."""
    return scenarios_visible_to(user).filter(pk=scenario.pk).exists()


def agreements_visible_to(user: Any) -> QuerySet[Agreement]:
    """A budget agreement is public, as the catalogue that it is about."""
    return Agreement.objects.filter(catalogue_version__in=visible_to(user))


def allocations_visible_to(user: Any) -> QuerySet[Allocation]:
    """Allocations are for those who see drafts of the region, and for each unit its own."""
    held, own = scopes(user, "budget.see"), scopes(user, WRITE)
    if EVERYWHERE in held | own:
        return Allocation.objects.all()
    party = Q(line__agreement__catalogue_version__catalogue__party__in=held)
    return Allocation.objects.filter(party | Q(unit__in=own))


def may_ask(user: Any, catalogue: Catalogue | None) -> bool:
    """Whoever composes in the region."""
    return _over(user, COMPOSE, catalogue)


def questions_visible_to(user: Any) -> QuerySet[Question]:
    """Released answers for everybody; before that for the group that asked and for the budget office."""
    held = scopes(user, KEEP)
    if EVERYWHERE in held:
        return Question.objects.all()
    released = Q(released_at__isnull=False)
    return Question.objects.filter(released | Q(catalogue__party__in=held) | Q(group__in=groups_of(user)))


def may_follow_up(user: Any, subject: Any) -> bool:
    """The unit that got the money, and the budget office."""
    return may_keep(user, subject) or may_write(user, subject)
