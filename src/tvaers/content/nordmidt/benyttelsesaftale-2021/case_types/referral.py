"""Rules of the referral: capacity closures, the letter, the price and what is within the two regions (BA §2 and §3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from tvaers.kernel.case_rules import Facts, rule
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.money import percent
from tvaers.kernel.periods import add_months

LEVEL_EVENTS = ("assess", "accept", "change_level")


def _today(case: Facts) -> date:
    return case.at.astimezone(COPENHAGEN).date()


@rule("BA-2.1a")
def age_days(case: Facts) -> int | None:
    """Whole days since the patient was referred."""
    referred = case.data.get("referred_on")
    return (_today(case) - referred).days if referred else None


@rule("BA-2.1a", "BA-2.2a", "BA-4.1a", "BA-4.1c")
def rate(case: Facts) -> str | None:
    """The share of the tariff that the chosen level costs the other region, such as "70 %"; None within one region."""
    level, day = case.data.get("level"), case.data.get("treated_on") or case.data.get("referred_on")
    if level is None or not is_across(case):
        return None
    share = case.known("main_regional_rate" if level == "main" else "highly_specialised_rate", on=day)
    return percent(int(str(share))) if share is not None else None


def _closure(case: Facts) -> Mapping[str, Any] | None:
    """The closure that the day of the referral falls in, both its days included."""
    referred = case.data.get("referred_on")
    for one in case.found.get("closures", ()):
        if referred and one["closed_from"] <= referred <= one["closed_to"]:
            return one
    return None


@rule("BA-2.2b")
def closure(case: Facts) -> str | None:
    """The days that the department is closed to main-level patients, when the referral is of one of them."""
    one = _closure(case)
    return f"{one['closed_from']:%d-%m-%Y} til {one['closed_to']:%d-%m-%Y}" if one else None


@rule("BA-2.2b")
def intake_is_closed(case: Facts) -> bool:
    """Whether the patient meets a closure: only the main level is ever closed."""
    return case.data.get("level") == "main" and _closure(case) is not None


@rule("BA-2.2b")
def rights(case: Facts) -> str | None:
    """What the patient may do after a rejection (A11)."""
    text = case.known("rejection_rights", on=case.data.get("rejected_on"))
    return str(text) if case.state == "rejected" and text else None


@rule("BA-2.3a")
def is_across(case: Facts) -> bool:
    """Whether a region treats the other region's resident."""
    home, receiving = case.data.get("home_region"), case.data.get("receiving_region")
    return home != receiving and {home, receiving} <= set(case.package.parties)


@rule("BA-2.3d")
def letter_valid_until(case: Facts) -> date | None:
    """The last day of the newest letter that has not lapsed; None without one."""
    changed = [row["changed_on"] for row in case.data.get("level_changes") or ()]
    ends = []
    for one in case.found.get("letters", ()):
        issued = one.get("issued_on")
        if issued and not any(day >= issued for day in changed):
            months = case.known("letter_validity", on=issued)
            ends += [add_months(issued, int(str(months))) - timedelta(days=1)] if months else []
    return max(ends, default=None)


@rule("BA-2.3a", "BA-2.3d", "BA-2.3e")
def has_letter(case: Facts) -> bool:
    """Whether a letter holds today."""
    last = letter_valid_until(case)
    return last is not None and _today(case) <= last


@rule("BA-2.3e")
def level_is_new(case: Facts) -> bool:
    """Whether the last choice of level is another than the one before."""
    chosen = [fact.data["level"] for fact in case.happened if fact.event in LEVEL_EVENTS and "level" in fact.data]
    return len(chosen) < 2 or chosen[-1] != chosen[-2]


@rule("BA-2.4b")
def waiting_days(case: Facts) -> int | None:
    """Days on the waiting list, up to treatment or today."""
    listed = case.data.get("listed_on")
    return ((case.data.get("treated_on") or _today(case)) - listed).days if listed else None


@rule("BA-3.5a")
def within_the_two(case: Facts) -> bool:
    """Whether the hospital lies in one of the two regions."""
    known = case.known("preferred_regions", on=case.data.get("referred_on"))
    regions = known if isinstance(known, tuple) else case.package.parties
    return case.data.get("receiving_region") in regions


@rule("BA-4.1e")
def privately_accepted(case: Facts) -> bool:
    """Whether the home region accepted a private re-referral on or before the day of it."""
    sent = case.data.get("re_referred_on")
    accepted = [one for one in case.found.get("acceptances", ()) if one.get("kind") == "private_re_referral"]
    return any(sent and one.get("accepted_on") and one["accepted_on"] <= sent for one in accepted)
