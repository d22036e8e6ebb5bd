"""Who took part, who did not, and who came instead, in the ways that minutes put it."""

from __future__ import annotations

import pytest

from tvaers.engine.forums.reading import Minutes, read_minutes

LIST = """Deltagere:
Asta Ahorn, Egeby Kommune
Birk Bøg, Lindeby Kommune
Cilla Ceder, Region Skov (formand)
Eva El, PLO-Skov
Finn Fyr, Fælleskommunalt sekretariat (referent)
"""


def read(told: str, people: str = LIST) -> Minutes:
    return read_minutes(f"Referat\n{people}{told}\n\n1. Eventuelt\nIntet.".encode(), "a.txt")


def away(minutes: Minutes) -> list[str]:
    """The organisations of the absent, and who came instead."""
    places = {one.name: one.organisation for one in minutes.participants}
    return [
        places.get(one.participant, "?") + (f" ({one.substitute})" if one.substitute else "")
        for one in minutes.absences
    ]


@pytest.mark.parametrize(
    ("told", "absent"),
    [
        ("Afbud: Birk Bøg", ["Lindeby Kommune"]),
        ("Afbud: Birk Bøg, Eva El", ["Lindeby Kommune", "PLO-Skov"]),
        ("Afbud fra Birk Bøg og Eva El.", ["Lindeby Kommune", "PLO-Skov"]),
        ("Afbud:\nBirk Bøg\nEva El", ["Lindeby Kommune", "PLO-Skov"]),
        ("Afbud: Birk Bøg (Lindeby Kommune)", ["Lindeby Kommune"]),
        ("Der var afbud fra Lindeby Kommune.", ["Lindeby Kommune"]),
        ("Birk Bøg deltog ikke.", ["Lindeby Kommune"]),
        ("Birk Bøg deltog ikke i mødet.", ["Lindeby Kommune"]),
        ("Birk Bøg havde meldt afbud.", ["Lindeby Kommune"]),
        ("Fraværende: Birk Bøg", ["Lindeby Kommune"]),
        ("Ikke til stede: Birk Bøg", ["Lindeby Kommune"]),
        ("For Birk Bøg deltog Gry Gran.", ["Lindeby Kommune (Gry Gran)"]),
        ("Gry Gran deltog i stedet for Birk Bøg.", ["Lindeby Kommune (Gry Gran)"]),
        ("Gry Gran deltog for Birk Bøg.", ["Lindeby Kommune (Gry Gran)"]),
        ("Afbud: Birk Bøg (i stedet deltog Gry Gran)", ["Lindeby Kommune (Gry Gran)"]),
        ("Der var ingen afbud.", []),
        ("Afbud: Ingen", []),
    ],
)
def test_absences(told: str, absent: list[str]) -> None:
    assert away(read(told)) == absent


def test_attendance_counts_all_and_members() -> None:
    there = read("Afbud: Birk Bøg").attendance
    assert (there.present, there.of, there.members_present, there.members_of) == (4, 5, 3, 4)


def test_an_absent_stranger_is_asked_about() -> None:
    minutes = read("Afbud: Gry Gran")
    assert away(minutes) == ["?"]
    assert "Et afbud passer ikke på en deltager" in [one.what for one in minutes.findings]


@pytest.mark.parametrize(
    "people",
    [
        LIST,
        "Deltagere: Asta Ahorn (Egeby Kommune), Birk Bøg (Lindeby Kommune), Cilla Ceder (Region Skov), "
        "Eva El (PLO-Skov)\nMødeleder: Cilla Ceder\nReferent: Finn Fyr, Fælleskommunalt sekretariat\n",
        "Deltagere: Asta Ahorn, Egeby Kommune; Birk Bøg, Lindeby Kommune; Cilla Ceder, Region Skov (mødeleder); "
        "Eva El, PLO-Skov\nReferent: Finn Fyr, Fælleskommunalt sekretariat\n",
        "Til stede:\n- Asta Ahorn, Egeby Kommune\n- Birk Bøg, Lindeby Kommune\n"
        "- Cilla Ceder, Region Skov - **mødeleder**\n- Eva El, PLO-Skov\n"
        "- Finn Fyr, Fælleskommunalt sekretariat (sekretær)\n",
        "Deltagere\nFra Egeby Kommune:\nAsta Ahorn\nFra Lindeby Kommune:\nBirk Bøg\n"
        "Fra Region Skov:\nCilla Ceder (formand)\n"
        "Fra PLO-Skov:\nEva El\nReferent: Finn Fyr, Fælleskommunalt sekretariat\n",
    ],
)
def test_lists_of_participants(people: str) -> None:
    found = read("", people).participants
    assert sorted((one.side, one.role) for one in found) == [
        ("municipal", "member"),
        ("municipal", "member"),
        ("municipal", "secretary"),
        ("plo", "member"),
        ("regional", "member"),
    ]
    assert [one.side for one in found if one.leader] == ["regional"]


def test_two_leaders_are_asked_about() -> None:
    minutes = read("Mødeleder: Asta Ahorn")
    assert "2 er nævnt som mødeleder." in [one.why for one in minutes.findings]
