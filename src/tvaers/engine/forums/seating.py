"""Forums and who sits in them: taken up from the agreements or set up, persons registered, seats filled and left."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from tvaers.engine.access.models import User
from tvaers.engine.agreements.queries import packages
from tvaers.engine.forums import policies
from tvaers.engine.forums.composition import SECRETARY, SIDES, Seated, may_chair
from tvaers.engine.forums.models import Forum, Person, Sitting
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.danish_days import date_in_words
from tvaers.kernel.errors import Conflict, Problem
from tvaers.kernel.forum_types import ForumType


def type_of(forum: Forum) -> ForumType:
    """The declaration that a forum was set up with."""
    return ForumType.model_validate(forum.rules)


@action("forums.take_up", permission=policies.may_take_up, audit="{actor} indlæste fora: {result} nye eller ændrede")
def take_up(*, actor: Actor) -> int:  # noqa: ARG001
    """Indlæs aftalernes fora. Et forum, der ikke er ændret, bliver ikke skrevet igen.

    Returns how many were written. Problem when two packages declare a forum with the same id.
    """
    declared: dict[str, tuple[str, ForumType]] = {}
    for package in packages().values():
        for id, type in package.forums.items():
            if id in declared:
                raise Problem(what=f"To pakker har et forum med id {id}.", do="Giv det ene et andet id.")
            declared[id] = (package.id, type)
    written = sum(_keep(type, package) for package, type in declared.values())
    for _, type in declared.values():
        parent = Forum.objects.filter(key=type.parent).first() if type.parent else None
        Forum.objects.filter(key=type.id).exclude(parent=parent).update(parent=parent)
    return written


def _keep(type: ForumType, package: str) -> bool:
    """Write the forum unless it stands as declared already."""
    rules = type.model_dump(mode="json", by_alias=True)
    if Forum.objects.filter(key=type.id, rules=rules, package=package).exists():
        return False
    Forum.objects.update_or_create(
        key=type.id,
        defaults={
            "package": package, "name": type.name, "short": type.short or "", "kind": type.kind, "rules": rules,
            "starts": type.holds.start, "ends": type.holds.end, "changed_at": clock.now(),
        },
    )  # fmt: skip
    return True


@action("forums.establish", permission=policies.may_establish, audit="{actor} oprettede forummet {result}")
def establish(*, actor: Actor, type: ForumType) -> Forum:  # noqa: ARG001
    """Opret et forum, som ingen aftale har skrevet ned endnu, fx en arbejdsgruppe.

    Problem when the id is taken, and when the cluster already has a steering group (SA-OK-09).
    """
    if Forum.objects.filter(key=type.id).exists():
        raise Conflict(what=f"Der findes allerede et forum med id {type.id}.", do="Vælg et andet id.")
    if type.cluster and Forum.objects.filter(rules__cluster=type.cluster).exists():
        raise Conflict(
            what=f"{name_of(type.cluster)} har allerede en styregruppe.",
            why="En klynge har én styregruppe.", do="Brug den, der findes.",
        )  # fmt: skip
    _keep(type, "")
    made = Forum.objects.get(key=type.id)
    if type.parent:
        made.parent = Forum.objects.filter(key=type.parent).first()
        made.save(update_fields=["parent"])
    return made


@action("forums.register_person", permission=policies.may_keep, audit="{actor} registrerede {result} til fora")
def register_person(
    *, actor: Actor, name: str, title: str = "", organisation: str = "", email: str = "", user: User | None = None
) -> Person:  # noqa: ARG001
    """Registrér en person, der kan sidde i fora."""
    if not name.strip():
        raise Problem(what="Personen mangler et navn.", do="Skriv navnet, eller rollen hvis pladsen ikke er besat.")
    return Person.objects.create(
        name=name.strip(), title=title.strip(), organisation=organisation, email=email, user=user
    )


@action("forums.seat", permission=policies.may_keep, on="forum", audit="{actor} gav {person} plads i {forum}: {seat}")
def seat(
    *, actor: Actor, forum: Forum, person: Person, seat: str, starts: date, ends: date | None = None,
    side: str = "", party: str = "", group: str = "", is_chair: bool = False, is_substitute: bool = False,
) -> Sitting:  # noqa: ARG001  # fmt: skip
    """Giv en person en plads i et forum fra en dag. Datoer er inklusive.

    `seat` is the id of a seat rule or "sekretaer". Problem for an unknown seat, wrong dates, and a second chair of one
    side (SA-PS-16); an empty or doubled seat is no fault but is shown by the composition.
    """
    type = type_of(forum)
    rule = next((one for one in type.seats if one.id == seat), None)
    if rule is None and seat != SECRETARY and type.seats:
        known = ", ".join(one.title for one in type.seats)
        raise Problem(what=f"{forum.name} har ingen plads, der hedder »{seat}«.", do=f"Vælg en af: {known}.")
    if ends is not None and ends < starts:
        raise Problem(what="Pladsen slutter, før den begynder.", do="Ret en af de to datoer.")
    side = side or (rule.side if rule else "")
    if side not in SIDES:
        raise Problem(what="Det mangler, hvilken side personen sidder for.", do="Vælg fx regionen eller kommunerne.")
    if is_chair:
        _check_chair(forum, starts, ends, side, party)
    return Sitting.objects.create(
        forum=forum, person=person, seat=seat, side=side, party=party, group=group, is_chair=is_chair,
        is_substitute=is_substitute, starts=starts, ends=ends,
    )  # fmt: skip


def _check_chair(forum: Forum, starts: date, ends: date | None, side: str, party: str) -> None:
    """Raises Conflict when a chair is one too many on some day of the term, which can be the first day of another's."""
    type = type_of(forum)
    whom = name_of(party) if type.chairs.parties else SIDES[side]
    if (type.chairs.parties and party not in type.chairs.parties) or (
        type.chairs.sides and side not in type.chairs.sides
    ):
        raise Conflict(what=f"Formanden kan ikke være for {whom}.", do="Vælg en, som formandskabet er delt mellem.")
    later = forum.sittings.filter(is_chair=True, is_substitute=False, starts__gt=starts)
    begins = later.filter(starts__lte=ends) if ends else later
    for day in (starts, *begins.values_list("starts", flat=True)):
        if not may_chair(type, seated_on(forum, day), side, party):
            raise Conflict(
                what=f"Forummet har allerede en formand for {whom}.", why=f"Det gælder {date_in_words(day)}.",
                do="Lad den nuværende fratræde først, eller vælg andre datoer.",
            )  # fmt: skip


@action("forums.unseat", permission=policies.may_keep, on="sitting", audit="{actor} lod en person forlade {sitting}")
def unseat(*, actor: Actor, sitting: Sitting, last_day: date) -> Sitting:  # noqa: ARG001
    """Lad en person forlade sin plads. Den sidste dag er inklusive; pladsen står derefter ledig."""
    sitting = Sitting.objects.select_for_update().get(pk=sitting.pk)
    if last_day < sitting.starts:
        raise Problem(what="Den sidste dag ligger før den første.", do="Vælg en senere dag.")
    sitting.ends = last_day
    sitting.save(update_fields=["ends"])
    return sitting


def seated_on(forum: Forum, day: date) -> list[Seated]:
    """Who sits in a forum on a day, secretaries and substitutes too."""
    rows = forum.sittings.filter(starts__lte=day).filter(Q(ends__isnull=True) | Q(ends__gte=day))
    return [
        Seated(one.person.name, one.seat, one.side, one.party, one.group, one.is_chair, one.is_substitute)
        for one in rows.select_related("person").order_by("pk")
    ]
