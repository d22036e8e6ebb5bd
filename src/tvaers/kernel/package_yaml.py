"""YAML of content packages: plain data with the line of every node, and the findings about it.

Every scalar is read as text. So `0751` stays a municipality code, `0.90` stays exact and a date is what stands in the
file; `package_models.py` decides what a text means. An empty scalar is None.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tvaers.kernel.errors import Problem

LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader in C where it is built in: twelve times faster, with the same marks."""

Location = tuple[str | int, ...]
"""Where a node is: keys and list indices from the top of the file."""


@dataclass(frozen=True, order=True)
class Finding:
    """One fault in a content file. `line` counts from 1; `found` and `expected` are Danish, without a full stop."""

    file: str
    line: int
    found: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file}, linje {self.line}: {self.found}. Forventet: {self.expected}."


class ContentError(Problem):
    """A content package has faults. `details` holds them as Findings, `findings` the same as Danish text."""

    def __init__(self, package: str, details: tuple[Finding, ...]) -> None:
        self.details = details
        count = "1 fejl" if len(details) == 1 else f"{len(details)} fejl"
        super().__init__(
            what=f"Aftalepakken {package} kan ikke bruges.",
            why=f"Der er {count} i dens filer.",
            do="Ret filerne, og prøv igen.",
            findings=tuple(str(finding) for finding in details),
        )


@dataclass(frozen=True)
class Document:
    """One parsed file: `data` of dicts, lists, str and None; `lines` gives the line of each location."""

    file: str
    data: object
    lines: dict[Location, int]

    def line_of(self, location: Location) -> int:
        """The line of the nearest node on the way to `location` (a missing key gets the line of its parent)."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, 1)


@dataclass
class Findings:
    """Collects the faults of one package, so that all can be shown at once."""

    package: str
    found: list[Finding] = field(default_factory=list)

    def add(self, file: str, line: int, found: str, expected: str) -> None:
        """Record one fault; the same fault twice is kept once."""
        finding = Finding(file, line, found, expected)
        if finding not in self.found:
            self.found.append(finding)

    def raise_if_any(self) -> None:
        """Raise all faults as one ContentError, in order of file and line."""
        if self.found:
            raise ContentError(self.package, tuple(sorted(self.found)))


def read_document(path: Path, file: str, findings: Findings) -> Document | None:
    """Parse one YAML file. `file` is the name to show. Faults go to `findings`, and the answer is None."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        findings.add(file, line, "et tegn er ikke UTF-8", "en fil gemt som UTF-8")
        return None
    try:
        root = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        _add_syntax_fault(file, text, error, findings)
        return None
    if root is None:
        findings.add(file, 1, "filen er tom", "mindst én oplysning; slet filen, hvis den ikke skal bruges")
        return None
    reader = _Reader(file, findings)
    return Document(file, reader.plain(root, ()), reader.lines)


def _add_syntax_fault(file: str, text: str, error: yaml.YAMLError, findings: Findings) -> None:
    """Point at the line where the parser gave up, quoting it."""
    mark = getattr(error, "problem_mark", None)
    index = min(mark.line, len(text.splitlines()) - 1) if mark else 0
    quoted = text.splitlines()[index].strip() if text else ""
    expected = "gyldig YAML; se efter indrykning, kolon og anførselstegn her eller på linjen over"
    findings.add(file, index + 1, f"»{quoted}« kan ikke læses", expected)


@dataclass
class _Reader:
    """Turns YAML nodes into plain data and notes their lines."""

    file: str
    findings: Findings
    lines: dict[Location, int] = field(default_factory=dict)

    def plain(self, node: yaml.Node, location: Location) -> object:
        """The node as dict, list, str or None."""
        self.lines[location] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, location)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(child, (*location, index)) for index, child in enumerate(node.value)]
        empty = isinstance(node, yaml.ScalarNode) and node.value == "" and node.style is None
        return None if empty else str(node.value)

    def _mapping(self, node: yaml.MappingNode, location: Location) -> dict[str, object]:
        result: dict[str, object] = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 1
            if key in result:
                self.findings.add(self.file, line, f"nøglen »{key}« står to gange", "hver nøgle én gang")
            result[key] = self.plain(value_node, (*location, key))
            self.lines[(*location, key)] = line
        return result
