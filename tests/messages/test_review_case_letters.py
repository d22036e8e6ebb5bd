"""Letters and cases: files that only their receiver may see, names of files, and word of what has been annulled."""

from __future__ import annotations

from typing import Any

import pytest
from tests.messages.course import CITIZEN, HEART
from tests.messages.test_exchange_letters import HOSPITAL, NOW, TOWN_CODE, register, take, written  # noqa: F401

from tvaers.engine.cases.models import Case, CaseParty, Event, Notice
from tvaers.engine.citizens import actions as citizens
from tvaers.engine.messages import jobs, sending
from tvaers.engine.messages.message import Attachment
from tvaers.engine.messages.models import Outgoing
from tvaers.kernel.action import System
from tvaers.kernel.errors import Conflict

pytestmark = pytest.mark.django_db
FILE = Attachment("Plan", "application/pdf", b"%PDF-1.4")


@pytest.fixture
def case() -> Case:
    """A case about the citizen, in which the town has a role."""
    citizen = citizens.register(actor=System(), cpr=CITIZEN)
    made = Case.objects.create(
        number="UDS-2222-2222", type="discharge", package="x", state="x", citizen=citizen, opened_at=NOW, changed_at=NOW
    )
    CaseParty.objects.create(case=made, type=made.type, role="municipality", party=TOWN_CODE)
    return made


@pytest.mark.parametrize(("party", "count"), [(HOSPITAL, 1), ("elsewhere", 0)])
def test_a_file_becomes_a_document_when_its_sender_has_a_role_too(case: Case, party: str, count: int) -> None:
    CaseParty.objects.create(case=case, type=case.type, role="hospital", party=party)
    row = take(written(attachments=(FILE,), sender=HEART))
    assert (row.case, case.documents.count()) == (case, count)


def test_the_name_of_a_file_stands_on_one_line(case: Case) -> None:
    CaseParty.objects.create(case=case, type=case.type, role="hospital", party=HOSPITAL)
    take(written(attachments=(Attachment("Plan\r\nSet-Cookie: x\t1", "application/pdf", b"%PDF-1.4"),)))
    assert case.documents.get().name == "Plan Set-Cookie: x 1"


def row_of(case: Case, number: int, kind: str = "event", **facts: Any) -> Event:
    given = {"event": "x", "at": NOW, "recorded_at": NOW, "by": "n", "state": "x", **facts}
    return Event.objects.create(case=case, number=number, kind=kind, **given)


@pytest.fixture
def word(case: Case) -> Notice:
    """Word of the case's first event that goes as a letter."""
    row_of(case, 1, data={"reply": "gammelt"})
    return Notice.objects.create(
        case=case, type=case.type, number=1, name="x", role="municipality", party=TOWN_CODE, label="x",
        channel="care_communication", at=NOW,
    )  # fmt: skip


def test_word_of_what_has_been_annulled_is_not_sent(case: Case, word: Notice) -> None:
    row_of(case, 2, "annulment", target=1)
    assert (jobs.send_case_notices(), Outgoing.objects.count()) == (0, 0)


def test_word_of_what_has_been_annulled_cannot_be_sent_by_hand(case: Case, word: Notice) -> None:
    row_of(case, 2, "annulment", target=1)
    with pytest.raises(Conflict):
        sending.send_notice(word)


def test_word_of_what_has_been_mended_says_what_it_says_now(case: Case, word: Notice) -> None:
    row_of(case, 2, "correction", target=1, data={"reply": "nyt"})
    assert sending._as_it_stands(case, 1).data == {"reply": "nyt"}
