"""One case: facts under the event that gave them, deadlines with their reasons, mending, documents, the CPR number."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.cases.conftest import person
from tests.web.case_world import CaseWorld, case_world, trial, world

from tvaers.engine.access import queries as access
from tvaers.engine.cases import actions, papers, queries
from tvaers.engine.cases.core import Doer
from tvaers.kernel.action import System
from tvaers.kernel.errors import Problem
from tvaers.kernel.package import Package
from tvaers.web.cases import facts, ways

__all__ = ["case_world", "trial", "world"]


def test_facts_stand_under_the_event_that_gave_them_last(case_world: CaseWorld) -> None:
    row = case_world.request("Seng")
    case_world.act(case_world.receiver, row, "ask", question="Hvilken?")
    case_world.act(case_world.nurse, row, "answer_question", subject="Høj seng")
    found = [(group.title, [fact.label for fact in group.facts]) for group in facts.groups(queries.as_core(row))]
    assert found == [("Svar på spørgsmål", ["Emne"]), ("Spørg", ["Spørgsmål"]), ("Send anmodning", ["Til"])]


def test_a_field_that_nobody_gave_is_not_shown(case_world: CaseWorld) -> None:
    row = case_world.request()
    assert "Sker den" not in case_world.page(case_world.nurse, "case", row.number)


def test_a_deadline_tells_its_clause_its_value_and_its_source(case_world: CaseWorld) -> None:
    row = case_world.request()
    page = case_world.page(case_world.receiver, "case", row.number)
    assert all(text in page for text in ("Sådan er fristen talt", "Det står i aftalen", "PRV-1", "Værdier og kilder"))


def test_a_checklist_shows_three_marks(case_world: CaseWorld) -> None:
    row = case_world.request()
    case_world.act(case_world.nurse, row, "tick", ready={"medicine": "done", "extra": "not_relevant"})
    (found,) = facts.checklists(queries.as_core(row), ())
    assert [mark.text for _, mark, _ in found.lines] == ["Gjort", "Mangler", "Ikke relevant"]


def test_a_value_of_each_party_tells_how_many_have_answered(case_world: CaseWorld) -> None:
    row = case_world.request()
    case_world.act(case_world.receiver, row, "invite", invited=["0851", "1082"])
    case_world.act(case_world.receiver, row, "vote", opinion="for")
    assert "1 af 2 har svaret" in case_world.page(case_world.nurse, "case", row.number)


def test_records_have_a_way_to_change_each(case_world: CaseWorld) -> None:
    row = case_world.request()
    case_world.act(case_world.nurse, row, "add_step", text="Ring")
    page = case_world.page(case_world.nurse, "case", row.number)
    assert reverse("cases:event", args=[row.number, "change_step"]) + "?nr=1" in page


def test_the_form_of_a_record_begins_with_what_stands_in_it(case_world: CaseWorld) -> None:
    row = case_world.request()
    case_world.act(case_world.nurse, row, "add_step", text="Ring til hjemmet")
    assert 'value="Ring til hjemmet"' in case_world.page(case_world.nurse, "event", row.number, "change_step", nr="1")


def test_three_marks_posted_in_the_form_are_kept(case_world: CaseWorld) -> None:
    row = case_world.request()
    given = {"ready__medicine": "done", "ready__devices": "open", "ready__extra": "not_relevant"}
    case_world.client(case_world.nurse).post(reverse("cases:event", args=[row.number, "tick"]), given)
    assert case_world.newest(row).data["ready"] == {"medicine": "done", "extra": "not_relevant"}


def test_a_party_is_written_by_its_name(case_world: CaseWorld) -> None:
    case_world.client(case_world.nurse).post(
        reverse("cases:new", args=["proeveaftale", "request", "send"]), {"subject": "Seng", "to": "By Kommune"}
    )
    assert queries.cases(case_world.receiver).get().data["to"] == "0851"


def test_when_somebody_was_first_both_can_be_seen_and_one_button_goes_on(case_world: CaseWorld) -> None:
    row = case_world.request()
    case_world.act(case_world.receiver, row, "ask", question="Hvilken?")
    seen = case_world.newest(row).version
    case_world.act(case_world.nurse, row, "tick", ready=["medicine"])
    client, address = case_world.client(case_world.nurse), reverse("cases:event", args=[row.number, "answer_question"])
    page = client.post(address, {"subject": "Høj seng", "version": str(seen)}).content.decode()
    assert all(text in page for text in ("Det er sket, mens du skrev", "Sæt kryds", 'value="Høj seng"', "alligevel"))
    client.post(address, {"subject": "Høj seng", "version": str(case_world.newest(row).version)})
    assert case_world.newest(row).data["subject"] == "Høj seng"


def test_what_was_written_comes_back_when_the_event_can_no_longer_come(case_world: CaseWorld) -> None:
    row = case_world.request()
    case_world.act(case_world.nurse, row, "withdraw")
    address = reverse("cases:event", args=[row.number, "answer"])
    page = case_world.client(case_world.receiver).post(address, {"reply": "Ja, det kan vi"}).content.decode()
    assert "Ja, det kan vi" in page


def test_a_correction_stands_beside_what_was_registered(case_world: CaseWorld) -> None:
    row = case_world.request("Seng")
    given = {"subject": "Høj seng", "to": "By Kommune", "reason": "Jeg skrev det forkerte"}
    case_world.client(case_world.nurse).post(reverse("cases:mend", args=[row.number, 1]), given)
    page = case_world.page(case_world.nurse, "case", row.number, vis="rettelser")
    assert "Rettede »Send anmodning«" in page and "Jeg skrev det forkerte" in page


def test_an_annulled_event_stays_in_the_history(case_world: CaseWorld) -> None:
    row = case_world.request()
    case_world.act(case_world.receiver, row, "ask", question="Hvilken?")
    reason = {"reason": "Det var en anden anmodning"}
    case_world.client(case_world.receiver).post(reverse("cases:annul", args=[row.number, 2]), reason)
    assert "<del>Spørg</del>" in case_world.page(case_world.receiver, "case", row.number)


def test_mending_without_a_reason_is_refused_and_keeps_the_words(case_world: CaseWorld) -> None:
    row = case_world.request("Seng")
    address = reverse("cases:mend", args=[row.number, 1])
    page = case_world.client(case_world.nurse).post(address, {"subject": "Høj seng", "to": "By Kommune"})
    assert "Skriv, hvorfor" in page.content.decode() and "Høj seng" in page.content.decode()


def upload(case_world: CaseWorld, row: Any, name: str, content: bytes) -> str:
    given = {"file": SimpleUploadedFile(name, content)}
    client = case_world.client(case_world.nurse)
    return client.post(reverse("cases:attach", args=[row.number]), given, follow=True).content.decode()


@pytest.fixture
def storage(settings: Any, tmp_path: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_a_document_comes_back_as_it_was_and_under_a_random_name(case_world: CaseWorld, storage: Any) -> None:
    row = case_world.request()
    upload(case_world, row, "brev.pdf", b"%PDF-1.4 indhold")
    kept = queries.documents(row).get()
    answer = case_world.client(case_world.receiver).get(reverse("cases:document", args=[row.number, kept.pk]))
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 indhold" and "brev" not in kept.file.name  # type: ignore[attr-defined]


def test_a_document_is_not_there_for_those_outside_the_case(case_world: CaseWorld, storage: Any) -> None:
    row = case_world.request()
    upload(case_world, row, "brev.pdf", b"%PDF-1.4 indhold")
    stranger = case_world.client(person("s", "sygeplejerske", "afsnit-b"))
    address = reverse("cases:document", args=[row.number, queries.documents(row).get().pk])
    assert stranger.get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("brev.exe", b"MZ", "Den slags fil"),
        ("brev.pdf", b"MZ", "ikke en pdf-fil"),
        ("brev.txt", b"", "Filen er tom."),
        ("0101901234.txt", b"x", "CPR-nummer"),
    ],
)
def test_a_file_that_a_case_does_not_take_is_refused(
    case_world: CaseWorld, storage: Any, name: str, content: bytes, says: str
) -> None:
    row = case_world.request()
    assert says in upload(case_world, row, name, content) and not queries.documents(row)


@pytest.mark.parametrize(("extra", "is_taken"), [(0, True), (1, False)])
def test_a_file_may_be_as_large_as_the_limit(case_world: CaseWorld, storage: Any, extra: int, is_taken: bool) -> None:
    row = case_world.request()
    made = actions.Upload("tekst.txt", BytesIO(b"x" * (papers.MOST_BYTES + extra)))
    if is_taken:
        assert actions.attach(actor=case_world.nurse, case=row, upload=made).size == papers.MOST_BYTES
    else:
        with pytest.raises(Problem, match="større end 20 MB"):
            actions.attach(actor=case_world.nurse, case=row, upload=made)


def with_citizen(case_world: CaseWorld) -> Any:
    row = case_world.request()
    row.citizen = actions.citizen_of("0101901234", case_world.nurse)
    row.save()
    return row


def test_the_number_is_masked_on_the_page(case_world: CaseWorld) -> None:
    page = case_world.page(case_world.nurse, "case", with_citizen(case_world).number)
    assert "010190-••••" in page and "1234" not in page


def test_the_number_is_shown_for_a_reason_and_the_log_keeps_who_whom_and_why(case_world: CaseWorld) -> None:
    row = with_citizen(case_world)
    address = reverse("cases:cpr", args=[row.number])
    page = case_world.client(case_world.nurse).post(address, {"reason": "Ringer til borgeren"}).content.decode()
    logged = list(access.audit_entries(System(), action="cases.show_cpr"))
    assert "010190-1234" in page
    assert [entry.actor for entry in logged] == ["n"] and "Ringer til borgeren" in logged[0].sentence


def test_the_number_is_not_shown_without_a_reason(case_world: CaseWorld) -> None:
    row = with_citizen(case_world)
    page = case_world.client(case_world.nurse).post(reverse("cases:cpr", args=[row.number]), {"reason": ""})
    assert "010190-1234" not in page.content.decode()


def test_the_number_is_nowhere_for_those_outside_the_case(case_world: CaseWorld) -> None:
    row = with_citizen(case_world)
    stranger = case_world.client(person("s", "sygeplejerske", "afsnit-b"))
    assert stranger.post(reverse("cases:cpr", args=[row.number]), {"reason": "Det vil jeg bare"}).status_code == 404


def test_a_cpr_number_in_the_search_finds_the_case_and_is_not_repeated(case_world: CaseWorld) -> None:
    row = with_citizen(case_world)
    answer = case_world.client(case_world.nurse).post(reverse("search"), {"q": "010190-1234"})
    page = answer.content.decode()
    assert row.number in page and "010190-1234" not in page and "0101901234" not in page


def test_other_words_in_the_search_get_an_address_of_their_own(case_world: CaseWorld) -> None:
    row = case_world.request("Drejeseng")
    answer = case_world.client(case_world.receiver).post(reverse("search"), {"q": "Drejeseng"}, follow=True)
    assert answer.redirect_chain and row.number in answer.content.decode()


def test_a_cases_calendar_has_its_deadlines(case_world: CaseWorld) -> None:
    row = case_world.request()
    text = case_world.page(case_world.receiver, "case_dates", row.number)
    assert f"UID:{row.number}-reply-0851@tvaers" in text and "Seng" not in text


def test_a_conflict_in_a_list_shows_what_the_other_added_to_it(case_world: CaseWorld) -> None:
    row = case_world.request()
    seen = row.version
    case_world.act(case_world.nurse, row, "add_step", text="Ring til hjemmet")
    client, address = case_world.client(case_world.nurse), reverse("cases:event", args=[row.number, "add_step"])
    page = client.post(address, {"text": "Skriv", "version": str(seen)}).content.decode()
    assert "<td>Ring til hjemmet</td><td>Skriv</td>" in page


@pytest.mark.parametrize(
    ("event", "title"),
    [
        ("answer", "Bring forløbet videre"),
        ("tick", "Hold lister ved lige"),
        ("add_step", "Hold lister ved lige"),
        ("invite", "Registrér en oplysning"),
    ],
)
def test_a_way_stands_under_what_it_is_for(trial: Package, event: str, title: str) -> None:  # noqa: F811
    type = trial.case_types["request"]
    assert ways.kind_of(type, type.event(event)) == title


@pytest.mark.parametrize(("count", "titles"), [(0, []), (6, [""]), (7, ["Bring forløbet videre"])])
def test_only_many_ways_have_headings(trial: Package, count: int, titles: list[str]) -> None:  # noqa: F811
    type = trial.case_types["request"]
    many = [queries.Way(type.event("answer"), Doer("0851", "receiver"), "")] * count
    assert [group.title for group in ways.grouped(type, many)] == titles
