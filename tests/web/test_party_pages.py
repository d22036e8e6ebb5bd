"""The parties pages: who there is on a day, one party over time, and the regions before and after 2027."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tvaers.engine.access import actions as access
from tvaers.engine.parties import actions, queries
from tvaers.kernel.action import System

SYSTEM = System("test")
LogIn = Callable[[str], Client]


@pytest.fixture
def log_in(db: None) -> LogIn:  # noqa: ARG001
    """A function that gives a client logged in with a role ("" is none), with the parties loaded."""
    actions.load(actor=SYSTEM)

    def client(role: str) -> Client:
        user = access.create_user(actor=SYSTEM, username=f"bruger-{role}", title="Prøve")
        if role:
            access.grant(actor=SYSTEM, user=user, role=role, scope="1081", reason="Test", starts=date(2021, 1, 1))
        found = Client()
        found.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return found

    return client


@pytest.fixture
def client(log_in: LogIn) -> Client:
    return log_in("afregner")


def text(client: Client, path: str, **query: Any) -> str:
    return client.get(path, query).content.decode()


@pytest.mark.parametrize("path", ["/parter/", "/parter/kommuner", "/parter/region-nordjylland"])
@pytest.mark.parametrize(("role", "status"), [("afregner", 200), ("administrator", 200), ("", 403)])
def test_a_role_is_needed_to_see_parties(log_in: LogIn, role: str, path: str, status: int) -> None:
    assert log_in(role).get(path).status_code == status


@pytest.mark.parametrize(("day", "count"), [("2026-12-31", 5), ("2027-01-01", 4)])
def test_the_regions_are_those_of_the_day(client: Client, day: str, count: int) -> None:
    assert f'<span class="tv-count">{count} i alt</span>' in text(client, "/parter/", type="region", dato=day)


def test_the_list_keeps_to_one_kind(client: Client) -> None:
    page = text(client, "/parter/", type="municipality")
    assert "98 i alt" in page and "Region Nordjylland</a>" not in page


@pytest.mark.parametrize("wanted", ["0710", "favr"])
def test_search_finds_by_name_and_code(client: Client, wanted: str) -> None:
    page = text(client, "/parter/", q=wanted)
    assert "1 part passer" in page and "Favrskov Kommune" in page


def test_search_without_hits_says_what_to_do(client: Client) -> None:
    assert "Ingen parter passer til det" in text(client, "/parter/", q="findes ikke")


def test_a_party_shows_the_two_clusters_it_was_in(client: Client) -> None:
    page = text(client, "/parter/favrskov-kommune", dato="2012-06-01").split("Navne over tid")[0]
    assert "Somatisk klynge Silkeborg" in page and "Somatisk klynge Randers-Grenaa" in page


def test_a_party_is_not_in_clusters_that_have_ended(client: Client) -> None:
    page = text(client, "/parter/favrskov-kommune", dato="2015-01-01").split("Navne over tid")[0]
    assert "Somatisk klynge" not in page


def test_a_party_that_did_not_exist_says_so(client: Client) -> None:
    assert "Parten fandtes ikke den dag" in text(client, "/parter/region-nordjylland", dato="1999-01-01")


def test_an_unknown_party_is_not_found(client: Client) -> None:
    assert client.get("/parter/findes-ikke").status_code == 404


def test_a_code_that_breaks_its_rule_is_shown_with_the_warning(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tvaers.kernel.ids.check", lambda kind, value: ["Kontrolcifferet passer ikke."])  # noqa: ARG005
    assert "Kontrolcifferet passer ikke." in text(client, "/parter/region-nordjylland")


@pytest.mark.parametrize("day", [date(2026, 12, 31), date(2027, 1, 1)])
def test_each_region_counts_its_municipalities_as_the_query_does(client: Client, day: date) -> None:
    page = " ".join(text(client, "/parter/kommuner").split())
    wanted = [
        f'>{r.name}</a></th> <td class="tv-right">{len(queries.municipalities(day, r.key))}<'
        for r in queries.regions(day)
    ]
    assert [row for row in wanted if row not in page] == []


def test_every_municipality_stands_with_both_its_regions(client: Client) -> None:
    page = text(client, "/parter/kommuner")
    assert page.count("Den samme") + page.count(">Skifter<") == 98
