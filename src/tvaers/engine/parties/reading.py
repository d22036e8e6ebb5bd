"""Reads a folder of party files into facts, and refuses the folder with every fault that it has.

`read_folder` is the door. Nothing here touches the database.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from tvaers.engine.parties.declared import Dated, PartyEntry, PartyFile
from tvaers.kernel.errors import Problem
from tvaers.kernel.package_faults import found_and_expected
from tvaers.kernel.package_yaml import Document, Findings, Location, read_document
from tvaers.kernel.periods import Period


@dataclass(frozen=True)
class FactRow:
    """One fact, the same shape for all kinds. `what` is "name", a code kind after "code:", or a relation.

    `value` is the name, the code, or the key of the party that this one belongs to.
    """

    party: str
    what: str
    value: str
    starts: date
    ends: date | None
    source: str
    basis: str

    @property
    def period(self) -> Period:
        """The days it holds."""
        return Period(self.starts, self.ends)


@dataclass(frozen=True)
class Place:
    """Where something stands, for faults."""

    file: str
    line: int


@dataclass
class Declared:
    """What a folder declares: kind and area of each party by key, and each fact with its place."""

    findings: Findings
    parties: dict[str, tuple[str, str]] = field(default_factory=dict)
    facts: list[tuple[FactRow, Place]] = field(default_factory=list)


def read_folder(folder: Path) -> Declared:
    """Everything that the YAML files of a folder say. Problem with file and line of each fault if there are any."""
    declared = Declared(Findings(folder.name))
    files = sorted(folder.glob("*.yml"))
    if not files:
        raise Problem(
            what=f"Mappen {folder.name} kan ikke indlæses.",
            why="Der er ingen .yml-filer i den.",
            do="Angiv en mappe med filer over parter.",
        )
    for path in files:
        _read_file(path, declared)
    _check_links(declared)
    _check_overlaps(declared)
    _raise_faults(folder, declared.findings)
    return declared


def _read_file(path: Path, declared: Declared) -> None:
    document = read_document(path, path.name, declared.findings)
    file = document and _validated(document, declared.findings)
    if not document or not file:
        return
    for index, entry in enumerate(file.parties):
        place = Place(path.name, document.line_of(("parties", index)))
        if entry.key in declared.parties:
            found = f"nøglen »{entry.key}« er brugt før"
            declared.findings.add(place.file, place.line, found, "én nøgle til hver part")
        declared.parties[entry.key] = (file.kind, entry.area or "")
        for location, what, party, value, dated in _facts(entry):
            line = document.line_of(("parties", index, *location))
            row = _row(file, Place(path.name, line), declared.findings, dated, (party, what, value))
            declared.facts.append((row, Place(path.name, line)))


def _validated(document: Document, findings: Findings) -> PartyFile | None:
    try:
        return PartyFile.model_validate(document.data)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            found, expected = found_and_expected(detail, PartyFile, detail["loc"])
            findings.add(document.file, document.line_of(detail["loc"]), found, expected)
        return None


def _facts(entry: PartyEntry) -> Iterator[tuple[Location, str, str, str, Dated]]:
    """The facts of an entry as (place in it, what, party, value, dates)."""
    for index, name in enumerate(entry.names):
        yield ("names", index), "name", entry.key, name.value, name
    for index, code in enumerate(entry.codes):
        yield ("codes", index), f"code:{code.kind}", entry.key, code.value, code
    for index, parent in enumerate(entry.part_of):
        yield ("part_of", index), "part_of", entry.key, parent.key, parent
    for index, group in enumerate(entry.members):
        for member in group.keys:
            yield ("members", index), "member_of", member, entry.key, group


def _row(file: PartyFile, place: Place, findings: Findings, dated: Dated, fact: tuple[str, str, str]) -> FactRow:
    source = file.sources.get(dated.source)
    if source is None:
        known = ", ".join(file.sources)
        findings.add(place.file, place.line, f"kilden »{dated.source}« kendes ikke", f"en af {known}")
    text, basis = (source.text, source.basis) if source else ("", "")
    party, what, value = fact
    return FactRow(party, what, value, dated.starts, dated.ends, text, basis)


def _check_links(declared: Declared) -> None:
    """Both ends of a link are declared in the folder."""
    for row, place in declared.facts:
        ends = (row.party, row.value) if row.what in ("part_of", "member_of") else ()
        for key in ends:
            if key not in declared.parties:
                found = f"parten »{key}« findes ikke"
                declared.findings.add(place.file, place.line, found, "nøglen på en part i mappen")


def _check_overlaps(declared: Declared) -> None:
    """Where one value at a time may hold, no two share a day."""
    slots: dict[tuple[str, ...], list[tuple[FactRow, Place]]] = {}
    for row, place in declared.facts:
        for slot in _slots(row):
            slots.setdefault(slot, []).append((row, place))
    for rows in slots.values():
        rows.sort(key=lambda pair: pair[0].starts)
        for (earlier, _), (later, place) in zip(rows, rows[1:], strict=False):
            if earlier.period.overlaps(later.period):
                found = f"»{later.value}« gælder samtidig med »{earlier.value}« for {_subject(earlier, later)}"
                declared.findings.add(place.file, place.line, found, "perioder, der ikke overlapper")


def _slots(row: FactRow) -> list[tuple[str, ...]]:
    """The places in which only one fact at a time may stand."""
    if row.what == "member_of":
        return [(row.what, row.party, row.value)]
    own = (row.what, row.party)
    return [own, ("holder", row.what, row.value)] if row.what.startswith("code:") else [own]


def _subject(one: FactRow, other: FactRow) -> str:
    return one.party if one.party == other.party else f"{one.party} og {other.party}"


def _raise_faults(folder: Path, findings: Findings) -> None:
    if findings.found:
        count = len(findings.found)
        raise Problem(
            what=f"Parterne i mappen {folder.name} kan ikke indlæses.",
            why="Der er 1 fejl i filerne." if count == 1 else f"Der er {count} fejl i filerne.",
            do="Ret filerne, og prøv igen. Intet er indlæst.",
            findings=tuple(str(finding) for finding in sorted(findings.found)),
        )
