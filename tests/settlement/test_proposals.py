"""A case that ended in a correction proposes an objection to the line; people raise and answer it as any other."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.settlement.test_objections import K1, person, settle

from tvaers.engine.agreements import queries as agreements
from tvaers.engine.cases import actions as cases
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.core import Doer
from tvaers.engine.parties import actions as parties
from tvaers.engine.settlement import actions
from tvaers.engine.settlement.models import Objection
from tvaers.engine.settlement.proposals import proposals
from tvaers.kernel.action import System
from tvaers.kernel.clock import COPENHAGEN, fixed

pytestmark = pytest.mark.django_db
SYSTEM = System("prøve")
HEALTH = "sundhedsaftale-midt-2011"
WARD = "aalborg-universitetshospital"
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=COPENHAGEN)


@pytest.fixture(autouse=True)
def world(settings: Any, tmp_path: Path) -> None:
    """A store of our own, and the parties."""
    settings.SETTLEMENT_STORE = tmp_path
    parties.load(actor=SYSTEM)


@pytest.fixture
def nord() -> Any:
    return person("nord", "afregner", "1081")


@pytest.fixture
def midt() -> Any:
    return person("midt", "afregner", "1082")


@pytest.fixture
def statement(midt: Any) -> Any:
    """The statement with the line K1, sent to the payer."""
    return actions.send_statement(actor=midt, statement=settle().statements.get(payer="1081", payee="1082"))


def ended(event: str = "correct", line: str = K1) -> Any:
    """A case about a line that ended so."""
    spec = agreements.package(HEALTH).case_types["discharge_objection"]
    opening = Opening(HEALTH, spec, "0851", "municipality", "afregner")
    hospital = Doer(WARD, "hospital", "laege")
    given = {"row_hospital": WARD, "row_region": "1081", "line_id": line, "billed_days": "4", "objection": "Forkert"}
    with fixed(MONDAY):
        case = cases.open_case(actor=SYSTEM, opening=opening, given=Given(given))
        case = cases.act(actor=SYSTEM, case=case, event="answer", given=Given({"reply": "Enig"}), doer=hospital)
        last = {"corrected_days": "2"} if event == "correct" else {}
        return cases.act(actor=SYSTEM, case=case, event=event, given=Given(last), doer=hospital)


def test_a_case_that_ended_in_a_correction_proposes_its_line(nord: Any, statement: Any) -> None:
    case = ended()
    found = proposals(nord)
    assert [(one.case, one.statement, one.line.id) for one in found] == [(case.number, statement, K1)]
    assert found[0].reason.endswith("Rettet. Dage på regningen: 4. Dage efter rettelsen: 2.")


def test_a_proposal_changes_nothing_by_itself(nord: Any, statement: Any) -> None:
    ended()
    proposals(nord)
    assert not Objection.objects.exists()


def test_a_case_that_was_rejected_proposes_nothing(nord: Any, statement: Any) -> None:
    ended("reject")
    assert proposals(nord) == ()


@pytest.mark.parametrize("line", ["L7", "BA21.contacts.20210304.nobody.1"])
def test_a_line_that_is_not_ours_proposes_nothing(nord: Any, statement: Any, line: str) -> None:
    ended(line=line)
    assert proposals(nord) == ()


def test_the_payee_is_proposed_nothing(midt: Any, statement: Any) -> None:
    ended()
    assert proposals(midt) == ()


def test_a_statement_that_is_not_sent_is_not_questioned(nord: Any) -> None:
    settle()
    ended()
    assert proposals(nord) == ()


def test_what_is_raised_is_not_proposed_again_until_it_is_withdrawn(nord: Any, statement: Any) -> None:
    ended()
    proposal = proposals(nord)[0]
    objection = actions.object_to_lines(
        actor=nord, statement=statement, lines={K1: proposal.line.amount}, reason=proposal.reason
    )
    assert proposals(nord) == ()
    actions.withdraw(actor=nord, objection=objection)
    assert len(proposals(nord)) == 1


def test_the_page_proposes_it_and_fills_in_the_reason(nord: Any, statement: Any) -> None:
    case = ended()
    client = Client()
    client.force_login(nord)
    assert case.number in client.get(reverse("settlement:objections")).content.decode()
    page = client.get(
        reverse("settlement:objection-new"), {"statement": statement.pk, "line": K1, "forloeb": case.number}
    )
    assert f"Forløb {case.number}" in page.content.decode()
