"""What if equals the difference of two full settlements, to the øre, for every kind of set."""

import random
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tvaers.engine.agreements import queries as agreements
from tvaers.engine.settlement.activity import Activity, rows_to_activity
from tvaers.engine.settlement.adjustable import adjustables
from tvaers.engine.settlement.engines import DuckDB
from tvaers.engine.settlement.execution import execute
from tvaers.engine.settlement.pricing import Job
from tvaers.engine.settlement.whatif import Change, Difference, WhatIf, what_if
from tvaers.kernel.errors import Problem

USAGE = "benyttelsesaftale-nord-midt-2021"
HEALTH = "sundhedsaftale-midt-2011"
USAGE_SETS = (
    {"main_regional_rate": "0.6543"},
    {"highly_specialised_rate": "0.85", "extras_rate": "0.90"},
    {"extras_rate[main]": "0.70"},
    {"letter_validity": "6"},
    {"letter_validity": "6", "main_regional_rate": "0.75"},
    {"tariff_year_basis": "start"},
    {"tariff_year_basis": "start", "letter_validity": "18", "highly_specialised_rate": "1.00"},
    {"meetings_per_year": "9"},
)
HEALTH_SETS = (
    {"telephone_cost": "1000.01"},
    {"telephone_cost": "1000.01", "region_share": "0.3333"},
    {"telephone_cost": "90000", "telephone_municipalities": "0615,0657"},
    {"dialysis_rate": "142212"},
    {"municipal_contribution": "1.25"},
)


def random_contacts(rng: random.Random, count: int) -> list[dict[str, Any]]:
    """Contacts of every sort: across and not, open, past the last day, with every fault of a letter."""
    rows = []
    for number in range(count):
        start = datetime(2020, 12, 20) + timedelta(hours=rng.randrange(0, 24 * 745))
        issued = start.date() - timedelta(days=rng.choice((-3, 0, 10, 182, 183, 300, 364, 365, 366, 500)))
        level = rng.choice(("highly_specialised", "main"))
        rows.append(
            {
                "contact_id": f"k{number}",
                "citizen_id": f"p{rng.randrange(count // 3)}",
                "home_region": rng.choice(("1081", "1082", "1083")),
                "treating_region": rng.choice(("1081", "1082")),
                "level": level,
                "drg": rng.choice(("D1", "D2", "D3", "D9")),
                "start": start,
                "end": None if rng.random() < 0.05 else start + timedelta(hours=rng.randrange(1, 600)),
                "letter_issued": issued if level == "highly_specialised" and rng.random() < 0.9 else None,
            }
        )
    return rows


def usage_rows(seed: int) -> dict[str, list[dict[str, Any]]]:
    """A small random year and a bit under the usage agreement."""
    rng = random.Random(seed)
    moments = [datetime(2021, 1, 1) + timedelta(hours=rng.randrange(0, 24 * 760)) for _ in range(30)]
    sides = [(rng.choice(("1081", "1082")), rng.choice(("1081", "1082"))) for _ in moments]
    return {
        "tariffs": [
            {"year": year, "drg": drg, "amount_oere": rng.randrange(100_000, 9_999_999)}
            for year in (2020, 2021, 2022, 2023)
            for drg in ("D1", "D2", "D3")
        ],
        "contacts": random_contacts(rng, 240),
        "extras": [
            {
                "extra_id": f"x{number}",
                "contact_id": f"k{rng.randrange(240)}",
                "kind": rng.choice(("interpreter", "medicine", "other")),
                "amount_oere": rng.randrange(1, 50_000),
            }
            for number in range(60)
        ],
        "drug_courses": [
            {
                "course_id": f"c{number}",
                "citizen_id": f"p{number}",
                "home_region": home,
                "treating_region": treating,
                "drug": "Lægemiddel A",
                "council": rng.choice(("recommended", "not_assessed", "rejected")),
                "start": moment,
                "accepted_on": rng.choice((None, moment - timedelta(days=1))),
                "amount_oere": rng.randrange(1, 90_000_000),
            }
            for number, (moment, (home, treating)) in enumerate(zip(moments, sides, strict=True))
        ],
    }


def health_rows() -> dict[str, list[dict[str, Any]]]:
    """Dialysis and municipal figures, with births that do not divide evenly."""
    figures = [("0615", 701), ("0657", 703), ("0661", 3), ("0751", 4000)]
    return {
        "municipal_figures": [
            {"municipality": code, "year": year, "births": births, "population": births * 97 + year}
            for code, births in figures
            for year in (2011, 2012)
        ],
        "dialysis_days": [
            {
                "citizen_id": f"p{day % 3}",
                "municipality": "0615",
                "day": date(2012, 1, 1) + timedelta(days=day),
                "helped": day % 4 > 0,
            }
            for day in range(150)
        ],
    }


Sums = dict[tuple[str, str, str, str], tuple[int, int]]


def full_sums(job: Job, activity: Activity, folder: Path) -> Sums:
    """The sums of a full settlement by rule, month, payer and payee: øre, and lines."""
    engine = DuckDB()
    execute(job, activity, folder, engine)
    engine.close()
    names = {
        number: rule.name for number, (_, rule) in job.rules.numbered().items() if rule.kind in ("settled", "held")
    }
    with duckdb.connect() as connection:
        rows = connection.execute(
            f"""SELECT rule, coalesce(strftime(day, '%Y-%m'), ''), coalesce(payer, ''), coalesce(payee, ''),
                       coalesce(sum(amount), 0)::BIGINT, count(*)
                FROM read_parquet('{folder}/*/*.parquet', union_by_name=true) GROUP BY ALL"""
        ).fetchall()
    return {(names[r[0]], *r[1:4]): (r[4], r[5]) for r in rows if r[0] in names}


def found_sums(outcome: WhatIf, index: int) -> tuple[Sums, Sums]:
    """What the what-if says of the same: as it is, and with one set."""
    base, new = {}, {}
    for row in (row for row in outcome.rows if row.set == index):
        key = (row.rule, row.month, row.payer, row.payee)
        if row.lines_base:
            base[key] = (row.base, row.lines_base)
        if row.lines_new:
            new[key] = (row.new, row.lines_new)
    return base, new


@pytest.fixture(scope="module", params=[(USAGE, 1), (HEALTH, 0)], ids=["usage", "health"])
def case(request: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Job, Activity, WhatIf, Any]]:
    """A job with its activity, the outcome of all its sets together, and the sets."""
    name, seed = request.param
    rows, sets = (usage_rows(seed), USAGE_SETS) if name == USAGE else (health_rows(), HEALTH_SETS)
    activity = rows_to_activity(rows, tmp_path_factory.mktemp("store"))
    package = agreements.package(name)
    job = Job(
        package, *((date(2021, 1, 1), date(2022, 12, 31)) if name == USAGE else (date(2012, 1, 1), date(2013, 12, 31)))
    )
    yield job, activity, what_if(job, activity, sets), sets


def test_base_is_the_settlement_as_it_is(case: Any, tmp_path: Path) -> None:
    job, activity, outcome, _ = case
    assert found_sums(outcome, 0)[0] == full_sums(job, activity, tmp_path / "full")


def test_every_set_is_the_settlement_with_its_values(case: Any, tmp_path: Path) -> None:
    job, activity, outcome, sets = case
    for index, one in enumerate(sets):
        changed = Job(job.package.override(one), job.start, job.end)
        assert found_sums(outcome, index)[1] == full_sums(changed, activity, tmp_path / str(index)), one


def test_every_set_has_the_same_base(case: Any) -> None:
    _, _, outcome, sets = case
    assert all(found_sums(outcome, index)[0] == found_sums(outcome, 0)[0] for index in range(len(sets)))


def test_sets_together_are_as_sets_one_by_one(case: Any) -> None:
    job, activity, outcome, sets = case
    alone = what_if(job, activity, sets[-1:])
    last = len(sets) - 1
    assert [row.change for row in alone.rows] == [row.change for row in outcome.rows if row.set == last]


ONE_CONTACT: dict[str, Any] = {
    "contact_id": "k1", "citizen_id": "p1", "home_region": "1081", "treating_region": "1082", "level": "main",
    "drg": "D1", "start": "2021-03-01T10:00", "end": "2021-03-04T12:00",
}  # fmt: skip


def one_case(tmp_path: Path, sets: list[Mapping[str, str]], **contact: Any) -> WhatIf:
    """The outcome for one contact of 1,000.01 kr. with an interpreter of 50.00 kr."""
    rows = {
        "tariffs": [{"year": 2021, "drg": "D1", "amount": "1000.01"}],
        "contacts": [{**ONE_CONTACT, **contact}],
        "extras": [{"extra_id": "x1", "contact_id": "k1", "kind": "interpreter", "amount": "50.00"}],
    }
    job = Job(agreements.package(USAGE), date(2021, 1, 1), date(2021, 12, 31))
    return what_if(job, rows_to_activity(rows, tmp_path), sets)


def test_the_other_reading_of_a1_takes_30_percent_off_the_interpreter(tmp_path: Path) -> None:
    outcome = one_case(tmp_path, [{"extras_rate[main]": "0.70"}])
    assert outcome.by_clause(0) == {"BA-4.1b": Change(5_000, 3_500), "BA-4.1c": Change(70_001, 70_001)}


def test_the_other_reading_of_a1_leaves_the_specialised_level_alone(tmp_path: Path) -> None:
    outcome = one_case(
        tmp_path, [{"extras_rate[main]": "0.70"}], level="highly_specialised", letter_issued="2021-02-20"
    )
    assert outcome.total(0).amount == 0


@pytest.mark.parametrize(("issued", "held"), [("2020-09-01", 95_001), ("2020-09-02", 0)])
def test_a_shorter_letter_holds_what_began_too_late(tmp_path: Path, issued: str, held: int) -> None:
    """Six months from 1 September end on 28 February, so a contact on 1 March is held; one day later it is not."""
    outcome = one_case(tmp_path, [{"letter_validity": "6"}], level="highly_specialised", letter_issued=issued)
    assert (outcome.total(0).amount, outcome.total(0, "held").amount) == (-held, held)


def test_rounds_every_line_and_not_the_sum(tmp_path: Path) -> None:
    """The example of docs/regler/hvad-nu-hvis.md: 50 % of the sum of the tariffs would be 500.04 kr."""
    rows = {
        "tariffs": [{"year": 2021, "drg": "D0", "amount": "0.03"}, {"year": 2021, "drg": "D1", "amount": "1000.01"}],
        "contacts": [{**ONE_CONTACT, "contact_id": f"k{n}", "drg": drg} for n, drg in enumerate(("D0", "D0", "D1"))],
    }
    job = Job(agreements.package(USAGE), date(2021, 1, 1), date(2021, 12, 31))
    outcome = what_if(job, rows_to_activity(rows, tmp_path), [{"main_regional_rate": "0.50"}])
    assert outcome.total(0) == Change(70_005, 50_005)


def test_sums_by_payer_month_and_clause_agree(tmp_path: Path) -> None:
    outcome = one_case(tmp_path, [{"main_regional_rate": "0.60"}])
    sums = (outcome.by_payer(0), outcome.by_month(0), outcome.by_clause(0))
    assert [sum(change.amount for change in one.values()) for one in sums] == [-10_000] * 3
    assert (list(sums[0]), list(sums[1])) == (["1081"], ["2021-03"])


def test_shows_a_party_only_what_it_pays_or_is_paid(tmp_path: Path) -> None:
    outcome = one_case(tmp_path, [{"main_regional_rate": "0.60"}])
    assert outcome.of_sides(frozenset({"1081"})) == outcome
    assert outcome.of_sides(frozenset({"1083"})).rows == ()


def test_comes_back_from_data_as_it_was(tmp_path: Path) -> None:
    outcome = one_case(tmp_path, [{"main_regional_rate": "0.60"}])
    assert WhatIf.from_data(outcome.as_data()) == outcome


def test_offers_the_parameters_that_can_change_an_amount_and_no_others() -> None:
    found = adjustables(agreements.package(USAGE), date(2021, 1, 1), date(2021, 12, 31))
    assert [one.name for one in found] == [
        "highly_specialised_rate",
        "main_regional_rate",
        "extras_rate[highly_specialised]",
        "extras_rate[main]",
        "tariff_year_basis",
        "letter_validity",
    ]


def test_an_unknown_parameter_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="findes ikke"):
        one_case(tmp_path, [{"no_such_rate": "0.60"}])


def test_a_value_of_the_wrong_unit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem):
        one_case(tmp_path, [{"letter_validity": "et halvt år"}])


def test_change_is_new_less_base() -> None:
    row = Difference(0, "BA-4.1a", "r", "settled", "2021-01", "1081", "1082", 500, 450, 1, 1)
    assert row.change == -50
