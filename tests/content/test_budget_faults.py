"""Faults in a package's `budget/`: each is told with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tvaers.kernel.package import CONTENT, ContentError, load_package

POTS = "- {id: health, title: Drift, kind: operation, clause: BUD-06}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The package of the budget without its `budget/`."""
    made = tmp_path / "budgetkatalog-2024"
    shutil.copytree(CONTENT / "nordjylland" / "budgetkatalog-2024", made)
    shutil.rmtree(made / "budget")
    (made / "budget").mkdir()
    return made


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("pots.yml", POTS + POTS, "budget/pots.yml, linje 2"),
        ("pots.yml", POTS.replace("BUD-06", "BUD-999"), "bestemmelsen BUD-999 findes ikke"),
        ("pots.yml", POTS.replace("title", "titel"), "titel"),
        ("purses.yml", POTS, "hører ikke til en del af budgettet"),
        ("themes.yml", '- {id: "1.1", title: T, pot: purse, clause: BUD-22}\n', "purse findes ikke i pots"),
        ("ideas.yml", '- {id: a, number: "1", title: T, committee: U, paid_by: x.y, clause: BUD-192}\n', "x.y findes"),
        ("projects.yml", "- {id: a, title: T, state: priced, clause: BUD-59}\n", "har intet beløb"),
        ("effects.yml", '- {id: a, title: T, origin: O, levels: {2023: "1 kr.", 2024: "1 kr."}, is_one_off: yes,'
                        " clause: BUD-28}\n", "engangs"),
        ("frame.yml", "- {id: a, title: T, pot: health, kind: grant, amounts: {2024: mange}, clause: BUD-06}\n",
         "ikke et beløb"),
    ],
)  # fmt: skip
def test_fault_is_told(folder: Path, file: str, text: str, told: str) -> None:
    (folder / "budget" / "pots.yml").write_text(POTS, encoding="utf-8")
    (folder / "budget" / file).write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=told):
        load_package(folder)


def test_sound_files_are_taken(folder: Path) -> None:
    (folder / "budget" / "pots.yml").write_text(POTS, encoding="utf-8")
    assert [pot.id for pot in load_package(folder).budget.pots] == ["health"]
