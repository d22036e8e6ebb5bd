"""What follows when an event that sent word or opened another case is annulled or corrected."""

from datetime import datetime
from typing import Any

import pytest
from tests.cases.conftest import person
from tests.cases.test_case_spawning import spawning

from tvaers.engine.cases import actions, queries, store
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.models import Case
from tvaers.kernel.action import System
from tvaers.kernel.case_events import ORIGIN_ANNULLED, ORIGIN_CORRECTED, VOIDED
from tvaers.kernel.case_types import Notice, Spawn
from tvaers.kernel.clock import COPENHAGEN, fixed
from tvaers.kernel.errors import Conflict

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=COPENHAGEN)
WHY = "Skrevet ved en fejl"


@pytest.fixture
def nurse(world: Any) -> Any:
    return person("n", "sygeplejerske", "afsnit-a")


def act(case: Case, event: str, party: str, role: str, **given: object) -> None:
    actions.act(actor=System(), case=case, event=event, given=Given(given), doer=store.core.Doer(party, role))


def begun(world: Any, monkeypatch: pytest.MonkeyPatch, nurse: Any, event: str = "withdraw") -> Case:
    """A case of the type where `event` opens another; it has only been opened."""
    type = spawning(world.case_types["request"])
    if event != "withdraw":
        spawn = Spawn(type="request", event="send", copies={"subject": "question", "to": "role:receiver"})
        events = [e.model_copy(update={"spawns": (spawn,) if e.id == event else ()}) for e in type.events]
        type = type.model_copy(update={"events": tuple(events)})
    monkeypatch.setitem(world.case_types, "request", type)
    given = Given({"subject": "Seng", "to": "0851"})
    return actions.open_case(actor=nurse, opening=Opening(world.id, type, "afsnit-a", "sender"), given=given)


@pytest.fixture
def origin(world: Any, monkeypatch: pytest.MonkeyPatch, nurse: Any) -> Case:
    """A case that was withdrawn, which opened another."""
    with fixed(NOW):
        row = begun(world, monkeypatch, nurse)
        act(row, "withdraw", "afsnit-a", "sender")
    return row


def opened_by(row: Case) -> Case:
    return row.links.get().other


def annul(row: Case, number: int = 2) -> None:
    with fixed(NOW):
        actions.annul(actor=System(), case=row, number=number, reason=WHY)


def test_a_case_in_which_nothing_has_happened_since_is_void(origin: Case) -> None:
    annul(origin)
    other = opened_by(origin)
    assert (other.state, other.is_open, other.turns.count()) == (VOIDED, False, 0)


def test_a_void_case_is_still_seen_by_its_parties(nurse: Any, origin: Case) -> None:
    annul(origin)
    other = opened_by(origin)
    assert queries.case(nurse, other.number).state == store.read(other).state == VOIDED


def test_a_void_case_shows_its_opening_as_annulled(origin: Case) -> None:
    annul(origin)
    other = opened_by(origin)
    first, last = queries.deeds(other, store.read(other).type)
    assert (first.annulled_by, last.row.kind, last.row.by) == (last.row, "annulment", "forløbet")


def test_a_void_case_goes_no_further(origin: Case) -> None:
    annul(origin)
    with pytest.raises(Conflict) as refused:
        act(opened_by(origin), "ask", "0851", "receiver", question="?")
    assert "»Annulleret«" in refused.value.what


def test_a_void_case_stood_until_it_was_annulled(origin: Case) -> None:
    annul(origin)
    assert store.read(opened_by(origin)).as_of(datetime(2026, 11, 23, 9, 59, tzinfo=COPENHAGEN)).state == "new"
    assert store.read(opened_by(origin)).as_of(NOW).state == VOIDED


def test_everybody_in_a_void_case_is_told_once(origin: Case) -> None:
    annul(origin)
    told = opened_by(origin).notices.filter(number=2).order_by("role").values_list("role", "party", "label")
    assert list(told) == [
        ("receiver", "0851", "Annulleret: Du har fået en anmodning"),
        ("sender", "afsnit-a", "Oprettelsen er annulleret"),
    ]


@pytest.fixture
def gone_on(origin: Case) -> Case:
    """The case that was opened, after somebody has worked in it."""
    other = opened_by(origin)
    with fixed(NOW):
        act(other, "ask", "0851", "receiver", question="?")
    return other


def test_a_case_that_has_gone_on_stays_as_it_is(origin: Case, gone_on: Case) -> None:
    annul(origin)
    gone_on.refresh_from_db()
    assert (gone_on.state, gone_on.is_open, gone_on.version) == ("waiting", True, 3)


def test_a_case_that_has_gone_on_shows_that_its_origin_is_annulled(origin: Case, gone_on: Case) -> None:
    annul(origin)
    last = queries.deeds(gone_on, store.read(gone_on).type)[-1]
    assert last.spec is not None
    assert (last.row.event, last.spec.label) == (ORIGIN_ANNULLED, "Det, forløbet kom af, er annulleret")


def test_every_party_of_a_case_that_has_gone_on_is_told(origin: Case, gone_on: Case) -> None:
    annul(origin)
    told = gone_on.notices.filter(name=ORIGIN_ANNULLED).values_list("role", "party")
    assert set(told) == {("sender", "afsnit-a"), ("receiver", "0851")}


def test_who_had_word_of_an_annulled_event_hears_the_same_way_that_it_is(
    world: Any, monkeypatch: pytest.MonkeyPatch, nurse: Any
) -> None:
    type = world.case_types["request"]
    word = Notice(id="asked", to="sender", label="Du er spurgt", channel="care_communication", category="other")
    events = [e.model_copy(update={"notices": (word,)}) if e.id == "ask" else e for e in type.events]
    monkeypatch.setitem(world.case_types, "request", type.model_copy(update={"events": tuple(events)}))
    with fixed(NOW):
        opening = Opening(world.id, type, "afsnit-a", "sender")
        row = actions.open_case(actor=nurse, opening=opening, given=Given({"subject": "Seng", "to": "0851"}))
        act(row, "ask", "0851", "receiver", question="?")
    annul(row)
    told = row.notices.get(number=3)
    assert (told.party, told.label, told.channel) == ("afsnit-a", "Annulleret: Du er spurgt", "care_communication")


def test_annulling_a_case_of_cases_reaches_them_all(origin: Case) -> None:
    middle = opened_by(origin)
    last = Case.objects.create(
        number="ANM-SIDST", type="request", package=middle.package, state="new", opened_at=NOW, changed_at=NOW
    )
    store.append(last, store.read(middle), middle.events.get().__class__(
        event="send", at=NOW, recorded_at=NOW, by="n", party="afsnit-a", role="sender", data=middle.events.get().data,
    ))  # fmt: skip
    middle.links.create(other=last, kind="førte til", event=1, at=NOW, by="forløbet")
    annul(origin)
    last.refresh_from_db()
    assert last.state == VOIDED


def test_a_correction_that_changes_what_was_copied_is_told(
    world: Any, monkeypatch: pytest.MonkeyPatch, nurse: Any
) -> None:
    with fixed(NOW):
        row = begun(world, monkeypatch, nurse, "ask")
        act(row, "ask", "0851", "receiver", question="Hvornår?")
        actions.correct(actor=System(), case=row, number=2, given=Given({"question": "Hvor?"}), reason=WHY)
    other = opened_by(row)
    assert [one.event for one in other.events.order_by("number")] == ["send", ORIGIN_CORRECTED]
    assert (other.state, other.notices.filter(name=ORIGIN_CORRECTED).count()) == ("sent", 2)


def test_a_correction_that_changes_nothing_that_was_copied_is_not_told(
    world: Any, monkeypatch: pytest.MonkeyPatch, nurse: Any
) -> None:
    with fixed(NOW):
        row = begun(world, monkeypatch, nurse, "ask")
        act(row, "ask", "0851", "receiver", question="Hvornår?")
        actions.correct(actor=System(), case=row, number=2, given=Given({}), at=NOW, reason=WHY)
    assert opened_by(row).version == 1


def test_nobody_but_the_engine_registers_its_events(origin: Case) -> None:
    with pytest.raises(Exception, match="ingen hændelse »voided«"):
        act(opened_by(origin), VOIDED, "afsnit-a", "sender")
