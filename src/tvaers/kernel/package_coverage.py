"""What executes each clause of a package, and JSON Schemas so that editors can complete the YAML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from tvaers.kernel.package import Package
from tvaers.kernel.package_models import Clause, Manifest, ParameterEntry, Status


@dataclass(frozen=True)
class ClauseCoverage:
    """One clause: what executes it, or in `why` (Danish) the reason that nothing does yet. `part` only when later."""

    id: str
    heading: str
    kind: str
    status: Status
    executed_by: tuple[str, ...]
    part: str | None
    why: str


def coverage(package: Package) -> list[ClauseCoverage]:
    """Every clause of the package, in source order."""
    return [_covered(clause) for clause in package.clauses.values()]


def _covered(clause: Clause) -> ClauseCoverage:
    why = clause.shown or ""
    if clause.later:
        why = f"Kommer med delen {clause.later.part}: {clause.later.why}"
    part = clause.later.part if clause.later else None
    return ClauseCoverage(clause.id, clause.heading, clause.kind, clause.status, clause.executed_by, part, why)


def totals(rows: Iterable[ClauseCoverage]) -> dict[tuple[str, Status], int]:
    """The number of clauses per kind and status."""
    return dict(Counter((row.kind, row.status) for row in rows))


def json_schema() -> dict[str, dict[str, Any]]:
    """The JSON Schema of package.yml, of a file in clauses/ and of a file in parameters/, under those three names."""
    shapes: dict[str, Any] = {"package": Manifest, "clauses": list[Clause], "parameters": list[ParameterEntry]}
    return {name: TypeAdapter(shape).json_schema(by_alias=True) for name, shape in shapes.items()}
