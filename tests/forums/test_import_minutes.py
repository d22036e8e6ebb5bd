"""Minutes that were written elsewhere become a meeting, items, pipeline entries and follow-ups."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from tests.forums.forum_world import SYSTEM, at
from tests.forums.import_world import (
    CHAIN,
    GIVES,
    HEAD,
    PEOPLE,
    agenda,
    approval,
    forums,
    minutes,
    planned,
    taken,
    told,
)

from tvaers.engine.forums import actions, papers, planning
from tvaers.engine.forums.models import Forum, Item, Meeting
from tvaers.engine.forums.papers import Attachment
from tvaers.engine.forums.reading import without_names
from tvaers.kernel import clock
from tvaers.kernel.errors import Conflict, Problem

pytestmark = pytest.mark.django_db
YES = "Fælles Forretningsudvalg godkendte aftalen."
NO = "Fælles Forretningsudvalg godkendte ikke aftalen."
REMARKED = "Fælles Forretningsudvalg godkendte aftalen med bemærkning om, at afsnittet om leje skrives om."
RESERVED = (
    "Fælles Forretningsudvalg godkendte aftalen med forbehold for, at Region Nordjylland afklarer økonomien inden "
    "arbejdet igangsættes. Der gives en skriftlig orientering til Fælles Forretningsudvalg."
)


@pytest.fixture
def three() -> dict[str, Forum]:
    return forums()


def only(meeting: Meeting) -> Item:
    """The item of the agreement."""
    return meeting.items.get(title="Aftale om naboskab")


def test_the_meeting_has_the_time_and_place_of_the_head(three: dict[str, Forum]) -> None:
    meeting = taken(three["ffu"], minutes(PEOPLE, approval(YES)))
    assert (meeting.starts_at, meeting.place, meeting.state) == (at(2026, 3, 12, 13, 30), "Lokale Eg", "minuted")


def test_a_meeting_that_is_planned_that_day_is_used(three: dict[str, Forum]) -> None:
    ahead = planned(three["ffu"], 3, 12)
    assert taken(three["ffu"], minutes(approval(YES))).pk == ahead.pk


def test_an_item_has_its_point_outcome_words_and_journal_number(three: dict[str, Forum]) -> None:
    item = only(taken(three["ffu"], minutes(approval(YES))))
    assert (item.outcome, item.decision, item.matter.journal) == ("approved", YES, "1-30-72-7-26")
    assert list(item.points.values_list("text", "outcome")) == [("Godkender aftalen om naboskab.", "approved")]


def test_absence_is_noted_and_the_leader_leads(three: dict[str, Forum]) -> None:
    meeting = taken(three["ffu"], minutes(PEOPLE, approval(YES)))
    meeting.refresh_from_db()
    assert meeting.leader is not None
    assert meeting.leader.name == "Cilla Ceder"
    assert list(meeting.attendances.values_list("person__name", "status")) == [("Asta Ahorn", "excused")]


def test_persons_can_be_shown_by_role_only(three: dict[str, Forum]) -> None:
    taken(three["ffu"], without_names(minutes(PEOPLE, approval(YES))))
    names = {one.person.name for one in three["ffu"].sittings.all()}
    assert names == {"Medlem, Hjørring Kommune", "Mødeleder, Region Nordjylland", "Sekretær, Region Nordjylland"}


def test_an_approved_item_goes_on_along_its_chain(three: dict[str, Forum]) -> None:
    next_one, last = planned(three["ssf"], 5, 21), planned(three["ssu"], 6, 17)
    taken(three["ffu"], minutes(approval(YES, further=CHAIN)))
    assert [one.meeting for one in (*told("ssf"), *told("ssu"))] == [next_one, last]


def test_a_remark_to_an_approval_must_be_met_before_the_next_forum(three: dict[str, Forum]) -> None:
    onward = planned(three["ssf"], 5, 21)
    taken(three["ffu"], minutes(approval(REMARKED, further=CHAIN)))
    with clock.fixed(at(2026, 3, 20)), pytest.raises(Conflict, match="imødekommet"):
        actions.put_on_agenda(actor=SYSTEM, item=told("ssf")[0], meeting=onward)


def test_a_reservation_blocks_what_it_says_must_wait(three: dict[str, Forum]) -> None:
    item = only(taken(three["ffu"], minutes(approval(RESERVED))))
    assert (item.outcome, item.remarks.get().kind) == ("approved_with_reservation", "reservation")
    assert item.followups.get(blocked_by=item.remarks.get()).text == "Arbejdet igangsættes"


def test_what_is_not_approved_stops_and_comes_back_at_the_next_ordinary_meeting(three: dict[str, Forum]) -> None:
    again = planned(three["ffu"], 4, 23)
    planned(three["ssf"], 5, 21)
    item = only(taken(three["ffu"], minutes(approval(NO, further=CHAIN))))
    assert (item.state, [one.meeting for one in told("ffu")], told("ssf")) == ("stopped", [again], [])


def test_dates_in_the_text_make_the_way_of_an_approved_item(three: dict[str, Forum]) -> None:
    case = (
        "Status behandles i Fælles Forretningsudvalg den 23. april og Strategisk Sundhedsforum den 21. maj, inden "
        "godkendelse i Sundhedssamarbejdsudvalget den 17. juni."
    )
    taken(three["ffu"], minutes(approval(YES, case=case)))
    found = [told(key)[0] for key in ("ffu", "ssf", "ssu")]
    assert [one.meeting.starts_at.astimezone(clock.COPENHAGEN).date() for one in found if one.meeting] == [
        date(2026, 4, 23), date(2026, 5, 21), date(2026, 6, 17)
    ]  # fmt: skip
    assert [one.awaits for one in found] == ["", "behandling i FFU", "behandling i SSF"]


SAID = "Fælles Forretningsudvalg drøftede dagsordenen med følgende bemærkninger:\n\n"
ENTRIES = "- Orientering: Nye lokaler (fælles)\n- Godkendelse: Aftale om naboskab (afventer høring i almen praksis)"


def test_entries_wait_for_the_meeting_that_they_are_listed_for(three: dict[str, Forum]) -> None:
    taken(three["ffu"], minutes(agenda(ENTRIES, "Fælles Forretningsudvalg drøftede dagsordenen.")))
    assert [(one.title, one.kinds, one.awaits) for one in told("ssf")] == [
        ("Nye lokaler", ["information"], ""), ("Aftale om naboskab", ["approval"], "høring i almen praksis")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At der gives en orientering om vejarbejdet.", (["information"], False)),
        ("At der tilføjes en mundtlig orientering om vejarbejdet.", (["information"], True)),
        ("At Strategisk Sundhedsforum skal have en drøftelse af vejarbejdet.", (["discussion"], False)),
    ],
)
def test_a_remark_that_asks_for_an_item_makes_it(
    three: dict[str, Forum], text: str, expected: tuple[list[str], bool]
) -> None:
    taken(three["ffu"], minutes(agenda(ENTRIES, f"{SAID}- {text}")))
    assert [(one.kinds, one.is_oral) for one in told("ssf", title__contains="vejarbejdet")] == [expected]


def test_a_remark_that_forbids_an_item_makes_none(three: dict[str, Forum]) -> None:
    said = (
        "Fælles Forretningsudvalg drøftede dagsordenen med følgende bemærkninger:\n\n- At der ikke skal holdes oplæg."
    )
    taken(three["ffu"], minutes(agenda(ENTRIES, said)))
    assert len(told("ssf")) == 2


def test_what_a_remark_puts_off_moves_and_keeps_both_dates(three: dict[str, Forum]) -> None:
    later = planned(three["ssf"], 9, 24)
    said = (
        "Fælles Forretningsudvalg drøftede dagsordenen med følgende bemærkninger:\n\n- At aftalen om naboskab "
        "afventer et møde, hvorfor den først dagsordensættes på Strategisk Sundhedsforum den 26. september."
    )
    taken(three["ffu"], minutes(agenda(ENTRIES, said)))
    moved = told("ssf", title="Aftale om naboskab")[0]
    assert moved.meeting == later
    assert moved.note.startswith("Udskudt fra SSF 21-05-2026 til SSF 24-09-2026.")


def test_what_waited_for_the_meeting_is_the_item_that_was_treated(three: dict[str, Forum]) -> None:
    ahead = planned(three["ffu"], 3, 12)
    matter = actions.open_matter(actor=SYSTEM, forum=three["ffu"], title="Aftale om naboskab")
    waiting = actions.propose(
        actor=SYSTEM, forum=three["ffu"], matter=matter, points=["Noget andet.", "Mere."], meeting=ahead
    )
    item = only(taken(three["ffu"], minutes(approval(YES))))
    assert (item.pk, item.points.count(), item.matter.journal) == (waiting.pk, 1, "1-30-72-7-26")


def test_what_was_on_the_agenda_and_is_not_in_the_minutes_waits_again(three: dict[str, Forum]) -> None:
    ahead = planned(three["ffu"], 3, 12)
    matter = actions.open_matter(actor=SYSTEM, forum=three["ffu"], title="En sag, som ingen nåede")
    item = actions.propose(actor=SYSTEM, forum=three["ffu"], matter=matter, meeting=ahead)
    with clock.fixed(at(2026, 2, 2)):
        actions.put_on_agenda(actor=SYSTEM, item=item, meeting=ahead)
    taken(three["ffu"], minutes(approval(YES)))
    item.refresh_from_db()
    assert (item.state, item.meeting) == ("pipeline", None)


SILENT = GIVES + "2. Udpeger en kontaktperson.\n"


def test_a_point_that_nobody_answered_stays_open(three: dict[str, Forum]) -> None:
    item = only(taken(three["ffu"], minutes(approval(YES, gives=SILENT))))
    assert [one.outcome for one in item.points.order_by("number")] == ["approved", "not_recorded"]


def test_what_the_person_settles_counts(three: dict[str, Forum]) -> None:
    settled = actions.Settled(outcomes={("2", 2): "decided"})
    item = only(taken(three["ffu"], minutes(approval(YES, gives=SILENT)), settled=settled))
    assert [one.outcome for one in item.points.order_by("number")] == ["approved", "decided"]


def test_an_outcome_that_is_none_is_refused(three: dict[str, Forum]) -> None:
    with pytest.raises(Problem, match="findes ikke"):
        taken(three["ffu"], minutes(approval(YES)), settled=actions.Settled(outcomes={("2", 1): "måske"}))


def test_minutes_come_in_once(three: dict[str, Forum]) -> None:
    taken(three["ffu"], minutes(approval(YES)))
    with pytest.raises(Conflict, match="her allerede"):
        taken(three["ffu"], minutes(approval(YES)))


def test_minutes_of_another_forum_are_refused(three: dict[str, Forum]) -> None:
    with pytest.raises(Problem, match="Fælles Forretningsudvalg"):
        taken(three["ssf"], minutes(approval(YES)))


def test_minutes_without_a_date_are_refused(three: dict[str, Forum]) -> None:
    head = HEAD.replace(" d. 12-03-2026", "").replace("Mødedato Torsdag d. 12. marts 2026 kl. 13:30\n", "")
    with pytest.raises(Problem, match="dato"):
        taken(three["ffu"], minutes(approval(YES), head=head))


def test_a_refusal_leaves_nothing_behind(three: dict[str, Forum]) -> None:
    with pytest.raises(Problem):
        taken(three["ffu"], minutes(approval(YES)), settled=actions.Settled(outcomes={("2", 1): "måske"}))
    assert not Meeting.objects.exists()


def test_the_file_is_kept_as_a_paper_of_the_meeting(three: dict[str, Forum]) -> None:
    upload = Attachment("referat.txt", BytesIO(HEAD.encode()))
    meeting = taken(three["ffu"], minutes(approval(YES)), upload=upload)
    assert [one.name for one in papers.visible_to(SYSTEM).filter(meeting=meeting)] == ["referat.txt"]


def test_open_remarks_of_the_item_are_those_that_must_be_met(three: dict[str, Forum]) -> None:
    planned(three["ssf"], 5, 21)
    taken(three["ffu"], minutes(approval(REMARKED, further=CHAIN)))
    assert len(planning.open_remarks(told("ssf")[0])) == 1
