"""Closed items that come in with minutes stay closed: the item, what follows from it, the calendar and the file."""

from __future__ import annotations

from io import BytesIO

import pytest
from tests.forums.forum_world import SYSTEM
from tests.forums.import_world import HEAD, agenda, approval, forums, minutes, taken, told

from tvaers.engine.forums import papers
from tvaers.engine.forums.models import Forum, Item, Meeting
from tvaers.engine.forums.papers import Attachment
from tvaers.engine.forums.reading import Minutes
from tvaers.kernel.errors import Problem

pytestmark = pytest.mark.django_db
CHAIN = "Aftalen fortsætter til godkendelse i Strategisk Sundhedsforum."
YES = "Godkendt."
LISTED = "- Orientering: Nye lokaler"


@pytest.fixture
def three() -> dict[str, Forum]:
    return forums()


def closed(text: str) -> Minutes:
    """The minutes with their second item closed."""
    return minutes(text.replace("Punkt 2:", "Lukket punkt 2:"))


def test_the_item_and_its_matter_are_closed(three: dict[str, Forum]) -> None:
    item = taken(three["ffu"], closed(approval(YES))).items.get()
    assert (item.is_closed, item.matter.is_closed) == (True, True)


def test_an_open_item_is_open(three: dict[str, Forum]) -> None:
    item = taken(three["ffu"], minutes(approval(YES))).items.get()
    assert (item.is_closed, item.matter.is_closed) == (False, False)


def test_the_entry_for_the_next_forum_is_closed(three: dict[str, Forum]) -> None:
    taken(three["ffu"], closed(approval(YES, further=CHAIN)))
    assert [one.is_closed for one in told("ssf")] == [True]


def test_entries_that_a_closed_item_lists_are_closed(three: dict[str, Forum]) -> None:
    taken(three["ffu"], closed(agenda(LISTED, "Drøftet.")))
    assert [one.is_closed for one in told("ssf")] == [True]


@pytest.mark.parametrize(("read", "days"), [(closed, 1), (minutes, 2)])
def test_a_meeting_that_only_a_closed_item_speaks_of_is_not_planned(
    read: object, days: int, three: dict[str, Forum]
) -> None:
    case = "Sagen behandles i Strategisk Sundhedsforum den 21. maj 2026."
    assert callable(read)
    taken(three["ffu"], read(approval("Drøftet.", case=case)))
    assert Meeting.objects.count() == days


def test_a_file_with_closed_items_is_not_laid_where_everybody_reads(three: dict[str, Forum]) -> None:
    upload = Attachment("referat.txt", BytesIO(HEAD.encode()))
    with pytest.raises(Problem, match="Filen kan ikke lægges på mødet"):
        taken(three["ffu"], closed(approval(YES)), upload=upload)
    assert not papers.visible_to(SYSTEM).exists()
    assert not Item.objects.exists()
