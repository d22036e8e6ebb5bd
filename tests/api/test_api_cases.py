"""Cases over the API: everything the pages do, by the same rules."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.access.cases import CHANGE, PARTIES
from tests.access.world import USAGE, person

from tvaers.engine.cases.models import Case
from tvaers.engine.citizens import actions as citizens
from tvaers.engine.citizens.cpr import Cpr
from tvaers.engine.parties import actions as parties
from tvaers.kernel.action import System
from tvaers.kernel.clock import COPENHAGEN, fixed
from tvaers.kernel.models import AuditEntry

NOW = datetime(2021, 3, 1, 10, 0, tzinfo=COPENHAGEN)
REGION = {"party": "1081", "role": "region", "job": "regional_visitator"}
NEW = {"agreement": USAGE, "type": "structural_change", "doer": REGION, "data": CHANGE}


@pytest.fixture(autouse=True)
def in_march(db: None, settings: Any, tmp_path: Any) -> Any:  # noqa: ARG001
    settings.MEDIA_ROOT = tmp_path
    parties.load(actor=System(), folder=PARTIES)
    with fixed(NOW):
        yield


@pytest.fixture
def nord(caller: Any) -> Any:
    return caller(person("nord", "regional_visitator", "1081"))


@pytest.fixture
def midt(caller: Any) -> Any:
    return caller(person("midt", "regional_visitator", "1082"))


@pytest.fixture
def stranger(caller: Any) -> Any:
    return caller(person("fremmed", "regional_visitator", "1084"))


def opened(nord: Any) -> Any:
    status, written = nord.post("/cases", NEW)
    assert status == 200, written
    return written["case"]


def test_types_are_listed_and_one_tells_all(nord: Any) -> None:
    listed = [one["id"] for one in nord.get("/case-types")[1]]
    _, found = nord.get("/case-types/structural_change")
    assert "structural_change" in listed
    assert {"notify", "confirm"} <= {event["id"] for event in found["events"]}
    assert "notify" in {duty["id"] for duty in found["duties"] if duty["is_deadline"]}


def test_what_can_be_opened_says_as_whom(nord: Any) -> None:
    found = [one for one in nord.get("/openable-cases")[1] if one["type"] == "structural_change"]
    assert [(one["event"], one["doers"]) for one in found] == [("register", [REGION])]


def test_an_opened_case_has_facts_duties_with_accounts_and_ways_on(nord: Any) -> None:
    case = opened(nord)
    assert (case["state"], case["version"], case["data"]["yearly_effect"]) == ("registered", 1, "1.00")
    assert case["parties"] == {"region": ["1081"], "other": ["1082"]}
    assert "notify" in [way["event"] for way in case["allowed"]]


def test_a_deadline_is_given_with_its_account(nord: Any) -> None:
    data = {**CHANGE, "yearly_effect": "5000000.00"}
    case = nord.post("/cases", {**NEW, "data": data})[1]["case"]
    (duty,) = [one for one in case["duties"] if one["id"] == "notify"]
    assert (duty["status"], duty["party"]) == ("pending", "1081")
    assert duty["account"]


def test_what_is_missing_is_told(nord: Any) -> None:
    status, problem = nord.post("/cases", {**NEW, "data": {"kind": "closure"}})
    assert status == 422
    assert "Ændringen kort mangler." in problem["findings"]


def test_nobody_opens_for_another_party(nord: Any) -> None:
    assert nord.post("/cases", {**NEW, "doer": {**REGION, "party": "1082"}})[0] == 403


def test_nobody_opens_in_a_job_that_they_do_not_have(nord: Any) -> None:
    assert nord.post("/cases", {**NEW, "doer": {**REGION, "job": "ledelse"}})[0] == 403


def test_an_event_moves_the_case(nord: Any) -> None:
    case = opened(nord)
    status, written = nord.post(f"/cases/{case['number']}/events", {"event": "notify", "version": 1})
    assert (status, written["case"]["state"], written["case"]["version"]) == (200, "notified", 2)


def test_the_second_of_two_is_told_what_came_since(nord: Any) -> None:
    path = f"/cases/{opened(nord)['number']}/events"
    nord.post(path, {"event": "notify", "version": 1})
    status, problem = nord.post(path, {"event": "drop", "version": 1})
    assert status == 409
    assert "»Varsl den anden region«" in problem["why"]


def test_nobody_acts_as_another(nord: Any, midt: Any) -> None:
    path = f"/cases/{opened(nord)['number']}/events"
    assert midt.post(path, {"event": "notify", "version": 1, "doer": REGION})[0] == 403


def test_what_was_given_can_be_corrected_and_the_old_row_stays(nord: Any) -> None:
    number = opened(nord)["number"]
    given = {"data": {"what": "Ambulatorium"}, "reason": "Skrev det forkerte", "version": 1}
    _, written = nord.post(f"/cases/{number}/events/1/correct", given)
    history = written["case"]["history"]
    assert written["case"]["data"]["what"] == "Ambulatorium"
    assert (history[0]["data"]["what"], history[0]["corrected_by"], history[1]["target"]) == ("Afsnit", 2, 1)


def test_an_event_can_be_annulled_by_whoever_caused_it(nord: Any, midt: Any) -> None:
    number = opened(nord)["number"]
    nord.post(f"/cases/{number}/events", {"event": "notify", "version": 1})
    given = {"reason": "Varslede for tidligt", "version": 2}
    assert midt.post(f"/cases/{number}/events/2/annul", given)[0] == 403
    assert nord.post(f"/cases/{number}/events/2/annul", given)[1]["case"]["state"] == "registered"


def test_cases_are_listed_by_type_state_text_and_change(nord: Any) -> None:
    number = opened(nord)["number"]
    later = (NOW + timedelta(seconds=1)).isoformat()
    asked: list[tuple[dict[str, str], int]] = [
        ({}, 1), ({"type": "referral"}, 0), ({"state": "notified"}, 0), ({"text": "afsnit"}, 1), ({"text": number}, 1),
        ({"text": "noget andet"}, 0), ({"modified_since": NOW.isoformat()}, 1), ({"modified_since": later}, 0),
    ]  # fmt: skip
    assert [nord.get("/cases", **query)[1]["count"] for query, _ in asked] == [count for _, count in asked]


def test_a_page_of_cases_has_as_many_as_asked_for(nord: Any) -> None:
    opened(nord)
    opened(nord)
    _, found = nord.get("/cases", limit=1)
    assert (found["count"], len(found["cases"])) == (2, 1)


@pytest.mark.parametrize("rest", ["", "/documents"])
def test_a_case_of_others_is_as_one_that_never_was(nord: Any, stranger: Any, rest: str) -> None:
    number = opened(nord)["number"]
    assert stranger.get(f"/cases/{number}{rest}") == stranger.get(f"/cases/VAR-2222-2222{rest}")


def test_the_worklist_says_what_to_do(nord: Any, midt: Any) -> None:
    number = opened(nord)["number"]
    _, found = nord.get("/worklist")
    assert [(one["case"], one["is_turn"]) for one in found["turns"]] == [(number, True)]
    assert midt.get("/worklist")[1]["count"] == 0


def test_word_is_read_once_and_only_by_those_it_is_for(nord: Any, midt: Any) -> None:
    number = opened(nord)["number"]
    nord.post(f"/cases/{number}/events", {"event": "notify", "version": 1})
    (word,) = midt.get("/notices", unread=True)[1]
    key = {name: word[name] for name in ("case", "event", "name", "party")}
    assert nord.post("/notices/read", key)[0] == 404
    assert midt.post("/notices/read", key)[1]["read_by"] == "midt"
    assert midt.get("/notices", unread=True)[1] == []


def test_a_draft_is_kept_and_dropped(nord: Any) -> None:
    place = {"agreement": USAGE, "type": "structural_change", "event": "register"}
    nord.post("/drafts", {**place, "data": {"what": "Af"}})
    assert [one["data"] for one in nord.get("/drafts")[1]] == [{"what": "Af"}]
    assert nord.post("/drafts/drop", place)[0] == 200
    assert nord.get("/drafts")[1] == []


def test_two_cases_are_linked_when_both_are_seen(nord: Any) -> None:
    one, other = opened(nord)["number"], opened(nord)["number"]
    _, written = nord.post(f"/cases/{one}/links", {"other": other, "kind": "følger af"})
    assert [(link["number"], link["kind"]) for link in written["case"]["links"]] == [(other, "følger af")]


def test_a_file_comes_back_as_it_was_put(nord: Any, midt: Any) -> None:
    number = opened(nord)["number"]
    file = SimpleUploadedFile("notat.txt", b"tekst")
    _, kept = nord.upload(f"/cases/{number}/documents", {"file": file, "party": "1081"})
    answer = midt.client.get(f"/api/v1/cases/{number}/documents/{kept['sha256']}")
    assert b"".join(answer.streaming_content) == b"tekst"


def test_nobody_puts_a_file_for_another_party(nord: Any, midt: Any) -> None:
    path = f"/cases/{opened(nord)['number']}/documents"
    file = SimpleUploadedFile("notat.txt", b"tekst")
    assert midt.upload(path, {"file": file, "party": "1081"})[0] == 403


def test_a_cpr_number_is_masked_and_shown_only_with_a_reason_that_is_logged(nord: Any) -> None:
    number = opened(nord)["number"]
    citizen = citizens.register(actor=System(), cpr=Cpr("010190-1234"))
    Case.objects.filter(number=number).update(citizen=citizen)
    assert nord.get(f"/cases/{number}")[1]["cpr_masked"] == "010190-••••"
    assert nord.post(f"/cases/{number}/cpr", {"reason": "kort"})[0] == 422
    assert nord.post(f"/cases/{number}/cpr", {"reason": "Ringer til borgeren"})[1] == {"cpr": "010190-1234"}
    assert AuditEntry.objects.filter(action="cases.show_cpr", actor="nord").count() == 1


REPORT = {
    "what_happened": "Listen manglede", "profession": "health_professional", "context": "treatment",
    "outcome": "harmful", "area": "somatic", "place": "hospital",
}  # fmt: skip


def test_a_reporter_gets_a_code_and_no_case_and_follows_the_status(caller: Any) -> None:
    doer = {"party": "1082", "role": "reporter", "job": "sygeplejerske"}
    new = {"agreement": "sundhedsaftale-midt-2011", "type": "adverse_event", "doer": doer, "data": REPORT}
    with fixed(datetime(2013, 5, 2, 10, 0, tzinfo=COPENHAGEN)):
        nurse = caller(person("sygeplejerske", "sygeplejerske", "1082"))
        status, written = nurse.post("/cases", new)
        assert (status, written["case"]) == (200, None), written
        assert nurse.post("/receipts", {"code": written["receipt_code"]})[1]["status"]
        assert nurse.post("/receipts", {"code": "K7QX-2M4D-9WPA-TR3H"})[0] == 404
