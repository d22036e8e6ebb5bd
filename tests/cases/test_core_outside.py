"""Those outside a case, sealed values, roles that are taken back, word to oneself, and cases that open others."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from tvaers.engine.cases.core import Case, Doer, begin, happen, replay
from tvaers.engine.cases.given import SEALED, mended
from tvaers.engine.cases.spawning import Spawned, spawned
from tvaers.engine.cases.words import words_of
from tvaers.kernel.case_types import CaseType
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.errors import NotAllowed
from tvaers.kernel.package import Package, load_package

DECLARED: dict[str, Any] = {
    "id": "tip", "title": "Tip", "plural": "Tips", "summary": "Et tip.", "prefix": "TIP", "clause": "X",
    "roles": [
        {"id": "teller", "title": "Fortæller", "jobs": "laege", "outside": "yes"},
        {"id": "keeper", "title": "Modtager", "jobs": "ledelse"},
        {"id": "asked", "title": "Spurgt", "jobs": "ledelse"},
        {"id": "judge", "title": "Dommer", "jobs": "ledelse", "many": "yes"},
    ],
    "fields": [
        {"id": "what", "label": "Hvad", "type": "text"},
        {"id": "who", "label": "Hvem", "type": "sealed"},
        {"id": "to", "label": "Til", "type": "party"},
        {"id": "vote", "label": "Stemme", "type": "yes_no", "per": "judge"},
    ],
    "states": [
        {"id": "told", "label": "Fortalt", "owner": "keeper"},
        {"id": "shut", "label": "Lukket", "final": "yes"},
    ],
    "events": [
        {"id": "tell", "label": "Fortæl", "from": "new", "to": "told", "by": "teller", "needs": ["what", "to"],
         "takes": "who", "assigns": {"keeper": "field:to", "judge": "field:to"},
         "notices": [{"id": "new", "to": "keeper", "label": "Nyt tip"}]},
        {"id": "ask", "label": "Spørg", "from": "told", "by": "keeper", "needs": "to",
         "assigns": {"asked": "field:to", "judge": "field:to"}},
        {"id": "drop", "label": "Spørg ikke", "from": "told", "by": "keeper", "releases": "asked"},
        {"id": "judge", "label": "Stem", "from": "told", "by": "judge", "needs": "vote",
         "notices": [{"id": "own", "to": "judge", "label": "Din stemme", "own": "yes"},
                     {"id": "left", "to": "judge", "label": "Stem", "lacking": "vote"}]},
        {"id": "shut", "label": "Luk", "from": "told", "to": "shut", "by": "keeper",
         "spawns": [{"type": "note", "event": "write", "copies": {"text": "what", "sender": "role:keeper",
                     "judges": "role:judge", "none": "vote"}, "fixed": {"kind": "result"}},
                    {"type": "never", "event": "write", "if": {"field": "what", "is": "andet"}}]},
    ],
}  # fmt: skip
TYPE = CaseType.model_validate(DECLARED)
NOON = datetime(2021, 3, 1, 12, 0, tzinfo=COPENHAGEN)
KEEPER = Doer("1082", "keeper")


@pytest.fixture(scope="module")
def package() -> Package:
    return load_package(Path(__file__).parent / "pakke" / "proeve")


@pytest.fixture
def told(package: Package) -> Case:
    """A tip from somebody of the very party that receives it."""
    given = {"what": "noget", "to": "1082", "who": "Kilden"}
    return happen(begin(package, TYPE), "tell", NOON, Doer("1082", "teller", "laege"), given)


def test_who_is_outside_gets_no_part_in_the_case(told: Case) -> None:
    assert "teller" not in told.parties


def test_who_is_outside_is_not_kept_with_the_event(told: Case) -> None:
    assert told.events[0].doer == Doer("", "teller")


def test_word_reaches_the_outsiders_own_party_too(told: Case) -> None:
    assert [(word.id, word.party) for word in words_of(told)] == [("new", "1082")]


def test_a_sealed_value_stands_nowhere_in_the_case(told: Case) -> None:
    assert "Kilden" not in f"{told.data}{told.events}"


def test_a_sealed_value_leaves_a_mark_while_the_case_is_open(told: Case) -> None:
    assert "who" in told.data


def test_the_mark_is_gone_when_the_case_is_closed(told: Case) -> None:
    assert "who" not in happen(told, "shut", NOON, KEEPER, {}).data


def test_a_role_can_be_taken_back(told: Case) -> None:
    asked = happen(told, "ask", NOON, KEEPER, {"to": "0751"})
    assert "asked" not in happen(asked, "drop", NOON, KEEPER, {}).parties


def test_word_to_oneself_reaches_only_oneself(told: Case) -> None:
    two = happen(told, "ask", NOON, KEEPER, {"to": "0751"})
    voted = happen(two, "judge", NOON, Doer("0751", "judge"), {"vote": "yes"})
    assert [word.party for word in words_of(voted) if word.id == "own"] == ["0751"]


def test_a_reminder_reaches_only_those_who_have_not_answered(told: Case) -> None:
    three = happen(told, "ask", NOON, KEEPER, {"to": "0751"})
    three = happen(three, "ask", NOON, KEEPER, {"to": "0727"})
    voted = happen(three, "judge", NOON, Doer("1082", "judge"), {"vote": "yes"})
    voted = happen(voted, "judge", NOON, Doer("0751", "judge"), {"vote": "yes"})
    assert [word.party for word in words_of(voted) if word.id == "left"] == ["0727"]


def test_an_event_opens_another_case_with_only_what_is_named(told: Case) -> None:
    closed = happen(told, "shut", NOON, KEEPER, {})
    data = {"kind": "result", "text": "noget", "sender": "1082", "judges": ["1082"]}
    assert spawned(closed) == (Spawned("note", "write", data),)


def test_an_event_without_spawns_opens_nothing(told: Case) -> None:
    assert spawned(told) == ()


def test_whoever_was_outside_cannot_act_afterwards(told: Case) -> None:
    with pytest.raises(NotAllowed):
        happen(told, "judge", NOON, Doer("1082", "teller"), {"vote": "yes"})


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"receipt": "none"}, "den udledte værdi none findes ikke"),
        ({"tasks": [{"id": "t", "label": "T", "owner": "keeper", "rows": "what", "until": {"happened": "ask"}}]},
         "listen what findes ikke"),
    ],
)  # fmt: skip
def test_names_that_do_not_exist_are_found(change: dict[str, Any], found: str, tmp_path: Path) -> None:
    pakke = Path(__file__).parent / "pakke" / "proeve"
    declared = {**DECLARED, "clause": "PRV-1", **change}
    for file in pakke.rglob("*.yml"):
        copy = tmp_path / "proeve" / file.relative_to(pakke)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "proeve" / "case_types" / "request.py").write_text(
        (pakke / "case_types" / "request.py").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (tmp_path / "proeve" / "case_types" / "tip.yml").write_text(yaml.safe_dump(declared), encoding="utf-8")
    with pytest.raises(Exception, match=found):
        load_package(tmp_path / "proeve")


def test_who_loses_a_role_hears_about_it() -> None:
    package = load_package(Path(__file__).parent / "pakke" / "proeve")
    given = {"id": "move", "label": "Flyt", "from": "told", "by": "asked", "assigns": {"keeper": "actor"},
             "notices": [{"id": "moved", "to": "keeper", "label": "Flyttet"}]}  # fmt: skip
    moving = CaseType.model_validate({**DECLARED, "events": [*DECLARED["events"], given]})
    case = happen(begin(package, moving), "tell", NOON, Doer("1082", "teller"), {"what": "noget", "to": "1082"})
    case = happen(case, "ask", NOON, KEEPER, {"to": "0751"})
    assert [word.party for word in words_of(happen(case, "move", NOON, Doer("0751", "asked"), {}))] == ["1082"]


def test_an_event_kept_with_the_outsiders_party_gives_it_no_part_either(told: Case) -> None:
    kept = replace(told.events[0], doer=Doer("0751", "teller"))
    assert "teller" not in replay(begin(told.package, TYPE), [kept]).parties


def test_mending_a_sealed_value_does_not_bring_it_into_the_event() -> None:
    assert mended(TYPE, TYPE.event("tell"), {}, {"who": "Kilden"}) == {"who": SEALED}
