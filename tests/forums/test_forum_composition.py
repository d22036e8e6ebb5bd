"""The composition check in words: empty and doubled seats, shared chairs, secretaries; both sides of each number."""

from typing import Any

import pytest
from tests.forums.forum_world import forum_type

from tvaers.engine.forums.composition import Seated, lacks, may_chair, plan

FULL = [
    Seated("A", "kommune", "municipality", "0851", is_chair=True),
    Seated("B", "kommune", "municipality", "0860"),
    Seated("C", "region", "region", is_chair=True),
    Seated("D", "region", "region"),
    Seated("E", "sekretaer", "region"),
    Seated("F", "sekretaer", "municipality"),
]
PLAIN: dict[str, Any] = {"chairs": {"none": True}, "secretariat": {}}


def without(name: str) -> list[Seated]:
    return [one for one in FULL if one.person != name]


def texts(seated: list[Seated], **changes: Any) -> list[str]:
    return [one.text for one in lacks(forum_type("u", **changes), seated)]


def counted(number: int, **rule: Any) -> list[str]:
    """What is lacking with so many in the seats of one rule."""
    seats = [{"id": "s", "title": "Læge", "side": "hospital", **rule}]
    return texts([Seated(f"P{n}", "s", "hospital") for n in range(number)], seats=seats, **PLAIN)


def test_as_agreed_nothing_is_lacking() -> None:
    assert texts(FULL) == []


def test_the_party_of_an_empty_seat_is_named() -> None:
    assert texts(without("B")) == ["1 plads ledig: Kommunernes medlemmer (0860)."]


def test_two_for_one_party_are_doubled() -> None:
    assert texts([*FULL, Seated("G", "kommune", "municipality", "0860")]) == [
        "Kommunernes medlemmer (0860): 2 på 1 plads."
    ]


def test_a_missing_chair_of_a_side_is_told() -> None:
    alone = [Seated("C", "region", "region") if one.person == "C" else one for one in FULL]
    assert texts(alone) == ["Formandskab ikke komplet: formanden for regionen mangler."]


def test_two_chairs_of_a_side_are_told() -> None:
    both = [Seated("D", "region", "region", is_chair=True) if one.person == "D" else one for one in FULL]
    assert texts(both) == ["Der er 2 formænd for regionen; der skal være én."]


def test_a_missing_secretary_is_told() -> None:
    assert texts(without("F")) == ["Sekretariatet har 1 af 2 sekretærer."]


def test_secretaries_of_one_side_lack_the_other() -> None:
    same = [*without("F"), Seated("F", "sekretaer", "region")]
    assert texts(same) == ["Sekretariatet mangler en sekretær for kommunerne."]


def test_substitutes_fill_no_seat() -> None:
    away = [*without("B"), Seated("B", "kommune", "municipality", "0860", is_substitute=True)]
    assert texts(away) == ["1 plads ledig: Kommunernes medlemmer (0860)."]


@pytest.mark.parametrize(
    ("number", "rule", "expected"),
    [
        (4, {"count": "5"}, ["1 plads ledig: Læge."]),
        (3, {"count": "5"}, ["2 pladser ledige: Læge."]),
        (5, {"count": "5"}, []),
        (6, {"count": "5"}, ["Læge: 6 på 5 pladser (P0, P1, P2, P3, P4, P5)."]),
        (6, {"count": "5", "at_least": "yes"}, []),
        (4, {"count": "5", "at_least": "yes"}, ["1 plads ledig: Læge."]),
        (6, {"count": "5", "at_least": "yes", "at_most": "6"}, []),
        (7, {"count": "5", "at_least": "yes", "at_most": "6"}, ["Læge: 7 på 6 pladser (P0, P1, P2, P3, P4, P5, P6)."]),
        (0, {"open": "yes"}, []),
        (9, {"open": "yes"}, []),
    ],
)
def test_the_number_of_seats(number: int, rule: dict[str, Any], expected: list[str]) -> None:
    assert counted(number, **rule) == expected


@pytest.mark.parametrize(("groups", "expected"), [((4, 3, 0), ["Klinik: ingen fra C."]), ((3, 2, 2), [])])
def test_each_group_must_be_there(groups: tuple[int, ...], expected: list[str]) -> None:
    seats = [{"id": "k", "title": "Klinik", "side": "hospital", "count": "7", "each": ["A", "B", "C"]}]
    seated = [
        Seated(f"{group}{n}", "k", "hospital", group=group)
        for group, many in zip("ABC", groups, strict=True) for n in range(many)
    ]  # fmt: skip
    assert texts(seated, seats=seats, **PLAIN) == expected


def test_the_plan_shows_empty_seats_in_their_place() -> None:
    shown = [(place.party, place.seated and place.seated.person) for place in plan(forum_type("u"), without("A"))]
    assert shown == [("0851", None), ("0860", "B"), ("", "C"), ("", "D")]


@pytest.mark.parametrize(
    ("side", "expected"), [("municipality", True), ("region", False), ("citizens", False)], ids=str
)
def test_a_shared_chair_has_one_of_each_side(side: str, expected: bool) -> None:
    assert may_chair(forum_type("u"), without("A"), side) is expected


TWO_REGIONS = {"chairs": {"parties": ["1081", "1082"]}, "secretariat": {}, "seats": [
    {"id": "direktion", "title": "Direktion", "side": "region", "parties": ["1081", "1082"]},
]}  # fmt: skip


@pytest.mark.parametrize(
    ("chairs", "expected"),
    [
        (("1081", "1082"), []),
        (("1082",), ["Formandskab ikke komplet: 0 formænd for 1081; der skal være én."]),
    ],
)
def test_each_of_two_regions_has_a_chair(chairs: tuple[str, ...], expected: list[str]) -> None:
    seated = [Seated(code, "direktion", "region", code, is_chair=code in chairs) for code in ("1081", "1082")]
    assert texts(seated, **TWO_REGIONS) == expected


def test_a_chair_must_sit_where_chairs_do() -> None:
    chairs = {"chairs": {"sides": ["region", "municipality"], "seats": ["region"]}}
    assert texts(FULL, **chairs) == ["A er formand uden at sidde på en formands plads."]


@pytest.mark.parametrize(("shared", "expected"), [("yes", []), ("no", ["A sidder på 2 af pladserne: Nøgleperson."])])
def test_one_person_in_two_seats(shared: str, expected: list[str]) -> None:
    seats = [{"id": "s", "title": "Nøgleperson", "side": "municipality", "parties": ["0851", "0860"], "shared": shared}]
    seated = [Seated("A", "s", "municipality", code) for code in ("0851", "0860")]
    assert texts(seated, seats=seats, **PLAIN) == expected


@pytest.mark.parametrize(("regional", "expected"), [(2, []), (3, ["Sekretariatet har 4 sekretærer på 3 pladser."])])
def test_a_side_named_twice_has_two_secretaries(regional: int, expected: list[str]) -> None:
    seated = [Seated(f"R{n}", "sekretaer", "region") for n in range(regional)]
    seated.append(Seated("K", "sekretaer", "municipality"))
    secretariat = {"sides": ["region", "region", "municipality"]}
    assert texts(seated, seats=[], chairs={"none": True}, secretariat=secretariat) == expected


@pytest.mark.parametrize("rule", [{}, {"at_least": "yes"}])
@pytest.mark.parametrize(
    ("party", "said"),
    [
        ("0787", "A sidder for 0787, som ikke har nogen: Læge."),
        ("", "A sidder uden at sidde for nogen: Læge."),
    ],
)
def test_somebody_for_a_party_without_a_seat_is_told(rule: dict[str, str], party: str, said: str) -> None:
    seats = [{"id": "s", "title": "Læge", "side": "region", "parties": ["1081"], **rule}]
    seated = [Seated("A", "s", "region", party), Seated("B", "s", "region", "1081")]
    assert texts(seated, seats=seats, **PLAIN) == [said]


@pytest.mark.parametrize(("by", "expected"), [("KKR", []), ("", ["A er ikke udpeget af KKR."])])
def test_who_appoints_is_told_where_it_is_another(by: str, expected: list[str]) -> None:
    seats = [{"id": "s", "title": "Kommunens", "side": "municipality", "count": "1", "appointed_by": "KKR"}]
    assert texts([Seated("A", "s", "municipality", group=by)], seats=seats, **PLAIN) == expected


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        ((), []),
        (("region", "municipality"), []),
        (("region",), ["Ingen sidder for kommunerne."]),
    ],
)
def test_a_side_that_nobody_sits_for_is_told_once_somebody_sits(sides: tuple[str, ...], expected: list[str]) -> None:
    seated = [Seated(side, "medlem", side) for side in sides]
    changes: dict[str, Any] = {**PLAIN, "seats": [], "sides": ["region", "municipality"]}
    assert texts(seated, **changes) == expected


@pytest.mark.parametrize(("party", "expected"), [("1081", False), ("1082", True), ("1083", False)])
def test_a_chair_shared_by_two_regions_has_one_of_each(party: str, expected: bool) -> None:
    seated = [Seated("A", "direktion", "region", "1081", is_chair=True)]
    assert may_chair(forum_type("u", **TWO_REGIONS), seated, "region", party) is expected
