"""An edition through its approval over the API, and what a reader may know of it."""

from typing import Any

import pytest
from tests.access.world import person
from tests.approvals.proposal_world import REGION, TOWN, decide_in, proposal, sent
from tests.forums.forum_world import world
from tests.web.forum_world import client

from tvaers.engine.approvals.actions import Way
from tvaers.engine.approvals.models import Proposal

pytestmark = pytest.mark.django_db
KEEPER, SIGNER = "forumsekretariat", "aftaleansvarlig"


def call(who: Any, path: str, expect: int = 200, **given: Any) -> Any:
    """The answer to a POST, or to a GET when nothing is given."""
    to = client(who)
    made = (
        to.post(f"/api/v1/approvals{path}", given, "application/json") if given else to.get(f"/api/v1/approvals{path}")
    )
    assert made.status_code == expect, made.content
    return made.json()


def test_an_edition_goes_all_the_way_over_the_api() -> None:
    world()
    keeper, signer = person("sekretariat", KEEPER, REGION), person("underskriver", SIGNER, TOWN)
    way = {"heard": [TOWN], "forums": ["ffu"], "parties": [TOWN]}
    made = call(keeper, "", title="Aftale", label="udkast", way=way)
    number, (hearing, forum, party) = made["number"], [one["number"] for one in made["steps"]]
    assert made["lacking"] == ["Høring har ikke svaret.", "Udvalget ffu er ikke nået.", "0851 er ikke nået."]
    call(signer, f"/steps/{hearing}/comments", party=TOWN, texts=["Ret navnet."])
    call(keeper, f"/steps/{hearing}/comments/1", accepted=True, text="Rettet.")
    call(keeper, f"/steps/{hearing}/answer", answer="closed")
    call(keeper, f"/steps/{forum}/send", journal="")
    decide_in(Proposal.objects.get(pk=number), "ffu", "approved")
    call(keeper, f"/{number}/treatment", on="2025-08-01")
    call(keeper, f"/{number}/economy", text="0 kr.")
    changed = call(keeper, f"/{number}/changes", clause="§ 4", before="Nu", recommended="Ny", decided="")
    assert changed["changes"][0]["decided"] == ""
    call(signer, f"/steps/{party}/answer", answer="conditional", conditions=["Økonomi"])
    call(keeper, f"/{number}/force", expect=409, on="2099-01-01")
    call(signer, f"/steps/{party}/conditions/1", evidence="Notat")
    assert call(keeper, f"/{number}/force", on="2099-01-01")["in_force_from"] == "2099-01-01"


def test_the_list_is_kept_to_an_agreement() -> None:
    found = proposal(Way(parties=(REGION,)))
    reader = person("laeser", SIGNER, TOWN)
    assert call(reader, "")["count"] == 1
    assert call(reader, "?package=en-anden")["count"] == 0
    assert call(reader, f"/{found.pk}")["steps"][0]["state"] == "open"
    call(reader, "/999999", expect=404)


def test_only_the_keeper_withdraws() -> None:
    found = proposal()
    call(person("laeser", SIGNER, TOWN), f"/{found.pk}/withdraw", expect=403, given="")
    assert call(person("sekretariat", KEEPER, REGION), f"/{found.pk}/withdraw", given="")["withdrawn_on"]


def test_a_closed_decision_is_not_told_to_others() -> None:
    found = proposal(Way(forums=("ffu",), parties=(REGION,)))
    sent(found, "ffu")
    item = decide_in(found, "ffu", "approved_with_reservation", remark="Hemmeligt", kind="reservation")
    type(item).objects.filter(pk=item.pk).update(is_closed=True)
    told = call(person("laeser", SIGNER, TOWN), f"/{found.pk}")
    assert "Hemmeligt" not in str(told)
    assert (told["steps"][0]["state"], told["steps"][0]["item"]) == ("open", None)
    known = call(person("sekretariat", KEEPER, REGION), f"/{found.pk}")
    assert known["steps"][0]["why"] == "Hemmeligt"
