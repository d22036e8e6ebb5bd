"""A budget from file to follow-up over the API: each by the role whose job it is, and what everybody may read."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.access.world import person
from tests.budget.keeping.budget_world import HOSPITAL, NORTH, World, draft, published, world
from tests.budget.keeping.catalogue_shapes import MIO
from tests.budget.keeping.test_budget_stages import total_of
from tests.web.forum_world import client

from tvaers.engine.budget.models import Scenario, ScenarioChoice, Version

pytestmark = pytest.mark.django_db


def post(who: Any, path: str, expect: int = 200, **given: Any) -> Any:
    made = client(who).post(f"/api/v1/budget{path}", given, "application/json")
    assert made.status_code == expect, made.content
    return made.json()


def get(who: Any, path: str, expect: int = 200) -> Any:
    made = client(who).get(f"/api/v1/budget{path}")
    assert made.status_code == expect, made.content
    return made.json()


@pytest.fixture
def officer(db: None) -> Any:  # noqa: ARG001
    return person("kontor", "budgetkontor", NORTH)


@pytest.fixture
def chief(db: None) -> Any:  # noqa: ARG001
    return person("chef", "budgetchef", NORTH)


def test_a_file_is_taken_up_as_a_draft(officer: Any) -> None:
    text = b"Budgetkatalog 2025\n\nForslag til budget i regionen.\n"
    form = {"party": NORTH, "year": 2025, "file": SimpleUploadedFile("katalog.txt", text)}
    made = client(officer).post("/api/v1/budget/catalogues", form)
    assert made.status_code == 200, made.content
    assert (made.json()["year"], made.json()["state"]) == (2025, "draft")


def test_an_officer_corrects_and_the_chief_publishes(officer: Any, chief: Any) -> None:
    version = draft(doubts=())
    path = f"/versions/{version.pk}"
    cell = total_of(version, "1.1-01")
    assert [one["cell"] for one in get(officer, f"{path}/figures?key=1.1-01")["figures"] if one["row"] == "Samlet"][
        0
    ] == cell.pk
    told = post(officer, f"{path}/figures/{cell.pk}", amount={"low": "4000000.00"}, reason="Tastefejl")
    assert (told["printed"], told["before"], told["now"]) == (
        "3,00", {"low": "3000000.00", "high": "3000000.00"}, {"low": "4000000.00", "high": "4000000.00"},
    )  # fmt: skip
    for finding in post(officer, f"{path}/findings")["findings"]:
        if finding["state"] == "open":
            post(officer, f"{path}/findings/{finding['number']}/explain", reason="Bekræftet")
    post(officer, f"{path}/check")
    Version.objects.filter(pk=version.pk).update(state="committee")
    post(officer, f"{path}/publish", expect=403)
    assert post(chief, f"{path}/publish")["state"] == "published"
    post(officer, f"{path}/figures/{cell.pk}", expect=409, amount=None, reason="Igen")


def test_a_draft_is_not_there_for_others(officer: Any) -> None:  # noqa: ARG001
    version = draft()
    outsider = person("udenfor", "gruppemedlem", NORTH)
    get(outsider, f"/versions/{version.pk}", expect=404)
    assert get(outsider, "/versions")["count"] == 0


def test_a_unit_is_told_what_is_left_and_refused_above_it(officer: Any) -> None:
    catalogue = draft().catalogue.pk
    post(officer, f"/catalogues/{catalogue}/frames", unit=HOSPITAL, base="1000000000.00")
    leader = person("leder", "enhedsleder", HOSPITAL)
    sent = {"unit": HOSPITAL, "theme": "1.1", "title": "Senge", "amounts": {"2024": {"low": "5100000.00"}}}
    made = post(leader, f"/catalogues/{catalogue}/drafts", **sent)
    refused = post(leader, f"/drafts/{made['number']}/submit", expect=422)
    assert "5.000.000,00 kr." in refused["why"]
    again = {key: value for key, value in sent.items() if key != "unit"}
    post(leader, f"/drafts/{made['number']}", **{**again, "amounts": {"2024": {"low": "5000000.00"}}}, version=1)
    assert post(leader, f"/drafts/{made['number']}/submit")["state"] == "submitted"
    assert get(leader, f"/catalogues/{catalogue}/frames")["frames"][0]["remaining"] == "0.00"


def test_a_round_is_opened_with_what_the_catalogue_says(officer: Any) -> None:
    version = published()
    made = post(officer, f"/versions/{version.pk}/rounds", name="Første", risk=250)
    assert (made["rules"]["hard"], made["rules"]["risk"]) == ("2024", 250)
    assert {one["key"]: one["unavoidable"] for one in made["needs"]}["1.1-02"] == 1000


def compose(made: World) -> Any:
    """A private scenario of the first group, with one choice."""
    mine = post(made.one, f"/rounds/{made.round.pk}/scenarios", group=made.red.pk, name="Vores bud")
    return post(made.one, f"/scenarios/{mine['slug']}/choices", key="1.2-01", amount="2000000.00", version=0)


def test_a_group_composes_and_shares() -> None:
    made = world()
    mine = compose(made)
    room = mine["stand"]["pots"][0]["room"]
    assert (room["low"], room["high"]) == ("6000000.00", "2000000.00")
    path = f"/scenarios/{mine['slug']}"
    get(made.two, path, expect=404)
    post(made.one, f"{path}/share", groups=[made.blue.pk])
    assert get(made.two, path)["shared_with"] == []
    post(made.two, f"{path}/choices", expect=403, key="1.1-01")
    post(made.one, f"{path}/risk", expect=409, risk=1, version=0)
    other = post(made.two, f"/rounds/{made.round.pk}/scenarios", group=made.blue.pk, name="Kopi", copy_of=mine["slug"])
    post(made.two, f"/scenarios/{other['slug']}/choices", key="1.1-01")
    assert get(made.two, f"{path}/against/{other['slug']}")["keys"] == ["1.1-01"]
    assert [one["kind"] for one in get(made.one, f"{path}/log")["events"]] == ["opened", "chosen", "chosen", "shared"]


def test_what_is_agreed_is_given_out_and_followed_up(officer: Any, chief: Any) -> None:
    made = world()
    post(made.one, f"/scenarios/{made.joint.slug}/choices", key="1.2-02")
    path = f"/versions/{made.version.pk}"
    signed = {
        "signed_by": [made.red.pk],
        "signed_on": "2023-09-01",
        "administrative": {"Administration": "28600000.00"},
    }
    lines = {one["key"]: one["number"] for one in post(chief, f"/scenarios/{made.joint.slug}/agree", **signed)["lines"]}
    parts = {"1.1-02": "4000000.00", "1.2-02": "-2000000.00", "Administration": "28600000.00"}
    for key, amount in parts.items():
        part = {"unit": HOSPITAL, "account": "1.10", "quarter": 1, "amount": amount, "director": "Direktøren"}
        post(officer, f"/lines/{lines[key]}/allocations", parts=[part])
    assert post(officer, f"{path}/agreement/allocated")["state"] == "allocated"
    leader = person("leder", "enhedsleder", HOSPITAL)
    mine = {one["key"]: one["number"] for one in get(leader, f"{path}/allocations")["allocations"]}
    told = post(leader, f"/allocations/{mine['1.1-02']}", amount="3500000.00", owner="Afdelingschefen")
    assert {one["key"]: one["difference"] for one in told["allocations"]}["1.1-02"] == "-500000.00"
    elsewhere = person("anden", "enhedsleder", "regionshospital-nordjylland")
    assert get(elsewhere, f"{path}/allocations")["allocations"] == []
    assert get(officer, f"{path}/agreement")["alerts"] != []


def test_everybody_reads_what_is_published_without_a_login() -> None:
    draft(year=2025)
    made = world()
    anybody = Client()
    assert [one["year"] for one in anybody.get("/api/v1/public/budgets").json()["catalogues"]] == [2024]
    found = anybody.get(f"/api/v1/public/budgets/{NORTH}/2024").json()["catalogue"]
    assert [one["key"] for one in found["proposals"]] == [one["key"] for one in made.round.needs]
    assert anybody.get(f"/api/v1/public/budgets/{NORTH}/2025").status_code == 404


def test_a_question_is_read_by_everybody_when_it_is_released(officer: Any) -> None:
    made = world()
    asked = post(made.one, f"/catalogues/{made.version.catalogue_id}/questions", key="1.1-01", text="Hvor mange?")
    post(officer, f"/questions/{asked['number']}/answer", text="Fire")
    public = f"/api/v1/public/budgets/{NORTH}/2024/questions"
    assert Client().get(public).json()["questions"] == []
    post(officer, f"/questions/{asked['number']}/release")
    assert [one["answer"] for one in Client().get(public).json()["questions"]] == ["Fire"]


def test_a_citizen_tries_the_same_exercise_and_nothing_is_kept() -> None:
    world()
    before = (Scenario.objects.count(), ScenarioChoice.objects.count())
    anybody = Client()
    address = f"/api/v1/public/budgets/{NORTH}/2024"
    assert anybody.get(f"{address}/exercise").json()["rules"]["frames"]["health"]["2024"] == f"{10 * MIO}.00"
    given = {"choices": [{"key": "1.2-01", "amount": "1000000.00"}], "risk": 1000}
    made = anybody.post(f"{address}/try", given, "application/json")
    assert made.json()["pots"][0]["room"]["at"] == "1000000.00"
    assert not made.cookies and not Session.objects.exists()
    assert (Scenario.objects.count(), ScenarioChoice.objects.count()) == before
