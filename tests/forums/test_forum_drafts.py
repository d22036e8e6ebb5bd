"""Drafts of items: kept for the writer alone, thrown away when they are empty, and never with a CPR number."""

from typing import Any

import pytest
from tests.access.world import person
from tests.forums.forum_world import BEFORE, SYSTEM, World, seated_user, world

from tvaers.engine.forums import actions
from tvaers.engine.forums.drafting import draft_of
from tvaers.engine.forums.models import ItemDraft
from tvaers.kernel import clock
from tvaers.kernel.errors import NotAllowed, Problem
from tvaers.kernel.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> World:
    return world()


def keeper(name: str = "sekretær") -> Any:
    with clock.fixed(BEFORE):
        return person(name, "forumsekretariat", "1081")


def save(user: Any, made: World, item: Any = None, **fields: Any) -> Any:
    return actions.save_draft(actor=user, forum=made.first, item=item, fields=fields)


def test_a_draft_is_there_for_its_writer_and_for_nobody_else(made: World) -> None:
    writer, other = keeper(), keeper("en anden")
    save(writer, made, title="Ny sag", kinds=["approval"])
    draft = draft_of(writer, made.first)
    assert draft is not None
    assert (draft.data, draft_of(other, made.first)) == ({"title": "Ny sag", "kinds": ["approval"]}, None)


def test_the_newest_stands_and_an_empty_one_is_thrown_away(made: World) -> None:
    writer = keeper()
    save(writer, made, title="Ny")
    save(writer, made, title="Nyere")
    assert ItemDraft.objects.get().data == {"title": "Nyere"}
    save(writer, made, title="")
    assert not ItemDraft.objects.exists()


def test_an_item_has_a_draft_of_its_own(made: World) -> None:
    writer = keeper()
    save(writer, made, title="Ny")
    save(writer, made, made.item, title="Rettet")
    found = draft_of(writer, made.first, made.item)
    assert found is not None and found.data == {"title": "Rettet"}


def test_whoever_keeps_the_papers_no_more_has_no_draft(made: World) -> None:
    writer = keeper()
    save(writer, made, title="Ny")
    made.first.rules["secretariat"]["parties"] = []
    made.first.save()
    assert draft_of(writer, made.first) is None


def test_a_member_keeps_no_draft_and_neither_does_the_system(made: World) -> None:
    with clock.fixed(BEFORE):
        member = seated_user("inde", made.first, seat="region")
    for user in (member, SYSTEM):
        with pytest.raises(NotAllowed):
            save(user, made, title="Ny")


@pytest.mark.parametrize(
    "fields", [{"title": "Ring til 010190-1234"}, {"kinds": ["010190-1234"]}, {"a": "x" * 200_001}]
)
def test_what_may_not_be_kept_is_refused(made: World, fields: dict[str, Any]) -> None:
    with pytest.raises(Problem):
        save(keeper(), made, **fields)


def test_a_draft_holds_as_much_as_it_may(made: World) -> None:
    assert save(keeper(), made, a="x" * 200_000) is not None


def test_the_log_does_not_tell_what_was_written(made: World) -> None:
    save(keeper(), made, title="Kanariefugl")
    assert "Kanariefugl" not in str(AuditEntry.objects.latest("pk").__dict__)
