"""Stories of adverse events between sectors and inside one party, and of what the network learns from them."""

from __future__ import annotations

from tvaers.cli.demo_cases.story import Data, Step, Story
from tvaers.cli.demo_people import AALBORG, BROENDERSLEV, HOSPITAL, NORTH, WARD

AREA, RECEIVER, HANDLER = "receiver/risikomanager", "receiver/risikomanager", "primary_handler/risikomanager"
NORTHERN, TOWN = f"involved/risikomanager@{NORTH}", f"involved/risikomanager@{AALBORG}"
WARDS, LEADER = f"involved/risikomanager@{HOSPITAL}", f"management/ledelse@{AALBORG}"
WARD_LEADER = f"management/ledelse@{HOSPITAL}"
REPORT: Data = {
    "what_happened": "Medicinlisten fulgte ikke med hjem. Borgeren fik den gamle dosis i to dage.",
    "profession": "health_professional", "context": "treatment", "outcome": "averted", "area": "somatic",
    "place": "hospital", "place_detail": "Afsnit N1", "happened_on": "@-1d",
}  # fmt: skip
SEALED: Data = {**REPORT, "reporter_name": "Navn fundet på til demoen", "reporter_contact": "demo@tvaers.example"}
IN_TOWN: Data = {**REPORT, "place": "municipal_care", "municipality": "{town}", "outcome": "did_not_occur"}


def _event(ends: str, agos: tuple[float, ...], *steps: Step, report: Data = SEALED) -> Story:
    return Story("adverse_event", ends, agos, WARD, (0, "reporter/sygeplejerske", "report", report), steps)


REGISTERED: Step = (24, RECEIVER, "register", {"dpsd_number": "DEMO-{number}"})
OFFERED: Step = (48, RECEIVER, "offer_rerouting", {"reroute_to": AALBORG, "reroute_reason": "Det skete hjemme."})
TAKEN: Step = (72, "offered_to/risikomanager", "accept_rerouting", {})
REFUSED: Step = (72, "offered_to/risikomanager", "refuse_rerouting", {"refusal_reason": "Det skete før hjemkomsten."})
INTERNAL: Step = (96, RECEIVER, "analyse_internally", {"analysis_result": "Skemaet manglede en linje."})
WITH_TOWN: Step = (50, RECEIVER, "add_party", {"party": AALBORG})
CALLED: Step = (54, RECEIVER, "note_contact", {"record": "1", "contacted_on": "@+2d"})


def _votes(north: str, town: str) -> tuple[Step, ...]:
    return (70, NORTHERN, "vote_severity", {"harm": north}), (80, TOWN, "vote_severity", {"harm": town})


CHOSEN: Step = (90, NORTHERN, "appoint_primary", {"primary": NORTH})
SHARED = (REGISTERED, WITH_TOWN, CALLED)
MILD = (*SHARED, *_votes("none", "temporary"), CHOSEN)
SERIOUS = (*SHARED, *_votes("permanent_injury", "permanent_injury"), CHOSEN)
GROUP: tuple[Step, ...] = (
    (96, NORTHERN, "inform_management", {}),
    (97, NORTHERN, "add_participant", {"participant_party": NORTH, "function": "Ledende oversygeplejerske",
                                       "decision_maker": "yes"}),
    (98, TOWN, "add_participant", {"participant_party": AALBORG, "function": "Leder af hjemmesygeplejen",
                                   "decision_maker": "yes"}),
    (99, NORTHERN, "agree_method", {"method": "root_cause"}),
    (101, NORTHERN, "propose_meeting", {"meeting_place": "Mødelokale 2", "meeting_first": "@+9d 09:00",
                                       "meeting_second": "@+10d 13:00"}),
)  # fmt: skip
AGREED: tuple[Step, ...] = (
    *GROUP, (100, TOWN, "agree_method", {"method": "root_cause"}), (102, NORTHERN, "confirm_participants", {}),
    (120, TOWN, "answer_meeting", {"meeting_answer": "second"}), (130, NORTHERN, "answer_meeting",
    {"meeting_answer": "second"}), (140, HANDLER, "set_meeting", {"meeting_at": "@+10d 13:00"}),
    (150, LEADER, "tell_participant", {"record": "2", "told_on": "@+6d"}), (160, HANDLER, "start_analysis", {}),
)  # fmt: skip
RESULT: Step = (290, HANDLER, "record_analysis",
                {"analysis_result": "To systemer viste hver sin liste.", "classification": "handover"})  # fmt: skip
ACTION: Step = (300, TOWN, "add_action", {
    "action": "Medicinlisten sendes samme dag", "criterion": "Ni af ti lister er sendt samme dag i en måned",
    "action_party": AALBORG, "unit": "Hjemmesygeplejen Vest", "action_due": "@+60d",
})  # fmt: skip
PLANNED: Step = (310, HANDLER, "approve_plan", {})
LEARNT: Step = (330, NORTHERN, "decide_learning", {"learning": "yes", "learning_reason": "Det kan ske alle steder."})
TEXT: Data = {"summary": "En medicinliste fulgte ikke med hjem. Dosis var forkert i to dage.", "anonymised": "yes"}
TO_NETWORK: Step = (340, HANDLER, "share_with_network", TEXT)
WHOLE = (*SERIOUS, *AGREED, RESULT, ACTION, PLANNED, LEARNT, TO_NETWORK)
CLASSED: Step = (120, HANDLER, "classify", {"classification": "medication"})
MEASURE: Step = (130, NORTHERN, "add_measure", {
    "measure": "Fælles tjekliste ved udskrivning", "institutions": [NORTH, AALBORG], "measure_owner": AALBORG,
    "measure_due": "@+50d",
})  # fmt: skip
SMALL = (*MILD, CLASSED, MEASURE, (140, LEADER, "approve_measure", {"record": "1"}),
         (150, NORTHERN, "decide_learning", {"learning": "no", "learning_reason": "Det er kendt."}))  # fmt: skip
EVENTS = (
    _event("received", (0.2, 1, 3)),
    _event("received", (2, 4), report=IN_TOWN),
    _event("received", (5,), OFFERED, REFUSED),
    _event("registered", (2, 20, 80), REGISTERED),
    _event("registered", (4,), REGISTERED, OFFERED, TAKEN),
    _event("rerouting_offered", (3, 60), REGISTERED, OFFERED),
    _event("internal_analysed", (8, 30), REGISTERED, INTERNAL, report=IN_TOWN),
    _event("awaiting_contact", (3, 6), REGISTERED, WITH_TOWN),
    _event("assessing", (4, 9), *SHARED),
    _event("assessing", (5,), *SHARED, _votes("none", "none")[0]),
    _event("disagreement", (5, 76), *SHARED, *_votes("none", "death")),
    _event("assessed", (6,), *SHARED, *_votes("none", "temporary")),
    _event("preparing", (9, 14), *SERIOUS, *GROUP),
    _event("analysing", (12, 40), *SERIOUS, *AGREED),
    _event("handling", (7, 77), *MILD),
    _event("handling", (9,), REGISTERED, (50, RECEIVER, "add_party", {"party": HOSPITAL}), CALLED,
           (70, NORTHERN, "vote_severity", {"harm": "none"}), (80, WARDS, "vote_severity", {"harm": "none"}),
           (90, NORTHERN, "appoint_primary", {"primary": HOSPITAL})),
    _event("analysed", (16, 88), *SERIOUS, *AGREED, RESULT, ACTION),
    _event("sharing", (18, 92), *WHOLE),
    _event("sharing", (10, 30), *SMALL),
    _event("closed_locally", (24, 95), *SMALL, (200, HANDLER, "close", {})),
    _event("following_up", (70,), *WHOLE, (350, LEADER, "start_action", {"record": "1", "action_started_on": "@+14d"}),
           (400, HANDLER, "close", {"dpsd_closed_on": "@+16d"})),
    _event("closed", (100,), *WHOLE, (400, HANDLER, "close", {"dpsd_closed_on": "@+16d"}),
           (900, TOWN, "mark_implemented", {"record": "1", "implemented_on": "@+37d", "evidence": "Optalt i maj"})),
    _event("closed", (40, 65), *SMALL, (200, HANDLER, "close", {"dpsd_closed_on": "@+8d"})),
    _event("closed", (50,), REGISTERED, INTERNAL, (120, RECEIVER, "close_internally", {"dpsd_closed_on": "@+5d"}),
           report=IN_TOWN),
    _event("rejected", (6, 22), (30, RECEIVER, "reject",
           {"rejection": "working_environment", "rejection_reason": "Hændelsen angår kun personalet."})),
    _event("received", (1,), report={**REPORT, "profession": "relative", "outcome": "harmful"}),
)  # fmt: skip

SECRETARIAT, READER = "network/netvaerkssekretariat", f"reader/risikomanager@{AALBORG}"


def _note(ends: str, agos: tuple[float, ...], *steps: Step) -> Story:
    data: Data = {**TEXT, "area": "somatic", "network": NORTH, "headline": "Medicin ved udskrivning",
                  "classification": "medication", "severity": "not_serious", "outcome": "averted"}  # fmt: skip
    return Story("learning_note", ends, agos, NORTH, (0, "messenger/risikomanager", "submit", data), steps)


SENT_OUT: Step = (30, SECRETARIAT, "publish", {"recipients": [AALBORG, BROENDERSLEV, HOSPITAL]})
NOTES = (
    _note("received", (2, 6)),
    _note("published", (5, 20), SENT_OUT, (60, READER, "mark_read", {})),
    _note("published", (9,), SENT_OUT, (40, SECRETARIAT, "propose_for_meeting", {})),
    _note("archived", (80,), SENT_OUT, (60, READER, "mark_read", {}), (900, SECRETARIAT, "archive", {})),
    _note("withdrawn", (15,), (20, SECRETARIAT, "withdraw", {"withdrawal_reason": "Noten er sendt to gange."})),
)


def _theme(ends: str, agos: tuple[float, ...], *steps: Step) -> Story:
    data: Data = {"theme": "Medicinlister ved udskrivning", "theme_reason": "frequent"}
    return Story("theme_analysis", ends, agos, NORTH, (0, SECRETARIAT, "start", data), steps)


COLLECTED = tuple((20.0 + n, SECRETARIAT, "add_note", {"note": f"Note {n + 1}"}) for n in range(2))
THEMES = (
    _theme("open", (6,), COLLECTED[0]),
    _theme("finished", (60,), *COLLECTED, (600, SECRETARIAT, "finish", {"conclusion": "Listerne kommer for sent."})),
    _theme("dropped", (30,), (90, SECRETARIAT, "drop", {})),
)


def _report(ends: str, agos: tuple[float, ...], year: str, *steps: Step) -> Story:
    data: Data = {"year": year, "introduction": "Rapporten er et udkast til netværkets møde."}
    return Story("yearly_report", ends, agos, NORTH, (0, SECRETARIAT, "start", data), steps)


WRITTEN: Step = (50, SECRETARIAT, "write", {"patterns": "Overlevering af medicin fylder mest."})
REPORTS = (
    _report("draft", (12,), "2026", WRITTEN),
    _report("finished", (200,), "2025", WRITTEN, (300, SECRETARIAT, "finish", {})),
)
GROUPS = (("adverse_event", (*EVENTS, *NOTES)), ("theme_analysis", THEMES), ("yearly_report", REPORTS))
