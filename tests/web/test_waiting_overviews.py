"""The overviews of access: the order of the list, equal terms, closures, spare capacity and letters."""

from __future__ import annotations

import io
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web import boarded
from tests.web.boarded import CPRS, USAGE, WARD, done, opened, person
from tests.web.browser import WIDTHS, Pages, check_page, picture

from tvaers.engine.cases.core import Doer
from tvaers.kernel import clock

HERE = Doer(WARD, "department", "afdelingssekretaer")
NOW = datetime(2022, 6, 15, 10, tzinfo=clock.COPENHAGEN)
"""A Wednesday on which the agreement holds."""
PAGES = ("list", "equality", "closures", "spare", "letters")


@pytest.fixture(autouse=True)
def _time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same moment in every thread, also that of the server that the browser asks."""
    monkeypatch.setattr(clock, "_fixed", ContextVar("fixed_moment", default=NOW))


@pytest.fixture
def secretary(db: Any) -> Any:
    boarded.people()
    return person("secretary", "afdelingssekretaer", WARD)


def html(user: Any, name: str, **query: str) -> str:
    return boarded.client(user).get(reverse(f"waiting:{name}"), query).content.decode()


def days(number: int) -> str:
    return (clock.today() + timedelta(days=number)).isoformat()


def referral(
    home: str = "1082", level: str = "main", cpr: str = "", place: str = WARD, specialty: str = "cardiology"
) -> Any:  # fmt: skip
    doer = Doer(place, "department", "afdelingssekretaer")
    given = {"referrer_party": "hospital-nord", "receiving_region": "1081", "home_region": home,
             "specialty": specialty, "referred_on": days(-120)}  # fmt: skip
    row = opened(USAGE, "referral", "register", doer, given=given, cpr=cpr)
    return done(row, "accept", doer, {"level": level, "level_reason": "Efter vejledningen"})


def listed(priority: str, ago: int, *, cpr: str = "", home: str = "1082", place: str = WARD) -> Any:
    doer = Doer(place, "department", "afdelingssekretaer")
    given = {"priority": priority, "listed_on": days(-ago)}
    return done(referral(home, cpr=cpr, place=place), "enter_waiting_list", doer, given)


def treated(home: str, waited: int) -> Any:
    return done(listed("p1", waited, home=home), "start_treatment", HERE, {"treated_on": days(0)})


def closure(first: int, last: int, event: str = "") -> Any:
    doer = Doer(WARD, "owner", "afdelingssekretaer")
    given = {"specialty": "orthopaedics", "closed_from": days(first), "closed_to": days(last), "cause": "Mangler læger"}
    row = opened(USAGE, "capacity_closure", "close", doer, given=given, citizen=False)
    return done(row, event, doer) if event else row


def offer(last: int) -> Any:
    doer = Doer("1081", "provider", "regional_visitator")
    given = {"what": "Scanning af knæ", "slots": 12, "available_from": days(-5), "available_to": days(last),
             "offered_to": ["1082"]}  # fmt: skip
    return opened(USAGE, "spare_capacity", "offer", doer, given=given, citizen=False)


def letter(until: str, issued: int = 0, specialty: str = "cardiology", cpr: str = CPRS[2]) -> Any:
    given = {
        "home_region": "1082",
        "treating_region": "1081",
        "specialty": specialty,
        "diagnosis": "Hjertesvigt",
        "procedure": "Ablation",
        "level_reason": "Kun her",
        "expected_start": days(3),
        "contact": "Afsnit A",
    }
    row = opened(USAGE, "notification_letter", "draft", HERE, given=given, cpr=cpr)
    if until in ("approved", "sent"):
        row = done(row, "approve", HERE)
    return done(row, "send", HERE, {"issued_on": days(issued)}) if until == "sent" else row


def test_priority_comes_before_the_day_of_entry(secretary: Any) -> None:
    rows = [listed("p2", 20), listed("p1", 10), listed("p2", 30)]
    page = html(secretary, "list")
    places = [page.index(reverse("cases:case", args=[row.number])) for row in (rows[1], rows[2], rows[0])]
    assert places == sorted(places)


def test_the_home_region_is_nowhere_on_the_list(secretary: Any) -> None:
    listed("p1", 10, home="1082")
    page = html(secretary, "list")
    assert "Region Midt" not in page and "1082" not in page


def test_the_list_says_how_long_and_what_comes_next(secretary: Any) -> None:
    row = listed("p1", 17, cpr=CPRS[0])
    page = html(secretary, "list")
    assert ">17<" in page and "010150-••••" in page
    assert reverse("cases:event", args=[row.number, "start_treatment"]) in page


def test_the_lists_of_others_leave_no_trace(secretary: Any) -> None:
    before = len(html(secretary, "list"))
    listed("p1", 5, place="afsnit-b")
    assert len(html(secretary, "list")) == before


def test_equal_terms_compare_medians_and_mark_small_groups(secretary: Any) -> None:
    for home, waits in (("1081", (20, 30, 40)), ("1082", (25, 35, 60))):
        for waited in waits:
            treated(home, waited)
    page = html(secretary, "equality")
    assert ">+5<" in page and "Under 5 i en gruppe" in page and "Grupperne er for små" in page


def test_large_groups_are_in_the_picture(secretary: Any) -> None:
    for home, waited in (("1081", 20), ("1082", 27)):
        for _ in range(5):
            treated(home, waited)
    page = html(secretary, "equality")
    assert "venter længst hos Afsnit A: +7 dage" in page and "Under 5" not in page


def test_the_share_that_stays_within_the_regions(secretary: Any) -> None:
    referral("1082"), referral("1081")
    assert "1 af 1 henvisninger" in html(secretary, "equality")


@pytest.mark.parametrize(
    ("first", "last", "word"), [(-3, 0, "Lukket nu"), (0, 3, "Lukket nu"), (-3, -1, "Åbent igen"), (1, 3, "Kommer")]
)
def test_both_days_of_a_closure_count(secretary: Any, first: int, last: int, word: str) -> None:
    closure(first, last)
    assert word in html(secretary, "closures")


def test_a_cancelled_closure_is_gone(secretary: Any) -> None:
    row = closure(0, 3, "cancel")
    assert row.number not in html(secretary, "closures")


@pytest.mark.parametrize(("last", "there"), [(0, True), (-1, False)])
def test_expired_offers_are_gone(secretary: Any, last: int, there: bool) -> None:
    other = person("other", "regional_visitator", "1082")
    row = offer(last)
    page = html(other, "spare")
    assert (reverse("cases:event", args=[row.number, "book"]) in page) is there


def test_booked_slots_are_not_free(secretary: Any) -> None:
    other = person("other", "regional_visitator", "1082")
    row = done(offer(9), "book", Doer("1082", "other", "regional_visitator"), {"booked": 5})
    page = html(other, "spare")
    assert ">7<" in page and reverse("cases:event", args=[row.number, "release"]) + "?nr=1" in page


@pytest.mark.parametrize(("issued", "word"), [(-300, "Gælder"), (-340, "Udløber snart"), (-370, "Udløbet")])
def test_letters_and_their_days(secretary: Any, issued: int, word: str) -> None:
    letter("sent", issued)
    assert word in html(secretary, "letters")


def test_a_letter_that_no_rule_is_in_force_for_is_shown_as_such(secretary: Any) -> None:
    with clock.fixed(NOW.replace(year=2031)):
        letter("sent")
        assert "Ingen regel gælder" in html(secretary, "letters")


def test_approved_letters_wait_to_be_sent(secretary: Any) -> None:
    row = letter("approved")
    assert reverse("cases:event", args=[row.number, "send"]) in html(secretary, "letters")


def test_highly_specialised_treatment_without_a_letter_is_told(secretary: Any) -> None:
    with_none, main = referral(level="highly_specialised"), referral()
    page = html(secretary, "letters")
    assert with_none.number in page and main.number not in page


def test_the_letters_of_a_month(secretary: Any) -> None:
    letter("sent")
    month = f"{clock.today():%Y-%m}"
    address = reverse("waiting:letters_file")
    answer = boarded.client(secretary).get(address, {"maaned": month, "region": "1082"})
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    (_, row) = sheet.iter_rows(values_only=True)
    assert (row[1], row[3], row[5].date()) == ("030370-••••", "Region Midt", NOW.date())
    other = boarded.client(secretary).get(address, {"maaned": month, "region": "1081"})
    assert openpyxl.load_workbook(io.BytesIO(b"".join(other.streaming_content))).active.max_row == 1
    assert boarded.client(secretary).get(address, {"maaned": "igen"}).status_code == 400


def asked(user: Any) -> list[int]:
    browser = boarded.client(user)
    found = []
    for name in PAGES:
        with CaptureQueriesContext(connection) as seen:
            browser.get(reverse(f"waiting:{name}"))
        found.append(len(seen))
    return found


def test_more_cases_take_no_more_queries(secretary: Any) -> None:
    def fill() -> None:
        listed("p1", 3), treated("1081", 4), closure(0, 3), referral(level="highly_specialised")

    fill(), letter("approved")
    asked(secretary)
    few = asked(secretary)
    fill(), fill()
    assert asked(secretary) == few


@pytest.mark.page
@pytest.mark.django_db(transaction=True)
def test_the_overviews_in_the_browser(browser: Pages, live_server: Any) -> None:
    boarded.people()
    user = person("secretary", "afdelingssekretaer", WARD)
    boarded.access.grant(actor=boarded.SYSTEM, user=user, role="regional_visitator", scope="1082", reason="prøve",
                         starts=date(2021, 1, 1))  # fmt: skip
    entry = boarded.cookies(user, live_server.url)
    _look(browser, live_server.url, entry, "tom")
    _fill()
    _look(browser, live_server.url, entry, "fuld")


def _look(browser: Pages, url: str, entry: Any, name: str) -> None:
    for page_name in PAGES:
        for width in WIDTHS:
            with browser.page(url + reverse(f"waiting:{page_name}"), width=width, cookies=entry) as page:
                picture(page, f"venteliste-{page_name}-{name}-{width}")
                check_page(page)


def _fill() -> None:
    listed("p2", 20, cpr=CPRS[0]), listed("p1", 10, cpr=CPRS[1]), listed("p3", 90)
    for home, waited in (("1081", 20), ("1082", 27)):
        for extra in range(5):
            treated(home, waited + extra)
    closure(-4, 20), closure(30, 60), closure(-10, -2), offer(20), offer(-1)
    letter("sent", -340), letter("approved", cpr=""), referral(level="highly_specialised", specialty="neurology")
