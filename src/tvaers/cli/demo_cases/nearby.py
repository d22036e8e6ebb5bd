"""Stories of the northern catalogue's proposals on access: quick slots, visits, ways past the emergency unit."""

from __future__ import annotations

from tvaers.cli.demo_cases.story import Data, Step, Story
from tvaers.cli.demo_people import AALBORG, BROENDERSLEV, GP, PSYCHIATRIST, WARD

UNIT, TOWN = "unit/laege", "municipality/visitator"
MET: Step = (40, UNIT, "meet", {"met_on": "@+1d", "agreed": "Kommunen kigger på boligen."})
PLAN: Step = (60, UNIT, "send_plan", {"plan": "Genoptræning tre gange om ugen."})


def _course(ends: str, agos: tuple[float, ...], *steps: Step) -> Story:
    data: Data = {"municipality_party": "{town}", "discharge_on": "@today+2d"}
    return Story("brain_injury_course", ends, agos, WARD, (0, UNIT, "open", data), steps)


def _visit(ends: str, agos: tuple[float, ...], *steps: Step) -> Story:
    data: Data = {"team_unit": "rhn-medicinsk-afdeling", "age": "86", "has_several_diseases": "yes",
                  "concern": "Svimmel og taber sig"}  # fmt: skip
    return Story("geriatric_visit", ends, agos, WARD, (0, "ward/laege", "request", data), steps)


def _quick(ends: str, agos: tuple[float, ...], *steps: Step) -> Story:
    data: Data = {"practice": PSYCHIATRIST, "slot_on": "@+7d", "disorder": "anxiety", "course": "new",
                  "question": "Er medicin det rigtige nu?"}  # fmt: skip
    return Story("quick_assessment", ends, agos, GP, (0, "gp/praktiserende_laege", "book", data), steps)


def _week(ends: str, agos: tuple[float, ...], first: str, *steps: Step) -> Story:
    data: Data = {"week_from": first, "slots": "3", "offered_to": [GP, "demo-laegehus-nord"]}
    return Story("quick_slots", ends, agos, PSYCHIATRIST, (0, "psychiatrist/laege", "set_aside", data), steps)


def _refusal(ends: str, agos: tuple[float, ...], *steps: Step) -> Story:
    data: Data = {"age": "88", "is_competent": "yes", "is_in_national": "yes", "shown_to": [AALBORG, WARD]}
    opens: Step = (0, "registrar/praktiserende_laege", "register", data)
    return Story("resuscitation_refusal", ends, agos, GP, opens, steps)


def _offer(ends: str, agos: tuple[float, ...], kind: str, what: str, *steps: Step) -> Story:
    data: Data = {"kind": kind, "what": what, "municipalities": [AALBORG, BROENDERSLEV],
                  "readers": [GP, AALBORG, "demo-laegehus-nord"], "how": "Ring til koordinatoren."}  # fmt: skip
    return Story("subacute_offer", ends, agos, WARD, (0, "provider/laege", "publish", data), steps)


def _past(ends: str, agos: tuple[float, ...], kind: str, *steps: Step) -> Story:
    data: Data = {"kind": kind, "to_unit": WARD, "municipality": "{town}", "specialty": "Neurologi",
                  "summary": "Svimmel siden i går. Ingen lammelser."}  # fmt: skip
    opens: Step = (0, "referrer/praktiserende_laege", "send", data)
    return Story("subacute_referral", ends, agos, GP, opens, steps)


TICKED: Step = (20, "team/laege", "tick", {"items": ["goal_talk", "medicine_review", "function_assessment"]})
PROVIDER, RECEIVER = "provider/laege", "receiver/laege"
GROUPS = (
    ("brain_injury_course", (
        _course("admitted", (2,)), _course("admitted", (5,), MET), _course("planned", (6,), MET, PLAN),
        _course("discharged", (20,), MET, PLAN, (200, UNIT, "discharge", {})))),
    ("geriatric_visit", (
        _visit("requested", (0.3, 2)), _visit("visited", (6, 15), TICKED, (30, "team/laege", "finish",
        {"advice": "Vej hver morgen."})), 
        _visit("cancelled", (9,), (12, "ward/laege", "cancel", {})))),
    ("quick_slots", (
        _week("offered", (3,), "@today+7d"), _week("offered", (10,), "@today+0d"),
        _week("over", (40,), "@+10d", (600, "psychiatrist/laege", "close", {})))),
    ("quick_assessment", (
        _quick("booked", (1,)), _quick("booked", (7,)),
        _quick("seen", (30, 45), (170, "psychiatrist/laege", "see", {"advice": "Begynd med samtaler."})),
        _quick("missed", (60,), (170, "psychiatrist/laege", "miss", {})),
        _quick("cancelled", (20,), (30, "gp/praktiserende_laege", "cancel", {})))),
    ("resuscitation_refusal", (
        _refusal("active", (8, 50)),
        _refusal("withdrawn", (70,), (400, "registrar/praktiserende_laege", "withdraw", {})))),
    ("subacute_offer", (
        _offer("open", (30,), "subacute_slot", "Subakut tid hos neurologen"),
        _offer("open", (50,), "advice", "Råd i telefonen kl. 8-9"),
        _offer("closed", (90,), "day_hospital", "Daghospital om sommeren", (900, PROVIDER, "close", {})))),
    ("subacute_referral", (
        _past("sent", (0.2, 1), "subacute_slot"), _past("used", (3, 8), "advice", (5, RECEIVER, "use",
        {"reply": "Set samme dag. Kontrol om en uge."})), _past("to_emergency", (4,), "subacute_slot",
        (3, RECEIVER, "send_to_emergency", {"reply": "Feber, skal ses akut."})),
        _past("withdrawn", (6,), "specialty", (2, "referrer/praktiserende_laege", "withdraw", {})))),
)  # fmt: skip
