"""Minutes by role: no participant's name is left anywhere, and other people become "en navngiven person"."""

from __future__ import annotations

import json

import pytest
from tests.forums.reading.invented import SOURCE, TEXT

from tvaers.engine.forums.reading import as_data, read_minutes, without_names

LIST = """Deltagere:
Asta Ahorn, Egeby Kommune
Birk Bøg Hansen, Lindeby Kommune
Cilla Ceder, Region Skov
Dan Due, Region Skov
"""


def told(decision: str) -> str:
    text = f"Referat\n{LIST}\nPunkt 1: Sag\nBeslutning\n{decision}\n"
    section = without_names(read_minutes(text.encode(), "a.txt")).items[0].section("decision")
    assert section is not None
    return section.text


def test_no_name_of_the_invention_is_left() -> None:
    shown = json.dumps(as_data(without_names(read_minutes(TEXT.encode(), "a.txt"))), ensure_ascii=False)
    for name in ("Ahorn", "Birk", "Bøg", "Ceder", "Douglasgran", "Finn", "Fyr"):
        assert name not in shown


def test_participants_by_role_and_organisation() -> None:
    people = without_names(read_minutes(TEXT.encode(), "a.txt")).participants
    assert [one.name for one in people] == [
        "medlem, Egeby Kommune",
        "medlem, Lindeby Kommune",
        "mødeleder, Region Skov",
        "medlem, Hospital Skov, Region Skov",
        "medlem, PLO-Skov",
        "sekretær, Det Fælleskommunale Sundhedssekretariat",
    ]


@pytest.mark.parametrize(
    ("decision", "shown"),
    [
        ("Asta Ahorn orienterede.", "medlem, Egeby Kommune orienterede."),
        ("Ordet var Asta Ahorns.", "Ordet var medlem, Egeby Kommunes."),
        ("Birk Hansen orienterede.", "medlem, Lindeby Kommune orienterede."),
        ("Asta bød velkommen.", "medlem, Egeby Kommune bød velkommen."),
        ("Tak til Ceder og Due.", "Tak til medlem 1, Region Skov og medlem 2, Region Skov."),
        ("Gry Gran orienterede.", "en navngiven person orienterede."),
        ("Minister Gry Gran deltog.", "Minister en navngiven person deltog."),
        ("Der var besøg af Jens Nabo Dal i dag.", "Der var besøg af en navngiven person i dag."),
        ("Fælles Forretningsudvalg deltog.", "Fælles Forretningsudvalg deltog."),
        ("Region Skov orienterede om Aftale Nord.", "Region Skov orienterede om Aftale Nord."),
    ],
)
def test_names_in_a_text(decision: str, shown: str) -> None:
    assert told(decision) == shown


def test_others_are_told_to_be_looked_at() -> None:
    text = f"Referat\n{LIST}\nPunkt 1: Sag\nBeslutning\nGry Gran orienterede.\n"
    assert "1 anden person er nævnt" in [
        one.what for one in without_names(read_minutes(text.encode(), "a.txt")).findings
    ]


def test_nothing_else_changes() -> None:
    minutes = read_minutes(TEXT.encode(), "a.txt")
    shown = without_names(minutes)
    assert shown.attendance == minutes.attendance
    assert [one.outcome for one in shown.items] == [one.outcome for one in minutes.items]


@pytest.mark.skipif(not SOURCE.exists(), reason="the sources are not beside the repository")
def test_no_participant_of_the_source_is_left() -> None:
    minutes = read_minutes(SOURCE)
    shown = json.dumps(as_data(without_names(minutes)), ensure_ascii=False)
    assert not [one for one in minutes.participants if one.name in shown]
    assert not [word for one in minutes.participants for word in one.name.split() if f" {word} " in shown]


@pytest.mark.skipif(not SOURCE.exists(), reason="the sources are not beside the repository")
def test_the_guests_of_the_source_are_found() -> None:
    minutes = without_names(read_minutes(SOURCE))
    section = minutes.items[4].section("decision")
    assert section is not None
    assert section.text.count("en navngiven person") == 3
