"""The agreements that come with the system: complete, in our own words, with the right values on each date."""

from __future__ import annotations

import csv
import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from tvaers.kernel.package import CONTENT, Package, Parsed, load_all
from tvaers.kernel.package_coverage import coverage

SHARED = Path(__file__).parents[2].parent / "shared"
BA, SA, FIM = "benyttelsesaftale-nord-midt-2021", "sundhedsaftale-midt-2011", "folkesundhed-i-midten-brev"
HJN, KON, BUD = "hjaelpemiddelaftale-nord-2025", "korrespondanceaftale-nord-2025", "budgetkatalog-nord-2024"
BNS = "brev-national-sundhedsaftale"
FORA = "samarbejdsfora-nord-2025"
YD = tuple(f"SA-YD-{number:02}" for number in (*range(6, 17), 30, 31, *range(36, 43)))
PREFIXES = {
    BA: ("BA-",),
    SA: ("SA-IU-", "SA-BU-5.1", "SA-SF-4.1e", "SA-SF-8.1", "SA-PS-34", "SA-PS-35", "SA-UH-", *YD),
    FIM: ("BREV-50", "BREV-51"),
    BNS: ("BREV-17", "BREV-18", "BREV-19", "BREV-22", "BREV-34", "BREV-35", "BREV-46"),
    HJN: ("MIN-12",),
    KON: (*(f"MIN-9{letter}" for letter in "abcdefgh"), "MIN-10b"),
    BUD: ("BUD-",),
    FORA: ("MIN-1a",),
}
SYSTEMS = {BUD: ("referrals", "access", "meetings", "workplan", "organisation", "budget", "investment")}
"""The systems taken so far, where a package does not take every clause with its prefixes."""
BY_SYSTEM = {SA: "SA-", BNS: "BREV-", FORA: "MIN-"}
"""The packages that take every clause of FORUM_SYSTEMS with a prefix, save those that another package takes."""
FORUM_SYSTEMS = ("organisation", "meetings", "workplan", "agreements")
BY_SUBJECT = {BUD}
"""Packages whose files are by subject, so that their clauses are not in the order of the list."""
LONGEST_SHARED_RUN = 7


def listed_clauses(package_id: str) -> dict[str, dict[str, str]]:
    """The rows of the clause list that belong to the package, by id, in the list's order."""
    path = SHARED / "clauses.csv"
    if not path.is_file():
        pytest.skip("listen over bestemmelser findes ikke her")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file) if _takes(package_id, row["id"], row["system"])}


def _takes(package_id: str, clause: str, system: str) -> bool:
    """Whether a row of the clause list belongs to the package."""
    if clause.startswith(PREFIXES[package_id]):
        return system in SYSTEMS.get(package_id, (system,))
    elsewhere = any(clause.startswith(prefixes) for other, prefixes in PREFIXES.items() if other != package_id)
    by_system = package_id in BY_SYSTEM and clause.startswith(BY_SYSTEM[package_id]) and system in FORUM_SYSTEMS
    return by_system and not elsewhere


def words(text: str) -> list[str]:
    """The words in lower case, with words that a line break splits put together."""
    return re.findall(r"\w+", re.sub(r"(?<=\w)-\s*\n\s*", "", text).lower())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Every run of `length` words."""
    found = words(text)
    return {tuple(found[start : start + length]) for start in range(len(found) - length + 1)}


@pytest.mark.parametrize("package_id", PREFIXES)
def test_every_listed_clause_is_there_in_order(packages: dict[str, Package], package_id: str) -> None:
    in_order = sorted if package_id in BY_SUBJECT else list
    assert in_order(packages[package_id].clauses) == in_order(listed_clauses(package_id))


@pytest.mark.parametrize("package_id", PREFIXES)
def test_kind_and_system_are_those_of_the_list(packages: dict[str, Package], package_id: str) -> None:
    listed = listed_clauses(package_id)
    for clause in packages[package_id].clauses.values():
        assert (clause.kind, clause.system) == (listed[clause.id]["kind"], listed[clause.id]["system"]), clause.id


@pytest.mark.parametrize("package_id", PREFIXES)
def test_summaries_are_our_own_words(packages: dict[str, Package], package_id: str) -> None:
    package = packages[package_id]
    for name in {document.place for document in package.manifest.documents if document.place}:
        source = SHARED / "sources" / name
        if not source.is_file():
            pytest.skip("kilderne findes ikke her")
        taken = runs(source.read_text(encoding="utf-8"), LONGEST_SHARED_RUN + 1)
        for clause in package.clauses.values():
            assert not runs(clause.summary, LONGEST_SHARED_RUN + 1) & taken, clause.id


@pytest.mark.parametrize("package_id", PREFIXES)
def test_every_clause_is_executed_or_says_why_not(packages: dict[str, Package], package_id: str) -> None:
    silent = [row.id for row in coverage(packages[package_id]) if bool(row.executed_by) is bool(row.why)]
    assert silent == []


def test_every_price_of_the_usage_agreement_is_executed(packages: dict[str, Package]) -> None:
    prices = [row for row in coverage(packages[BA]) if row.id.startswith("BA-4.1")]
    assert prices
    assert [row.id for row in prices if row.status != "executed"] == []


@pytest.mark.parametrize("package_id", PREFIXES)
def test_principles_that_ask_for_nothing_are_shown(packages: dict[str, Package], package_id: str) -> None:
    silent = [name for name, row in listed_clauses(package_id).items() if row["acceptance"].startswith("principle:")]
    assert [name for name in silent if packages[package_id].clauses[name].status != "shown"] == []


@pytest.mark.parametrize(
    ("package_id", "name", "key", "first", "last", "value"),
    [
        (BA, "highly_specialised_rate", None, date(2021, 1, 1), date(2022, 12, 31), 9000),
        (BA, "main_regional_rate", None, date(2021, 1, 1), date(2022, 12, 31), 7000),
        (BA, "extras_rate", "highly_specialised", date(2021, 1, 1), date(2022, 12, 31), 10000),
        (BA, "extras_rate", "main", date(2021, 1, 1), date(2022, 12, 31), 10000),
        (BA, "tariff_year_basis", None, date(2021, 1, 1), date(2022, 12, 31), "discharge"),
        (BA, "letter_validity", None, date(2021, 1, 1), date(2022, 12, 31), 12),
        (BA, "notice_period", None, date(2021, 1, 1), date(2022, 12, 31), 6),
        (BA, "structural_change_threshold", None, date(2021, 1, 1), date(2022, 12, 31), 50_000_000),
        (BA, "expensive_drug_threshold", None, date(2021, 1, 1), date(2022, 12, 31), 50_000_000),
        (BA, "meetings_per_year", None, date(2021, 1, 1), date(2022, 12, 31), 4),
        (BA, "required_signatures", None, date(2021, 1, 1), date(2022, 12, 31), 2),
        (SA, "dialysis_rate", None, date(2007, 1, 1), date(2014, 12, 31), 12_000_000),
        (SA, "dialysis_rate", None, date(2021, 1, 1), date(2021, 12, 31), 14_221_200),
        (SA, "municipal_contribution", None, date(2011, 1, 1), date(2014, 12, 31), 100),
        (SA, "regional_contribution", None, date(2011, 1, 1), date(2014, 12, 31), 100),
        (SA, "fund_stated_total", None, date(2011, 1, 1), date(2014, 12, 31), 250_000_000),
        (SA, "type1_hours_1a", None, date(2011, 1, 1), date(2014, 12, 31), 24),
        (SA, "type1_hours_1b", None, date(2011, 1, 1), date(2014, 12, 31), 48),
        (SA, "high_risk_minimum_age", None, date(2011, 1, 1), date(2014, 12, 31), 67),
        (SA, "correction_approvals", None, date(2011, 1, 1), date(2014, 12, 31), 2),
        (HJN, "device_request_time", None, date(2025, 8, 22), date(2027, 12, 31), "14:00"),
        (HJN, "device_request_workdays", None, date(2025, 8, 22), date(2027, 12, 31), 1),
        (HJN, "report_cutoff", None, date(2025, 8, 22), date(2027, 12, 31), "14:00"),
        (BUD, "reserved_slots_limit", None, date(2023, 10, 1), date(2024, 12, 31), 4),
        (SA, "closing_days", None, date(2011, 1, 1), date(2014, 12, 31), 90),
        (SA, "closing_warning_days", None, date(2011, 1, 1), date(2014, 12, 31), 75),
        (SA, "analysis_target_days", None, date(2011, 1, 1), date(2014, 12, 31), 28),
        (SA, "report_receiver", "municipal_health_sector", date(2011, 1, 1), date(2014, 12, 31), "municipality"),
        (SA, "report_receiver", "elsewhere", date(2011, 1, 1), date(2014, 12, 31), "region"),
        (SA, "serious_outcomes", None, date(2011, 1, 1), date(2014, 12, 31), ("permanent_injury", "death")),
        (
            SA,
            "closing_requirements",
            "serious",
            date(2011, 1, 1),
            date(2014, 12, 31),
            ("analysis_result", "learning_decision"),
        ),
        (SA, "small_count_limit", None, date(2011, 1, 1), date(2014, 12, 31), 5),
        (SA, "network_first_meeting_by", None, date(2011, 1, 1), date(2014, 12, 31), "2011-06-30"),
        (SA, "network_primary_health_seats", "most", date(2011, 1, 1), date(2014, 12, 31), 2),
        (SA, "consent_substitutes", None, date(2011, 1, 1), date(2014, 12, 31), ("relative", "guardian")),
        (FIM, "municipal_contribution", None, date(2020, 1, 1), date(2026, 12, 31), 100),
        (FIM, "regional_contribution", None, date(2020, 1, 1), date(2026, 12, 31), 100),
        (FIM, "fund_stated_total", None, date(2020, 1, 1), date(2026, 12, 31), 250_000_000),
    ],
)
def test_value_holds_from_first_to_last_day_and_not_outside(
    packages: dict[str, Package], package_id: str, name: str, key: str | None, first: date, last: date, value: Parsed
) -> None:
    around = (first - timedelta(days=1), first, last, last + timedelta(days=1))
    found = [packages[package_id].value_on(name, day, key) for day in around]
    assert [one.value if one else None for one in found] == [None, value, value, None]


@pytest.mark.parametrize("name", ["special_services_rate", "interpreter_rate", "medicine_rate"])
def test_extras_have_their_other_names(packages: dict[str, Package], name: str) -> None:
    assert packages[BA].find_parameter(f"{name}[main]")[0].id == "extras_rate"


def test_both_extras_rates_are_readings(packages: dict[str, Package]) -> None:
    assert [value.reading for value in packages[BA].parameters["extras_rate"].values] == ["A1", "A1"]


def test_telephone_is_shared_by_eighteen_municipalities_without_aarhus(packages: dict[str, Package]) -> None:
    value = packages[SA].value_on("telephone_municipalities", date(2011, 1, 1))
    assert value is not None
    assert isinstance(value.value, tuple)
    assert set(packages[SA].parties) - set(value.value) == {"1082", "0751"}


def test_patients_cannot_report_until_someone_gives_a_day(packages: dict[str, Package]) -> None:
    assert packages[SA].value_on("patient_reporting_from", date(2011, 9, 1)) is None


def test_telephone_halves_make_a_whole(packages: dict[str, Package]) -> None:
    halves = [packages[SA].value_on(name, date(2011, 1, 1)) for name in ("region_share", "municipal_share")]
    assert [half.value for half in halves if half] == [5000, 5000]


def test_telephone_cost_is_unknown_until_someone_gives_it(packages: dict[str, Package]) -> None:
    assert packages[SA].value_on("cost", date(2011, 1, 1)) is None
    assert packages[SA].override({"cost": "1842375.50"}).value_on("telephone_cost", date(2011, 1, 1)) is not None


def test_every_reading_is_used_or_stands_at_its_clause(packages: dict[str, Package]) -> None:
    for package in packages.values():
        for reading in package.readings.values():
            values = [package.value(number).reading for number in package.value_ids]
            clauses = [name for clause in package.clauses.values() for name in clause.readings]
            forums = [name for forum in package.forums.values() for name in forum.readings]
            duties = [name for duty in package.obligations.values() for name in duty.readings]
            budget = [name for entry in package.budget.entries for name in getattr(entry, "readings", ())]
            used = [*values, *clauses, *forums, *duties, *budget, package.valid.reading]
            assert reading.id in used, (package.id, reading.id)


def test_a_package_is_another_when_what_it_builds_on_is(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder, ignore=shutil.ignore_patterns("__pycache__"))
    before = load_all(folder)["folkesundhed-i-midten-brev"].content_hash
    rules = folder / "midtjylland" / "sundhedsaftale-2011" / "rules.py"
    rules.write_text(rules.read_text() + "\n# changed\n")
    assert load_all(folder)["folkesundhed-i-midten-brev"].content_hash != before
