"""Each reading of forums answers somebody outside the same whether or not a closed item is there.

The same world is asked twice, before and after the secret: a closed item with points, remark, follow-up, absence and
paper, decided, in minutes that are made. A member of the forum is told more, so that the comparison can fail.
"""

import inspect
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db.models import Model, Q, QuerySet
from tests.access.world import person
from tests.forums.forum_world import BEFORE, SYSTEM, World, at, held, propose, seated_user, world

from tvaers.engine.forums import actions, desk, drafting, finding, queries
from tvaers.engine.forums.models import Followup, Item, Meeting, Paper, Person, Remark
from tvaers.kernel import clock
from tvaers.kernel.errors import Problem
from tvaers.kernel.models import AuditEntry

pytestmark = pytest.mark.django_db
NOW = at(2025, 8, 22, 16)
SECRET = "Kanariefugl"
TOLD = ("slug", "number", "name", "key", "username", "text", "version")
"""What tells rows apart without their numbers in the database."""


def readings() -> dict[str, Callable[..., Any]]:
    """Every reading that asks who wants to know."""
    return {
        f"{module.__name__.rsplit('.', 1)[-1]}.{name}": function
        for module in (queries, desk, finding, drafting)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and next(iter(inspect.signature(function).parameters), "") == "user"
        if not name.startswith("_")
    }


def plain(value: Any) -> Any:
    """An answer as plain values that two moments can be compared by."""
    if isinstance(value, Model):
        return (value._meta.model_name, *(str(getattr(value, name)) for name in TOLD if hasattr(value, name)))
    if isinstance(value, QuerySet | list | tuple | set | frozenset):
        found = [plain(each) for each in value]
        return sorted(found, key=repr) if isinstance(value, set | frozenset) else found
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if hasattr(value, "__dataclass_fields__"):
        return {name: plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def given(name: str, made: World) -> list[Any]:
    """What an argument can be, the secret's own included."""
    items, remarks = list(Item.objects.order_by("pk")), Remark.objects.order_by("pk")
    choices = {
        "forum": [made.first, made.second], "meeting": [made.meeting, made.later], "item": items,
        "matter": [one.matter for one in items], "slug": [one.slug for one in items],
        "number": [one.matter.number for one in items], "key": ["ffu", "ssf"], "cluster": ["klynge-x"],
        "minutes": list(made.meeting.minutes.all()), "text": ["", SECRET], "kind": ["case", "economy"],
        "day": [date(2025, 8, 22)],
        "pk": sorted({*remarks.values_list("pk", flat=True), *Followup.objects.values_list("pk", flat=True),
                      *(one.pk for one in items), made.meeting.pk, *(m.pk for m in made.meeting.minutes.all())}),
    }  # fmt: skip
    return choices[name]


def asked(function: Callable[..., Any], reader: Any, made: World) -> set[str]:
    """Everything that a reading answers, over every argument there could be."""
    needed = [
        name for name, one in inspect.signature(function).parameters.items()
        if one.default is inspect.Parameter.empty or name in ("text", "meeting", "forum")
    ][1:]  # fmt: skip
    calls: list[dict[str, Any]] = [{}]
    for name in needed:
        calls = [{**call, name: value} for call in calls for value in given(name, made)]
    found = set()
    for call in calls:
        try:
            found.add(repr(plain(function(reader, **call))))
        except Problem as refused:
            found.add(str(refused))
    return found


def hide(made: World) -> None:
    """The secret, made as the secretariat would."""
    Meeting.objects.filter(pk=made.meeting.pk).update(state="called")
    with clock.fixed(BEFORE):
        item = propose(made.first, made.meeting, is_closed=True, title=SECRET)
    Meeting.objects.filter(pk=made.meeting.pk).update(state="held")
    for number in (1, 2):
        actions.decide(actor=SYSTEM, item=item, point=number, outcome="approved", words=SECRET)
    actions.remark(actor=SYSTEM, item=item, text=SECRET, must_be_met_first=False)
    actions.follow_up(actor=SYSTEM, item=item, text=SECRET, owner=SECRET, party="0813", due=date(2025, 9, 1))
    actions.attend(actor=SYSTEM, meeting=made.meeting, person=made.member, status="disqualified", item=item)
    Paper.objects.create(item=item, name=f"{SECRET}.pdf", at=clock.now())
    actions.conclude(actor=SYSTEM, item=item)


@pytest.fixture
def made() -> World:
    """A meeting that is being held, with minutes made of what there is."""
    found = world()
    with clock.fixed(BEFORE):
        found.meeting = actions.send_agenda(actor=SYSTEM, meeting=found.meeting)
    return held(found)


def answers(reader: Any, made: World) -> dict[str, set[str]]:
    with clock.fixed(NOW):
        return {name: asked(function, reader, made) for name, function in readings().items()}


def test_somebody_outside_is_told_nothing_of_a_closed_item(made: World) -> None:
    with clock.fixed(BEFORE):
        reader = person("udenfor", "udvalgsmedlem", "0813")
    before = answers(reader, made)
    with clock.fixed(NOW):
        hide(made)
    after = answers(reader, made)
    refused = {str(each) for each in _refusals()}
    assert {name for name in before if after[name] - before[name] - refused} == set()


def _refusals() -> list[Problem]:
    """What anything that is not there is answered with: a number more to ask for changes nothing."""
    found: list[Problem] = []
    for function in (queries.item, queries.remark, queries.followup, queries.meeting, queries.minutes_version):
        try:
            function(SYSTEM, 10**9)
        except Problem as refused:
            found.append(refused)
    for function, name in ((queries.matter, "findes-ikke"), (desk.item_at, "findes-ikke")):
        try:
            function(SYSTEM, name)
        except Problem as refused:
            found.append(refused)
    return found


def test_a_member_is_told_of_it(made: World) -> None:
    with clock.fixed(BEFORE):
        reader = seated_user("inde", made.first, seat="region")
    before = answers(reader, made)
    with clock.fixed(NOW):
        hide(made)
    after = answers(reader, made)
    assert {"queries.items", "queries.agenda", "queries.decisions", "queries.document"} <= {
        name for name in before if after[name] - before[name]
    }


def test_who_has_left_the_forum_is_outside(made: World) -> None:
    with clock.fixed(BEFORE):
        reader = seated_user("gaaet", made.first, seat="region")
    sitting = Person.objects.get(user=reader).sittings.get()
    actions.unseat(actor=SYSTEM, sitting=sitting, last_day=date(2025, 8, 21))
    with clock.fixed(NOW):
        hide(made)
        assert SECRET not in repr([one.title for one in queries.items(reader)])


def test_the_log_keeps_no_words_of_a_closed_item(made: World) -> None:
    with clock.fixed(NOW):
        hide(made)
    assert not AuditEntry.objects.filter(Q(sentence__contains=SECRET) | Q(detail__icontains=SECRET)).exists()
