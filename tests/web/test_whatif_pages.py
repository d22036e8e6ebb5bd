"""The what-if pages: the form, the outcome, and saved scenarios."""

from typing import Any

import pytest
from tests.web.browser import WIDTHS, Pages, check_page, picture
from tests.web.settled import Settled, settled_world

from tvaers.engine.settlement import queries
from tvaers.kernel.action import System
from tvaers.kernel.models import AuditEntry

__all__ = ["settled_world"]
ADDRESS = "/afregning/hvad-nu-hvis"
A1 = {"beregn": "1", "s1-extras_rate-main": "70"}
"""The other reading of A1: an interpreter at main level at 70 %."""


def shown(response: Any) -> str:
    """The page as text."""
    return str(response.content.decode())


def computed(world: Settled, who: str = "nord-afregner", **values: str) -> str:
    """The page with the outcome of some values."""
    return shown(world.client(who).get(ADDRESS, {"beregn": "1", **values}))


def test_form_shows_the_present_value_its_unit_and_reading(settled_world: Settled) -> None:
    page = shown(settled_world.client("nord-afregner").get(ADDRESS))
    assert all(text in page for text in ("Sats for tolk og medicin, hoved- og regionsfunktion", "100 %", "Læsning A1"))


def test_form_leaves_out_what_cannot_change_an_amount(settled_world: Settled) -> None:
    assert "Møder i Direktørforum" not in shown(settled_world.client("nord-afregner").get(ADDRESS))


def test_the_other_reading_of_a1_takes_30_percent_of_the_medicine(settled_world: Settled) -> None:
    """The medicine of 1,200.50 kr. at main level falls to 840.35 kr.; the interpreter is at the specialised level."""
    page = computed(settled_world, **A1)
    assert "Region Nordjylland ville betale 360,15 kr. mindre" in page
    assert "-360,15" in page


def test_sets_stand_side_by_side(settled_world: Settled) -> None:
    page = computed(settled_world, antal="2", **{"s1-main_regional_rate": "60", "s2-main_regional_rate": "80"})
    assert "Sæt 2 i kr." in page
    assert "Sæt 1: Region Nordjylland" in page


def test_held_amounts_are_told_beside_the_settled(settled_world: Settled) -> None:
    assert "Tilbageholdt: +" in computed(settled_world, **{"s1-highly_specialised_rate": "100"})


def test_value_that_changes_nothing_says_so(settled_world: Settled) -> None:
    assert "Værdierne ændrer ingen afregnede beløb" in computed(settled_world, **{"s1-main_regional_rate": "70 %"})


def test_no_values_is_told(settled_world: Settled) -> None:
    assert "Skriv mindst én ny værdi." in computed(settled_world)


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("s1-main_regional_rate", "mange", "Skriv en procent, fx 70 eller 12,5."),
        ("s1-letter_validity", "6,5", "Skriv et helt antal måneder, fx 6."),
    ],
)
def test_faulty_value_is_told_and_kept(settled_world: Settled, field: str, value: str, fault: str) -> None:
    page = computed(settled_world, **{field: value})
    assert fault in page
    assert f'value="{value}"' in page


@pytest.mark.parametrize(("count", "sets"), [("5", 5), ("6", 5), ("0", 1), ("to", 1)])
def test_one_to_five_sets(settled_world: Settled, count: str, sets: int) -> None:
    page = shown(settled_world.client("nord-afregner").get(ADDRESS, {"antal": count}))
    assert page.count('<th scope="col">Sæt ') == sets


def test_nothing_is_stored_by_computing(settled_world: Settled) -> None:
    before = AuditEntry.objects.count()
    computed(settled_world, **A1)
    assert (queries.scenarios(System()).count(), AuditEntry.objects.count()) == (0, before)


def test_runs_of_others_are_not_offered(settled_world: Settled) -> None:
    page = shown(settled_world.client("horsens-afregner").get(ADDRESS))
    assert "Der er ingen afregning at regne på" in page


def test_run_of_others_is_not_found(settled_world: Settled) -> None:
    page = settled_world.client("nord-afregner").get(ADDRESS, {"koersel": "999999"})
    assert page.status_code == 404


def saved(world: Settled, name: str = "Læsning A1", owner: str = "1081", who: str = "nord-afregner") -> Any:
    """The response to saving."""
    return world.client(who).post(ADDRESS, {**A1, "name": name, "owner": owner}, follow=True)


def test_saved_scenario_shows_its_values_and_outcome(settled_world: Settled) -> None:
    page = shown(saved(settled_world))
    assert "Sats for tolk og medicin, hoved- og regionsfunktion: 70 %" in page
    assert "Region Nordjylland ville betale 360,15 kr. mindre" in page


def test_saved_scenario_can_be_computed_again(settled_world: Settled) -> None:
    page = shown(saved(settled_world))
    address = page.split(f'href="{ADDRESS}')[1].split('"')[0].replace("&amp;", "&")
    again = shown(settled_world.client("nord-afregner").get(f"{ADDRESS}{address}"))
    assert "Region Nordjylland ville betale 360,15 kr. mindre" in again


def test_saved_scenarios_are_listed_for_the_owner_only(settled_world: Settled) -> None:
    saved(settled_world, name="Vores egen")
    pages = [shown(settled_world.client(n).get("/afregning/scenarier")) for n in ("nord-chef", "midt-chef")]
    assert ["Vores egen" in page for page in pages] == [True, False]


def test_saved_scenario_is_hidden_from_others(settled_world: Settled) -> None:
    saved(settled_world)
    one = queries.scenarios(System()).get()
    assert settled_world.client("midt-chef").get(f"/afregning/scenarier/{one.pk}").status_code == 404


def test_saving_needs_a_name(settled_world: Settled) -> None:
    page = shown(saved(settled_world, name=" "))
    assert "Skriv et navn" in page
    assert "-360,15" in page


def test_saving_for_another_party_is_refused(settled_world: Settled) -> None:
    saved(settled_world, owner="1082")
    assert queries.scenarios(System()).count() == 0


def test_a_name_is_used_once(settled_world: Settled) -> None:
    saved(settled_world)
    assert "Der findes allerede et scenarie" in shown(saved(settled_world))


@pytest.mark.page
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_pass_the_checks(browser: Pages, live_server: Any, settled_world: Settled, width: int) -> None:
    """The form, a fault, one set, two sets, a saved scenario, and the list without and with it."""
    cookies = settled_world.cookies("nord-afregner", live_server.url)
    base = f"{live_server.url}/afregning"
    with browser.page(f"{base}/scenarier", width=width, cookies=cookies) as page:
        picture(page, f"scenarios-none-{width}")
        check_page(page)
        page.get_by_role("link", name="Regn på hvad nu hvis").click()
        picture(page, f"whatif-form-{width}")
        check_page(page)
        page.get_by_role("button", name="Beregn forskellen").click()
        picture(page, f"whatif-fault-{width}")
        check_page(page)
        page.get_by_label("Sæt 1: Sats for hoved- og regionsniveau").fill("6x")
        page.get_by_role("button", name="Beregn forskellen").click()
        picture(page, f"whatif-value-fault-{width}")
        check_page(page)
        page.get_by_label("Sæt 1: Sats for hoved- og regionsniveau").fill("65")
        page.get_by_role("button", name="Beregn forskellen").click()
        page.get_by_role("heading", name="Hvad ville det betyde?").wait_for()
        picture(page, f"whatif-one-{width}")
        check_page(page)
        page.get_by_label("Navn").fill("65 % på hovedniveau")
        page.get_by_role("button", name="Gem scenarie").click()
        page.wait_for_url("**/scenarier/*")
        picture(page, f"scenario-{width}")
        check_page(page)
    two = "antal=2&beregn=1&s1-main_regional_rate=65&s2-letter_validity=6"
    with browser.page(f"{base}/hvad-nu-hvis?{two}", width=width, cookies=cookies) as page:
        picture(page, f"whatif-two-{width}")
        check_page(page)
        page.goto(f"{base}/scenarier")
        picture(page, f"scenarios-{width}")
        check_page(page)
