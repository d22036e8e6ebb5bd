"""Saved views: tabs above the list, private or shared with the unit; and the columns of lists."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cases.conftest import person
from tests.web.case_world import CaseWorld, case_world, trial, world

from tvaers.engine.agreements import queries as agreements
from tvaers.engine.cases import queries, views
from tvaers.engine.cases.models import SavedView
from tvaers.exports.case_columns import columns
from tvaers.kernel.errors import Conflict, NotAllowed, NotFound, Problem
from tvaers.web.cases.saved import canonical

__all__ = ["case_world", "trial", "world"]


@pytest.fixture
def colleague(case_world: CaseWorld) -> Any:  # noqa: ARG001
    return person("k", "sygeplejerske", "afsnit-a")


@pytest.fixture
def stranger(case_world: CaseWorld) -> Any:  # noqa: ARG001
    return person("s", "sygeplejerske", "afsnit-b")


def saved(user: Any, name: str = "Mine", query: str = "tilstand=waiting", party: str = "") -> SavedView:
    return views.save_view(actor=user, list="request", name=name, query=query, party=party)


def test_a_view_is_saved_from_the_list_and_stands_above_it(case_world: CaseWorld) -> None:
    given = {"list": "request", "query": "tilstand=waiting&side=3&kol=amount", "name": "Venter", "party": ""}
    answer = case_world.client(case_world.nurse).post(reverse("cases:save_view"), given)
    assert answer["Location"] == "/forloeb/alle/request?tilstand=waiting&kol=amount"
    page = case_world.page(case_world.nurse, "list", "request", tilstand="waiting", kol="amount")
    assert 'href="/forloeb/alle/request?tilstand=waiting&amp;kol=amount" aria-current="page">Venter' in page


def test_a_new_look_can_be_saved_and_a_saved_or_plain_one_not(case_world: CaseWorld) -> None:
    saved(case_world.nurse)
    shown = [case_world.page(case_world.nurse, "list", "request", **look)
             for look in ({"tilstand": "sent"}, {"tilstand": "waiting"}, {})]  # fmt: skip
    assert ["Gem denne visning" in page for page in shown] == [True, False, False]


def test_the_worklist_has_views_of_its_own(case_world: CaseWorld) -> None:
    views.save_view(actor=case_world.nurse, list="", name="Anmodninger", query="type=request")
    assert "/forloeb/?type=request" in case_world.page(case_world.nurse, "home")
    assert "Anmodninger</a>" not in case_world.page(case_world.nurse, "list", "request")


def test_what_is_not_shared_is_seen_by_its_owner_alone(case_world: CaseWorld, colleague: Any) -> None:
    saved(case_world.nurse)
    assert (queries.views(case_world.nurse).count(), queries.views(colleague).count()) == (1, 0)


def test_what_is_shared_is_seen_by_the_unit_and_no_other(case_world: CaseWorld, colleague: Any, stranger: Any) -> None:
    saved(case_world.nurse, party="afsnit-a")
    assert [queries.views(user).count() for user in (colleague, stranger)] == [1, 0]


def test_only_the_owner_renames_and_deletes(case_world: CaseWorld, colleague: Any) -> None:
    view = saved(case_world.nurse, party="afsnit-a")
    with pytest.raises(NotAllowed):
        views.rename_view(actor=colleague, view=view, name="Andet")
    with pytest.raises(NotAllowed):
        views.drop_view(actor=colleague, view=view)
    assert views.rename_view(actor=case_world.nurse, view=view, name=" Vores  seneste ").name == "Vores seneste"
    views.drop_view(actor=case_world.nurse, view=view)
    assert not SavedView.objects.exists()


def test_nobody_shares_with_a_unit_that_is_not_theirs(stranger: Any) -> None:
    with pytest.raises(NotAllowed):
        saved(stranger, party="afsnit-a")


def test_the_same_name_again_replaces_what_it_was(case_world: CaseWorld) -> None:
    saved(case_world.nurse)
    saved(case_world.nurse, query="tilstand=sent")
    assert [one.query for one in queries.views(case_world.nurse)] == ["tilstand=sent"]


def test_a_name_cannot_be_taken_from_another_view(case_world: CaseWorld) -> None:
    saved(case_world.nurse, "En")
    view = saved(case_world.nurse, "To")
    with pytest.raises(Conflict):
        views.rename_view(actor=case_world.nurse, view=view, name="En")


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "Borger 010190-1234"])
def test_a_name_that_cannot_be_is_refused(case_world: CaseWorld, name: str) -> None:
    with pytest.raises(Problem):
        saved(case_world.nurse, name)


def test_a_filter_with_a_cpr_number_is_refused_also_when_it_is_written_for_an_address(case_world: CaseWorld) -> None:
    with pytest.raises(Problem):
        saved(case_world.nurse, query="soeg=010190%2D1234")


def test_the_number_of_views_has_a_limit(case_world: CaseWorld) -> None:
    for place in range(views.MOST):
        saved(case_world.nurse, f"Nr. {place}")
    with pytest.raises(Problem):
        saved(case_world.nurse, "En til")
    saved(case_world.nurse, "Nr. 0", "tilstand=sent")


def test_a_view_of_a_list_that_is_not_there_is_refused(case_world: CaseWorld) -> None:
    with pytest.raises(NotFound):
        views.save_view(actor=case_world.nurse, list="findes-ikke", name="En", query="")


def test_a_fault_keeps_what_was_written(case_world: CaseWorld) -> None:
    given = {"list": "request", "query": "tilstand=sent", "name": "Borger 010190-1234", "party": ""}
    answer = case_world.client(case_world.nurse).post(reverse("cases:save_view"), given)
    assert answer.status_code == 400 and "Borger 010190-1234" in answer.content.decode()


def test_the_page_of_views_renames_and_deletes(case_world: CaseWorld) -> None:
    view = saved(case_world.nurse)
    browser = case_world.client(case_world.nurse)
    browser.post(reverse("cases:rename_view", args=[view.pk]), {"name": "Nyt navn"})
    assert "Nyt navn" in case_world.page(case_world.nurse, "views")
    browser.post(reverse("cases:drop_view", args=[view.pk]))
    assert "Du har ingen visninger endnu" in case_world.page(case_world.nurse, "views")


@pytest.mark.parametrize(
    ("given", "kept"),
    [("side=2&hent=csv", ""), ("tilstand=&soeg=x", "soeg=x"), ("tilstand=a&kol=z&soeg=x", "soeg=x&tilstand=a&kol=z")],
)  # fmt: skip
def test_a_look_is_kept_without_its_page_and_in_one_order(given: str, kept: str) -> None:
    assert canonical(given) == kept


def test_rules_parties_and_the_next_step_can_be_columns(case_world: CaseWorld) -> None:
    case_world.request("Seng", amount="1000")
    chosen = ["size", "part.receiver", "tur.frist", "tur.skridt", "tur.hos"]
    answer = case_world.client(case_world.nurse).get(reverse("cases:list", args=["request"]), {"kol": chosen})
    page = answer.content.decode()
    assert "By Kommune</td>" in page and "Svar på anmodningen</td>" in page
    assert all(f"kol={key}" in page for key in chosen)


def test_columns_that_need_nothing_beside_the_case_ask_for_nothing(case_world: CaseWorld) -> None:
    case_world.request("Seng")
    browser = case_world.client(case_world.nurse)

    def asked(*chosen: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            browser.get(reverse("cases:list", args=["request"]), {"kol": chosen})
        return len(seen)

    asked("amount")
    plain = asked("amount")
    assert [asked(*chosen) - plain for chosen in (["subject"], ["part.receiver"], ["tur.hos"], ["size"])] == [
        0,
        1,
        1,
        1,
    ]


def test_a_party_that_only_a_blind_field_names_is_no_column() -> None:
    type = agreements.packages()["benyttelsesaftale-nord-midt-2021"].case_types["referral"]
    blind = {field.id for field in type.fields if field.blind}
    roles = {role for event in type.events for role, sources in event.assigns.items()
             if any(f"field:{field}" in sources for field in blind)}  # fmt: skip
    known = columns(type)
    assert blind and not blind & set(known) and not {f"part.{role}" for role in roles} & set(known)
