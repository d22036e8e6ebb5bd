"""Findings are explained or corrected by somebody with a reason; what was printed stays."""

import pytest
from tests.budget.keeping.budget_world import SYSTEM, draft, publish
from tests.budget.keeping.catalogue_shapes import MIO
from tests.budget.keeping.test_budget_stages import total_of

from tvaers.engine.budget import actions, queries
from tvaers.engine.budget.catalogue import Interval, Place
from tvaers.engine.budget.checking.finding import Finding
from tvaers.engine.budget.models import Version
from tvaers.kernel.errors import Conflict, Problem

pytestmark = pytest.mark.django_db
WRONG = Finding(
    "I2", "error", Place(7, 2), "1.1-01", "tabellen", "Summen passer ikke", Interval.of(MIO), Interval.of(2)
)
OTHER = Finding("I4", "rounding", Place(9), "1.1-02", "oversigten", "Afrunding")


def checked(*found: Finding) -> Version:
    version = draft()
    actions.take_findings(actor=SYSTEM, version=version, findings=found or (WRONG, OTHER))
    return version


def test_a_finding_keeps_its_figures_and_its_place() -> None:
    kept = checked().findings.get(kind="error")
    told = kept.told
    assert (told["printed"], told["difference"], told["line"], told["page"]) == ([MIO, MIO], [MIO - 2] * 2, 7, 2)


def test_an_explanation_stays_when_the_check_runs_again() -> None:
    version = checked()
    actions.explain(actor=SYSTEM, finding=version.findings.get(kind="error"), reason="Afdelingen bekræfter")
    assert actions.take_findings(actor=SYSTEM, version=version, findings=[WRONG]) == 0
    assert version.findings.get(kind="error").reason == "Afdelingen bekræfter"
    assert version.findings.get(kind="rounding").state == "gone"


def test_what_is_found_again_is_open_again() -> None:
    version = checked()
    actions.take_findings(actor=SYSTEM, version=version, findings=[])
    assert actions.take_findings(actor=SYSTEM, version=version, findings=[WRONG]) == 1


def test_an_explanation_follows_to_the_next_version() -> None:
    version = checked()
    actions.explain(actor=SYSTEM, finding=version.findings.get(kind="error"), reason="Aftalt")
    again = actions.revise(actor=SYSTEM, version=publish(version), note="Ny")
    actions.take_findings(actor=SYSTEM, version=again, findings=[WRONG])
    assert again.findings.get().state == "explained"


def test_an_explanation_needs_a_reason() -> None:
    with pytest.raises(Problem, match="Begrundelsen"):
        actions.explain(actor=SYSTEM, finding=checked().findings.first(), reason=" ")


def test_a_finding_is_explained_once_and_can_be_reopened() -> None:
    finding = actions.explain(actor=SYSTEM, finding=checked().findings.first(), reason="Ja")
    with pytest.raises(Conflict):
        actions.explain(actor=SYSTEM, finding=finding, reason="Ja")
    assert actions.reopen(actor=SYSTEM, finding=finding, reason="Nej").state == "open"


def test_a_correction_changes_the_amount_and_keeps_what_was_printed() -> None:
    version = checked()
    finding, cell = version.findings.get(kind="error"), total_of(version, "1.1-01")
    made = actions.correct(
        actor=SYSTEM, version=version, cell=cell, amount=Interval.of(9), reason="Tastefejl", finding=finding
    )
    found = queries.as_catalogue(version).proposals[0].table.total.cell("2024")  # type: ignore[union-attr]
    assert (found.amount, found.printed) == (Interval.of(9), "3,00")  # type: ignore[union-attr]
    assert (made.printed, made.before_low, made.low, made.place) == ("3,00", 3 * MIO, 9, "1.1-01: Samlet, 2024")
    assert version.findings.get(pk=finding.pk).state == "corrected"


@pytest.mark.parametrize(("amount", "words"), [(Interval(2, 1), "større"), (Interval.of(3 * MIO), "det samme")])
def test_a_correction_must_change_something_the_right_way_round(amount: Interval, words: str) -> None:
    version = draft()
    with pytest.raises(Problem, match=words):
        actions.correct(actor=SYSTEM, version=version, cell=total_of(version, "1.1-01"), amount=amount, reason="x")


def test_a_figure_of_another_version_is_refused() -> None:
    version = publish(draft())
    again = actions.revise(actor=SYSTEM, version=version, note="Ny")
    with pytest.raises(Problem, match="anden version"):
        actions.correct(
            actor=SYSTEM, version=again, cell=total_of(version, "1.1-01"), amount=Interval.of(1), reason="x"
        )


def test_an_empty_figure_that_is_filled_says_that_it_was_placed() -> None:
    version = draft()
    row = version.tables.get(proposal__key="1.1-01").rows.get(kind="one_off")
    cell = row.cells.get(column="2025")
    actions.correct(actor=SYSTEM, version=version, cell=cell, amount=Interval.of(0), reason="Bekræftet")
    cell.refresh_from_db()
    assert (cell.state, cell.low, cell.printed) == ("placed", 0, "")


def test_without_findings_the_check_runs_over_the_version() -> None:
    version = draft()
    cell = total_of(version, "1.1-01")
    actions.correct(actor=SYSTEM, version=version, cell=cell, amount=Interval.of(9 * MIO), reason="Prøve")
    actions.take_findings(actor=SYSTEM, version=version)
    assert version.findings.filter(kind="error", told__object="1.1-01").exists()
