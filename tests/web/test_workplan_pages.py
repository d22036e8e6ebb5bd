"""The pages of work plans: what stands there, and what the steps do."""

from collections.abc import Iterator
from contextvars import ContextVar
from copy import deepcopy
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from tests.forums.forum_world import SYSTEM
from tests.web.forum_world import NOW, Pages, build
from tests.web.workplan_world import Site, every_page, full, more_pages

from tvaers.engine.forums.models import Item
from tvaers.engine.workplans import queries
from tvaers.engine.workplans.models import Plan
from tvaers.kernel import clock
from tvaers.web.workplans.picture import Point, drawn, wrapped


@pytest.fixture(scope="module", autouse=True)
def _time() -> Iterator[None]:
    """The same moment in every thread."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "_fixed", ContextVar("fixed_moment", default=NOW))
        yield


@pytest.fixture(scope="module")
def built(kept: None, _time: None) -> tuple[Pages, Plan]:  # noqa: ARG001
    """The world with a full plan, made once."""
    pages = build()
    return pages, full(pages)


@pytest.fixture
def site(db: Any, built: tuple[Pages, Plan]) -> Site:  # noqa: ARG001
    """The pages of the plan, with objects of the test's own: what one test changes in them is gone for the next."""
    return Site(*deepcopy(built))


def test_every_page_opens_for_the_keeper(site: Site) -> None:
    for name, given in [*every_page(site.plan), *more_pages(site.plan)]:
        assert site.client.get(reverse(f"workplans:{name}", args=given)).status_code == 200, name


def test_plan_says_how_far_it_is_what_is_late_and_what_is_new(site: Site) -> None:
    text = site.page("plan")
    assert "1 af 7 aktiviteter er udført, og 1 er over tiden" in text
    assert "16,7 %" in text and "17 dage over tiden" in text
    assert "Siden sidste version er dette ændret:" in text and "- Ny: Strategien skrives." in text
    assert "Datoen ligger i 1. kvartal 2026, men står under 2. kvartal 2026." in text


@pytest.mark.parametrize(
    ("level", "shown", "hidden"),
    [("adm", "Regionen samler data", "Gruppen er nedsat"), ("pol", "Udvalget drøfter udkastet", "Regionen samler data"),
     ("begge", "Gruppen er nedsat", "Uden dag"), ("ingen", "Uden dag", "Udvalget drøfter udkastet"),
     ("vrøvl", "Uden dag", "Findes ikke")],
)  # fmt: skip
def test_level_in_the_address_chooses_the_rows(site: Site, level: str, shown: str, hidden: str) -> None:
    table = site.page("plan", niveau=level).split("<tbody>")[1].split("</tbody>")[0]
    assert shown in table and hidden not in table


def test_a_new_activity_with_forum_and_date_is_in_the_pipeline(site: Site) -> None:
    text = site.post("new", text="Drøft økonomi", track=site.plan.tracks.first().pk, starts="2025-09-23",
                     forum=site.pages.world.first.pk)  # fmt: skip
    assert "Drøft økonomi" in text and "tirsdag 23. september 2025" in text
    assert Item.objects.get(title="Drøft økonomi").meeting == site.pages.world.later


def test_the_form_of_an_activity_begins_with_what_stands(site: Site) -> None:
    before = queries.line(SYSTEM, queries.activity(SYSTEM, site.plan, "data"))
    form = site.get("write", "data").context["form"]
    given = {name: form[name].value() for name in form.fields}
    given["starts"], given["ends"] = "2025-07-01", "2025-09-30"
    site.post("write", "data", **{name: value for name, value in given.items() if value})
    after = queries.line(SYSTEM, queries.activity(SYSTEM, site.plan, "data"))
    assert (after.activity.text, after.starts, after.ends, after.activity.levels) == (
        before.activity.text, before.starts, before.ends, before.activity.levels,
    )  # fmt: skip
    assert after.activity.answers.count() == 1


def test_a_fault_keeps_what_was_written(site: Site) -> None:
    text = site.post("new", text="Bagvendt", track=site.plan.tracks.first().pk, starts="2025-09-02", ends="2025-09-01")
    assert "slutter, før den begynder" in text and 'value="2025-09-02"' in text and "Bagvendt" in text


def test_what_must_come_first_stops_the_status(site: Site) -> None:
    assert "Noget andet skal være udført først" in site.post("progress", "strategi", state="begun")
    site.post("progress", "sent", state="done", evidence="Brev af 1. september")
    assert "Status er gemt" in site.post("progress", "strategi", state="begun")


def test_each_party_has_its_status(site: Site) -> None:
    rows = queries.activity(SYSTEM, site.plan, "strategi").coverage.order_by("pk")
    text = site.post("cover", "strategi", **{f"part_{one.pk}": "done" for one in rows})
    assert "4 af 4 = 100,0 %" in text


def test_publishing_is_confirmed_and_closes_the_remark(site: Site) -> None:
    asked = site.post("publish", number="1.1", note="Til mødet")
    assert "Udgiv version 1.1" in asked and not site.plan.versions.filter(number="1.1").exists()
    assert "Version 1.1 er udgivet" in site.post("publish", number="1.1", note="Til mødet", bekraeft="ja")
    assert "Version 1.1 findes allerede" in site.post("publish", number="1.1", bekraeft="ja")


def test_the_plan_is_put_on_the_next_meeting_once(site: Site) -> None:
    assert "Arbejdsplan, version 1.0" in site.post("present")
    assert "allerede i pipelinen" in site.post("present")


def test_removing_is_confirmed(site: Site) -> None:
    assert "Lad aktiviteten udgå" in site.page("remove", "sent")
    assert "Aktiviteten er gået ud af planen" in site.post("remove", "sent")
    assert site.get("activity", "sent").status_code == 404


def test_an_old_version_reads_as_it_was(site: Site) -> None:
    text = site.page("version", "1.0")
    assert "Regionen samler data" in text and "Strategien skrives" not in text


def test_two_versions_beside_each_other(site: Site) -> None:
    text = site.page("compare", foer="1.0")
    assert "Strategien skrives" in text and "Fra klynger til råd" in text
    assert "De to versioner er ens" in site.page("compare", foer="1.0", efter="1.0")
    assert site.get("compare", foer="findes ikke").status_code == 200


def test_the_files_hold_what_the_page_shows(site: Site) -> None:
    answer = site.get("file", "xlsx", niveau="pol")
    rows = list(load_workbook(BytesIO(b"".join(answer.streaming_content)))["Aktiviteter"].values)
    assert [row[1] for row in rows] == ["Aktivitet", "Udvalget drøfter udkastet"]
    assert b"SUMMARY:Udvalget dr\xc3\xb8fter udkastet" in site.get("file", "ics").content
    assert site.get("file", "exe").status_code == 404


@pytest.mark.parametrize("name", ["new", "add_track", "extend", "publish"])
def test_a_reader_sees_the_plan_and_writes_nothing(site: Site, name: str) -> None:
    text = site.page("plan", user=site.pages.outside)
    assert "Ny aktivitet" not in text and "Udgiv en version" not in text
    assert site.get(name, user=site.pages.outside).status_code == 403


def test_a_plan_that_is_not_there_is_404(site: Site) -> None:
    assert site.client.get("/moeder/arbejdsplan/findes-ikke/").status_code == 404


def test_the_picture_has_a_column_for_each_quarter_and_room_for_each_mark() -> None:
    points = [Point(number, "A", "2025 Q3", "planned", "x") for number in range(1, 6)]
    made = drawn([*points, Point(6, "B", "", "late", "y")], ["A", "B"], ["2025 Q3", "2025 Q4"])
    assert [(one.top, one.below) for one in made.heads] == [
        ("3. kvartal", "2025"), ("4. kvartal", "2025"), ("Uden", "kvartal"),
    ]  # fmt: skip
    places = [(one.x, one.y) for one in made.marks]
    assert len(set(places)) == 6
    lanes = {lane.y: lane for lane in made.lanes}
    first, second = sorted(lanes)
    assert all(first < mark.y < first + lanes[first].height for mark in made.marks[:5])
    assert second < made.marks[5].y < made.height


def test_a_quarter_outside_the_period_has_its_column() -> None:
    made = drawn([Point(1, "A", "2024 Q4", "done", "x")], ["A"], ["2025 Q1"])
    assert [one.below for one in made.heads] == ["2024", "2025"]


@pytest.mark.parametrize(("text", "lines"), [("kort", ["kort"]), ("a" * 12 + " " + "b" * 12, ["a" * 12, "b" * 12])])
def test_names_are_cut_between_words(text: str, lines: list[str]) -> None:
    assert wrapped(text) == lines


def test_of_two_who_edit_one_activity_the_second_sees_both_and_keeps_what_was_typed(site: Site) -> None:
    one = site.plan.activities.filter(gone_at=None).order_by("pk").first()
    assert one is not None
    same = {"track": one.track_id, "quarter": one.quarter, "levels": one.levels}
    site.post("write", one.key, text="Den førstes ord", version=one.version, **same)
    page = site.post("write", one.key, text="Den andens ord", note="Min note", version=one.version, **same)
    assert "En anden har rettet, mens du skrev" in page
    for words in ("<td>Den førstes ord</td>", "Den andens ord</textarea>", 'value="Min note"', "Gem alligevel"):
        assert words in page
    assert f'name="version" value="{one.version + 1}"' in page
    site.post("write", one.key, text="Den andens ord", version=one.version + 1, **same)
    one.refresh_from_db()
    assert one.text == "Den andens ord"


def test_an_item_is_linked_to_a_plan_from_its_page(site: Site) -> None:
    item = site.pages.world.item
    address = reverse("forums:item", args=[item.slug])
    assert "Knyt punktet til planen" in site.client.get(address).content.decode()
    answer = site.client.post(reverse("workplans:link", args=[item.slug]), {"plan": site.plan.key}, follow=True)
    page = answer.content.decode()
    assert "Punktet er knyttet til" in page and "Arbejdsplan:" in page
    assert site.plan.items.get() == item
