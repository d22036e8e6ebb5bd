"""What carries a clause of the budget out is told in Danish, with a way to the budgets."""

import pytest

from tvaers.engine.agreements.reading import Executor
from tvaers.web.agreements.executors import executor_link


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("derived_operation", "Budgetregel. Afledt drift"),
        ("checking.overviews.check_overview", "Tjek af kataloget"),
        ("rules.needs.needs_of", "Beregning af budgettet"),
        ("unknown.place", "Budget"),
    ],
)
def test_part_of_budgets_has_danish_words(name: str, title: str) -> None:
    link = executor_link(Executor("budget", name), "BUD-49", {}, "budgetkatalog-nord-2024")
    assert (link.title, link.url) == (title, "/budget/")
