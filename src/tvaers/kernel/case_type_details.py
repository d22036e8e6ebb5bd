"""Checks the small print of a case type: fields, kinds of party, parameters and their keys, and every condition.

A name that is wrong here would stay silent for years: a condition that never holds, a deadline that is never counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from tvaers.kernel.case_conditions import MESSAGE, Condition
from tvaers.kernel.case_events import ENGINE_EVENTS, VOID
from tvaers.kernel.case_parties import PARTY_KINDS
from tvaers.kernel.case_types import CaseType, Count, Derived, Duty, EventSpec, FieldSpec

Place = tuple[str | int, ...]
Fault = tuple[Place, str, str]
"""Where in the file, what was found, what was expected."""
Keys = Mapping[str, tuple[str, ...]]
"""The keys of each parameter by its id."""
YES_NO = ("yes", "no")


@dataclass(frozen=True)
class Asked:
    """A condition and where it stands: what its names can mean there, and the jobs of those who can be asked about.

    `is_one_partys` says that it is asked for one party at a time, so that a field that each gives is that party's.
    """

    condition: Condition
    place: Place
    fields: Mapping[str, FieldSpec | Derived]
    jobs: frozenset[str] | None = None
    is_one_partys: bool = False


def detail_faults(type: CaseType, keys: Keys, rules: Collection[str]) -> Iterator[Fault]:
    """Every fault in a case type's small print; `rules` are the names of those that the package has for it."""
    yield from _name_faults(type)
    for group in ("deadlines", "tasks"):
        for index, duty in enumerate(getattr(type, group)):
            yield from _duty_faults(type, duty, (group, index), keys)
    for asked in _conditions(type):
        for one in asked.condition.parts():
            yield from _named_faults(type, asked, one, rules)
            yield from _condition_faults(asked, one, keys)


def _name_faults(type: CaseType) -> Iterator[Fault]:
    roles = {role.id for role in type.roles}
    for index, role in enumerate(type.roles):
        yield from unknown(role.kinds, PARTY_KINDS, "parttypen", ("roles", index, "kinds"))
    for index, field in enumerate(type.fields):
        at: Place = ("fields", index)
        yield from unknown({field.per} - {None}, roles, "rollen", (*at, "per"))
        if field.mandatory and field.type != "checklist":
            yield (*at, "mandatory"), f"{field.id} har mandatory, men er ingen tjekliste", "mandatory ved checklist"
        else:
            yield from unknown(field.mandatory, [c.id for c in field.choices], "linjen", (*at, "mandatory"))
    own = {"events": ENGINE_EVENTS, "states": (VOID.id,)}
    for sort, taken in own.items():
        for index, part in enumerate(getattr(type, sort)):
            if part.id in taken:
                yield (sort, index, "id"), f"{part.id} bruger Tværs selv", "et andet navn"


def _duty_faults(type: CaseType, duty: Duty, at: Place, keys: Keys) -> Iterator[Fault]:
    named = duty.remind.model_dump(exclude_none=True).values() if duty.remind else ()
    for name in named:
        yield from _plain_parameter(name, keys, (*at, "remind"))
    if duty.counts is None:
        return
    written = next(iter(duty.counts.ways().values()))
    yield from _key_faults(type, duty.counts, keys.get(written), written, (*at, "counts"))
    if duty.counts.at and duty.counts.at in keys:
        yield from _plain_parameter(duty.counts.at, keys, (*at, "counts"))


def _plain_parameter(name: str, keys: Keys, at: Place) -> Iterator[Fault]:
    """A number, or a parameter that is asked without a key."""
    if name.lstrip("-").isdigit():
        return
    yield from unknown([name], keys, "parameteren", at)
    if keys.get(name):
        yield at, f"parameteren {name} har en værdi pr. {', '.join(keys[name])}", "en parameter uden nøgler"


def _key_faults(
    type: CaseType, counts: Count, known: tuple[str, ...] | None, written: str, at: Place
) -> Iterator[Fault]:
    """What a deadline's key must be: one of the parameter's, or what is known of the case; none where it has none."""
    if known is None:
        return
    if counts.key is None and known:
        yield at, f"parameteren {written} har en værdi pr. {', '.join(known)}", "key med en nøgle eller et felt"
    elif counts.key is not None and not known:
        yield (*at, "key"), f"parameteren {written} har ingen nøgler", "en frist uden key"
    elif counts.key is not None:
        fields = {field.id for field in type.fields} | {derived.id for derived in type.derived}
        yield from unknown([counts.key], {*known, *fields}, "nøglen", (*at, "key"))


def _conditions(type: CaseType) -> Iterator[Asked]:
    """Every condition of the type, each with where it stands."""
    own: dict[str, FieldSpec | Derived] = {**{f.id: f for f in type.fields}, **{d.id: d for d in type.derived}}
    columns = {column.id: column for field in type.fields for column in field.of}
    for index, event in enumerate(type.events):
        for sort in ("when", "warns", "to", "notices", "spawns"):
            for number, part in enumerate(getattr(event, sort)):
                if part.condition is not None:
                    place = ("events", index, sort, number, "if")
                    yield Asked(part.condition, place, {**columns, **own}, _doers(type, event))
    for group in ("deadlines", "tasks"):
        for index, duty in enumerate(getattr(type, group)):
            rows = type.columns(duty.rows) if duty.rows in own else {}
            for name, condition in (("if", duty.condition), ("until", duty.until)):
                if condition is not None:
                    alone = duty.each or duty.rows is not None
                    yield Asked(condition, (group, index, name), {**own, **rows}, is_one_partys=alone)
    for index, supply in enumerate(type.supplies):
        if supply.condition is not None:
            yield Asked(supply.condition, ("supplies", index, "if"), own)


def _doers(type: CaseType, event: EventSpec) -> frozenset[str]:
    """The jobs that can cause an event; messages can cause those that are for no job alone."""
    jobs = {job for role in type.roles if role.id in (event.by or (role.id,)) for job in role.jobs}
    return frozenset(event.jobs or {*jobs, MESSAGE})


def _named_faults(type: CaseType, asked: Asked, one: Condition, rules: Collection[str]) -> Iterator[Fault]:
    """The names of one condition by itself that the case type does not have."""
    events = [event.id for event in (*type.events, *ENGINE_EVENTS.values())]
    yield from unknown({one.field} - {None}, asked.fields, "feltet", asked.place)
    yield from unknown({one.happened} - {None}, events, "hændelsen", asked.place)
    yield from unknown({one.rule} - {None}, rules, "reglen", asked.place)
    yield from unknown(one.state or (), [state.id for state in type.states], "tilstanden", asked.place)


def _condition_faults(asked: Asked, one: Condition, keys: Keys) -> Iterator[Fault]:
    """What one condition by itself asks of somebody or something that cannot answer."""
    if one.job and asked.jobs is not None:
        yield from unknown(one.job, asked.jobs, "jobbet", asked.place)
    elif one.job:
        yield asked.place, "betingelsen spørger om et job, hvor ingen handler", "by ved en hændelse"
    for number in (one.at_least, one.at_most):
        if number is not None:
            yield from _plain_parameter(number, keys, asked.place)
    field = asked.fields.get(one.field or "")
    if field is not None:
        yield from _field_faults(asked, one, field)


def _field_faults(asked: Asked, one: Condition, field: FieldSpec | Derived) -> Iterator[Fault]:
    """What can be asked of a field: its own choices, and only what its kind can answer."""
    chosen = [*(one.equals or ()), *(one.differs or ()), *(one.has or ())]
    sort = field.type if isinstance(field, FieldSpec) else ""
    if field.choices or sort == "yes_no":
        yield from unknown(chosen, [c.id for c in field.choices] or YES_NO, "valget", asked.place)
    if one.done is not None and sort != "checklist":
        yield asked.place, f"{field.id} er ingen tjekliste", "done om en tjekliste"
    per = field.per if isinstance(field, FieldSpec) else None
    if one.agreed is not None and not per:
        yield asked.place, f"{field.id} bliver ikke givet af hver part", "agreed om et felt med per"
    if per and not asked.is_one_partys and (chosen or one.at_least or one.at_most):
        yield asked.place, f"{field.id} har en værdi for hver part", "agreed eller given om et felt med per"


def unknown(names: Collection[str | None], known: Collection[str], sort: str, at: Place) -> Iterator[Fault]:
    """A fault for each name that is not among those known."""
    for name in sorted(str(name) for name in set(names) - set(known)):
        yield at, f"{sort} {name} findes ikke", f"en af {', '.join(sorted(known))}" if known else "et navn, der findes"
