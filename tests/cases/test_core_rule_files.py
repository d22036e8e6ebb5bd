"""A case type's rules may lie in several files beside it: `<id>.py` and `<id>.<subject>.py`."""

from __future__ import annotations

from pathlib import Path

from tvaers.kernel.case_rules import load_case_rules
from tvaers.kernel.case_type_checks import rule_names

RULE = "from tvaers.kernel.case_rules import rule\n@rule('X')\ndef {name}(case): return 1\n"


def written(folder: Path) -> Path:
    """The file of a case type `note`, with two files of rules and one of a type with a longer name."""
    for file, name in (("note.py", "size"), ("note.more.py", "weight"), ("note_two.py", "colour")):
        (folder / file).write_text(RULE.format(name=name))
    return folder / "note.py"


def test_rules_of_every_file_are_loaded(tmp_path: Path) -> None:
    assert set(load_case_rules(written(tmp_path))) == {"size", "weight"}


def test_the_checks_know_the_same_rules(tmp_path: Path) -> None:
    assert rule_names(written(tmp_path)) == {"size", "weight"}


def test_a_type_without_files_has_no_rules(tmp_path: Path) -> None:
    assert load_case_rules(tmp_path / "note.py") == {}
