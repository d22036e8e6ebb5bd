"""Synthetic activity between Region Nordjylland and Region Midtjylland in 2021 and 2022, made from a seed.

Nothing in it is anyone's: ids begin with DEMO, no CPR numbers exist, DRG codes and tariffs are invented. The mix is
meant to look real: two levels, letters missing or expired, stays across new year, extras, private invoices, medicine.
The same seed gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from tvaers.engine.settlement.demo_amended import write_amended
from tvaers.engine.settlement.demo_draws import (
    DAY,
    Array,
    busy_days,
    dates,
    lognormal_oere,
    minute,
    moments,
    numbered,
    words,
    write,
)
from tvaers.engine.settlement.demo_municipal import write_demo_municipal
from tvaers.engine.settlement.demo_names import (
    COUNCIL,
    DRUGS,
    HIGH_UNITS,
    MID,
    NORTH,
    OTHER_REGIONS,
    PRIVATE_HOSPITALS,
    SPECIALTIES,
    UNITS,
)

__all__ = ["write_amended", "write_demo", "write_demo_municipal"]

DRG_COUNT, FIRST_HIGH_DRG, LAST_MAIN_DRG = 300, 180, 220
TARIFF_YEARS = range(2020, 2024)
HIGH_SHARE, OPEN_SHARE, OUTSIDE_SHARE, EXTRA_SHARE, MIXED_SHARE = 0.18, 0.0025, 0.01, 0.08, 0.004
_USUAL_CONTACTS = 220_000


def write_demo(folder: Path, seed: int = 2021, contacts: int = _USUAL_CONTACTS) -> None:
    """Write contacts, extras, private invoices, drug courses and tariffs as Parquet into a folder.

    Invoices (1,500) and drug courses (120) keep their proportion to the number of contacts.
    """
    rng = np.random.default_rng(seed)
    write(folder, "tariffs", _tariffs(rng))
    write(folder, "contacts", _contacts(rng, contacts))
    write(folder, "extras", _extras(rng, contacts))
    write(folder, "private_invoices", _invoices(rng, max(1, contacts * 1_500 // _USUAL_CONTACTS)))
    write(folder, "drug_courses", _courses(rng, max(1, contacts * 120 // _USUAL_CONTACTS)))


def _tariffs(rng: np.random.Generator) -> dict[str, Any]:
    """A tariff per code and year: whole kroner, 2 % more each year, higher for the highly specialised codes."""
    usual = lognormal_oere(rng, 6_500, 0.9, FIRST_HIGH_DRG)
    high = lognormal_oere(rng, 34_000, 0.7, DRG_COUNT - FIRST_HIGH_DRG)
    base = np.concatenate([usual, high])
    grown = [np.rint(base * 1.02 ** (year - TARIFF_YEARS[0]) / 100).astype("int64") * 100 for year in TARIFF_YEARS]
    codes = [f"D{101 + number}" for number in range(DRG_COUNT)]
    return {
        "year": np.repeat(np.array(TARIFF_YEARS), DRG_COUNT),
        "drg": codes * len(TARIFF_YEARS),
        "amount_oere": np.concatenate(grown),
    }


def _contacts(rng: np.random.Generator, count: int) -> dict[str, Any]:
    high = rng.random(count) < HIGH_SHARE
    citizens, home, treating = _citizens(rng, high)
    start, end = _stays(rng, high)
    still_open = rng.random(count) < np.where(start >= minute("2022-10-01"), 10 * OPEN_SHARE, OPEN_SHARE)
    letter, no_letter = _letters(rng, high, start)
    return {
        "contact_id": numbered("DEMO-K", count),
        "citizen_id": citizens,
        "home_region": home,
        "treating_region": treating,
        "treating_unit": _units(rng, high, treating),
        "specialty": words(rng, SPECIALTIES, count),
        "level": np.where(high, "highly_specialised", "main"),
        "drg": _codes(rng, high),
        "start": moments(start),
        "end": moments(end, still_open),
        "letter_issued": dates(letter, no_letter),
    }


def _citizens(rng: np.random.Generator, high: Array) -> tuple[pa.Array, Array, Array]:
    """Citizen, home region and treating region of each contact.

    Citizens at high level are others than those at main level, save a few: a change of level ends a letter.
    """
    count = len(high)
    pool = max(1, count // 3)
    mixed = ~high & (rng.random(count) < MIXED_SHARE)
    number = np.where(high | mixed, rng.integers(0, max(1, pool // 5), count), rng.integers(pool // 5, pool + 1, count))
    northern = (rng.random(pool + 1) < 0.58)[number]
    home = np.where(northern, NORTH, MID).astype(object)
    treating = np.where(northern, MID, NORTH).astype(object)
    outside = rng.random(count)
    elsewhere, at_home = outside < OUTSIDE_SHARE / 2, (outside >= OUTSIDE_SHARE / 2) & (outside < OUTSIDE_SHARE)
    home[elsewhere] = rng.choice(np.array(OTHER_REGIONS, dtype=object), int(elsewhere.sum()))
    treating[at_home] = home[at_home]
    ids = [f"DEMO-U{n}" if away else f"DEMO-B{n:06d}" for n, away in zip(number, elsewhere, strict=True)]
    return pa.array(ids), home, treating


def _stays(rng: np.random.Generator, high: Array) -> tuple[Array, Array]:
    """Start and end in minutes: most end the same day, some last for weeks, none ends outside 2021-01 to 2023-01."""
    count = len(high)
    day = busy_days(rng, "2020-12-21", "2022-12-31", count)
    start = day + np.clip(rng.normal(10.5 * 60, 150, count), 0, DAY - 60).astype("int64")
    same_day = rng.random(count) < np.where(high, 0.55, 0.70)
    nights = np.clip(np.ceil(rng.lognormal(0.9, 0.9, count)), 1, 56).astype("int64")
    nights = np.where(same_day, 0, nights)
    before_new_year = (minute("2021-01-01") - day) // DAY
    nights = np.where(before_new_year > 0, before_new_year + nights, nights)
    nights = np.minimum(nights, (minute("2023-01-31") - day) // DAY)
    leave = day + nights * DAY + rng.integers(9 * 60, 16 * 60, count)
    short = np.minimum(start + rng.integers(20, 360, count), day + DAY - 1)
    return start, np.where(nights == 0, short, leave)


def _letters(rng: np.random.Generator, high: Array, start: Array) -> tuple[Array, Array]:
    """Date of the letter (minutes) and where there is none: 91 % valid, 4 % missing, 4 % expired, 1 % dated later."""
    count = len(high)
    fate = rng.random(count)
    age = rng.integers(0, 360, count)
    age = np.where(fate < 0.04, rng.integers(366, 700, count), age)
    age = np.where(fate >= 0.99, -rng.integers(1, 40, count), age)
    return start - age * DAY, ~high | ((fate >= 0.04) & (fate < 0.08))


def _units(rng: np.random.Generator, high: Array, treating: Array) -> Array:
    units = np.empty(len(high), dtype=object)
    for region, choices in UNITS.items():
        there = treating == region
        units[there] = words(rng, choices, int(there.sum()))
        units[there & high & (rng.random(len(high)) < 0.9)] = HIGH_UNITS[region]
    elsewhere = ~np.isin(treating.astype(str), list(UNITS))
    units[elsewhere] = "Demo-hospital i en anden region"
    return units


def _codes(rng: np.random.Generator, high: Array) -> Array:
    """DRG codes, a few common and most rare; the two levels share some."""
    count = len(high)
    rare = rng.random(count) ** 2
    usual = 101 + (rare * LAST_MAIN_DRG).astype("int64")
    special = 101 + FIRST_HIGH_DRG + (rare * (DRG_COUNT - FIRST_HIGH_DRG)).astype("int64")
    return np.char.add("D", np.where(high, special, usual).astype(str))


def _extras(rng: np.random.Generator, contacts: int) -> dict[str, Any]:
    """Extras of about 8 % of the contacts: many small interpreter fees, larger medicine, a handful of others."""
    of_contact = np.flatnonzero(rng.random(contacts) < EXTRA_SHARE) + 1
    count = len(of_contact)
    kind = words(rng, (("interpreter", 0.55), ("medicine", 0.45)), count)
    amount = lognormal_oere(rng, 900, 0.4, count)
    amount = np.where(kind == "medicine", lognormal_oere(rng, 21_000, 0.8, count), amount)
    kind[rng.permutation(count)[:6]] = "other"
    return {
        "extra_id": numbered("DEMO-S", count),
        "contact_id": [f"DEMO-K{number:06d}" for number in of_contact],
        "kind": kind,
        "amount_oere": amount,
    }


def _invoices(rng: np.random.Generator, count: int) -> dict[str, Any]:
    """Private invoices: 70 % accepted before the referral, 6 % the same day, 12 % too late, 12 % never."""
    day = busy_days(rng, "2021-01-01", "2022-12-31", count)
    referred, accepted, never = _consent(rng, day, (0.70, 0.76, 0.88))
    home, referring = _crossing(rng, count)
    return {
        "invoice_id": numbered("DEMO-P", count),
        "citizen_id": numbered("DEMO-C", count),
        "home_region": home,
        "referring_region": referring,
        "hospital": words(rng, PRIVATE_HOSPITALS, count),
        "referred_on": moments(referred),
        "accepted_on": moments(accepted, never),
        "amount_oere": lognormal_oere(rng, 14_000, 0.7, count),
    }


def _courses(rng: np.random.Generator, count: int) -> dict[str, Any]:
    """Courses of expensive medicine: half accepted before the start, some the same day, some too late, some never."""
    day = busy_days(rng, "2021-01-01", "2022-12-31", count)
    start, accepted, never = _consent(rng, day, (0.50, 0.60, 0.72))
    home, treating = _crossing(rng, count)
    return {
        "course_id": numbered("DEMO-M", count),
        "citizen_id": numbered("DEMO-D", count),
        "home_region": home,
        "treating_region": treating,
        "drug": words(rng, DRUGS, count),
        "council": words(rng, COUNCIL, count),
        "start": moments(start),
        "accepted_on": moments(accepted, never),
        "amount_oere": lognormal_oere(rng, 180_000, 0.6, count),
    }


def _consent(rng: np.random.Generator, day: Array, until: tuple[float, float, float]) -> tuple[Array, Array, Array]:
    """An event, its acceptance, and where that never came; `until` are the shares up to: before, same day, late.

    Every third is a date without a clock time.
    """
    count = len(day)
    before, same_day, late = until
    fate = rng.random(count)
    gap = np.where(fate < before, -rng.integers(1, 21, count), np.where(fate < same_day, 0, rng.integers(1, 30, count)))
    timed = rng.random(count) < 2 / 3
    event = day + np.where(timed, rng.integers(8 * 60, 16 * 60, count), 0)
    accepted = day + gap * DAY + np.where(timed, rng.integers(8 * 60, 16 * 60, count), 0)
    return event, accepted, fate >= late


def _crossing(rng: np.random.Generator, count: int) -> tuple[Array, Array]:
    """Home region and the other region, one in a hundred from outside the two."""
    northern = rng.random(count) < 0.55
    home = np.where(northern, NORTH, MID).astype(object)
    home[rng.random(count) < OUTSIDE_SHARE] = OTHER_REGIONS[0]
    return home, np.where(northern, MID, NORTH)
