"""The real minutes of 22 August 2025, as the acceptance of MIN-0a to MIN-15a asks. Counts and roles only."""

from __future__ import annotations

from datetime import date, time

import pytest
from tests.forums.reading.invented import SOURCE

from tvaers.engine.forums.reading import Minutes, read_minutes
from tvaers.engine.forums.reading.model import Item

pytestmark = pytest.mark.skipif(not SOURCE.exists(), reason="the sources are not beside the repository")


@pytest.fixture(scope="module")
def minutes() -> Minutes:
    return read_minutes(SOURCE)


def item(minutes: Minutes, number: int) -> Item:
    return minutes.items[number - 1]


def test_head(minutes: Minutes) -> None:  # MIN-0a, MIN-0b
    head = minutes.head
    assert (head.kind, head.forum.known, head.date, head.time) == ("referat", "ffu", date(2025, 8, 22), time(12))
    assert head.weekday == "Fredag"
    assert head.weekday_matches is True
    assert head.place == "Mødelokale D, Regionhuset"


def test_headings_decide_the_titles_that_the_contents_list_cuts(minutes: Minutes) -> None:  # MIN-0c
    assert [one.number for one in minutes.items] == [str(number) for number in range(1, 16)]
    assert len(minutes.contents) == 15
    assert [minutes.contents[0].page, minutes.contents[-1].page] == [3, 22]
    assert [at for at, one in enumerate(minutes.contents, start=1) if one.cut] == [9, 10, 13]
    assert [item(minutes, number).title.split()[-1] for number in (9, 10, 13)] == [
        "korrespondancemeddelelser",
        "forløb",
        "patientgrupper",
    ]


def test_sections_keep_their_order(minutes: Minutes) -> None:  # MIN-0d, MIN-14a, MIN-15a
    whole = ["summary", "case", "further", "economy", "recommendation", "decision", "attachments"]
    assert [one.kind for one in item(minutes, 11).sections] == whole
    assert [[one.kind for one in item(minutes, number).sections] for number in (14, 15)] == [["decision"], ["decision"]]
    assert all(one.section("decision") for one in minutes.items)
    assert [one.number for one in minutes.items if one.section("economy")] == ["11", "12"]


def test_types_and_standing(minutes: Minutes) -> None:  # MIN-0e, MIN-0g
    types = [one.types for one in minutes.items]
    assert [types.count((kind,)) for kind in ("Drøftelse", "Orientering", "Godkendelse")] == [2, 3, 6]
    assert [one.number for one in minutes.items if not one.types] == ["1", "2", "14", "15"]
    assert [one.number for one in minutes.items if one.standing] == ["5"]


def test_journal_numbers(minutes: Minutes) -> None:  # MIN-0f
    numbers = [one.journal for one in minutes.items]
    assert len(set(numbers)) == 7
    assert numbers.count("1-01-72-1044-24") == 7
    assert [one.number for one in minutes.items if one.journal == "1-30-72-146-24"] == ["5", "10", "14"]


def test_recommendation_points(minutes: Minutes) -> None:  # MIN-0h
    assert [len(item(minutes, number).points) for number in (3, 4, 6, 7, 13)] == [2, 3, 2, 2, 2]
    points = [point for one in minutes.items for point in one.points]
    assert len(points) == 18
    assert {point.verb for point in points} == {"approve", "discuss", "decide", "note", "appoint"}
    assert {point.asked for point in points} == {"Fælles Forretningsudvalg"}


def test_outcome_of_each_item(minutes: Minutes) -> None:  # MIN-0i, 2a, 7o, 8f, 9i, 10h, 11o, 12o, 13g
    assert {one.number: one.outcome for one in minutes.items} == {
        "1": "recorded",
        "2": "approved",
        "3": "discussed_with_remarks",
        "4": "discussed_with_remarks",
        "5": "noted_implicitly",
        "6": "noted_with_remarks",
        "7": "approved",
        "8": "approved",
        "9": "approved_with_remarks",
        "10": "approved_with_reservation",
        "11": "not_approved",
        "12": "approved_with_remarks",
        "13": "noted_with_remarks",
        "14": "nothing_to_note",
        "15": "nothing_to_note",
    }


@pytest.mark.parametrize(
    ("number", "outcomes"),
    [
        (3, ["discussed_with_remarks", "discussed_with_remarks"]),
        (4, ["discussed_with_remarks", "decided", "not_recorded"]),  # MIN-4f, MIN-4g
        (5, ["noted_implicitly"]),  # reading 4
        (6, ["noted_with_remarks", "discussed"]),
        (7, ["approved", "noted"]),  # MIN-7o
        (13, ["noted", "decided"]),  # MIN-13g
    ],
)
def test_outcome_of_each_point(minutes: Minutes, number: int, outcomes: list[str]) -> None:
    assert [point.outcome for point in item(minutes, number).points] == outcomes


def test_remarks_and_reservations(minutes: Minutes) -> None:  # MIN-3j, 4j, 6t-6w, 7o, 9i, 10h, 12o, 13g
    remarks = {one.number: len(one.remarks) for one in minutes.items if one.remarks}
    assert remarks == {"3": 5, "4": 5, "6": 4, "9": 1, "12": 1, "13": 1}
    assert {one.number: len(one.conditions) for one in minutes.items if one.conditions} == {"10": 1}


def test_attachments_and_links(minutes: Minutes) -> None:  # MIN-0j, MIN-0k
    papers = {one.number: len(one.attachments) for one in minutes.items if one.attachments}
    assert papers == {"6": 1, "7": 1, "8": 1, "9": 3, "10": 1, "11": 1, "12": 1}
    assert [(one.text, one.note) for one in minutes.links] == [
        ("den 23. maj", "mangler adresse"),
        ("casekataloget", "mangler adresse"),
    ]


def test_participants_and_absence(minutes: Minutes) -> None:  # MIN-1a to 1g
    members = [one for one in minutes.participants if one.role == "member"]
    assert [sum(1 for one in members if one.side == side) for side in ("municipal", "regional", "plo")] == [4, 4, 2]
    assert [one.side for one in minutes.participants if one.role == "secretary"] == ["municipal", "regional"]
    assert [one.organisation for one in minutes.participants if one.leader] == [
        "Patientforløb & Økonomi, Region Nordjylland"
    ]
    away = {one.participant for one in minutes.absences}
    assert [one.organisation for one in minutes.participants if one.name in away] == ["Thisted Kommune"]
    there = minutes.attendance
    assert (there.present, there.of, there.members_present, there.members_of) == (11, 12, 9, 10)


def test_pipeline_of_the_strategic_forum(minutes: Minutes) -> None:  # MIN-3a, MIN-3b
    pipeline = item(minutes, 3).pipeline
    assert pipeline is not None
    assert (pipeline.forum, pipeline.date, len(pipeline.entries)) == ("ssf", date(2025, 9, 29), 10)
    types = [one.types for one in pipeline.entries]
    kinds = (("Orientering",), ("Orientering", "Drøftelse"), ("Drøftelse",), ("Godkendelse",))
    assert [types.count(one) for one in kinds] == [4, 3, 1, 2]
    assert {one.origin for one in pipeline.entries} == {"fælles"}


def test_pipeline_of_the_cooperation_committee(minutes: Minutes) -> None:  # MIN-4a, 4b, 4d, 4e
    pipeline = item(minutes, 4).pipeline
    assert pipeline is not None
    assert (pipeline.forum, pipeline.date, pipeline.theme) == ("ssu", date(2025, 10, 29), "none")
    assert [len(one.children) for one in pipeline.entries] == [1, 0, 0, 0, 0, 0]
    assert [one.contingency for one in pipeline.entries][-1] == "afventer møder mellem regionen og PLO-N"


def test_further_course(minutes: Minutes) -> None:  # MIN-3d, 11m, 12m
    assert {one.number: (one.further.kind, one.further.chain) for one in minutes.items if one.further.kind} == {
        "3": ("none_planned", ()),
        "6": ("none_planned", ()),
        "11": ("chain", ("ssf", "ssu")),
        "12": ("chain", ("ssf", "ssu")),
    }


def test_work_plan(minutes: Minutes) -> None:  # MIN-6a to 6s
    plan = item(minutes, 6).work_plan
    assert plan is not None
    assert plan.version == "1.4"
    levels = [one.level for one in plan.activities]
    assert [len(levels), *(levels.count(one) for one in ("Adm", "Pol", "both", "none"))] == [16, 9, 3, 3, 1]
    assert [sum(1 for one in plan.activities if one.track == track) for track in (2, 6)] == [6, 10]
    assert [(one.forum, one.start) for one in plan.activities if one.forum] == [
        ("ffu", date(2025, 6, 25)),
        ("ffu", date(2025, 8, 22)),
        ("ffu", date(2025, 9, 23)),
        ("ssf", date(2025, 9, 29)),
        ("ffu", date(2025, 10, 23)),
        ("ssf", date(2025, 11, 25)),
        ("ssu", date(2025, 12, 16)),
    ]


def test_work_plan_warnings(minutes: Minutes) -> None:  # MIN-6e, 6g, 6q, 6s
    plan = item(minutes, 6).work_plan
    assert plan is not None
    assert [warning for one in plan.activities for warning in one.warnings] == [
        "sep.-okt. begynder i Q3, står under Q4",
        "primo 2026 ligger i Q1, står under Q2",
        "niveauet mangler",
        "datoen mangler",
    ]
    first, last = plan.activities[0], plan.activities[-1]
    assert (first.start, first.end) == (date(2025, 7, 1), date(2025, 9, 30))
    assert (last.start, last.latest) == (None, date(2026, 3, 31))


def test_deferrals(minutes: Minutes) -> None:  # MIN-3f, 4k, 11q
    found = [(one.number, put_off) for one in minutes.items for put_off in one.deferrals]
    assert [(number, put_off.forum) for number, put_off in found] == [("3", "ssf"), ("4", "ssu"), ("11", "ffu")]
    assert found[0][1].date == date(2025, 11, 29)
    assert found[0][1].moved_to == "Strategisk Sundhedsforum den 29. november"
    assert found[0][1].awaits == "næstkommende formandskabsmøde i PLO-Nordjylland"
    assert found[2][1].moved_to == "næstkommende ordinære møde i Fælles Forretningsudvalg"


@pytest.mark.parametrize(
    ("number", "owner", "forum"),
    [
        (3, "regionen", "ssf"),  # MIN-3j
        (4, "det administrative formandskab", "ssf"),  # MIN-4l
        (5, "Sekretariatet for Strategisk Sundhedsforum", "ssf"),  # MIN-5f
        (5, "", "ssf"),  # MIN-5m
        (10, "", "ffu"),  # MIN-10i
        (11, "PLO-Nordjylland", ""),  # MIN-11p
        (13, "Det Fælleskommunale Sundhedssekretariat", ""),  # MIN-13f
    ],
)
def test_follow_ups(minutes: Minutes, number: int, owner: str, forum: str) -> None:
    assert (owner, forum) in [(one.owner, one.forum) for one in item(minutes, number).follow_ups]


def test_saturday_without_a_meeting(minutes: Minutes) -> None:  # MIN-3f, reading 1
    [doubt] = [one for one in minutes.findings if "29. november" in one.what]
    assert (doubt.kind, doubt.item) == ("warning", "3")
    assert "29-11-2025 er en lørdag" in doubt.why
    assert "25-11-2025" in doubt.why


def test_year_taken_from_the_meeting(minutes: Minutes) -> None:  # MIN-9a, reading 6
    assert {(one.start, one.how, one.forum) for one in minutes.dates if one.item == "9"} == {
        (date(2025, 5, 23), "assumed_year", "ssf")
    }


def test_primo_october_and_the_end_of_the_year(minutes: Minutes) -> None:  # MIN-7a, 7i
    ends = {one.written: one.end for one in minutes.dates if one.how == "early_mid_late" and one.item == "7"}
    assert ends == {"ultimo 2025": date(2025, 12, 31), "primo oktober": date(2025, 10, 10)}


def test_what_a_person_is_asked(minutes: Minutes) -> None:
    asked = [(one.kind, one.item) for one in minutes.findings if one.kind != "warning"]
    assert asked == [("missing", "4"), ("unsure", "5"), ("unsure", "3")]
    assert not minutes.unread
