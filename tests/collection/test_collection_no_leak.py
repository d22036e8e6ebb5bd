"""Each reading of documents answers somebody outside the same whether or not a closed document is there."""

import inspect
from typing import Any

import pytest
from django.db.models import QuerySet
from tests.access.world import person
from tests.forums.forum_world import BEFORE, REGION, SYSTEM, world

from tvaers.engine.collection import actions, queries
from tvaers.kernel import clock
from tvaers.kernel.errors import Problem

pytestmark = pytest.mark.django_db
SECRET = "Kanariefugl"


def answers(reader: Any, forum: Any, slugs: list[str]) -> dict[str, list[str]]:
    """What each reading that asks who wants to know answers."""
    found: dict[str, list[str]] = {}
    for name, function in inspect.getmembers(queries, inspect.isfunction):
        needed = inspect.signature(function).parameters
        if function.__module__ != queries.__name__ or "user" not in needed:
            continue
        given = [(each,) for each in slugs] if "slug" in needed else [(forum,)] if name == "handed_over" else [()]
        found[name] = [_said(function, reader, *one) for one in given]
    return found


def _said(function: Any, *given: Any) -> str:
    try:
        answer = function(*given)
    except Problem as problem:
        return problem.what
    rows = list(answer) if isinstance(answer, QuerySet | list) else [answer]
    return str([getattr(one, "title", one) for one in rows])


@pytest.mark.parametrize(
    ("role", "party", "differs"), [("udvalgsmedlem", "0813", False), ("forumsekretariat", REGION, True)]
)
def test_a_closed_document_changes_nothing_for_those_outside(role: str, party: str, differs: bool) -> None:
    with clock.fixed(BEFORE):
        made, reader = world(), person("læser", role, party)
        actions.add(actor=SYSTEM, forum=made.first, title="Åbent notat")
        without = answers(reader, made.first, ["nogetandet"])
        secret = actions.add(actor=SYSTEM, forum=made.first, title=SECRET, is_closed=True, review_on=BEFORE.date())
        actions.mark(actor=SYSTEM, document=secret, mark="hand_over")
        with_it = answers(reader, made.first, [secret.slug])
    assert (with_it != without) is differs
