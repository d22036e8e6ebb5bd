"""Checks what a case type says across its file: names that must exist, states that must be reached and left.

Each check adds its faults, with file and line, to the findings; nothing is raised here.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from pathlib import Path

from tvaers.kernel.case_types import OPENING, CaseType, Count, Derived, Duty, EventSpec, FieldSpec
from tvaers.kernel.errors import Problem
from tvaers.kernel.package_read import Draft, rule_files

Fault = tuple[tuple[str | int, ...], str, str]
"""Where in the file, what was found, what was expected."""


def check_case_types(draft: Draft) -> None:
    """Run every check on every case type of a package. Clauses may stand in other packages: `load_all` checks them."""
    for placed in draft.case_types:
        rules = rule_names(draft.folder / "case_types" / f"{placed.model.id}.py")
        for location, found, expected in _faults(placed.model, rules, draft.named["parameters"]):
            draft.findings.add(placed.file, placed.line(*location), found, expected)


def rule_names(file: Path) -> set[str]:
    """The names of the functions that a case type's rules declare with @rule, read without running the file."""
    parsed = [ast.parse(one.read_text(encoding="utf-8")) for one in rule_files(file)]
    functions = [node for tree in parsed for node in tree.body if isinstance(node, ast.FunctionDef)]
    return {one.name for one in functions if any(_is_rule(decorator) for decorator in one.decorator_list)}


def _is_rule(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Name) and decorator.func.id == "rule"


def names_of(draft: Draft, sort: str) -> set[str]:
    """What clauses may name as their executor: `type` and `type.event` (or derived value), or `type.duty`."""
    found: set[str] = set()
    for placed in draft.case_types:
        type = placed.model
        if sort == "events":
            parts: list[EventSpec | Derived | FieldSpec] = [*type.events, *type.derived, *type.fields]
            found |= {type.id, *(f"{type.id}.{part.id}" for part in parts)}
        else:
            found |= {f"{type.id}.{duty.id}" for duty in type.duties}
    return found


def clauses_named(type: CaseType) -> set[str]:
    """Every clause that a case type refers to."""
    notices = {notice.clause for event in type.events for notice in event.notices}
    own = {type.clause, *(derived.clause for derived in type.derived)}
    return (own | {event.clause for event in type.events} | {duty.clause for duty in type.duties} | notices) - {""}


def _faults(type: CaseType, rules: set[str], parameters: set[str]) -> Iterator[Fault]:
    yield from _repeated(type)
    for index, field in enumerate(type.fields):
        yield from _unknown(field.opened_by, {role.id for role in type.roles}, "rollen", ("fields", index, "opened_by"))
    for index, event in enumerate(type.events):
        yield from _event_faults(type, event, ("events", index))
    for group in ("deadlines", "tasks"):
        for index, duty in enumerate(getattr(type, group)):
            yield from _duty_faults(type, duty, (group, index), parameters)
    yield from _unknown(_conditions(type, "rule") | {d.rule for d in type.derived}, rules, "reglen", ("events",))
    fields = {field.id for field in type.fields} | {derived.id for derived in type.derived}
    yield from _unknown(set(type.listed) | set(type.named), fields, "feltet", ("fields",))
    columns = {column.id for field in type.fields for column in field.of}
    yield from _unknown(_conditions(type, "field"), fields | columns, "feltet", ("fields",))
    yield from _unknown({type.receipt} - {None}, {one.id for one in type.derived}, "den udledte værdi", ("receipt",))
    for index, supply in enumerate(type.supplies):
        yield from _unknown(supply.names, fields, "feltet", ("supplies", index))
    if type.questions:
        yield from _unknown(type.questions.names, fields, "feltet", ("questions",))
        yield from _unknown(set(type.questions.states), {s.id for s in type.states}, "tilstanden", ("questions",))
    yield from _unknown(_conditions(type, "happened"), {e.id for e in type.events}, "hændelsen", ("events",))
    yield from _state_faults(type)


def _repeated(type: CaseType) -> Iterator[Fault]:
    """No two of one sort may share an id."""
    for sort in ("roles", "fields", "states", "events", "deadlines", "tasks", "derived"):
        seen: set[str] = set()
        for index, part in enumerate(getattr(type, sort)):
            if part.id in seen:
                yield (sort, index, "id"), f"{part.id} står to gange i {sort}", "et id, som ingen anden har"
            seen.add(part.id)


def _event_faults(type: CaseType, event: EventSpec, at: tuple[str | int, ...]) -> Iterator[Fault]:
    states = {state.id for state in type.states}
    roles, fields = {role.id for role in type.roles}, {field.id for field in type.fields}
    yield from _unknown(set(event.start) - {OPENING, "open"}, states, "tilstanden", (*at, "from"))
    yield from _unknown({target.state for target in event.to}, states, "tilstanden", (*at, "to"))
    named = {*event.by, *event.assigns, *event.releases, *(n.to for n in event.notices)}
    yield from _unknown(named, roles, "rollen", (*at, "by"))
    yield from _unknown({n.lacking for n in event.notices} - {None}, fields, "feltet", (*at, "notices"))
    yield from _unknown({*event.sets, *event.clears}, fields, "feltet", at)
    yield from _unknown({name for name in (event.adds, event.updates) if name}, fields, "feltet", at)
    columns = _columns(type, event)
    yield from _unknown({*event.needs, *event.takes}, fields | columns, "feltet", (*at, "needs"))
    derived = {f"derived:{one.id}" for one in type.derived}
    given = {f"field:{name}" for name in fields | columns} | {f"role:{name}" for name in roles} | derived | {"actor"}
    yield from _unknown({s for sources in event.assigns.values() for s in sources}, given, "tildelingen", at)
    copied = {source.removeprefix("role:") for spawn in event.spawns for source in spawn.copies.values()}
    yield from _unknown(copied, fields | roles | {one.id for one in type.derived}, "feltet", (*at, "spawns"))
    yield from _released(type, event, at)
    held = {job for role in type.roles if role.id in event.by for job in role.jobs}
    yield from _unknown(set(event.jobs), held, "jobbet", (*at, "jobs"))


def _released(type: CaseType, event: EventSpec, at: tuple[str | int, ...]) -> Iterator[Fault]:
    """A role that is taken from its party may not own a state that the event leads to."""
    owners = {type.state(t.state).owner for t in event.to if t.state in {s.id for s in type.states}}
    for role in sorted(set(event.releases) & {owner for owner in owners if owner}):
        yield (*at, "releases"), f"{role} ejer en tilstand, som {event.id} fører til", "en rolle, der ikke ejer den"


def _columns(type: CaseType, event: EventSpec) -> set[str]:
    """The columns that an event can give because it adds or changes a record."""
    records = [name for name in (event.adds, event.updates) if name]
    return {column.id for field in type.fields if field.id in records for column in field.of}


def _duty_faults(type: CaseType, duty: Duty, at: tuple[str | int, ...], parameters: set[str]) -> Iterator[Fault]:
    events = {event.id for event in type.events}
    states = {state.id for state in type.states}
    fields = {field.id for field in type.fields} | {derived.id for derived in type.derived}
    records = {field.id for field in type.fields if field.type == "records"}
    yield from _unknown({duty.rows} - {None}, records, "listen", (*at, "rows"))
    columns = set(type.columns(duty.rows)) if duty.rows in records else set()
    yield from _unknown({duty.party, duty.about} - {None}, columns, "kolonnen", at)
    fields |= columns
    yield from _unknown({duty.done_on} - {None}, fields, "feltet", (*at, "done_on"))
    yield from _unknown({duty.owner}, {role.id for role in type.roles}, "rollen", (*at, "owner"))
    yield from _unknown(set(duty.done_by), events, "hændelsen", (*at, "done_by"))
    yield from _unknown({*duty.void_in, *duty.paused_in}, states, "tilstanden", at)
    if duty.since is not None:
        yield from _unknown({duty.since.event} - {None}, events, "hændelsen", (*at, "since"))
        yield from _unknown({duty.since.field} - {None}, fields, "feltet", (*at, "since"))
    if duty.counts is not None:
        yield from _unknown(_parameters(duty.counts), parameters, "parameteren", (*at, "counts"))


def _parameters(counts: Count) -> set[str]:
    return {name for name in (*counts.ways().values(), counts.at) if name and not name[0].isdigit()}


def _state_faults(type: CaseType) -> Iterator[Fault]:
    """Every open state needs an owner, so that no case belongs to nobody; the workflow must be sound."""
    roles = {role.id for role in type.roles}
    for index, state in enumerate(type.states):
        if not state.final and state.owner not in roles:
            found = f"tilstanden {state.id} hører til »{state.owner or 'ingen'}«"
            yield ("states", index), found, "owner med en af rollerne, for intet må høre til ingen"
    try:
        type.workflow()
    except Problem as problem:
        for sentence in problem.findings:
            yield ("states",), sentence.rstrip("."), "tilstande og hændelser, der hænger sammen"


def _conditions(type: CaseType, sort: str) -> set[str]:
    """The names of one sort in every condition of the type."""
    guards = [g.condition for e in type.events for g in (*e.when, *e.warns)]
    targets = [t.condition for e in type.events for t in e.to if t.condition]
    notices = [n.condition for e in type.events for n in e.notices if n.condition]
    spawns = [s.condition for e in type.events for s in e.spawns if s.condition]
    duties = [c for d in type.duties for c in (d.condition, d.until) if c]
    return {name for one in (*guards, *targets, *notices, *spawns, *duties) for name in one.names(sort)}


def _unknown(
    names: Collection[str | None], known: Collection[str], sort: str, at: tuple[str | int, ...]
) -> Iterator[Fault]:
    for name in sorted(str(name) for name in set(names) - set(known)):
        yield at, f"{sort} {name} findes ikke", f"en af {', '.join(sorted(known))}" if known else "et navn, der findes"
