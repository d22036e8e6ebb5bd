"""An amended value re-settles only the days that it touches, and gives the lines that a full run gives."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.settlement.ba_rows import TARIFFS
from tests.settlement.book_state import USAGE, entries_of, owed_in, settle, state_of

from tvaers.engine.agreements.snapshot import as_document
from tvaers.engine.settlement.amendment import Window, amendment_between
from tvaers.engine.settlement.lines import LineFilter
from tvaers.engine.settlement.queries import line_page
from tvaers.kernel.action import System
from tvaers.kernel.package import Package, load_all, load_package

WAS = '    - {from: 2021-01-01, to: 2022-12-31, value: "0.70", source: {document: ba, place: "§ 4, stk. 1"}}'
SUMMER, WINTER = date(2021, 7, 1), date(2022, 12, 1)


@pytest.fixture
def amended(tmp_path: Path) -> Callable[..., Package]:
    """The usage agreement with other values for the main level: pairs of a last day and the value until then."""

    def make(*values: tuple[date, str]) -> Package:
        folder = tmp_path / f"aftale-{abs(hash(values))}"
        shutil.copytree(load_all()[USAGE].folder, folder)
        file = folder / "parameters" / "afregning.yml"
        text, start = file.read_text(encoding="utf-8"), date(2021, 1, 1)
        lines = []
        for last, value in values:
            source = '{document: ba, place: "§ 4, stk. 1"}'
            lines.append(f'    - {{from: {start}, to: {last}, value: "{value}", source: {source}}}')
            start = last + timedelta(days=1)
        assert WAS in text
        file.write_text(text.replace(WAS, "\n".join(lines)), encoding="utf-8")
        return load_package(folder)

    return make


def windows(old: Package, new: Package, first: date | None = None, last: date | None = None) -> tuple[Window, ...]:
    """The days that an amendment touches."""
    found = amendment_between(as_document(old), as_document(new), first, last)
    assert found is not None
    return found.windows


@pytest.mark.parametrize(
    ("values", "touched"),
    [
        ([(date(2022, 12, 31), "0.70")], ()),
        ([(date(2022, 12, 31), "0.71")], ((date(2021, 1, 1), date(2022, 12, 31)),)),
        ([(date(2021, 6, 30), "0.70"), (date(2022, 12, 31), "0.71")], ((SUMMER, date(2022, 12, 31)),)),
        ([(date(2021, 6, 30), "0.70"), (SUMMER, "0.71"), (date(2022, 12, 31), "0.70")], ((SUMMER, SUMMER),)),
        ([(date(2021, 6, 30), "0.70"), (date(2022, 12, 31), "0.70")], ()),
        (
            [(date(2021, 1, 31), "0.69"), (date(2022, 11, 30), "0.70"), (date(2022, 12, 31), "0.72")],
            ((date(2021, 1, 1), date(2021, 1, 31)), (WINTER, date(2022, 12, 31))),
        ),
        ([(date(2021, 1, 31), "0.69"), (date(2022, 12, 31), "0.72")], ((date(2021, 1, 1), date(2022, 12, 31)),)),
    ],
    ids=["intet", "alt", "fra-en-dag", "én-dag", "delt-men-ens", "to-stykker", "to-værdier-op-ad-hinanden"],
)
def test_the_touched_days_are_those_with_another_value(
    amended: Callable[..., Package], values: list[tuple[date, str]], touched: tuple[Window, ...]
) -> None:
    assert windows(load_all()[USAGE], amended(*values)) == touched


def test_the_touched_days_are_kept_to_the_run(amended: Callable[..., Package]) -> None:
    new = amended((date(2022, 12, 31), "0.71"))
    assert windows(load_all()[USAGE], new, date(2022, 1, 1), date(2022, 1, 31)) == (
        (date(2022, 1, 1), date(2022, 1, 31)),
    )


def test_more_than_dated_values_touches_everything() -> None:
    package = load_all()[USAGE]
    other = package.override({"tariff_year_basis": "start"})
    assert amendment_between(as_document(package), as_document(other), None, None) is None


def year_of_rows() -> dict[str, Any]:
    """Contacts of both levels all through the agreement and past its ends, some of them open or without a letter."""
    draw = random.Random(7)
    contacts = []
    for n in range(150):
        start = datetime(2020, 12, 20) + timedelta(hours=draw.randrange(24 * 760))
        contacts.append(
            {
                "contact_id": f"k{n}",
                "citizen_id": f"p{n % 40}",
                "home_region": "1081",
                "treating_region": "1082",
                "level": draw.choice(["main", "main", "highly_specialised"]),
                "drg": draw.choice(["D1", "D2"]),
                "start": start,
                "end": draw.choice([None, *[start + timedelta(days=2)] * 9]),
                "letter_issued": draw.choice([None, start.date() - timedelta(days=10)]),
            }
        )
    return {"tariffs": TARIFFS, "contacts": contacts}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values",
    [
        [(date(2021, 6, 30), "0.70"), (date(2022, 12, 31), "0.75")],
        [(date(2021, 1, 31), "0.69"), (date(2022, 11, 30), "0.70"), (date(2022, 12, 31), "0.72")],
        [(date(2021, 6, 30), "0.70"), (date(2022, 12, 31), "0.70")],
    ],
    ids=["fra-juli", "to-stykker", "samme-værdi"],
)
def test_an_amendment_by_windows_stands_as_a_full_run(
    amended: Callable[..., Package], values: list[tuple[date, str]], settings: Any, tmp_path: Path
) -> None:
    settings.SETTLEMENT_STORE = tmp_path / "store"
    new, facts = amended(*values), year_of_rows()
    settle("i-stykker", facts)
    run = settle("i-stykker", facts, package=new)
    settle("på-ny", facts, package=new)
    assert "windows" in run.scope
    assert state_of("i-stykker") == state_of("på-ny")
    assert owed_in("i-stykker") == owed_in("på-ny")


@pytest.mark.django_db
def test_an_amendment_that_prices_nothing_changes_nothing(settings: Any, tmp_path: Path) -> None:
    settings.SETTLEMENT_STORE = tmp_path / "store"
    facts = year_of_rows()
    settle("bog", facts)
    run = settle("bog", facts, package=load_all()[USAGE].override({"meetings_per_year": "9"}))
    assert entries_of(run) == []
    assert line_page(System(), run, LineFilter()).count == 0


@pytest.mark.django_db
def test_an_amendment_after_a_contact_has_moved_leaves_its_old_day_alone(
    amended: Callable[..., Package], settings: Any, tmp_path: Path
) -> None:
    settings.SETTLEMENT_STORE = tmp_path / "store"
    facts = {
        "tariffs": TARIFFS,
        "contacts": [
            {
                "contact_id": "k1",
                "citizen_id": "p1",
                "home_region": "1081",
                "treating_region": "1082",
                "level": "main",
                "drg": "D1",
                "start": datetime(2021, 1, 10),
                "end": datetime(2021, 1, 12),
            }
        ],
    }
    settle("bog", facts)
    facts["contacts"][0]["end"] = datetime(2021, 8, 12)
    settle("bog", facts)
    run = settle("bog", facts, package=amended((date(2021, 1, 31), "0.60"), (date(2022, 12, 31), "0.70")))
    assert entries_of(run) == []
