"""The pages of the year wheel: what stands there, for whom, and what the steps do; and in Chromium, wide and narrow."""

from contextvars import ContextVar
from typing import Any

import pytest
from tests.forums.forum_world import TOWN
from tests.web.browser import WIDTHS, check_page, picture
from tests.web.browser import Pages as Browsers
from tests.web.forum_world import client, cookies
from tests.web.wheel_pages import NOW, Wheel, build
from tests.yearwheel.wheel_world import town_of

from tvaers.engine.yearwheel import queries
from tvaers.kernel import clock
from tvaers.kernel.action import System


@pytest.fixture(autouse=True)
def _time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same moment on every page."""
    monkeypatch.setattr(clock, "_fixed", ContextVar("fixed_moment", default=NOW))


@pytest.fixture
def wheel(db: Any) -> Wheel:
    """The world of the pages."""
    return build()


def answered(wheel: Wheel) -> queries.Receiver:
    """The town has answered."""
    slug = town_of(wheel.request).slug
    wheel.post(wheel.town, "reply", slug, **{"titel-1": "Skolebænk", "kryds-1-m1": "on", "send": "ja"})
    return town_of(wheel.request)


def test_every_page_opens_for_the_keeper(wheel: Wheel) -> None:
    for name, given in wheel.every():
        if name != "choose":
            wheel.page(wheel.pages.keeper, name, *given)


def test_the_year_shows_what_falls_due_and_where_it_is_treated(wheel: Wheel) -> None:
    text = wheel.page(wheel.pages.keeper, "year")
    assert "31-12-2025" in text
    assert "Punkterne er lavet" in text
    assert "Afventer en fælles meddelelse." in text
    assert "FFU: planlagt 23-09-2025" in text


def test_the_items_of_a_pipeline_are_linked_for_those_inside_only(wheel: Wheel) -> None:
    duty = queries.duties(System(), 2025)[0]
    item = duty.entries[0][2]
    assert item is not None
    assert [item.slug in wheel.page(user, "year") for user in (wheel.pages.member, wheel.pages.outside)] == [
        True, False,
    ]  # fmt: skip


def test_the_table_of_the_year_is_a_spreadsheet_too(wheel: Wheel) -> None:
    answer = client(wheel.pages.keeper).get(wheel.url("year"), {"aar": "2025", "format": "xlsx"})
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")


def test_a_year_that_is_none_is_told_in_the_filter(wheel: Wheel) -> None:
    assert "2007" in wheel.page(wheel.pages.keeper, "year", aar="1")


def test_a_due_day_is_settled(wheel: Wheel) -> None:
    text = wheel.post(wheel.pages.keeper, "set_due", "loes", due="2025-12-01", reason="Meddelelsen")
    assert "01-12-2025" in text


def test_a_draft_is_kept_and_the_answer_sent_once(wheel: Wheel) -> None:
    slug = town_of(wheel.request).slug
    text = wheel.post(wheel.town, "reply", slug, **{"titel-1": "Skolebænk", "kryds-1-m1": "on", "kladde": "ja"})
    assert "Kladden er gemt" in text
    assert 'value="Skolebænk"' in text
    text = wheel.post(wheel.town, "reply", slug, **{"titel-1": "Skolebænk", "send": "ja"})
    assert "Svaret er sendt." in text
    assert "Send svaret" not in wheel.page(wheel.town, "reply", slug)


def test_a_fault_keeps_every_word(wheel: Wheel) -> None:
    fields = {"titel-1": "Samme", "titel-2": "samme", "note-2": "Mine ord", "svar-0": "Det går godt", "send": "ja"}
    text = wheel.post(wheel.town, "reply", town_of(wheel.request).slug, status=400, **fields)
    assert "En indsats står der to gange." in text
    assert "Mine ord" in text
    assert "Det går godt" in text


def test_the_matrix_counts_and_names_the_mark_without_support(wheel: Wheel) -> None:
    answered(wheel)
    text = wheel.page(wheel.pages.keeper, "request", wheel.request.slug)
    assert "Ingen støtter Nærhed." in text
    assert "1 kryds i alt." in text


def test_a_form_is_not_there_for_others(wheel: Wheel) -> None:
    wheel.page(wheel.pages.outside, "request", wheel.request.slug, status=404)
    wheel.page(wheel.pages.outside, "reply", town_of(wheel.request).slug, status=404)
    assert "Venter på dit svar" in wheel.page(wheel.town, "requests")


@pytest.mark.parametrize("page", ["/", "/moeder/"])
def test_a_form_that_waits_for_an_answer_is_told_where_the_work_is(wheel: Wheel, page: str) -> None:
    reply = wheel.url("reply", town_of(wheel.request).slug)
    assert reply in client(wheel.town).get(page).content.decode()
    assert reply not in client(wheel.pages.outside).get(page).content.decode()


def test_the_secretariat_opens_an_answer_again(wheel: Wheel) -> None:
    slug = answered(wheel).slug
    wheel.page(wheel.town, "reopen", slug, status=403)
    assert "åbnet igen" in wheel.post(wheel.pages.keeper, "reopen", slug, reason="Et kryds for lidt")


def test_a_form_is_drawn_up_sent_and_reminded_of(wheel: Wheel) -> None:
    given = {"title": "Ny status", "marks": "Lighed\nNærhed", "groups": [], "parties": [TOWN], "due": "2025-11-01"}
    text = wheel.post(wheel.pages.keeper, "new_request", "ffu", **given)
    if "Vælg mindst én klynge" not in text and "Ikke sendt" not in text:
        raise AssertionError(text[:2000])
    text = wheel.post(wheel.pages.keeper, "step", wheel.request.slug, "mind")
    assert "2 modtagere er mindet om skemaet." in text


def test_the_matrix_is_laid_on_an_item(wheel: Wheel) -> None:
    answered(wheel)
    text = wheel.post(wheel.pages.keeper, "lay_on", wheel.request.slug, item=wheel.pages.world.item.slug)
    assert "Ingen støtter: Nærhed." in text


def test_a_register_shows_its_gaps_and_takes_a_name(wheel: Wheel) -> None:
    assert "1 af 4 er udpeget, 3 mangler" in wheel.page(wheel.town, "register", "kontakter")
    given = {"name": "Juridisk chef", "starts": "2025-09-01"}
    text = wheel.post(wheel.town, "name_contact", "kontakter", "jura", "kontakt", TOWN, **given)
    assert "2 af 4 er udpeget, 2 mangler" in text
    wheel.page(wheel.town, "name_contact", "kontakter", "jura", "kontakt", "1081", status=403)


def test_asking_for_names_is_shown_with_its_day(wheel: Wheel) -> None:
    text = wheel.post(wheel.pages.keeper, "ask_for_contacts", "kontakter", due="2025-10-01")
    assert "Anmodningen er noteret." in text
    assert "01-10-2025" in text


@pytest.mark.page
@pytest.mark.django_db(transaction=True)
def test_the_pages_pass_the_checks_wide_and_narrow(browser: Browsers, live_server: Any) -> None:
    wheel = build()
    answered(wheel)
    entry, found = cookies(wheel.pages.keeper, live_server.url), {}
    for name, given in wheel.every():
        for width in WIDTHS:
            if name == "choose":
                continue
            with browser.page(live_server.url + wheel.url(name, *given), width=width, cookies=entry) as page:
                picture(page, f"yearwheel-{name}-{width}")
                try:
                    check_page(page)
                except AssertionError as fault:
                    found[f"{name} {width}"] = str(fault)[:1500]
    assert found == {}
