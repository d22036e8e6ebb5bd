"""The pages of editions on their way: what they show, and what can be done from them."""

import io
import re
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.access.world import USAGE
from tests.approvals.proposal_world import decide_in, sent, step
from tests.cases.conftest import PARTIES
from tests.forums.forum_world import REGION, SYSTEM, TOWN
from tests.web.approval_world import OTHER, Editions, begun, full, heard, people
from tests.web.forum_world import client

from tvaers.engine.agreements import actions as agreements
from tvaers.engine.agreements import queries
from tvaers.engine.approvals import actions
from tvaers.engine.approvals.actions import Way
from tvaers.engine.approvals.models import Comment, Proposal
from tvaers.engine.parties import actions as parties

pytestmark = pytest.mark.django_db


def plain(page: str) -> str:
    """The words of a page's main part."""
    main = page[page.index("<main") : page.index("</main")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_the_list_says_where_an_edition_stands_and_who_is_waited_for() -> None:
    found = begun()
    text = plain(found.page(found.reader, "list"))
    assert "Aftale om osteoporose (udkast juni 2025)" in text
    assert "Udkast, under godkendelse" in text
    assert "Høring i netværksgruppen lukkes 0851, 0860 0 af 3" in text


def test_the_empty_list_says_how_to_get_the_first() -> None:
    found = people()
    assert "Her kommer udgaver af aftaler" in found.page(found.reader, "list")
    assert "Læg en ny udgave op" not in found.page(found.reader, "list")
    assert "Læg en ny udgave op" in found.page(found.keeper, "list")


def test_the_list_keeps_to_what_is_asked_for() -> None:
    found = begun()
    assert found.proposal is not None
    actions.withdraw(actor=SYSTEM, proposal=found.proposal)
    for status, shown in (("", False), ("i-kraft", False), ("tilbage", True), ("alle", True)):
        assert ("osteoporose" in found.page(found.reader, "list", status=status)) is shown, status


def test_an_edition_shows_its_whole_way() -> None:
    found = full(begun())
    text = plain(found.page(found.reader, "edition", found.proposal.pk))
    for words in (
        "Udkast, standset", "Godkendt af 1 af 3", "Aftalen fra 2015. Den gælder, indtil den nye udgave er i kraft.",
        "Afsnittet er skrevet om.", "Ikke imødekommet", "Præcisér afsnittet om økonomi.", "Der mangler kapacitet.",
        "Besluttet anderledes", "Udgiften er 120.000 kr. om året.", "Forbehold: Økonomien skal på plads.",
    ):  # fmt: skip
        assert words in text, words


def test_a_changed_wording_marks_the_words_that_differ() -> None:
    found = full(begun())
    page = found.page(found.reader, "edition", found.proposal.pk)
    assert "<ins>og kommunen</ins>" in page
    assert "<del>koordinerer</del>" in page
    assert "<ins>følger</ins>" in page


def test_a_reader_sees_no_buttons_and_is_refused_at_the_forms() -> None:
    found = begun()
    page = found.page(found.reader, "edition", found.proposal.pk)
    assert "Luk høringen" not in page
    assert "Skriv en ændring" not in page
    for name in ("new_change", "clear_treatment", "economy", "put_in_force", "withdraw"):
        found.page(found.reader, name, found.proposal.pk, code=403)
    found.page(found.reader, "answer", *found.step("hearing"), code=403)
    found.page(found.reader, "comment", *found.step("hearing"), code=403)
    found.page(found.reader, "new", code=403)


def test_a_party_comments_in_the_hearing_paragraph_by_paragraph() -> None:
    found = begun()
    here = found.step("hearing")
    text = plain(found.post(found.signer, "comment", *here, party=TOWN, texts="Ret navnet.\n\nRet\ndatoen."))
    assert "1. 0851" in text
    assert "Ret datoen." in text
    assert "2. 0851" in text


def test_a_party_does_not_answer_for_another() -> None:
    found = begun()
    here = found.step("hearing")
    found.post(found.signer, "comment", *here, party=OTHER, texts="Ret navnet.")
    assert Comment.objects.count() == 0
    found.page(found.signer, "answer", *found.step("party", REGION), code=403)


def test_the_keeper_replies_and_closes_the_hearing() -> None:
    found = begun()
    here = found.step("hearing")
    found.post(found.signer, "comment", *here, party=TOWN, texts="Ret navnet.")
    assert "bemærkninger er ikke besvaret" not in found.page(found.keeper, "edition", found.proposal.pk)
    assert "En bemærkning er ikke besvaret" in found.post(
        found.keeper, "answer", *here, words="Fristen er gået", on="2025-08-20"
    )
    found.post(found.keeper, "reply", *here, 1, accepted="ja", text="Rettet.")
    closed = plain(found.post(found.keeper, "answer", *here, words="Fristen er gået", on="2025-08-20"))
    assert "Lukket 20-08-2025" in closed


def test_an_edition_is_sent_to_the_forum_that_is_next_and_to_no_other() -> None:
    found = heard(begun())
    page = found.page(found.keeper, "edition", found.proposal.pk)
    assert "Send til Udvalget ffu" in page
    assert "Send til Udvalget ssf" not in page
    assert "Udgaven ligger i forummets pipeline." in found.post(found.keeper, "send", *found.forum("ffu"), journal="")
    assert "Et tidligere trin er ikke passeret." in found.post(found.keeper, "send", *found.forum("ssf"), journal="")


def test_a_party_answers_with_conditions_and_says_when_they_are_met() -> None:
    found = begun()
    here = found.step("party", TOWN)
    given = {"answer": "conditional", "conditions": "Økonomi\nKapacitet", "on": "2025-08-20"}
    text = plain(found.post(found.signer, "answer", *here, **given))
    assert text.count("Ikke opfyldt") == 2
    text = plain(found.post(found.signer, "meet", *here, 2, evidence="Notat af 1. september"))
    assert "Forbehold: Kapacitet Opfyldt" in text
    assert text.count("Ikke opfyldt") == 1


def test_a_form_keeps_what_was_written_when_it_is_refused() -> None:
    found = begun()
    page = found.post(found.signer, "answer", *found.step("party", TOWN), answer="rejected", on="2025-08-20", words="")
    assert "hvorfor parten ikke godkender" in page
    assert re.search(r'value="rejected"[^>]*checked', page)


def test_a_change_is_written_and_then_decided() -> None:
    found = begun()
    pk = found.proposal.pk
    found.post(found.keeper, "new_change", pk, clause="§ 4", before="Nu", recommended="Ny")
    given = {"clause": "§ 9", "before": "Nu", "recommended": "Ny", "decided": "Nyere"}
    assert "Sæt hak" in found.post(found.keeper, "change", pk, 1, **given)
    text = plain(found.post(found.keeper, "change", pk, 1, **given, is_decided="on"))
    assert "§ 4 Besluttet anderledes" in text
    found.page(found.keeper, "change", pk, 2, code=404)


def test_the_economy_opens_when_the_responsibility_is_agreed() -> None:
    found = begun()
    pk = found.proposal.pk
    assert "Økonomien er låst" in found.post(found.keeper, "economy", pk, text="0 kr.")
    assert "Låst" in found.page(found.reader, "edition", pk)
    found.post(found.keeper, "clear_treatment", pk, on="2025-08-01")
    assert "0 kr." in plain(found.post(found.keeper, "economy", pk, text="0 kr."))


def complete() -> Editions:
    found = begun(Way(forums=(), parties=(REGION,)))
    assert found.proposal is not None
    actions.answer(actor=SYSTEM, step=step(found.proposal, "party"), answer="approved")
    return found


def test_an_edition_is_put_in_force_after_a_last_look() -> None:
    found = complete()
    look = found.post(found.keeper, "put_in_force", found.proposal.pk, on="2099-01-01")
    assert "gælder fra 01-01-2099. Den erstatter aftalen fra 2015." in look
    assert Proposal.objects.get().in_force_from is None
    found.post(found.keeper, "put_in_force", found.proposal.pk, on="2099-01-01", bekraeft="ja")
    assert Proposal.objects.get().in_force_from == date(2099, 1, 1)


def test_an_incomplete_edition_says_what_lacks_instead() -> None:
    found = begun(Way(parties=(REGION, TOWN)))
    page = found.post(found.keeper, "put_in_force", found.proposal.pk, on="2099-01-01")
    assert "0851 har ikke svaret." in page
    assert "Skal udgaven træde i kraft?" not in page


def test_an_edition_is_withdrawn_and_then_nothing_can_be_done() -> None:
    found = begun()
    assert "Skal udgaven trækkes tilbage?" in found.page(found.keeper, "withdraw", found.proposal.pk)
    page = found.post(found.keeper, "withdraw", found.proposal.pk)
    assert "Trukket tilbage" in page
    assert "Luk høringen" not in page
    assert "Udgaven er trukket tilbage." in found.post(found.keeper, "withdraw", found.proposal.pk)


def test_what_a_closed_item_decided_is_told_to_those_inside_only() -> None:
    found = heard(begun())
    sent(found.proposal, "ffu")
    item = decide_in(found.proposal, "ffu", "approved_with_reservation", remark="Hemmeligt forbehold",
                     kind="reservation")  # fmt: skip
    type(item).objects.filter(pk=item.pk).update(is_closed=True)
    assert "Hemmeligt forbehold" in found.page(found.keeper, "edition", found.proposal.pk)
    page = found.page(found.reader, "edition", found.proposal.pk)
    assert "Hemmeligt" not in page
    assert item.slug not in page
    assert "Hemmeligt" not in found.page(found.reader, "list")


def test_the_matrix_is_a_spreadsheet_of_editions_and_parties() -> None:
    found = full(begun())
    answer = client(found.reader).get("/aftaler/godkendelse/oversigt.xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["Udgave", "Status", "Parter har godkendt", "0851", "0860", "1081"]
    assert rows[1][2:] == ["1 af 3", "Afventer forbehold", "Ikke godkendt", "Godkendt"]


def test_a_new_edition_is_laid_up_with_the_way_that_is_proposed() -> None:
    parties.load(actor=SYSTEM, folder=PARTIES)
    found = people()
    page = found.page(found.keeper, "new")
    assert re.search(r'<option value="ffu"[^>]*selected', page)
    assert re.search(r'name="parties"[^>]*value="1081"[^>]*checked|value="1081"[^>]*checked[^>]*name="parties"', page)
    given: dict[str, Any] = {"title": "Aftale", "label": "udkast", "hearing": "Høring", "forum_2": "ffu",
                             "forum_3": "ssf", "heard": [TOWN], "parties": [REGION, TOWN]}  # fmt: skip
    found.post(found.keeper, "new", **given)
    made = Proposal.objects.get()
    assert [(one.kind, one.position) for one in made.steps.order_by("pk")] == [
        ("hearing", 1), ("forum", 2), ("forum", 3), ("party", 4), ("party", 4),
    ]  # fmt: skip


def test_a_new_edition_without_a_name_keeps_what_was_chosen() -> None:
    found = people()
    page = found.post(found.keeper, "new", title="", label="udkast", forum_2="ssf")
    assert re.search(r'<option value="ssf"[^>]*selected', page)
    assert Proposal.objects.count() == 0


def test_what_is_not_there_is_not_found() -> None:
    found = begun()
    found.page(found.keeper, "edition", 999_999, code=404)
    found.page(found.keeper, "answer", found.proposal.pk + 1, found.step("hearing")[1], code=404)
    found.page(found.keeper, "reply", *found.step("hearing"), 1, code=404)
    found.page(found.signer, "meet", *found.step("party", TOWN), 1, code=404)


def test_the_page_of_an_agreement_shows_where_its_next_edition_stands() -> None:
    agreements.load(actor=SYSTEM, package=queries.package(USAGE))
    found = begun(package=USAGE)
    text = plain(client(found.reader).get(f"/aftaler/{USAGE}/").content.decode())
    assert "Ny udgave på vej udkast juni 2025 Udkast, under godkendelse" in text
    assert "Næste skridt: Høring i netværksgruppen lukkes. Venter på 0851, 0860." in text
    assert "Godkendt af 0 af 3." in text
