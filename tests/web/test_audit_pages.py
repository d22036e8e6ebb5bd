"""The log pages: who reads them, what the filter and the paging give, and the verdict on the seals."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client

from tvaers.engine.access import actions as access
from tvaers.engine.access import queries
from tvaers.kernel import audit
from tvaers.kernel.action import System
from tvaers.web.audit.pages import PAGE

SYSTEM = System("test")


def log_in(role: str, scope: str) -> Client:
    user = access.create_user(actor=SYSTEM, username=f"bruger-{role or 'uden'}", title="Prøve")
    if role:
        access.grant(actor=SYSTEM, user=user, role=role, scope=scope, reason="Test", starts=date(2021, 1, 1))
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def auditor(db: None) -> Client:  # noqa: ARG001
    return log_in("revisor", "*")


def write(count: int) -> None:
    for number in range(count):
        audit.write(
            actor="anna",
            action="agreements.load",
            object=f"ting:{number}",
            sentence=f"anna gjorde nr. {number}",
            detail={},
        )


@pytest.mark.parametrize("path", ["/log/", "/log/1"])
@pytest.mark.parametrize(
    ("role", "scope", "status"),
    [
        ("revisor", "*", 200),
        ("administrator", "*", 200),
        ("revisor", "1081", 403),
        ("afregner", "*", 403),
        ("", "", 403),
    ],
)
def test_only_those_who_hold_the_log_over_everything_read_it(
    db: None,
    path: str,
    role: str,
    scope: str,
    status: int,  # noqa: ARG001
) -> None:
    assert log_in(role, scope).get(path).status_code == status


def test_the_newest_entry_stands_first(auditor: Client) -> None:
    write(2)
    page = auditor.get("/log/").content.decode()
    assert 0 < page.find("anna gjorde nr. 1") < page.find("anna gjorde nr. 0")


@pytest.mark.parametrize(
    ("query", "count"),
    [("q=nr.+3", 1), ("objekt=ting:4", 1), ("handling=agreements.load", 6), ("handling=access.grant", 1)],
)
def test_the_filter_keeps_to_text_action_and_object(auditor: Client, query: str, count: int) -> None:
    write(6)
    assert f'<span class="tv-count">{count} i alt</span>' in auditor.get(f"/log/?{query}").content.decode()


@pytest.mark.parametrize(("extra", "has_next"), [(0, False), (1, True)])
def test_a_page_is_full_before_there_is_a_next_one(auditor: Client, extra: int, has_next: bool) -> None:
    already = queries.audit_entries(SYSTEM).count()
    write(PAGE - already + extra)
    assert ('rel="next"' in auditor.get("/log/").content.decode()) is has_next


def test_the_next_page_goes_on_where_the_first_ended(auditor: Client) -> None:
    write(PAGE)
    newest = queries.audit_entries(SYSTEM).first()
    assert newest is not None
    first, second = (auditor.get(f"/log/?foer={below}").content.decode() for below in ("", newest.number - PAGE + 1))
    assert f'/log/{newest.number - PAGE + 1}"' in first
    assert f'/log/{newest.number - PAGE}"' in second and f'/log/{newest.number - PAGE + 1}"' not in second


def test_an_entry_shows_its_detail_and_seal(auditor: Client) -> None:
    found = queries.audit_entries(SYSTEM, action="access.grant").first()
    assert found is not None
    page = auditor.get(f"/log/{found.number}").content.decode()
    assert found.hash in page and "reason" in page


def test_a_whole_log_is_told_only_when_asked(auditor: Client) -> None:
    pages = [auditor.get(path).content.decode() for path in ("/log/", "/log/?kontrol=1")]
    assert ["Loggen er hel" in page for page in pages] == [False, True]


def test_a_changed_entry_is_found(auditor: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE kernel_auditentry DISABLE TRIGGER USER")
        cursor.execute("UPDATE kernel_auditentry SET sentence = 'noget andet' WHERE number = 1")
    assert "Loggen er brudt ved post 1" in auditor.get("/log/?kontrol=1").content.decode()
