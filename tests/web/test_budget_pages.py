"""The pages of budgets: who sees what, what each step does, and that nothing written is lost."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.budget.keeping.budget_world import SYSTEM, member
from tests.budget.keeping.catalogue_shapes import MIO
from tests.budget.reading.made_up import made_up
from tests.web.budget_site import Site, client

from tvaers.engine.budget import actions, queries, round_queries
from tvaers.engine.budget.composing.shapes import Choice
from tvaers.engine.budget.models import Scenario, Version
from tvaers.web.budget.board import kroner_of, percent_of
from tvaers.web.budget.findings_page import pointed_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Site:
    return Site()


def text(user: Any, url: str, status: int = 200) -> str:
    """The page at an address."""
    answer = client(user).get(url)
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def post(user: Any, url: str, **given: Any) -> str:
    """The page that a post leads to."""
    answer = client(user).post(url, given, follow=True)
    assert answer.status_code in (200, 400), answer.status_code
    return answer.content.decode()


@pytest.mark.parametrize("name", ["hjem", "katalog", "brik", "tabeller", "versioner", "proev"])
def test_everybody_reads_what_is_published(site: Site, name: str) -> None:
    assert "<h1" in text(None, site.public()[name])


@pytest.mark.parametrize("name", ["katalog", "brik", "tabeller", "versioner", "proev"])
def test_nobody_outside_reads_a_draft(site: Site, name: str) -> None:
    address = site.public()[name].replace(f"/{site.world.version.pk}/", f"/{site.draft.pk}/")
    assert "2025" not in text(None, address, status=404)


@pytest.mark.parametrize("name", ["runde", "board", "log", "share", "compare", "best"])
def test_the_group_sees_its_own(site: Site, name: str) -> None:
    assert "<h1" in text(site.world.one, site.of_group()[name])


@pytest.mark.parametrize("name", ["board", "log", "share", "compare", "best"])
def test_another_group_does_not_see_a_private_scenario(site: Site, name: str) -> None:
    assert "Vores bud" not in text(site.world.two, site.of_group()[name], status=404)


def test_another_group_reads_what_is_shared_and_cannot_change_it(site: Site) -> None:
    url = site.of_group()["board"]
    post(site.world.one, site.of_group()["share"], groups=[str(site.world.blue.pk)])
    assert "Du kan læse den, men ikke ændre den" in text(site.world.two, url)


@pytest.mark.parametrize("name", ["indlaes", "fund", "forklar", "ret", "tvivl", "tjek", "kasser"])
def test_the_office_has_its_pages(site: Site, name: str) -> None:
    assert "<h1" in text(site.officer, site.of_officer()[name])


@pytest.mark.parametrize("name", ["indlaes", "fund", "forklar", "ret", "tvivl", "tjek", "kasser"])
def test_a_group_member_has_not(site: Site, name: str) -> None:
    assert client(site.world.one).get(site.of_officer()[name]).status_code in (403, 404)


def choices(site: Site) -> dict[str, Choice]:
    """What is chosen in the group's scenario now."""
    found = Scenario.objects.get(pk=site.scenario.pk)
    return {one.key: one for one in round_queries.choices(site.world.one, found)}


def send(site: Site, **given: Any) -> str:
    """A step on the board, as the page would send it now."""
    version = Scenario.objects.get(pk=site.scenario.pk).version
    url = reverse("budget:change", args=[site.scenario.slug])
    return post(site.world.one, url, **{"version": version, **given})


def test_a_proposal_is_chosen_and_dropped(site: Site) -> None:
    send(site, key="1.1-01", vaelg="ja")
    chosen = set(choices(site))
    send(site, key="1.1-01", fravaelg="ja")
    assert ("1.1-01" in chosen, "1.1-01" in choices(site)) == (True, False)


def test_a_part_from_a_month_is_kept_as_written(site: Site) -> None:
    send(site, key="1.2-01", tilpas="ja", beloeb="1,5", maaned="4")
    assert choices(site)["1.2-01"] == Choice("1.2-01", amount=1_500_000, start_month=4)


def test_a_wrong_amount_is_told_and_still_stands_in_the_field(site: Site) -> None:
    page = send(site, key="1.2-01", tilpas="ja", beloeb="halvanden")
    assert "ikke et beløb i mio. kr." in page and 'value="halvanden"' in page


def test_the_second_of_two_writers_sees_it_and_loses_nothing(site: Site) -> None:
    page = send(site, key="1.2-01", tilpas="ja", beloeb="1,5", version=0)
    assert "En anden har ændret opstillingen" in page and 'value="1,5"' in page
    assert choices(site)["1.2-01"].amount == 2 * MIO


def test_the_risk_is_set_in_percent(site: Site) -> None:
    send(site, saet_risiko="ja", risiko="12,5")
    assert Scenario.objects.get(pk=site.scenario.pk).risk == 125


def test_choosing_with_htmx_gives_the_board_alone(site: Site) -> None:
    url = reverse("budget:change", args=[site.scenario.slug])
    version = Scenario.objects.get(pk=site.scenario.pk).version
    answer = client(site.world.one).post(
        url, {"key": "1.1-01", "vaelg": "ja", "version": version}, headers={"HX-Request": "true"}
    )
    page = answer.content.decode()
    assert "Plads i 2024" in page and "<html" not in page


def test_the_board_says_why_a_set_cannot_stand(site: Site) -> None:
    actions.choose(actor=SYSTEM, scenario=site.scenario, choice=Choice("1.1-01"))
    actions.choose(actor=SYSTEM, scenario=site.scenario, choice=Choice("1.2-01", amount=5 * MIO))
    actions.set_risk(actor=SYSTEM, scenario=site.scenario, risk=1000)
    assert "Kan ikke stå" in text(site.world.one, site.of_group()["board"])


def test_the_exercise_begins_with_the_savings_and_keeps_choices_in_the_address(site: Site) -> None:
    url = site.public()["proev"]
    assert 'href="?v=1.2-02&amp;v=1.1-01#b-1.1-01"' in text(None, url)


def test_the_exercise_can_do_without_the_savings(site: Site) -> None:
    assert "&lt;" not in text(None, f"{site.public()['proev']}?v=") and "v=1.2-02#b-1.2-02" in text(
        None, f"{site.public()['proev']}?v="
    )


def test_the_exercise_stores_nothing(site: Site) -> None:
    before = Scenario.objects.count()
    stranger = client()
    stranger.get(f"{site.public()['proev']}?v=1.1-01&risiko=25")
    assert (Scenario.objects.count(), dict(stranger.session)) == (before, {})


def test_a_wrong_risk_in_the_exercise_is_told(site: Site) -> None:
    assert "ikke en procent fra 0 til 100" in text(None, f"{site.public()['proev']}?risiko=meget")


def test_the_best_set_is_found_and_taken_in(site: Site) -> None:
    url = site.of_group()["best"]
    given = {"view": "nominal", "gamma": "0", "most": "", "n-1.1-01": "5", "n-1.2-01": "0", "n-1.2-02": "must"}
    assert "Brug sættet i opstillingen" in post(site.world.one, url, **given)
    post(site.world.one, url, **given, brug="ja")
    assert set(choices(site)) == {"1.1-01", "1.2-02"}


def test_two_scenarios_are_compared(site: Site) -> None:
    page = text(site.world.one, f"{site.of_group()['compare']}?med={site.world.joint.slug}")
    assert "1.2-01 Brik 1.2-01" in page and "1.2-02 Brik 1.2-02" not in page


def test_a_private_scenario_cannot_be_compared_with(site: Site) -> None:
    own = actions.open_scenario(actor=site.world.two, round=site.world.round, group=site.world.blue, name="Blåt bud")
    url = reverse("budget:compare", args=[own.slug])
    assert "Vores bud" not in text(site.world.two, f"{url}?med={site.scenario.slug}", status=404)


def test_a_new_scenario_is_the_groups_own(site: Site) -> None:
    page = post(site.world.one, site.of_group()["runde"], name="Plan B", group=str(site.world.red.pk), copy_of="")
    assert "Plan B" in page and "Plan B" not in text(site.world.two, site.of_group()["runde"])


def test_a_remark_stands_in_the_log(site: Site) -> None:
    assert "Husk natbetjeningen" in post(site.world.one, site.of_group()["log"], words="Husk natbetjeningen")


def test_a_finding_is_explained_with_a_reason(site: Site) -> None:
    post(site.officer, site.of_officer()["forklar"], reason="Rettes i næste udgave")
    assert site.draft.findings.get(pk=site.finding.pk).reason == "Rettes i næste udgave"


def number_in(page: str) -> str:
    """The first figure that the form offers."""
    return re.findall(r'<option value="(\d+)"', page)[0]


def test_the_figure_that_a_finding_points_at_is_chosen_already() -> None:
    shown = [
        queries.Figure(number, "Tabel", row, column, None, "", "stated", 0)
        for number, (row, column) in enumerate([("Drift", "2024"), ("I alt", "2024"), ("I alt", "PERM")])
    ]
    places = ["1.1-01, »I alt«, kolonnen Permanent", "1.1-01, »Løn«, kolonnen 2024", "1.1-01"]
    assert [pointed_at(one, shown) for one in places] == ["2", "", ""]


def test_a_corrected_figure_keeps_what_was_printed(site: Site) -> None:
    page = text(site.officer, site.of_officer()["ret"])
    cell = number_in(page)
    post(site.officer, site.of_officer()["ret"], cell=cell, low="7,25", high="", reason="Slåfejl")
    made = site.draft.corrections.get()
    assert (made.low, made.cell.low, made.printed) == (7_250_000, 7_250_000, made.cell.printed)


def test_a_correction_that_is_no_amount_keeps_the_reason(site: Site) -> None:
    page = text(site.officer, site.of_officer()["ret"])
    cell = number_in(page)
    again = post(site.officer, site.of_officer()["ret"], cell=cell, low="syv", high="", reason="Slåfejl i tabellen")
    assert "Beløbet kan ikke læses" in again and "Slåfejl i tabellen" in again


def test_a_draft_goes_to_the_check(site: Site) -> None:
    post(site.officer, site.of_officer()["tjek"])
    assert Version.objects.get(pk=site.draft.pk).state == "checking"


def test_a_file_is_shown_before_it_is_taken_in(site: Site) -> None:
    before = Version.objects.count()
    file = SimpleUploadedFile("katalog.txt", made_up().encode())
    browser = client(site.officer)
    page = browser.post(reverse("budget:import"), {"file": file, "party": "1081"}, follow=True).content.decode()
    assert "Det er læst i katalog.txt" in page and Version.objects.count() == before
    browser.post(reverse("budget:import_review"), {"year": "2031", "note": "Prøve"}, follow=True)
    made = Version.objects.order_by("-pk")[0]
    assert (made.catalogue.year, made.note, made.findings.exists()) == (2031, "Prøve", True)


def test_a_file_that_cannot_be_read_is_told(site: Site) -> None:
    file = SimpleUploadedFile("katalog.docx", b"%PDF-1.7 ikke et dokument")
    assert "Det er ikke gemt endnu" in post(site.officer, reverse("budget:import"), file=file, party="1081")


def test_a_catalogue_is_filtered_by_what_is_asked(site: Site) -> None:
    page = text(None, f"{site.public()['katalog']}?slags=omstilling")
    assert "Indkøb" in page and "Ambulancer" not in page


@pytest.mark.parametrize(("words", "found"), [("0", 0), ("25", 250), ("12,5 %", 125), ("100", 1000)])
def test_a_percentage_is_read(words: str, found: int) -> None:
    assert percent_of(words) == found


@pytest.mark.parametrize("words", ["", "-1", "100,1", "12,55", "meget", "1e2"])
def test_what_is_no_percentage_is_refused(words: str) -> None:
    with pytest.raises(ValueError):
        percent_of(words)


@pytest.mark.parametrize(
    ("words", "found"), [("3", 3_000_000), ("2,25", 2_250_000), ("-0,9", -900_000), ("1,5 mio. kr.", 1_500_000)]
)
def test_mio_are_read_as_kroner(words: str, found: int) -> None:
    assert kroner_of(words) == found


@pytest.mark.parametrize("words", ["", "to", "1.000", "1,2345678", "--1"])
def test_what_is_no_amount_is_refused(words: str) -> None:
    with pytest.raises(ValueError):
        kroner_of(words)


def test_a_member_who_has_left_sees_the_scenario_no_more(site: Site) -> None:
    other = member(site.world.red, "tre")
    assert text(other, site.of_group()["board"])
    other.budget_groups.update(ends="2020-01-02")
    text(other, site.of_group()["board"], status=404)


def test_the_overview_leads_the_office_to_the_open_findings(site: Site) -> None:
    page = text(site.officer, reverse("overview"))
    assert "budgetkatalog" in page and reverse("budget:findings", args=[site.draft.pk]) in page


def test_the_overview_leads_a_group_to_its_round(site: Site) -> None:
    page = text(site.world.one, reverse("overview"))
    assert "budgetrunde er åben" in page and reverse("budget:round", args=[site.world.round.pk]) in page
