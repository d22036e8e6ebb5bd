"""What the admission itself tells: the way in, whether it could have been avoided, the risk, and the escort."""

from __future__ import annotations

import re
from typing import Any

from tvaers.kernel.calendar import elapsed
from tvaers.kernel.case_rules import Facts, rule
from tvaers.kernel.money import kroner

ADMIT = ("admit_emergency", "admit_inpatient")
HOUR = 3600


@rule("SA-IU-4.2a", "SA-IU-4.2b")
def acute_entry(case: Facts) -> str | None:
    """How an acute patient came in: through the acute reception, directly but exempt, or directly and flagged.

    None for a planned admission, and under an agreement that does not itself say where acute patients are received.
    """
    fact, has_rule = case.first(*ADMIT), "acute_exempt_hospitals" in case.package.parameters
    if fact is None or not has_rule or case.data.get("admission_type") != "acute":
        return None
    if fact.data.get("setting") != "bed_ward":
        return "ok"
    exempt = case.known("acute_exempt_hospitals") or ()
    spared = fact.party in exempt and case.data.get("referred") and case.data.get("specialty") == "medical"
    return "exempt" if spared else "flagged"


@rule("SA-IU-2.1a", "SA-IU-2.1b")
def inappropriate(case: Facts) -> bool | None:
    """Whether an acute admission could have been avoided. Both reasons count once; a planned one never does.

    None while nobody has said.
    """
    if not case.data.get("inappropriate_codes"):
        return None
    codes = set(case.data.get("inappropriate_codes") or ()) & set(case.known("inappropriate_admission_codes") or ())
    return case.data.get("admission_type") == "acute" and bool(codes)


@rule("SA-IU-2.2h")
def risk(case: Facts) -> str | None:
    """Whether the patient is likely to come back: old enough, and with a diagnosis on the list."""
    age, group = case.data.get("age"), case.data.get("diagnosis_group")
    if age is None or group is None:
        return None
    groups = case.known("high_risk_diagnosis_groups")
    if groups is None:
        return "list_missing"
    return "high" if age >= case.parameter("high_risk_minimum_age") and _is_among(group, groups) else "ordinary"


@rule("SA-IU-2.2h")
def diagnosis_is_listed(case: Facts) -> bool:
    """Whether the diagnosis group is one of the list, whether it is written as there or as people write it; so without
    a list.
    """
    group, groups = case.data.get("diagnosis_group"), case.known("high_risk_diagnosis_groups")
    return group is None or groups is None or _is_among(group, groups)


def _is_among(group: str, groups: Any) -> bool:
    return _plain(group) in {_plain(one) for one in groups}


def _plain(text: str) -> str:
    """A name as the list writes it: small letters a to z and underscores."""
    letters = text.strip().casefold().translate(str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"}))
    return re.sub(r"[^a-z0-9]+", "_", letters)


@rule("SA-IU-2.2h")
def risk_list_complete(case: Facts) -> bool:
    """Whether the list holds as many diagnosis groups as the agreement says."""
    return len(case.known("high_risk_diagnosis_groups") or ()) == case.parameter("high_risk_diagnosis_count")


@rule("SA-IU-3j", "SA-IU-3k")
def escort_group(case: Facts) -> bool | None:
    """Whether the patient is one whom a member of staff should go with: dementia alone is enough. None till asked."""
    if case.first("answer_escort") is None:
        return None
    asked = ("communication_difficulty", "disability")
    lives_there = case.data.get("residence") == "social_institution"
    return bool(case.data.get("dementia")) or (lives_there and all(case.data.get(name) for name in asked))


@rule("SA-IU-3l")
def escort_times_in_order(case: Facts) -> bool:
    """Whether every agreed escort ends after it begins."""
    return all(row["escort_from"] < row["escort_to"] for row in case.data.get("escorts", ()))


@rule("SA-IU-3l")
def escort_hours(case: Facts) -> str | None:
    """The agreed hours with one decimal, as they are written in Danish: "6,0"."""
    seconds = _escort_seconds(case)
    return f"{seconds / HOUR:.1f}".replace(".", ",") if seconds else None


@rule("SA-IU-3m")
def escort_charge(case: Facts) -> str | None:
    """What the escort costs beside the institution's tariff; half an øre rounds up. None without an escort."""
    seconds = _escort_seconds(case)
    if not seconds:
        return None
    inside = case.data.get("escort_in_tariff") or case.parameter("escort_in_tariff")
    rate = 0 if inside == "included" else case.data.get("escort_rate", 0)
    return kroner((2 * seconds * rate + HOUR) // (2 * HOUR))


def _escort_seconds(case: Facts) -> int:
    rows = case.data.get("escorts", ())
    return sum(int(elapsed(row["escort_from"], row["escort_to"]).total_seconds()) for row in rows)
