"""The settlement over the API: everything the pages do, by the same rules."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.access.world import K1, K2, USAGE, person, settle, statement_of

from tvaers.kernel.models import AuditEntry

CONTACTS = (
    "contact_id,citizen_id,home_region,treating_region,level,drg,start,end,letter_issued\n"
    "k1,p1,1081,1082,highly_specialised,D1,2021-03-01T10:00,2021-03-04T12:00,2021-02-20\n"
)
TARIFFS = "year,drg,amount_oere\n2021,D1,100000\n"
PERIOD = {"agreement": USAGE, "first": "2021-01-01", "last": "2021-12-31"}


@pytest.fixture
def nord(caller: Any) -> Any:
    return caller(person("nord", "afregner", "1081"))


@pytest.fixture
def midt(caller: Any) -> Any:
    return caller(person("midt", "afregner", "1082"))


@pytest.fixture(scope="module")
def settled_run(kept: None, own_store: Path) -> Any:  # noqa: ARG001
    """A run that no test changes."""
    return settle()


@pytest.fixture
def run(db: None, settled_run: Any) -> Any:  # noqa: ARG001
    return settled_run


@pytest.fixture
def sent(run: Any, midt: Any) -> Any:
    found = statement_of(run)
    midt.post(f"/statements/{found.pk}/send")
    return found


def files(**tables: str) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(f"{name}.csv", text.encode()) for name, text in tables.items()]


def test_runs_are_listed(nord: Any, run: Any) -> None:
    status, found = nord.get("/runs")
    assert (status, [one["id"] for one in found]) == (200, [run.pk])


def test_run_has_receipt_controls_and_counts(nord: Any, run: Any) -> None:
    _, found = nord.get(f"/runs/{run.pk}")
    assert found["receipt"] == run.receipt
    assert all(control["holds"] for control in found["controls"])
    contacts = next(count for count in found["counts"] if count["table"] == "contacts")
    assert (contacts["settled"], contacts["held"], contacts["open"], contacts["out_of_scope"]) == (3, 1, 1, 1)


def test_run_shows_only_the_sums_of_ones_own_parties(nord: Any, midt: Any, run: Any) -> None:
    pairs = [{(s["payer"], s["payee"]) for s in who.get(f"/runs/{run.pk}")[1]["statements"]} for who in (nord, midt)]
    assert pairs[1] - pairs[0] == {("1082", "Privat Nord")}


def test_lines_have_amounts_as_text_and_a_reason(nord: Any, run: Any) -> None:
    _, found = nord.get(f"/runs/{run.pk}/lines", payer="1081", limit=1)
    assert (found["count"], found["amount"]) == (2, "1800.00")
    line = found["lines"][0]
    assert (line["id"], line["amount"], line["clause"]) == (K1, "900.00", "BA-4.1a")
    assert line["reason"]


@pytest.mark.parametrize(("kind", "source"), [("held", "k4"), ("open", "k5"), ("out_of_scope", "k6")])
def test_other_outcomes_are_listed(caller: Any, run: Any, kind: str, source: str) -> None:
    _, found = caller(person("alle", "revisor", "*")).get(f"/runs/{run.pk}/lines", kind=kind)
    assert [line["source"] for line in found["lines"]] == [source]


@pytest.mark.parametrize(("limit", "status"), [(500, 200), (501, 422)])
def test_a_page_has_at_most_500_rows(nord: Any, run: Any, limit: int, status: int) -> None:
    assert nord.get(f"/runs/{run.pk}/lines", limit=limit)[0] == status


def test_sums_by_clause_and_payer(nord: Any, run: Any) -> None:
    _, found = nord.get(f"/runs/{run.pk}/sums", by=["payer", "clause"])
    assert {"keys": {"payer": "1081", "clause": "BA-4.1a"}, "lines": 2, "amount": "1800.00"} in found


def test_a_line_is_explained(nord: Any, run: Any) -> None:
    status, found = nord.get(f"/lines/{K1}")
    assert (status, found["amount"], found["clause"]["id"]) == (200, "900.00", "BA-4.1a")
    assert found["not_met"]
    assert found["receipt"]["receipt"] == run.receipt


def test_a_line_of_others_is_not_found(nord: Any, run: Any) -> None:
    status, found = nord.get("/lines/BA21.private_invoices.20210501.i1.1")
    assert (status, found["what"]) == (404, "Linjen findes ikke, eller du har ikke adgang til den.")


def test_what_is_no_line_number_is_told(nord: Any) -> None:
    status, found = nord.get("/lines/vrøvl")
    assert (status, found["what"]) == (422, "«vrøvl» er ikke et linjenummer.")


def test_statement_goes_from_draft_to_paid(caller: Any, sent: Any) -> None:
    chief = caller(person("chef", "oekonomichef", "1081"))
    _, approved = chief.post(f"/statements/{sent.pk}/approve", {"text": "Set"})
    _, paid = chief.post(f"/statements/{sent.pk}/pay")
    assert (approved["state"], approved["approved"], paid["state"]) == ("approved", "1800.00", "paid")
    assert [step["event"] for step in paid["steps"]] == ["send", "approve", "pay"]


def test_a_step_out_of_turn_is_a_conflict(caller: Any, run: Any) -> None:
    status, found = caller(person("chef", "oekonomichef", "1081")).post(f"/statements/{statement_of(run).pk}/pay")
    assert status == 409
    assert "Kladde" in found["what"]


def test_the_payer_may_not_send(nord: Any, run: Any) -> None:
    before = AuditEntry.objects.count()
    assert nord.post(f"/statements/{statement_of(run).pk}/send")[0] == 403
    assert AuditEntry.objects.count() == before


def test_statement_says_what_i_may_do_now(nord: Any, midt: Any, run: Any) -> None:
    path = f"/statements/{statement_of(run).pk}"
    assert nord.get(path)[1]["allowed"] == []
    assert midt.get(path)[1]["allowed"] == ["settlement.send_statement"]


def test_objection_is_raised_with_the_amounts_of_the_statement(nord: Any, sent: Any) -> None:
    status, found = nord.post(f"/statements/{sent.pk}/objections", {"lines": [K1], "reason": "Forkert niveau"})
    assert (status, found["state"], found["lines"]) == (200, "raised", [{"line": K1, "amount": "900.00"}])
    assert found["allowed"] == ["settlement.withdraw"]


def test_objection_to_a_line_of_another_statement_is_refused(nord: Any, sent: Any) -> None:
    other = "BA21.contacts.20210304.k3.1"
    status, found = nord.post(f"/statements/{sent.pk}/objections", {"lines": [K1, other], "reason": "Forkert"})
    assert (status, found["findings"]) == (404, [other])


def test_objection_is_answered_with_the_right_value(nord: Any, midt: Any, sent: Any) -> None:
    _, raised = nord.post(f"/statements/{sent.pk}/objections", {"lines": [K1], "reason": "Forkert niveau"})
    given = {"event": "accept", "text": "Enig", "change": {"level": "main"}}
    status, answered = midt.post(f"/objections/{raised['id']}/answer", given)
    assert (status, answered["state"]) == (200, "accepted")
    assert nord.get("/objections", state="accepted")[1][0]["steps"][-1]["text"] == "Enig"


def test_objection_is_withdrawn(nord: Any, sent: Any) -> None:
    _, raised = nord.post(f"/statements/{sent.pk}/objections", {"lines": [K2], "reason": "Forkert niveau"})
    assert nord.post(f"/objections/{raised['id']}/withdraw")[1]["state"] == "withdrawn"


def test_what_if_tells_the_difference(nord: Any, run: Any) -> None:
    status, found = nord.post(f"/runs/{run.pk}/what-if", {"sets": [{"highly_specialised_rate": "0.80"}]})
    assert status == 200
    assert {"name": "1081", "base": "1800.00", "new": "1600.00", "change": "-200.00"} in found[0]["by_payer"]


def test_what_if_is_saved_and_found_again(nord: Any, midt: Any, run: Any) -> None:
    given = {"sets": [{"highly_specialised_rate": "0.80"}], "name": "80 %", "owner": "1081", "run": run.pk}
    _, saved = nord.post("/scenarios", given)
    assert nord.get(f"/scenarios/{saved['id']}")[1] == saved
    assert midt.get(f"/scenarios/{saved['id']}")[0] == 404


def test_activity_is_settled(nord: Any) -> None:
    status, found = nord.upload("/runs", {**PERIOD, "files": files(contacts=CONTACTS, tariffs=TARIFFS)})
    assert (status, found["statements"][0]["amount"]) == (200, "900.00")


def test_the_same_delivery_gives_the_same_run(nord: Any) -> None:
    first, second = (
        nord.upload("/runs", {**PERIOD, "files": files(contacts=CONTACTS, tariffs=TARIFFS)})[1] for _ in range(2)
    )
    assert first == second


def test_bad_rows_are_given_one_by_one(nord: Any) -> None:
    wrong = CONTACTS.replace("highly_specialised", "høj")
    status, found = nord.upload("/runs", {**PERIOD, "files": files(contacts=wrong, tariffs=TARIFFS)})
    assert status == 422
    assert [(row["table"], row["row"], row["column"]) for row in found["rows"]] == [("contacts", 1, "level")]


def test_a_file_that_is_no_table_is_refused(nord: Any) -> None:
    status, found = nord.upload("/runs", {**PERIOD, "files": [SimpleUploadedFile("../x.txt", b"")]})
    assert (status, found["what"]) == (422, "En af filerne har ikke navn efter en tabel.")


def test_activity_of_one_who_may_not_settle_is_not_kept(caller: Any, tmp_path: Path, settings: Any) -> None:
    settings.SETTLEMENT_STORE = tmp_path
    revisor = caller(person("revisor", "revisor", "*"))
    status, _ = revisor.upload("/runs", {**PERIOD, "files": files(contacts=CONTACTS, tariffs=TARIFFS)})
    assert status == 403
    assert not (tmp_path / "activity").exists()


@pytest.mark.parametrize("format", ["xlsx", "csv", "csv-iso", "pdf"])
def test_statement_is_given_as_a_file(nord: Any, sent: Any, format: str) -> None:
    answer = nord.client.get(f"/api/v1/statements/{sent.pk}/file", {"format": format})
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith('attachment; filename="opgoerelse-')
