"""The agreements pages: numbers equal the queries, nothing without permission, and both steps can be taken."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.web.people import ROLES, add_people
from tests.web.settled import AGREEMENT, SYSTEM, Settled, amended, settle, shared_world

from tvaers.engine.agreements import actions as agreement_actions
from tvaers.engine.agreements import queries as agreements
from tvaers.engine.settlement import queries
from tvaers.engine.settlement.lines import LineFilter
from tvaers.kernel import clock
from tvaers.kernel.package import load_package
from tvaers.kernel.rules import load_rules
from tvaers.web.design.danish import kroner

__all__ = ["shared_world"]

HOME = f"/aftaler/{AGREEMENT}/"
SUB_PAGES = ("", "parametre", "laesninger", "udgaver", "BA-4.1a")


@pytest.fixture(scope="module")
def world(shared_world: Settled) -> Settled:  # noqa: F811
    return add_people(shared_world)


@pytest.fixture
def nord(world: Settled, db: None) -> Client:  # noqa: ARG001
    return world.client("nord-afregner")


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


@pytest.mark.parametrize("role", ["afregner", "oekonomichef", "aftaleansvarlig", "revisor", "administrator"])
@pytest.mark.parametrize("page", SUB_PAGES)
def test_every_role_sees_every_page(world: Settled, db: None, role: str, page: str) -> None:  # noqa: ARG001
    assert world.client(ROLES[role]).get(HOME + page).status_code == 200


@pytest.mark.parametrize(("path", "status"), [("/aftaler/", 403), *((HOME + page, 404) for page in SUB_PAGES)])
def test_a_user_without_a_role_sees_nothing(world: Settled, db: None, path: str, status: int) -> None:  # noqa: ARG001
    answer = world.client("uden-adgang").get(path)
    assert (answer.status_code, b"Benyttelsesaftale" in answer.content) == (status, False)


def test_strangers_are_sent_to_log_in(world: Settled, db: None) -> None:  # noqa: ARG001
    assert Client().get("/aftaler/")["Location"].startswith("/konto/login/")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2020-12-31", "Begynder 01-01-2021"),
        ("2021-01-01", "I kraft"),
        ("2022-12-31", "I kraft"),
        ("2023-01-01", "Udløbet"),
    ],
)
def test_an_agreement_is_in_force_from_its_first_to_its_last_day(nord: Client, day: str, words: str) -> None:
    assert words in text(nord, f"{HOME}?dato={day}").split('id="bestemmelser"')[0]


def test_every_clause_stands_on_the_page_in_the_agreements_order(nord: Client) -> None:
    page = text(nord, HOME)
    order = agreements.edition(agreements.agreement(SYSTEM, AGREEMENT)).document["clause_order"]
    places = [page.find(f'id="{name}"') for name in order]
    assert places == sorted(places) and places[0] > 0


@pytest.mark.parametrize(
    ("query", "found", "left_out"),
    [
        ("type=price", "BA-4.1a", "BA-5.1a"),
        ("status=later", "BA-4.2a", "BA-4.1a"),
        ("q=privathospital", "BA-4.1e", "BA-4.1a"),
    ],
)
def test_clauses_are_filtered_by_kind_status_and_text(nord: Client, query: str, found: str, left_out: str) -> None:
    page = text(nord, f"{HOME}?{query}")
    assert (f'id="{found}"' in page, f'id="{left_out}"' in page) == (True, False)


@pytest.mark.parametrize("kind", ["settled", "held"])
@pytest.mark.parametrize("username", ["nord-afregner", "midt-chef", "alle-revisor"])
def test_the_figures_beside_a_clause_are_those_of_the_run(
    world: Settled,
    db: None,
    username: str,
    kind: str,  # noqa: ARG001
) -> None:
    page = text(world.client(username), HOME)
    rows = queries.line_sums(world.users[username], world.run, LineFilter(kind=kind), "clause")
    missing = [row for row in rows if f"<dd>{kroner(row['amount'])}</dd>" not in page]
    assert (bool(rows), missing) == (True, [])


@pytest.mark.parametrize("page", ["", "BA-4.1a"])
def test_an_administrator_sees_no_amounts_of_a_settlement(world: Settled, db: None, page: str) -> None:  # noqa: ARG001
    assert 'class="ag-live"' not in text(world.client("alle-administrator"), HOME + page)


def test_a_clause_shows_its_months_as_the_query_gives_them(world: Settled, nord: Client) -> None:
    page = text(nord, f"{HOME}BA-4.1a")
    rows = queries.line_sums(world.users["nord-afregner"], world.run, LineFilter(clause="BA-4.1a"), "month")
    assert len(rows) > 10 and all(kroner(row["amount"]) in page for row in rows)


def test_a_run_of_nothing_but_changes_is_not_chosen_by_itself(world: Settled, nord: Client) -> None:
    changes = settle(amended())
    page = text(nord, f"{HOME}BA-4.1c")
    assert f'<option value="{world.run.pk}" selected>' in page and f'<option value="{changes.pk}">' in page


def test_a_clause_shows_the_tests_of_its_rules_in_words(nord: Client) -> None:
    assert "Behandlingen er på højt specialiseret niveau" in text(nord, f"{HOME}BA-4.1a")


def test_a_clause_that_is_not_there_is_not_found(nord: Client) -> None:
    assert nord.get(f"{HOME}BA-9.9z").status_code == 404


def test_a_parameter_without_values_says_why(nord: Client) -> None:
    page = text(nord, "/aftaler/sundhedsaftale-midt-2011/parametre")
    assert "Ingen værdi" in page and "ingen værdi" in page


def test_days_between_two_values_are_not_drawn_as_one_line(nord: Client) -> None:
    page = text(nord, "/aftaler/sundhedsaftale-midt-2011/parametre")
    rate = page.split('id="dialysis_rate"')[1].split("</section>")[0]
    assert rate.count("<svg") == 2


def test_every_reading_shows_its_problem_and_choice(nord: Client) -> None:
    page = text(nord, f"{HOME}laesninger")
    written = len(agreements.package(AGREEMENT).manifest.readings)
    assert page.count("<dt>Det er uklart</dt>") == written and "DRG-taksten, og rabatten kun gives" in page


def test_sections_with_the_same_number_are_told_apart_by_their_paper(nord: Client) -> None:
    page = text(nord, "/aftaler/sundhedsaftale-midt-2011/")
    before = page.split('id="SA-UH-01"')[0]
    assert before.rindex("rapportering om utilsigtede hændelser</p>") > before.rindex("<h3>Afsnit 1</h3>")


@pytest.fixture
def second_edition(world: Settled, db: None, tmp_path: Path) -> Iterator[Any]:  # noqa: ARG001
    """A later edition with another rate and another heading."""
    source = agreements.package(AGREEMENT).folder
    folder = tmp_path / source.name
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file, old, new in (
        ("parameters/afregning.yml", 'value: "0.90"', 'value: "0.85"'),
        ("clauses/4-afregning.yml", "heading: Rabatten går begge veje", "heading: Rabat begge veje"),
    ):
        path = folder / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    package = load_package(folder, lambda file: load_rules(file).rule_names)
    with clock.fixed(clock.now() + timedelta(days=10)):
        yield agreement_actions.load(actor=SYSTEM, package=package)


def test_the_difference_between_editions_is_told_in_words(nord: Client, second_edition: Any) -> None:
    found = agreements.agreement(SYSTEM, AGREEMENT)
    new, old = [edition.content_hash for edition in agreements.editions(found)]
    page = text(nord, f"{HOME}forskel?fra={old[:12]}&til={new[:12]}")
    assert "2 ændringer" in page
    assert "værdien fra 01-01-2021 er ændret" in page and "85 %, 01-01-2021 til 31-12-2022" in page
    assert "BA-4.1f Rabat begge veje: overskriften er ændret" in page


@pytest.mark.parametrize(("days", "rate"), [(9, "90 %"), (10, "85 %")])
def test_a_look_up_gives_what_was_known_on_a_day(nord: Client, second_edition: Any, days: int, rate: str) -> None:
    known = second_edition.recorded_at.date() - timedelta(days=10) + timedelta(days=days)
    page = text(nord, f"{HOME}udgaver?dato=2021-06-01&kendt={known}")
    assert f'class="">{rate}</td>' in page


def test_before_the_first_edition_nothing_was_known(nord: Client) -> None:
    assert "Ingen udgave var registreret den dag" in text(nord, f"{HOME}udgaver?kendt=2001-01-01")


def test_a_party_signs_after_a_last_look(world: Settled, db: None) -> None:  # noqa: ARG001
    client = world.client("nord-aftale")
    given = {"signed_by": "Regionsdirektøren", "signed_on": "2020-12-15"}
    looked = client.post(f"{HOME}underskriv/1081", given).content.decode()
    assert "Hver part underskriver én gang" in looked
    assert not agreements.signatures(agreements.agreement(SYSTEM, AGREEMENT)).exists()
    client.post(f"{HOME}underskriv/1081", {**given, "bekraeft": "ja"})
    assert [s.party for s in agreements.signatures(agreements.agreement(SYSTEM, AGREEMENT))] == ["1081"]


def test_signing_twice_is_explained_on_the_form(world: Settled, db: None) -> None:  # noqa: ARG001
    client = world.client("nord-aftale")
    given = {"signed_by": "Regionsdirektøren", "signed_on": "2020-12-15", "bekraeft": "ja"}
    client.post(f"{HOME}underskriv/1081", given)
    assert "Parten har allerede underskrevet" in client.post(f"{HOME}underskriv/1081", given).content.decode()


@pytest.mark.parametrize(("username", "party"), [("nord-aftale", "1082"), ("nord-afregner", "1081")])
def test_nobody_signs_for_others(world: Settled, db: None, username: str, party: str) -> None:  # noqa: ARG001
    assert world.client(username).get(f"{HOME}underskriv/{party}").status_code == 403


@pytest.mark.parametrize(("ahead", "is_taken"), [(0, True), (1, False)])
def test_a_signature_is_not_given_tomorrow(world: Settled, db: None, ahead: int, is_taken: bool) -> None:  # noqa: ARG001
    day = clock.today() + timedelta(days=ahead)
    answer = world.client("nord-aftale").post(
        f"{HOME}underskriv/1081", {"signed_by": "Regionsdirektøren", "signed_on": day.isoformat()}
    )
    assert ("ligger i fremtiden" not in answer.content.decode()) is is_taken


def test_a_sub_agreement_is_registered_and_listed(world: Settled, db: None) -> None:  # noqa: ARG001
    client = world.client("nord-aftale")
    given = {"subject": "Udredning i neurologi", "clause": "BA-3.3c", "starts": "2021-02-01", "ends": "2021-12-31"}
    client.post(f"{HOME}ny-underaftale", given)
    assert "Udredning i neurologi" in text(client, f"{HOME}?dato=2021-06-01")


def test_a_sub_agreement_that_ends_before_it_begins_keeps_what_was_written(world: Settled, db: None) -> None:  # noqa: ARG001
    given = {"subject": "Udredning i neurologi", "clause": "BA-3.3c", "starts": "2021-02-01", "ends": "2021-01-31"}
    page = world.client("nord-aftale").post(f"{HOME}ny-underaftale", given).content.decode()
    assert "slutter, før den begynder" in page and 'value="Udredning i neurologi"' in page


@pytest.mark.parametrize(("day", "is_attached"), [(date(2022, 12, 31), True), (date(2023, 1, 1), False)])
def test_an_annex_is_attached_as_of_the_day(nord: Client, day: date, is_attached: bool) -> None:
    annexes = text(nord, f"{HOME}?dato={day}").split('id="bilag"')[1].split('id="dokumenter"')[0]
    assert ("dateret 21-03-2017" in annexes) is is_attached
