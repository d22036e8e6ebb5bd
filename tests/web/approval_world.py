"""Editions on their way, with those who keep, sign and read, for the tests of their pages. Everything is made up."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from tests.approvals.proposal_world import approve_in, decide_in, sent, step
from tests.forums import forum_world as base
from tests.forums.forum_world import REGION, SYSTEM, TOWN, minuted
from tests.web.forum_world import client, user

from tvaers.engine.approvals import actions
from tvaers.engine.approvals.actions import Way
from tvaers.engine.approvals.models import Proposal

OTHER = "0860"
WAY = Way(heard=(TOWN, OTHER), hearing="Høring i netværksgruppen", forums=("ffu", "ssf"),
          parties=(REGION, TOWN, OTHER), hearing_due=date(2025, 8, 15))  # fmt: skip


@dataclass
class Editions:
    """A keeper of the forums' papers, a signer of a town, a reader, and one edition."""

    keeper: Any
    signer: Any
    reader: Any
    proposal: Proposal | None = None

    def page(self, who: Any, name: str, *arguments: object, code: int = 200, **query: str) -> str:
        """The text of a page."""
        answer = client(who).get(reverse(f"approvals:{name}", args=arguments), query)
        assert answer.status_code == code, answer.status_code
        return answer.content.decode()

    def post(self, who: Any, name: str, *arguments: object, **given: Any) -> str:
        """The text of the page that a post leads to."""
        answer = client(who).post(reverse(f"approvals:{name}", args=arguments), given, follow=True)
        assert answer.status_code in (200, 400, 403), answer.status_code
        return answer.content.decode()

    def step(self, kind: str, party: str = "") -> list[int]:
        """The edition and one of its steps, as addresses take them."""
        assert self.proposal is not None
        return [self.proposal.pk, step(self.proposal, kind, party).pk]

    def forum(self, key: str) -> list[int]:
        """The edition and the step of a forum, as addresses take them."""
        assert self.proposal is not None
        return [self.proposal.pk, self.proposal.steps.get(forum__key=key).pk]


def people() -> Editions:
    """The forums, and people with roles; no edition."""
    base.world()
    return Editions(user("sekretariat", "forumsekretariat", REGION), user("underskriver", "aftaleansvarlig", TOWN),
                    user("laeser", "udvalgsmedlem", OTHER))  # fmt: skip


def begun(way: Way = WAY, **more: Any) -> Editions:
    """A new edition, at its first step."""
    found = people()
    given = {"title": "Aftale om osteoporose", "label": "udkast juni 2025", "replaces": "aftalen fra 2015", **more}
    found.proposal = actions.propose_edition(actor=SYSTEM, way=way, **given)
    return found


def heard(found: Editions) -> Editions:
    """The hearing answered, replied to and closed."""
    assert found.proposal is not None
    hearing = step(found.proposal, "hearing")
    texts = ["Ret afsnittet om kapacitet.", "Skriv, hvem der betaler."]
    actions.comment(actor=SYSTEM, step=hearing, party=TOWN, texts=texts)
    actions.comment(actor=SYSTEM, step=hearing, party=OTHER)
    actions.reply(actor=SYSTEM, step=hearing, number=1, accepted=True, text="Afsnittet er skrevet om.")
    actions.reply(actor=SYSTEM, step=hearing, number=2, accepted=False, text="Det står i rammeaftalen.")
    actions.answer(actor=SYSTEM, step=hearing, answer="closed")
    return found


def full(found: Editions) -> Editions:
    """Through the hearing and one forum, waiting in the next for a remark, with parties, changes and economy."""
    heard(found)
    proposal = found.proposal
    assert proposal is not None
    texts = {"before": "Lægen koordinerer forløbet for borgeren.", "reason": "Efter høringen",
             "recommended": "Lægen og kommunen koordinerer forløbet for borgeren."}  # fmt: skip
    decided = "Lægen og kommunen følger forløbet for borgeren."
    actions.change(actor=SYSTEM, proposal=proposal, clause="§ 4", **texts, decided=decided)
    actions.change(actor=SYSTEM, proposal=proposal, clause="§ 5", recommended="Ny bestemmelse om opfølgning.")
    actions.clear_treatment(actor=SYSTEM, proposal=proposal, on=date(2025, 8, 1))
    actions.write_economy(actor=SYSTEM, proposal=proposal, text="Udgiften er 120.000 kr. om året.")
    approve_in(proposal, "ffu")
    sent(proposal, "ssf")
    item = decide_in(proposal, "ssf", "approved_with_remarks", remark="Præcisér afsnittet om økonomi.")
    minuted(item.meeting, item.meeting.starts_at + timedelta(hours=2))
    actions.answer(actor=SYSTEM, step=step(proposal, "party", REGION), answer="approved")
    conditional = {"answer": "conditional", "conditions": ["Økonomien skal på plads."]}
    actions.answer(actor=SYSTEM, step=step(proposal, "party", TOWN), **conditional)
    refused = {"answer": "rejected", "words": "Der mangler kapacitet."}
    actions.answer(actor=SYSTEM, step=step(proposal, "party", OTHER), **refused)
    return found
