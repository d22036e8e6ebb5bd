"""The explanation of a line, for each thing that can become of a row: what is told equals what is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import override_settings
from tests.settlement.book_state import USAGE, settle

from tvaers.engine.agreements import queries as agreements
from tvaers.engine.settlement import lines
from tvaers.engine.settlement.explanation import explain
from tvaers.engine.settlement.lines import Line, LineFilter
from tvaers.engine.settlement.models import Run
from tvaers.kernel.package import Package

pytestmark = pytest.mark.django_db
COMMON = {
    "citizen_id": "p1", "home_region": "1081", "treating_region": "1082", "treating_unit": "Afdeling A",
    "level": "highly_specialised", "drg": "D1", "start": "2021-03-01T10:00", "end": "2021-03-04T12:00",
}  # fmt: skip


def rows(**changed: Any) -> dict[str, Any]:
    """One row for each thing that can become of it."""
    return {
        "tariffs": [{"year": 2021, "drg": "D1", "amount": "1000.05"}],
        "contacts": [
            {**COMMON, "contact_id": "afregnet", "letter_issued": "2021-02-20", **changed},
            {**COMMON, "contact_id": "uden-brev", "citizen_id": "p2"},
            {**COMMON, "contact_id": "åben", "citizen_id": "p3", "end": None},
            {**COMMON, "contact_id": "udenfor", "citizen_id": "p4", "treating_region": "1081"},
            {**COMMON, "contact_id": "uden-takst", "citizen_id": "p5", "level": "main", "drg": "D9"},
        ],
        "extras": [{"extra_id": "tolk", "contact_id": "afregnet", "kind": "interpreter", "amount": "50.00"}],
    }


@pytest.fixture(scope="module", autouse=True)
def run(kept: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:  # noqa: ARG001
    """The rows settled once, in a store of our own: no test changes the run."""
    with override_settings(SETTLEMENT_STORE=tmp_path_factory.mktemp("store")):
        yield settle("bog", rows())


@pytest.fixture
def told(run: Run) -> Callable[..., dict[str, Any]]:
    """Explains the line of one source."""
    return lambda source, kind="settled": explain(run, line_of(run, source, kind)).data


def cheaper() -> Package:
    """The agreement as it would be with 80 % at the specialised level."""
    return agreements.package(USAGE).override({"highly_specialised_rate": "0.80"})


def line_of(run: Run, source: str, kind: str = "settled", entry: int = 1) -> Line:
    """The line of a source in a run."""
    found = lines.page(run, LineFilter(kind=kind)).rows
    return next(line for line in found if line.source == source and line.entry == entry)


def test_a_settled_line_tells_its_sentence_and_result(told: Callable[..., dict[str, Any]]) -> None:
    data = told("afregnet")
    assert data["result"] == "900,05 kr."
    assert data["sentence"].startswith("1081 betaler 900,05 kr. til 1082.")


def test_a_settled_line_tells_its_arithmetic_and_rounding(told: Callable[..., dict[str, Any]]) -> None:
    data = told("afregnet")
    assert [step["value"] for step in data["steps"]] == ["1.000,05 kr.", "90 %"]
    assert data["rounding"].startswith("Rundet én gang")


def test_an_amount_that_comes_out_even_says_so(told: Callable[..., dict[str, Any]]) -> None:
    assert told("tolk")["rounding"].startswith("Beløbet går op")


def test_the_numbers_are_those_of_the_stored_line(run: Run) -> None:
    line = line_of(run, "afregnet")
    data = explain(run, line).data
    stored = (line.id, line.amount, line.payer, line.payee, line.kind)
    assert (data["line"], data["amount"], data["payer"], data["payee"], data["kind"]) == stored
    assert (line.base, line.numerator, line.denominator, line.amount) == (1000_05, 9_000, 10_000, 900_05)


def test_the_facts_are_those_delivered(told: Callable[..., dict[str, Any]]) -> None:
    facts = {fact["label"]: fact["value"] for fact in told("afregnet")["facts"]}
    assert facts["Enhed"] == "Afdeling A"
    assert facts["Begyndt"] == "01-03-2021 kl. 10.00"
    assert facts["Meddelelsesbrev dateret"] == "20-02-2021"


def test_the_facts_of_an_extra_are_also_those_of_its_contact(told: Callable[..., dict[str, Any]]) -> None:
    facts = {fact["label"]: fact["value"] for fact in told("tolk")["facts"]}
    assert (facts["Kontakt"], facts["Særydelse"], facts["Enhed"]) == ("afregnet", "tolk", "Afdeling A")


def test_the_clause_and_its_values_come_with_their_source(told: Callable[..., dict[str, Any]]) -> None:
    data = told("afregnet")
    assert data["clause"]["id"] == "BA-4.1a"
    rate = next(value for value in data["values"] if value["parameter"] == "highly_specialised_rate")
    assert (rate["shown"], "§ 4, stk. 1" in rate["source_words"]) == ("90 %", True)


def test_a_value_that_is_a_reading_is_marked(told: Callable[..., dict[str, Any]]) -> None:
    assert {"A1", "A2"} <= {reading["id"] for reading in told("tolk")["readings"]}


def test_the_rules_not_met_say_what_was_missing(told: Callable[..., dict[str, Any]]) -> None:
    missing = {rule["rule"]: rule["missing"] for rule in told("afregnet")["not_met"]}
    assert missing["brev_mangler"] == ["Der er et meddelelsesbrev"]
    assert missing["hovedfunktion"] == ["Behandlingen er på højt specialiseret niveau"]
    assert "hoejt_specialiseret" not in missing


def test_a_rule_that_fitted_too_has_nothing_missing(told: Callable[..., dict[str, Any]]) -> None:
    missing = {rule["rule"]: rule["missing"] for rule in told("uden-brev", "held")["not_met"]}
    assert missing["hoejt_specialiseret"] == []


def test_what_decided_is_told_as_met(told: Callable[..., dict[str, Any]]) -> None:
    assert "Der er intet meddelelsesbrev" in told("uden-brev", "held")["met"]


def test_a_held_line_tells_the_reason_and_what_would_be_due(told: Callable[..., dict[str, Any]]) -> None:
    data = told("uden-brev", "held")
    assert data["sentence"].startswith("900,05 kr. er holdt tilbage. Meddelelsesbrev mangler.")
    assert data["clause"]["id"] == "BA-2.3a"


def test_a_held_line_without_a_price_tells_only_the_reason(told: Callable[..., dict[str, Any]]) -> None:
    data = told("uden-takst", "held")
    assert (data["result"], data["steps"], data["sentence"]) == (None, [], "Ingen DRG-takst for gruppen i året.")


def test_a_line_out_of_scope_tells_why(told: Callable[..., dict[str, Any]]) -> None:
    data = told("udenfor", "out_of_scope")
    assert (data["clause"]["id"], data["result"]) == ("BA-1.1a", None)
    assert data["sentence"].startswith("Uden for aftalen")


def test_an_open_line_has_no_day_and_says_that_it_waits(told: Callable[..., dict[str, Any]]) -> None:
    data = told("åben", "open")
    assert (data["day"], data["sentence"]) == (None, "Kontakten er ikke afsluttet endnu. Den afregnes, når den er.")


def test_a_reversal_tells_what_it_takes_back_and_why_it_was_owed(run: Run) -> None:
    second = settle("bog", rows(), package=cheaper())
    reversal = line_of(second, "afregnet", entry=-1)
    data = explain(second, reversal).data
    assert (data["amount"], data["reversal_of"]) == (-900_05, line_of(run, "afregnet").id)
    assert data["sentence"].startswith("Linjen tilbagefører 900,05 kr.")
    assert [step["value"] for step in data["steps"]] == ["1.000,05 kr.", "90 %"]


def test_an_explanation_stands_when_the_values_have_changed(run: Run) -> None:
    before = explain(run, line_of(run, "afregnet")).data
    settle("bog", rows(), package=cheaper())
    assert explain(run, line_of(run, "afregnet")).data == before
