"""What is refused in words and never with a fault of ours: odd addresses, odd versions, content that has changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cases.conftest import person

from tvaers.engine.agreements import queries as agreements
from tvaers.engine.cases import actions, queries, refreshing, store
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.models import Turn
from tvaers.engine.citizens import actions as citizens
from tvaers.engine.citizens.cpr import Cpr
from tvaers.kernel.action import System
from tvaers.kernel.errors import Conflict, Problem
from tvaers.kernel.models import AuditEntry

WITH_CPR = "drejede sig om 010190-1234"


@pytest.fixture
def nurse(world: Any) -> Any:
    return person("n", "sygeplejerske", "afsnit-a")


@pytest.fixture
def case(nurse: Any, world: Any) -> Any:
    opening = Opening(world.id, world.case_types["request"], "afsnit-a", "sender", "sygeplejerske")
    made = actions.open_case(actor=nurse, opening=opening, given=Given({"subject": "Seng", "to": "0851"}))
    return actions.act(actor=nurse, case=made, event="add_step", given=Given({"text": "a"}))


@pytest.fixture
def client(nurse: Any) -> Client:
    made = Client()
    made.force_login(nurse)
    return made


@pytest.mark.parametrize("version", ["²", "9" * 5000, "", "-1"])
def test_a_version_that_is_none_is_the_newest(client: Client, case: Any, version: str) -> None:
    address = reverse("cases:event", args=[case.number, "add_step"])
    assert client.post(address, {"text": "b", "version": version}).status_code == 302


def test_a_case_number_with_a_sign_that_cannot_be_kept_is_not_found(client: Client, case: Any) -> None:
    assert client.get("/forloeb/AN%00M").status_code == 404


def test_a_search_with_a_sign_that_cannot_be_kept_is_answered(client: Client, case: Any) -> None:
    assert client.get(reverse("cases:list", args=["request"]), {"soeg": "\x00", "tilstand": "\x00"}).status_code == 200


@pytest.mark.parametrize("change", [actions.annul, lambda **given: actions.correct(given=Given(), **given)])
def test_a_reason_with_a_cpr_number_is_refused_and_so_not_logged(nurse: Any, case: Any, change: Any) -> None:
    with pytest.raises(Problem, match="CPR-nummer"):
        change(actor=nurse, case=case, number=2, reason=WITH_CPR)
    assert not AuditEntry.objects.filter(detail__reason=WITH_CPR).exists()


def test_a_reason_to_see_a_cpr_number_holds_none(nurse: Any, case: Any) -> None:
    case.citizen = citizens.register(actor=System(), cpr=Cpr("010190-1234"))
    case.save()
    with pytest.raises(Problem, match="Grunden"):
        actions.show_cpr(actor=nurse, case=case, reason=WITH_CPR)


def without(world: Any, part: str, gone: str) -> Any:
    """The trial agreement after somebody took something out of its case type."""
    type = world.case_types["request"]
    kept = tuple(one for one in getattr(type, part) if one.id != gone)
    changed = type.model_copy(update={part: kept})
    return lambda: {world.id: replace(world, case_types={"request": changed})}


@pytest.mark.parametrize(("part", "gone"), [("events", "add_step"), ("fields", "steps")])
def test_a_case_that_the_content_no_longer_fits_says_so(
    client: Client, case: Any, world: Any, monkeypatch: pytest.MonkeyPatch, part: str, gone: str
) -> None:
    monkeypatch.setattr(agreements, "packages", without(world, part, gone))
    with pytest.raises(Problem):
        store.read(case)
    assert client.get(reverse("cases:case", args=[case.number])).status_code == 400


def test_a_case_whose_duties_cannot_be_told_stops_no_others_and_keeps_its_turns(
    case: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = list(Turn.objects.filter(case=case).values_list("what", flat=True))

    def refuse(*given: Any) -> Any:
        raise Conflict(what="Værdien gælder ikke.")

    monkeypatch.setattr(store, "moves", refuse)
    assert not refreshing.made_anew(case)
    assert list(Turn.objects.filter(case=case).values_list("what", flat=True)) == before
    assert queries.case(System(), case.number) == case
