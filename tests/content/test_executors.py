"""What a clause says executes it is there: action in the register, query in the app, page among the addresses."""

import importlib
from importlib.util import find_spec

import pytest
from django.apps import apps as django_apps
from django.urls import get_resolver

from tvaers.engine.agreements.queries import packages
from tvaers.engine.budget.rules.register import BudgetRule, rules
from tvaers.kernel.action import REGISTER

for app in django_apps.get_app_configs():
    if app.name.startswith("tvaers.engine.") and find_spec(f"{app.name}.actions"):
        importlib.import_module(f"{app.name}.actions")  # declares its actions

LOOKED_UP = ("rule", "parameter", "case", "deadline", "forum", "plan", "obligation", "contacts")
EXECUTORS = sorted(
    {
        (package.id, clause.id, *entry.split(":", 1))
        for package in packages().values()
        for clause in package.clauses.values()
        for entry in clause.executed_by
    }
)


def is_part_of_budgets(name: str) -> bool:
    """Whether the name is that of a budget rule, or with dots that of a function under engine/budget."""
    if "." not in name:
        return name in rules()
    module, function = f"tvaers.engine.budget.{name}".rsplit(".", 1)
    return bool(find_spec(module)) and callable(getattr(importlib.import_module(module), function, None))


@pytest.mark.parametrize("name", ["no_such_rule", "rules.no_such_module.rule", "rules.frame.no_such_function"])
def test_what_is_no_part_of_budgets_is_told(name: str) -> None:
    assert not is_part_of_budgets(name)


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.name)
def test_every_budget_rule_is_named_by_its_clauses(rule: BudgetRule) -> None:
    found = {clause for _, clause, sort, name in EXECUTORS if (sort, name) == ("budget", rule.name)}
    assert found == set(rule.clauses)


@pytest.mark.parametrize(("package", "clause", "sort", "name"), EXECUTORS)
def test_what_executes_a_clause_is_there(package: str, clause: str, sort: str, name: str) -> None:
    if sort == "action":
        assert name in REGISTER, f"{clause} in {package}"
    elif sort == "query":
        app, function = name.split(".")
        assert callable(getattr(importlib.import_module(f"tvaers.engine.{app}.queries"), function))
    elif sort == "page":
        assert name in {key for key in get_resolver().reverse_dict if isinstance(key, str)}
    elif sort == "budget":
        assert is_part_of_budgets(name), f"{clause} in {package}"
    else:
        looked_up = ("rule", "parameter", "case", "deadline", "forum", "plan", "obligation", "contacts")
        assert sort in looked_up, "the loader has looked these up"
