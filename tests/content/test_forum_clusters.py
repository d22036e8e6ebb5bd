"""The clusters of the agreements with their steering groups, and which forum hangs under which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import pytest

from tvaers.engine.parties import actions as party_actions
from tvaers.engine.parties import queries as parties
from tvaers.kernel.action import System
from tvaers.kernel.forum_types import ForumType
from tvaers.kernel.package import Package

SA, FORA, BNS = "sundhedsaftale-midt-2011", "samarbejdsfora-nord-2025", "brev-national-sundhedsaftale"
THEN = date(2012, 6, 1)
STEERING = "styregruppe-"

LOOKUPS = [
    ("0707", "voksenpsykiatri", ["klynge-psykiatri-randers"]),
    ("0746", "voksenpsykiatri", ["klynge-psykiatri-horsens"]),
    ("0740", "voksenpsykiatri", ["klynge-psykiatri-silkeborg"]),
    ("0756", "voksenpsykiatri", ["klynge-psykiatri-herning-holstebro"]),
    ("0779", "voksenpsykiatri", ["klynge-psykiatri-skive-viborg"]),
    ("0710", "voksenpsykiatri", ["klynge-psykiatri-aarhus"]),
    ("0741", "boernepsykiatri", ["klynge-boernepsykiatri-oest"]),
    ("0791", "boernepsykiatri", ["klynge-boernepsykiatri-vest"]),
    ("0665", "somatik", ["klynge-somatik-vest"]),
    ("0740", "somatik", ["klynge-somatik-silkeborg", "klynge-somatik-viborg-skive"]),
    ("0710", "somatik", ["klynge-somatik-randers-grenaa", "klynge-somatik-silkeborg"]),
    ("0756", "somatik", ["klynge-somatik-horsens", "klynge-somatik-vest"]),
    ("0746", "somatik", ["klynge-somatik-horsens", "klynge-somatik-silkeborg"]),
    ("0751", "somatik", ["klynge-somatik-aarhus"]),
    ("0791", "somatik", ["klynge-somatik-viborg-skive"]),
]


@pytest.fixture
def register(db: None) -> Iterator[None]:  # noqa: ARG001
    """The parties as shipped."""
    parties.forget()
    party_actions.load(actor=System())
    yield
    parties.forget()


def steering_groups(packages: dict[str, Package]) -> list[ForumType]:
    return [forum for forum in packages[SA].forums.values() if forum.id.startswith(STEERING)]


@pytest.mark.parametrize(("code", "area", "clusters"), LOOKUPS)
def test_cluster_of_a_municipality(register: None, code: str, area: str, clusters: list[str]) -> None:  # noqa: ARG001
    assert sorted(row.key for row in parties.clusters_of(code, THEN, area)) == clusters


def test_each_cluster_has_one_steering_group(packages: dict[str, Package], register: None) -> None:  # noqa: ARG001
    clusters = sorted(row.key for row in parties.list_parties("cluster", THEN))
    assert sorted(forum.cluster or "" for forum in steering_groups(packages)) == clusters
    assert len(clusters) == 14


def test_members_of_a_cluster_sit_in_its_steering_group(packages: dict[str, Package], register: None) -> None:  # noqa: ARG001
    for forum in steering_groups(packages):
        seats = {seat.id: set(seat.parties) for seat in forum.seats}
        members = parties.members_of(forum.cluster or "", THEN)
        assert seats["kommune"] == {row.code for row in members if row.kind == "municipality"}, forum.id
        assert seats["hospital"] == {row.key for row in members if row.kind != "municipality"}, forum.id


def test_every_steering_group_has_general_practice_a_coordinator_and_key_figures(packages: dict[str, Package]) -> None:
    for forum in steering_groups(packages):
        seats = {seat.id: seat for seat in forum.seats}
        assert seats["almen-praksis"].wanted == 1, forum.id
        assert seats["koordinator"].parties == ("regionalt-sundhedssamarbejde",), forum.id
        assert [(one.title, one.keep) for one in forum.standing] == [("Nøgletal", True)], forum.id


def test_chart_has_eleven_bodies_in_ten_areas_and_none_for_task_transfer(packages: dict[str, Package]) -> None:
    words = packages[SA].parameters["sub_areas"].words
    bodies = [forum for forum in packages[SA].forums.values() if forum.area in words.values()]
    assert (len(words), len(bodies)) == (10, 11)
    assert set(words.values()) - {forum.area for forum in bodies} == {"Opgaveoverdragelse"}


def test_every_body_of_the_chart_hangs_under_the_steering_group(packages: dict[str, Package]) -> None:
    forums = packages[SA].forums
    words = set(packages[SA].parameters["sub_areas"].words.values())
    for forum in forums.values():
        above = list(ancestors(forums, forum))
        assert (forum.area not in words) or "sundhedsstyregruppen" in above, forum.id


def ancestors(forums: Mapping[str, ForumType], forum: ForumType) -> Iterator[str]:
    """The forums above one, the nearest first."""
    while forum.parent is not None:
        yield forum.parent
        forum = forums[forum.parent]


@pytest.mark.parametrize(
    ("parent", "children"),
    [
        (
            "temagruppe-sundhedsfremme-forebyggelse",
            {
                "hospitalsforum-forebyggelse", "kontaktforum-forebyggelse", "chefjordemoderraadet",
                "sundhedsplejeforum", "rygestopnetvaerket", "hjerneskadesamraadet", "redaktionspanelet",
            },
        ),
        ("temagruppe-indlaeggelse-udskrivelse", {"arbejdsgruppe-palliativ"}),
        ("hjerneskadesamraadet", {"arbejdsgruppe-hjerneskade-boern", "arbejdsgruppe-hjerneskade-voksne"}),
        (
            "teknisk-administrativt-udvalg",
            {
                "samarbejdsudvalg-specialtandpleje", "samarbejdsudvalg-tandpleje", "adhoc-tandregulering",
                "adhoc-tandlaegevagt",
            },
        ),
    ],
)  # fmt: skip
def test_children(packages: dict[str, Package], parent: str, children: set[str]) -> None:
    assert {name for name, forum in packages[SA].forums.items() if forum.parent == parent} == children


def test_two_organisations_by_date(packages: dict[str, Package]) -> None:
    def on(day: date, package: str, area: str) -> int:
        found = (forum for forum in packages[package].forums.values() if forum.area == area)
        return sum(forum.holds.start <= day <= (forum.holds.end or day) for forum in found)

    later = "Klynger om akuthospitaler"
    assert (on(THEN, SA, "Somatiske klynger"), on(THEN, BNS, later)) == (6, 0)
    assert (on(date(2021, 6, 1), SA, "Somatiske klynger"), on(date(2021, 6, 1), BNS, later)) == (0, 5)


@pytest.mark.parametrize("name", ["sundhedsraad-vendsyssel", "sundhedsraad-limfjorden"])
def test_health_councils_begin_in_2026(packages: dict[str, Package], name: str) -> None:
    assert packages[FORA].forums[name].holds.start == date(2026, 1, 1)
