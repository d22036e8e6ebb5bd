"""Word to the members: everybody but the sender gets it, and it stays with the forum, for its inside alone."""

import pytest
from tests.access.world import person
from tests.forums.forum_world import BEFORE, SYSTEM, at, seated_user, world

from tvaers.engine.forums.models import Person
from tvaers.engine.outreach import actions, queries
from tvaers.kernel import clock
from tvaers.kernel.errors import NotAllowed, NotFound, Problem

pytestmark = pytest.mark.django_db
NOW = at(2025, 10, 4)


def test_all_members_but_the_sender_are_reached_and_it_is_kept_with_the_matter() -> None:
    made = world()
    with clock.fixed(BEFORE):
        sender = seated_user("afsender", made.first, seat="kommune", party="0860")
    for row in Person.objects.all():
        Person.objects.filter(pk=row.pk).update(email=f"p{row.pk}@example.org")
    with clock.fixed(NOW):
        post = actions.post(
            actor=sender, forum=made.first, subject="Nyt", text="Vi er begyndt.", matter=made.item.matter
        )
        shown = queries.posts(sender, made.first)
    own = Person.objects.get(user=sender).email
    others = Person.objects.filter(sittings__forum=made.first).exclude(user=sender)
    assert {one.address for one in post.letters.all()} == {one.email for one in others}
    assert own not in {one.address for one in post.letters.all()}
    assert [(one.subject, one.matter) for one in shown] == [("Nyt", made.item.matter)]


def test_nobody_outside_writes_or_reads() -> None:
    made, outside = world(), person("ude", "udvalgsmedlem", "0813")
    with clock.fixed(NOW):
        with pytest.raises(NotAllowed):
            actions.post(actor=outside, forum=made.first, subject="Nyt", text="Se her")
        post = actions.post(actor=SYSTEM, forum=made.first, subject="Nyt", text="Se her")
        with pytest.raises(NotFound):
            queries.post(outside, post.slug)


@pytest.mark.parametrize("text", ["", "010190-1234 er udskrevet"])
def test_an_empty_text_and_a_number_are_refused(text: str) -> None:
    with pytest.raises(Problem):
        actions.post(actor=SYSTEM, forum=world().first, subject="Nyt", text=text)


def test_a_matter_of_another_forum_is_refused() -> None:
    made = world()
    with pytest.raises(Problem, match="hører ikke"):
        actions.post(actor=SYSTEM, forum=made.second, subject="Nyt", text="Se", matter=made.item.matter)
