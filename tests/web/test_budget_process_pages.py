"""What surrounds a catalogue on its pages: versions, questions, descriptions, units, groups, regional development."""

from typing import Any

import pytest
from django.urls import reverse
from tests.access.world import person
from tests.budget.keeping.budget_world import HOSPITAL, NORTH, SYSTEM, draft, publish
from tests.budget.keeping.catalogue_shapes import MIO
from tests.cases.conftest import PARTIES
from tests.web.budget_site import Site, client, officer
from tests.web.test_budget_pages import post, text

from tvaers.engine.budget import actions, policies, process_queries
from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.models import Link, Question, UnitDraft, Version
from tvaers.engine.parties import actions as parties
from tvaers.web.budget.fields import mio_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Site:
    return Site()


def leader() -> Any:
    """Who writes for the hospital."""
    return person("leder", "enhedsleder", HOSPITAL)


def ask(site: Site) -> Question:
    """A question of the red group, not answered."""
    return actions.ask(actor=site.world.one, catalogue=site.world.version.catalogue, key="1.1-01", text="Hvor mange?")


def corrected() -> Version:
    """A second version in which a figure was corrected."""
    first = publish(draft())
    second = actions.revise(actor=SYSTEM, version=first, note="Slåfejl")
    cell = second.tables.get(proposal__key="1.2-02").rows.get().cells.first()
    actions.correct(actor=SYSTEM, version=second, cell=cell, amount=Interval.of(-3 * MIO), reason="Talt forkert")
    return publish(second)


def test_a_new_version_tells_what_is_changed_and_what_was_corrected() -> None:
    page = text(None, reverse("budget:versions", args=[corrected().pk]))
    assert "Ændret siden version 1" in page and "Talt forkert" in page and "-3.000.000,00 kr." in page


def test_who_corrected_is_for_those_inside() -> None:
    parties.load(actor=SYSTEM, folder=PARTIES)
    url = reverse("budget:versions", args=[corrected().pk])
    assert (">Hvem<" in text(None, url), ">Hvem<" in text(officer(), url)) == (False, True)


def test_a_group_asks_and_nobody_else_sees_it_before_it_is_released(site: Site) -> None:
    pk = site.world.version.pk
    post(site.world.one, reverse("budget:ask", args=[pk, "1.1-01"]), text="Hvor mange biler?")
    url = reverse("budget:proposal", args=[pk, "1.1-01"])
    seen = ["Hvor mange biler?" in text(one, url) for one in (site.world.one, site.world.two, None)]
    assert seen == [True, False, False]


def test_an_answer_is_public_when_it_is_released(site: Site) -> None:
    pk, question = site.world.version.pk, ask(site)
    post(site.officer, reverse("budget:respond", args=[pk, question.pk]), text="Tolv biler")
    url = reverse("budget:questions", args=[pk])
    before = "Tolv biler" in text(None, url)
    post(site.officer, reverse("budget:release", args=[pk, question.pk]))
    assert (before, "Tolv biler" in text(None, url)) == (False, True)


def test_a_group_does_not_answer(site: Site) -> None:
    text(site.world.one, reverse("budget:respond", args=[site.world.version.pk, ask(site).pk]), status=403)


def test_an_officer_describes_a_draft_and_confirms_its_political_mark(site: Site) -> None:
    url = reverse("budget:describe", args=[site.draft.pk, "1.1-01"])
    page = post(site.officer, url, units=HOSPITAL, unavoidable="12,5", is_political="ja", is_pool="nej",
                consequence="Længere ventetid", documents="Notat\nBilag")  # fmt: skip
    kept = site.draft.proposals.get(key="1.1-01")
    held = (kept.units, kept.unavoidable, kept.is_political, kept.is_pool, kept.is_divisible, kept.documents)
    assert held == ([HOSPITAL], 125, True, False, None, ["Notat", "Bilag"]) and "Længere ventetid" in page


def test_a_share_that_is_no_percentage_is_told_and_nothing_is_lost(site: Site) -> None:
    url = reverse("budget:describe", args=[site.draft.pk, "1.1-01"])
    page = post(site.officer, url, unavoidable="meget", consequence="Længere ventetid")
    assert "Skriv en procent fra 0 til 100" in page and "Længere ventetid" in page


def test_nobody_describes_what_is_published(site: Site) -> None:
    url = reverse("budget:proposal", args=[site.world.version.pk, "1.1-01"])
    assert "Beskriv budgetbrikken" not in text(site.officer, url)


def test_two_proposals_are_linked_and_unlinked(site: Site) -> None:
    pk = site.draft.pk
    page = post(site.officer, reverse("budget:link", args=[pk, "1.1-01"]), kind="overlap", second="1.2-01",
                low_2024="0,5", high_2024="")  # fmt: skip
    kept = Link.objects.get()
    assert (kept.amounts, "Overlapper" in page) == ({"2024": [500_000, 500_000]}, True)
    post(site.officer, reverse("budget:unlink", args=[pk, "1.1-01"]), kind="overlap", first="1.1-01", second="1.2-01")
    assert not Link.objects.exists()


def framed(site: Site) -> Any:
    """A leader whose hospital has a frame of 5,0 mio. kr. in the draft of 2025."""
    actions.set_unit_frame(actor=SYSTEM, catalogue=site.draft.catalogue, unit=HOSPITAL, base=1_000 * MIO)
    return leader()


def begin(site: Site, user: Any, amount: str, title: str = "Flere senge") -> str:
    """A proposal as the form sends it."""
    url = reverse("budget:new_draft", args=[site.draft.catalogue_id])
    return post(user, url, unit=HOSPITAL, theme="1.1", title=title, low_2025=amount, low_2024=amount)


def year(site: Site) -> str:
    """The budget year of the draft."""
    return str(site.draft.catalogue.year)


@pytest.mark.parametrize(("amount", "state"), [("5", "submitted"), ("5,1", "writing")])
def test_the_frame_holds_at_five_and_not_above(site: Site, amount: str, state: str) -> None:
    user = framed(site)
    begin(site, user, amount)
    page = post(user, reverse("budget:submit_draft", args=[UnitDraft.objects.get().pk]))
    told = "er over enhedens ramme" in page
    assert (UnitDraft.objects.get().state, told) == (state, state == "writing")


def test_the_frame_is_told_while_writing(site: Site) -> None:
    user = framed(site)
    url = reverse("budget:draft_room", args=[site.draft.catalogue_id])
    page = post(user, url, unit=HOSPITAL, **{f"low_{year(site)}": "1", f"high_{year(site)}": "2,5"})
    assert "2,5" in page and "Tilbage" in page and "<html" not in page and not UnitDraft.objects.exists()


def test_what_is_written_and_not_saved_stands_there_for_the_writer_alone(site: Site) -> None:
    user, pk = framed(site), site.draft.catalogue_id
    browser, other = client(user), client(person("kollega", "enhedsleder", HOSPITAL))
    said = browser.post(reverse("budget:keep_new", args=[pk]), {"title": "Flere stole", "background": "Halv sæt"})
    pages = [one.get(reverse("budget:new_draft", args=[pk])).content.decode() for one in (browser, other)]
    assert "Kladden er gemt kl." in said.content.decode()
    assert ["Flere stole" in one and "Halv sæt" in one for one in pages] == [True, False]
    assert not UnitDraft.objects.exists()


def test_what_was_kept_is_gone_when_the_proposal_is_saved(site: Site) -> None:
    browser, pk = client(framed(site)), site.draft.catalogue_id
    browser.post(reverse("budget:keep_new", args=[pk]), {"title": "Flere stole"})
    given = {"unit": HOSPITAL, "theme": "1.1", "title": "Flere stole"}
    browser.post(reverse("budget:new_draft", args=[pk]), given)
    assert "Flere stole" not in browser.get(reverse("budget:new_draft", args=[pk])).content.decode()


def test_a_wording_that_was_kept_before_another_saved_does_not_run_over_it(site: Site) -> None:
    user = framed(site)
    begin(site, user, "2")
    kept = UnitDraft.objects.get()
    browser, url = client(user), reverse("budget:write_draft", args=[kept.pk])
    browser.post(reverse("budget:keep_old", args=[kept.pk]), {"title": "Mange senge", "version": kept.version})
    post(user, url, theme="1.1", title="Få senge", version=kept.version)
    page = browser.get(url).content.decode()
    assert f'name="version" value="{kept.version}"' in page and "Mange senge" in page


def test_an_amount_that_cannot_be_read_keeps_the_rest(site: Site) -> None:
    page = begin(site, framed(site), "fem", title="Flere stole")
    assert "Beløbet kan ikke læses" in page and "Flere stole" in page and not UnitDraft.objects.exists()


def test_the_second_of_two_writers_sees_both_wordings(site: Site) -> None:
    user = framed(site)
    begin(site, user, "2")
    kept = UnitDraft.objects.get()
    url = reverse("budget:write_draft", args=[kept.pk])
    page = post(user, url, theme="1.1", title="Mange senge", version=kept.version - 1)
    assert "En anden har rettet, mens du skrev" in page and "Mange senge" in page and "Flere senge" in page


def test_another_unit_sees_neither_draft_nor_frame(site: Site) -> None:
    begin(site, framed(site), "2")
    other = person("anden", "enhedsleder", "anden-enhed")
    page = text(other, reverse("budget:drafts", args=[site.draft.catalogue_id]))
    assert "Flere senge" not in page and "Ingen rammer er sat" in page
    text(other, reverse("budget:draft", args=[UnitDraft.objects.get().pk]), status=404)


def test_the_office_takes_in_what_is_submitted(site: Site) -> None:
    user = framed(site)
    begin(site, user, "2")
    kept = UnitDraft.objects.get()
    post(user, reverse("budget:submit_draft", args=[kept.pk]))
    page = post(site.officer, reverse("budget:take_in_draft", args=[kept.pk]))
    assert UnitDraft.objects.get().state == "taken" and "Flere senge" in page


def test_a_declined_proposal_tells_the_unit_why(site: Site) -> None:
    user = framed(site)
    begin(site, user, "2")
    kept = UnitDraft.objects.get()
    post(user, reverse("budget:submit_draft", args=[kept.pk]))
    post(site.officer, reverse("budget:decline_draft", args=[kept.pk]), reason="Ikke i år")
    assert "Ikke i år" in text(user, reverse("budget:draft", args=[kept.pk]))


def test_a_withdrawn_proposal_frees_the_frame(site: Site) -> None:
    user = framed(site)
    begin(site, user, "5")
    kept = UnitDraft.objects.get()
    for name in ("submit_draft", "withdraw_draft"):
        post(user, reverse(f"budget:{name}", args=[kept.pk]))
    room = process_queries.room(user, site.draft.catalogue, HOSPITAL)
    assert room is not None and room.remaining == 5 * MIO


def test_the_office_sets_a_frame_in_percent(site: Site) -> None:
    actions.describe(actor=SYSTEM, version=site.draft, key="1.1-01", facts={"units": [HOSPITAL]})
    url = reverse("budget:unit_frame", args=[site.draft.catalogue_id])
    post(site.officer, url, unit=HOSPITAL, base="1200", medicine="200", share="0,5")
    room = process_queries.room(site.officer, site.draft.catalogue, HOSPITAL)
    assert room is not None and room.frame == 5 * MIO


def test_a_group_is_founded_and_a_member_let_in_and_out(site: Site) -> None:
    post(site.officer, reverse("budget:found_group"), party=NORTH, name="Gul")
    group = policies.Group.objects.get(name="Gul")
    user = person("ny", "gruppemedlem", NORTH)
    post(site.officer, reverse("budget:seat", args=[group.pk]), username="ny")
    inside = policies.groups_of(user).exists()
    post(site.officer, reverse("budget:leave_group", args=[group.pk]), username="ny")
    assert (inside, policies.groups_of(user).exists()) == (True, False)


def test_a_user_who_is_not_there_is_told_in_the_form(site: Site) -> None:
    page = post(site.officer, reverse("budget:seat", args=[site.world.red.pk]), username="ingen")
    assert "Brugeren findes ikke" in page and 'value="ingen"' in page


def test_a_member_sees_the_own_group_only(site: Site) -> None:
    page = text(site.world.one, reverse("budget:groups"))
    assert "Rød" in page and "Blå" not in page


def test_each_role_is_one_click_from_its_work(site: Site) -> None:
    home = reverse("budget:home")
    assert reverse("budget:drafts", args=[site.draft.catalogue_id]) in text(leader(), home)
    assert reverse("budget:round", args=[site.world.round.pk]) in text(site.world.one, home)
    assert reverse("budget:findings", args=[site.draft.pk]) in text(site.officer, home)
    assert "Dit arbejde" not in text(None, home)


def test_the_three_ways_and_an_own_mix_are_told(site: Site) -> None:
    url = reverse("budget:development", args=[site.world.version.pk])
    page = text(None, url)
    assert all(words in page for words in ("35,23", "3 år", "4 år", "Halvt af hver"))
    assert "tager det 2 år" in text(None, f"{url}?trafik=100&puljer=100")


def test_a_mix_that_saves_nothing_is_told(site: Site) -> None:
    url = reverse("budget:development", args=[site.world.version.pk])
    assert "sparer ingenting" in text(None, f"{url}?trafik=0&puljer=0")


def test_a_budget_without_ways_has_no_such_page(site: Site) -> None:
    text(site.officer, reverse("budget:development", args=[site.draft.pk]), status=404)


@pytest.mark.parametrize(
    ("kroner", "words"), [(None, ""), (0, "0"), (2_500_000, "2,5"), (-900_000, "-0,9"), (1_000_001, "1,000001")]
)
def test_kroner_are_written_as_they_are_read(kroner: int | None, words: str) -> None:
    assert mio_text(kroner) == words


def test_only_a_leader_or_the_office_opens_the_units_proposals(site: Site) -> None:
    url = reverse("budget:drafts", args=[site.draft.catalogue_id])
    assert client(site.world.one).get(url).status_code in (403, 404)
