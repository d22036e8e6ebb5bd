"""The forums of the agreements: who sits where, who chairs, and how often they meet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tvaers.engine.parties import actions as party_actions
from tvaers.engine.parties import queries as parties
from tvaers.kernel.action import System
from tvaers.kernel.forum_types import ForumType
from tvaers.kernel.package import Package

SA, BA, FORA = "sundhedsaftale-midt-2011", "benyttelsesaftale-nord-midt-2021", "samarbejdsfora-nord-2025"
THEN = date(2012, 6, 1)

COMPOSITIONS: dict[str, tuple[str, tuple[int, ...]]] = {
    "temagruppe-indlaeggelse-udskrivelse": (SA, (6, 3, 1, 2)),
    "temagruppe-boern-unge-gravide": (SA, (5, 6, 1, 3)),
    "temagruppe-traening": (SA, (3, 6, 1, 1, 3)),
    "hjaelpemiddelraadet": (SA, (6, 4, 3)),
    "hoereorganet": (SA, (6, 7, 4)),
    "temagruppe-voksenpsykiatri": (SA, (19, 6, 2, 2, 3)),
    "temagruppe-boernepsykiatri": (SA, (19, 2, 2, 1, 3)),
    "arbejdsgruppe-oekonomi": (SA, (19, 1)),
    "samarbejdsudvalg-specialtandpleje": (SA, (3, 1, 1)),
    "samarbejdsudvalg-tandpleje": (SA, (2, 3, 2, 1)),
    "teknisk-administrativt-udvalg": (SA, (3, 1, 3, 1, 2, 2)),
    "arbejdsgruppe-palliativ": (SA, (3, 3, 1, 0)),
    "specialistteamet": (SA, (1, 1, 1, 1, 1)),
    "direktoerforum-nord": (BA, (2, 2, 0)),
    "ffu": (FORA, (4, 2, 2, 2)),
}
"""The seats to be filled of each sort, in the order of the source."""
TOTALS = {
    "temagruppe-indlaeggelse-udskrivelse": 12, "temagruppe-boern-unge-gravide": 15, "temagruppe-traening": 14,
    "hjaelpemiddelraadet": 13, "hoereorganet": 17, "temagruppe-voksenpsykiatri": 32, "temagruppe-boernepsykiatri": 27,
    "samarbejdsudvalg-specialtandpleje": 5, "samarbejdsudvalg-tandpleje": 8, "teknisk-administrativt-udvalg": 12,
    "ffu": 10,
}  # fmt: skip
"""What the clause list says they add up to."""


@pytest.fixture
def register(db: None) -> Iterator[None]:  # noqa: ARG001
    """The parties as shipped."""
    parties.forget()
    party_actions.load(actor=System())
    yield
    parties.forget()


def named_parties(forum: ForumType) -> list[str]:
    """Every key or code of a party that the forum names."""
    seats = [party for seat in forum.seats for party in seat.parties]
    cluster = [forum.cluster] if forum.cluster else []
    return [*seats, *forum.chairs.parties, *forum.secretariat.parties, *forum.rotation, *cluster]


# Seats


@pytest.mark.parametrize("forum", COMPOSITIONS)
def test_seats_are_those_of_the_source(packages: dict[str, Package], forum: str) -> None:
    package, seats = COMPOSITIONS[forum]
    assert tuple(seat.wanted for seat in packages[package].forums[forum].seats) == seats


@pytest.mark.parametrize("forum", TOTALS)
def test_seats_add_up(packages: dict[str, Package], forum: str) -> None:
    found = packages[COMPOSITIONS[forum][0]].forums[forum]
    assert sum(seat.wanted for seat in found.seats) == TOTALS[forum]


def test_no_two_forums_share_an_id(packages: dict[str, Package]) -> None:
    ids = [name for package in packages.values() for name in package.forums]
    assert sorted(ids) == sorted(set(ids))


def test_every_party_that_a_forum_names_is_in_the_register(packages: dict[str, Package], register: None) -> None:  # noqa: ARG001
    days = [THEN, date(2021, 6, 1), date(2025, 10, 1)]
    known = {key for day in days for row in parties.list_parties("", day) for key in (row.key, row.code)}
    forums = [forum for package in packages.values() for forum in package.forums.values()]
    assert {party for forum in forums for party in named_parties(forum)} - known == set()


def test_hearing_seats_cover_three_clinics(packages: dict[str, Package]) -> None:
    clinics = next(seat for seat in packages[SA].forums["hoereorganet"].seats if seat.id == "klinik")
    assert (clinics.count, len(clinics.each)) == (7, 3)


@pytest.mark.parametrize("seat", ["primaer-sundhed", "praehospital"])
def test_network_takes_one_or_two_from_each_of_two_units(packages: dict[str, Package], seat: str) -> None:
    rule = next(one for one in packages[SA].forums["haendelsesnetvaerket"].seats if one.id == seat)
    assert (rule.count, rule.at_least, rule.at_most) == (1, True, 2)


def test_a_person_may_cover_two_municipalities_in_the_network_only(packages: dict[str, Package]) -> None:
    shared = {name for name, forum in packages[SA].forums.items() if any(seat.shared for seat in forum.seats)}
    assert shared == {"haendelsesnetvaerket"}


# Chairs, secretariat, meetings


@pytest.mark.parametrize(
    "forum",
    [
        "temagruppe-indlaeggelse-udskrivelse", "temagruppe-boern-unge-gravide", "temagruppe-traening",
        "hjaelpemiddelraadet", "temagruppe-voksenpsykiatri", "temagruppe-boernepsykiatri", "haendelsesnetvaerket",
    ],
)  # fmt: skip
def test_shared_chair_is_one_of_region_and_one_of_municipalities(packages: dict[str, Package], forum: str) -> None:
    assert sorted(packages[SA].forums[forum].chairs.sides) == ["municipality", "region"]


def test_two_regions_have_one_chair_each(packages: dict[str, Package]) -> None:
    assert sorted(packages[BA].forums["direktoerforum-nord"].chairs.parties) == ["1081", "1082"]


def test_no_chair_is_prescribed_for_hearing(packages: dict[str, Package]) -> None:
    assert packages[SA].forums["hoereorganet"].chairs.none


@pytest.mark.parametrize(
    ("package", "forum", "sides"),
    [
        (SA, "temagruppe-traening", ["municipality", "region"]),
        (SA, "temagruppe-oekonomi-opfoelgning", ["municipality", "municipality", "psychiatry", "region", "region"]),
        (BA, "direktoerforum-nord", ["region"]),
        (FORA, "ffu", ["municipality", "region"]),
    ],
)
def test_secretaries_are_counted_apart_and_by_side(
    packages: dict[str, Package], package: str, forum: str, sides: list[str]
) -> None:
    secretariat = packages[package].forums[forum].secretariat
    assert (sorted(secretariat.sides), secretariat.count, secretariat.exactly) == (sides, len(sides), True)


@pytest.mark.parametrize(
    ("package", "forum", "at_least", "note_at", "at_most"),
    [
        (SA, "hjaelpemiddelraadet", 4, None, None),
        (SA, "hoereorganet", 2, 1, None),
        (SA, "haendelsesnetvaerket", 3, 2, None),
        (SA, "hospitalsforum-forebyggelse", 2, None, 3),
        (SA, "kontaktforum-forebyggelse", 2, None, 3),
        (SA, "teknisk-administrativt-udvalg", 2, None, None),
        (SA, "styregruppe-somatik-vest", 2, None, None),
        (BA, "direktoerforum-nord", 4, None, None),
    ],
)
def test_meetings_a_year(
    packages: dict[str, Package], package: str, forum: str, at_least: int, note_at: int | None, at_most: int | None
) -> None:
    meetings = packages[package].forums[forum].meetings
    assert (meetings.at_least, meetings.note_at, meetings.at_most) == (at_least, note_at, at_most)


def test_four_meetings_of_the_directors_are_a_target(packages: dict[str, Package]) -> None:
    targets = {name for package in packages.values() for name, one in package.forums.items() if one.meetings.target}
    assert targets == {"direktoerforum-nord"}


def test_conference_and_theme_meeting_come_every_year(packages: dict[str, Package]) -> None:
    yearly = {name: [each.title for each in one.yearly] for name, one in packages[SA].forums.items() if one.yearly}
    assert yearly == {
        "temagruppe-sundhedsfremme-forebyggelse": ["Konference om sundhedsfremme og forebyggelse"],
        "netvaerk-for-tidligt-foedte": ["Temamøde"],
    }


def test_standing_theme_groups_have_no_last_day(packages: dict[str, Package]) -> None:
    groups = [forum for forum in packages[SA].forums.values() if forum.kind == "theme_group"]
    assert len(groups) == 8
    assert [forum.id for forum in groups if forum.holds.end] == []


def test_agenda_of_ffu_begins_with_who_is_there_and_ends_with_any_other_business(packages: dict[str, Package]) -> None:
    standing = packages[FORA].forums["ffu"].standing
    assert [one.id for one in standing] == ["deltagere", "dagsorden", "sundhedsreformen", "orientering", "eventuelt"]
    assert [one.id for one in standing if one.at_end] == ["orientering", "eventuelt"]
    assert len(standing[2].topics) == 4


def test_a_matter_goes_from_ffu_to_ssf_to_ssu(packages: dict[str, Package]) -> None:
    forums = packages[FORA].forums
    assert (forums["ffu"].parent, forums["ssf"].parent, forums["ssu"].parent) == ("ssf", "ssu", None)
