"""Small random activity for the usage agreement, made so that thresholds, ties and gaps are hit often."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

TARIFFS = [
    {"year": year, "drg": drg, "amount_oere": amount + year}
    for year in (2020, 2021, 2022, 2023)
    for drg, amount in (("D1", 1_000_005), ("D2", 77_777_77))
    if (year, drg) not in {(2022, "D2"), (2023, "D1")}
]
DAYS = [
    *(date(2020, 12, 30) + timedelta(days=n) for n in range(5)),
    *(date(2021, 2, 26) + timedelta(days=n) for n in range(5)),
    *(date(2021, 12, 30) + timedelta(days=n) for n in range(4)),
    *(date(2022, 12, 29) + timedelta(days=n) for n in range(6)),
    date(2021, 6, 15),
    date(2022, 6, 15),
]
CLOCKS = [time(0, 0), time(0, 1), time(10, 0), time(10, 1), time(23, 59)]
moments = st.builds(datetime.combine, st.sampled_from(DAYS), st.sampled_from(CLOCKS))
ways = st.sampled_from(
    [("1081", "1082"), ("1082", "1081")] * 4 + [("1081", "1081"), ("1083", "1082"), ("1081", "1084")]
)
"""Home region and the other region; most go across."""
citizens = st.sampled_from(["p1", "p1", "p2", "p3"])
amounts = st.sampled_from([1, 49, 50, 51, 99_99, 62_300_00, 9_999_999_999_99])


@st.composite
def activity(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """Rows of every table that the agreement prices."""
    contacts = [
        {"contact_id": f"k{n}", **row} for n, row in enumerate(draw(st.lists(contact(), min_size=3, max_size=14)))
    ]
    extras = draw(st.lists(extra([row["contact_id"] for row in contacts]), max_size=8))
    invoices, courses = draw(st.lists(invoice(), max_size=6)), draw(st.lists(course(), max_size=6))
    return {
        "tariffs": TARIFFS,
        "contacts": contacts,
        "extras": [{"extra_id": f"x{n}", **row} for n, row in enumerate(extras)],
        "private_invoices": [{"invoice_id": f"r{n}", **row} for n, row in enumerate(invoices)],
        "drug_courses": [{"course_id": f"f{n}", **row} for n, row in enumerate(courses)],
    }


@st.composite
def contact(draw: st.DrawFn) -> dict[str, Any]:
    """A contact whose letter is often just in or just out of force."""
    home, other = draw(ways)
    start = draw(moments)
    lasted = draw(st.sampled_from([None, timedelta(), timedelta(minutes=1), timedelta(days=1), timedelta(days=3)]))
    before = draw(st.sampled_from([None, -1, 0, 1, 30, 200, 200, 364, 365, 366, 367]))
    return {
        "citizen_id": draw(citizens),
        "home_region": home,
        "treating_region": other,
        "level": draw(st.sampled_from(["highly_specialised", "main"])),
        "drg": draw(st.sampled_from(["D1", "D2"])),
        "start": start,
        "end": None if lasted is None else start + lasted,
        "letter_issued": None if before is None else start.date() - timedelta(days=before),
    }


@st.composite
def extra(draw: st.DrawFn, contacts: list[str]) -> dict[str, Any]:
    """A special service of one of the contacts."""
    return {
        "contact_id": draw(st.sampled_from(contacts)),
        "kind": draw(st.sampled_from(["interpreter", "medicine", "other"])),
        "amount_oere": draw(amounts),
    }


@st.composite
def invoice(draw: st.DrawFn) -> dict[str, Any]:
    """An invoice whose acceptance is near the referral, or missing."""
    home, other = draw(ways)
    referred = draw(moments)
    return {
        "citizen_id": draw(citizens),
        "home_region": home,
        "referring_region": other,
        "hospital": draw(st.sampled_from(["Møllehøj", "Fjordblik"])),
        "referred_on": referred,
        "accepted_on": draw(near(referred)),
        "amount_oere": draw(amounts),
    }


@st.composite
def course(draw: st.DrawFn) -> dict[str, Any]:
    """A course of expensive medicine whose acceptance is near the start, or missing."""
    home, other = draw(ways)
    start = draw(moments)
    return {
        "citizen_id": draw(citizens),
        "home_region": home,
        "treating_region": other,
        "drug": "Middel",
        "council": draw(st.sampled_from(["rejected", "rejected", "recommended", "not_assessed"])),
        "start": start,
        "accepted_on": draw(near(start)),
        "amount_oere": draw(amounts),
    }


def near(moment: datetime) -> st.SearchStrategy[datetime | None]:
    """The moment itself, its day without a clock time, a minute or a day to either side, or nothing."""
    midnight = datetime.combine(moment.date(), time())
    steps = [timedelta(minutes=-1), timedelta(), timedelta(minutes=1), timedelta(days=-1), timedelta(days=1)]
    return st.sampled_from([None, midnight, *(moment + step for step in steps)])
