"""The trial agreement with one thing changed in its case type, and the faults that are then found in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cases.duty_cases import PARAMETERS

from tvaers.kernel.package import ContentError, Finding, load_package

FILE = "case_types/request.yml"
Change = tuple[str, str]
"""A piece of the trial agreement's type, which stands there once, and what is written instead."""
Changed = Callable[..., Path]


def change_in(folder: Path, old: str, new: str) -> Path:
    """A copy of the trial agreement in a folder, with a keyed parameter too, and one thing changed; gives the copy."""
    copied = folder / "pakke" / "proeve"
    shutil.copytree(Path(__file__).parent / "pakke" / "proeve", copied)
    with (copied / "parameters" / "alle.yml").open("a", encoding="utf-8") as file:
        file.write(PARAMETERS)
    text = (copied / FILE).read_text(encoding="utf-8")
    assert text.count(old) == 1, "the change must be one"
    (copied / FILE).write_text(text.replace(old, new), encoding="utf-8")
    return copied


def findings(folder: Path) -> tuple[Finding, ...]:
    """What is found wrong in the case type."""
    with pytest.raises(ContentError) as faulty:
        load_package(folder)
    return tuple(one for one in faulty.value.details if one.file == FILE)


def line_of(folder: Path, text: str) -> int:
    """The line on which a text first stands in the changed file."""
    before, _, _ = (folder / FILE).read_text(encoding="utf-8").partition(text)
    return before.count("\n") + 1
