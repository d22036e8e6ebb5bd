"""MedCom's published messages and packages, where they lie beside the repository; tests skip without them."""

from __future__ import annotations

import json
import tarfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

MEDCOM = Path(__file__).parents[3] / "shared" / "medcom"
needs_published = pytest.mark.skipif(
    not MEDCOM.is_dir(), reason="MedCom's published material is not beside the repository"
)


def published(folder: str) -> list[Path]:
    """The published messages of one standard, by file name; [] where they are not."""
    return sorted((MEDCOM / folder).glob("*.json"))


@cache
def definitions() -> dict[str, dict[str, Any]]:
    """Every StructureDefinition, ValueSet and CodeSystem of the packages, by canonical address."""
    found: dict[str, dict[str, Any]] = {}
    for package in sorted((MEDCOM / "packages").glob("*.tgz")):
        with tarfile.open(package) as archive:
            for member in archive.getmembers():
                name = member.name.rpartition("/")[2]
                if name.startswith(("StructureDefinition-", "ValueSet-", "CodeSystem-")) and name.endswith(".json"):
                    resource = json.load(archive.extractfile(member))  # type: ignore[arg-type]
                    found[resource["url"]] = resource
    return found
