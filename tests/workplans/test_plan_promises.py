"""What minutes and agreements promise beside the reform plan, one test each: the plans of it, and how they stand."""

from datetime import date

import pytest
from tests.forums.forum_world import SYSTEM, at
from tests.workplans.test_plan_clauses import line, moved_on, taken_up

from tvaers.engine.workplans import actions, queries
from tvaers.engine.workplans.models import Plan
from tvaers.kernel import clock
from tvaers.kernel.errors import Conflict

__all__ = ["taken_up"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("taken_up")]
AGREED, COMING, CHILDREN = "reformen-aftalt-2025", "aftaler-paa-vej-2011", "boern-unge-gravide-2011"
AUGUST = date(2025, 8, 22)


def covered(plan: str, key: str, *parts: str) -> str:
    """How many parts of an activity are done, after these are."""
    one = line(plan, key).activity
    for part in parts:
        actions.cover(actor=SYSTEM, activity=one, party=part, state="done")
    return line(plan, key).covered


def parts(plan: str, key: str) -> list[str]:
    return [each.party for each in line(plan, key).activity.coverage.order_by("pk")]


def test_min_5c_each_municipality_delivers_its_data() -> None:
    every = parts(AGREED, "kommunernes-data")
    assert covered(AGREED, "kommunernes-data", *every[:10]) == "10 af 11 = 90,9 %"
    assert covered(AGREED, "kommunernes-data", every[10]) == "11 af 11 = 100,0 %"
    assert line(AGREED, "kommunernes-data", AUGUST).standing.text == "I gang"


@pytest.mark.parametrize(
    ("key", "day"), [("workshop-september", date(2025, 9, 1)), ("workshop-oktober", date(2025, 10, 9))]
)
def test_min_5d_two_workshops_with_what_they_recommend(key: str, day: date) -> None:
    assert line(AGREED, key).starts == day
    moved_on(AGREED, key, "done", 2025, 10, 9)
    assert line(AGREED, key).activity.evidence == "Referatet"


def test_min_5e_a_meeting_with_each_municipality_and_how_many_take_part() -> None:
    found = line(AGREED, "dialogmoeder").activity
    assert (found.coverage.count(), "Fire eller fem" in found.note) == (11, True)


def test_min_5h_the_conference_needs_its_leaflet() -> None:
    assert line(AGREED, "konference").starts == date(2026, 3, 20)
    covered(AGREED, "konference", "Invitation")
    with pytest.raises(Conflict, match="Pjece"):
        moved_on(AGREED, "konference", "done", 2026, 3, 20)


def test_min_5i_the_template_is_begun_until_it_is_out() -> None:
    assert line(AGREED, "skabelon", AUGUST).standing.text == "I gang"


def test_min_5n_progress_has_its_day() -> None:
    found = line(AGREED, "foerste-moede", AUGUST)
    assert (found.standing.text, "22-08-2025" in found.activity.note) == ("Udført", True)


@pytest.mark.parametrize("key", ["demens", "oligofreni"])
def test_sa_ps_30_and_31_work_begins_in_autumn(key: str) -> None:
    assert line(COMING, key, date(2010, 11, 30)).standing.text == "Frist i dag"
    assert line(COMING, key, date(2010, 12, 1)).standing.late == 1
    moved_on(COMING, key, "begun", 2010, 11, 30)
    assert line(COMING, key, date(2010, 12, 1)).standing.kind == "ok"


@pytest.mark.parametrize("key", ["hjerneskade-boern", "hjerneskade-voksne"])
def test_sa_yd_04_ready_in_the_middle_of_2011(key: str) -> None:
    assert line(COMING, key, date(2011, 6, 30)).standing.late == 0
    assert line(COMING, key, date(2011, 7, 1)).standing.late == 1


def test_sa_bu_6b_a_new_agreement_waits_until_both_sides_agree() -> None:
    moved_on(CHILDREN, "regionen-enig", "done", 2011, 2, 1)
    with pytest.raises(Conflict, match="Kommunerne er enige"):
        moved_on(CHILDREN, "ny-aftale", "begun", 2011, 3, 1)
    moved_on(CHILDREN, "kommunerne-enige", "done", 2011, 4, 1)
    moved_on(CHILDREN, "ny-aftale", "begun", 2011, 5, 1)
    assert line(CHILDREN, "ny-aftale").standing.kind == "ok"


@pytest.mark.parametrize(
    ("key", "missing"), [("samarbejdets-form", "Sådan samarbejder fagfolk"), ("ambulatorium-opgaver", "Kommunen")]
)
def test_sa_bu_4_1d_and_4_2e_an_agreement_is_not_done_without_its_parts(key: str, missing: str) -> None:
    moved_on(CHILDREN, "opsporing-begyndt", "done", 2011, 1, 15)
    covered(CHILDREN, key, *parts(CHILDREN, key)[:-1])
    with pytest.raises(Conflict, match=missing):
        moved_on(CHILDREN, key, "done", 2011, 6, 1)


def test_sa_sf_4_1b_smoking_stands_first_whatever_is_added() -> None:
    plan = Plan.objects.get(key="sundhedsfremme-2011")
    with clock.fixed(at(2011, 2, 1)):
        track = actions.add_track(actor=SYSTEM, plan=plan, number="8", title="Nyt")
        actions.plan_activity(actor=SYSTEM, plan=plan, text="Noget andet", track=track, starts=plan.starts)
    assert "rygning" in queries.lines(SYSTEM, plan)[0].activity.text
