"""The pages of an item and of the minutes: what is recorded, what follows of it, where each sentence comes from."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.forums import forum_world as base
from tests.web.forum_world import SYSTEM, Pages, full, moment, pages

from tvaers.engine.forums import actions

__all__ = ["full", "moment", "pages"]


@pytest.fixture
def held(pages: Pages) -> Pages:
    """The first meeting has begun."""
    base.held(pages.world)
    return pages


def decide(pages: Pages, number: int, outcome: str, **more: str) -> str:
    """The page after the keeper recorded an outcome of a point."""
    given = {f"p{number}-{name}": value for name, value in {"outcome": outcome, **more}.items()}
    return pages.post(pages.keeper, "decide", pages.world.item.slug, number, **given)


def test_the_points_come_before_the_text(pages: Pages) -> None:
    page = pages.page(pages.keeper, "item", pages.world.item.slug)
    assert page.index("Godkender aftalen.") < page.index("Aftalen er revideret.")


def test_there_is_no_decision_form_before_the_meeting_has_begun(pages: Pages) -> None:
    assert "Notér beslutningen" not in pages.page(pages.keeper, "item", pages.world.item.slug)


def test_a_point_is_decided_with_another_wording_and_the_difference_is_shown(held: Pages) -> None:
    page = decide(held, 1, "approved", decided_text="Godkender aftalen i ny form.")
    assert "<del>aftalen.</del><ins>aftalen i ny form.</ins>" in page


def test_the_same_wording_is_no_difference(held: Pages) -> None:
    decide(held, 1, "approved", decided_text="Godkender aftalen.")
    assert held.world.item.points.get(number=1).decided_text == ""


def test_a_deferral_without_words_is_told_and_what_was_written_is_kept(held: Pages) -> None:
    page = decide(held, 1, "deferred", decided_text="Kun en del")
    assert "Udskydelsen mangler en grund eller et møde." in page and "Kun en del" in page


def test_an_item_can_be_concluded_when_every_point_is_decided(held: Pages) -> None:
    assert "Notér først en beslutning på hvert punkt" in decide(held, 1, "approved")
    assert "Notér først en beslutning på hvert punkt" not in decide(held, 2, "approved")
    page = held.post(held.keeper, "conclude", held.world.item.slug)
    assert "Sagen ligger nu i pipelinen for Udvalget ssf til SSF 29-09-2025." in page


def test_an_item_is_reopened_and_what_followed_is_withdrawn(full: Pages) -> None:
    follower = full.world.item.followers.get()
    page = full.post(full.keeper, "reopen", full.world.item.slug)
    follower.refresh_from_db()
    assert "Punktet er åbent igen." in page and follower.state == "withdrawn"


def test_a_remark_is_recorded_and_answered(held: Pages) -> None:
    slug = held.world.item.slug
    assert "Ret tallet" in held.post(held.keeper, "add_remark", slug, **{"b-kind": "remark", "b-text": "Ret tallet"})
    page = held.post(held.keeper, "remark", slug, 1, answer="Rettet i version 2")
    assert "Rettet i version 2" in page and "Besvaret" in page


@pytest.mark.parametrize(("must", "stored"), [("", True), ("yes", True), ("no", False)])
def test_whether_a_remark_must_be_met_first_can_be_said(held: Pages, must: str, stored: bool) -> None:
    given = {"b-kind": "remark", "b-text": "Ret tallet", "b-must": must}
    held.post(held.keeper, "add_remark", held.world.item.slug, **given)
    assert held.world.item.remarks.get().must_be_met_first is stored


def test_a_task_waits_for_its_reservation(held: Pages) -> None:
    item = held.world.item
    actions.remark(actor=SYSTEM, item=item, text="Økonomien", kind="reservation")
    given = {"o-text": "Udrul", "o-owner": "Klyngerne", "o-due": "2025-10-01", "o-blocked_by": "1"}
    assert "Venter på et forbehold" in held.post(held.keeper, "add_followup", item.slug, **given)
    page = held.post(held.keeper, "followup", item.slug, 1, state="done", evidence="Notat 4")
    assert "Opgaven afventer et forbehold." in page and "Notat 4" in page


def test_the_owner_says_how_a_task_goes_and_others_only_read(held: Pages) -> None:
    item = held.world.item
    actions.follow_up(actor=SYSTEM, item=item, text="Skriv", owner="Kommunen", party="0860")
    actions.follow_up(actor=SYSTEM, item=item, text="Regn", owner="Regionen", party="1081")
    assert "Hvordan går det?" in held.page(held.member, "followup", item.slug, 1)
    assert "Hvordan går det?" not in held.page(held.member, "followup", item.slug, 2)


def test_my_tasks_and_decisions_about_my_unit_are_on_my_page(full: Pages) -> None:
    page = full.page(full.member, "home")
    assert "Skriv økonomiafsnittet" in page and "Udrul aftalen" not in page
    assert "Beslutninger om min organisation" in page and "Referater, du skal svare på" in page


def test_the_next_forum_sees_the_former_decision_and_its_open_remarks(full: Pages) -> None:
    page = full.page(full.keeper, "item", full.world.item.followers.get().slug)
    assert "Besluttet i Udvalget ffu" in page and "Skal være imødekommet først" in page
    assert "Godkender aftalen med ændringer." in page


def test_the_way_of_the_matter_names_the_forums_ahead(pages: Pages) -> None:
    page = pages.page(pages.keeper, "item", pages.world.item.slug)
    assert "Udvalget ssf" in page and "Ikke nået endnu" in page


def test_when_somebody_was_first_both_wordings_stand_there(pages: Pages) -> None:
    item = pages.world.item
    actions.write_item(actor=SYSTEM, item=item, title="Revideret aftale", points=["Godkender udkastet."])
    given = {"version": str(item.version), "title": "Min titel", "point_1": "Godkender min tekst."}
    page = pages.post(pages.keeper, "write_item", item.slug, **given)
    assert "En anden har rettet, mens du skrev" in page and "Godkender udkastet." in page
    assert "Godkender min tekst.</textarea>" in page and "Gem alligevel" in page


def test_an_item_is_saved_over_a_newer_one_when_its_version_is_the_newest(pages: Pages) -> None:
    item = actions.write_item(actor=SYSTEM, item=pages.world.item, title="Revideret aftale")
    given = {"version": str(item.version), "title": "Min titel", "section_case": "Ny tekst"}
    assert "Punktet er gemt." in pages.post(pages.keeper, "write_item", item.slug, **given)
    item.refresh_from_db()
    assert (item.title, item.sections[0]["text"]) == ("Min titel", "Ny tekst")


def test_a_new_item_keeps_only_what_is_filled_and_knows_its_way(pages: Pages) -> None:
    given = {"title": "Ny sag", "kinds": ["approval"], "role": "advises", "point_2": "Godkender.",
             "section_economy": "Ingen udgift", "next_1": "ssf"}  # fmt: skip
    page = pages.post(pages.keeper, "new_item", "ffu", **given)
    made = pages.world.first.items.get(title="Ny sag")
    assert "Punktet ligger i pipelinen." in page and made.matter.route == ["ffu", "ssf"]
    assert [one["kind"] for one in made.sections] == ["economy"] and made.points.get().number == 1


def test_sections_with_their_own_heading_survive_an_edit(pages: Pages) -> None:
    sections = [{"kind": "other", "heading": "Proces", "text": "A"}, {"kind": "other", "heading": "Tid", "text": "B"}]
    item = pages.proposal("Med afsnit", sections=sections)
    page = pages.page(pages.keeper, "write_item", item.slug)
    assert 'value="Proces"' in page and 'value="Tid"' in page


def test_points_without_a_decision_are_listed_before_the_minutes_are_sent(held: Pages) -> None:
    page = held.page(held.keeper, "minutes", held.world.meeting.pk)
    assert "3 beslutninger mangler" in page and "indstillingspunkt 2: Sender den videre." in page
    assert "Send referatet til godkendelse" not in page
    refused = held.post(held.keeper, "send_minutes", held.world.meeting.pk)
    assert "Referatet kan ikke sendes endnu." in refused


def test_a_sentence_of_the_minutes_leads_to_its_rows(full: Pages) -> None:
    page = full.page(full.keeper, "minutes", full.world.meeting.pk)
    assert "indstillingspunkt 1: godkendt med bemærkninger</a>" in page and "Fremmøde: afbud" in page


def test_a_member_approves_the_version_that_was_read(full: Pages) -> None:
    meeting = full.world.meeting
    page = full.post(full.member, "approve_minutes", meeting.pk, **{"seen": "1", "svar-answer": "yes"})
    assert "Dit svar er noteret." in page and meeting.minutes.get().approvals.get().is_approved


def test_a_correction_without_words_is_told(full: Pages) -> None:
    page = full.post(full.member, "approve_minutes", full.world.meeting.pk, **{"seen": "1", "svar-answer": "no"})
    assert "Det mangler, hvad der skal rettes." in page


def test_a_change_after_sending_is_told_and_makes_a_new_version(full: Pages) -> None:
    meeting = full.world.meeting
    actions.attend(actor=SYSTEM, meeting=meeting, person=full.world.chair, status="absent")
    assert "skal medlemmerne godkende på ny" in full.page(full.keeper, "minutes", meeting.pk)
    assert "Version 2 af referatet er sendt." in full.post(full.keeper, "send_minutes", meeting.pk)


def test_attendance_is_recorded_for_the_meeting_and_for_an_item(held: Pages) -> None:
    meeting, member, chair = held.world.meeting, held.world.member, held.world.chair
    given = {f"status-{member.pk}": "substitute", f"substitute-{member.pk}": str(chair.pk)}
    assert "Fremmødet er gemt." in held.post(held.keeper, "attendance", meeting.pk, **given)
    assert meeting.attendances.get().substitute == chair


def test_a_substitute_without_a_name_is_told_and_the_choice_kept(held: Pages) -> None:
    member = held.world.member
    page = held.post(held.keeper, "attendance", held.world.meeting.pk, **{f"status-{member.pk}": "substitute"})
    assert "Stedfortræderen mangler." in page and '<option value="substitute" selected>' in page


def test_the_meeting_begins_with_one_leader(pages: Pages) -> None:
    page = pages.post(pages.keeper, "begin", pages.world.meeting.pk, leader=pages.world.chair.pk)
    assert "Mødet er begyndt." in page and "Mødeleder</dt><dd>Formand i ffu" in page


def asked(pages: Pages, name: str, given: object) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as seen:
        pages.page(pages.keeper, name, given)
    return len(seen)


@pytest.mark.parametrize("name", ["meeting", "forum", "pipeline"])
def test_more_items_in_the_pipeline_take_no_more_queries(pages: Pages, name: str) -> None:
    given = pages.world.later.pk if name == "meeting" else "ffu"
    pages.waiting(2)
    asked(pages, name, given)
    few = asked(pages, name, given)
    pages.waiting(6)
    assert asked(pages, name, given) == few


def test_what_is_written_of_a_new_item_is_there_again_until_it_is_saved(pages: Pages) -> None:
    assert "Kladden er gemt kl." in pages.post(pages.keeper, "draft", "ffu", title="Halvt skrevet", point_2="Godkender")
    page = pages.page(pages.keeper, "new_item", "ffu")
    assert 'value="Halvt skrevet"' in page and "Godkender</textarea>" in page and "Du har en kladde fra" in page
    pages.post(pages.keeper, "new_item", "ffu", title="Hel", role="advises")
    assert "Halvt skrevet" not in pages.page(pages.keeper, "new_item", "ffu")


def test_a_draft_from_before_somebody_else_wrote_is_not_saved_over_them(pages: Pages) -> None:
    item = pages.world.item
    pages.post(pages.keeper, "draft", "ffu", slug=item.slug, title="Min titel", version=str(item.version))
    actions.write_item(actor=SYSTEM, item=item, title="En andens titel")
    page = pages.page(pages.keeper, "write_item", item.slug)
    assert 'value="Min titel"' in page and f'name="version" value="{item.version}"' in page
    refused = pages.post(pages.keeper, "write_item", item.slug, version=str(item.version), title="Min titel")
    assert "En anden har rettet, mens du skrev" in refused


def test_a_new_item_can_have_an_agreement_a_paper_and_a_long_way(pages: Pages) -> None:
    paper = SimpleUploadedFile("notat.txt", b"Tekst")
    given = {"title": "Lang vej", "role": "advises", "next_1": "ssf", "paper": paper}
    assert "Punktet ligger i pipelinen." in pages.post(pages.keeper, "new_item", "ffu", **given)
    made = pages.world.first.items.get(title="Lang vej")
    assert [one.name for one in made.papers.all()] == ["notat.txt"]
    page = pages.page(pages.keeper, "new_item", "ffu")
    assert 'name="next_6"' in page and 'name="package"' in page


def test_a_refused_paper_leaves_no_half_item(pages: Pages) -> None:
    paper = SimpleUploadedFile("virus.exe", b"MZ")
    page = pages.post(pages.keeper, "new_item", "ffu", title="Halv", role="advises", paper=paper)
    assert "Punktet ligger i pipelinen." not in page
    assert not pages.world.first.items.filter(title="Halv").exists()


def test_papers_are_laid_on_an_item_and_taken_off_again(pages: Pages) -> None:
    item = pages.world.item
    page = pages.post(pages.keeper, "attach", item.slug, file=SimpleUploadedFile("notat.txt", b"Tekst"))
    assert "Bilaget ligger på punktet." in page and "notat.txt" in page
    page = pages.post(pages.keeper, "detach", item.papers.get().slug)
    assert "Bilaget er fjernet." in page and "notat.txt" not in page


def test_no_file_is_told_and_others_lay_none(pages: Pages) -> None:
    assert "Der er ikke valgt en fil." in pages.post(pages.keeper, "attach", pages.world.item.slug)
