"""The board of discharges: who is on it, what a reader can do from it, filters, files, and how it looks in Chromium."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web import boarded
from tests.web.boarded import CPRS, NURSE, TOWN, WARD, done, finished, person, stay
from tests.web.browser import WIDTHS, Pages, check_page, picture

from tvaers.kernel import clock

PAGE = reverse("discharge:board")
BLOCKER = {"blocker_kind": "milestone", "blocker_text": "Nøgle til boligen", "blocker_owner": "municipality"}


@pytest.fixture
def nurse(db: Any) -> Any:
    boarded.people()
    return person("nurse", "sygeplejerske", WARD)


@pytest.fixture
def visitor(nurse: Any) -> Any:
    return person("visitor", "visitator", TOWN)


def shown(user: Any, **query: str) -> str:
    return boarded.client(user).get(PAGE, query).content.decode()


def test_who_goes_home_is_shown_masked_with_ward_and_way_on(nurse: Any) -> None:
    row = stay(cpr=CPRS[0])
    page = shown(nurse)
    assert "010150-••••" in page and "M1" in page and "By Kommune" in page
    assert CPRS[0].replace("-", "") not in page and CPRS[0] not in page
    assert reverse("cases:event", args=[row.number, "tick_tasks"]) in page


@pytest.mark.parametrize(("home", "there"), [(47, True), (49, False)])
def test_only_the_next_48_hours(nurse: Any, home: float, there: bool) -> None:
    row = stay(home=home)
    assert (f'id="b-{row.number}"' in shown(nurse)) is there


def test_what_the_reader_may_not_do_leads_to_the_case(visitor: Any) -> None:
    row = stay()
    page = shown(visitor)
    assert f'id="k-{row.number}" href="{reverse("cases:case", args=[row.number])}"' in page


def test_only_what_we_must_solve(nurse: Any, visitor: Any) -> None:
    row = finished(stay())
    done(row, "add_blocker", NURSE, BLOCKER)
    assert [f"b-{row.number}" in shown(user, mine="1") for user in (nurse, visitor)] == [False, True]


def test_an_own_blocker_leads_to_its_row(visitor: Any) -> None:
    row = done(finished(stay()), "add_blocker", NURSE, BLOCKER)
    assert reverse("cases:event", args=[row.number, "solve_blocker"]) + "?nr=1" in shown(visitor)


def test_filters_of_ward_and_municipality(nurse: Any) -> None:
    one, two = stay(ward="M1"), stay(ward="M2")
    page = shown(nurse, afdeling="M2")
    assert (f"b-{one.number}" in page, f"b-{two.number}" in page) == (False, True)
    assert f"b-{one.number}" not in shown(nurse, kommune="0999")


def test_done_but_not_home_and_acute_and_aids(nurse: Any) -> None:
    finished(stay(home=None))
    stay(setting="acute_reception", hours=20, home=None)
    done(stay(home=72), "clarify_devices", NURSE, {"devices_needed": "yes"})
    page = shown(nurse)
    assert (
        "Færdigbehandlet, men ikke hjemme" in page and "I akutmodtagelsen" in page and "om 4 timer til 24 timer" in page
    )
    assert "Ikke skrevet endnu" in page


def test_the_stays_of_others_leave_no_trace(nurse: Any) -> None:
    before = len(shown(nurse))
    stay(place="afsnit-b")
    assert len(shown(nurse)) == before


def test_the_refresh_is_the_lines_alone(nurse: Any) -> None:
    stay()
    part = boarded.client(nurse).get(PAGE, headers={"HX-Request": "true", "HX-Target": "tavle"}).content.decode()
    assert "<html" not in part and "Tavlen er fra" in part


def test_the_files_hold_the_same_lines(nurse: Any) -> None:
    finished(stay(cpr=CPRS[1]))
    for name in ("tavle", "faerdigbehandlet"):
        answer = boarded.client(nurse).get(reverse("discharge:xlsx", args=[name]))
        sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
        assert [row[0].value for row in sheet.iter_rows()] == ["Borger", "020260-••••"]
    assert boarded.client(nurse).get(reverse("discharge:xlsx", args=["andet"])).status_code == 404


def asked(user: Any) -> int:
    browser = boarded.client(user)
    with CaptureQueriesContext(connection) as seen:
        browser.get(PAGE)
    return len(seen)


def test_more_citizens_take_no_more_queries(nurse: Any) -> None:
    stay(cpr=CPRS[0])
    shown(nurse)
    few = asked(nurse)
    for hours in range(6):
        stay(home=hours)
    assert asked(nurse) == few


@pytest.mark.page
@pytest.mark.django_db(transaction=True)
def test_the_board_in_the_browser(browser: Pages, live_server: Any) -> None:
    boarded.people()
    nurse = person("nurse", "sygeplejerske", WARD)
    entry = boarded.cookies(nurse, live_server.url)
    for width in WIDTHS:
        with browser.page(live_server.url + PAGE, width=width, cookies=entry) as page:
            picture(page, f"tavle-tom-{width}")
            check_page(page)
    _fill()
    for width in WIDTHS:
        with browser.page(live_server.url + PAGE, width=width, cookies=entry) as page:
            picture(page, f"tavle-{width}")
            check_page(page)
            page.emulate_media(media="print")
            picture(page, f"tavle-print-{width}")


@pytest.mark.page
@pytest.mark.django_db(transaction=True)
def test_focus_stays_when_the_lines_are_renewed(browser: Pages, live_server: Any) -> None:
    boarded.people()
    nurse = person("nurse", "sygeplejerske", WARD)
    row = stay()
    with browser.page(live_server.url + PAGE, cookies=boarded.cookies(nurse, live_server.url)) as page:
        page.focus(f"#k-{row.number}")
        with page.expect_response(lambda answer: "tavle" in answer.url):
            page.evaluate("htmx.ajax('GET', location.href, {target: '#tavle', swap: 'innerHTML'})")
        page.wait_for_function(f"document.activeElement.id === 'k-{row.number}'")


def _fill() -> None:
    now = clock.now()
    with clock.fixed(now - timedelta(hours=2)):
        row = stay(cpr=CPRS[0], home=-1, hours=68)
        row = done(row, "add_blocker", NURSE, {**BLOCKER, "blocker_due": (now - timedelta(hours=1)).isoformat()})
    finished(row)
    two = done(stay(cpr=CPRS[1], home=20), "clarify_devices", NURSE, {"devices_needed": "yes"})
    done(two, "request_devices", NURSE, {"devices_wanted": "Plejeseng og toiletforhøjer"})
    stay(cpr=CPRS[2], home=30, setting="acute_reception", hours=20, ward="Akut")
    finished(stay(home=40, ward="M2"))
