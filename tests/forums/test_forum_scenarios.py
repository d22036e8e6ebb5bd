"""Scenarios of forums: what counts as a match, what may stand in them, and that nothing of them stays behind."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from typer.testing import CliRunner

from tvaers.cli import scenario_database
from tvaers.cli.__main__ import app
from tvaers.engine.forums.models import Forum
from tvaers.engine.forums.playing import play_scenario
from tvaers.engine.settlement.scenario import Result
from tvaers.engine.settlement.scenario_read import read_scenarios
from tvaers.kernel.errors import Problem

pytestmark = pytest.mark.django_db

EXAMPLE = """
- name: et eksempel
  agreement: samarbejdsfora-nord-2025
  given:
    forum: [ffu, ssf]
    meetings: [{id: m1, at: "2025-08-22T12:00"}, {id: m2, at: "2025-09-29T13:00", forum: ssf}]
    items:
      - {id: p1, title: Aftale, kinds: [approval], route: [ffu, ssf], agenda: m1, points: [Udvalget godkender.]}
      - {id: p2, title: Venter, meeting: m1, awaits: et møde}
  when:
    - {at: "2025-08-22T12:00", event: hold, data: {meeting: m1}}
    - {at: "2025-08-22T12:10", event: decide, data: {item: p1, point: "1", outcome: approved}}
    - {at: "2025-08-22T12:20", event: follow_up, data: {item: p1, text: Skriv, owner: Gruppen, due: 2025-10-01}}
    - {at: "2025-08-22T12:30", event: conclude, data: {item: p1}}
  then: {items: [{id: p1}]}
"""


@pytest.fixture
def example(tmp_path: Path) -> Callable[..., Result]:
    """Plays the example with another `then`, or with anything else in it replaced."""

    def run(then: str = "{items: [{id: p1}]}", **replaced: str) -> Result:
        text = EXAMPLE.replace("{items: [{id: p1}]}", then)
        for old, new in replaced.items():
            assert old in text
            text = text.replace(old, new)
        file = tmp_path / "eksempel.yml"
        file.write_text(text, encoding="utf-8")
        (placed,) = read_scenarios([file])
        return play_scenario(placed.scenario)

    return run


@pytest.mark.parametrize(
    "then",
    [
        "{items: [{id: p1, state: treated, outcome: approved, awaits: ~}]}",
        "{items: [{id: p1@ssf, forum: ssf, meeting: m2, follows: p1, role: decides}]}",
        "{items: [{title: aft, closed: no, kinds: [approval]}, {title: aft}]}",
        "{items: [{id: m1/dagsorden, position: '2'}]}",
        "{blocked: [{item: p2, why: AFVENTER et møde, override: yes}]}",
        "{followups: [{item: p1, owner: Gruppen, due: 2025-10-01, state: open, waits: ~}]}",
        "{meetings: [{id: m1, state: held, versions: '0', missing: [Mødedeltagere]}]}",
        "{sees: [{by: secretary, item: p1, seen: yes, told: yes}, {by: outsider, item: p2, seen: no}]}",
        "{allowed: [{event: reopen, data: {item: p1}}]}",
        "{state: Behandlet}",
        "{state: {p2: pipeline, m1: held}}",
        "{deadlines: [{name: m2, due: 2025-09-15, status: pending}, {name: skr, party: Gruppen, status: pending}]}",
        "{worklist: [{role: secretary, what: Send referatet}, {role: Gruppen, what: Skriv, due: 2025-10-01}]}",
        "{warnings: [Mødedeltagere mangler]}",
        "{allowed: [{event: reopen, by: member, data: {item: p1}, error: ikke adgang}]}",
    ],
)
def test_what_is_so_passes(then: str, example: Callable[..., Result]) -> None:
    assert [check for check in example(then).checks if not check.holds] == []


@pytest.mark.parametrize(
    "then",
    [
        "{items: [{id: p1, state: agenda}]}",
        "{items: [{id: p1, awaits: noget}]}",
        "{items: [{id: p1}, {id: p1}]}",
        "{items: []}",
        "{items: [{id: p1@ssf, meeting: ~}]}",
        "{blocked: [{item: p1, meeting: m1, why: fristen, override: no}]}",
        "{blocked: []}",
        "{followups: []}",
        "{followups: [{due: 2025-10-02}]}",
        "{meetings: [{id: m1, missing: []}]}",
        "{sees: [{by: outsider, item: p2, seen: yes}]}",
        "{allowed: [{event: conclude, data: {item: p1}}]}",
        "{allowed: [{event: reopen, data: {item: p1}, error: nej}]}",
        "{error: noget}",
        "{state: agenda}",
        "{state: {p2: treated}}",
        "{deadlines: [{name: m2, status: late}]}",
        "{worklist: [{role: chair, what: Send referatet}]}",
        "{warnings: []}",
        "{warnings: [noget helt andet]}",
        "{messages: []}",
        "{lines: []}",
    ],
)
def test_what_is_not_so_fails(then: str, example: Callable[..., Result]) -> None:
    assert not example(then).passed


def test_nothing_that_can_be_tried_is_done(example: Callable[..., Result]) -> None:
    tried = "{event: reopen, data: {item: p1}}"
    assert example(f"{{allowed: [{tried}, {tried}]}}").passed


def test_nothing_of_a_scenario_stays(example: Callable[..., Result]) -> None:
    example()
    assert not Forum.objects.exists()


@pytest.mark.parametrize(
    ("replaced", "said"),
    [
        ({"event: conclude": "event: konkluder"}, "Vælg en af: answer_remark"),
        ({"event: hold, data: {meeting: m1}": "event: hold, data: {meeting: m9}"}, "Vælg en af: m1, m2"),
        ({"event: hold, data: {meeting: m1}": "event: hold, by: nogen, data: {meeting: m1}"}, "outsider, secretary"),
        ({"event: conclude, data: {item: p1}": "event: conclude, data: {punkt: p1}"}, "»conclude« tager ikke punkt"),
        ({"event: conclude, data: {item: p1}": "event: conclude"}, "»conclude« mangler item"),
        ({"event: hold": "hvad: hold"}, "Se på: event, hvad"),
        ({"forum: [ffu, ssf]": "forum: [ffu, xyz]"}, "Aftalen har intet forum »xyz«"),
        ({"samarbejdsfora-nord-2025": "en-anden"}, "sundhedsaftale-midt-2011"),
    ],
)
def test_what_cannot_be_played_says_what_can(
    replaced: dict[str, str], said: str, example: Callable[..., Result]
) -> None:
    texts = [check.actual for check in example(**replaced).checks if check.section == "error"]
    assert len(texts) == 1
    assert said in texts[0]


@pytest.mark.parametrize(
    ("replaced", "fault"),
    [
        ({"awaits: et møde": "afventer: et møde"}, "linje 9: nøglen »afventer« kendes ikke"),
        ({"then: {items: [{id: p1}]}": "then: {items: [{tilstand: treated}]}"}, "linje 15: nøglen »tilstand« kendes"),
        ({"then: {items: [{id: p1}]}": "then: {sees: []}"}, "linje 15: »sees«"),
    ],
)
def test_a_slip_is_told_with_its_line(replaced: dict[str, str], fault: str, example: Callable[..., Result]) -> None:
    with pytest.raises(Problem) as raised:
        example(**replaced)
    assert any(fault in finding for finding in raised.value.findings), raised.value.findings


def test_the_command_plays_them_in_a_room_of_their_own(tmp_path: Path, monkeypatch: Any) -> None:
    entered: list[bool] = []

    @contextmanager
    def room() -> Iterator[None]:
        entered.append(True)
        yield

    monkeypatch.setattr(scenario_database, "own_database", room)
    file = tmp_path / "eksempel.yml"
    file.write_text(EXAMPLE, encoding="utf-8")
    answer = CliRunner().invoke(app, ["scenario", str(file)])
    assert (answer.exit_code, entered) == (0, [True])


def test_the_room_is_beside_the_database_in_use_and_is_left_again(monkeypatch: Any) -> None:
    used, kept = [], connection.settings_dict["NAME"]
    test = {**connection.settings_dict["TEST"]}
    monkeypatch.setitem(connection.settings_dict, "TEST", test)
    monkeypatch.setattr(connection.creation, "create_test_db", lambda **_: used.append(test["NAME"]))
    monkeypatch.setattr(connection.creation, "destroy_test_db", lambda old, **_: used.append(old))
    with scenario_database.own_database():
        pass
    assert (used[0].startswith("tvaers_scenarier_"), used[1]) == (True, kept)
