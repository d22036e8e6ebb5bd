"""Checks what a content package says across its files: names that must exist, ids that must differ, timelines.

Each check adds its faults to the draft's findings; nothing is raised here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from tvaers.kernel.budget_checks import check_budget
from tvaers.kernel.case_type_checks import check_case_types, names_of
from tvaers.kernel.errors import Problem
from tvaers.kernel.forum_types import ForumType
from tvaers.kernel.obligation_types import ContactsType, ObligationType
from tvaers.kernel.package_models import Clause, ParameterEntry, ValueEntry
from tvaers.kernel.package_read import Draft, Placed
from tvaers.kernel.package_values import expected_for, parse_value, timeline_faults
from tvaers.kernel.package_yaml import Location
from tvaers.kernel.plan_types import PlanType

MOST_NAMES = 20
"""With more names than this, a fault shows the nearest only."""
_WORDS = {
    "document": "dokumentet",
    "reading": "læsningen",
    "clause": "bestemmelsen",
    "parameter": "parameteren",
    "rule": "reglen",
    "case": "forløbstypen eller dens del",
    "deadline": "fristen",
    "forum": "forummet",
    "plan": "planen",
    "obligation": "forpligtelsen",
    "contacts": "registret",
}


@dataclass(frozen=True)
class References:
    """The names that exist, per sort. None means that nobody knows, and then nothing is refused."""

    draft: Draft
    known: dict[str, Collection[str] | None]

    def expect(self, sort: str, name: str, item: Placed[Any], *path: str | int) -> None:
        """Add a fault at `path` in `item` when there is no `sort` called `name`; not for parts of an unread type."""
        known = self.known.get(sort)
        if sort in ("case", "deadline") and name.split(".")[0] in self.draft.unread_types:
            return
        if known is not None and name not in known:
            expected = _one_of(name, known) if known else "et navn, der findes; der er ingen endnu"
            self.draft.findings.add(item.file, item.line(*path), f"{_WORDS[sort]} {name} findes ikke", expected)


def _one_of(name: str, known: Collection[str]) -> str:
    """The names to choose between: all of them, or the nearest ones where there are many."""
    if len(known) <= MOST_NAMES:
        return f"en af {', '.join(sorted(known))}"
    near = get_close_matches(name, known, n=5, cutoff=0) or sorted(known)[:5]
    return f"et navn, der findes, fx {', '.join(near)}"


def check_draft(draft: Draft, rule_names: Collection[str] | None) -> None:
    """Run every check. `rule_names` None leaves `rule:` entries unchecked."""
    manifest = draft.manifest.model if draft.manifest else None
    references = References(
        draft,
        {
            "document": {document.id for document in manifest.documents} if manifest else None,
            "reading": {reading.id for reading in manifest.readings} if manifest else None,
            "clause": draft.named["clauses"],
            "parameter": draft.named["parameters"],
            "rule": rule_names,
            "case": None if _borrows(draft) else names_of(draft, "events"),
            "deadline": None if _borrows(draft) else names_of(draft, "duties"),
            "forum": draft.named["forums"],
            "plan": draft.named["plans"],
            "obligation": draft.named["obligations"],
            "contacts": draft.named["contacts"],
        },
    )
    _check_unique(draft, draft.clauses, "clause")
    _check_unique(draft, draft.parameters, "parameter")
    _check_unique(draft, draft.case_types, "case")
    _check_unique(draft, draft.forums, "forum")
    _check_unique(draft, draft.plans, "plan")
    _check_unique(draft, draft.obligations, "obligation")
    _check_unique(draft, draft.contacts, "contacts")
    _check_other_names(draft)
    _check_manifest(draft, references)
    for clause in draft.clauses:
        _check_clause(clause, references)
    for parameter in draft.parameters:
        _check_parameter(draft, parameter, references)
    for forum in draft.forums:
        _check_forum(forum, references)
    for plan in draft.plans:
        _check_plan(plan, references)
    for duty in draft.obligations:
        _check_duty(duty, references)
    for register in draft.contacts:
        _check_duty(register, references)
    check_budget(draft, references.expect)
    check_case_types(draft)


def _borrows(draft: Draft) -> bool:
    """Whether case types of other packages are used, which `load_all` knows and this package does not."""
    return draft.manifest is not None and bool(draft.manifest.model.case_types_from)


def _check_unique(draft: Draft, items: list[Placed[Any]], sort: str) -> None:
    """No two items may have one id."""
    first: dict[str, Placed[Any]] = {}
    for item in items:
        before = first.setdefault(item.model.id, item)
        if before is not item:
            found = f"{_WORDS[sort]} {item.model.id} findes allerede i {before.file}, linje {before.line('id')}"
            draft.findings.add(item.file, item.line("id"), found, "et id, som ingen anden har")


def _check_other_names(draft: Draft) -> None:
    """An `also` name must lead to one parameter only."""
    owners = dict.fromkeys(draft.named["parameters"], "et parameter-id")
    for item in draft.parameters:
        for index, name in enumerate(item.model.also):
            if name in owners:
                found = f"navnet {name} er allerede {owners[name]}"
                draft.findings.add(item.file, item.line("also", index), found, "et navn, som kun én parameter har")
            owners.setdefault(name, f"et andet navn for {item.model.id}")


def _check_manifest(draft: Draft, references: References) -> None:
    """The package needs clauses; its readings must differ and point at clauses; the validity's reading must exist."""
    if not draft.named["clauses"]:
        draft.findings.add("clauses", 1, "pakken har ingen bestemmelser", "mindst én bestemmelse i mappen clauses")
    if draft.manifest is None:
        return
    seen: set[str] = set()
    for index, reading in enumerate(draft.manifest.model.readings):
        if reading.id in seen:
            line = draft.manifest.line("readings", index)
            draft.findings.add("package.yml", line, f"læsningen {reading.id} står to gange", "et id pr. læsning")
        seen.add(reading.id)
        references.expect("clause", reading.clause, draft.manifest, "readings", index, "clause")
    if draft.manifest.model.valid.reading is not None:
        references.expect("reading", draft.manifest.model.valid.reading, draft.manifest, "valid", "reading")


def _check_clause(item: Placed[Clause], references: References) -> None:
    """Document, readings, and the parameters and rules that execute the clause must exist."""
    references.expect("document", item.model.document, item, "document")
    for index, reading in enumerate(item.model.readings):
        references.expect("reading", reading, item, "readings", index)
    for index, executor in enumerate(item.model.executed_by):
        sort, name = executor.split(":", 1)
        references.expect(sort, name, item, "executed_by", index)


def _check_forum(item: Placed[ForumType], references: References) -> None:
    """Every clause and reading that a forum names must exist, and so must its parent."""
    forum = item.model
    references.expect("clause", forum.clause, item, "clause")
    for part in ("chairs", "secretariat", "meetings"):
        named = getattr(forum, part).clause
        if named is not None:
            references.expect("clause", named, item, part, "clause")
    for part in ("seats", "standing", "yearly"):
        for index, one in enumerate(getattr(forum, part)):
            if one.clause is not None:
                references.expect("clause", one.clause, item, part, index, "clause")
    for index, reading in enumerate(forum.readings):
        references.expect("reading", reading, item, "readings", index)
    for other in ("parent", "successor_of"):
        if getattr(forum, other) is not None:
            references.expect("forum", getattr(forum, other), item, other)


def _check_plan(item: Placed[PlanType], references: References) -> None:
    """Every clause that a plan and its activities name must exist."""
    references.expect("clause", item.model.clause, item, "clause")
    for index, one in enumerate(item.model.activities):
        if one.clause is not None:
            references.expect("clause", one.clause, item, "activities", index, "clause")


def _check_duty(item: Placed[ObligationType] | Placed[ContactsType], references: References) -> None:
    """The clause and the readings that an obligation or a register names must exist."""
    references.expect("clause", item.model.clause, item, "clause")
    for index, reading in enumerate(getattr(item.model, "readings", ())):
        references.expect("reading", reading, item, "readings", index)
    for index, forum in enumerate(getattr(item.model, "chain", ())):
        references.expect("forum", forum, item, "chain", index)


def _check_parameter(draft: Draft, item: Placed[ParameterEntry], references: References) -> None:
    """The clause must exist, each value be sound, and each key have a timeline without overlaps and gaps."""
    entry = item.model
    references.expect("clause", entry.clause, item, "clause")
    for index, value in enumerate(entry.values):
        _check_value(draft, item, value, ("values", index), references)
    for key in entry.keys or (None,):
        placed = [(index, value) for index, value in enumerate(entry.values) if value.key == key]
        for index, found, expected in timeline_faults(placed):
            draft.findings.add(item.file, item.line("values", index), f"{entry.id}: {found}", expected)
        if entry.values and not placed and key is not None:
            draft.findings.add(item.file, item.line("keys"), f"nøglen {key} har ingen værdi", "en værdi for hver nøgle")


def _check_value(
    draft: Draft, item: Placed[ParameterEntry], value: ValueEntry, at: Location, references: References
) -> None:
    """Source, reading, key and unit of one value."""
    entry = item.model
    if value.source is not None:
        references.expect("document", value.source.document, item, *at, "source", "document")
    if value.reading is not None:
        references.expect("reading", value.reading, item, *at, "reading")
    if value.key not in (entry.keys or (None,)):
        expected = f"en af {', '.join(entry.keys)}" if entry.keys else "ingen nøgle, når parameteren ikke har keys"
        draft.findings.add(item.file, item.line(*at, "key"), f"nøglen er »{value.key or ''}«", expected)
    try:
        parse_value(value.value, entry.unit, entry.choices)
    except Problem:
        found = f"værdien {value.value} passer ikke til enheden {entry.unit}"
        draft.findings.add(item.file, item.line(*at, "value"), found, expected_for(entry.unit, entry.choices))
