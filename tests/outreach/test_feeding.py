"""What cases give rise to: each is sent on once, as its forum declares, and only in words that tell of nobody."""

from datetime import datetime
from typing import Any

import pytest
from tests.cases.conftest import person
from tests.forums.forum_world import SYSTEM, at

from tvaers.engine.agreements.queries import package
from tvaers.engine.cases.models import Case
from tvaers.engine.forums import actions as forums
from tvaers.engine.forums.models import Forum, Item
from tvaers.engine.outreach import actions, feeding, queries
from tvaers.engine.outreach.models import Circular
from tvaers.kernel import clock

pytestmark = pytest.mark.django_db
SA = "sundhedsaftale-midt-2011"
NOW = at(2012, 2, 2)


@pytest.fixture
def agreed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The forums of the agreement, with a meeting of the two upper ones."""
    found = package(SA)
    monkeypatch.setattr("tvaers.engine.forums.seating.packages", lambda: {SA: found})
    with clock.fixed(NOW):
        forums.take_up(actor=SYSTEM)
        for key, day in (("sundhedskoordinationsudvalget", 5), ("sundhedsstyregruppen", 10),
                         ("sundhedskoordinationsudvalget", 20), ("haendelsesnetvaerket", 15)):  # fmt: skip
            forum = Forum.objects.get(key=key)
            forums.call_meeting(actor=SYSTEM, forum=forum, starts_at=at(2012, 3, day))


def case(type: str, state: str, number: str, **data: Any) -> Case:
    """A case as it is kept."""
    return Case.objects.create(number=number, type=type, package=SA, state=state, data=data, title=f"Sag {number}",
                               opened_at=NOW, changed_at=NOW)  # fmt: skip


def fed(when: datetime = NOW) -> int:
    with clock.fixed(when):
        return actions.feed(actor=SYSTEM)


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The case is read without its events: its state and data are what they are."""

    class Read:
        def __init__(self, row: Case) -> None:
            self.row, self.type = row, package(SA).case_types[row.type]

        def look(self, _at: datetime) -> "Read":
            return self

        def value(self, name: str) -> Any:
            return self.row.data.get(name)

    monkeypatch.setattr(feeding.store, "read", Read)


@pytest.mark.usefixtures("agreed", "looks")
def test_a_finished_report_goes_to_the_two_in_turn_and_to_fourteen_groups() -> None:
    case("yearly_report", "finished", "AAR-1", introduction="Året der gik")
    assert fed() == 2 + 14
    upper = Circular.objects.get(sending="aarsrapport-oeverst")
    days = [one.item.meeting.starts_at.day for one in upper.copies.order_by("step")]
    assert days == [10, 20]
    log = queries.deliveries(SYSTEM, Circular.objects.get(sending="aarsrapport-klynger"))
    assert (len(log), sum(one.is_received for one in log)) == (14, 14)
    assert "Året der gik" in str(upper.copies.first().item.sections)  # type: ignore[union-attr]


@pytest.mark.usefixtures("agreed", "looks")
def test_it_is_sent_once() -> None:
    case("yearly_report", "finished", "AAR-1")
    assert [fed(), fed(), fed(at(2012, 2, 3))] == [16, 0, 0]


@pytest.mark.usefixtures("agreed", "looks")
def test_a_draft_is_not_sent() -> None:
    case("yearly_report", "draft", "AAR-1")
    assert fed() == 0


@pytest.mark.usefixtures("agreed", "looks")
def test_serious_and_principal_events_are_proposed_to_the_network_and_others_are_not() -> None:
    for number, data in (("UTH-1", {"severity": "serious"}), ("UTH-2", {"severity": "not_serious"}),
                         ("UTH-3", {"analysis_reason": "principle"})):  # fmt: skip
        case("adverse_event", "closed", number, summary="En anonym tekst", place_detail="Afdeling A", **data)
    case("adverse_event", "assessing", "UTH-4", severity="serious")
    fed()
    found = Item.objects.filter(forum__key="haendelsesnetvaerket", state="pipeline").order_by("title")
    assert [one.title for one in found] == ["Hændelse UTH-1 til drøftelse", "Hændelse UTH-3 til drøftelse"]
    assert all(one.is_closed and one.meeting.starts_at.day == 15 for one in found if one.meeting)
    assert "Afdeling A" not in str([one.sections for one in found])


@pytest.mark.usefixtures("agreed")
def test_what_may_be_quoted_refuses_words_that_tell_who_somebody_is() -> None:
    types = package(SA).case_types
    for type in package(SA).forums.values():
        for sending in type.sends:
            if sending.cases is not None:
                fields = [types[sending.cases.type].field(name) for name in sending.cases.quotes]
                assert all(field.anonymous for field in fields), sending.id


def test_every_receiver_case_type_and_topic_is_there() -> None:
    found = package(SA)
    for type in found.forums.values():
        named = {*(one for sending in type.sends for one in sending.receivers), *(one.forum for one in type.prepared)}
        named |= {one for one in (type.parent,) if one}
        assert named <= set(found.forums), type.id
        clauses = [one.clause for one in (*type.sends, *type.prepared, *type.after_minutes)]
        assert set(clauses) <= set(found.clauses), type.id
        for sending in type.sends:
            if sending.cases is not None:
                states = {one.id for one in found.case_types[sending.cases.type].states}
                assert set(sending.cases.states) <= states


def test_only_the_system_and_those_who_load_agreements_feed() -> None:
    with pytest.raises(Exception, match="adgang"):
        actions.feed(actor=person("en", "risikomanager", "0665"))
