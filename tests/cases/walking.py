"""Random walks through any case type: events that can come, by those who may, with values of the right types."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from tvaers.engine.cases import actions, core, store
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.given import fields_of
from tvaers.engine.cases.models import Case
from tvaers.engine.citizens import actions as citizens
from tvaers.engine.parties.queries import kind_of
from tvaers.kernel.action import System
from tvaers.kernel.case_types import CaseType, EventSpec, FieldSpec, Role
from tvaers.kernel.clock import COPENHAGEN, fixed
from tvaers.kernel.errors import Problem
from tvaers.kernel.package import Package

FIRST = datetime(2021, 3, 1, 10, 0, tzinfo=COPENHAGEN)
PARTIES = ("1081", "1082", "0851", "afsnit-a", "afsnit-b", "hospital-nord")
OTHERS = ("1082", "0851", "hospital-nord")
"""One of each kind, for roles that none of those who walk can have."""
WORDS = ("seng", "medicin", "hjælpemiddel", "genoptræning")
LONGEST_PAUSE = 40
"""The most hours between two events."""
ATTEMPTS = 60
Had = Mapping[str, tuple[str, ...]]
"""The parties by the role that they have."""


def first(package: Package) -> datetime:
    """When walks under an agreement begin: in its third month."""
    return datetime.combine(package.valid.start + timedelta(days=70), FIRST.timetz())


def value(random: Random, field: FieldSpec, parties: tuple[str, ...], around: date) -> Any:
    """A value of a field's type, as somebody would write it; days lie around one."""
    day = around + timedelta(days=random.randrange(-30, 30))
    lines = [choice.id for choice in field.choices]
    several = random.sample(lines, random.randint(1, len(lines))) if lines else []
    columns = {column.id: value(random, column, parties, around) for column in field.of}
    made: dict[str, Any] = {
        "date": day.isoformat(), "time": f"{day.isoformat()}T{random.randrange(24):02}:30", 
        "count": random.choice((1, 2, 4, 70, 90)),
        "money": f"{random.randrange(900_000)}.00", "yes_no": random.choice(("yes", "no")),
        "choice": several[0] if several else "", "choices": several, "checklist": dict.fromkeys(several, "done"),
        "party": random.choice(parties), "parties": random.sample(parties, min(2, len(parties))), "records": [columns],
    }  # fmt: skip
    return made.get(field.type, f"{random.choice(WORDS)} {random.choice(WORDS)}")


def given(
    random: Random, type: CaseType, event: EventSpec, parties: tuple[str, ...], around: date, had: Had
) -> dict[str, Any]:
    """What an event needs, and some of what it takes; `had` are the parties that have roles already."""
    found = {
        name: value(random, field, fitting(type, event, name, parties, had), around)
        for name, field in fields_of(type, event).items()
        if name in event.needs or random.random() < 0.5
    }
    return {**found, "record": random.choice(("1", "2"))} if event.updates else found


def fitting(type: CaseType, event: EventSpec, name: str, parties: tuple[str, ...], had: Had) -> tuple[str, ...]:
    """The parties that may have the roles that the event gives through a field, beside those who have others."""
    roles = [type.role(role) for role, sources in event.assigns.items() if f"field:{name}" in sources]
    apart = {
        party
        for role in roles
        for other in type.roles
        if other.id in role.apart_from or role.id in other.apart_from
        for party in had.get(other.id, ())
    }
    return able(roles, parties, apart)


def able(roles: list[Role], parties: tuple[str, ...], apart: Collection[str] = ()) -> tuple[str, ...]:
    """The parties of the kinds that some roles ask for, but those `apart`; where none of them is, others that are."""

    def fits(party: str) -> bool:
        return party not in apart and all(not role.kinds or kind_of(party) in role.kinds for role in roles)

    return tuple(filter(fits, parties)) or tuple(filter(fits, OTHERS))


def doers(case: core.Case, event: EventSpec) -> list[core.Doer]:
    """Everybody who may cause an event in a case."""
    roles = [case.type.role(role) for role in event.by or [role.id for role in case.type.roles]]
    return [
        core.Doer(party, role.id, job)
        for role in roles
        for party in case.parties.get(role.id, ())
        for job in event.jobs or role.jobs
    ]


def opened(random: Random, package: Package, type: CaseType, parties: tuple[str, ...] = PARTIES) -> Case:
    """A new case, after as many tries as it takes; now and then with cases that it looks up beside it."""
    citizen = citizens.register(actor=System()) if type.citizen == "required" else None
    refused: list[str] = []
    for _ in range(ATTEMPTS):
        others = [package.case_types[look.type] for look in type.looks_up if look.type != type.id]
        if others and random.random() < 0.5:
            attempt(random, package, random.choice(others), parties, citizen)
        made = attempt(random, package, type, parties, citizen)
        if isinstance(made, Case):
            return made
        refused.append(str(made))
    raise AssertionError(f"no {type.id} could be opened: {sorted(set(refused))}")


def attempt(random: Random, package: Package, type: CaseType, parties: tuple[str, ...], citizen: Any) -> Case | Problem:
    """A new case with made up values, or why there is none."""
    event = random.choice([one for one in type.events if one.opens])
    role = type.role(random.choice(event.by or tuple(role.id for role in type.roles)))
    party, job = random.choice(able([role], parties)), random.choice(event.jobs or role.jobs)
    opening = Opening(package.id, type, party, role.id, job, event.id)
    start = first(package)
    about = citizen if type.citizen != "none" else None
    try:
        with fixed(start):
            told = Given(given(random, type, event, parties, start.date(), {role.id: (party,)}))
            return actions.open_case(actor=System(), opening=opening, given=told, citizen=about)
    except Problem as problem:
        return problem


def walk(random: Random, row: Case, steps: int, parties: tuple[str, ...] = PARTIES) -> Iterator[tuple[Case, datetime]]:
    """The case after each event that came, with the time; what is refused is left out."""
    now = first(store.package_of(row))
    for _ in range(steps):
        now += timedelta(hours=random.randint(1, LONGEST_PAUSE))
        case = store.read(row)
        ways = [(event, doer) for event in core.allowed(case) if not event.opens for doer in doers(case, event)]
        if not ways:
            return
        event, doer = random.choice(ways)
        try:
            with fixed(now):
                told = Given(given(random, case.type, event, parties, now.date(), case.parties))
                row = actions.act(actor=System(), case=row, event=event.id, given=told, doer=doer)
        except Problem:
            row.refresh_from_db()
            continue
        yield row, now
