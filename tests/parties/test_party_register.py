"""The shipped register, asked as of a day."""

import csv
from datetime import date
from pathlib import Path

import pytest

from tvaers.engine.parties import queries

pytestmark = pytest.mark.usefixtures("register")
BEFORE, AFTER = date(2026, 12, 31), date(2027, 1, 1)
FACTS = Path(__file__).parents[3] / "shared" / "data" / "municipalities_regions.csv"


def names(rows: list[queries.PartyRow]) -> list[str]:
    return [row.name for row in rows]


def test_there_are_five_regions_until_2026() -> None:
    assert [row.code for row in queries.regions(BEFORE)] == ["1084", "1082", "1081", "1085", "1083"]


def test_there_are_four_regions_from_2027() -> None:
    assert names(queries.regions(AFTER)) == [
        "Region Midtjylland",
        "Region Nordjylland",
        "Region Syddanmark",
        "Region Østdanmark",
    ]


def test_region_oestdanmark_has_no_code_yet() -> None:
    assert queries.party("region-oestdanmark", AFTER).codes == ()


def test_there_are_98_municipalities_on_both_sides_of_2027() -> None:
    assert len(queries.municipalities(BEFORE)) == len(queries.municipalities(AFTER)) == 98


def test_a_municipality_moves_to_the_new_region_in_2027() -> None:
    parents = [queries.party("koege-kommune", day).parents[0].party.key for day in (BEFORE, AFTER)]
    assert parents == ["region-sjaelland", "region-oestdanmark"]


def test_the_new_region_has_the_municipalities_of_the_two_old() -> None:
    old = names(queries.municipalities(BEFORE, "1084")) + names(queries.municipalities(BEFORE, "1085"))
    assert sorted(old) == sorted(names(queries.municipalities(AFTER, "region-oestdanmark")))


def test_every_municipality_is_in_the_region_of_the_public_list() -> None:
    if not FACTS.exists():
        pytest.skip("the list of municipalities is not here")
    lines = (line for line in FACTS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    for row in csv.DictReader(lines):
        for day, column in ((BEFORE, "region_til_2026"), (AFTER, "region_fra_2027")):
            party = queries.party_by_code(row["kommunekode"], day)
            assert party is not None
            parent = queries.party(party.key, day).parents[0].party
            assert parent.name == f"Region {row[column]}", row["kommune"]


@pytest.mark.parametrize(("day", "name"), [(date(2010, 12, 31), "Århus Kommune"), (date(2011, 1, 1), "Aarhus Kommune")])
def test_aarhus_changes_spelling(day: date, name: str) -> None:
    assert queries.name_of("0751", day) == name


def test_four_municipalities_sit_in_two_somatic_clusters() -> None:
    day = date(2012, 6, 1)
    twice = [row.name for row in queries.municipalities(day) if len(queries.clusters_of(row.code, day)) == 2]
    assert twice == ["Favrskov Kommune", "Ikast-Brande Kommune", "Silkeborg Kommune", "Skanderborg Kommune"]


def test_the_six_somatic_clusters_have_23_municipal_seats() -> None:
    day = date(2012, 6, 1)
    clusters = [row for row in queries.list_parties("cluster", day) if row.area == "somatik"]
    assert (len(clusters), sum(len(queries.members_of(c.key, day, kind="municipality")) for c in clusters)) == (6, 23)


@pytest.mark.parametrize(("area", "count"), [("voksenpsykiatri", 6), ("boernepsykiatri", 2)])
def test_every_midtjylland_municipality_sits_in_one_cluster_of_each_psychiatry(area: str, count: int) -> None:
    day = date(2012, 6, 1)
    found = [queries.clusters_of(row.code, day, area) for row in queries.municipalities(day, "1082")]
    assert {len(clusters) for clusters in found} == {1}
    assert len({clusters[0].key for clusters in found}) == count


def test_psychiatry_is_adults_and_children_together() -> None:
    found = queries.clusters_of("0746", date(2012, 6, 1), "psykiatri")
    assert names(found) == ["Børnepsykiatrisk klynge øst", "Psykiatrisk klynge Horsens"]


@pytest.mark.parametrize(("day", "count"), [(date(2014, 12, 31), 1), (date(2015, 1, 1), 0)])
def test_the_clusters_end_with_the_agreement(day: date, count: int) -> None:
    assert len(queries.clusters_of("0751", day)) == count


def test_members_of_a_cluster_are_municipalities_and_hospitals() -> None:
    found = queries.members_of("klynge-somatik-silkeborg", date(2012, 6, 1))
    assert names(found) == [
        "Favrskov Kommune",
        "Hospitalsenheden Silkeborg",
        "Silkeborg Kommune",
        "Skanderborg Kommune",
    ]


def test_the_hospitals_of_the_two_regions_in_the_year_of_the_usage_agreement() -> None:
    assert names(queries.list_parties("hospital", date(2022, 1, 1))) == [
        "Psykiatrien i Region Nordjylland",
        "Regionshospital Nordjylland",
        "Aalborg Universitetshospital",
        "Aarhus Universitetshospital",
    ]


def test_every_party_has_a_source_on_every_fact() -> None:
    for row in queries.list_parties("", date(2024, 12, 1)):
        assert all(fact.source for fact in queries.party(row.key).history), row.key
