"""The pages of budgets in Chromium, wide and narrow: under way, agreed, empty, and with a fault."""

from typing import Any

import pytest
from django.urls import reverse
from tests.access.world import person
from tests.budget.keeping.budget_world import HOSPITAL, NORTH, SYSTEM, allocated
from tests.budget.keeping.catalogue_shapes import MIO
from tests.cases.conftest import PARTIES
from tests.web.browser import WIDTHS, Pages, check_page, picture
from tests.web.budget_site import Site, client, officer

from tvaers.engine.budget import actions
from tvaers.engine.budget.actions import EffectGiven, Text
from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.parties import actions as parties

pytestmark = [pytest.mark.page, pytest.mark.django_db(transaction=True)]
Visits = list[tuple[Any, str, str]]
"""Who opens which page, and what the page is called on its picture."""


def cookies(user: Any, url: str) -> list[Any]:
    """The login of somebody; none for a stranger."""
    kept = client(user).cookies.get("sessionid")
    return [{"name": "sessionid", "value": kept.value, "url": url}] if kept else []


def faults(browser: Pages, address: str, visits: Visits, *, fault: bool = False) -> dict[str, str]:
    """What is wrong with each page at each width; nothing when all is well. With `fault` its form is sent empty."""
    found = {}
    for user, name, url in visits:
        with browser.page(address + url, cookies=cookies(user, address)) as page:
            if fault:
                page.locator("main form.tv-form button[type=submit]").first.click()
                page.locator(".tv-errors").wait_for()
            page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                picture(page, f"budget-{name}-{width}")
                try:
                    check_page(page)
                except AssertionError as wrong:
                    found[f"{name} {width}"] = str(wrong)[:1200]
    return found


def waiting(site: Site) -> Any:
    """Fill a site with a question, links, effects, a frame and a proposal of a unit; whose leader it is."""
    catalogue = site.draft.catalogue
    published = site.world.version.catalogue
    question = actions.ask(actor=site.world.one, catalogue=published, key="1.1-01", text="Hvor mange?")
    actions.answer(actor=SYSTEM, question=question, text="Tolv biler i døgndrift.")
    actions.link(actor=SYSTEM, version=site.draft, kind="overlap", first="1.1-01", second="1.2-01",
                 amounts={"2024": Interval.of(MIO)})  # fmt: skip
    facts = {"units": [HOSPITAL], "is_started": True, "consequence": "Længere ventetid", "documents": ["Notat"]}
    actions.describe(actor=SYSTEM, version=site.draft, key="1.1-01", facts=facts)
    effect = EffectGiven("Budget 2023", "Ny ambulance", {"2024": 2 * MIO, "2025": -MIO})
    actions.take_effects(actor=SYSTEM, catalogue=published, effects=[effect])
    actions.set_unit_frame(actor=SYSTEM, catalogue=catalogue, unit=HOSPITAL, base=1_000 * MIO)
    text = Text(theme="1.1", title="Flere senge", amounts={"2025": Interval(MIO, 2 * MIO)}, background="Travlt")
    actions.begin_draft(actor=SYSTEM, catalogue=catalogue, unit=HOSPITAL, text=text)
    return person("leder", "enhedsleder", HOSPITAL)


def under_way(site: Site) -> Visits:
    """Every page before an agreement, opened by somebody who may do most on it."""
    leader, member, office = waiting(site), site.world.one, site.officer
    pk, draft, catalogue = site.world.version.pk, site.draft.pk, site.draft.catalogue_id
    proposal = site.draft.catalogue.unit_drafts.get().pk
    question, effect = site.world.version.catalogue.questions.get().pk, site.world.version.catalogue.effects.get().pk
    public = [(None, name, url) for name, url in site.public().items()]
    public += [(None, "regional", reverse("budget:development", args=[pk]) + "?trafik=50&puljer=100")]
    own = [(member, name, url) for name, url in site.of_group().items()]
    kept = [(office, name, url) for name, url in site.of_officer().items()]
    pages: list[tuple[Any, str, list[Any]]] = [
        (office, "proposal", [draft, "1.1-01"]), (office, "describe", [draft, "1.1-01"]),
        (office, "link", [draft, "1.1-01"]), (member, "ask", [pk, "1.1-01"]), (office, "questions", [pk]),
        (office, "respond", [pk, question]), (office, "effects", [pk]), (office, "confirm_effect", [pk, effect]),
        (office, "drafts", [catalogue]), (leader, "new_draft", [catalogue]), (leader, "draft", [proposal]),
        (leader, "write_draft", [proposal]), (office, "unit_frame", [catalogue]), (office, "groups", []),
        (office, "found_group", []), (office, "seat", [site.world.red.pk]), (office, "home", []), (leader, "home", []),
    ]  # fmt: skip
    return [*public, *own, *kept, *((user, f"{name}-{user}", reverse(f"budget:{name}", args=given))
                                    for user, name, given in pages)]  # fmt: skip


def test_every_page_under_way_passes_the_checks(browser: Pages, live_server: Any) -> None:
    assert faults(browser, live_server.url, under_way(Site())) == {}


def test_every_page_after_the_agreement_passes_the_checks(browser: Pages, live_server: Any) -> None:
    parties.load(actor=SYSTEM, folder=PARTIES)
    part = allocated()
    found, office = part.line.agreement, officer()
    actions.realise(actor=SYSTEM, allocation=part, amount=3 * MIO, owner="Driften", words="Langsom start")
    pool = found.lines.get(is_pool=True)
    pk, left = found.catalogue_version_id, found.rejections.get().pk
    pages = [("agreement", []), ("report", []), ("settle", [left]), ("allocate", [part.line_id]),
             ("allocate", [pool.pk]), ("case", [pool.pk]), ("follow", []), ("realise", [part.pk])]  # fmt: skip
    visits = [(office, f"{place}-{name}", reverse(f"budget:{name}", args=[pk, *given]))
              for place, (name, given) in enumerate(pages)]  # fmt: skip
    visits += [(None, "aftale-alle", reverse("budget:agreement", args=[pk]))]
    assert faults(browser, live_server.url, visits) == {}


def test_pages_with_nothing_to_show_pass_the_checks(browser: Pages, live_server: Any) -> None:
    site = Site()
    names = [("questions", site.draft.pk), ("effects", site.draft.pk), ("drafts", site.draft.catalogue_id)]
    visits = [(site.officer, f"tom-{name}", reverse(f"budget:{name}", args=[given])) for name, given in names]
    assert faults(browser, live_server.url, visits) == {}


def test_pages_with_a_fault_pass_the_checks(browser: Pages, live_server: Any) -> None:
    site = Site()
    leader, pk = waiting(site), site.world.version.pk
    chief = person("chef", "budgetchef", NORTH)
    effect = site.world.version.catalogue.effects.get().pk
    visits = [
        (leader, "fejl-forslag", reverse("budget:new_draft", args=[site.draft.catalogue_id])),
        (chief, "fejl-aftal", reverse("budget:agree", args=[site.world.joint.slug])),
        (chief, "fejl-helaar", reverse("budget:confirm_effect", args=[pk, effect])),
        (chief, "fejl-forbind", reverse("budget:link", args=[site.draft.pk, "1.1-01"])),
        (chief, "fejl-medlem", reverse("budget:seat", args=[site.world.red.pk])),
    ]
    assert faults(browser, live_server.url, visits, fault=True) == {}


def test_the_reader_stays_at_the_proposal_that_was_chosen(browser: Pages, live_server: Any) -> None:
    """The board is swapped at each choice; the browser must not hold on to what stands below it."""
    site = Site()
    url = live_server.url + reverse("budget:board", args=[site.scenario.slug])
    with browser.page(url, cookies=cookies(site.world.one, live_server.url)) as page:
        page.set_viewport_size({"width": 390, "height": 500})
        page.locator("[id='v-1.1-01']").scroll_into_view_if_needed()
        before = page.evaluate("window.scrollY")
        with page.expect_response("**/vaelg*"):
            page.locator("[id='v-1.1-01']").click()
        page.get_by_role("button", name="Fravælg Brik 1.1-01").wait_for()
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert abs(page.evaluate("window.scrollY") - before) < 200 < before
