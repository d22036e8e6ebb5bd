"""Decisions by what their items tell of: MIN-11n asks for those with a section on economy."""

from typing import Any

import pytest
from django.urls import reverse
from tests.forums.forum_world import SYSTEM, World, decided, held, minuted, seated_user, world

from tvaers.engine.forums import queries
from tvaers.engine.forums.models import Item

pytestmark = pytest.mark.django_db


def made() -> World:
    """A decided item that tells of its case and, with minutes that are out, is for everybody."""
    found = held(world())
    decided(found, "approved", "approved")
    minuted(found.meeting, found.meeting.starts_at)
    return found


def tell_of(item: Item, *kinds: str) -> None:
    Item.objects.filter(pk=item.pk).update(sections=[{"kind": one, "heading": "", "text": "0 kr."} for one in kinds])


@pytest.mark.parametrize(("kinds", "count"), [(("case",), 0), (("economy",), 1), (("case", "economy"), 1)])
def test_only_items_with_the_section_are_found(kinds: tuple[str, ...], count: int) -> None:
    found = made()
    tell_of(found.item, *kinds)
    assert queries.decisions(SYSTEM, section="economy").count() == count


def test_the_page_and_its_files_ask_for_the_same(client: Any) -> None:
    found = made()
    tell_of(found.item, "case")
    client.force_login(seated_user("medlem", found.first, seat="kommune", party="0860"))
    address = reverse("forums:decisions", args=[found.first.key])
    page = client.get(address, {"afsnit": "case"}).content.decode()
    file = client.get(reverse("forums:forum_register", args=[found.first.key, "csv"]), {"afsnit": "economy"})
    assert "Revideret aftale" in page
    assert "afsnit=case" in page
    assert "Revideret aftale" not in b"".join(file.streaming_content).decode()
    assert "Revideret aftale" not in client.get(address, {"afsnit": "economy"}).content.decode()
