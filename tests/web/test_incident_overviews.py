"""The overviews of adverse events: days left, whom a case waits for, plans, the network's list, the report."""

from __future__ import annotations

from contextvars import ContextVar
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web import boarded
from tests.web.boarded import done, opened, person
from tests.web.browser import WIDTHS, Pages, axe_faults, picture, too_wide

from tvaers.engine.cases.core import Doer
from tvaers.kernel import clock

AGREEMENT = "sundhedsaftale-midt-2011"
NOW = datetime(2012, 5, 15, 10, tzinfo=clock.COPENHAGEN)
OURS, THEIRS = "1082", "0851"
REPORT = {
    "what_happened": "Medicinlisten manglede", "profession": "health_professional", "context": "treatment",
    "outcome": "harmful", "area": "somatic", "place": "hospital",
}  # fmt: skip
PAGES = ("mine", "plans", "network", "report")
RECEIVER = Doer(OURS, "receiver", "risikomanager")


@pytest.fixture(autouse=True)
def _time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same moment in every thread, also that of the server that the browser asks."""
    monkeypatch.setattr(clock, "_fixed", ContextVar("fixed_moment", default=NOW))


@pytest.fixture
def manager(db: Any) -> Any:
    return _manager()


def _manager() -> Any:
    boarded.people()
    user = person("manager", "", OURS)
    for job in ("risikomanager", "netvaerkssekretariat"):
        boarded.access.grant(actor=boarded.SYSTEM, user=user, role=job, scope=OURS, reason="prøve",
                             starts=date(2011, 1, 1))  # fmt: skip
    return user


def html(user: Any, name: str, **query: str) -> str:
    return boarded.client(user).get(reverse(f"incidents:{name}"), query).content.decode()


def reported(ago: int = 0, **given: str) -> Any:
    doer = Doer("afsnit-a", "reporter", "sygeplejerske")
    at = NOW - timedelta(days=ago)
    row = opened(AGREEMENT, "adverse_event", "report", doer, given={**REPORT, **given}, at=at, citizen=False)
    return done(row, "register", RECEIVER, {"dpsd_number": f"DPSD-{row.number}"}, at=at)


def shared(ago: int = 0) -> Any:
    return done(reported(ago), "add_party", RECEIVER, {"party": THEIRS})


def assessing() -> Any:
    row = done(shared(), "note_contact", RECEIVER, {"record": "1", "contacted_on": NOW.date().isoformat()})
    return done(row, "vote_severity", Doer(OURS, "involved", "risikomanager"), {"harm": "permanent_injury"})


def note(severity: str = "serious", classification: str = "medication", anonymised: str = "yes", **more: str) -> Any:
    doer = Doer(OURS, "messenger", "risikomanager")
    given = {"summary": "Listen fulgte ikke med hjem.", "anonymised": anonymised, "area": "somatic", "network": OURS,
             "severity": severity, "classification": classification, **more}  # fmt: skip
    return opened(AGREEMENT, "learning_note", "submit", doer, given=given, citizen=False)


@pytest.mark.parametrize(
    ("ago", "word", "left"),
    [(74, "God tid", "16"), (75, "Snart", "15"), (90, "Snart", "0"), (91, "Overskredet", "-1")],
)
def test_days_left_and_their_mark(manager: Any, ago: int, word: str, left: str) -> None:
    reported(ago)
    page = html(manager, "mine")
    assert word in page and f">{left}<" in page


def test_the_case_with_the_fewest_days_comes_first(manager: Any) -> None:
    young, old = reported(1), reported(60)
    page = html(manager, "mine")
    assert page.index(old.number) < page.index(young.number)


def test_a_case_that_waits_for_contact_says_with_whom(manager: Any) -> None:
    shared()
    assert "Venter på kontakt: By Kommune" in html(manager, "mine")


def test_a_case_that_waits_for_a_vote_says_whose(manager: Any) -> None:
    row = assessing()
    assert "Venter på vurdering: By Kommune" in html(manager, "mine")
    assert row.number in html(manager, "mine", venter="vurdering")
    assert row.number not in html(manager, "mine", venter="kontakt")


def test_a_case_closed_here_but_not_in_dpsd_says_so(manager: Any) -> None:
    row = done(reported(), "analyse_internally", RECEIVER, {"analysis_result": "Ingen overlevering"})
    done(row, "close_internally", RECEIVER)
    assert "Lukket her, ikke i DPSD: Region Midt" in html(manager, "mine")


def test_the_cases_of_others_leave_no_trace(manager: Any) -> None:
    before = len(html(manager, "mine"))
    other = {**REPORT, "place": "municipal_care", "municipality": THEIRS}
    opened(AGREEMENT, "adverse_event", "report", Doer("afsnit-a", "reporter", "sygeplejerske"), given=other,
           citizen=False)  # fmt: skip
    assert len(html(manager, "mine")) == before


def _planned() -> None:
    ours, handler = Doer(OURS, "involved", "risikomanager"), Doer(OURS, "primary_handler", "risikomanager")
    row = done(assessing(), "vote_severity", Doer(THEIRS, "involved", "risikomanager"), {"harm": "death"})
    row = done(row, "appoint_primary", ours, {"primary": OURS})
    for doer in (ours, Doer(THEIRS, "involved", "risikomanager")):
        row = done(row, "agree_method", doer, {"method": "root_cause"})
    row = done(row, "add_participant", ours, {"participant_party": OURS, "function": "Læge"})
    row = done(row, "start_analysis", handler)
    row = done(row, "record_analysis", handler, {"analysis_result": "Listen kom ikke med"})
    for number in range(9):
        given = {"action": f"Tjekliste {number}", "criterion": "I brug", "unit": "Afsnit A",
                 "action_party": THEIRS if number == 8 else OURS, "action_due": "2012-06-01"}  # fmt: skip
        row = done(row, "add_action", ours, given)
    row = done(row, "approve_plan", handler)
    for number in range(1, 7):
        given = {"record": str(number), "implemented_on": "2012-05-15", "evidence": "Set på stuen"}
        row = done(row, "mark_implemented", ours, given)


def test_the_degree_of_implementation_is_of_our_own_actions(manager: Any) -> None:
    _planned()
    page = html(manager, "plans")
    assert "6 af 8 handlinger" in page and ">75<" in page.replace(" ", "").replace("\n", "")
    assert "Tjekliste 7" in page and "Tjekliste 8" not in page


def test_the_network_sees_serious_results_of_the_quarter(manager: Any) -> None:
    serious, mild = note(), note("not_serious", "fall")
    page = html(manager, "network")
    assert serious.number in page and mild.number not in page
    assert serious.number not in html(manager, "network", kvartal="2012-1")


@pytest.mark.parametrize(("number", "shown"), [(4, "undertrykt"), (5, ">5<")])
def test_small_classes_are_hidden(manager: Any, number: int, shown: str) -> None:
    for _ in range(number):
        note()
    assert shown in html(manager, "network")


@pytest.mark.parametrize(("number", "there"), [(4, False), (5, True)])
def test_a_class_that_is_frequent_is_a_theme(manager: Any, number: int, there: bool) -> None:
    for _ in range(number):
        note("not_serious", "fall")
    assert ("Der er mange af dem" in html(manager, "network")) is there


def test_the_report_counts_and_keeps_the_words(manager: Any) -> None:
    for _ in range(6):
        note()
    address = reverse("incidents:report")
    boarded.client(manager).post(f"{address}?aar=2012", {"introduction": "Året der gik"})
    page = html(manager, "report", aar="2012")
    assert "Året der gik" in page and ">6<" in page
    assert "Året der gik" in html(manager, "report", aar="2013")


def test_the_report_as_pdf(manager: Any) -> None:
    note()
    answer = boarded.client(manager).get(reverse("incidents:report_pdf"), {"aar": "2012"})
    assert answer.content.startswith(b"%PDF") and b"pdfuaid" in answer.content


def test_a_word_that_tells_who_somebody_is_is_not_kept(manager: Any) -> None:
    note()
    address = f"{reverse('incidents:report')}?aar=2012"
    page = boarded.client(manager).post(address, {"patterns": "010150-1234 faldt"}).content.decode()
    assert "CPR-nummer" in page and "010150-1234 faldt" in page
    assert "010150-1234" not in html(manager, "report", aar="2012")


def test_others_than_the_network_do_not_see_the_report(manager: Any) -> None:
    nurse = person("nurse", "sygeplejerske", "afsnit-a")
    assert boarded.client(nurse).get(reverse("incidents:report")).status_code == 403


def asked(user: Any) -> list[int]:
    browser, found = boarded.client(user), []
    for name in PAGES:
        with CaptureQueriesContext(connection) as seen:
            browser.get(reverse(f"incidents:{name}"))
        found.append(len(seen))
    return found


def test_more_cases_take_no_more_queries(manager: Any) -> None:
    shared(), note()
    asked(manager)
    few = asked(manager)
    shared(), note(), shared(), note()
    assert asked(manager) == few


@pytest.mark.page
@pytest.mark.django_db(transaction=True)
def test_the_overviews_in_the_browser(browser: Pages, live_server: Any) -> None:
    entry = boarded.cookies(_manager(), live_server.url)
    empty = _look(browser, live_server.url, entry, "tom")
    reported(3), reported(80), reported(95), shared(), assessing(), _planned()
    for severity, kind in (("serious", "medication"), ("not_serious", "fall"), ("not_serious", "handover")):
        for _ in range(6 if kind == "fall" else 2):
            note(severity, kind)
    assert empty + _look(browser, live_server.url, entry, "fuld") == []


def _look(browser: Pages, url: str, entry: Any, name: str) -> list[str]:
    """What is wrong with each page at each width: what axe finds, what is too wide, and what the page complains of."""
    faults = []
    for page_name in PAGES:
        for width in WIDTHS:
            with browser.page(url + reverse(f"incidents:{page_name}"), width=width, cookies=entry) as page:
                picture(page, f"haendelser-{page_name}-{name}-{width}")
                found = [*axe_faults(page), *too_wide(page), *page.complaints]  # type: ignore[attr-defined]
                faults += [f"{page_name} {width}: {fault}" for fault in found]
    return faults
