"""The legal basis of shared fields: which one a field has on a day, and what happens to one without (BREV-17)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.cases.fault_cases import Changed, findings

from tvaers.engine.cases.core import Doer, begin, happen
from tvaers.engine.cases.given import Faults, read_given
from tvaers.engine.cases.sharing import shared
from tvaers.kernel.case_types import CaseType
from tvaers.kernel.package import Package, load_all

LAST = date(2026, 6, 30)
GENERAL = {"id": "general", "text": "§ 1", "why": "Fordi.", "clause": "PRV-1", "from": "2026-01-01"}
OWN = {"id": "own", "text": "§ 2", "why": "Beløbet.", "clause": "PRV-1", "from": "2026-01-01",
       "to": LAST.isoformat(), "fields": "amount"}  # fmt: skip
SENT = {"subject": "Seng", "to": "0851"}


@pytest.fixture
def based(trial: Package) -> CaseType:
    """The trial type with a basis for the amount until the end of June, and one for everything else."""
    raw = trial.case_types["request"].model_dump(by_alias=True) | {"legal_bases": [GENERAL, OWN]}
    return CaseType.model_validate(raw)


def refused(type: CaseType, day: date) -> dict[str, str]:
    """What is said of each field when an amount is sent on a day."""
    try:
        read_given(type, type.event("send"), {**SENT, "amount": "5"}, day)
    except Faults as faults:
        return faults.by_field
    return {}


def test_a_named_basis_comes_before_the_general_one(based: CaseType) -> None:
    assert [based.basis_of(name, LAST).text for name in ("amount", "subject")] == ["§ 2", "§ 1"]  # type: ignore[union-attr]


def test_a_type_without_bases_lets_everything_be_given(trial: Package) -> None:
    assert refused(trial.case_types["request"], date(2001, 1, 1)) == {}


def test_a_field_may_be_given_on_the_last_day_of_its_basis(based: CaseType) -> None:
    assert refused(based, LAST) == {}


def test_a_field_is_refused_the_day_after_its_basis_ended(based: CaseType) -> None:
    assert refused(based, date(2026, 7, 1)) == {"amount": "Beløb har ingen hjemmel og kan ikke deles."}


def test_what_is_needed_is_not_missing_when_it_may_not_be_shared(based: CaseType) -> None:
    assert read_given(based, based.event("send"), {}, date(2025, 12, 31)) == {}


def test_what_goes_by_hand_needs_no_basis(based: CaseType) -> None:
    by_hand = based.model_copy(update={"by_hand": "subject"})
    assert read_given(by_hand, by_hand.event("send"), {"subject": "Ring"}, date(2025, 12, 31)) == {"subject": "Ring"}


def test_what_was_given_keeps_the_basis_of_its_day(trial: Package, based: CaseType) -> None:
    package = replace(trial, case_types={"request": based})
    at = datetime(2026, 6, 30, 21, 59, tzinfo=UTC)  # a minute before the amount's basis ends in Denmark
    case = happen(begin(package, based), "send", at, Doer("1081", "sender", "laege"), {**SENT, "amount": "5"})
    assert {name: one.basis and one.basis.id for name, one in shared(case).items()} == {
        "subject": "general", "to": "general", "amount": "own",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("added", "says"),
    [
        ({"fields": "nowhere"}, "feltet nowhere"),
        ({"reading": "X9"}, "læsningen X9"),
        ({"to": "2025-12-31"}, "slutter 2025-12-31"),
    ],
)
def test_a_wrong_declaration_is_found(changed: Changed, added: dict[str, str], says: str) -> None:
    lines = "".join(f"    {key}: {value}\n" for key, value in (GENERAL | added).items() if key != "id")
    folder = changed("citizen: none\n", f"citizen: none\nlegal_bases:\n  - id: general\n{lines}")
    assert [says in one.found for one in findings(folder)] == [True]


@pytest.mark.parametrize("name", ["discharge", "adverse_event"])
def test_every_field_of_the_shared_cases_has_a_basis(name: str) -> None:
    type = load_all()["sundhedsaftale-midt-2011"].case_types[name]
    day = date(2011, 1, 1)
    assert [field.id for field in type.fields if type.basis_of(field.id, day) is None] == []
