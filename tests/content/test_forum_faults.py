"""Each kind of fault in a forum's declaration is named with file, line and what was found."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tvaers.kernel.package import ContentError, load_package

GOOD = Path(__file__).parent / "good"
FORUM = """\
- id: raadet
  name: Rådet
  kind: council
  purpose: Rådet drøfter.
  clause: K-3
  holds: {from: 2021-01-01}
  seats:
    - {id: medlem, title: Medlem, side: region, count: 2, clause: K-3}
  chairs: {sides: [region], clause: K-3}
  secretariat: {clause: K-3}
  meetings: {at_least: 2, clause: K-3}
  standing:
    - {id: punkt, title: Punkt, clause: K-3}
  yearly:
    - {id: dag, title: Temadag, clause: K-3}
"""
FAULTS = {
    "clause of the forum": (5, "clause: K-3", "clause: K-99", "bestemmelsen K-99 findes ikke"),
    "clause of a seat": (8, "count: 2, clause: K-3", "count: 2, clause: K-99", "bestemmelsen K-99 findes ikke"),
    "clause of the chairs": (9, "[region], clause: K-3", "[region], clause: K-99", "bestemmelsen K-99 findes ikke"),
    "clause of the secretariat": (10, "secretariat: {clause: K-3}", "secretariat: {clause: K-99}", "K-99 findes ikke"),
    "clause of the meetings": (11, "at_least: 2, clause: K-3", "at_least: 2, clause: K-99", "K-99 findes ikke"),
    "clause of a standing item": (13, "Punkt, clause: K-3", "Punkt, clause: K-99", "K-99 findes ikke"),
    "clause of what is yearly": (15, "Temadag, clause: K-3", "Temadag, clause: K-99", "K-99 findes ikke"),
    "parent": (6, "holds: {from: 2021-01-01}", "holds: {from: 2021-01-01}\n  parent: borte", "forummet borte"),
    "reading": (6, "holds: {from: 2021-01-01}", "holds: {from: 2021-01-01}\n  readings: [L9]", "læsningen L9"),
    "seat of the chairs": (1, "chairs: {sides: [region]", "chairs: {sides: [region], seats: [formand]", "id formand"),
    "dates": (6, "{from: 2021-01-01}", "{from: 2021-01-01, to: 2020-12-31}", "slutter 2020-12-31, før det begynder"),
    "seats with one id": (
        1,
        "  chairs:",
        "    - {id: medlem, title: Andet medlem, side: region}\n  chairs:",
        "to slags pladser med samme id",
    ),
    "key": (3, "kind: council", "kind: council\n  sted: Aalborg", "»sted« kendes ikke"),
}


@pytest.fixture
def with_forum(tmp_path: Path) -> Callable[[str], Path]:
    """The sound small package with a forum file of the given text."""

    def make(text: str) -> Path:
        folder = tmp_path / "pakke"
        shutil.copytree(GOOD, folder)
        (folder / "forums").mkdir()
        (folder / "forums" / "alle.yml").write_text(text, encoding="utf-8")
        return folder

    return make


def test_a_sound_forum_is_read(with_forum: Callable[[str], Path]) -> None:
    assert list(load_package(with_forum(FORUM)).forums) == ["raadet"]


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_in_a_forum_is_named_with_its_place(with_forum: Callable[[str], Path], fault: str) -> None:
    line, before, after, found = FAULTS[fault]
    assert before in FORUM
    with pytest.raises(ContentError) as raised:
        load_package(with_forum(FORUM.replace(before, after, 1)))
    faults = raised.value.details
    assert [one.file for one in faults] == ["forums/alle.yml"], faults
    assert found in faults[0].found
    assert line <= faults[0].line <= line + 1


def test_two_forums_with_one_id_are_a_fault(with_forum: Callable[[str], Path]) -> None:
    with pytest.raises(ContentError, match="forummet raadet findes allerede i forums/alle.yml, linje 1"):
        load_package(with_forum(FORUM * 2))


def test_clause_can_only_name_a_forum_that_is_there(with_forum: Callable[[str], Path]) -> None:
    folder = with_forum(FORUM)
    clauses = folder / "clauses" / "alle.yml"
    text = clauses.read_text(encoding="utf-8").replace('"rule:prisen", "parameter:rate"', '"forum:borte"')
    clauses.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match="forummet borte findes ikke"):
        load_package(folder)
