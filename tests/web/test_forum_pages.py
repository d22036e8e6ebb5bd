"""The pages of forums as somebody inside them meets them: what stands there, and what the steps do."""

import re
from datetime import timedelta
from typing import Any

import pytest
from tests.forums.forum_world import SYSTEM, forum_type
from tests.web.forum_world import NOW, Pages, client, full, moment, pages

from tvaers.engine.forums import seating
from tvaers.engine.forums.models import Forum
from tvaers.engine.parties import actions as parties
from tvaers.kernel import clock

__all__ = ["full", "moment", "pages"]


def every_page(pages: Pages) -> list[tuple[str, tuple[object, ...]]]:
    """The pages of a forum that a keeper can open."""
    world = pages.world
    forum, meeting, later, item = (world.first.key,), (world.meeting.pk,), (world.later.pk,), (world.item.slug,)
    return [
        ("home", ()), ("clusters", ()), ("all_decisions", ()), ("forum", forum), ("pipeline", forum),
        ("meetings", forum),
        ("decisions", forum), ("followups", forum), ("seats", forum), ("fill", forum), ("new_meeting", forum),
        ("new_item", forum), ("meeting", meeting), ("meeting", later), ("send_agenda", later),
        ("move_meeting", later), ("describe_meeting", later), ("cancel_meeting", later), ("begin", later),
        ("attendance", meeting), ("minutes", meeting), ("item", item), ("write_item", item), ("condition", item),
    ]  # fmt: skip


def test_every_page_opens_for_the_keeper(full: Pages) -> None:
    answers = {(name, given): full.get(full.keeper, name, *given).status_code for name, given in every_page(full)}
    assert {key: code for key, code in answers.items() if code != 200} == {}


def test_the_first_screen_tells_of_the_next_meeting_and_what_is_open(full: Pages) -> None:
    page = full.page(full.keeper, "forum", "ffu")
    for text in (
        "tirsdag 23. september 2025 kl. 12.00",
        "tirsdag 16. september 2025, om 15 dage",
        "Økonomien skal på plads.",
        "Skriv økonomiafsnittet",
        "Over fristen",
        "Venter på et forbehold",
        "Godkendt med forbehold",
    ):
        assert text in page


def test_decisions_are_found_by_danish_stems(full: Pages) -> None:
    assert "Revideret aftale" in full.page(full.keeper, "decisions", "ffu", q="reviderede aftaler")


def test_decisions_of_every_forum_are_found_with_the_name_of_the_forum(full: Pages) -> None:
    page = full.page(full.outside, "all_decisions", q="reviderede aftaler")
    assert "Revideret aftale" in page and 'class="">FFU</td>' in page


def test_the_towns_in_two_clusters_are_named(pages: Pages) -> None:
    parties.load(actor=SYSTEM)
    page = pages.page(pages.outside, "clusters", omraade="somatik", dato="2012-06-01")
    assert "I to klynger: Favrskov" in page and "Silkeborg" in page


@pytest.mark.parametrize(("day", "number"), [("2012-06-01", "2 klynger"), ("2022-06-01", "klyng")])
def test_the_clusters_of_a_town_are_those_of_the_day(pages: Pages, day: str, number: str) -> None:
    parties.load(actor=SYSTEM)
    assert number in pages.page(pages.outside, "clusters", omraade="somatik", kommune="0710", dato=day)


@pytest.mark.parametrize(("day", "is_there"), [("2020-07-31", False), ("2020-08-01", True)])
def test_clusters_that_no_agreement_gives_towns_are_named_in_their_time(pages: Pages, day: str, is_there: bool) -> None:
    holds = {"from": "2020-08-01", "to": "2026-12-31"}
    seating.establish(actor=SYSTEM, type=forum_type("k1", name="Klynge 1 af 5", kind="cluster", holds=holds))
    page = pages.page(pages.outside, "clusters", dato=day)
    assert ("Klynge 1 af 5" in page and "hvilke kommuner der er med" in page) is is_there


def test_an_open_task_tells_how_long_it_has_been_open(full: Pages) -> None:
    assert "22-08-2025 (10 dage)" in full.page(full.keeper, "followups", "ffu")


def test_a_search_without_a_hit_says_so(full: Pages) -> None:
    assert "Ingen beslutninger passer til »kvantefysik«" in full.page(full.keeper, "decisions", "ffu", q="kvantefysik")


def test_vacant_seats_are_shown_and_told_in_words(pages: Pages) -> None:
    page = pages.page(pages.keeper, "seats", "ffu")
    assert "1 plads ledig: Regionens medlemmer." in page and "Besæt pladsen" in page


@pytest.mark.parametrize("page", ["forum", "meetings"])
def test_the_meetings_of_the_year_are_held_against_what_is_agreed(pages: Pages, page: str) -> None:
    rules = {**pages.world.first.rules, "meetings": {"at_least": "4"}, "yearly": [{"id": "k", "title": "Konference"}]}
    Forum.objects.filter(pk=pages.world.first.pk).update(rules=rules)
    shown = pages.page(pages.keeper, page, "ffu")
    assert "0 holdt, aftalt 4 – 3 møder mangler at blive planlagt" in shown
    assert "Konference: 0 holdt, aftalt 1 – mangler at blive planlagt" in shown


def test_seats_are_those_of_the_chosen_day(pages: Pages) -> None:
    assert "2 pladser ledige: Regionens medlemmer." in pages.page(pages.keeper, "seats", "ffu", dato="2024-12-31")


def test_a_vacant_seat_is_filled_with_a_new_person(pages: Pages) -> None:
    given = {"seat": "region", "name": "Ny chef", "role": "member", "starts": "2025-09-01"}
    page = pages.post(pages.keeper, "fill", "ffu", **given)
    assert "Pladsen er besat." in page and "Ny chef" in page and "1 plads ledig: Regionens" not in page


def test_a_second_chair_of_one_side_is_refused_with_the_words_kept(pages: Pages) -> None:
    given = {"seat": "region", "name": "Ny chef", "role": "chair", "starts": "2025-09-01"}
    page = pages.post(pages.keeper, "fill", "ffu", **given)
    assert "Forummet har allerede en formand for regionen." in page and 'value="Ny chef"' in page


def test_whoever_leaves_is_off_the_mailing_list_the_day_after(pages: Pages) -> None:
    sitting = pages.world.first.sittings.get(person__user=pages.member)
    pages.post(pages.keeper, "leave", "ffu", sitting.pk, last_day="2025-09-10")
    assert "m@x.dk" in pages.page(pages.keeper, "seats", "ffu", dato="2025-09-10")
    assert "m@x.dk" not in pages.page(pages.keeper, "seats", "ffu", dato="2025-09-11")


def test_the_ticked_items_go_on_the_agenda_in_order(pages: Pages) -> None:
    first, second, third = pages.waiting(3)
    page = pages.post(pages.keeper, "put_on", pages.world.later.pk, item=[first.slug, third.slug])
    assert "2 punkter er sat på dagsordenen." in page
    assert order(pages) == ["Godkendelse af dagsorden", "Sag nummer 1", "Sag nummer 3"]
    assert f'id="valg-{second.slug}"' in page


def order(pages: Pages) -> list[str]:
    """The titles of the later meeting's agenda."""
    return list(pages.world.later.items.filter(state="agenda").order_by("position").values_list("title", flat=True))


def test_what_cannot_go_on_stays_ticked_with_the_reason_that_was_written(pages: Pages) -> None:
    (free,), waits = pages.waiting(1), pages.proposal("Den anden", awaits="et møde")
    page = pages.post(pages.keeper, "put_on", pages.world.later.pk, item=[free.slug, waits.slug])
    assert "Den anden: Punktet afventer noget." in page and order(pages)[-1] == "Sag nummer 1"
    assert f'id="valg-{waits.slug}" checked' in page


def test_the_chairs_reason_lets_a_contingent_item_through(pages: Pages) -> None:
    waits = pages.proposal("Den anden", awaits="et møde")
    pages.post(pages.keeper, "put_on", pages.world.later.pk, one=waits.slug, reason="Formanden vil have det med")
    assert order(pages)[-1] == "Den anden"


def test_an_item_with_an_unmet_remark_cannot_be_ticked(full: Pages) -> None:
    page = full.page(full.keeper, "meeting", full.world.onward.pk)
    assert "En bemærkning skal være imødekommet først." in page and "Økonomien skal på plads." in page
    follower = full.world.item.followers.get()
    assert f'id="valg-{follower.slug}"' not in page


def placed(pages: Pages) -> list[Any]:
    """Three items on the later agenda, after the standing one."""
    found = pages.waiting(3)
    pages.post(pages.keeper, "put_on", pages.world.later.pk, item=[one.slug for one in found])
    return found


@pytest.mark.parametrize(("button", "numbers"), [("up", [2, 1, 3]), ("down", [1, 3, 2])])
def test_an_item_moves_one_place_with_a_button(pages: Pages, button: str, numbers: list[int]) -> None:
    found = placed(pages)
    pages.post(pages.keeper, "arrange", pages.world.later.pk, **{button: found[1].slug})
    assert order(pages)[1:] == [f"Sag nummer {number}" for number in numbers]


def test_the_whole_order_is_taken_from_the_numbers(pages: Pages) -> None:
    found, standing = placed(pages), pages.world.later.items.exclude(standing="").get()
    numbers = {f"place-{standing.slug}": "1", **{f"place-{one.slug}": "4321"[place] for place, one in enumerate(found)}}
    pages.post(pages.keeper, "arrange", pages.world.later.pk, **numbers)
    assert order(pages)[1:] == ["Sag nummer 3", "Sag nummer 2", "Sag nummer 1"]


def test_a_place_that_is_no_number_is_told_and_kept(pages: Pages) -> None:
    found = placed(pages)
    page = pages.post(pages.keeper, "arrange", pages.world.later.pk, **{f"place-{found[0].slug}": "først"})
    assert "»først« er ikke et nummer." in page and 'value="først"' in page


def test_an_item_is_taken_off_and_waits_again(pages: Pages) -> None:
    found = placed(pages)
    pages.post(pages.keeper, "arrange", pages.world.later.pk, off=found[0].slug)
    assert "Sag nummer 1" not in order(pages)


@pytest.mark.parametrize(
    ("sort", "theme", "shown"),
    [("unknown", "", "Ikke udfyldt"), ("none", "", "Intet tema"), ("text", "Hjælpemidler", "Hjælpemidler")],
)
def test_a_theme_not_filled_in_is_not_the_same_as_none(pages: Pages, sort: str, theme: str, shown: str) -> None:
    given = {"kind": "ordinary", "starts_at": "2025-11-20T12:00", "theme_is": sort, "theme": theme, "form": ""}
    page = pages.post(pages.keeper, "new_meeting", "ffu", **given)
    assert f"<dd>{shown}" in page and "Ordinært, uafklaret" in page


def test_a_meeting_that_ends_before_it_begins_is_told_with_the_words_kept(pages: Pages) -> None:
    given = {"kind": "ordinary", "starts_at": "2025-11-20T12:00", "ends_at": "2025-11-20T11:00", "place": "Lokale X"}
    page = pages.post(pages.keeper, "new_meeting", "ffu", theme_is="unknown", form="", **given)
    assert "Mødet slutter, før det begynder." in page and 'value="Lokale X"' in page


def test_cancelling_is_confirmed_first(pages: Pages) -> None:
    page = pages.post(pages.keeper, "cancel_meeting", pages.world.later.pk, reason="Ferie")
    pages.world.later.refresh_from_db()
    assert "Kan det fortrydes?" in page and pages.world.later.state == "planned"
    pages.post(pages.keeper, "cancel_meeting", pages.world.later.pk, reason="Ferie", bekraeft="ja")
    pages.world.later.refresh_from_db()
    assert pages.world.later.state == "cancelled"


def test_somebody_who_keeps_no_papers_is_refused_the_forms(pages: Pages) -> None:
    for name, given in (("new_meeting", "ffu"), ("fill", "ffu"), ("write_item", pages.world.item.slug)):
        assert pages.get(pages.member, name, given).status_code == 403


def test_the_front_page_tells_a_secretariat_what_to_send(pages: Pages) -> None:
    page = client(pages.keeper).get("/").content.decode()
    assert "dagsorden skal udsendes" not in page, "nothing within three weeks"
    with clock.fixed(NOW + timedelta(days=2)):
        assert "dagsorden skal udsendes" in client(pages.keeper).get("/").content.decode()


def test_the_front_page_tells_a_member_what_waits(full: Pages) -> None:
    page = client(full.member).get("/").content.decode()
    assert "referat venter på dit svar" in page and "opgave fra et møde er over fristen" in page


def test_the_files_that_the_pages_lead_to_can_be_fetched(full: Pages) -> None:
    browser, world = client(full.keeper), full.world
    pages_with_files = (("decisions", "ffu"), ("meetings", "ffu"), ("meeting", world.meeting.pk))
    texts = [full.page(full.keeper, name, given) for name, given in pages_with_files]
    found = {url for text in texts for url in re.findall(r'href="(/moeder/filer/[^"]+)"', text)}
    assert len(found) == 6 and {url: browser.get(url).status_code for url in found} == dict.fromkeys(found, 200)
