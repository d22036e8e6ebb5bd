"""The usage agreement priced a second time, slowly, in plain Python, from the readings and not from the rules.

Rows are dicts as `rows_to_activity` takes them, with Python dates, times and `amount_oere`. `outcomes` gives what must
become of every row; `day` is the day whose law applies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

NORTH, MID = "1081", "1082"
FIRST, LAST = date(2021, 1, 1), date(2022, 12, 31)
Row = Mapping[str, Any]
Rows = Mapping[str, list[dict[str, Any]]]


class Due(NamedTuple):
    """What becomes of one row: kind, clause, amount in øre, payer, payee, and the code of a hold."""

    kind: str
    clause: str
    amount: int | None
    payer: str | None
    payee: str | None
    code: str = ""


OUTSIDE_PERIOD = Due("outside_period", "", None, None, None)


def outcomes(rows: Rows, start: date, end: date) -> dict[tuple[str, str], Due]:
    """What must become of every row, by table and source, when a period is settled."""
    contacts = {row["contact_id"]: row for row in rows.get("contacts", [])}
    found: dict[tuple[str, str], tuple[date | None, Due]] = {}
    for key, row in contacts.items():
        found["contacts", key] = day_of(row), contact(row, rows)
    for row in rows.get("extras", []):
        owner = contacts[row["contact_id"]]
        found["extras", row["extra_id"]] = day_of(owner), extra(row, owner, rows)
    for row in rows.get("private_invoices", []):
        found["private_invoices", row["invoice_id"]] = row["referred_on"].date(), invoice(row)
    for row in rows.get("drug_courses", []):
        found["drug_courses", row["course_id"]] = row["start"].date(), course(row)
    return {key: OUTSIDE_PERIOD if outside(day, start, end) else due for key, (day, due) in found.items()}


def outside(day: date | None, start: date, end: date) -> bool:
    """A run that reaches an end of the agreement also takes up what lies beyond that end."""
    if day is None:
        return False
    return (day < start and start > FIRST) or (day > end and end < LAST)


def contact(row: Row, rows: Rows) -> Due:
    """BA-1.1a, 0.1a (A4), 2.3 (A6, A7, A9), 4.1a and 4.1c (A2, A3)."""
    home, treating, day = row["home_region"], row["treating_region"], day_of(row)
    if not across(home, treating):
        return Due("out_of_scope", "BA-1.1a", None, home, treating, "out of scope")
    if day is None:
        return Due("open", "BA-4.1a", None, home, treating, "open")
    tariff = next((t["amount_oere"] for t in rows["tariffs"] if t["year"] == day.year and t["drg"] == row["drg"]), None)
    if not FIRST <= day <= LAST:
        return Due("held", "BA-0.1a", tariff, home, treating, "no clause in force")
    if tariff is None:
        return Due("held", "BA-4.1a", None, home, treating, "no tariff")
    if row["level"] == "main":
        return Due("settled", "BA-4.1c", hundredths(tariff, 70), home, treating)
    problem = letter_problem(row, rows["contacts"])
    clause, code = problem or ("BA-4.1a", "")
    return Due("held" if problem else "settled", clause, hundredths(tariff, 90), home, treating, code)


def extra(row: Row, owner: Row, rows: Rows) -> Due:
    """BA-4.1b (A1: all of it, on both levels); it waits with its contact."""
    home, treating, day = owner["home_region"], owner["treating_region"], day_of(owner)
    if not across(home, treating):
        return Due("out_of_scope", "BA-1.1a", None, home, treating, "out of scope")
    if day is None:
        return Due("open", "BA-4.1b", None, home, treating, "open")
    amount = row["amount_oere"]
    if not FIRST <= day <= LAST:
        return Due("held", "BA-0.1a", amount, home, treating, "no clause in force")
    if row["kind"] == "other":
        return Due("held", "BA-4.1b", amount, home, treating, "no clause")
    problem = letter_problem(owner, rows["contacts"]) if owner["level"] == "highly_specialised" else None
    clause, code = problem or ("BA-4.1b", "")
    return Due("held" if problem else "settled", clause, amount, home, treating, code)


def invoice(row: Row) -> Due:
    """BA-4.1e (A21): accepted no later than the referral; a day without a clock time is in time on that day."""
    home, referring, hospital = row["home_region"], row["referring_region"], row["hospital"]
    if not across(home, referring):
        return Due("out_of_scope", "BA-1.1a", None, home, referring, "out of scope")
    if not FIRST <= row["referred_on"].date() <= LAST:
        return Due("held", "BA-0.1a", row["amount_oere"], None, hospital, "no clause in force")
    accepted, referred = row["accepted_on"], row["referred_on"]
    in_time = accepted is not None and (
        accepted.date() < referred.date()
        or (accepted.date() == referred.date() and (untimed(accepted) or untimed(referred) or accepted <= referred))
    )
    return Due("settled", "BA-4.1e", row["amount_oere"], home if in_time else referring, hospital)


def course(row: Row) -> Due:
    """BA-3.7d (A16) and BA-3.8c (A17, A18, A19): accepted before start; on the same day by clock times only."""
    home, treating, amount = row["home_region"], row["treating_region"], row["amount_oere"]
    if not across(home, treating):
        return Due("out_of_scope", "BA-1.1a", None, home, treating, "out of scope")
    if not FIRST <= row["start"].date() <= LAST:
        return Due("held", "BA-0.1a", amount, home, treating, "no clause in force")
    if row["council"] != "rejected":
        return Due("settled", "BA-3.7d", amount, home, treating)
    accepted, start = row["accepted_on"], row["start"]
    before = accepted is not None and (
        accepted.date() < start.date()
        or (accepted.date() == start.date() and not untimed(accepted) and accepted < start)
    )
    return Due("settled", "BA-3.8c", amount, home if before else treating, treating)


def letter_problem(row: Row, contacts: Iterable[Row]) -> tuple[str, str] | None:
    """What is wrong with the letter of a highly specialised contact: clause and code."""
    letter, began = row["letter_issued"], row["start"]
    if letter is None:
        return "BA-2.3a", "letter missing"
    if letter > began.date():
        return "BA-2.3a", "letter later"
    if began.date() >= anniversary(letter):
        return "BA-2.3d", "letter expired"
    changed = any(
        other["level"] == "main"
        and other["citizen_id"] == row["citizen_id"]
        and other["treating_region"] == row["treating_region"] != other["home_region"]
        and letter < other["start"].date()
        and other["start"] < began
        for other in contacts
    )
    return ("BA-2.3e", "letter lapsed") if changed else None


def anniversary(day: date) -> date:
    """The same date next year; of 29 February it is the 28th (A7)."""
    return date(day.year + 1, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)


def across(home: str, other: str) -> bool:
    """One of the two regions treats a citizen of the other."""
    return {home, other} == {NORTH, MID}


def day_of(row: Row) -> date | None:
    """The day of discharge (A3)."""
    return row["end"].date() if row["end"] else None


def hundredths(oere: int, percent: int) -> int:
    """A percentage, halves rounded up (A2)."""
    whole, rest = divmod(oere * percent, 100)
    return whole + (rest >= 50)


def untimed(moment: datetime) -> bool:
    """Whether only the day is known."""
    return (moment.hour, moment.minute, moment.second) == (0, 0, 0)
