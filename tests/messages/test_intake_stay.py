"""The picture of a stay: each rule with both sides, told in the order things happened."""

import itertools
from dataclasses import replace

import pytest
from tests.messages.course import HEART, LUNGS, SOUTH, Course, at, notices, told

from tvaers.engine.messages.message import Message
from tvaers.engine.messages.stay import StayPicture, picture


def seen(*messages: Message) -> StayPicture:
    return picture(notices(*messages))


def marks(found: StayPicture) -> list[tuple[str, str]]:
    return [(line.code, line.mark) for line in found.history]


@pytest.mark.parametrize(
    ("codes", "state"),
    [
        (["STAA"], "admitted-emergency"),
        (["STIN"], "admitted"),
        (["STAA", "STIN"], "admitted"),
        (["STIN", "STOR"], "on-leave"),
        (["STIN", "STOR", "SLOR"], "admitted"),
        (["STIN", "SLHJ"], "discharged"),
        (["STAA", "SLHJ_EMER"], "discharged"),
        (["STIN", "STOR", "SLHJ"], "discharged"),
        (["MORS"], "dead"),
        (["STAA", "MORS"], "dead"),
        (["STIN", "MORS"], "dead"),
        (["STIN", "STOR", "MORS"], "dead"),
        (["STAA", "AN_STAA"], "cancelled"),
        (["STIN", "AN_STIN"], "cancelled"),
        (["STAA", "STIN", "AN_STIN"], "admitted-emergency"),
        (["STIN", "STOR", "AN_STOR"], "admitted"),
        (["STIN", "STOR", "SLOR", "AN_SLOR"], "on-leave"),
        (["STIN", "SLHJ", "AN_SLHJ"], "admitted"),
        (["STAA", "SLHJ_EMER", "AN_SLHJ_EMER"], "admitted-emergency"),
        (["MORS", "AN_MORS"], "admitted"),
        (["STIN", "MORS", "AN_MORS"], "admitted"),
        (["STIN", "STOR", "MORS", "AN_MORS"], "on-leave"),
        (["STIN", "RE_STIN"], "admitted"),
        (["STIN", "STOR", "RE_STOR"], "on-leave"),
        (["STIN", "SLHJ", "RE_SLHJ"], "discharged"),
        (["STIN", "MORS", "RE_MORS"], "dead"),
        (["STIN", "MORS", "RE_MORS", "AN_MORS"], "admitted"),
        (["STIN", "RE_STIN", "AN_STIN"], "cancelled"),
        (["STIN", "AN_STIN", "STIN"], "admitted"),
        (["STIN", "SLHJ", "STIN"], "admitted"),
    ],
)
def test_each_course_ends_in_its_state_in_whatever_order_it_comes(codes: list[str], state: str) -> None:
    messages = told(Course(), *codes)
    found = {seen(*some) for some in itertools.permutations(messages)}
    assert {one.state for one in found} == {state}
    assert len(found) == 1


def test_dead_follows_the_mark_and_goes_when_the_death_is_annulled() -> None:
    messages = told(Course(), "STIN", "MORS", "AN_MORS")
    assert (seen(*messages[:2]).dead, seen(*messages).dead) == (True, False)


def test_nothing_is_known_of_nobody() -> None:
    assert seen() == StayPicture()


def test_status_counts_for_nothing_against_the_activity() -> None:
    messages = told(Course(), "STIN", "STOR", "SLHJ")
    assert messages[2].stay is not None
    odd = replace(messages[2], stay=replace(messages[2].stay, status="onleave"))
    assert seen(*messages[:2], odd).state == "discharged"


def test_a_correction_gives_department_and_time_and_the_first_is_marked() -> None:
    course = Course()
    first = course.tell("STIN", 2)
    found = seen(first, course.tell("RE_STIN", 3, sender=LUNGS, starts=1))
    assert (found.department, found.since, found.first_start) == (LUNGS, at(1), at(1))
    assert marks(found) == [("STIN", "revised"), ("RE_STIN", "current")]


def test_of_two_corrections_the_later_one_counts() -> None:
    course = Course()
    messages = [course.tell("STIN", 2), course.tell("RE_STIN", 3, starts=1), course.tell("RE_STIN", 4, starts=0)]
    found = seen(*messages)
    assert found.since == at(0)
    assert marks(found) == [("STIN", "revised"), ("RE_STIN", "revised"), ("RE_STIN", "current")]


def test_an_annulment_takes_the_correction_with_it() -> None:
    found = seen(*told(Course(), "STIN", "RE_STIN", "AN_STIN"))
    assert marks(found) == [("STIN", "cancelled"), ("RE_STIN", "cancelled"), ("AN_STIN", "history")]


def test_a_leave_has_a_beginning_and_an_end() -> None:
    messages = told(Course(), "STIN", "STOR", "SLOR")
    assert seen(*messages[:2]).leave == (at(1), None)
    assert seen(*messages).leave == (at(1), at(2))


def test_a_leave_ends_with_the_stay_when_the_citizen_does_not_come_back() -> None:
    found = seen(*told(Course(), "STIN", "STOR", "SLHJ"))
    assert (found.leave, found.since) == ((at(1), at(2)), at(2))


def test_the_course_starts_with_the_first_arrival() -> None:
    found = seen(*told(Course(), "STAA", "STIN"))
    assert (found.since, found.first_start) == (at(1), at(0))


def test_a_discharge_ends_the_course_so_the_next_arrival_starts_a_new_one() -> None:
    found = seen(*told(Course(), "STIN", "SLHJ", "STIN"))
    assert found.first_start == at(2)


def test_a_move_to_another_hospital_has_no_discharge_and_goes_on() -> None:
    found = seen(Course("a").tell("STIN", 0), Course("b", SOUTH).tell("STIN", 5))
    assert (found.state, found.department, found.since, found.first_start) == ("admitted", SOUTH, at(5), at(0))


def test_a_move_at_the_same_moment_is_ordered_by_when_it_was_sent() -> None:
    first, second = Course("b").tell("STIN", 0), Course("a", SOUTH).tell("STIN", 0)
    later = replace(second, sent_at=at(1))
    assert seen(first, later).department == seen(later, first).department == SOUTH


def test_a_discharge_from_the_hospital_the_citizen_left_is_history() -> None:
    north, south = Course("a"), Course("b", SOUTH)
    found = seen(north.tell("STIN", 0), south.tell("STIN", 5), north.tell("SLHJ", 6))
    assert (found.state, found.department) == ("admitted", SOUTH)
    assert marks(found)[-1] == ("SLHJ", "ignored")


def test_a_discharge_from_the_hospital_the_citizen_moved_to_ends_the_stay() -> None:
    south = Course("b", SOUTH)
    found = seen(Course("a").tell("STIN", 0), south.tell("STIN", 5), south.tell("SLHJ", 6))
    assert (found.state, found.department) == ("discharged", SOUTH)


def test_an_earlier_step_that_is_only_named_is_known_to_have_happened() -> None:
    course = Course()
    messages = told(course, "STAA", "STIN", "SLHJ")
    found = seen(messages[0], messages[2])
    assert [(line.code, line.notice is None) for line in found.history] == [
        ("STAA", False),
        ("STIN", True),
        ("SLHJ", False),
    ]
    assert found.state == "discharged"


def test_a_late_admission_stays_history_after_the_discharge() -> None:
    messages = told(Course(), "STAA", "STIN", "SLHJ")
    late = seen(messages[0], messages[2], messages[1])
    assert (late.state, late.since) == ("discharged", at(2))
    assert marks(late) == [("STAA", "history"), ("STIN", "history"), ("SLHJ", "current")]


@pytest.mark.parametrize(("code", "state"), [("RE_STIN", "discharged"), ("AN_STIN", "discharged")])
def test_after_the_discharge_only_the_discharge_is_corrected(code: str, state: str) -> None:
    course = Course()
    messages = told(course, "STIN", "SLHJ")
    found = seen(*messages, course.tell(code, 3, about="a1", sender=LUNGS))
    assert (found.state, found.department) == (state, HEART)
    assert marks(found)[-1] == (code, "ignored")


@pytest.mark.parametrize(
    ("codes", "change", "kept"),
    [
        (["STIN", "STOR"], "RE_STIN", "history"),
        (["STIN", "STIN"], "RE_STIN", "ignored"),
        (["STIN", "STOR"], "AN_STIN", "ignored"),
        (["STAA", "STIN"], "AN_STAA", "ignored"),
    ],
)
def test_the_latest_of_its_kind_is_corrected_and_only_the_latest_annulled(
    codes: list[str], change: str, kept: str
) -> None:
    course = Course()
    messages = told(course, *codes)
    assert marks(seen(*messages, course.tell(change, 5, about="a1")))[-1] == (change, kept)


def test_an_annulment_waits_until_its_target_comes() -> None:
    first, annulment = told(Course(), "STIN", "AN_STIN")
    assert (seen(annulment).state, marks(seen(annulment))) == (None, [("AN_STIN", "waits")])
    assert seen(annulment, first).state == "cancelled"


def test_an_annulment_that_points_to_nothing_finds_the_step_before_it() -> None:
    first, annulment = told(Course(), "STIN", "AN_STIN")
    own = replace(annulment.history[-1], revises=())
    assert seen(first, replace(annulment, history=(annulment.history[0], own))).state == "cancelled"


def test_an_annulment_without_any_history_finds_the_step_by_its_episode() -> None:
    first, annulment = told(Course(), "STIN", "AN_STIN")
    own = replace(annulment.history[-1], revises=())
    assert seen(first, replace(annulment, history=(own,))).state == "cancelled"


def test_a_correction_of_what_is_annulled_is_kept_as_history() -> None:
    course = Course()
    messages = told(course, "STIN", "AN_STIN")
    found = seen(*messages, course.tell("RE_STIN", 3, about="a1"))
    assert (found.state, marks(found)[-1]) == ("cancelled", ("RE_STIN", "ignored"))


def test_nothing_moves_a_dead_citizen() -> None:
    found = seen(*told(Course(), "STIN", "MORS"), Course("b", SOUTH).tell("STIN", 9))
    assert (found.state, marks(found)[-1]) == ("dead", ("STIN", "ignored"))


def test_a_leave_after_the_discharge_of_the_same_stay_is_history() -> None:
    found = seen(*told(Course(), "STIN", "SLHJ", "STOR"))
    assert (found.state, marks(found)[-1]) == ("discharged", ("STOR", "ignored"))


def test_many_messages_with_one_header_id_are_each_counted() -> None:
    stays = [Course(name).tell("STIN", hour) for name, hour in (("a", 0), ("b", 5))]
    same = [replace(one, header_id="x", history=(replace(one.history[0], header_id="x"),)) for one in stays]
    assert len(seen(*same).history) == 2


def test_a_history_in_a_ring_is_read_to_the_end() -> None:
    first, second = told(Course(), "STIN", "STOR")
    ring = (replace(first.history[0], revises=(second.header_id,)), second.history[1])
    assert seen(first, replace(second, history=ring)).state == "on-leave"


def test_an_annulment_of_a_death_that_names_only_the_admission_still_annuls_it() -> None:
    course = Course()
    first, death = told(course, "STIN", "MORS")
    course.history = course.history[:1]
    alive = course.tell("STIN", 5)
    assert seen(first, death, alive).state == "admitted"
    assert marks(seen(first, death, alive))[-1] == ("AN_MORS", "history")
