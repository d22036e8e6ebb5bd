"""Letters and cases: the case that a letter belongs to, files that stay in it, and word of what has been annulled."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.messages.course import CITIZEN
from tests.messages.test_exchange_letters import HOSPITAL, NOW, TOWN_CODE, register, take, written  # noqa: F401

from tvaers.engine.cases.models import Case, CaseParty, Event, Notice
from tvaers.engine.citizens import actions as citizens
from tvaers.engine.messages import jobs, sending
from tvaers.engine.messages.files import as_file, files_of
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


def test_a_letter_belongs_to_the_case_of_both_its_parties(case: Case) -> None:
    CaseParty.objects.create(case=case, type=case.type, role="hospital", party=HOSPITAL)
    assert take(written()).case == case


@pytest.mark.parametrize("party", [HOSPITAL, TOWN_CODE])
def test_a_case_of_only_one_of_the_parties_does_not_show_the_letter(case: Case, party: str) -> None:
    case.parties.update(party=party)
    CaseParty.objects.create(case=case, type=case.type, role="hospital", party="elsewhere")
    assert take(written()).case is None


def test_a_closed_case_does_not_show_the_letter(case: Case) -> None:
    CaseParty.objects.create(case=case, type=case.type, role="hospital", party=HOSPITAL)
    Case.objects.update(is_open=False, closed_at=NOW)
    assert take(written()).case is None


def test_a_letter_belongs_to_the_newest_case_of_both(case: Case) -> None:
    newer = Case.objects.create(
        number="UDS-3333-3333", type="discharge", package="x", state="x", citizen=case.citizen,
        opened_at=NOW + timedelta(hours=1), changed_at=NOW - timedelta(hours=1),
    )  # fmt: skip
    for one in (case, newer):
        for role, party in (("hospital", HOSPITAL), ("gp", TOWN_CODE)):
            CaseParty.objects.create(case=one, type=one.type, role=role, party=party)
    assert take(written()).case == newer


def test_a_file_stays_in_the_letter(case: Case) -> None:
    CaseParty.objects.create(case=case, type=case.type, role="hospital", party=HOSPITAL)
    row = take(written(attachments=(FILE,)))
    assert (row.case, case.documents.count()) == (case, 0)
    assert [(one.number, one.title, one.content) for one in files_of(row)] == [(1, "Plan", b"%PDF-1.4")]


@pytest.mark.parametrize(
    ("title", "media_type", "shown", "handed_out"),
    [
        ("Plan\r\nSet-Cookie: x\t1", "application/pdf", "Plan Set-Cookie: x 1.pdf", "application/pdf"),
        ("Plan.PDF", "application/pdf", "Plan.PDF", "application/pdf"),
        ("Scan", "image/tiff", "Scan.tif", "image/tiff"),
        ("Foto.jpeg", "image/jpeg", "Foto.jpeg", "image/jpeg"),
        ("../a\\b/c", "image/png", "-a-b-c.png", "image/png"),
        ("Side.html", "text/html", "Side.html.bin", "application/octet-stream"),
        ("Tegning", "image/svg+xml", "Tegning.bin", "application/octet-stream"),
        ("010139-4321", "application/pdf", "Bilag.pdf", "application/pdf"),
    ],
)
def test_a_file_is_named_on_one_line_and_of_a_safe_kind(
    title: str, media_type: str, shown: str, handed_out: str
) -> None:
    file = as_file(1, Attachment(title, media_type, b"%PDF-1.4"))
    assert (file.name, file.media_type) == (shown, handed_out)


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


@pytest.mark.parametrize(
    ("media_type", "fits"), [("application/pdf", True), ("image/jpeg", True), ("image/tiff", False)]
)
def test_only_files_of_a_kind_that_cases_take_fit_a_case(media_type: str, fits: bool) -> None:
    assert as_file(1, Attachment("Plan", media_type, b"x")).fits_a_case is fits
