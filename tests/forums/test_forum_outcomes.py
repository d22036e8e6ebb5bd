"""What an item's outcome becomes from its points, whether the matter goes on, and which answers fit."""

import pytest

from tvaers.engine.forums.outcomes import OUTCOMES, goes_on, may_answer, of_item


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([], ""),
        (["approved", ""], ""),
        (["approved", "noted"], "approved"),
        (["approved", "approved_with_remarks"], "approved_with_remarks"),
        (["approved_with_reservation", "approved_with_remarks"], "approved_with_reservation"),
        (["approved", "not_approved"], "not_approved"),
        (["approved", "deferred"], "deferred"),
        (["approved", "not_recorded"], "not_recorded"),
    ],
)
def test_the_item_has_the_weightiest_outcome_of_its_points(points: list[str], expected: str) -> None:
    assert of_item(points) == expected


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (["approved"], True),
        (["approved_with_reservation"], True),
        (["approved", "not_recorded"], True),
        (["not_recorded"], False),
        (["nothing_to_note"], False),
        (["approved", "not_approved"], False),
        (["approved", "deferred"], False),
    ],
)
def test_a_matter_goes_on_unless_something_stops_it(points: list[str], expected: bool) -> None:
    assert goes_on(points) is expected


@pytest.mark.parametrize(
    ("kinds", "outcome", "expected"),
    [
        ([], "approved", True),
        (["approval"], "not_approved", True),
        (["information"], "not_approved", False),
        (["information"], "noted", True),
        (["discussion"], "approved", False),
        (["information", "discussion"], "discussed", True),
        (["discussion"], "deferred", True),
    ],
)
def test_an_answer_must_fit_what_is_asked(kinds: list[str], outcome: str, expected: bool) -> None:
    assert may_answer(kinds, outcome) is expected


def test_every_outcome_has_a_title_of_its_own() -> None:
    assert len({one.title for one in OUTCOMES.values()}) == len(OUTCOMES)
