"""Units propose within 0,5 per cent of their adopted budget without medicine, and the office takes proposals in."""

from datetime import date
from typing import Any

import pytest
from tests.budget.keeping.budget_world import HOSPITAL, SYSTEM, draft
from tests.budget.keeping.catalogue_shapes import MIO

from tvaers.engine.budget import actions, queries
from tvaers.engine.budget.actions import Text
from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.frames import frame_of
from tvaers.engine.budget.models import UnitDraft, Version
from tvaers.engine.budget.process_queries import room
from tvaers.kernel.errors import Conflict, Problem

pytestmark = pytest.mark.django_db


def unit_draft(version: Version, amount: int, **changes: Any) -> UnitDraft:
    """A draft of the hospital for so many kroner in 2024."""
    text = Text(theme="1.1", title="Flere senge", amounts={"2024": Interval.of(amount)}, background="Travlt", **changes)
    return actions.begin_draft(actor=SYSTEM, catalogue=version.catalogue, unit=HOSPITAL, text=text)


@pytest.fixture
def framed() -> Version:
    """A catalogue whose hospital has 1,000 mio. kr. beside 200 mio. kr. of medicine: a frame of 5,0 mio. kr."""
    version = draft()
    actions.set_unit_frame(
        actor=SYSTEM, catalogue=version.catalogue, unit=HOSPITAL, base=1_200 * MIO, medicine=200 * MIO
    )
    return version


def test_medicine_is_taken_out_of_the_base_first() -> None:
    assert frame_of(1_200 * MIO, 200 * MIO, 5) == 5 * MIO


def test_exactly_the_frame_is_accepted(framed: Version) -> None:
    found = actions.submit_draft(actor=SYSTEM, draft=unit_draft(framed, 5 * MIO))
    assert found.state == "submitted"
    left = room(SYSTEM, framed.catalogue, HOSPITAL)
    assert left is not None and left.remaining == 0


def test_a_krone_above_the_frame_is_refused_with_the_figures(framed: Version) -> None:
    with pytest.raises(Problem, match=r"5\.000\.000,00 kr"):
        actions.submit_draft(actor=SYSTEM, draft=unit_draft(framed, 5 * MIO + 1))


def test_several_drafts_share_the_frame_until_one_is_withdrawn(framed: Version) -> None:
    first = actions.submit_draft(actor=SYSTEM, draft=unit_draft(framed, 3 * MIO))
    second = unit_draft(framed, 3 * MIO)
    with pytest.raises(Problem, match="ramme"):
        actions.submit_draft(actor=SYSTEM, draft=second)
    actions.withdraw_draft(actor=SYSTEM, draft=first)
    assert actions.submit_draft(actor=SYSTEM, draft=second).state == "submitted"


def test_a_unit_without_a_frame_has_no_ceiling() -> None:
    assert actions.submit_draft(actor=SYSTEM, draft=unit_draft(draft(), 900 * MIO)).state == "submitted"


def test_an_empty_budget_year_is_not_zero(framed: Version) -> None:
    empty = actions.begin_draft(actor=SYSTEM, catalogue=framed.catalogue, unit=HOSPITAL, text=Text("1.1", "Senge"))
    with pytest.raises(Problem, match="ikke nul"):
        actions.submit_draft(actor=SYSTEM, draft=empty)


def test_two_writers_do_not_overwrite_each_other(framed: Version) -> None:
    made = unit_draft(framed, MIO)
    actions.write_draft(actor=SYSTEM, draft=made, text=Text("1.1", "Nyt"), version=1)
    with pytest.raises(Conflict, match="En anden"):
        actions.write_draft(actor=SYSTEM, draft=made, text=Text("1.1", "Andet"), version=1)


def test_a_draft_taken_in_is_the_next_of_its_theme_and_stands_in_the_overviews(framed: Version) -> None:
    sent = actions.submit_draft(actor=SYSTEM, draft=unit_draft(framed, 2 * MIO))
    actions.take_in_draft(actor=SYSTEM, version=framed, unit_draft=sent)
    read = queries.as_catalogue(framed)
    made = read.proposal("1.1-03")
    assert made is not None and made.total("2024") == Interval.of(2 * MIO) and made.total("2025") is None
    assert (read.overview[-1].proposal, read.themes[0].entries[-1].proposal) == ("1.1-03", "1.1-03")
    assert read.overview[-1].growth and read.overview[-1].growth.amount == Interval.of(2 * MIO)
    assert made.sections[0].text == "Travlt"


def test_a_wish_waits_for_the_executive_committee(framed: Version) -> None:
    sent = actions.submit_draft(actor=SYSTEM, draft=unit_draft(framed, MIO, wish="Udvalget for sundhed"))
    with pytest.raises(Conflict, match="drøftet"):
        actions.take_in_draft(actor=SYSTEM, version=framed, unit_draft=sent)
    UnitDraft.objects.filter(pk=sent.pk).update(discussed_on=date(2023, 3, 1))
    assert actions.take_in_draft(actor=SYSTEM, version=framed, unit_draft=sent).key == "1.1-03"


def test_what_is_not_taken_in_is_told_why(framed: Version) -> None:
    sent = actions.submit_draft(actor=SYSTEM, draft=unit_draft(framed, MIO))
    with pytest.raises(Problem, match="Begrundelsen"):
        actions.decline_draft(actor=SYSTEM, draft=sent, reason="")
    assert actions.decline_draft(actor=SYSTEM, draft=sent, reason="Løses internt").reason == "Løses internt"
