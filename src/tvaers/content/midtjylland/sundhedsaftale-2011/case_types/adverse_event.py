"""The rules of adverse events: who receives a report, how severe it is, how far each party has come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from tvaers.kernel.case_rules import Fact, Facts, rule
from tvaers.kernel.clock import COPENHAGEN

STATUS = {
    "received": "received", "registered": "registered", "rerouting_offered": "received", "analysed": "acting",
    "internal_analysed": "acting", "sharing": "acting", "closed_locally": "acting", "following_up": "acting",
    "closed": "closed", "rejected": "rejected",
}  # fmt: skip
"""What a reporter is told in each state; in all others the parties are analysing."""


def _day(moment: datetime) -> date:
    return moment.astimezone(COPENHAGEN).date()


def _involved(case: Facts) -> tuple[str, ...]:
    return case.parties.get("involved", ())


def _reported_on(case: Facts) -> date | None:
    reported = case.first("report")
    return _day(reported.at) if reported else None


def _newest(case: Facts) -> Fact:
    return case.happened[-1]


def _row(case: Facts, records: str) -> Mapping[str, Any]:
    """The row that the newest event changed, as it is now."""
    wanted = str(_newest(case).data.get("record"))
    return next((row for row in case.data.get(records, ()) if row["id"] == wanted), {})


@rule("SA-UH-03", "SA-UH-04")
def receiver_party(case: Facts) -> str | None:
    """Who gets the report: by the place of the event and never by where the reporter works (R17)."""
    place = "municipal_health_sector" if case.data.get("place") == "municipal_care" else "elsewhere"
    if case.parameter("report_receiver", place) == "municipality":
        return case.data.get("municipality")
    return region(case)


@rule("SA-UH-39")
def region(case: Facts) -> str | None:
    """The agreement's region: the party whose code begins with 108."""
    return next((code for code in case.package.manifest.parties if code.startswith("108")), None)


@rule("SA-UH-05")
def definition(case: Facts) -> str:
    """Whether the event has one of the connections that the law names."""
    contexts = case.known("event_contexts") or ("treatment", "medicine_supply", "medicine_information")
    return "inside" if case.data.get("context") in tuple(contexts) else "outside"


@rule("SA-UH-04", "SA-UH-16")
def reporting_duty(case: Facts) -> str:
    """Obliged are authorised staff, those on their responsibility, and staff of ambulances and pharmacies."""
    obliged = {"health_professional", "assistant", "ambulance_staff", "pharmacist", "pharmacy_staff"}
    return "obliged" if case.data.get("profession") in obliged else "voluntary"


@rule("SA-UH-17")
def channel_is_open(case: Facts) -> bool:
    """Staff can always report; patients and relatives from the day that the law opens for them."""
    if case.data.get("profession") not in ("patient", "relative"):
        return True
    opens = case.known("patient_reporting_from")
    return isinstance(opens, str) and date.fromisoformat(opens) <= _day(case.at)


@rule("SA-UH-19", "SA-UH-20")
def handovers(case: Facts) -> int:
    """How often the case has moved from party to party."""
    return sum(fact.event == "accept_rerouting" for fact in case.happened)


@rule("SA-UH-19")
def offered_to_another(case: Facts) -> bool:
    """A party cannot be asked to take over what it has."""
    return case.data.get("reroute_to") not in case.parties.get("receiver", ())


@rule("SA-UH-21")
def party_is_new(case: Facts) -> bool:
    """The newest row names a party that is neither the receiver nor on the list already."""
    named = [row["party"] for row in case.data.get("contacts", ())]
    return named[-1] not in (*named[:-1], *case.parties.get("receiver", ()))


@rule("SA-UH-12")
def first_other_party(case: Facts) -> bool:
    """With the first other party the event is one between sectors."""
    return len(case.data.get("contacts", ())) == 1


@rule("SA-UH-22")
def all_contacted(case: Facts) -> bool:
    """Whether each of the other parties has been contacted."""
    rows = case.data.get("contacts", ())
    return bool(rows) and all(row.get("contacted_on") for row in rows)


@rule("SA-UH-23", "SA-UH-24")
def severity(case: Facts) -> str | None:
    """Serious is permanent injury or death and nothing else; final only when every party says the same."""
    harm = case.data.get("harm") or {}
    serious = case.known("serious_outcomes") or ("permanent_injury", "death")
    votes = [
        ("serious" if harm[party] in tuple(serious) else "not_serious") for party in _involved(case) if party in harm
    ]
    if len(set(votes)) > 1:
        return "disagreement"
    return votes[0] if votes and len(votes) == len(_involved(case)) else None


@rule("SA-UH-26", "SA-UH-27")
def in_depth(case: Facts) -> bool:
    """An in-depth analysis is made of serious events, and of others when the parties choose it with a reason."""
    return severity(case) == "serious" or bool(case.data.get("analysis_reason"))


@rule("SA-UH-25")
def primary_is_involved(case: Facts) -> bool:
    """The primary handler is one of the parties."""
    return case.data.get("primary") in _involved(case)


@rule("SA-UH-39")
def only_municipal(case: Facts) -> bool:
    """Whether every party is a municipality: a code that begins with 0 (R18)."""
    parties = _involved(case)
    return bool(parties) and all(len(code) == 4 and code.startswith("0") for code in parties)


@rule("SA-UH-21")
def transition(case: Facts) -> str | None:
    """Between whom it went wrong, by sorts of party and never by name; None for an event inside one party."""
    parties = _involved(case)
    if len(parties) < 2:
        return None
    if only_municipal(case):
        return "between_municipalities"
    municipal = any(len(code) == 4 and code.startswith("0") for code in parties)
    return "municipality_region" if municipal else "within_region"


@rule("SA-UH-34")
def management_informed(case: Facts) -> str | None:
    """How many of the parties have told their management, as 2/3."""
    told = {fact.party for fact in case.happened if fact.event == "inform_management"}
    return _share(told, case) if in_depth(case) else None


@rule("SA-UH-35")
def participants_version(case: Facts) -> int:
    """The list is a new version each time that a participant is added or changed."""
    return sum(fact.event in ("add_participant", "change_participant") for fact in case.happened)


@rule("SA-UH-35")
def participants_confirmed(case: Facts) -> str | None:
    """How many of the parties have confirmed the newest version, as 1/2."""
    told: set[str] = set()
    for fact in case.happened:
        if fact.event in ("add_participant", "change_participant"):
            told = set()
        elif fact.event == "confirm_participants":
            told.add(fact.party)
    return _share(told, case) if case.data.get("participants") else None


@rule("SA-UH-35")
def participant_is_ours(case: Facts) -> bool:
    """A participant comes from one of the parties."""
    return case.data["participants"][-1]["participant_party"] in _involved(case)


@rule("SA-UH-36")
def every_party_can_decide(case: Facts) -> bool:
    """Whether each party has somebody on the list who can decide."""
    wanted = int(str(case.parameter("decision_makers_per_sector")))
    rows = [row for row in case.data.get("participants", ()) if row.get("decision_maker")]
    return all(sum(row["participant_party"] == party for row in rows) >= wanted for party in _involved(case))


@rule("SA-UH-38")
def own_participant(case: Facts) -> bool:
    """A management tells only its own."""
    return _row(case, "participants").get("participant_party") == _newest(case).party


@rule("SA-UH-29")
def meeting_replies(case: Facts) -> str | None:
    """How many of the parties have answered, as 2/3."""
    return _share(set(case.data.get("meeting_answer") or {}), case) if case.data.get("meeting_first") else None


@rule("SA-UH-41")
def own_party_declined(case: Facts) -> bool:
    """Only the management of a party that could not come proposes a new time."""
    mine = _newest(case).party
    answers = [fact for fact in case.happened if fact.event == "answer_meeting" and fact.party == mine]
    return bool(answers) and answers[-1].data.get("meeting_answer") == "none"


def _share(told: set[str], case: Facts) -> str:
    return f"{len(told & set(_involved(case)))}/{len(_involved(case))}"


@rule("SA-UH-45")
def plan_is_complete(case: Facts) -> bool:
    """Each action has a party, exactly one unit, and a day."""
    return all(
        row.get("action_party") in _involved(case) and row.get("unit") and row.get("action_due")
        for row in case.data.get("actions", ())
    )


@rule("SA-UH-44")
def own_action(case: Facts) -> bool:
    """An action is carried out by its own party."""
    return _row(case, "actions").get("action_party") == _newest(case).party


@rule("SA-UH-46")
def implemented_share(case: Facts) -> str | None:
    """Implemented actions of all, as 75 %; None without actions."""
    rows = case.data.get("actions", ())
    if not rows:
        return None
    return f"{round(100 * sum(bool(row.get('implemented_on')) for row in rows) / len(rows))} %"


@rule("SA-UH-46")
def actions_left(case: Facts) -> int:
    """Actions of the plan that are not implemented yet."""
    return sum(not row.get("implemented_on") for row in case.data.get("actions", ()))


def _approved(case: Facts, row: Mapping[str, Any]) -> set[str]:
    """The parties whose management has approved a measure."""
    told = {
        fact.party for fact in case.happened if fact.event == "approve_measure" and fact.data.get("record") == row["id"]
    }
    return told & set(row.get("institutions") or ())


def _is_agreed(case: Facts, row: Mapping[str, Any]) -> bool:
    return bool(row.get("institutions")) and _approved(case, row) == set(row["institutions"])


def _statuses(case: Facts) -> Iterator[str]:
    for row in case.data.get("measures", ()):
        told, asked = len(_approved(case, row)), len(row["institutions"])
        yield f"{row['measure']}: aftalt" if _is_agreed(case, row) else f"{row['measure']}: afventer ({told}/{asked})"


@rule("SA-UH-51")
def measures_status(case: Facts) -> str | None:
    """For each measure whether every institution's management has approved it."""
    return "; ".join(_statuses(case)) or None


@rule("SA-UH-50")
def measure_is_ours(case: Facts) -> bool:
    """The newest measure is for parties of the case, and its owner is one of those."""
    row = case.data["measures"][-1]
    return set(row["institutions"]) <= set(_involved(case)) and row["measure_owner"] in row["institutions"]


@rule("SA-UH-51")
def own_measure(case: Facts) -> bool:
    """A party approves, starts and finishes only what it takes part in."""
    return _newest(case).party in (_row(case, "measures").get("institutions") or ())


@rule("SA-UH-51")
def measure_is_agreed(case: Facts) -> bool:
    """Whether every institution has approved the measure of the newest event."""
    return _is_agreed(case, _row(case, "measures"))


@rule("SA-UH-54")
def row_is_agreed(case: Facts) -> bool:
    """Whether every institution has approved the measure that a duty asks about."""
    return bool(case.row) and _is_agreed(case, case.row or {})


@rule("SA-UH-26", "SA-UH-48")
def analysis_is_done(case: Facts) -> bool:
    """Whether the case has what its severity requires before it is closed."""
    key = "serious" if in_depth(case) else "not_serious"
    wanted = tuple(case.parameter("closing_requirements", key))  # type: ignore[arg-type]
    return all(bool(case.data.get(name)) for name in wanted if name in ("analysis_result", "classification"))


@rule("SA-UH-28")
def group_is_done(case: Facts) -> bool:
    """An analysis group has analysed, acted, and passed its learning on or said that there is none."""
    if not in_depth(case):
        return True
    learning = case.data.get("learning") is False or case.first("share_with_network") is not None
    return bool(case.data.get("analysis_result")) and bool(case.data.get("actions")) and learning


@rule("SA-UH-43")
def closing_day_sound(case: Facts) -> bool:
    """A case is closed in DPSD between its report and today."""
    closed, reported = case.data.get("dpsd_closed_on"), _reported_on(case)
    return closed is None or (reported is not None and reported <= closed <= _day(case.at))


@rule("SA-UH-43")
def days_left(case: Facts) -> int | None:
    """Days to the last day for closing in DPSD, counted from the first report; negative when it has passed."""
    reported = _reported_on(case)
    limit = case.known("closing_days", on=reported) if reported else None
    if reported is None or limit is None or case.data.get("dpsd_closed_on") or case.state == "rejected":
        return None
    return int(str(limit)) - (_day(case.at) - reported).days


@rule("SA-UH-43")
def closing_mark(case: Facts) -> str | None:
    """The colour of the limit: a warning from day 75, overdue after day 90 (UH-3)."""
    if case.data.get("dpsd_closed_on"):
        return "closed"
    left, reported = days_left(case), _reported_on(case)
    if left is None or reported is None:
        return None
    warned = int(str(case.parameter("closing_warning_days", on=reported)))
    return "overdue" if left < 0 else "soon" if (_day(case.at) - reported).days >= warned else "in_time"


@rule("SA-UH-11", "SA-UH-52")
def sharing_status(case: Facts) -> str | None:
    """Whether the network has heard; a case between sectors that others can learn from must reach it."""
    if not case.data.get("contacts"):
        return None
    if case.first("share_with_network"):
        return "shared"
    return "not_relevant" if case.data.get("learning") is False else "missing"


@rule("SA-UH-02")
def reporter_status(case: Facts) -> str:
    """What the reporter is told: how far the case is, and nothing about what is in it."""
    return STATUS.get(case.state, "analysed")
