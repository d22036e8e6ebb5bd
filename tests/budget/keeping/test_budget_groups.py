"""Who works for which group, and what groups, units and the office see of each other."""

import pytest
from tests.access.world import person
from tests.budget.keeping.budget_world import HOSPITAL, NORTH, SYSTEM, allocated, draft, member, world
from tests.budget.keeping.catalogue_shapes import MIO

from tvaers.engine.budget import actions, policies, process_queries, queries, round_queries
from tvaers.engine.budget.actions import Text
from tvaers.engine.budget.catalogue import Interval
from tvaers.kernel.action import may
from tvaers.kernel.errors import Conflict, NotFound, Problem

pytestmark = pytest.mark.django_db
OTHER = "regionshospital-nordjylland"


def test_nobody_works_for_two_groups_of_a_region() -> None:
    made = world()
    with pytest.raises(Conflict, match="anden gruppe"):
        actions.seat_in_group(actor=SYSTEM, group=made.blue, user=made.one)
    with pytest.raises(Conflict, match="allerede"):
        actions.seat_in_group(actor=SYSTEM, group=made.red, user=made.one)


def test_a_secretary_seats_in_the_own_group_only() -> None:
    made = world()
    secretary = member(made.red, "sekretaer", "gruppesekretaer")
    assert may(secretary, "budget.seat_in_group", made.red)
    assert not may(secretary, "budget.seat_in_group", made.blue)


def test_whoever_leaves_can_join_another_group() -> None:
    made = world()
    actions.leave_group(actor=SYSTEM, group=made.red, user=made.one)
    actions.seat_in_group(actor=SYSTEM, group=made.blue, user=made.one)
    assert list(policies.groups_of(made.one)) == [made.blue]


def test_members_are_told_to_the_group_and_the_office_only() -> None:
    made = world()
    office = person("kontor", "budgetkontor", NORTH)
    told = {who: round_queries.members(who, made.red).count() for who in (made.one, made.two, office)}
    assert list(told.values()) == [1, 0, 1]


def test_the_joint_scenario_is_for_all_groups_and_the_office() -> None:
    made = world()
    for who in (made.one, made.two, person("kontor", "budgetkontor", NORTH)):
        assert round_queries.joint(who, made.round) == made.joint
    for who in (person("fjern", "budgetkontor", "1082"), person("ingen", "gruppemedlem", NORTH)):
        assert round_queries.joint(who, made.round) is None


def test_nobody_shares_names_or_deletes_the_joint_scenario() -> None:
    made = world()
    for name in ("share", "rename_scenario", "drop_scenario"):
        assert not may(made.one, f"budget.{name}", made.joint)


def test_a_draft_is_the_units_own_until_it_is_submitted() -> None:
    version = draft()
    text = Text("1.1", "Senge", {"2024": Interval.of(MIO)})
    sent = actions.begin_draft(actor=SYSTEM, catalogue=version.catalogue, unit=HOSPITAL, text=text)
    office, leader = person("kontor", "budgetkontor", NORTH), person("leder", "enhedsleder", HOSPITAL)
    other = person("anden", "enhedsleder", OTHER)
    seen = [process_queries.drafts(who, version.catalogue).count() for who in (office, leader, other)]
    assert seen == [0, 1, 0]
    actions.submit_draft(actor=leader, draft=sent)
    seen = [process_queries.drafts(who, version.catalogue).count() for who in (office, leader, other)]
    assert seen == [1, 1, 0]


def test_a_unit_proposes_to_a_catalogue_that_is_not_published_but_reads_none_of_it() -> None:
    version = draft()
    leader = person("leder", "enhedsleder", HOSPITAL)
    assert queries.open_catalogue(leader, version.catalogue_id) == version.catalogue
    with pytest.raises(NotFound):
        queries.version(leader, version.pk)


def test_a_unit_sees_its_own_part_of_what_is_given_out() -> None:
    found = allocated().line.agreement
    leader, other = person("leder", "enhedsleder", HOSPITAL), person("anden", "enhedsleder", OTHER)
    assert process_queries.allocations(leader, found).count() == 2
    assert not process_queries.allocations(other, found).exists()
    assert [one.key for one in process_queries.rejections(leader, found)] == ["1.1-01"]
    assert process_queries.rejections(other, found) == []


def test_an_unanswered_question_is_for_its_group_and_the_office() -> None:
    made = world()
    actions.ask(actor=made.one, catalogue=made.version.catalogue, key="1.1-01", text="Hvor mange?")
    colleague, office = member(made.red, "tre"), person("kontor", "budgetkontor", NORTH)
    seen = [process_queries.questions(who, made.version.catalogue).count() for who in (colleague, made.two, office)]
    assert seen == [1, 0, 1]


def test_a_number_of_a_person_is_refused_in_what_others_read() -> None:
    made = world()
    for words in ("010190-1234", "Ring om 0101901234"):
        with pytest.raises(Problem, match="CPR"):
            actions.ask(actor=made.one, catalogue=made.version.catalogue, key="1.1-01", text=words)
