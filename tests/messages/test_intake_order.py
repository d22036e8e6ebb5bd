"""Ten thousand random courses: the picture never depends on the order of arrival, and duplicates change nothing."""

import random

from tests.messages.course import LUNGS, SOUTH, Course, notices

from tvaers.engine.messages.message import Message
from tvaers.engine.messages.notice import Notice
from tvaers.engine.messages.stay import picture

CODES = ("STAA", "STIN", "STOR", "SLOR", "SLHJ", "SLHJ_EMER", "MORS")
CHANGES = ("", "", "RE_", "AN_")
SEQUENCES = 10_000


def some_course(chance: random.Random) -> list[Notice]:
    """Up to seven notices from two hospitals, sensible or not, some about an earlier message than the last."""
    courses = (Course("a"), Course("b", SOUTH), Course("c", LUNGS))
    messages: list[Message] = []
    for hour in range(chance.randint(1, 7)):
        course = chance.choice(courses)
        past = [one.header_id for one in course.history]
        about = chance.choice(past) if past and chance.random() < 0.3 else None
        code = chance.choice(CHANGES) + chance.choice(CODES)
        messages.append(course.tell(code, hour - chance.choice((0, 0, 0, 2)), about=about))
    return notices(*messages)


def test_the_picture_is_the_same_in_any_order_with_duplicates_and_with_late_ones() -> None:
    chance = random.Random(2039)
    for _ in range(SEQUENCES):
        whole = some_course(chance)
        mixed = [*whole, *chance.choices(whole, k=2)]
        chance.shuffle(mixed)
        assert picture(mixed) == picture(whole)


def test_a_lost_message_never_breaks_the_picture_and_its_arrival_mends_it() -> None:
    chance = random.Random(1039)
    for _ in range(1000):
        whole = some_course(chance)
        lost = chance.choice(whole)
        rest = [one for one in whole if one is not lost]
        assert len(picture(rest).history) >= len(rest)
        assert picture([*rest, lost]) == picture(whole)


def test_every_notice_has_exactly_one_line() -> None:
    chance = random.Random(39)
    for _ in range(1000):
        whole = some_course(chance)
        lines = picture(whole).history
        assert all(sum(line.tells(one) for line in lines) == 1 for one in whole)
