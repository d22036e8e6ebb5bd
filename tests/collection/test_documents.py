"""The documents of a forum: what must be there, what is missing, what is read again, and what is handed over."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from tests.access.world import person
from tests.forums.forum_world import SYSTEM, at, forum_type, seated_user, world

from tvaers.engine.collection import actions, queries
from tvaers.engine.forums import actions as forums
from tvaers.engine.forums.models import Forum
from tvaers.kernel import clock
from tvaers.kernel.errors import Conflict, NotAllowed, NotFound, Problem

pytestmark = pytest.mark.django_db
NOW = at(2025, 8, 2)
DAY = NOW.date()
WANTED = [{"id": "aftale", "title": "Aftale", "clause": "P-2"},
          {"id": "vejledning", "title": "Vejledning", "clause": "P-3", "review": True}]  # fmt: skip


@pytest.fixture(autouse=True)
def _time() -> Any:
    with clock.fixed(NOW):
        yield


def forum(key: str = "klynge", **holds: Any) -> Forum:
    """A forum that must have an agreement, and a guideline that is read again."""
    declared = forum_type(key, documents=WANTED, **({"holds": holds} if holds else {}))
    return forums.establish(actor=SYSTEM, type=declared)


def add(where: Forum, title: str = "Aftale om klyngen", **given: Any) -> queries.Document:
    return actions.add(actor=SYSTEM, forum=where, title=title, **given)


def lacking(day: date | None = None) -> list[str]:
    return [one.wanted.id for one in queries.missing(SYSTEM, day)]


def test_what_the_agreement_wants_is_missing_until_it_is_there() -> None:
    where = forum()
    assert lacking() == ["aftale", "vejledning"]
    add(where, kind="aftale")
    assert lacking() == ["vejledning"]


def test_a_document_of_no_kind_fills_no_gap() -> None:
    add(forum())
    assert lacking() == ["aftale", "vejledning"]


def test_the_same_kind_in_another_forum_fills_no_gap() -> None:
    add(forum("en"), kind="aftale")
    forum("to")
    assert [(one.forum.key, one.wanted.id) for one in queries.missing(SYSTEM)] == [
        ("en", "vejledning"), ("to", "aftale"), ("to", "vejledning"),
    ]  # fmt: skip


def test_what_is_taken_away_is_missing_again() -> None:
    one = add(forum(), kind="aftale")
    actions.take_away(actor=SYSTEM, document=one)
    assert lacking() == ["aftale", "vejledning"]


def test_what_is_done_with_is_missing() -> None:
    one = add(forum(), kind="aftale")
    actions.mark(actor=SYSTEM, document=one, mark="drop", words="Afløst")
    assert lacking() == ["aftale", "vejledning"]


@pytest.mark.parametrize(
    ("day", "count"),
    [(date(2024, 12, 31), 0), (date(2025, 1, 1), 2), (date(2025, 12, 31), 2), (date(2026, 1, 1), 0)],
)
def test_only_a_forum_of_the_day_lacks_anything(day: date, count: int) -> None:
    forum(**{"from": "2025-01-01", "to": "2025-12-31"})
    assert len(lacking(day)) == count


def test_a_kind_that_is_read_again_needs_its_day() -> None:
    where = forum()
    with pytest.raises(Problem, match="ses efter igen"):
        add(where, kind="vejledning")
    add(where, kind="vejledning", review_on=date(2026, 1, 1))
    assert lacking() == ["aftale"]


@pytest.mark.parametrize(("ahead", "count"), [(-1, 1), (30, 1), (31, 0)])
def test_a_document_is_on_the_list_from_thirty_days_before_its_review(ahead: int, count: int) -> None:
    add(forum(), kind="vejledning", review_on=DAY + timedelta(days=ahead))
    assert queries.review_due(SYSTEM).count() == count


def test_the_review_waits_for_the_secretariat_alone() -> None:
    made = world()
    add(made.first, review_on=DAY)
    assert queries.review_due(seated_user("medlem", made.first, seat="kommune", party="0860")).count() == 0


def test_handed_over_is_only_what_is_marked_so() -> None:
    where = forum()
    yes, no, _open = add(where, "Ja"), add(where, "Nej"), add(where, "Ved ikke")
    actions.mark(actor=SYSTEM, document=yes, mark="hand_over")
    actions.mark(actor=SYSTEM, document=no, mark="drop", words="Forældet")
    assert [one.title for one in queries.handed_over(SYSTEM, where)] == ["Ja"]


def test_done_with_needs_a_reason() -> None:
    one = add(forum())
    with pytest.raises(Problem, match="hvorfor"):
        actions.mark(actor=SYSTEM, document=one, mark="drop", words=" ")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"title": " "}, "titel"), ({"title": "Om 010190-1234"}, "CPR"), ({"kind": "andet"}, "slags"),
        ({"kind": "aftale", "is_closed": True}, "lukket"),
    ],
)  # fmt: skip
def test_what_is_not_fit_is_refused(given: dict[str, Any], words: str) -> None:
    with pytest.raises(Problem, match=words):
        add(forum(), **given)


def test_a_change_meets_the_same_demands() -> None:
    one = add(forum())
    with pytest.raises(Problem, match="titel"):
        actions.change(actor=SYSTEM, document=one, title="")
    actions.change(actor=SYSTEM, document=one, title="Ny titel", kind="aftale")
    assert lacking() == ["vejledning"]


def test_what_is_taken_away_cannot_be_changed() -> None:
    one = add(forum())
    actions.take_away(actor=SYSTEM, document=one)
    with pytest.raises(Conflict, match="taget ud"):
        actions.mark(actor=SYSTEM, document=one, mark="hand_over")


def test_the_file_goes_with_the_document(django_capture_on_commit_callbacks: Any) -> None:
    one = add(forum(), upload=actions.DocumentFile("aftale.pdf", BytesIO(b"%PDF-1.7 aftale")))
    storage, name = one.file.storage, one.file.name
    assert (one.name, storage.exists(name), "aftale" in name) == ("aftale.pdf", True, False)
    with django_capture_on_commit_callbacks(execute=True):
        actions.take_away(actor=SYSTEM, document=one)
    assert not storage.exists(name)


def test_only_the_secretariat_keeps_the_collection() -> None:
    made = world()
    member = seated_user("medlem", made.first, seat="kommune", party="0860")
    with pytest.raises(NotAllowed):
        actions.add(actor=member, forum=made.first, title="Notat")


def test_a_closed_document_is_for_the_inside() -> None:
    made = world()
    one = add(made.first, "Udkast", is_closed=True)
    inside, outside = (
        seated_user("inde", made.first, seat="kommune", party="0860"),
        person("ude", "udvalgsmedlem", "0813"),
    )
    assert [each.title for each in queries.documents(inside)] == ["Udkast"]
    assert not queries.documents(outside).exists()
    with pytest.raises(NotFound):
        queries.document(outside, one.slug)
    assert queries.missing(outside) == []
