"""The invented people and real places of the demo: who is treated where, lives where and has which doctor."""

from __future__ import annotations

from collections.abc import Mapping

from tvaers.cli.demo_people import AALBORG, BROENDERSLEV, FREDERIKSHAVN, GP, WARD
from tvaers.engine.citizens import actions, queries
from tvaers.engine.citizens.queries import Citizen, Cpr
from tvaers.kernel.action import System

WARDS = (WARD, WARD, "rhn-medicinsk-afdeling", WARD, "aalborg-hobro")
TOWNS = (AALBORG, AALBORG, BROENDERSLEV, AALBORG, FREDERIKSHAVN, BROENDERSLEV, "0846")
DOCTORS = (GP, GP, "demo-laegehus-nord")
BEDS = ("Afsnit N1", "Afsnit N2", "Afsnit M3", "Afsnit M4", "Akutafsnit A2")
ILLNESSES = (
    "apopleksi", "hjertesvigt", "lungebetaendelse", "hoftebrud", "diabetes", "kol", "migraene", "urinvejsinfektion",
)  # fmt: skip
SPECIALTIES = ("neurology", "neurosurgery", "cardiology", "oncology", "orthopaedics", "rheumatology")
DRUGS = ("Demo-lægemiddel A", "Demo-lægemiddel B", "Demo-lægemiddel Ø")
BEGINS = 2030
"""The first invented year of birth: no number with it has been given to anybody."""


def of(number: int) -> Mapping[str, str]:
    """The places of the case with a number; the same number gives the same places."""
    return {
        "ward": WARDS[number % len(WARDS)], "town": TOWNS[number % len(TOWNS)], "gp": DOCTORS[number % len(DOCTORS)],
        "bed": BEDS[number % len(BEDS)], "illness": ILLNESSES[number % len(ILLNESSES)],
        "specialty": SPECIALTIES[number % len(SPECIALTIES)], "drug": DRUGS[number % len(DRUGS)],
        "stay": f"DEMO-{number:05d}", "age": str(58 + number * 7 % 37), "number": str(number),
    }  # fmt: skip


def citizen(number: int) -> Citizen:
    """The invented citizen with a number, registered once."""
    known = queries.by_pseudonym(System(), f"demo-borger-{number:04d}")
    if known is not None:
        return known
    return actions.register(actor=System("demoregion"), pseudonym=f"demo-borger-{number:04d}", cpr=cpr(number))


def cpr(number: int) -> Cpr:
    """The invented number of the citizen with a number."""
    day, month, year = 1 + number % 28, 1 + number // 28 % 12, BEGINS + number // 336 % 6
    return Cpr(f"{day:02d}{month:02d}{year % 100:02d}{4000 + number:04d}")
