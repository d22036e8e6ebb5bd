"""The secret address of a calendar: it gives the deadlines that its owner may see now, and nothing of a citizen."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cases.conftest import person
from tests.web import boarded
from tests.web.boarded import CPRS, NURSE, WARD, done, stay
from tests.web.case_world import CaseWorld, case_world, trial, world

from tvaers.engine.access import actions as access
from tvaers.engine.access.models import Grant
from tvaers.engine.cases import dates, queries
from tvaers.engine.cases.models import CalendarKey
from tvaers.kernel import clock
from tvaers.kernel.action import System
from tvaers.kernel.errors import NotAllowed
from tvaers.kernel.ids import looks_like_cpr
from tvaers.kernel.models import AuditEntry

__all__ = ["case_world", "trial", "world"]


def read(code: str) -> Any:
    """What a calendar program is answered: no log in, no cookies."""
    return Client().get(reverse("cases:calendar_feed", args=[code]))


def made(user: Any, party: str = "") -> str:
    return dates.make_calendar(actor=user, party=party).code


def test_the_address_gives_the_deadlines_of_the_worklist(case_world: CaseWorld) -> None:
    row = case_world.request()
    answer = read(made(case_world.receiver))
    text = answer.content.decode()
    assert answer["Content-Type"] == "text/calendar; charset=utf-8" and row.number in text
    assert "SUMMARY:Svar på anmodningen" in text.replace("\r\n ", "")


def test_the_cases_of_others_are_not_in_it(case_world: CaseWorld) -> None:
    row = case_world.request()
    stranger = person("s", "visitator", "0860")
    assert row.number not in read(made(stranger)).content.decode()


def test_a_withdrawn_address_is_answered_as_one_that_never_was(case_world: CaseWorld) -> None:
    code = made(case_world.receiver)
    key = queries.calendar_key(case_world.receiver)
    assert key is not None
    dates.withdraw_calendar(actor=case_world.receiver, key=key)
    gone, never = read(code), read("x" * len(code))
    assert (gone.status_code, gone.content) == (never.status_code, never.content) == (404, never.content)


def test_a_new_address_ends_the_old_one(case_world: CaseWorld) -> None:
    old, new = made(case_world.receiver), made(case_world.receiver)
    assert [read(code).status_code for code in (old, new)] == [404, 200]


def test_access_is_asked_anew_at_each_reading(case_world: CaseWorld) -> None:
    row = case_world.request()
    code = made(case_world.receiver)
    assert row.number in read(code).content.decode()
    grant = Grant.objects.get(user=case_world.receiver)
    access.revoke(actor=System(), grant=grant, reason="Færdig")
    with clock.fixed(clock.now() + timedelta(days=2)):
        assert read(code).status_code == 404


def test_somebody_who_may_not_log_in_any_more_reads_nothing(case_world: CaseWorld) -> None:
    code = made(case_world.receiver)
    case_world.receiver.is_active = False
    case_world.receiver.save()
    assert read(code).status_code == 404


def test_it_can_be_narrowed_to_one_unit(case_world: CaseWorld) -> None:
    row = case_world.request()
    access.grant(
        actor=System(),
        user=case_world.receiver,
        role="visitator",
        scope="0860",
        reason="prøve",
        starts=date(2021, 1, 1),
    )
    found = [row.number in read(made(case_world.receiver, party)).content.decode() for party in ("0851", "0860")]
    assert found == [True, False]


def test_nobody_makes_one_for_a_unit_that_is_not_theirs(case_world: CaseWorld) -> None:
    with pytest.raises(NotAllowed):
        made(case_world.receiver, "0860")


def test_nobody_withdraws_that_of_another(case_world: CaseWorld) -> None:
    made(case_world.receiver)
    key = queries.calendar_key(case_world.receiver)
    assert key is not None
    with pytest.raises(NotAllowed):
        dates.withdraw_calendar(actor=case_world.nurse, key=key)


def test_the_secret_is_kept_nowhere(case_world: CaseWorld) -> None:
    code = made(case_world.receiver)
    assert code not in CalendarKey.objects.get().code_hash
    assert all(code not in f"{one.sentence} {one.detail} {one.object}" for one in AuditEntry.objects.all())


def test_the_page_shows_the_address_once(case_world: CaseWorld) -> None:
    browser = case_world.client(case_world.receiver)
    page = browser.post(reverse("cases:make_calendar"), {"party": ""})
    address = re.search(r'value="(http[^"]+\.ics)"', page.content.decode())
    assert address is not None and page["Cache-Control"] == "no-store"
    assert Client().get(address[1]).status_code == 200
    assert address[1] not in browser.get(reverse("cases:calendar")).content.decode()
    browser.post(reverse("cases:withdraw_calendar"))
    assert Client().get(address[1]).status_code == 404


def test_no_cpr_number_and_nothing_that_was_written_is_in_it(db: Any) -> None:  # noqa: ARG001
    boarded.people()
    row = stay(cpr=CPRS[0], ward="Hemmelig afdeling")
    blocker = {"blocker_kind": "milestone", "blocker_text": "Nøgle fra naboen", "blocker_owner": "hospital"}
    done(row, "add_blocker", NURSE, blocker)
    nurse = boarded.person("nurse", "sygeplejerske", WARD)
    text = read(made(nurse)).content.decode().replace("\r\n ", "")
    assert row.number in text and not any(looks_like_cpr(line) for line in text.splitlines() if "DT" not in line)
    assert CPRS[0].replace("-", "") not in text and "Hemmelig" not in text and "naboen" not in text
