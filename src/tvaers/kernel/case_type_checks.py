"""Checks what a case type says across its file: names that must exist, states that must be reached and left.

Each check adds its faults, with file and line, to the findings; nothing is raised here.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from pathlib import Path

from tvaers.kernel.case_fields import NOW
from tvaers.kernel.case_type_details import Fault, detail_faults, unknown
from tvaers.kernel.case_types import OPENING, CaseType, Count, Derived, Duty, EventSpec, FieldSpec
from tvaers.kernel.errors import Problem
from tvaers.kernel.package_read import Draft, rule_files


def check_case_types(draft: Draft) -> None:
    """Run every check on every case type of a package. Clauses may stand in other packages: `load_all` checks them."""
    for placed in draft.case_types:
        rules = rule_names(draft.folder / "case_types" / f"{placed.model.id}.py")
        keys = dict.fromkeys(draft.named["parameters"], ()) | {p.model.id: p.model.keys for p in draft.parameters}
        every = {one.model.id for one in draft.case_types} | set(draft.unread_types)
        mended = _mended_faults(placed.model, every)
        bases = _basis_faults(placed.model, {one.id for one in draft.manifest.model.readings} if draft.manifest else ())
        faults = (*_faults(placed.model, rules, set(keys)), *mended, *bases, *detail_faults(placed.model, keys, rules))
        for location, found, expected in faults:
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
    own = {type.clause, *(one.clause for one in type.derived), *(one.clause for one in type.legal_bases)}
    return (own | {event.clause for event in type.events} | {duty.clause for duty in type.duties} | notices) - {""}


def _faults(type: CaseType, rules: set[str], parameters: set[str]) -> Iterator[Fault]:
    yield from _repeated(type)
    roles = {role.id for role in type.roles}
    for index, role in enumerate(type.roles):
        yield from unknown(role.apart_from, roles, "rollen", ("roles", index, "apart_from"))
    for index, field in enumerate(type.fields):
        yield from unknown(field.opened_by, roles, "rollen", ("fields", index, "opened_by"))
        yield from unknown(_bounds(field), _times(type), "tiden", ("fields", index))
    for index, event in enumerate(type.events):
        yield from _event_faults(type, event, ("events", index))
    for group in ("deadlines", "tasks"):
        for index, duty in enumerate(getattr(type, group)):
            yield from _duty_faults(type, duty, (group, index), parameters)
    for index, derived in enumerate(type.derived):
        yield from unknown({derived.rule}, rules, "reglen", ("derived", index, "rule"))
    fields = {field.id for field in type.fields} | {derived.id for derived in type.derived}
    yield from unknown(type.listed, fields, "feltet", ("listed",))
    yield from unknown(type.named, fields, "feltet", ("named",))
    yield from unknown({type.receipt} - {None}, {one.id for one in type.derived}, "den udledte værdi", ("receipt",))
    for index, supply in enumerate(type.supplies):
        yield from unknown(supply.names, fields, "feltet", ("supplies", index))
    if type.questions:
        yield from unknown(type.questions.names, fields, "feltet", ("questions",))
        yield from unknown(set(type.questions.states), {s.id for s in type.states}, "tilstanden", ("questions",))
    yield from _state_faults(type)


def _repeated(type: CaseType) -> Iterator[Fault]:
    """No two of one sort may share an id."""
    for sort in ("roles", "fields", "states", "events", "deadlines", "tasks", "derived", "legal_bases"):
        seen: set[str] = set()
        for index, part in enumerate(getattr(type, sort)):
            if part.id in seen:
                yield (sort, index, "id"), f"{part.id} står to gange i {sort}", "et id, som ingen anden har"
            seen.add(part.id)


def _bounds(field: FieldSpec) -> set[str]:
    """What a field's dates, or those of its columns, are held against."""
    return {name for one in (field, *field.of) for name in (*one.not_before, *one.not_after)}


def _times(type: CaseType) -> set[str]:
    """What a date may be held against: the event's own moment, the dates and times of the case, and derived values."""
    return {NOW, *(one.id for one in type.fields if one.type in ("date", "time")), *(one.id for one in type.derived)}


def _event_faults(type: CaseType, event: EventSpec, at: tuple[str | int, ...]) -> Iterator[Fault]:
    states = {state.id for state in type.states}
    roles, fields = {role.id for role in type.roles}, {field.id for field in type.fields}
    yield from unknown(set(event.start) - {OPENING, "open"}, states, "tilstanden", (*at, "from"))
    yield from unknown({target.state for target in event.to}, states, "tilstanden", (*at, "to"))
    for sort in ("by", "assigns", "releases"):
        yield from unknown(set(getattr(event, sort)), roles, "rollen", (*at, sort))
    for number, notice in enumerate(event.notices):
        yield from unknown({notice.to}, roles, "rollen", (*at, "notices", number, "to"))
        yield from unknown({notice.lacking} - {None}, fields, "feltet", (*at, "notices", number))
    for sort in ("sets", "clears"):
        yield from unknown(set(getattr(event, sort)), fields, "feltet", (*at, sort))
    for sort in ("adds", "updates"):
        yield from unknown({getattr(event, sort)} - {None}, fields, "feltet", (*at, sort))
    columns = _columns(type, event)
    yield from unknown({*event.needs, *event.takes}, fields | columns, "feltet", (*at, "needs"))
    derived = {f"derived:{one.id}" for one in type.derived}
    given = {f"field:{name}" for name in fields | columns} | {f"role:{name}" for name in roles} | derived | {"actor"}
    yield from unknown(
        {s for sources in event.assigns.values() for s in sources}, given, "tildelingen", (*at, "assigns")
    )
    copied = {source.removeprefix("role:") for spawn in event.spawns for source in spawn.copies.values()}
    yield from unknown(copied, fields | roles | {one.id for one in type.derived}, "feltet", (*at, "spawns"))
    yield from _released(type, event, at)
    held = {job for role in type.roles if role.id in event.by for job in role.jobs}
    yield from unknown(set(event.jobs), held, "jobbet", (*at, "jobs"))


def _mended_faults(type: CaseType, types: set[str]) -> Iterator[Fault]:
    """What mends an event instead is a case type of the same package."""
    for index, event in enumerate(type.events):
        named = {event.mend.instead} if event.mend and event.mend.instead else set()
        yield from unknown(named, types, "forløbstypen", ("events", index, "mend", "instead"))


def _basis_faults(type: CaseType, readings: Collection[str]) -> Iterator[Fault]:
    """A basis is for fields that exist, and rests on a reading of the package; what goes by hand is a field."""
    fields = {field.id for field in type.fields}
    yield from unknown({type.by_hand} - {None}, fields, "feltet", ("by_hand",))
    for index, basis in enumerate(type.legal_bases):
        yield from unknown(set(basis.fields), fields, "feltet", ("legal_bases", index, "fields"))
        yield from unknown({basis.reading} - {""}, set(readings), "læsningen", ("legal_bases", index, "reading"))


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
    yield from unknown({duty.rows} - {None}, records, "listen", (*at, "rows"))
    columns = set(type.columns(duty.rows)) if duty.rows in records else set()
    yield from unknown({duty.party, duty.about} - {None}, columns, "kolonnen", at)
    fields |= columns
    yield from unknown({duty.done_on} - {None}, fields, "feltet", (*at, "done_on"))
    yield from unknown({duty.owner}, {role.id for role in type.roles}, "rollen", (*at, "owner"))
    yield from unknown(set(duty.done_by), events, "hændelsen", (*at, "done_by"))
    yield from unknown(duty.void_in, states, "tilstanden", (*at, "void_in"))
    yield from unknown(duty.paused_in, states, "tilstanden", (*at, "paused_in"))
    if duty.since is not None:
        yield from unknown({duty.since.event} - {None}, events, "hændelsen", (*at, "since"))
        yield from unknown({duty.since.field} - {None}, fields, "feltet", (*at, "since"))
    if duty.counts is not None:
        yield from unknown(_parameters(duty.counts), parameters, "parameteren", (*at, "counts"))


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
