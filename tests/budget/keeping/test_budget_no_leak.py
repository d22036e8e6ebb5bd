"""Two budgets that differ only in a private scenario are the same to everybody but its group: in every reading.

The same world is asked before and after the secret; the group's own member is told more, so that the comparison can
fail. What readings there are is found by looking, so that a new one is asked too.
"""

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from tests.access.world import person
from tests.budget.keeping.budget_world import HOSPITAL, NORTH, World, member, world

from tvaers.engine.budget import actions, process_queries, queries, round_queries
from tvaers.engine.budget.composing.shapes import Choice
from tvaers.engine.budget.models import Scenario
from tvaers.kernel.action import System
from tvaers.kernel.errors import NotAllowed, NotFound, Problem
from tvaers.kernel.models import AuditEntry

pytestmark = pytest.mark.django_db
SECRET = "Kanariefugl"
TOLD = ("slug", "key", "name", "username", "text", "words", "title", "state", "number")
"""What tells rows apart without their numbers in the database."""
REFUSED = (" findes ikke, eller du må ikke se den.", " findes ikke, eller du må ikke se det.")
"""What a reading says of a number that is nobody's, or not for the reader: the same words for both."""
READERS = {
    "the other group": ("gruppemedlem", NORTH), "the office": ("budgetkontor", NORTH), "the chief": ("budgetchef", "*"),
    "the auditor": ("revisor", "*"), "a unit": ("enhedsleder", HOSPITAL), "no group": ("gruppesekretaer", "*"),
    "the administrator": ("administrator", "*"),
}  # fmt: skip


def readings() -> dict[str, Callable[..., Any]]:
    """Every reading of budgets, those that ask for no user among them."""
    return {
        f"{module.__name__.rsplit('.', 1)[-1]}.{name}": function
        for module in (queries, round_queries, process_queries)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }


def plain(value: Any) -> Any:
    """An answer as plain values that two moments can be compared by."""
    if isinstance(value, Model):
        return (value._meta.model_name, *(str(getattr(value, name)) for name in TOLD if hasattr(value, name)))
    if isinstance(value, QuerySet | list | tuple):
        return [plain(each) for each in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def given(name: str, made: World) -> list[Any]:
    """What an argument can be, the secret's own included."""
    scenarios = list(Scenario.objects.order_by("pk"))
    choices: dict[str, list[Any]] = {
        "catalogue": [made.version.catalogue], "version": [made.version], "round": [made.round],
        "group": [made.red, made.blue], "scenario": scenarios, "first": scenarios, "second": scenarios,
        "slug": [one.slug for one in scenarios], "key": ["1.1-01"], "party": [NORTH], "year": [2024],
        "pk": [1, made.version.pk, made.round.pk, made.red.pk, made.blue.pk, *(one.pk for one in scenarios)],
        "unit": [HOSPITAL], "choices": [(), (Choice("1.1-01"),)], "agreement": [], "line": [],
    }  # fmt: skip
    return choices[name]


def asked(function: Callable[..., Any], reader: Any, made: World) -> set[str]:
    """Everything that a reading answers, over every argument there could be."""
    names = inspect.signature(function).parameters
    calls: list[dict[str, Any]] = [{"user": reader} if "user" in names else {}]
    for name, one in names.items():
        if name != "user" and one.default is inspect.Parameter.empty:
            calls = [{**call, name: value} for call in calls for value in given(name, made)]
    found = set()
    for call in calls:
        try:
            found.add(repr(plain(function(**call))))
        except Problem as refused:
            found.add(str(refused))
    return found


def answers(reader: Any, made: World) -> dict[str, set[str]]:
    return {name: asked(function, reader, made) for name, function in readings().items()}


def hide(made: World) -> Scenario:
    """The secret: a private scenario of the first group, with choices, a note, and a copy of it."""
    mine = actions.open_scenario(actor=made.one, round=made.round, group=made.red, name=SECRET)
    actions.choose(actor=made.one, scenario=mine, choice=Choice("1.1-01"))
    actions.note(actor=made.one, scenario=mine, words=SECRET)
    actions.open_scenario(actor=made.one, round=made.round, group=made.red, name=f"{SECRET} to", copy_of=mine)
    return mine


@pytest.mark.parametrize("reader", [*READERS, "anybody"])
def test_a_private_scenario_is_told_to_nobody_outside_its_group(reader: str) -> None:
    made = world()
    who = AnonymousUser() if reader == "anybody" else person("laeser", *READERS[reader])
    who = made.two if reader == "the other group" else who
    before = answers(who, made)
    hide(made)
    after = answers(who, made)
    for name, told in after.items():
        refused = {one for one in told if one.endswith(REFUSED)}
        assert told - refused <= before[name], name
        assert SECRET not in repr(told)


def test_the_group_itself_is_told() -> None:
    made = world()
    before = answers(made.one, made)
    hide(made)
    told = {name for name, found in answers(made.one, made).items() if found != before[name]}
    assert {"round_queries.scenarios", "round_queries.log", "round_queries.stand"} <= told


def test_the_log_of_the_system_keeps_nothing_of_what_is_private() -> None:
    made = world()
    mine = hide(made)
    actions.rename_scenario(actor=made.one, scenario=mine, name=f"{SECRET} tre")
    actions.share(actor=made.one, scenario=mine, groups=[made.blue])
    since = AuditEntry.objects.filter(actor=made.one.audit_name())
    kept = repr(list(since.values_list("sentence", "detail", "object")))
    assert since.count() == 6
    assert not [one for one in (SECRET, "1.1-01", "Blå") if one in kept]


def test_whoever_leaves_the_group_sees_nothing_more() -> None:
    made = world()
    mine = hide(made)
    actions.leave_group(actor=System(), group=made.red, user=made.one)
    with pytest.raises(Problem, match="findes ikke"):
        round_queries.scenario(made.one, mine.slug)


def test_shared_is_read_by_the_named_group_only_and_not_changed_by_it() -> None:
    made = world()
    mine = hide(made)
    third = actions.found_group(actor=System(), party=NORTH, name="Grøn")
    reader = member(third, "tre")
    actions.share(actor=made.one, scenario=mine, groups=[made.blue])
    assert round_queries.scenario(made.two, mine.slug) == mine
    with pytest.raises(NotAllowed):
        actions.choose(actor=made.two, scenario=mine, choice=Choice("1.1-01"))
    with pytest.raises(Problem, match="findes ikke"):
        round_queries.scenario(reader, mine.slug)
    actions.share(actor=made.one, scenario=mine, groups=[])
    with pytest.raises(Problem, match="findes ikke"):
        round_queries.scenario(made.two, mine.slug)


def test_whom_it_is_shared_with_reads_how_it_stands_and_not_the_way_there() -> None:
    made = world()
    mine = hide(made)
    actions.share(actor=made.one, scenario=mine, groups=[made.blue])
    told = [len(round_queries.log(one, mine)) for one in (made.one, made.two)]
    assert round_queries.stand(made.two, mine).lines and told[0] > 3 and told[1] == 0


def test_a_copy_is_not_taken_of_what_one_does_not_see() -> None:
    made = world()
    with pytest.raises(NotFound):
        actions.open_scenario(actor=made.two, round=made.round, group=made.blue, name="Kopi", copy_of=hide(made))


def test_an_officer_who_is_seated_in_a_group_still_sees_no_scenario_of_it() -> None:
    made = world()
    officer = member(made.red, "kontor", "budgetkontor")
    with pytest.raises(Problem, match="findes ikke"):
        round_queries.scenario(officer, hide(made).slug)
