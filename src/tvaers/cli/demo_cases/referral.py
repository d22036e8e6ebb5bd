"""Stories of referrals and what belongs to them: letters, closures, acceptances, transfers, and regions' notices."""

from __future__ import annotations

from tvaers.cli.demo_cases.story import Data, Step, Story
from tvaers.cli.demo_people import AARHUS, GP, MID, NORTH, WARD

DOCTOR, OFFICE = "department/laege", "department/afdelingssekretaer"
SENDER = "referrer/praktiserende_laege"
SUMMARY = "Tiltagende hovedpine og føleforstyrrelser. Se vedlagte blodprøver."


def _referral(ends: str, agos: tuple[float, ...], *steps: Step, home: str = NORTH) -> Story:
    data: Data = {
        "to_department": WARD, "receiving_region": NORTH, "home_region": home, "specialty": "{specialty}",
        "referred_on": "@+0d", "summary": SUMMARY,
    }  # fmt: skip
    return Story("referral", ends, agos, GP, (0, SENDER, "refer", data), steps)


HIGH: Step = (
    20,
    DOCTOR,
    "assess",
    {"level": "highly_specialised", "level_reason": "Sjælden sygdom. Kræver højt hold."},
)
MAIN: Step = (20, DOCTOR, "assess", {"level": "main", "level_reason": "Kan udredes på hovedfunktion."})
ASKED: Step = (10, DOCTOR, "request_information", {"question": "Er der taget en MR-scanning?"})
ACCEPTED: Step = (30, OFFICE, "accept", {})
REFUSED: Step = (28, DOCTOR, "reject", {
    "rejection_reason": "wrong_department", "rejection_text": "Patienten hører til på reumatologisk afdeling.",
    "alternative": AARHUS,
})  # fmt: skip
LISTED = tuple((34.0, OFFICE, "enter_waiting_list", {"priority": one}) for one in ("p1", "p2", "p3"))
REFERRALS = (
    _referral("received", (0.2, 1, 2, 5, 9)),
    _referral("received", (3,), ASKED, (40, SENDER, "reply", {"reply": "Ja. Svaret er sendt i dag."}), home=MID),
    _referral("awaiting_information", (1, 4, 8), ASKED),
    _referral("assessed", (2, 4), HIGH, home=MID),
    _referral("assessed", (2, 6), MAIN),
    _referral("accepted", (3, 5), HIGH, ACCEPTED, home=MID),
    _referral("accepted", (4,), MAIN, ACCEPTED),
    _referral("rejected", (2, 7), MAIN, REFUSED),
    _referral("waiting", (6, 19, 33), MAIN, ACCEPTED, LISTED[0]),
    _referral("waiting", (8, 24, 41, 55), MAIN, ACCEPTED, LISTED[1], home=MID),
    _referral("waiting", (12, 30, 62, 75), MAIN, ACCEPTED, LISTED[2]),
    _referral("waiting", (20, 37), HIGH, ACCEPTED, LISTED[2], (90, DOCTOR, "change_priority",
              {"priority": "p1", "priority_reason": "Symptomerne er taget til."}),
              (100, DOCTOR, "write_dialogue", {"entry": "Send gerne billederne med."}), home=MID),
    _referral("in_treatment", (20, 48), HIGH, ACCEPTED, LISTED[0], (240, DOCTOR, "start_treatment", {}), home=MID),
    _referral("in_treatment", (40,), MAIN, ACCEPTED, LISTED[1], (240, DOCTOR, "start_treatment", {}),
              (300, DOCTOR, "change_level", {"level": "highly_specialised", "changed_on": "@+12d",
               "change_reason": "Prøverne viser en sjælden form."}), home=MID),
    _referral("closed", (50, 70, 90), MAIN, ACCEPTED, LISTED[1], (300, DOCTOR, "start_treatment", {}),
              (800, DOCTOR, "finish", {})),
    _referral("closed", (9,), MAIN, REFUSED, (60, SENDER, "close_rejected", {})),
    _referral("received", (6,), MAIN, REFUSED, (50, SENDER, "forward",
              {"to_department": AARHUS, "receiving_region": MID})),
    _referral("re_referred", (25,), MAIN, ACCEPTED, LISTED[2], (200, DOCTOR, "re_refer_privately",
              {"private_hospital": "Demo Privathospital Østerå"})),
    _referral("withdrawn", (7, 13), (30, SENDER, "withdraw", {})),
)  # fmt: skip

LETTER: Data = {
    "home_region": MID, "treating_region": NORTH, "specialty": "{specialty}", "diagnosis": "Demo-diagnose",
    "procedure": "Demo-behandling", "level_reason": "Behandlingen findes kun her.", "expected_start": "@+10d",
    "contact": "Sekretariatet, Neurologisk Afdeling",
}  # fmt: skip


def _letter(ends: str, agos: tuple[float, ...], *steps: Step) -> Story:
    return Story("notification_letter", ends, agos, WARD, (0, DOCTOR, "draft", LETTER), steps)


APPROVED: Step = (2, DOCTOR, "approve", {})
SENT: Step = (24, OFFICE, "send", {})
LETTERS = (
    _letter("draft", (1, 3)),
    _letter("approved", (0.2, 1, 4), APPROVED),
    _letter("sent", (20, 120, 340, 350, 367), APPROVED, SENT),
    _letter("lapsed", (60,), APPROVED, SENT, (500, DOCTOR, "lapse",
            {"lapsed_on": "@+20d", "lapse_reason": "Patienten er nu på hovedniveau."})),
    _letter("replaced", (200,), APPROVED, SENT, (2000, OFFICE, "replace", {})),
    _letter("ended", (150,), APPROVED, SENT, (2000, OFFICE, "end", {})),
    _letter("discarded", (9,), (5, OFFICE, "discard", {})),
)  # fmt: skip


def _closure(ends: str, agos: tuple[float, ...], until: str, specialty: str, *steps: Step) -> Story:
    data: Data = {"specialty": specialty, "closed_from": "@+1d", "closed_to": until, "cause": "To læger er syge.",
                  "told": [AARHUS, GP, MID, NORTH]}  # fmt: skip
    return Story("capacity_closure", ends, agos, WARD, (0, "owner/afdelingssekretaer", "close", data), steps)


CLOSURES = (
    _closure("active", (3,), "@today+4d", "ophthalmology"),
    _closure("active", (12,), "@today-1d", "dermatology"),
    _closure("ended", (40,), "@+20d", "urology", (400, "owner/afdelingssekretaer", "reopen", {"closed_to": "@+16d"})),
    _closure("cancelled", (15,), "@+9d", "geriatrics", (10, "owner/afdelingssekretaer", "cancel", {})),
)


def _question(ends: str, agos: tuple[float, ...], *steps: Step) -> Story:
    data: Data = {"home_party": AARHUS, "purpose": "Planlægning af operation", "what": "Billeder fra i foråret"}
    return Story("information_request", ends, agos, WARD, (0, "requester/laege", "request", data), steps)


TOLD: Step = (20, "home/laege", "disclose", {"reply": "Billederne er sendt.", "legal_basis": "treatment"})
NOT_TOLD: Step = (20, "home/laege", "refuse", {"refusal_reason": "Patienten har frabedt sig det."})
QUESTIONS = (
    _question("requested", (0.3, 2, 6)),
    _question("requested", (3,), (10, "home/laege", "attach", {"title": "MR-scanning af hovedet", "kind": "Billede"})),
    _question("answered", (2, 4), TOLD),
    _question("refused", (3,), NOT_TOLD),
    _question("closed", (8,), TOLD, (40, "requester/laege", "close", {})),
    _question("withdrawn", (5,), (10, "requester/laege", "withdraw", {})),
)

DRUG: Step = (0, "treating/laege", "request_drug", {
    "home_region": MID, "treating_region": NORTH, "drug": "{drug}", "council_decided_on": "@-90d",
    "medical_assessment": "Alt andet er prøvet.", "signed_by": "Overlægen", "expected_cost": "640000.00",
})  # fmt: skip
PRIVATE: Step = (0, "treating/laege", "request_private", {
    "home_region": MID, "treating_region": NORTH, "hospital": "Demo Privathospital Søbakken",
    "reason": "Ingen tid inden for fristen.", "expected_cost": "48500.00",
})  # fmt: skip
HOME_VISITOR = "home/regional_visitator"


def _acceptance(ends: str, agos: tuple[float, ...], *steps: Step, opens: Step = DRUG) -> Story:
    return Story("acceptance", ends, agos, WARD, opens, steps)


YES: Step = (30, HOME_VISITOR, "accept", {"terms": "Højst et halvt år."})
NO: Step = (30, HOME_VISITOR, "refuse", {"refusal_reason": "Sagen er ikke særlig."})
BEGUN: Step = (60, "treating/laege", "start_treatment", {})
ACCEPTANCES = (
    _acceptance("requested", (1, 5, 8)),
    _acceptance("requested", (2, 7), opens=PRIVATE),
    _acceptance("accepted", (4, 6), YES),
    _acceptance("refused", (5,), NO),
    _acceptance("started", (4,), BEGUN),
    _acceptance("decided", (9, 20), YES, BEGUN),
    _acceptance("withdrawn", (6,), (20, "treating/laege", "withdraw", {}), opens=PRIVATE),
)


def _transfer(ends: str, agos: tuple[float, ...], *steps: Step) -> Story:
    data: Data = {
        "home_department": AARHUS, "transfer_type": "treatment", "treating_view": "Stabil og kan transporteres.",
        "examinations": "MR-scanning og blodprøver fra i går", "planned_checks": "Kontrol om to uger",
    }  # fmt: skip
    return Story("transfer_home", ends, agos, WARD, (0, "treating/laege", "propose", data), steps)


AGREED: Step = (10, "home/laege", "agree", {"home_view": "Vi har plads i morgen."})
NOT_YET: Step = (10, "home/laege", "disagree", {"home_view": "Vi vil se feberen faldet først."})
OFFERED: Step = (14, "treating/sygeplejerske", "offer", {})
TRANSFERS = (
    _transfer("proposed", (0.4, 2)),
    _transfer("proposed", (3,), NOT_YET, (30, "treating/laege", "assess_again", {"treating_view": "Feberen er væk."})),
    _transfer("disagreement", (1, 3), NOT_YET),
    _transfer("ready", (2, 4), AGREED),
    _transfer("ready", (3,), AGREED, OFFERED, (20, "treating/sygeplejerske", "wait", {"wait_reason": "bed"})),
    _transfer("moved", (6, 10), AGREED, OFFERED, (18, "treating/sygeplejerske", "answer", {"patient_answer": "yes"}),
              (60, "treating/sygeplejerske", "move", {})),
    _transfer("declined", (8,), AGREED, OFFERED, (18, "treating/sygeplejerske", "answer", {"patient_answer": "no"})),
    _transfer("cancelled", (9,), (20, "treating/laege", "cancel", {})),
)  # fmt: skip


def _change(ends: str, agos: tuple[float, ...], comes: str, effect: str, *steps: Step) -> Story:
    data: Data = {"kind": "relocation", "what": "Funktion flytter til Hjørring", "effective_on": comes,
                  "yearly_effect": effect, "other_region": MID}  # fmt: skip
    return Story("structural_change", ends, agos, NORTH, (0, "region/regional_visitator", "register", data), steps)


NOTIFIED: Step = (24, "region/regional_visitator", "notify", {})
CONFIRMED: Step = (48, "other/regional_visitator", "confirm", {})
HEARD: Step = (120, "other/regional_visitator", "reply", {"hearing_reply": "Vi har ingen bemærkninger."})
CHANGES = (
    _change("registered", (2,), "@today+186d", "1200000.00"),
    _change("registered", (5,), "@today+90d", "-900000.00"),
    _change("notified", (3,), "@today+240d", "750000.00", NOTIFIED),
    _change("received", (6,), "@today+220d", "2500000.00", NOTIFIED, CONFIRMED),
    _change("heard", (20,), "@today+260d", "610000.00", NOTIFIED, CONFIRMED, HEARD),
    _change("closed", (60,), "@today+150d", "880000.00", NOTIFIED, CONFIRMED, HEARD,
            (300, "region/regional_visitator", "close", {"outcome": "Flytningen gennemføres."})),
    _change("not_notified", (14,), "@today+60d", "120000.00",
            (24, "region/regional_visitator", "close_without_notice", {})),
    _change("dropped", (25,), "@today+200d", "900000.00", NOTIFIED, (90, "region/regional_visitator", "drop", {})),
)  # fmt: skip


def _medicine(ends: str, agos: tuple[float, ...], starts: str, cost: str, *steps: Step) -> Story:
    data: Data = {
        "home_region": MID, "drug": "{drug}", "indication": "Sjælden nervesygdom", "is_new_drug": "yes",
        "is_new_indication": "no", "recommendation": "none", "starts_on": starts, "cost_per_year": cost,
    }  # fmt: skip
    return Story("medicine_notice", ends, agos, WARD, (0, "treating/laege", "register", data), steps)


TOLD_HOME: Step = (6, "treating/afdelingssekretaer", "notify", {})
MEDICINES = (
    _medicine("notice_due", (1, 2), "@today+0d", "820000.00"),
    _medicine("notice_due", (4,), "@today-1d", "560000.00"),
    _medicine("notified", (3, 9), "@+2d", "700000.00", TOLD_HOME),
    _medicine("acknowledged", (12,), "@+2d", "910000.00", TOLD_HOME, (30, HOME_VISITOR, "acknowledge", {})),
    _medicine("not_required", (7,), "@+3d", "90000.00"),
    _medicine("not_started", (16,), "@+5d", "650000.00", (50, "treating/laege", "not_started", {})),
)


def _capacity(ends: str, agos: tuple[float, ...], what: str, until: str, *steps: Step) -> Story:
    data: Data = {"what": what, "slots": "12", "available_from": "@+1d", "available_to": until, "offered_to": [MID]}
    return Story("spare_capacity", ends, agos, NORTH, (0, "provider/regional_visitator", "offer", data), steps)


BOOKED: Step = (24, "other/regional_visitator", "book", {"booked": "5"})
RELEASED: Step = (48, "other/regional_visitator", "release", {"record": "1", "released": "2"})
CAPACITIES = (
    _capacity("offered", (1,), "Scanning af knæ", "@today+9d"),
    _capacity("offered", (4,), "Høreprøver", "@today+16d", BOOKED, RELEASED),
    _capacity("offered", (20,), "Operation for grå stær", "@today-1d", BOOKED),
    _capacity("ended", (50,), "Kikkertundersøgelser", "@+20d", BOOKED, (500, "provider/regional_visitator", "end", {})),
)


def _local(ends: str, agos: tuple[float, ...], *steps: Step) -> Story:
    data: Data = {"specialty": "{specialty}", "to_department": AARHUS, "valid_from": "@+30d",
                  "patients": "Patienter i stabil fase efter operation"}  # fmt: skip
    return Story("local_follow_up", ends, agos, WARD, (0, "specialised/laege", "propose", data), steps)


SAID_YES: Step = (50, "local/laege", "agree", {})
LOCALS = (
    _local("proposed", (2, 9)),
    _local("agreed", (60, 100), SAID_YES),
    _local("refused", (20,), (50, "local/laege", "refuse", {})),
    _local("ended", (200,), SAID_YES, (3000, "specialised/laege", "end", {"valid_to": "@+120d"})),
)
GROUPS = (
    ("capacity_closure", CLOSURES), ("referral", (*LETTERS, *REFERRALS)), ("information_request", QUESTIONS),
    ("acceptance", ACCEPTANCES), ("transfer_home", TRANSFERS), ("structural_change", CHANGES),
    ("medicine_notice", MEDICINES), ("spare_capacity", CAPACITIES), ("local_follow_up", LOCALS),
)  # fmt: skip
