"""Decisions in other words: each point's outcome, remarks, reservations, follow-ups and what is put off."""

from __future__ import annotations

from datetime import date

import pytest

from tvaers.engine.forums.reading import read_minutes
from tvaers.engine.forums.reading.model import Item


def decided(decision: str, *points: str) -> Item:
    asked = "\n".join(f"{number}. {point}" for number, point in enumerate(points, start=1))
    lead = f"Indstilling\nDet indstilles, at udvalget:\n{asked}\n" if points else ""
    head = "Referat af møde i Fælles Forretningsudvalg den 12. november 2025\nPunkt 1: Sag\n"
    text = f"{head}{lead}Beslutning\n{decision}\n"
    return read_minutes(text.encode(), "a.txt").items[0]


@pytest.mark.parametrize(
    ("decision", "outcome"),
    [
        ("Godkendt.", "approved"),
        ("Udvalget godkendte planen uden bemærkninger.", "approved"),
        ("Planen blev godkendt med bemærkning om, at prisen tilføjes.", "approved_with_remarks"),
        ("Godkendt med de faldne bemærkninger.", "approved_with_remarks"),
        ("Indstillingen blev tiltrådt.", "approved"),
        ("Indstillingen følges.", "approved"),
        ("Planen blev godkendt under forudsætning af, at økonomien afklares.", "approved_with_reservation"),
        ("Udvalget kunne ikke godkende planen.", "not_approved"),
        ("Udvalget godkendte ikke planen.", "not_approved"),
        ("Planen blev ikke godkendt.", "not_approved"),
        ("Indstillingen blev ikke tiltrådt.", "not_approved"),
        ("Punktet blev udsat.", "deferred"),
        ("Sagen udskydes til næste møde.", "deferred"),
        ("Planen blev drøftet.", "not_recorded"),
    ],
)
def test_a_point_to_approve(decision: str, outcome: str) -> None:
    item = decided(decision, "Godkender planen.")
    assert (item.points[0].outcome, item.outcome) == (outcome, outcome)


@pytest.mark.parametrize(
    ("decision", "outcome"),
    [
        ("Taget til efterretning.", "noted"),
        ("Orienteringen blev taget til efterretning.", "noted"),
        ("Udvalget tog orienteringen til orientering.", "noted"),
        ("Udvalget tog sagen til efterretning med følgende bemærkninger:\n- Husk skolen.", "noted_with_remarks"),
        ("Formanden fortalte om året.", "noted_implicitly"),
        ("Intet at bemærke.", "noted_implicitly"),
    ],
)
def test_a_point_to_note(decision: str, outcome: str) -> None:
    assert decided(decision, "Tager orienteringen til efterretning.").points[0].outcome == outcome


THREE = ("Godkender planen.", "Drøfter økonomien.", "Tager status til efterretning.")


@pytest.mark.parametrize(
    ("decision", "outcomes"),
    [
        ("Ad 1) Godkendt.\nAd 2) Drøftet.\nAd 3) Taget til efterretning.", ["approved", "discussed", "noted"]),
        ("Ad. 1: Ikke godkendt.\nAd. 2: Drøftet.", ["not_approved", "discussed", "noted_implicitly"]),
        ("1. Godkendt.\n2. Udsat.\n3. Taget til efterretning.", ["approved", "deferred", "noted"]),
        ("Punkt 1 og 2 blev godkendt. Punkt 3 blev udskudt.", ["approved", "approved", "deferred"]),
        ("Indstillingens punkt 1 blev godkendt.", ["approved", "not_recorded", "noted_implicitly"]),
        ("Ad 1-3: Godkendt.", ["approved", "approved", "approved"]),
        (
            "Første indstilling blev ikke godkendt. Andet punkt blev udsat.",
            ["not_approved", "deferred", "noted_implicitly"],
        ),
        ("Godkendt som indstillet.", ["approved", "discussed", "noted"]),
        ("Godkendt, drøftet og taget til efterretning.", ["approved", "discussed", "noted"]),
    ],
)
def test_three_points(decision: str, outcomes: list[str]) -> None:
    assert [one.outcome for one in decided(decision, *THREE).points] == outcomes


def test_a_point_to_decide_needs_an_answer_about_the_same() -> None:
    points = ("Beslutter, hvem der er tovholder.", "Beslutter, om der skal være sommerfest.")
    item = decided("Egeby Kommune er tovholder.", *points)
    assert [one.outcome for one in item.points] == ["decided", "not_recorded"]


def test_the_recommendation_may_be_one_sentence() -> None:
    text = "Referat\nPunkt 1: Sag\nSekretariatet indstiller, at udvalget godkender planen.\nBeslutning\nGodkendt."
    [point] = read_minutes(text.encode(), "a.txt").items[0].points
    assert (point.verb, point.asked, point.numbered, point.outcome) == ("approve", "udvalget", False, "approved")


def test_points_without_numbers_under_a_lead_that_asks_nothing() -> None:
    asked = "Det indstilles:\nat planen godkendes\nat status drøftes"
    text = f"Referat\nPunkt 1: Sag\nIndstilling\n{asked}\nBeslutning\nGodkendt."
    points = read_minutes(text.encode(), "a.txt").items[0].points
    assert [(one.number, one.verb, one.text) for one in points] == [
        (1, "approve", "planen godkendes"),
        (2, "discuss", "status drøftes"),
    ]


@pytest.mark.parametrize(
    ("decision", "remarks"),
    [
        ("Godkendt med følgende bemærkninger:\n- Den ene.\n- Den anden.", ["Den ene.", "Den anden."]),
        ("Godkendt med bemærkning om:\nAt den første.\nAt den anden.", ["At den første.", "At den anden."]),
        ("Godkendt med den tilføjelse, at tabellen rettes.", ["at tabellen rettes."]),
        ("Godkendt uden bemærkninger.", []),
    ],
)
def test_remarks(decision: str, remarks: list[str]) -> None:
    assert [one.text for one in decided(decision, "Godkender planen.").remarks] == remarks


def test_a_remark_that_is_announced_but_not_written_is_asked_for() -> None:
    text = "Referat\nPunkt 1: Sag\nIndstilling\n1. Godkender planen.\nBeslutning\nGodkendt med de faldne bemærkninger."
    assert "Punkt 1: bemærkningen står ikke" in [one.what for one in read_minutes(text.encode(), "a.txt").findings]


def test_a_reservation_is_a_condition_and_no_remark() -> None:
    item = decided("Planen blev godkendt med forbehold for, at byrådet siger ja.", "Godkender planen.")
    assert [one.text for one in item.conditions] == ["at byrådet siger ja"]
    assert not item.remarks


@pytest.mark.parametrize(
    ("decision", "owner", "forum"),
    [
        ("Region Skov sender en plan til Strategisk Sundhedsforum.", "Region Skov", "ssf"),
        ("Det blev aftalt, at sekretariatet udarbejder et notat.", "sekretariatet", ""),
        ("Der udarbejdes et notat.", "", ""),
    ],
)
def test_follow_ups(decision: str, owner: str, forum: str) -> None:
    [follow_up] = decided(decision).follow_ups
    assert (follow_up.owner, follow_up.forum) == (owner, forum)


def test_what_is_not_to_be_done_is_no_follow_up() -> None:
    assert not decided("Der skal ikke udsendes et brev.").follow_ups


def test_what_is_put_off_lies_ahead() -> None:
    [put_off] = decided("Sagen udskydes fra den 12. november til Strategisk Sundhedsforum den 3. februar.").deferrals
    assert (put_off.moved_from, put_off.forum, put_off.date) == ("den 12. november", "ssf", date(2026, 2, 3))
