"""Versions: never changed, told apart, and closing the remarks that they answer; whatever is done in between."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.db import transaction
from tests.forums.forum_world import BEFORE, MEETING_AT, SYSTEM, World, at, held, world
from tests.workplans.plan_world import activity, plan, publish

from tvaers.engine.forums import actions as forums
from tvaers.engine.forums.models import Item, Remark
from tvaers.engine.workplans import actions, queries
from tvaers.engine.workplans.changes import FIELDS, difference, words
from tvaers.engine.workplans.models import Activity, Plan, Version
from tvaers.kernel import clock
from tvaers.kernel.errors import Conflict, Problem

pytestmark = pytest.mark.django_db


def test_the_first_version_tells_all_and_the_next_only_what_is_new() -> None:
    found = plan()
    activity(found, "a")
    first = publish(found, "1.0")
    activity(found, "b", owner="Regionen")
    second = publish(found, "1.1")
    assert first.changes == "Det er med i planen:\nSpor 1: Spor et\n- Ny: Aktivitet a."
    assert second.changes == "Siden sidste version er dette ændret:\nSpor 1: Spor et\n- Ny: Aktivitet b."


@pytest.mark.parametrize("number", ["1.0", " 1.0 "])
def test_a_version_number_is_used_once(number: str) -> None:
    found = plan()
    publish(found, "1.0")
    activity(found)
    with pytest.raises(Conflict, match="findes allerede"):
        publish(found, number)


def test_nothing_new_is_no_version() -> None:
    found = plan()
    publish(found, "1.0")
    with pytest.raises(Conflict, match="ikke ændret"):
        publish(found, "1.1")


def test_a_version_needs_a_number() -> None:
    with pytest.raises(Problem, match="mangler et nummer"):
        publish(plan(), " ")


def test_a_moved_meeting_is_a_change() -> None:
    made = world()
    found = plan(made)
    activity(found, forum=made.first, starts=date(2025, 9, 23))
    publish(found, "1.0")
    with clock.fixed(BEFORE):
        forums.move_meeting(actor=SYSTEM, meeting=made.later, starts_at=at(2025, 9, 26))
    assert "begynder ændret fra 23. september 2025 til 26. september 2025" in publish(found, "1.1").changes


def test_a_longer_period_alone_is_a_version() -> None:
    found = plan()
    publish(found, "1.0")
    actions.extend(actor=SYSTEM, plan=found, starts=found.starts, ends=date(2027, 12, 31))
    assert "planen slutter ændret fra 31. december 2026 til 31. december 2027" in publish(found, "1.1").changes


def remarks(made: World, *texts: str) -> list[Remark]:
    """Remarks to the first forum's item, made at its meeting."""
    held(made)
    with clock.fixed(MEETING_AT):
        return [forums.remark(actor=SYSTEM, item=made.item, text=text) for text in texts]


def is_open(*asked: Remark) -> list[bool]:
    return [Remark.objects.get(pk=one.pk).answered_at is None for one in asked]


def test_publishing_closes_the_remarks_that_an_activity_answers() -> None:
    made = world()
    data, onboarding, track = remarks(made, "Fælles data", "Onboarding", "Eget spor")
    found = plan(made)
    activity(found, "data", answers=[data])
    activity(found, "faldt", answers=[track])
    Activity.objects.filter(key="faldt").update(state="dropped")
    assert is_open(data, onboarding, track) == [True, True, True]
    publish(found, "1.5")
    assert is_open(data, onboarding, track) == [False, True, True]
    assert Remark.objects.get(pk=data.pk).answer == "Indarbejdet i Arbejdsplan, version 1.5."


def test_a_removed_activity_answers_nothing() -> None:
    made = world()
    (data,) = remarks(made, "Fælles data")
    found = plan(made)
    actions.remove(actor=SYSTEM, activity=activity(found, answers=[data]))
    publish(found, "1.5")
    assert is_open(data) == [True]


def test_writing_an_activity_without_answers_leaves_them_and_none_takes_them_away() -> None:
    made = world()
    (data,) = remarks(made, "Fælles data")
    found = plan(made)
    activity(found, answers=[data])
    assert activity(found).answers.count() == 1
    assert activity(found, answers=[]).answers.count() == 0


def test_open_remarks_name_the_activities_that_are_to_answer_them() -> None:
    made = world()
    data, onboarding = remarks(made, "Fælles data", "Onboarding")
    found = plan(made)
    actions.link_item(actor=SYSTEM, plan=found, item=made.item)
    one = activity(found, answers=[data])
    shown = {remark.text: list(remark.planned) for remark in queries.open_remarks(SYSTEM, found)}  # type: ignore[attr-defined]
    assert shown == {data.text: [one], onboarding.text: []}


def test_the_plan_goes_to_the_next_meeting_with_what_has_changed() -> None:
    made = world()
    found = plan(made)
    activity(found, "a")
    publish(found, "1.0")
    activity(found, "b")
    with clock.fixed(BEFORE):
        item = actions.present(actor=SYSTEM, plan=found)
    assert (item.forum, item.meeting, item.title) == (made.first, made.meeting, "Arbejdsplan, version 1.0")
    assert item.sections[0]["text"] == "Siden sidste version er dette ændret:\nSpor 1: Spor et\n- Ny: Aktivitet b."


def test_the_plan_lies_in_the_pipeline_once() -> None:
    found = plan()
    activity(found)
    with clock.fixed(BEFORE):
        actions.present(actor=SYSTEM, plan=found)
        with pytest.raises(Conflict, match="allerede i pipelinen"):
            actions.present(actor=SYSTEM, plan=found)


def test_just_published_the_news_are_those_of_the_version() -> None:
    found = plan()
    activity(found)
    publish(found, "1.0")
    activity(found, "b")
    made = publish(found, "1.1")
    assert queries.news(SYSTEM, found) == made.changes


def worded(document: dict[str, Any]) -> dict[str, dict[str, str]]:
    """The activities of a document as a reader sees them."""
    return {one["key"]: {name: words(field, one.get(field)) for field, name in FIELDS.items()}
            for one in document["activities"]}  # fmt: skip


def applied(older: dict[str, Any], newer: dict[str, Any]) -> dict[str, dict[str, str]]:
    """The older version with the differences to the newer one laid on it."""
    made, new = worded(older), worded(newer)
    for change in difference(older, newer):
        if change.sort == "gone":
            del made[change.key]
        elif change.sort == "new":
            made[change.key] = new[change.key]
        for name, before, after in change.fields:
            assert made[change.key][name] == before
            made[change.key][name] = after
    return made


class Steps:
    """Random steps on a plan, as a secretariat could take them; refusals are part of it."""

    def __init__(self, seed: int, made: World) -> None:
        self.random, self.world, self.plan = Random(seed), made, plan(made)
        self.kept: dict[int, dict[str, Any]] = {}

    def take(self) -> None:
        step = self.random.choice([self.write, self.write, self.move, self.progress, self.remove, self.publish])
        try:
            with transaction.atomic(), clock.fixed(BEFORE):
                step()
        except Problem:
            return

    def write(self) -> None:
        draw = self.random
        day = draw.choice([None, *(date(2025, 7, 20) + timedelta(days=draw.randint(0, 90)) for _ in range(3)),
                           date(2025, 8, 22), date(2025, 9, 23), date(2025, 9, 29)])  # fmt: skip
        activity(self.plan, draw.choice("abc"), starts=day, owner=draw.choice(["", "Regionen"]),
                 forum=draw.choice([None, self.world.first, self.world.second]))  # fmt: skip

    def move(self) -> None:
        meeting = self.random.choice([self.world.meeting, self.world.later, self.world.onward])
        starts = at(2025, 10, self.random.randint(1, 30), 9, self.random.randint(0, 59))
        forums.move_meeting(actor=SYSTEM, meeting=meeting, starts_at=starts)

    def some(self) -> Activity:
        found = self.plan.activities.filter(gone_at=None).order_by("pk")
        if not found:
            raise Problem(what="Tom plan.")
        return self.random.choice(list(found))

    def progress(self) -> None:
        state = self.random.choice(["planned", "begun", "done", "dropped"])
        actions.progress(actor=SYSTEM, activity=self.some(), state=state, evidence="Referatet")

    def remove(self) -> None:
        actions.remove(actor=SYSTEM, activity=self.some())

    def publish(self) -> None:
        made = actions.publish(actor=SYSTEM, plan=self.plan, number=str(len(self.kept) + 1))
        self.kept[made.pk] = made.document


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_done_each_activity_has_one_entry_and_versions_stand(seed: int) -> None:
    steps = Steps(seed, world())
    own = set(Item.objects.values_list("pk", flat=True))
    for _ in range(25):
        steps.take()
        entries = list(
            Item.objects.exclude(pk__in=own).filter(state="pipeline", gone_at=None).values_list("pk", flat=True)
        )
        linked = list(Activity.objects.exclude(item=None).filter(gone_at=None).values_list("item", flat=True))
        assert sorted(entries) == sorted(linked), "one entry for each, and none without an activity"
    versions = list(Version.objects.order_by("pk"))
    assert {one.pk: one.document for one in versions} == steps.kept
    for older, newer in zip(versions, versions[1:], strict=False):
        assert applied(older.document, newer.document) == worded(newer.document)


def test_older_versions_are_read_as_they_were() -> None:
    found = plan()
    activity(found, text="Før")
    publish(found, "1.0")
    activity(found, text="Efter")
    publish(found, "1.1")
    texts = [queries.version(SYSTEM, Plan.objects.get(), number).document["activities"][0]["text"]
             for number in ("1.0", "1.1")]  # fmt: skip
    assert texts == ["Før", "Efter"]
