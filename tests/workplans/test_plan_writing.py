"""Writing a plan: what cannot be so is refused, what comes first comes first, and coverage is counted."""

from datetime import date
from typing import Any

import pytest
from tests.forums.forum_world import BEFORE, MEETING_AT, SYSTEM, held, world
from tests.workplans.plan_world import activity, first_track, plan, progress

from tvaers.engine.forums import actions as forums
from tvaers.engine.workplans import actions, queries
from tvaers.engine.workplans.models import Activity, Coverage, Plan
from tvaers.kernel import clock
from tvaers.kernel.errors import Conflict, Problem

pytestmark = pytest.mark.django_db


@pytest.fixture
def found() -> Plan:
    return plan()


def test_a_new_activity_takes_its_key_from_its_text_and_no_two_have_the_same(found: Plan) -> None:
    keys = [activity(found, key="", text="Møde om Åbne data!").key for _ in range(3)]
    assert keys == ["moede-om-aabne-data", "moede-om-aabne-data-2", "moede-om-aabne-data-3"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": " "}, "mangler en tekst"), ({"text": "Ring til 010190-1234"}, "CPR"), ({"key": "Å B"}, "Nøglen"),
        ({"levels": ["royal"]}, "Niveauet"), ({"quarter": "2027 Q1"}, "Kvartalet"),
        ({"quarter": "2025 Q5"}, "Kvartalet"),
        ({"ends": date(2025, 9, 1)}, "ingen første"),
        ({"starts": date(2025, 9, 2), "ends": date(2025, 9, 1)}, "før den begynder"),
    ],
)  # fmt: skip
def test_what_cannot_be_so_is_refused(found: Plan, given: dict[str, Any], said: str) -> None:
    with pytest.raises(Problem, match=said):
        activity(found, **given)
    assert not found.activities.exists()


def test_one_day_is_a_period_of_one_day(found: Plan) -> None:
    assert activity(found, starts=date(2025, 9, 1), ends=date(2025, 9, 1)).ends == date(2025, 9, 1)


def test_a_track_of_another_plan_is_refused(found: Plan) -> None:
    other = Plan.objects.create(key="x", title="X", starts=found.starts, ends=found.ends, forum=found.forum,
                                changed_at=BEFORE)  # fmt: skip
    track = actions.add_track(actor=SYSTEM, plan=other, number="1", title="Deres")
    with pytest.raises(Problem, match="anden plan"):
        activity(found, track=track)


def test_what_must_come_first_blocks_until_it_is_done(found: Plan) -> None:
    first = activity(found, "kortlaegning")
    second = activity(found, "strategi", after=[first])
    for state in ("begun", "done"):
        with pytest.raises(Conflict, match="Aktivitet kortlaegning"):
            progress(second, state)
    progress(first, "begun")
    with pytest.raises(Conflict):
        progress(second, "begun")
    progress(first, "done")
    assert progress(second, "begun").state == "begun"


def test_what_was_removed_blocks_nothing(found: Plan) -> None:
    first = activity(found, "a")
    second = activity(found, "b", after=[first])
    actions.remove(actor=SYSTEM, activity=first)
    assert progress(second, "begun").state == "begun"


def test_nothing_waits_for_itself_however_far_around(found: Plan) -> None:
    a = activity(found, "a")
    b = activity(found, "b", after=[a])
    c = activity(found, "c", after=[b])
    for first in (a, c):
        with pytest.raises(Problem, match="vente på sig selv"):
            activity(found, "a", after=[first])


def test_done_needs_evidence(found: Plan) -> None:
    with pytest.raises(Problem, match="hvad der viser"):
        progress(activity(found), "done", evidence=" ")


@pytest.mark.parametrize(("day", "is_fine"), [(date(2025, 8, 1), True), (date(2025, 8, 2), False)])
def test_nothing_is_done_on_a_day_ahead(found: Plan, day: date, is_fine: bool) -> None:
    one = activity(found)
    if is_fine:
        assert progress(one, "done", on=day).done_on == day
    else:
        with pytest.raises(Problem, match="ikke kommet"):
            progress(one, "done", on=day)


def test_the_day_of_beginning_is_kept_when_it_is_done(found: Plan) -> None:
    one = progress(activity(found), "begun", on=date(2025, 7, 1))
    progress(one, "done")
    assert (one.begun_on, one.done_on) == (date(2025, 7, 1), date(2025, 8, 1))


def cover(one: Activity, *parties: str) -> None:
    Coverage.objects.bulk_create(Coverage(activity=one, party=party) for party in parties)


def test_coverage_is_counted_by_party(found: Plan) -> None:
    one, parties = activity(found), [f"kommune-{number}" for number in range(1, 20)]
    cover(one, *parties)
    for party in parties[:15]:
        actions.cover(actor=SYSTEM, activity=one, party=party, state="done")
    actions.cover(actor=SYSTEM, activity=one, party=parties[15], state="begun")
    assert queries.line(SYSTEM, one).covered == "15 af 19 = 78,9 %"


def test_it_is_not_done_while_a_part_is_missing(found: Plan) -> None:
    one = activity(found)
    cover(one, "Aktiver", "Passiver")
    actions.cover(actor=SYSTEM, activity=one, party="Aktiver", state="done")
    with pytest.raises(Conflict, match="Passiver"):
        progress(one, "done")
    actions.cover(actor=SYSTEM, activity=one, party="Passiver", state="done")
    assert progress(one, "done").state == "done"


def test_a_party_that_is_not_covered_is_refused(found: Plan) -> None:
    with pytest.raises(Problem, match="ikke omfattet"):
        actions.cover(actor=SYSTEM, activity=activity(found), party="0851", state="done")


def test_a_longer_period_lets_its_quarters_be_chosen(found: Plan) -> None:
    actions.extend(actor=SYSTEM, plan=found, starts=found.starts, ends=date(2027, 12, 31))
    assert activity(found, quarter="2027 Q1").quarter == "2027 Q1"


def test_a_track_number_is_used_once(found: Plan) -> None:
    with pytest.raises(Conflict):
        actions.add_track(actor=SYSTEM, plan=found, number="1", title="Igen")


def test_levels_are_filtered_apart(found: Plan) -> None:
    for key, levels in {"adm": ["administrative"], "pol": ["political"], "begge": ["administrative", "political"],
                        "ingen": []}.items():  # fmt: skip
        activity(found, key, levels=levels)
    shown = {level: [one.activity.key for one in queries.lines(SYSTEM, found, level)]
             for level in ("administrative", "political", "both", "none")}  # fmt: skip
    assert shown == {"administrative": ["adm"], "political": ["pol"], "both": ["begge"], "none": ["ingen"]}
    assert len(queries.lines(SYSTEM, found)) == 4


def test_overdue_is_the_latest_first(found: Plan) -> None:
    for key, day in {"a": date(2025, 3, 1), "b": date(2025, 2, 1), "c": date(2026, 1, 1)}.items():
        activity(found, key, starts=day)
    with clock.fixed(BEFORE):
        late = queries.overdue(queries.lines(SYSTEM, found))
    assert [one.activity.key for one in late] == ["b", "a"]


def test_an_answer_to_a_remark_of_another_forum_is_refused() -> None:
    made = held(world())
    with clock.fixed(MEETING_AT):
        remark = forums.remark(actor=SYSTEM, item=made.item, text="Tænk på data.")
    theirs = plan(made)
    Plan.objects.filter(pk=theirs.pk).update(forum=made.second)
    with pytest.raises(Problem, match="andet forum"):
        activity(theirs, answers=[remark])


def test_the_track_is_found_by_its_number(found: Plan) -> None:
    assert queries.track(SYSTEM, found, "1") == first_track(found)
