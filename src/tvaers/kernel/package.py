"""Content packages: the agreements as data, read once, checked, and looked up by date.

`load_package` reads one folder, `load_all` all of them. A Package answers which value of a parameter held on a day,
which clause something comes from, and what would be different with other values (`override`).
Shapes are in `package_models.py`, units and timelines in `package_values.py`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from itertools import count
from pathlib import Path
from typing import Any

from tvaers.kernel.budget_types import BudgetContent
from tvaers.kernel.case_type_checks import clauses_named
from tvaers.kernel.case_types import CaseType
from tvaers.kernel.errors import Problem
from tvaers.kernel.forum_types import ForumType
from tvaers.kernel.obligation_types import ContactsType, ObligationType
from tvaers.kernel.package_checks import check_draft
from tvaers.kernel.package_models import Annex, Clause, Manifest, ParameterEntry, Reading, SourceDocument, Validity
from tvaers.kernel.package_read import Draft, package_files, read_draft
from tvaers.kernel.package_values import Parameter, Parsed, Value, parse_value
from tvaers.kernel.package_yaml import ContentError, Finding, Findings
from tvaers.kernel.plan_types import PlanType

__all__ = [
    "Annex", "CaseType", "Clause", "ContentError", "Finding", "Package", "Parameter", "Parsed", "Reading", "RuleNames",
    "Shared", "SourceDocument", "Validity", "Value", "WHAT_IF_NOTE", "load_all", "load_package",
]  # fmt: skip

RuleNames = Callable[[Path], Collection[str]]
"""Gives the names of the rules that a rules.py declares; called with the path of that file."""

CONTENT = Path(__file__).parents[1] / "content"
WHAT_IF_NOTE = "hvad nu hvis"
WHAT_IF_START = date(1900, 1, 1)

_NAME = re.compile(r"(?P<name>\w+)(?:\[(?P<bracket>\w+)\]|\.(?P<dot>\w+))?")


@dataclass(frozen=True)
class Shared:
    """Another package whose case types are used; with `as_of`, its values of that day hold where none does later."""

    package: Package
    as_of: date | None


@dataclass(frozen=True)
class Package:
    """One agreement as loaded. Clauses and parameters are in source order; `overrides` is empty unless a what-if."""

    manifest: Manifest
    folder: Path
    content_hash: str
    clauses: Mapping[str, Clause]
    parameters: Mapping[str, Parameter]
    overrides: tuple[tuple[str, str], ...] = ()
    case_types: Mapping[str, CaseType] = field(default_factory=dict)
    shared: tuple[Shared, ...] = ()
    forums: Mapping[str, ForumType] = field(default_factory=dict)
    plans: Mapping[str, PlanType] = field(default_factory=dict)
    obligations: Mapping[str, ObligationType] = field(default_factory=dict)
    contacts: Mapping[str, ContactsType] = field(default_factory=dict)
    budget: BudgetContent = BudgetContent()

    def __hash__(self) -> int:
        return hash(self.content_hash)

    @property
    def id(self) -> str:
        """The package's id, e.g. `benyttelsesaftale-nord-midt-2021`."""
        return self.manifest.id

    @property
    def short(self) -> str:
        """The prefix of line ids, e.g. `BA21`."""
        return self.manifest.short

    @property
    def title(self) -> str:
        """The agreement's title, in Danish."""
        return self.manifest.title

    @property
    def parties(self) -> tuple[str, ...]:
        """Region and municipality codes of four digits."""
        return self.manifest.parties

    @property
    def valid(self) -> Validity:
        """The agreement's first and last day."""
        return self.manifest.valid

    @cached_property
    def readings(self) -> dict[str, Reading]:
        """The readings by id."""
        return {reading.id: reading for reading in self.manifest.readings}

    @property
    def rules_file(self) -> Path | None:
        """The package's rules.py, if there is one."""
        path = self.folder / "rules.py"
        return path if path.is_file() else None

    def case_rules_file(self, case_type: str) -> Path:
        """The file that may hold the rules of a case type: beside its YAML, in the package that declares it."""
        return self.owner_of(case_type).folder / "case_types" / f"{case_type}.py"

    def owner_of(self, case_type: str) -> Package:
        """The package that declares a case type used here: this one, or one that it takes case types from."""
        shared = (one.package for one in self.shared if case_type in one.package.case_types)
        return next(shared, self)

    def term(self, param_id: str, day: date, key: str | None = None) -> Value | None:
        """The value for a case on `day`: our own, else that of a package whose case types we use, or None."""
        if param_id in self.parameters:
            return self.value_on(param_id, day, key)
        for one in self.shared:
            if param_id in one.package.parameters:
                known = one.package.value_on(param_id, day, key)
                return known or (one.package.value_on(param_id, one.as_of, key) if one.as_of else None)
        self.find_parameter(param_id)
        return None

    def active_on(self, day: date) -> bool:
        """Whether the agreement holds on `day`, first and last day included."""
        return self.valid.holds_on(day)

    @cached_property
    def _values(self) -> dict[int, Value]:
        return {value.id: value for parameter in self.parameters.values() for value in parameter.values}

    @property
    def value_ids(self) -> tuple[int, ...]:
        """The ids of all values, in source order."""
        return tuple(self._values)

    def value(self, value_id: int) -> Value:
        """One value by its id. Raises Problem for an unknown id."""
        if value_id not in self._values:
            raise Problem(
                what=f"Værdi nummer {value_id} findes ikke i {self.id}.",
                why="Numrene hører til én udgave af pakken.",
                do="Slå op i den udgave, som afregningen blev lavet med.",
            )
        return self._values[value_id]

    @cached_property
    def _names(self) -> dict[str, Parameter]:
        """Every accepted name of a parameter, without its key."""
        return {name: entry for entry in self.parameters.values() for name in (entry.id, *entry.also)}

    def _parts(self, name: str) -> tuple[str, str | None] | None:
        """A written name as parameter and key; None when it is not written as one."""
        match = _NAME.fullmatch(name.strip())
        if match is None or match["name"] in self._names:
            return (match["name"], match["bracket"] or match["dot"]) if match else None
        ends = [(known, key) for known, entry in self._names.items() for key in entry.keys]
        joined = {f"{known}_{key}": (known, key) for known, key in ends}
        return joined.get(match["name"])

    def find_parameter(self, name: str) -> tuple[Parameter, str | None]:
        """A parameter by id or other name, with the key of `extras_rate[main]`, `extras_rate.main`, `extras_rate_main`.

        A key may be cut short while it is clear which one is meant (`extras_rate[highly]`). The key is None where the
        name has none. Raises Problem, naming what there is, for an unknown name or key.
        """
        parts = self._parts(name)
        parameter = self._names.get(parts[0]) if parts else None
        if parts is None or parameter is None:
            raise Problem(
                what=f"Parameteren »{name}« findes ikke i {self.id}.",
                do=f"Brug en af {', '.join(self.parameters)}.",
            )
        key = parts[1]
        meant = [known for known in parameter.keys if key and known.startswith(key)]
        if key is not None and len(meant) != 1:
            known = f"Brug en af {', '.join(parameter.keys)}." if parameter.keys else "Skriv navnet uden nøgle."
            raise Problem(what=f"Parameteren {parameter.id} har ikke nøglen »{key}«.", do=known)
        return parameter, meant[0] if meant else None

    def value_on(self, param_id: str, day: date, key: str | None = None) -> Value | None:
        """The value that holds on `day`, or None when none does.

        Raises Problem for an unknown parameter, and when a parameter with keys is asked without one.
        """
        parameter, named_key = self.find_parameter(param_id)
        key = key or named_key
        if key not in (parameter.keys or (None,)):
            raise Problem(
                what=f"Parameteren {parameter.id} har en værdi pr. {', '.join(parameter.keys) or 'dag'}.",
                why=f"Der blev spurgt om »{key}«." if key else "Der blev spurgt uden nøgle.",
                do="Spørg med en af nøglerne." if parameter.keys else "Spørg uden nøgle.",
            )
        return parameter.value_on(day, key)

    def override(self, values: Mapping[str, str]) -> Package:
        """The package as it would be with other values: each named parameter gets one value that always holds.

        A parameter with keys, named without one, gets the value for every key. The values have new ids and the note
        WHAT_IF_NOTE. Raises Problem for an unknown name, a value that does not fit the unit, or two values for one.
        """
        ids = count(max(self._values, default=0) + 1)
        parameters = dict(self.parameters)
        for (parameter_id, key), parsed in self._chosen(values).items():
            value = Value(next(ids), parameter_id, key, WHAT_IF_START, None, parsed, note=WHAT_IF_NOTE)
            parameters[parameter_id] = _with_only(parameters[parameter_id], value)
        return replace(self, parameters=parameters, **self._identity_with(values))

    def _chosen(self, values: Mapping[str, str]) -> dict[tuple[str, str | None], Parsed]:
        """The what-if values by parameter and key."""
        chosen: dict[tuple[str, str | None], Parsed] = {}
        for name, text in values.items():
            parameter, key = self.find_parameter(name)
            parsed = parse_value(text, parameter.unit, parameter.choices)
            for one in (key,) if key else parameter.keys or (None,):
                if chosen.setdefault((parameter.id, one), parsed) != parsed:
                    raise Problem(what=f"{name} får to værdier.", do="Giv hver parameter og nøgle én værdi.")
        return chosen

    def _identity_with(self, values: Mapping[str, str]) -> dict[str, Any]:
        """The overrides and content hash of this package with `values` on top; another outcome has another hash."""
        if not values:
            return {}
        ordered = sorted(values.items())
        digest = hashlib.sha256(repr((self.content_hash, ordered)).encode()).hexdigest()
        return {"overrides": (*self.overrides, *ordered), "content_hash": digest}


def _with_only(parameter: Parameter, value: Value) -> Parameter:
    """The parameter where `value` is the only one of its key."""
    others = tuple(other for other in parameter.values if other.key != value.key)
    return replace(parameter, values=(*others, value), unknown=None)


def load_package(folder: Path, rule_names: RuleNames | None = None) -> Package:
    """Read and check one package. Raises ContentError with all faults.

    With `rule_names`, each `rule:` in a clause must be among the rules that the package's rules.py declares. The answer
    is cached until a file changes.
    """
    stamps = tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in package_files(folder))
    return _load(folder, rule_names, stamps)


@lru_cache(maxsize=256)
def _load(folder: Path, rule_names: RuleNames | None, stamps: tuple[tuple[str, int, int], ...]) -> Package:  # noqa: ARG001
    draft = read_draft(folder)
    rules_file = folder / "rules.py"
    names = None if rule_names is None else rule_names(rules_file) if rules_file.is_file() else ()
    check_draft(draft, names)
    draft.findings.raise_if_any()
    return _build(draft)


def _build(draft: Draft) -> Package:
    """The package of a draft without faults."""
    assert draft.manifest is not None, "a missing manifest is a finding"
    ids = count(1)
    return Package(
        manifest=draft.manifest.model,
        folder=draft.folder,
        content_hash=_content_hash(draft.folder),
        clauses={item.model.id: item.model for item in draft.clauses},
        parameters={item.model.id: _parameter(item.model, ids) for item in draft.parameters},
        case_types={item.model.id: item.model for item in draft.case_types},
        forums={item.model.id: item.model for item in draft.forums},
        plans={item.model.id: item.model for item in draft.plans},
        obligations={item.model.id: item.model for item in draft.obligations},
        contacts={item.model.id: item.model for item in draft.contacts},
        budget=BudgetContent(**{name: tuple(item.model for item in items) for name, items in draft.budget.items()}),
    )


def _parameter(entry: ParameterEntry, ids: count[int]) -> Parameter:
    """The parameter of a checked entry; values get the next ids, sorted by key and start."""
    order = {key: index for index, key in enumerate(entry.keys)}
    written = sorted(entry.values, key=lambda value: (order.get(value.key or "", 0), value.start))
    values = tuple(
        Value(
            id=next(ids),
            parameter=entry.id,
            key=one.key,
            start=one.start,
            end=one.end,
            value=parse_value(one.value, entry.unit, entry.choices),
            source=one.source,
            reading=one.reading,
            note=one.note,
            gap=one.gap,
        )  # fmt: skip
        for one in written
    )
    return Parameter(
        id=entry.id, heading=entry.heading, unit=entry.unit, clause=entry.clause, keys=entry.keys,
        choices=entry.choices, also=entry.also, values=values, unknown=entry.unknown, words=entry.words,
    )  # fmt: skip


def _content_hash(folder: Path) -> str:
    """SHA-256 over the relative path, length and bytes of every file of the package, in sorted order.

    Scenarios are left out: an example more changes no amount, and so no edition.
    """
    digest = hashlib.sha256()
    for path in (path for path in package_files(folder) if path.parent != folder / "scenarios"):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _is_package(folder: Path) -> bool:
    """Whether the folder is meant as a package; content also holds folders with other data."""
    return any((folder / name).exists() for name in ("package.yml", "clauses", "parameters"))


def load_all(root: Path | None = None, rule_names: RuleNames | None = None) -> dict[str, Package]:
    """Every package under `root` (default: the content that comes with Tværs), by id, in folder order.

    Raises ContentError for the first package with faults, and for ids that clash or are missing across packages. The
    answer is cached until a file changes, for each `rule_names` that is the same function.
    """
    root = root or CONTENT
    folders = tuple(folder for folder in sorted(root.glob("*/*")) if _is_package(folder))
    files = (path for folder in folders for path in package_files(folder))
    stamps = tuple((str(path), stat.st_mtime_ns, stat.st_size) for path in files for stat in [path.stat()])
    return dict(_load_all(root, folders, rule_names, stamps))


@lru_cache(maxsize=16)
def _load_all(
    root: Path,
    folders: tuple[Path, ...],
    rule_names: RuleNames | None,
    stamps: tuple[tuple[str, int, int], ...],  # noqa: ARG001
) -> dict[str, Package]:
    packages = [load_package(folder, rule_names) for folder in folders]
    findings = Findings("samlet")
    for package in packages:
        file = f"{package.folder.relative_to(root).as_posix()}/package.yml"
        others = [other for other in packages if other is not package]
        if any(package.id == other.id or package.short == other.short for other in others):
            found = f"id {package.id} eller short {package.short} bruges af en anden pakke"
            findings.add(file, 1, found, "et id og et short, som ingen anden pakke har")
        for missing in set(package.manifest.builds_on) - {other.id for other in others}:
            findings.add(file, 1, f"builds_on nævner {missing}, som ikke findes", "id'er på andre pakker")
    _check_across(packages, findings, root)
    findings.raise_if_any()
    known = {package.id: package for package in packages}
    return {package.id: _with_shared(_with_foundation(package, known), known) for package in packages}


def _check_across(packages: list[Package], findings: Findings, root: Path) -> None:
    """Add what a package says about others that is not so: case types taken from it, clauses named in case types."""
    clauses = {id for package in packages for id in package.clauses}
    for package in packages:
        folder = package.folder.relative_to(root).as_posix()
        for missing in {one.package for one in package.manifest.case_types_from} - {other.id for other in packages}:
            found = f"case_types_from nævner {missing}, som ikke findes"
            findings.add(f"{folder}/package.yml", 1, found, "id'er på andre pakker")
        for type in package.case_types.values():
            for unknown in sorted(clauses_named(type) - clauses):
                found = f"bestemmelsen {unknown} findes ikke"
                findings.add(f"{folder}/case_types/{type.id}.yml", 1, found, "en bestemmelse i en af pakkerne")


def _with_shared(package: Package, known: Mapping[str, Package]) -> Package:
    """The package with the case types that it takes from others; its hash covers them too."""
    if not package.manifest.case_types_from:
        return package
    shared = tuple(Shared(known[one.package], one.as_of) for one in package.manifest.case_types_from)
    types = {id: type for one in reversed(shared) for id, type in one.package.case_types.items()}
    hashes = [package.content_hash, *(one.package.content_hash for one in shared)]
    digest = hashlib.sha256("\n".join(hashes).encode()).hexdigest()
    return replace(package, case_types={**types, **package.case_types}, shared=shared, content_hash=digest)


def _with_foundation(package: Package, known: Mapping[str, Package]) -> Package:
    """The package with a hash that also covers the packages it builds on: their rules may be its own."""
    if not package.manifest.builds_on:
        return package
    hashes = [package.content_hash, *(known[other].content_hash for other in package.manifest.builds_on)]
    return replace(package, content_hash=hashlib.sha256("\n".join(hashes).encode()).hexdigest())
