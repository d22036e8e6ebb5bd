"""Each reading of outreach answers somebody outside the same whether or not something secret of a forum is there.

The secrets: a closed circular, a post, an event in the making, a guest that others signed up, and a case that waits
for a contact person. The keeper is told more, so that the comparison can fail.
"""

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model, QuerySet
from tests.access.world import person
from tests.forums.forum_world import BEFORE, REGION, SYSTEM, TOWN, World, at, world
from tests.outreach.outreach_world import gathering, opened, signed_up
from tests.yearwheel.wheel_world import register

from tvaers.engine.cases.models import Case, CaseParty
from tvaers.engine.outreach import actions, queries
from tvaers.engine.outreach.models import Circular, Gathering, Post, Registration
from tvaers.engine.yearwheel import queries as yearwheel
from tvaers.engine.yearwheel.models import Register
from tvaers.kernel import clock
from tvaers.kernel.errors import Problem

pytestmark = pytest.mark.django_db
NOW = at(2025, 8, 2)
SECRET = "Kanariefugl"


def readings() -> dict[str, Callable[..., Any]]:
    """Every reading of outreach that asks who wants to know, and those of the registers that came with it."""
    found = {
        name: function
        for name, function in inspect.getmembers(queries, inspect.isfunction)
        if function.__module__ == queries.__name__ and "user" in inspect.signature(function).parameters
        if not name.startswith("_")
    }
    return {**found, "unguarded": yearwheel.unguarded, "groups": yearwheel.groups}


def plain(value: Any) -> Any:
    """An answer by what it says, without the numbers of rows."""
    if isinstance(value, Model):
        return (value._meta.model_name, str(value))
    if isinstance(value, QuerySet | list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if hasattr(value, "__dataclass_fields__"):
        return {name: plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def asked(name: str, function: Callable[..., Any], reader: Any, made: World) -> set[str]:
    """Everything that a reading answers, over everything there is to ask about."""
    rows = {"gathering": Gathering, "circular": Circular, "register": Register}
    slugs = [one.slug for model in (Gathering, Circular, Post, Registration) for one in model.objects.all()]
    needed = [one for one in inspect.signature(function).parameters.values() if one.name != "user"]
    wanted = next((one.name for one in needed if one.default is inspect.Parameter.empty or one.name == "forum"), "")
    choices: dict[str, list[Any]] = {"": [None], "forum": [made.first, made.second], "slug": slugs}
    found = set()
    for given in choices.get(wanted) or list(rows[wanted].objects.all()):  # type: ignore[attr-defined]
        if wanted in ("gathering", "circular") and not plainly_there(given):
            continue
        try:
            found.add(repr(plain(function(reader, **({wanted: given} if wanted else {})))))
        except Problem as refused:
            found.add(str(refused))
    return found


def plainly_there(given: Any) -> bool:
    """Whether a row was there before the secret: a page asks with rows that it was given."""
    return SECRET not in str(given)


def hide(made: World) -> None:
    """The secrets, made as a secretariat would."""
    actions.circulate(actor=SYSTEM, forum=made.first, title=SECRET, text=SECRET, receivers=[made.second],
                      is_closed=True)  # fmt: skip
    actions.post(actor=SYSTEM, forum=made.first, subject=SECRET, text=SECRET)
    gathering(made, title=SECRET, starts_at=at(2025, 11, 1))
    signed_up(Gathering.objects.exclude(opened_at=None).get(), SECRET)
    case = Case.objects.create(number=SECRET, type="adverse_event", package="p", state="s", opened_at=NOW,
                               changed_at=NOW)  # fmt: skip
    CaseParty.objects.create(case=case, type="adverse_event", role="receiver", party=TOWN)


def told(reader: Any) -> tuple[set[str], dict[str, set[str]]]:
    """The readings that tell more after the secret, and what they told."""
    made = world()
    with clock.fixed(BEFORE):
        opened(gathering(made))
        found = register(made)
        guard = {"case_type": "adverse_event", "roles": ["receiver"]}
        found.rules = {**found.rules, "guards": guard, "groups": "Brugergruppen for"}
        found.save()
    with clock.fixed(NOW):
        before = {name: asked(name, function, reader, made) for name, function in readings().items()}
        hide(made)
        after = {name: asked(name, function, reader, made) for name, function in readings().items()}
    missing = {"findes ikke, eller du må ikke se"}
    more = {name: {one for one in after[name] - before[name] if not any(word in one for word in missing)}
            for name in before}  # fmt: skip
    return {name for name, one in more.items() if one}, more


def test_somebody_outside_is_told_nothing() -> None:
    with clock.fixed(BEFORE):
        reader = person("ude", "udvalgsmedlem", "0813")
    assert told(reader)[0] == set()


def test_the_keeper_is_told() -> None:
    with clock.fixed(BEFORE):
        reader = person("inde", "forumsekretariat", REGION)
    assert {"circulars", "posts", "gatherings", "registrations", "turnout", "unguarded"} <= told(reader)[0]
