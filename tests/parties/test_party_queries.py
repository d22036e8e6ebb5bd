"""Looking up by code, name and text."""

from datetime import date, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from tvaers.engine.parties import queries
from tvaers.kernel import clock
from tvaers.kernel.errors import NotFound

pytestmark = pytest.mark.usefixtures("register")
DAY = date(2021, 6, 1)


def test_a_party_is_found_by_code() -> None:
    found = queries.party_by_code("1081", DAY)
    assert found is not None
    assert (found.key, found.name, found.kind_label) == ("region-nordjylland", "Region Nordjylland", "Region")


@pytest.mark.parametrize(("code", "day"), [("1084", date(2027, 1, 1)), ("1081", date(2006, 12, 31)), ("9999", DAY)])
def test_a_code_that_does_not_hold_finds_nothing(code: str, day: date) -> None:
    assert queries.party_by_code(code, day) is None


def test_the_kind_of_code_can_be_asked_for() -> None:
    assert queries.party_by_code("1081", DAY, kind="municipality") is None


@pytest.mark.parametrize(("code", "name"), [("1082", "Region Midtjylland"), ("0813", "Frederikshavn Kommune")])
def test_the_name_of_a_code(code: str, name: str) -> None:
    assert queries.name_of(code, DAY) == name


def test_the_name_of_a_key() -> None:
    assert queries.name_of("region-midtjylland", DAY) == "Region Midtjylland"


def test_the_name_of_something_unknown_is_itself() -> None:
    assert queries.name_of("Privathospitalet Eksempel", DAY) == "Privathospitalet Eksempel"


def test_names_are_read_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with clock.fixed(datetime(2021, 6, 1, 12, tzinfo=clock.COPENHAGEN)), django_assert_num_queries(3):
        for _ in range(500):
            queries.name_of("1081", DAY)


def test_names_grow_old_within_a_minute(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(6):
        for minute in (0, 1):
            with clock.fixed(datetime(2021, 6, 1, 12, minute, tzinfo=clock.COPENHAGEN)):
                queries.name_of("1081", DAY)


def test_today_is_the_default_day() -> None:
    with clock.fixed(datetime(2027, 1, 1, 12, tzinfo=clock.COPENHAGEN)):
        assert len(queries.regions()) == 4


@pytest.mark.parametrize("text", ["århus kom", "Aarhus Kom", "AARHUS KOM", " 0751 "])
def test_search_takes_names_in_both_spellings_and_codes(text: str) -> None:
    assert [row.key for row in queries.search(text, DAY)] == ["aarhus-kommune"]


@pytest.mark.parametrize("text", ["", "  ", "findes ikke"])
def test_search_without_a_match_finds_nothing(text: str) -> None:
    assert queries.search(text, DAY) == []


def test_search_leaves_out_what_does_not_exist_on_the_day() -> None:
    assert queries.search("Østdanmark", DAY) == []


def test_lists_are_in_danish_order() -> None:
    found = [row.name for row in queries.municipalities(DAY)]
    assert (found[0], found[-1]) == ("Albertslund Kommune", "Aarhus Kommune")


def test_a_list_of_a_kind_costs_three_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(3):
        queries.municipalities(DAY, "region-midtjylland")


def test_a_view_shows_members_and_parents() -> None:
    view = queries.party("region-nordjylland", DAY)
    assert len([link for link in view.members if link.party.kind == "municipality"]) == 11
    assert queries.party("hjoerring-kommune", DAY).parents[0].relation_label == "Del af"


def test_a_view_shows_the_whole_history() -> None:
    view = queries.party("aarhus-kommune", DAY)
    assert [(fact.value, fact.general) for fact in view.history if fact.label == "Navn"] == [
        ("Århus Kommune", True),
        ("Aarhus Kommune", True),
    ]


def test_the_history_names_a_parent_that_is_gone() -> None:
    view = queries.party("koege-kommune", date(2027, 1, 1))
    assert [fact.value for fact in view.history if fact.label == "Del af"] == ["Region Sjælland", "Region Østdanmark"]


@pytest.mark.parametrize(("day", "exists"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True)])
def test_a_party_exists_from_its_first_name(day: date, exists: bool) -> None:
    assert queries.party("region-oestdanmark", day).exists is exists


def test_nothing_was_known_before_it_was_recorded() -> None:
    before = datetime(2020, 1, 1, tzinfo=clock.COPENHAGEN)
    assert queries.party("aarhus-kommune", DAY, known_at=before).codes == ()


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(NotFound, match="findes ikke"):
        queries.party("ukendt", DAY)
