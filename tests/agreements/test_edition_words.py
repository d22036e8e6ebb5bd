"""An edition in words: order, coverage, what executes a clause, values on a day, readings, and editions compared."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from tvaers.engine.agreements import difference, reading, wording
from tvaers.engine.agreements.queries import package
from tvaers.engine.agreements.snapshot import snapshot


@pytest.fixture(scope="module")
def usage() -> dict[str, Any]:
    return snapshot(package("benyttelsesaftale-nord-midt-2021"))


@pytest.fixture(scope="module")
def health() -> dict[str, Any]:
    return snapshot(package("sundhedsaftale-midt-2011"))


def test_clauses_come_in_the_agreements_order(usage: dict[str, Any]) -> None:
    assert [one["id"] for one in reading.clauses(usage)] == usage["clause_order"]


def test_coverage_counts_every_clause_once(usage: dict[str, Any]) -> None:
    assert reading.coverage(usage).total == len(usage["clauses"])


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"kind": "price", "text": "privathospital"}, ["BA-4.1e"]),
        ({"text": "ba-4.1A"}, ["BA-4.1a"]),
        ({"kind": "x"}, []),
    ],
)
def test_clauses_are_found_by_kind_and_text(usage: dict[str, Any], wanted: dict[str, str], found: list[str]) -> None:
    assert [one["id"] for one in reading.matching(usage, **wanted)] == found


def test_what_executes_a_clause_has_a_danish_title(usage: dict[str, Any]) -> None:
    rule, parameter = reading.executors(usage, "BA-4.1c")
    assert (rule.sort, rule.title.startswith("Afregner: ")) == ("rule", True)
    assert (parameter.sort, parameter.title) == ("parameter", "Sats for hoved- og regionsniveau")


def test_a_rule_says_what_must_hold_also_when_the_answer_wanted_is_no(usage: dict[str, Any]) -> None:
    rules = {rule.name: rule for rule in reading.rules_of(usage, "BA-4.1e")}
    assert rules["privathospital_uden_accept"].tests == (
        "Hjemregionen har ikke accepteret senest ved viderevisiteringen",
    )


@pytest.mark.parametrize(
    ("day", "shown"), [("2014-12-31", True), ("2015-01-01", False), ("2020-12-31", False), ("2021-01-01", True)]
)
def test_no_value_holds_in_a_gap(health: dict[str, Any], day: str, shown: bool) -> None:
    line = reading.parameter(health, "dialysis_rate").timelines[0]
    assert (reading.value_on(line, date.fromisoformat(day)) is not None) is shown


def test_a_reading_knows_all_that_rests_on_it(usage: dict[str, Any]) -> None:
    use = next(one for one in reading.uses_of(usage) if one.id == "A5")
    assert (use.period, "ingen_bestemmelse" in [rule.name for rule in use.rules]) == (True, True)


def test_the_readings_of_a_clause_are_also_those_of_its_values(usage: dict[str, Any]) -> None:
    assert "A1" in [one["id"] for one in reading.readings_of(usage, "BA-4.1b")]


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [
        ("share", 9_000, "90 %"),
        ("dkk", 50_000_000, "500.000,00 kr."),
        ("months", 12, "12 måneder"),
        ("hours", 48, "48 timer"),
        ("count", 4, "4"),
        ("clock", "14:00", "kl. 14.00"),
        ("date", "2011-06-30", "30-06-2011"),
        ("choice", "discharge", "udskrivningsdagen"),
        ("codes", ["0615", "0657"], "0615, 0657"),
        ("list", ["medicine", "other"], "medicin, andet"),
    ],
)
def test_values_are_worded_by_their_unit(unit: str, value: object, words: str) -> None:
    assert wording.shown_value(unit, value) == words


@pytest.mark.parametrize(("code", "shown"), [("medicine", "hjemmemedicin"), ("other", "andet"), ("unknown", "unknown")])
def test_the_agreements_own_word_comes_before_ours(code: str, shown: str) -> None:
    assert wording.shown_value("list", [code], {"medicine": "hjemmemedicin"}) == shown


def test_an_edition_does_not_differ_from_itself(usage: dict[str, Any]) -> None:
    assert difference.differences(usage, deepcopy(usage)) == []


@pytest.mark.parametrize(
    ("change", "sentence", "before", "after"),
    [
        (
            lambda d: d["clauses"]["BA-1.1a"].update(heading="Nyt"),
            "BA-1.1a Nyt: overskriften er ændret.",
            "Hvem og hvad aftalen gælder for",
            "Nyt",
        ),
        (
            lambda d: d["parameters"]["highly_specialised_rate"]["values"][0].update(value=8_500),
            "Sats for højt specialiseret behandling: værdien fra 01-01-2021 er ændret.",
            "90 %, 01-01-2021 til 31-12-2022",
            "85 %, 01-01-2021 til 31-12-2022",
        ),
        (
            lambda d: d["parameters"]["notice_period"].update(values=[]),
            "Varsel før en strukturel ændring har mistet sin værdi fra 01-01-2021.",
            "6 måneder, 01-01-2021 til 31-12-2022",
            "",
        ),
        (
            lambda d: d["readings"]["A2"].update(choice="Der rundes ned."),
            "Læsning A2 er ændret.",
            "Hver linje afrundes til hele øre, og en halv øre rundes op. Summen er summen af de afrundede linjer.",
            "Der rundes ned.",
        ),
        (
            lambda d: d["valid"].update(to="2023-12-31"),
            "Aftalens periode er ændret.",
            "01-01-2021 til 31-12-2022",
            "01-01-2021 til 31-12-2023",
        ),
    ],
)
def test_each_sort_of_change_is_told(
    usage: dict[str, Any], change: Any, sentence: str, before: str, after: str
) -> None:
    new = deepcopy(usage)
    change(new)
    told = difference.differences(usage, new)
    assert [(one.sentence, one.before, one.after) for one in told] == [(sentence, before, after)]


def test_a_clause_that_is_dropped_is_told(usage: dict[str, Any]) -> None:
    new = deepcopy(usage)
    del new["clauses"]["BA-1.1b"]
    told = difference.differences(usage, {**new, "clause_order": list(new["clauses"])})
    assert [(one.subject, one.sentence) for one in told] == [("Bestemmelser", "BA-1.1b Rammer for samarbejdet udgår.")]
