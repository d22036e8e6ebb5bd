"""Reads the files of one content package into checked shapes, and keeps the place of everything for later faults."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from tvaers.kernel.budget_types import SECTIONS, section_of
from tvaers.kernel.case_types import CaseType
from tvaers.kernel.forum_types import ForumType
from tvaers.kernel.obligation_types import ContactsType, ObligationType
from tvaers.kernel.package_faults import found_and_expected
from tvaers.kernel.package_models import Clause, Manifest, ParameterEntry
from tvaers.kernel.package_yaml import Document, Findings, Location, read_document
from tvaers.kernel.plan_types import PlanType

FOLDERS = (
    "clauses", "parameters", "case_types", "forums", "plans", "obligations", "contacts", "indicators", "scenarios",
    "budget",
)  # fmt: skip
"""Where a package may keep YAML, besides package.yml."""

LISTS = ("clauses", "parameters", "forums", "plans", "obligations", "contacts")
"""The folders whose files are lists of entries with ids."""

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Placed(Generic[M]):
    """A model and where it stands: its document and the location in it."""

    model: M
    document: Document
    location: Location

    @property
    def file(self) -> str:
        """The file, relative to the package folder."""
        return self.document.file

    def line(self, *path: str | int) -> int:
        """The line of the model, or of the field that `path` leads to."""
        return self.document.line_of((*self.location, *path))


@dataclass
class Draft:
    """A package on its way in: what could be read. `manifest` is None when package.yml is missing or faulty."""

    folder: Path
    findings: Findings
    manifest: Placed[Manifest] | None = None
    clauses: list[Placed[Clause]] = field(default_factory=list)
    parameters: list[Placed[ParameterEntry]] = field(default_factory=list)
    case_types: list[Placed[CaseType]] = field(default_factory=list)
    forums: list[Placed[ForumType]] = field(default_factory=list)
    plans: list[Placed[PlanType]] = field(default_factory=list)
    obligations: list[Placed[ObligationType]] = field(default_factory=list)
    contacts: list[Placed[ContactsType]] = field(default_factory=list)
    budget: dict[str, list[Placed[Any]]] = field(default_factory=dict)
    """The entries of `budget/`, by section."""
    named: dict[str, set[str]] = field(default_factory=lambda: {each: set() for each in LISTS})
    """Every id written in a folder, also of items with faults, so that one fault does not make others."""
    unread_types: set[str] = field(default_factory=set)
    """The case types whose own file has a fault, by the name of the file: nobody knows what parts they have."""


def package_files(folder: Path) -> list[Path]:
    """Every file of the package, sorted by path: YAML, rules.py, and a case type's rules beside it.

    The content hash covers all but scenarios.
    """
    rules = {folder / "rules.py", *(folder / "case_types").glob("*.py")}
    files = (path for path in folder.rglob("*") if path.suffix in {".yml", ".yaml"} or path in rules)
    return sorted(files, key=lambda path: path.relative_to(folder).as_posix())


def rule_files(file: Path) -> list[Path]:
    """The files with the rules of a case type: `<id>.py`, and `<id>.<subject>.py` where one file would be too long."""
    return [one for one in (file, *sorted(file.parent.glob(f"{file.stem}.*.py"))) if one.is_file()]


def read_draft(folder: Path) -> Draft:
    """Read all files of the package; faults are collected in the draft's findings, nothing is raised."""
    draft = Draft(folder, Findings(folder.name))
    _refuse_strays(draft)
    if (folder / "package.yml").is_file():
        draft.manifest = _read_manifest(draft)
    else:
        draft.findings.add("package.yml", 1, "filen mangler", f"en fil package.yml i mappen {folder.name}")
    draft.clauses = list(_read_lists(draft, "clauses", Clause))
    draft.parameters = list(_read_lists(draft, "parameters", ParameterEntry))
    draft.case_types = list(_read_case_types(draft))
    draft.forums = list(_read_lists(draft, "forums", ForumType))
    draft.plans = list(_read_lists(draft, "plans", PlanType))
    draft.obligations = list(_read_lists(draft, "obligations", ObligationType))
    draft.contacts = list(_read_lists(draft, "contacts", ContactsType))
    draft.budget = _read_budget(draft)
    return draft


def _refuse_strays(draft: Draft) -> None:
    """A YAML file in an unknown place would be ignored in silence: say so instead."""
    for path in package_files(draft.folder):
        inside = path.relative_to(draft.folder)
        is_data = len(inside.parts) == 2 and inside.parts[0] in FOLDERS and path.suffix == ".yml"
        case_type = path.with_name(f"{path.name.split('.')[0]}.yml")
        is_rules = path.suffix == ".py" and (path.name == "rules.py" or case_type.is_file())
        if not (is_data or is_rules or inside.as_posix() == "package.yml"):
            expected = f"package.yml, eller en .yml-fil i {', '.join(FOLDERS)}"
            draft.findings.add(inside.as_posix(), 1, "filen står et sted, hvor ingen læser den", expected)


def _read_manifest(draft: Draft) -> Placed[Manifest] | None:
    document = read_document(draft.folder / "package.yml", "package.yml", draft.findings)
    manifest = document and _validated(document, (), document.data, Manifest, draft.findings)
    return Placed(manifest, document, ()) if document and manifest else None


def _read_lists(draft: Draft, subfolder: str, model: type[M]) -> Iterator[Placed[M]]:
    """Each item of each YAML list in the subfolder, files in name order."""
    for path in sorted((draft.folder / subfolder).glob("*.yml")):
        yield from _read_list(draft, path, model, draft.named[subfolder])


def _read_list(draft: Draft, path: Path, model: type[M], named: set[str]) -> Iterator[Placed[M]]:
    """Each item of one YAML list; every id written there is added to `named`."""
    document = read_document(path, path.relative_to(draft.folder).as_posix(), draft.findings)
    if document is None:
        return
    if not isinstance(document.data, list):
        draft.findings.add(document.file, 1, "filen er ikke en liste", "en liste, hvor hvert punkt begynder »- id:«")
        return
    for index, item in enumerate(document.data):
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            named.add(item["id"])
        checked = _validated(document, (index,), item, model, draft.findings)
        if checked is not None:
            yield Placed(checked, document, (index,))


def _read_budget(draft: Draft) -> dict[str, list[Placed[Any]]]:
    """The entries of `budget/` by section; the name of a file says which one it belongs to."""
    sections: dict[str, list[Placed[Any]]] = {name: [] for name in SECTIONS}
    for path in sorted((draft.folder / "budget").glob("*.yml")):
        section = section_of(path.stem)
        if section is None:
            expected = f"et navn, der begynder med {', '.join(SECTIONS)}"
            draft.findings.add(f"budget/{path.name}", 1, "filen hører ikke til en del af budgettet", expected)
            continue
        sections[section] += _read_list(draft, path, SECTIONS[section], set())
    return sections


def _read_case_types(draft: Draft) -> Iterator[Placed[CaseType]]:
    """The case type of each file in `case_types/`."""
    for path in sorted((draft.folder / "case_types").glob("*.yml")):
        document = read_document(path, f"case_types/{path.name}", draft.findings)
        checked = _validated(document, (), document.data, CaseType, draft.findings) if document else None
        if document is None or checked is None:
            draft.unread_types.add(path.stem)
            continue
        yield Placed(checked, document, ())


def _validated(document: Document, location: Location, data: object, model: type[M], findings: Findings) -> M | None:
    """The data as a model, or None with each fault added at its line."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            line = document.line_of((*location, *detail["loc"]))
            findings.add(document.file, line, *found_and_expected(detail, model, detail["loc"]))
        return None
