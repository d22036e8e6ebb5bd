"""A version goes the whole way, and once it is published nothing changes in it."""

from typing import Any

import pytest
from tests.access.world import person
from tests.budget.keeping.budget_world import NORTH, SYSTEM, draft, published
from tests.budget.keeping.catalogue_shapes import MIO
from tests.forums.forum_world import world as forum_world

from tvaers.engine.budget import actions, queries
from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.models import Cell, Version
from tvaers.kernel.errors import Conflict, Problem

pytestmark = pytest.mark.django_db


def total_of(version: Version, key: str, column: str = "2024") -> Cell:
    """The cell of a proposal's printed total."""
    return Cell.objects.get(
        row__table__version=version, row__table__proposal__key=key, row__kind="total", column=column
    )


def test_a_first_version_is_a_theme_in_the_committee_before_it_is_published() -> None:
    version = actions.send_to_check(actor=SYSTEM, version=draft(doubts=()))
    with pytest.raises(Conflict, match="tema"):
        actions.publish(actor=SYSTEM, version=version)
    version = actions.present(actor=SYSTEM, version=version, forum=forum_world().first)
    assert version.item is not None and version.item.state == "pipeline"
    assert actions.publish(actor=SYSTEM, version=version).state == "published"


def test_what_is_open_stands_in_the_way_until_somebody_says_why() -> None:
    version = draft()
    Version.objects.filter(pk=version.pk).update(state="committee")
    with pytest.raises(Conflict) as caught:
        actions.publish(actor=SYSTEM, version=version)
    assert caught.value.findings == ("1 tvivl er ikke afklaret.",)
    assert actions.publish(actor=SYSTEM, version=version, despite="Læst efter").published_at


def test_a_version_goes_back_with_a_reason_only() -> None:
    version = actions.send_to_check(actor=SYSTEM, version=draft())
    with pytest.raises(Problem, match="hvorfor"):
        actions.send_back(actor=SYSTEM, version=version, reason=" ")
    assert actions.send_back(actor=SYSTEM, version=version, reason="Et tal mangler").state == "draft"


def changing(version: Version) -> dict[str, Any]:
    """Every write of a version's content, by name."""
    doubt, cell = version.doubts.get(), total_of(version, "1.1-01")
    given = {"actor": SYSTEM, "version": version}
    return {
        "correct": lambda: actions.correct(**given, cell=cell, amount=Interval.of(1), reason="x"),
        "describe": lambda: actions.describe(**given, key="1.1-01", facts={"pot": "capital"}),
        "political": lambda: actions.confirm_political(**given, key="1.1-01", is_political=True),
        "link": lambda: actions.link(**given, kind="overlap", first="1.1-01", second="1.1-02"),
        "frame": lambda: actions.set_frame(**given, components=[]),
        "doubt": lambda: actions.answer_doubt(actor=SYSTEM, doubt=doubt, answer="2024"),
        "discard": lambda: actions.discard(**given, reason="x"),
    }


@pytest.mark.parametrize(
    "name", ["correct", "describe", "political", "link", "frame", "doubt", "discard"]
)  # fmt: skip
def test_a_published_version_never_changes(name: str) -> None:
    version = published()
    before = queries.as_catalogue(version)
    with pytest.raises(Conflict, match="kan ikke ændres"):
        changing(version)[name]()
    assert queries.as_catalogue(version) == before


def test_a_change_is_a_new_version_with_the_differences() -> None:
    first = published()
    second = actions.revise(actor=SYSTEM, version=first, note="Et tal var forkert")
    assert queries.as_catalogue(second) == queries.as_catalogue(first)
    actions.correct(
        actor=SYSTEM, version=second, cell=total_of(second, "1.1-01"), amount=Interval.of(4 * MIO), reason="Regnefejl"
    )
    second = actions.send_to_check(actor=SYSTEM, version=second)
    second = actions.publish(actor=SYSTEM, version=second, despite="Læst efter")
    first.refresh_from_db()
    assert (first.state, second.state) == ("replaced", "published")
    amount = ["Økonomisk konsekvens: Samlet, 2024", "3.000.000,00 kr.", "4.000.000,00 kr."]
    told = [(one["sort"], one["key"], [list(field) for field in one["fields"]]) for one in second.changes]
    assert told == [
        ("changed", "1.1-01", [amount]), ("corrected", "", [["beløb", "3.000.000,00 kr.", "4.000.000,00 kr."]]),
    ]  # fmt: skip
    assert "trykt: 3,00" in second.changes[1]["text"] and "Regnefejl" in second.changes[1]["text"]


def test_what_is_known_beside_the_page_follows_to_the_next_version() -> None:
    version = draft()
    actions.describe(actor=SYSTEM, version=version, key="1.1-02", facts={"unavoidable": 500})
    actions.confirm_political(actor=SYSTEM, version=version, key="1.1-02", is_political=False)
    actions.link(actor=SYSTEM, version=version, kind="overlap", first="1.1-01", second="1.1-02")
    actions.set_frame(actor=SYSTEM, version=version, components=[actions.Component("health", "Aftalen", "agreement")])
    Version.objects.filter(pk=version.pk).update(state="committee")
    actions.publish(actor=SYSTEM, version=version, despite="x")
    again = actions.revise(actor=SYSTEM, version=version, note="Ny")
    kept = again.proposals.get(key="1.1-02")
    assert (kept.unavoidable, kept.is_political, again.links.count(), again.frame.count()) == (500, False, 1, 1)


def test_everybody_reads_a_published_version_also_after_it_is_replaced() -> None:
    first = published()
    assert queries.published_version(NORTH, 2024) == first
    second = actions.revise(actor=SYSTEM, version=first, note="Ny")
    assert queries.published_version(NORTH, 2024) == first
    actions.send_to_check(actor=SYSTEM, version=second)
    actions.publish(actor=SYSTEM, version=second, despite="x")
    assert queries.published_version(NORTH, 2024) == second
    assert queries.version(person("medlem", "gruppemedlem", NORTH), first.pk) == first


def test_the_differences_tell_what_was_said_beside_the_page() -> None:
    again = actions.revise(actor=SYSTEM, version=published(), note="Ny")
    actions.describe(actor=SYSTEM, version=again, key="1.1-02", facts={"unavoidable": 500, "is_pool": True})
    actions.link(actor=SYSTEM, version=again, kind="overlap", first="1.1-01", second="1.1-02")
    part = actions.Component("health", "Aftalen", "agreement", {"2024": 111 * MIO})
    actions.set_frame(actor=SYSTEM, version=again, components=[part])
    actions.send_to_check(actor=SYSTEM, version=again)
    told = actions.publish(actor=SYSTEM, version=again, despite="Læst efter").changes
    assert [(one["key"], one["text"], [list(field) for field in one["fields"]]) for one in told] == [
        ("", "Rammen", [["health: Aftalen i 2024", "ikke angivet", "111.000.000,00 kr."]]),
        ("", "Forbindelser", [["1.1-01 – 1.1-02", "ikke angivet", "Overlapper"]]),
        ("1.1-02", "Medicin", [
            ["uomgængelig andel i promille", "ikke angivet", "500"], ["pulje", "ikke angivet", "ja"],
        ]),
    ]  # fmt: skip
