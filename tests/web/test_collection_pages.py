"""The pages of a forum's documents: what stands there, for whom, and what the steps do."""

from contextvars import ContextVar
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook
from tests.forums.forum_world import SYSTEM, forum_type
from tests.web import forum_world as base
from tests.web.browser import WIDTHS, check_page, picture
from tests.web.browser import Pages as Browsers

from tvaers.engine.collection import actions, queries
from tvaers.engine.forums import actions as forums
from tvaers.kernel import clock

WANTED = [{"id": "aftale", "title": "Klyngeaftale", "clause": "P-2"}]


@pytest.fixture(autouse=True)
def _time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same moment on every page."""
    monkeypatch.setattr(clock, "_fixed", ContextVar("fixed_moment", default=base.NOW))


class World:
    """A forum that must have an agreement, with a notat that lies there, on top of the forum pages' world."""

    def __init__(self) -> None:
        self.pages = base.build()
        self.forum = self.pages.world.first
        forums.establish(actor=SYSTEM, type=forum_type("uden", documents=WANTED))
        self.one = actions.add(actor=SYSTEM, forum=self.forum, title="Notat om overgange")

    def page(self, user: Any, name: str, *given: object, status: int = 200) -> Any:
        answer = base.client(user).get(reverse(f"collection:{name}", args=given))
        assert answer.status_code == status, answer.status_code
        return answer

    def send(self, user: Any, name: str, *given: object, **fields: Any) -> str:
        """The text of the page that a post leads to."""
        answer = base.client(user).post(reverse(f"collection:{name}", args=given), fields, follow=True)
        return answer.content.decode()


@pytest.fixture
def site(db: None) -> World:  # noqa: ARG001
    return World()


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_missing_ones_of_all_forums_stand_first(site: World) -> None:
    shown = text(site.page(site.pages.member, "all"))
    assert shown.index("Klyngeaftale") < shown.index("Notat om overgange")


def test_a_member_reads_and_is_offered_no_step(site: World) -> None:
    shown = text(site.page(site.pages.member, "forum", site.forum.key))
    assert "Notat om overgange" in shown
    assert "Læg et dokument ind" not in shown
    site.page(site.pages.member, "add", site.forum.key, status=403)


def test_the_secretary_puts_in_a_file_and_gets_it_back(site: World) -> None:
    file = SimpleUploadedFile("vejledning.pdf", b"%PDF-1.7 vejledning", "application/pdf")
    shown = site.send(site.pages.keeper, "add", site.forum.key, title="Vejledning", file=file)
    assert "Dokumentet er lagt ind." in shown
    made = queries.documents(SYSTEM, site.forum).get(title="Vejledning")
    answer = site.page(site.pages.member, "file", made.slug)
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 vejledning"
    assert 'filename="vejledning.pdf"' in answer["Content-Disposition"]


def test_what_was_written_stays_after_an_error(site: World) -> None:
    shown = site.send(site.pages.keeper, "change", site.one.slug, title="Om 010190-1234")
    assert "CPR-nummer" in shown
    assert 'value="Om 010190-1234"' in shown


def test_the_list_to_hand_over_holds_only_what_is_marked(site: World) -> None:
    actions.add(actor=SYSTEM, forum=site.forum, title="Bliver her")
    site.send(site.pages.keeper, "mark", site.one.slug, mark="hand_over")
    answer = site.page(site.pages.keeper, "handover_file", site.forum.key)
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["Notat om overgange"]


def test_a_document_is_taken_out(site: World) -> None:
    shown = site.send(site.pages.keeper, "take_away", site.one.slug)
    assert "Dokumentet er taget ud." in shown
    assert not queries.documents(SYSTEM, site.forum).exists()


@pytest.mark.page
def test_the_pages_in_the_browser(browser: Browsers, live_server: Any, transactional_db: None) -> None:  # noqa: ARG001
    site = World()
    addresses = {
        "alle": reverse("collection:all"), "forum": reverse("collection:forum", args=[site.forum.key]),
        "mangler": reverse("collection:forum", args=["uden"]), "nyt": reverse("collection:add", args=[site.forum.key]),
        "maerke": reverse("collection:mark", args=[site.one.slug]),
    }  # fmt: skip
    for width in WIDTHS:
        with browser.page(width=width, cookies=base.cookies(site.pages.keeper, live_server.url)) as page:
            for name, address in addresses.items():
                page.goto(live_server.url + address)
                picture(page, f"dokumenter-{name}-{width}")
                check_page(page)
