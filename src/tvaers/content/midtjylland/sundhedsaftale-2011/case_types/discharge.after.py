"""What follows a stay: the notes that must go along, and how long it took until somebody followed up."""

from __future__ import annotations

from datetime import datetime

from tvaers.kernel.case_rules import Fact, Facts, rule
from tvaers.kernel.clock import COPENHAGEN

ADMIT = ("admit_emergency", "admit_inpatient")


def _began(case: Facts) -> datetime | None:
    fact = case.first(*ADMIT)
    return case.data.get("admitted_at") or (fact.at if fact else None)


def _home(case: Facts) -> datetime | None:
    fact = case.last("discharge_home", "cancel_discharge")
    if fact is None or fact.event != "discharge_home":
        return None
    return case.data.get("discharged_at") or fact.at


def _has_nursing(case: Facts) -> bool:
    return bool(case.data.get("municipal_help")) and "nursing" in (case.data.get("services") or ())


@rule("SA-IU-4.2n", "SA-IU-4.2m")
def left_acute(case: Facts) -> datetime | None:
    """When the patient went home from the acute reception; None when it was from elsewhere."""
    return _home(case) if case.data.get("setting") == "acute_reception" else None


@rule("SA-IU-4.2n")
def doctor_note_in_place(case: Facts) -> bool:
    """Whether the doctor's note is sent, where one is asked for."""
    return left_acute(case) is None or case.first("send_doctor_note") is not None


@rule("SA-IU-4.2o")
def nursing_note_in_place(case: Facts) -> bool:
    """Whether the note on nursing is sent, where nursing follows."""
    return not _has_nursing(case) or case.first("send_nursing_note") is not None


@rule("MIN-12f")
def device_days(case: Facts) -> int | None:
    """The days from admission until the need for devices was clarified."""
    return _days_until(_began(case), case.first("clarify_devices", "request_devices"))


@rule("SA-IU-4.2l")
def follow_up_days(case: Facts) -> int | None:
    """The days from discharge until the municipality followed up."""
    return _days_until(_home(case), case.last("record_follow_up"))


@rule("SA-IU-4.2m")
def gp_days(case: Facts) -> int | None:
    """The days from discharge until the patient had contact with the general practitioner."""
    return _days_until(_home(case), case.last("record_gp_contact"))


def _days_until(start: datetime | None, fact: Fact | None) -> int | None:
    return (
        (fact.at.astimezone(COPENHAGEN).date() - start.astimezone(COPENHAGEN).date()).days if start and fact else None
    )
