"""The way through a meeting: where one is on the agenda, what comes next, what is still to be decided or answered."""

import re
from datetime import date, timedelta

import pytest
from tests.forums.forum_world import SYSTEM
from tests.web.forum_world import Pages, full, moment, pages

from tvaers.engine.forums import actions
from tvaers.engine.forums import queries as forums
from tvaers.engine.forums.composition import SECRETARY
from tvaers.engine.forums.models import Forum
from tvaers.kernel import clock

__all__ = ["full", "moment", "pages"]


def put_on(pages: Pages, titles: int) -> list[str]:
    """The addresses of so many new items on the agenda of the later meeting, in order."""
    found = pages.waiting(titles)
    for one in found:
        actions.put_on_agenda(actor=SYSTEM, item=one, meeting=pages.world.later)
    return [one.slug for one in found]


def begin(pages: Pages) -> None:
    """The later meeting, begun."""
    actions.hold(actor=SYSTEM, meeting=pages.world.later, leader=pages.world.member)


def beside(page: str, rel: str) -> str:
    """Where the link to the item before or after leads; empty without one."""
    found = re.search(rf'href="/moeder/punkt/(\w+)" rel="{rel}"', page)
    return found[1] if found else ""


def test_an_item_leads_to_those_before_and_after_it(pages: Pages) -> None:
    first, second, third = put_on(pages, 3)
    page = pages.page(pages.keeper, "item", second)
    assert (beside(page, "prev"), beside(page, "next")) == (first, third)


def test_an_item_in_the_pipeline_has_none_beside_it(full: Pages) -> None:
    waiting = full.proposal("Sag uden naboer")
    page = full.page(full.keeper, "item", waiting.slug)
    assert (beside(page, "prev"), beside(page, "next")) == ("", "")


def test_a_closed_item_is_none_that_somebody_outside_is_led_to(pages: Pages) -> None:
    open_before = put_on(pages, 1)[0]
    closed = pages.proposal("Lukket sag om personale", is_closed=True)
    actions.put_on_agenda(actor=SYSTEM, item=closed, meeting=pages.world.later)
    actions.send_agenda(actor=SYSTEM, meeting=pages.world.later)
    page = pages.page(pages.outside, "item", open_before)
    assert closed.slug not in page and "Lukket sag" not in page


def test_the_meeting_lists_what_is_to_be_decided_in_the_order_of_the_agenda(pages: Pages) -> None:
    slugs = put_on(pages, 2)
    begin(pages)
    listed = pages.page(pages.keeper, "meeting", pages.world.later.pk).split('id="mangler"')[1].split("</section>")[0]
    found = re.findall(r"/moeder/punkt/(\w+)", listed)
    assert [one for one in found if one in slugs] == slugs


def test_what_is_decided_is_no_longer_listed(pages: Pages) -> None:
    slug, other = put_on(pages, 2)
    begin(pages)
    item = next(one for one in forums.items(pages.keeper) if one.slug == slug)
    actions.decide(actor=SYSTEM, item=item, point=1, outcome="approved")
    listed = pages.page(pages.keeper, "meeting", pages.world.later.pk).split('id="mangler"')[1].split("</section>")[0]
    assert (slug in listed, other in listed) == (False, True)


def test_while_the_meeting_goes_on_the_forum_leads_to_its_decisions(pages: Pages) -> None:
    begin(pages)
    page = pages.page(pages.keeper, "forum", "ffu")
    assert ("Mødet er i gang" in page, "Notér beslutninger" in page, "Sæt dagsordenen" in page) == (True, True, False)


@pytest.mark.parametrize(("days", "is_told"), [(0, False), (1, True)])
def test_whoever_begins_a_meeting_before_its_day_is_told(pages: Pages, days: int, is_told: bool) -> None:
    with clock.fixed(pages.world.later.starts_at - timedelta(days=days)):
        page = pages.page(pages.keeper, "begin", pages.world.later.pk)
    assert ("dagsordenen kan ikke rettes" in page) is is_told


def test_each_tab_has_a_title_of_its_own(full: Pages) -> None:
    tabs = ("forum", "pipeline", "meetings", "decisions", "followups", "seats")
    titles = [re.search(r"<title>(.*?)</title>", full.page(full.keeper, one, "ffu"), re.DOTALL) for one in tabs]
    assert len({found[1] for found in titles if found}) == len(tabs)


@pytest.mark.parametrize(("days", "is_told"), [(0, False), (1, True)])
def test_the_pipeline_says_that_the_meeting_waited_for_is_over(pages: Pages, days: int, is_told: bool) -> None:
    pages.proposal("Sag")
    with clock.fixed(pages.world.later.starts_at + timedelta(days=days)):
        page = pages.page(pages.keeper, "pipeline", "ffu")
    assert ("23-09-2025, som er gået" in page) is is_told


def test_a_new_item_is_offered_only_meetings_to_come(pages: Pages) -> None:
    with clock.fixed(pages.world.later.starts_at + timedelta(minutes=1)):
        page = pages.page(pages.keeper, "new_item", "ffu")
    assert f'value="{pages.world.later.pk}"' not in choices(page, "meeting")


def test_the_secretariat_is_not_asked_to_approve_its_own_minutes(full: Pages) -> None:
    keeper = actions.register_person(actor=SYSTEM, name="Sekretær for alle", user=full.keeper, email="s@x.dk")
    actions.seat(actor=SYSTEM, forum=full.world.first, person=keeper, seat=SECRETARY, side="region",
                 starts=date(2025, 1, 1))  # fmt: skip
    assert "Godkender du referatet?" not in full.page(full.keeper, "minutes", full.world.meeting.pk)


def test_a_member_is_asked_until_they_have_answered(full: Pages) -> None:
    meeting = full.world.meeting.pk
    before = full.page(full.member, "minutes", meeting)
    after = full.post(full.member, "approve_minutes", meeting, seen="1", **{"svar-answer": "yes"})
    assert ("Godkender du referatet?" in before, "Godkender du referatet?" in after) == (True, False)
    assert "Du har godkendt version 1" in after and "Ret dit svar" in after


def choices(page: str, name: str) -> str:
    """The choices of a field."""
    return page.split(f'name="{name}"')[1].split("</select>")[0]


def test_the_text_comes_before_the_way_and_the_rest(pages: Pages) -> None:
    page = pages.page(pages.keeper, "new_item", "ffu")
    fields = ("title", "kinds", "meeting", "point_1", "section_case", "next_1", "awaits", "package")
    places = [page.index(f'name="{one}"') for one in fields]
    assert places == sorted(places)


@pytest.mark.parametrize(("way", "is_open"), [({"next_1": "ssf"}, False), ({"next_2": "ssf"}, True)])
def test_a_long_way_that_was_chosen_is_shown(pages: Pages, way: dict[str, str], is_open: bool) -> None:
    page = pages.post(pages.keeper, "new_item", "ffu", title="", **way)
    assert ('<details class="mo-drawer" open><summary>Flere fora' in page) is is_open


def test_the_forums_of_the_same_agreement_are_offered_first(pages: Pages) -> None:
    near = Forum.objects.get(key="ssf")
    near.pk, near.key, near.name = None, "naboforum", "Å-forum"
    near.save()
    Forum.objects.filter(key="ssf").update(package="en-anden", name="A-forum")
    keys = re.findall(r'<option value="(\w+)"', choices(pages.page(pages.keeper, "new_item", "ffu"), "next_1"))
    assert keys == ["naboforum", "ssf"]


def test_an_event_is_no_next_meeting_of_its_forum(pages: Pages) -> None:
    later = pages.world.later
    event = actions.call_meeting(actor=SYSTEM, forum=later.forum, starts_at=later.starts_at - timedelta(days=1),
                                 kind="event", title="Konference")  # fmt: skip
    shown = pages.page(pages.keeper, "forum", "ffu").split("mo-next")[1].split("</section>")[0]
    offered = choices(pages.page(pages.keeper, "new_item", "ffu"), "meeting")
    assert (f"/moede/{later.pk}" in shown, f"/moede/{event.pk}" in shown) == (True, False)
    assert (f'value="{later.pk}"' in offered, f'value="{event.pk}"' in offered) == (True, False)


@pytest.mark.parametrize(("days", "is_told"), [(0, False), (1, True)])
def test_a_meeting_whose_day_went_by_unrecorded_says_so(pages: Pages, days: int, is_told: bool) -> None:
    with clock.fixed(pages.world.later.starts_at + timedelta(days=days)):
        page = pages.page(pages.keeper, "meeting", pages.world.later.pk)
    assert ("Dagen er gået" in page) is is_told


def test_the_first_screen_counts_all_that_waits(pages: Pages) -> None:
    pages.waiting(6)
    page = pages.page(pages.keeper, "forum", "ffu")
    assert "6 punkter" in page and "Se 1 mere i pipelinen" in page
