"""Who sees and does what in cases: only those whose job the case type names, for a party that has a role in the case.

A grant over a region or a hospital reaches the hospitals and units that are part of it; never a municipality in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from tvaers.engine.access.models import EVERYWHERE
from tvaers.engine.access.queries import Standing, standings
from tvaers.engine.agreements import queries as agreements
from tvaers.engine.cases.core import Doer
from tvaers.engine.cases.models import CalendarKey, Case, CaseParty, Draft, Notice, SavedView, Turn
from tvaers.engine.citizens import queries as citizens
from tvaers.engine.citizens.queries import Citizen
from tvaers.engine.parties.queries import kind_of, list_parties, within
from tvaers.kernel.action import System
from tvaers.kernel.case_types import CaseType

Stand = tuple[str, frozenset[str]]
"""A job, and the parties that somebody has it for; those of `EVERYWHERE` for all."""


def stands(user: Any) -> tuple[Stand, ...]:
    """The jobs of a user today, each with the parties it is for."""
    if not getattr(user, "is_active", False) or not getattr(user, "is_authenticated", False):
        return ()
    found = [one for one in standings(user) if "cases.see" in one.role.permissions]
    return tuple(
        (one.role.id, frozenset({EVERYWHERE}) if one.scope == EVERYWHERE else within(one.scope)) for one in found
    )


def case_types() -> dict[str, CaseType]:
    """Every case type of every package, by id."""
    return {id: type for package in agreements.packages().values() for id, type in package.case_types.items()}


def reach(user: Any) -> Q:
    """Which rows with a type, role and party the user reaches: a condition on CaseParty and on Turn."""
    if isinstance(user, System):
        return Q(pk__isnull=False)
    found = Q(pk__in=())
    held = stands(user)
    for type in case_types().values():
        for parties, roles in _roles_by_parties(type, held).items():
            every = Q() if EVERYWHERE in parties else Q(party__in=sorted(parties))
            found |= Q(type=type.id, role__in=roles) & every
    return found


def _roles_by_parties(type: CaseType, held: Iterable[Stand]) -> dict[frozenset[str], list[str]]:
    """The roles of a type that somebody's jobs reach, those for the same parties together: few conditions, not many."""
    found: dict[frozenset[str], list[str]] = {}
    for role in type.roles:
        reached = frozenset[str]().union(*(parties for job, parties in held if job in role.jobs))
        if reached:
            found.setdefault(reached, []).append(role.id)
    return found


def visible_to(user: Any) -> QuerySet[Case]:
    """The cases that the user may see."""
    if isinstance(user, System):
        return Case.objects.all()
    held = reach(user)
    if not stands(user):
        return Case.objects.none()
    return Case.objects.filter(Exists(CaseParty.objects.filter(held, case=OuterRef("pk"))))


def turns_of(user: Any) -> QuerySet[Turn]:
    """The lines of the worklists that the user works on."""
    return Turn.objects.filter(reach(user))


def notices_to(user: Any) -> QuerySet[Notice]:
    """The word that has been sent to the parties and roles that the user acts for."""
    return Notice.objects.filter(reach(user))


def drafts_of(user: Any) -> QuerySet[Draft]:
    """The user's own drafts."""
    return Draft.objects.filter(user_id=user.pk) if getattr(user, "pk", None) else Draft.objects.none()


def doers(
    user: Any, type: CaseType, parties: Mapping[str, Iterable[str]], held: tuple[Stand, ...] | None = None
) -> tuple[Doer, ...]:
    """Every way in which a user can act in a case with these parties by role. Many cases are asked with one `held`."""
    if isinstance(user, System):
        return tuple(Doer(party, role.id, job) for role in type.roles for party in parties.get(role.id, ())
                     for job in role.jobs)  # fmt: skip
    return tuple(
        Doer(party, role.id, job)
        for job, reached in (stands(user) if held is None else held)
        for role in type.roles
        if job in role.jobs
        for party in parties.get(role.id, ())
        if EVERYWHERE in reached or party in reached
    )


def openers(user: Any, type: CaseType, held: Iterable[Standing] | None = None) -> tuple[Doer, ...]:
    """Every way in which a user can open a case: each role that may, for the party that the grant is for.

    `held` are the user's standings, where they have been read already.
    """
    events = [event for event in type.events if event.opens]
    return tuple(
        Doer(one.scope, role.id, one.role.id)
        for one in (standings(user) if held is None else held)
        if "cases.open" in one.role.permissions and one.scope != EVERYWHERE
        for event in events
        for role in type.roles
        if role.id in (event.by or (role.id,)) and one.role.id in (event.jobs or role.jobs)
    )


def fitting(doer: Doer, type: CaseType) -> tuple[Doer, ...]:
    """The doer, or, where its party is of no kind that can have the role, each hospital and unit of it that is."""
    kinds = type.role(doer.role).kinds
    if not kinds or kind_of(doer.party) in ("", *kinds):
        return (doer,)
    own = within(doer.party)
    rows = [row for kind in kinds for row in list_parties(kind) if row.key in own]
    return tuple(Doer(row.code or row.key, doer.role, doer.job) for row in rows)


def may_see(user: Any, case: Case | None) -> bool:
    """Whoever the case is visible to."""
    return case is not None and visible_to(user).filter(pk=case.pk).exists()


def may_act(user: Any, case: Case | None) -> bool:
    """Whoever sees the case may try; the case type says which events they may cause."""
    return may_see(user, case)


def may_open(user: Any, opening: Any) -> bool:
    """Whoever has a job that the case type lets open one, for the party that it is opened for."""
    if opening is None:
        return any(openers(user, type) for type in case_types().values())
    return any(
        _reaches(one, opening.party) and one.role == opening.role and opening.job in ("", one.job)
        for one in openers(user, opening.type)
    )


def opening_job(user: Any, opening: Any) -> str:
    """The job in which somebody opens a case who did not say in which; "" for the system."""
    able = () if isinstance(user, System) else openers(user, opening.type)
    return next((one.job for one in able if one.role == opening.role and _reaches(one, opening.party)), "")


def citizen_named(user: Any, pseudonym: str) -> Citizen | None:
    """The citizen with a pseudonym, of those that the user meets in a case or may see anyway; None also for others."""
    if isinstance(user, System):
        return Citizen.objects.filter(pseudonym=pseudonym).first()
    met = visible_to(user).filter(citizen__pseudonym=pseudonym).select_related("citizen").first()
    return met.citizen if met else citizens.by_pseudonym(user, pseudonym)


def _reaches(doer: Doer, party: str) -> bool:
    return party in within(doer.party)


def may_keep_draft(user: Any, _subject: object = None) -> bool:
    """Whoever may act in cases at all keeps their own drafts."""
    return bool(stands(user))


def may_read_notice(user: Any, notice: Notice | None) -> bool:
    """Whoever the word was sent to."""
    return notice is not None and notices_to(user).filter(pk=notice.pk).exists()


def may_drop_draft(user: Any, draft: Draft | None) -> bool:
    """Its owner."""
    return draft is not None and draft.user_id == getattr(user, "pk", None)


def views_visible_to(user: Any) -> QuerySet[SavedView]:
    """The user's own saved views, and those shared with a unit that they work for now."""
    held = stands(user)
    if not held:
        return SavedView.objects.none()
    reached = frozenset[str]().union(*(parties for _, parties in held))
    shared = ~Q(party="") if EVERYWHERE in reached else Q(party__in=sorted(reached))
    return SavedView.objects.filter(Q(owner_id=user.pk) | shared)


def may_save_view(user: Any, party: str | None) -> bool:
    """Whoever may act in cases at all, and shares with nobody or with a unit that they work for."""
    held = stands(user)
    return bool(held) and (not party or any(party in parties or EVERYWHERE in parties for _, parties in held))


def may_change_view(user: Any, view: SavedView | None) -> bool:
    """Its owner."""
    return view is not None and view.owner_id == getattr(user, "pk", None)


def may_make_calendar(user: Any, party: str | None) -> bool:
    """Whoever may act in cases at all, for all their units or for one that they work for."""
    return may_save_view(user, party)


def may_withdraw_calendar(user: Any, key: CalendarKey | None) -> bool:
    """Whose it is."""
    return key is not None and key.user_id == getattr(user, "pk", None)
