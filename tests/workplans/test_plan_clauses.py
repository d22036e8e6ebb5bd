"""The clauses of work plans, one test each: the reform plan of the minutes, and what the health agreement promises."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from tests.forums.forum_world import BEFORE, SYSTEM, at, propose

from tvaers.engine.agreements.queries import packages
from tvaers.engine.forums import actions as forums
from tvaers.engine.forums.models import Forum, Item, Meeting, Remark
from tvaers.engine.workplans import actions, queries
from tvaers.engine.workplans.models import Plan
from tvaers.exports.workplan_files import events
from tvaers.kernel import clock
from tvaers.kernel.errors import Conflict

pytestmark = pytest.mark.django_db
MORNING = at(2025, 8, 22, 8)
MEETINGS = {
    "ffu": [(2025, 6, 25), (2025, 8, 22), (2025, 9, 23), (2025, 10, 23)],
    "ssf": [(2025, 9, 29), (2025, 11, 25)],
}
OURS = {
    "reformplan", "boern-unge-gravide-2011", "indlaeggelse-udskrivelse-2011", "traening-2011", "sundhedsfremme-2011",
    "direktoerforum-nord-2021", "reformen-aftalt-2025", "aftaler-paa-vej-2011",
}  # fmt: skip


@contextmanager
def known(*day: int) -> Iterator[None]:
    """The morning of a day."""
    with clock.fixed(at(*day, 8)):  # type: ignore[arg-type]
        yield


def bare_forums() -> None:
    """The forums that the plans name, without their seats: what these tests need of them."""
    plans = [plan for package in packages().values() for plan in package.plans.values()]
    keys = {plan.owner for plan in plans} | {one.forum for plan in plans for one in plan.activities if one.forum}
    types = {key: type for package in packages().values() for key, type in package.forums.items()}
    for key in sorted(keys):
        type = types[key]
        Forum.objects.create(
            key=key, name=type.name, short=type.short or "", kind=type.kind, starts=type.holds.start,
            ends=type.holds.end, rules=type.model_dump(mode="json", by_alias=True), changed_at=MORNING,
        )  # fmt: skip


@pytest.fixture(scope="module")
def taken_up(kept: None) -> None:  # noqa: ARG001
    """Every plan of the agreements, taken up on the morning of 22 August 2025, with the meetings of the minutes."""
    with clock.fixed(MORNING):
        bare_forums()
        for key, days in MEETINGS.items():
            for day in days:
                forums.call_meeting(actor=SYSTEM, forum=Forum.objects.get(key=key), starts_at=at(*day))
        actions.take_up(actor=SYSTEM)


@pytest.fixture
def reform(taken_up: None) -> Plan:  # noqa: ARG001
    return Plan.objects.get(key="reformplan")


def line(plan: Plan | str, key: str, on: date | None = None) -> queries.Line:
    found = plan if isinstance(plan, Plan) else Plan.objects.get(key=plan)
    return queries.line(SYSTEM, queries.activity(SYSTEM, found, key), on)


def moved_on(plan: Plan | str, key: str, state: str, *day: int) -> None:
    """An activity in a state, on a day."""
    with known(*day):
        actions.progress(actor=SYSTEM, activity=line(plan, key).activity, state=state, evidence="Referatet")


def test_every_plan_is_taken_up_once(taken_up: None) -> None:  # noqa: ARG001
    assert set(Plan.objects.values_list("key", flat=True)) >= OURS
    assert actions.take_up(actor=SYSTEM) == 0


def test_min_6a_progress(reform: Plan) -> None:
    assert queries.how_far(queries.lines(SYSTEM, reform)) == "1 af 16 = 6,3 %"
    for key in (
        "foerste-udkast-ffu",
        "materiale-til-ssf",
        "foerste-udkast-ssf",
        "endeligt-udkast-ffu",
        "driftsscenarier",
    ):
        moved_on(reform, key, "done", 2025, 11, 1)
    assert queries.how_far(queries.lines(SYSTEM, reform)) == "6 af 16 = 37,5 %"


def test_min_6b_version_tells_its_sixteen_activities(reform: Plan) -> None:
    version = queries.version(SYSTEM, reform, "1.4")
    assert version.changes.count("- Ny: ") == 16 and "Spor 2:" in version.changes and "Spor 6:" in version.changes
    with clock.fixed(MORNING):
        actions.remove(actor=SYSTEM, activity=line(reform, "driftsscenarier").activity)
        actions.publish(actor=SYSTEM, plan=reform, number="1.5")
    assert len(queries.version(SYSTEM, reform, "1.4").document["activities"]) == 16


@pytest.mark.parametrize(("level", "count"), [("political", 3), ("both", 3), ("administrative", 9), ("none", 1)])
def test_min_6c_levels(reform: Plan, level: str, count: int) -> None:
    assert len(queries.lines(SYSTEM, reform, level)) == count


@pytest.mark.parametrize(
    ("key", "day", "expected"),
    [
        pytest.param("kommunale-data", date(2025, 8, 22), "I gang", id="MIN-6d"),
        pytest.param("kommunale-data", date(2025, 10, 1), "1 dag over tiden", id="MIN-6d late"),
        pytest.param("aftaler-om-drift", date(2025, 8, 22), "Om 222 dage", id="MIN-6h"),
        pytest.param("aftaler-om-drift", date(2026, 4, 2), "1 dag over tiden", id="MIN-6h late"),
        pytest.param("raad-godkender", date(2026, 3, 31), "Frist i dag", id="MIN-6s"),
        pytest.param("raad-godkender", date(2026, 4, 1), "1 dag over tiden", id="MIN-6s late"),
    ],
)
def test_standing_on_a_day(reform: Plan, key: str, day: date, expected: str) -> None:
    assert line(reform, key, day).standing.text == expected


@pytest.mark.parametrize(
    ("key", "fault"),
    [
        pytest.param("driftsscenarier",
                     "»sep.-okt.« ligger i 3. kvartal 2025, men står under 4. kvartal 2025.", id="6e"),
        pytest.param("forberedende-raad",
                     "»primo 2026« ligger i 1. kvartal 2026, men står under 2. kvartal 2026.", id="6g"),
    ],
)  # fmt: skip
def test_min_6e_and_6g_keep_both_the_quarter_and_the_day(reform: Plan, key: str, fault: str) -> None:
    assert line(reform, key).faults == (fault,)


@pytest.mark.parametrize(
    ("key", "day"),
    [pytest.param("workshop-forebyggelse", date(2025, 10, 9), id="MIN-6f"),
     pytest.param("sundhedspolitisk-samling", date(2025, 12, 11), id="MIN-6p")],
)  # fmt: skip
def test_days_are_in_the_calendar(reform: Plan, key: str, day: date) -> None:
    (event,) = events(reform, [line(reform, key)])
    assert event.starts.astimezone(clock.COPENHAGEN).date() == day and event.all_day


def test_min_6i_five_categories_keep_the_deadline_open(reform: Plan) -> None:
    one = line(reform, "aftale-om-overfoersel").activity
    names = [each.party for each in one.coverage.order_by("pk")]
    assert names == ["Aktiver", "Passiver", "Rettigheder", "Pligter", "Ansatte"]
    for name in names[:4]:
        actions.cover(actor=SYSTEM, activity=one, party=name, state="done")
    with pytest.raises(Conflict, match="Ansatte"):
        moved_on(reform, one.key, "done", 2026, 7, 1)
    assert line(reform, one.key, date(2026, 7, 2)).standing.late == 1


def test_min_6j_done_and_linked_to_its_meeting(reform: Plan) -> None:
    found = line(reform, "arbejdsgruppe")
    assert found.standing.text == "Udført"
    assert found.meeting == Meeting.objects.get(forum__key="ffu", starts_at=at(2025, 6, 25))


def test_min_6k_linked_to_the_meeting_of_the_minutes(reform: Plan) -> None:
    assert line(reform, "foerste-udkast-ffu").meeting == Meeting.objects.get(starts_at=at(2025, 8, 22))


@pytest.mark.parametrize(
    ("key", "forum", "day"),
    [
        pytest.param("materiale-til-ssf", "ffu", (2025, 9, 23), id="MIN-6l"),
        pytest.param("foerste-udkast-ssf", "ssf", (2025, 9, 29), id="MIN-6m"),
        pytest.param("endeligt-udkast-ffu", "ffu", (2025, 10, 23), id="MIN-6n"),
        pytest.param("endeligt-udkast-ssf", "ssf", (2025, 11, 25), id="MIN-6o"),
    ],
)
def test_the_pipeline_has_an_entry(reform: Plan, key: str, forum: str, day: tuple[int, int, int]) -> None:
    item = line(reform, key).item
    assert item is not None and item.state == "pipeline" and item.forum.key == forum
    assert item.meeting == Meeting.objects.get(forum__key=forum, starts_at=at(*day))


def test_min_6q_level_is_not_guessed(reform: Plan) -> None:
    one = line(reform, "ssu-orienteres").activity
    assert one.levels == [] and "niveau" in one.note


def test_min_6r_governance_takes_effect_at_new_year(reform: Plan) -> None:
    found = line(reform, "ny-governance")
    assert (found.starts, found.activity.levels) == (date(2026, 1, 1), ["administrative", "political"])


def remarked(plan: Plan, text: str) -> Remark:
    """A remark to the item on the plan, made at the meeting of 22 August 2025."""
    meeting = Meeting.objects.get(starts_at=at(2025, 8, 22))
    with clock.fixed(BEFORE):
        item: Item = propose(plan.forum, meeting)
        actions.link_item(actor=SYSTEM, plan=plan, item=item)
    with clock.fixed(MORNING):
        leader = forums.register_person(actor=SYSTEM, name="Leder")
        forums.hold(actor=SYSTEM, meeting=meeting, leader=leader)
        return forums.remark(actor=SYSTEM, item=item, text=text)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        pytest.param("Fælles datagrundlag", None, id="MIN-6t"),
        pytest.param("Onboarding", date(2026, 3, 20), id="MIN-6u"),
    ],
)
def test_a_remark_stays_open_until_a_version_answers_it(reform: Plan, text: str, starts: date | None) -> None:
    remark = remarked(reform, text)
    with clock.fixed(MORNING):
        actions.extend(actor=SYSTEM, plan=reform, starts=reform.starts, ends=date(2027, 12, 31))
        actions.publish(actor=SYSTEM, plan=reform, number="1.5")
        assert remark in queries.open_remarks(SYSTEM, reform)
        actions.plan_activity(actor=SYSTEM, plan=reform, text=text, track=reform.tracks.first(), starts=starts,
                              answers=[remark])  # fmt: skip
        assert remark in queries.open_remarks(SYSTEM, reform)
        actions.publish(actor=SYSTEM, plan=reform, number="1.6")
    assert remark not in queries.open_remarks(SYSTEM, reform)


def test_min_6v_a_new_track_with_its_own_number(reform: Plan) -> None:
    with clock.fixed(MORNING):
        actions.add_track(actor=SYSTEM, plan=reform, number="7", title="Det Nordjyske eSundhedsvæsen")
        version = actions.publish(actor=SYSTEM, plan=reform, number="1.5")
    assert len(queries.tracks(SYSTEM, reform)) == 3
    assert "- Ny: Spor 7: Det Nordjyske eSundhedsvæsen." in version.changes


def test_min_6w_the_plan_lasts_to_the_end_of_2027(reform: Plan) -> None:
    with clock.fixed(MORNING):
        actions.extend(actor=SYSTEM, plan=reform, starts=reform.starts, ends=date(2027, 12, 31))
        made = actions.plan_activity(actor=SYSTEM, plan=reform, text="Følg op", track=reform.tracks.first(),
                                     quarter="2027 Q1")  # fmt: skip
    assert made.quarter == "2027 Q1"


CHILDREN, STAY, HEALTH = "boern-unge-gravide-2011", "indlaeggelse-udskrivelse-2011", "sundhedsfremme-2011"


@pytest.mark.parametrize(
    ("plan", "key", "day", "expected"),
    [
        pytest.param(STAY, "palliativ-aftale", date(2014, 12, 31), "Frist i dag", id="SA-IU-3a"),
        pytest.param(STAY, "palliativ-aftale", date(2015, 1, 1), "1 dag over tiden", id="SA-IU-3a late"),
        pytest.param(CHILDREN, "opsporing-begyndt", date(2015, 1, 1), "1 dag over tiden", id="SA-BU-4d"),
        pytest.param(CHILDREN, "ambulatorium-aftale", date(2011, 1, 1), "93 dage over tiden", id="SA-BU-4.2f"),
        pytest.param(CHILDREN, "rygestop-kortlaegning", date(2012, 1, 1), "1 dag over tiden", id="SA-BU-4.3.1a"),
        pytest.param(CHILDREN, "overvaegt-kortlaegning", date(2012, 1, 1), "1 dag over tiden", id="SA-BU-4.4.1a"),
        pytest.param(CHILDREN, "telefon-2012", date(2013, 1, 1), "1 dag over tiden", id="SA-BU-5"),
        pytest.param(HEALTH, "anbefaling-alkohol", date(2015, 1, 1), "1 dag over tiden", id="SA-SF-5b"),
        pytest.param(HEALTH, "blad-2012", date(2013, 1, 1), "1 dag over tiden", id="SA-SF-7.3a"),
    ],
)
def test_what_the_health_agreement_promised_is_late_from_the_day_after(
    taken_up: None, plan: str, key: str, day: date, expected: str  # noqa: ARG001
) -> None:  # fmt: skip
    assert line(plan, key, day).standing.text == expected


@pytest.mark.parametrize(
    ("key", "day", "expected"),
    [
        pytest.param("opsporing-begyndt", (2014, 12, 31), "Begyndt", id="SA-BU-4d"),
        pytest.param("rygestop-kortlaegning", (2011, 11, 1), "Begyndt", id="SA-BU-4.3.1a"),
        pytest.param("rygestop-kortlaegning", (2012, 1, 1), "Begyndt 1 dag for sent", id="SA-BU-4.3.1a late"),
    ],
)
def test_where_beginning_is_enough_beginning_meets_it(
    taken_up: None, key: str, day: tuple[int, int, int], expected: str  # noqa: ARG001
) -> None:  # fmt: skip
    moved_on(CHILDREN, key, "begun", *day)
    assert line(CHILDREN, key).standing.text == expected


@pytest.mark.parametrize(
    ("plan", "first", "then"),
    [
        pytest.param(CHILDREN, "rygestop-kortlaegning", "rygestop-strategi", id="SA-BU-4.3.1b"),
        pytest.param(CHILDREN, "overvaegt-kortlaegning", "overvaegt-strategi", id="SA-BU-4.4.1b"),
        pytest.param(STAY, "palliativ-opgave", "palliativ-aftale", id="SA-IU-3e"),
        pytest.param(HEALTH, "fase-1", "hospitaler-kommuner", id="SA-SF-4.2.3g"),
        pytest.param(HEALTH, "anbefalinger-styregruppe", "anbefalinger-udvalg", id="SA-SF-5a"),
        pytest.param(HEALTH, "initiativ-aftalt", "initiativ-begynder", id="SA-SF-7.2b"),
    ],
)
def test_what_comes_first_comes_first(taken_up: None, plan: str, first: str, then: str) -> None:  # noqa: ARG001
    with pytest.raises(Conflict, match="udført først"):
        moved_on(plan, then, "begun", 2012, 3, 1)
    finish(plan, first)
    moved_on(plan, then, "begun", 2012, 3, 1)


def finish(plan: str, key: str) -> None:
    """An activity done, with all its parts and all that comes before it."""
    one = line(plan, key).activity
    for before in one.after.all():
        finish(plan, before.key)
    for part in one.coverage.all():
        actions.cover(actor=SYSTEM, activity=one, party=part.party, state="done")
    moved_on(plan, key, "done", 2012, 3, 1)


def test_sa_iu_2_2c_each_somatic_cluster_has_its_own(taken_up: None) -> None:  # noqa: ARG001
    found = [one.activity for one in queries.lines(SYSTEM, Plan.objects.get(key=STAY))
             if one.activity.clause == "SA-IU-2.2c"]  # fmt: skip
    assert len({one.forum_id for one in found if one.owner}) == 6


@pytest.mark.parametrize(
    ("plan", "key", "done", "expected"),
    [pytest.param(STAY, "isbar-kommuner", 15, "15 af 19 = 78,9 %", id="SA-IU-2.2d"),
     pytest.param(CHILDREN, "vejledninger-overalt", 17, "17 af 19 = 89,5 %", id="SA-BU-5.2b")],
)  # fmt: skip
def test_municipalities_are_counted(taken_up: None, plan: str, key: str, done: int, expected: str) -> None:  # noqa: ARG001
    one = line(plan, key).activity
    for row in one.coverage.order_by("party")[:done]:
        actions.cover(actor=SYSTEM, activity=one, party=row.party, state="done")
    assert line(plan, key).covered == expected


def test_sa_sf_4_has_its_four_areas_and_seven_areas_of_development(taken_up: None) -> None:  # noqa: ARG001
    plan = Plan.objects.get(key=HEALTH)
    assert [one.title for one in queries.tracks(SYSTEM, plan)][:4] == [
        "KRAM-faktorer", "Kronisk sygdom", "Lighed i sundhed", "Børn, unge og gravide",
    ]  # fmt: skip
    assert plan.activities.filter(clause="SA-SF-5b").count() == 7
    assert plan.activities.filter(clause="SA-SF-7b").count() == 3


@pytest.mark.parametrize("clause", [f"BA-B1.2{letter}" for letter in "abcdef"])
def test_ba_b1_2_direktoerforum_has_a_task_area_for_each(taken_up: None, clause: str) -> None:  # noqa: ARG001
    plan = Plan.objects.get(key="direktoerforum-nord-2021")
    assert plan.activities.filter(clause=clause, track__activities__plan=plan).distinct().count() == 1
    assert len(queries.tracks(SYSTEM, plan)) == 6


def test_every_clause_that_names_a_plan_has_a_line_there_or_is_about_the_plan_itself() -> None:
    about: dict[str, Any] = {"reformplan": {f"MIN-6{letter}" for letter in "abctuvw"}}
    for package in packages().values():
        for plan in package.plans.values():
            named = {id for id, clause in package.clauses.items() if f"plan:{plan.id}" in clause.executed_by}
            assert named - about.get(plan.id, set()) <= {one.clause for one in plan.activities}, plan.id
