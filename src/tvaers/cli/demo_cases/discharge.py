"""Stories of admission and discharge: from the way in to home again, what came before, and what is disputed after."""

from __future__ import annotations

from tvaers.cli.demo_cases.story import Data, Step, Story
from tvaers.cli.demo_people import AALBORG, HOME, NORTH, WARD

NURSE, DOCTOR, TOWN = "hospital/sygeplejerske", "hospital/laege", "municipality/visitator"
AT_HOME, GP, HELPER = "municipality/kommunal_sygeplejerske", "gp/praktiserende_laege", "institution/institution"
PLACE: Data = {
    "home_municipality": "{town}", "ward": "{bed}", "stay_id": "{stay}", "gp_clinic": "{gp}", "age": "{age}",
    "specialty": "medical", "residence": "own_home",
}  # fmt: skip
ACUTE: Step = (0, NURSE, "admit_emergency", {**PLACE, "setting": "bed_ward", "referred": "yes"})
RECEPTION: Step = (0, NURSE, "admit_emergency", {**PLACE, "setting": "acute_reception", "ward": "Akutmodtagelsen"})
PLANNED: Step = (0, NURSE, "admit_inpatient", {**PLACE, "setting": "bed_ward"})
HELP: Step = (2, NURSE, "assess_services", {"municipal_help": "yes", "services": ["nursing", "personal_care"]})
NO_HELP: Step = (2, NURSE, "assess_services", {"municipal_help": "no"})
ESCORT: Step = (0.5, NURSE, "answer_escort", {"escort_needed": "no"})
NOTIFIED: Step = (3, NURSE, "notify_municipality", {})
TICKED: Step = (20, NURSE, "tick_tasks", {"admin_tasks": ["medicine", "devices"]})
FINISHED: Step = (22, DOCTOR, "finish", {"finished_reason": "treatment_ended"})
PLAN = "Hjemmepleje morgen og aften den første uge. Såret ses til hver anden dag."
REPORT = "Patienten går selv med rollator. Medicinen er ændret, og listen er opdateret."
ISBAR: Data = {
    "identification": "Borgeren kommer fra eget hjem. Jeg er sygeplejerske i udegruppen.",
    "situation": "Hun er faldet to gange og spiser ikke.",
    "background": "Hun bor alene og får hjælp til bad.",
    "analysis": "Hun kan ikke klare sig selv lige nu.",
    "advice": "Vi foreslår en samtale om aflastning.",
}  # fmt: skip
CARE: tuple[Step, ...] = (
    (4, NURSE, "request_admission_report", {"report_request": "Hvordan klarer borgeren sig til daglig?"}),
    (5, TOWN, "send_admission_report", {"admission_report": "Får hjælp til bad en gang om ugen. Går med stok."}),
    (6, AT_HOME, "send_contact_form", ISBAR),
    (7, NURSE, "clarify_devices", {"devices_needed": "yes"}),
    (8, NURSE, "request_devices", {"devices_wanted": "Rollator og toiletforhøjer"}),
    (9, NURSE, "send_care_plan", {"care_plan": PLAN}),
)
HOME_AGAIN: tuple[Step, ...] = (HELP, NOTIFIED, TICKED, FINISHED, (23.5, NURSE, "discharge_home", {}))
SENT: Step = (24, NURSE, "send_discharge_report", {"discharge_report": REPORT, "report_urgent": "no"})
READ: Step = (25, TOWN, "confirm_report", {})
NURSING: Step = (24, NURSE, "send_nursing_note", {"nursing_note": "Forbinding skiftes hver anden dag."})


def _stay(ends: str, agos: tuple[float, ...], *steps: Step, opens: Step = ACUTE, party: str = "{ward}") -> Story:
    """A stay; where its help is planned, the question of an escort has been answered too."""
    planned = HELP in steps or NO_HELP in steps
    return Story("discharge", ends, agos, party, opens, (ESCORT, *steps) if planned else steps)


IN_HOSPITAL = (
    _stay("admitted", (0.1, 0.6, 0.9, 1.2, 1.9), opens=RECEPTION),
    _stay("admitted", (1, 2, 4), HELP, NOTIFIED, (4, NURSE, "expect_discharge", {"expected_at": "@today+1d 11:00"})),
    _stay("admitted", (1, 2, 3, 5), HELP, NOTIFIED, (7, NURSE, "clarify_devices", {"devices_needed": "yes"}),
          (8, NURSE, "expect_discharge", {"expected_at": "@today+2d 10:30"})),
    _stay("admitted", (2, 3, 6), HELP, NOTIFIED, *CARE, (20, TOWN, "report_ready", {}),
          (21, NURSE, "propose_time", {"proposed_for": "@today+1d 13:00"}), (22, TOWN, "accept_time", {})),
    _stay("admitted", (1, 2), HELP, NOTIFIED, (4, TOWN, "propose_time",
          {"proposed_for": "@today+2d 11:00", "proposal_note": "Formiddag passer bedst."})),
    _stay("admitted", (1, 3), HELP, NOTIFIED, (4, NURSE, "propose_time", {"proposed_for": "@today+1d 09:30"})),
    _stay("admitted", (3, 4, 7), HELP, NOTIFIED, (6, NURSE, "expect_discharge", {"expected_at": "@today+1d 14:00"}),
          (7, NURSE, "add_blocker", {"blocker_kind": "barrier", "blocker_text": "Plejesengen er ikke leveret",
           "blocker_owner": "municipality", "blocker_due": "@today+0d 14:00"}),
          (8, NURSE, "add_blocker", {"blocker_kind": "milestone", "blocker_text": "Svar på sidste blodprøve",
           "blocker_owner": "hospital"}),
          (9, TOWN, "add_blocker", {"blocker_kind": "delay", "blocker_text": "Nøgleboks mangler",
           "blocker_owner": "municipality"}),
          (26, NURSE, "solve_blocker", {"record": "2", "solved": "yes"})),
    _stay("admitted", (2, 4, 5), HELP, NOTIFIED, (5, NURSE, "screen_risk",
          {"age": "{age}", "diagnosis_group": "{illness}"}),
          (6, NURSE, "expect_discharge", {"expected_at": "@today+3d 11:00"})),
    _stay("admitted", (2, 3), (1, NURSE, "revise_stay", {"mrsa": "yes"}), HELP, NOTIFIED,
          (5, NURSE, "tick_admission", {"admission_checklist": ["mrsa"]}),
          (6, NURSE, "expect_discharge", {"expected_at": "@today+1d 12:00"})),
    _stay("admitted", (1, 2), (1, NURSE, "name_parties", {"home_institution": HOME}),
          (2, HELPER, "answer_escort", {"escort_needed": "yes", "communication_difficulty": "yes",
           "disability": "yes", "residence": "social_institution"}),
          (3, HELPER, "agree_escort", {"escort_who": "Kontaktperson", "escort_from": "@+1d 08:00",
           "escort_to": "@+1d 15:00", "escort_tasks": "Hjælp ved undersøgelser"}),
          (4, HELPER, "agree_escort_payment", {"escort_in_tariff": "not_included", "escort_rate": "325.00",
           "escort_payer": AALBORG}), opens=PLANNED),
    _stay("admitted", (2,), (1, NURSE, "revise_stay", {"psychiatric": "yes"}), HELP),
    _stay("admitted", (3,), (1, NURSE, "revise_stay", {"psychiatric": "yes"}),
          (1.5, NURSE, "give_consent", {"consent_by": "own", "consent_on": "@+0d"}), HELP, NOTIFIED,
          (9, NURSE, "send_care_plan", {"care_plan": PLAN}),
          (30, NURSE, "withdraw_consent", {"withdrawn_on": "@+1d"})),
    _stay("admitted", (1, 2), HELP, NOTIFIED, (4, NURSE, "request_admission_report", {}),
          (5, NURSE, "transfer", {"setting": "bed_ward", "ward": "Afsnit N2"}), opens=RECEPTION),
    _stay("admitted", (4,), HELP, NOTIFIED, TICKED, FINISHED, (40, DOCTOR, "resume_treatment",
          {"resume_reason": "Patienten fik feber i nat."})),
    _stay("on_leave", (2, 4), NO_HELP, (20, NURSE, "start_leave", {"leave_until": "@today+1d 18:00"}), opens=PLANNED),
    _stay("finished_treatment", (2, 3, 5, 8), HELP, NOTIFIED, *CARE, TICKED, FINISHED,
          (23, NURSE, "expect_discharge", {"expected_at": "@today+1d 11:00"})),
    _stay("finished_treatment", (3, 4), HELP, NOTIFIED, TICKED, FINISHED,
          (30, TOWN, "offer_earlier", {"offered_for": "@today+0d 15:00"})),
)  # fmt: skip
AFTER = (
    _stay("discharged", (2, 3), *HOME_AGAIN),
    _stay("discharged", (1.5, 2, 3, 4), *HOME_AGAIN, SENT, NURSING),
    _stay("discharged", (2, 3), *HOME_AGAIN, NURSING, (24, NURSE, "send_discharge_report",
          {"discharge_report": "Ny insulin fra i aften.", "report_urgent": "yes"}),
          (24.5, NURSE, "register_call", {"called_whom": "Visitator på vagt"}), READ),
    _stay("discharged", (3, 6), (1, NURSE, "screen_risk", {"age": "82", "diagnosis_group": "hjertesvigt"}),
          *HOME_AGAIN, SENT, READ, NURSING, (25, NURSE, "order_follow_up", {"follow_up_due": "@today+1d"})),
    _stay("discharged", (2,), NO_HELP, (3, NURSE, "screen_lifestyle", {"risk_factors": ["smoking", "diet"],
          "risk_consent": "yes", "risk_advice": "Tilbud om rygestop er drøftet."}), (5, NURSE, "discharge_home", {}),
          opens=RECEPTION),
    _stay("discharged", (1.5, 2), NO_HELP, (6, NURSE, "discharge_home", {}),
          (7, DOCTOR, "send_doctor_note", {"doctor_note": "Set for brystsmerter. Kontrol hos egen læge."}),
          (20, GP, "record_gp_contact", {}), opens=RECEPTION),
    _stay("closed", (6, 9, 14, 21, 30, 45, 60), *HOME_AGAIN, SENT, READ, NURSING,
          (72, AT_HOME, "record_follow_up", {"follow_up_note": "Det går godt derhjemme."}), (96, TOWN, "close", {})),
    _stay("closed", (5, 12, 25), NO_HELP, (30, NURSE, "discharge_home", {}), (48, NURSE, "close", {}),
          (60, DOCTOR, "mark_inappropriate", {"inappropriate_codes": ["no_municipal_offer"]}), opens=PLANNED),
    _stay("dead", (3, 11), HELP, NOTIFIED, (40, DOCTOR, "die", {})),
    _stay("cancelled", (2, 6), (1, NURSE, "cancel_admission", {}), opens=PLANNED),
)  # fmt: skip

VISIT = "considered_because"


def _before(ends: str, agos: tuple[float, ...], *steps: Step) -> Story:
    opens: Step = (0, AT_HOME, "consider", {VISIT: "Feber, og vil ikke drikke", "gp_clinic": "{gp}"})
    return Story("pre_admission", ends, agos, "{town}", opens, steps)


SEEN: Step = (1, AT_HOME, "assess", {"nursing_assessment": "Temperatur 38,9. Vågen, men træt. Puls 96."})
BEFORE = (
    _before("considered", (0.1, 0.3)),
    _before("assessed", (0.2, 1), SEEN),
    _before("admission_decided", (0.3, 1), SEEN, (2, GP, "decide",
            {"alternative": "none_found", "outcome": "admission"})),
    _before("sent", (2, 5), SEEN, (2, AT_HOME, "decide", {"alternative": "telephone_advice", "outcome": "admission"}),
            (3, AT_HOME, "send_contact_form", {"to_hospital": "{ward}", **ISBAR})),
    _before("avoided", (3, 7, 12), SEEN, (2, AT_HOME, "decide",
            {"alternative": "municipal", "outcome": "used_instead"})),
    _before("cancelled", (4,), (1, AT_HOME, "cancel", {})),
)  # fmt: skip

WRONG: Data = {
    "stay_id": "{stay}", "to_hospital": WARD, "to_region": NORTH, "registered_time": "@-2d 10:00",
    "correct_time": "@-1d 10:00", "reason": "registration_error",
    "explanation": "Der blev klikket på den forkerte patient.",
}  # fmt: skip


def _correction(ends: str, agos: tuple[float, ...], *steps: Step) -> Story:
    opens: Step = (0, "requester/sygeplejerske", "request_correction", WRONG)
    return Story("registration_correction", ends, agos, WARD, opens, steps, link="discharge")


BY_HOSPITAL: Step = (4, DOCTOR, "approve_hospital", {"answer": "Det er en tastefejl."})
BY_REGION: Step = (8, "region/regional_visitator", "approve_region", {})
CORRECTIONS = (
    _correction("awaiting_approval", (1, 4)),
    _correction("approved_by_hospital", (2,), BY_HOSPITAL),
    _correction("approved_by_region", (3,), BY_REGION),
    _correction("approved", (6, 10), BY_HOSPITAL, BY_REGION),
    _correction("rejected", (7,), (5, DOCTOR, "reject", {"answer": "Journalen viser det registrerede tidspunkt."})),
    _correction("withdrawn", (8,), (5, "requester/sygeplejerske", "withdraw", {})),
)

BILL: Data = {
    "row_hospital": WARD, "row_region": NORTH, "line_id": "DEMO-LINJE-{number}", "statement_id": "DEMO-2026-10",
    "stay_id": "{stay}", "billed_days": "6", "objected_days": "3",
    "objection": "Vi var klar til at tage imod tre dage før, end regningen siger.",
}  # fmt: skip


def _objection(ends: str, agos: tuple[float, ...], *steps: Step) -> Story:
    opens: Step = (0, "municipality/afregner", "object", BILL)
    return Story("discharge_objection", ends, agos, AALBORG, opens, steps, link="discharge")


ASKED: Step = (20, NURSE, "ask", {"question": "Hvornår meldte I klar?"})
ANSWERED: Step = (44, NURSE, "answer", {"reply": "Vi har set på forløbet og regner efter."})
OBJECTIONS = (
    _objection("opened", (1, 6)),
    _objection("awaiting_information", (3,), ASKED),
    _objection("answered", (4, 9), ANSWERED),
    _objection("corrected", (12,), ASKED, (30, "municipality/afregner", "explain",
               {"objection": "Vi meldte klar den 3. kl. 9."}), ANSWERED, (60, NURSE, "correct",
               {"corrected_days": "3"})),
    _objection("rejected", (15,), ANSWERED, (60, NURSE, "reject", {})),
    _objection("withdrawn", (11,), (30, "municipality/afregner", "withdraw", {})),
)  # fmt: skip
GROUPS = (("discharge", (*IN_HOSPITAL, *AFTER)), ("pre_admission", BEFORE),
          ("registration_correction", CORRECTIONS), ("discharge_objection", OBJECTIONS))  # fmt: skip
