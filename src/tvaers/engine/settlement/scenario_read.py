"""Reading scenario files: YAML lists in files and folders, checked, with file and line on every fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from tvaers.engine.settlement.scenario_models import Scenario
from tvaers.kernel.errors import Problem
from tvaers.kernel.package_faults import found_and_expected
from tvaers.kernel.package_yaml import Document, Findings, read_document


@dataclass(frozen=True)
class Placed:
    """A scenario and where it stands: the file as it was named, and its first line."""

    scenario: Scenario
    file: str
    line: int


def read_scenarios(paths: Iterable[Path]) -> list[Placed]:
    """Every scenario of the files, and of the files in the folders. Problem with all faults of all files if any."""
    findings = Findings("scenarier")
    found = [placed for path in scenario_files(paths) for placed in _read(path, findings)]
    if findings.found:
        raise Problem(
            what="Scenarierne kan ikke læses.",
            why="Intet er kørt, for en fejl i en fil kan skjule det, der skulle prøves.",
            do="Ret filerne, og prøv igen.",
            findings=tuple(str(finding) for finding in sorted(findings.found)),
        )
    if not found:
        raise Problem(
            what="Der er ingen scenarier i det, du har angivet.", do="Angiv en fil eller mappe med scenarier."
        )
    return found


def scenario_files(paths: Iterable[Path]) -> list[Path]:
    """The files, and the YAML files under the folders; where there are `scenarios` folders, only what lies in those."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.suffix in (".yml", ".yaml") and p.is_file())
            files += [p for p in inside if p.absolute().parent.name == "scenarios"] or inside
        elif path.is_file():
            files.append(path)
        else:
            raise Problem(what=f"{path} findes ikke.", do="Angiv en fil eller mappe med scenarier.")
    return list(dict.fromkeys(files))


def _read(path: Path, findings: Findings) -> Iterator[Placed]:
    document = read_document(path, str(path), findings)
    if document is None:
        return
    if not isinstance(document.data, list):
        findings.add(document.file, 1, "filen er ikke en liste", "en liste, hvor hvert punkt begynder »- name:«")
        return
    for index, item in enumerate(document.data):
        yield from _checked(document, index, item, findings)


def _checked(document: Document, index: int, item: object, findings: Findings) -> Iterator[Placed]:
    try:
        scenario = Scenario.model_validate(item)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            line = document.line_of((index, *detail["loc"]))
            findings.add(document.file, line, *found_and_expected(detail, Scenario, detail["loc"]))
    else:
        yield Placed(scenario, document.file, document.line_of((index,)))
