"""What a clause says executes it is there: action in the register, query in the app, page among the addresses."""

import importlib

import pytest
from django.urls import get_resolver

from tvaers.engine.access import actions as _access  # noqa: F401  (declares its actions)
from tvaers.engine.agreements import actions as _agreements  # noqa: F401
from tvaers.engine.agreements.queries import packages
from tvaers.engine.messages import actions as _messages  # noqa: F401
from tvaers.engine.settlement import actions as _settlement  # noqa: F401
from tvaers.engine.workplans import actions as _workplans  # noqa: F401
from tvaers.kernel.action import REGISTER

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
        assert sort in ("rule", "parameter", "case", "deadline", "forum", "plan"), "the loader has looked these up"
