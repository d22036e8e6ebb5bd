"""Adding to an edition's way from its page: a step with its reason, the day to be ready, conditions with a day."""

import pytest
from tests.forums.forum_world import TOWN
from tests.web.approval_world import begun
from tests.web.test_approval_pages import plain

pytestmark = pytest.mark.django_db


def test_a_step_is_added_with_its_reason() -> None:
    found = begun()
    given = {"kind": "hearing", "heard": [TOWN], "title": "Ny høring", "reason": "PLO bad om det"}
    text = plain(found.post(found.keeper, "add_step", found.proposal.pk, **given))
    assert "Trinnet er på vejen." in text and "Ny høring" in text
    assert "PLO bad om det" in text


def test_a_step_without_a_reason_keeps_what_was_written() -> None:
    found = begun()
    page = found.post(found.keeper, "add_step", found.proposal.pk, kind="hearing", heard=[TOWN], title="Ny høring")
    assert 'value="Ny høring"' in page
    assert found.proposal.steps.filter(title="Ny høring").count() == 0


def test_an_edition_that_is_over_its_day_says_so() -> None:
    found = begun()
    text = plain(found.post(found.keeper, "ready_by", found.proposal.pk, on="2025-08-01"))
    assert "Klar senest 01-08-2025" in text
    assert "Over tiden Udgaven skal være klar 1. august 2025." in text


def test_a_condition_has_its_day_on_the_page() -> None:
    found = begun()
    given = {"answer": "conditional", "conditions": "Økonomien", "conditions_due": "2025-08-01", "on": "2025-07-01"}
    text = plain(found.post(found.signer, "answer", *found.step("party", TOWN), **given))
    assert "Forbehold: Økonomien Ikke opfyldt Senest 01-08-2025." in text


def test_a_reader_adds_nothing() -> None:
    found = begun()
    assert "Føj et trin til" not in found.page(found.reader, "edition", found.proposal.pk)
    found.page(found.reader, "add_step", found.proposal.pk, code=403)
    found.page(found.reader, "ready_by", found.proposal.pk, code=403)
