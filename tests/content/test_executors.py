"""What a clause says executes it is there: action in the register, query in the app, page among the addresses."""

import importlib
from importlib.util import find_spec

import pytest
from django.apps import apps as django_apps
from django.urls import get_resolver

from tvaers.engine.agreements.queries import packages
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


@pytest.mark.parametrize(("package", "clause", "sort", "name"), EXECUTORS)
def test_what_executes_a_clause_is_there(package: str, clause: str, sort: str, name: str) -> None:
    if sort == "action":
        assert name in REGISTER, f"{clause} in {package}"
    elif sort == "query":
        app, function = name.split(".")
        assert callable(getattr(importlib.import_module(f"tvaers.engine.{app}.queries"), function))
    elif sort == "page":
        assert name in {key for key in get_resolver().reverse_dict if isinstance(key, str)}
    else:
        looked_up = ("rule", "parameter", "case", "deadline", "forum", "plan", "obligation", "contacts")
        assert sort in looked_up, "the loader has looked these up"
