"""The demo users: who they are, and which roles they have for which parties. None of them is a real person."""

from __future__ import annotations

from datetime import date

from pydantic import SecretStr

from tvaers.engine.access import actions as access
from tvaers.engine.access import queries as accounts
from tvaers.kernel.action import System
from tvaers.settings import DEMO_PASSWORD

SYSTEM = System("opstart")
WARD, AARHUS = "aalborg-neurologisk-afdeling", "aarhus-universitetshospital"
HOSPITAL = "aalborg-universitetshospital"
GP, HOME, PSYCHIATRIST = "demo-laegehus", "demo-bosted", "demo-psykiatripraksis"
NORTH, MID = "1081", "1082"
AALBORG, BROENDERSLEV, FREDERIKSHAVN = "0851", "0810", "0813"
Grants = tuple[tuple[str, str], ...]

SETTLING: tuple[tuple[str, str, Grants], ...] = (
    ("demo-afregner-nord", "Afregningsmedarbejder, Region Nordjylland", (("afregner", NORTH),)),
    ("demo-afregner-midt", "Afregningsmedarbejder, Region Midtjylland", (("afregner", MID),)),
    ("demo-chef-nord", "Økonomichef, Region Nordjylland", (("oekonomichef", NORTH),)),
    ("demo-chef-midt", "Økonomichef, Region Midtjylland", (("oekonomichef", MID),)),
    ("demo-aftale-nord", "Aftaleansvarlig, Region Nordjylland", (("aftaleansvarlig", NORTH),)),
    ("demo-aftale-midt", "Aftaleansvarlig, Region Midtjylland", (("aftaleansvarlig", MID),)),
    ("demo-afregner-horsens", "Afregningsmedarbejder, Horsens Kommune", (("afregner", "0615"),)),
    ("demo-revisor", "Revisor", (("revisor", "*"),)),
    ("demo-administrator", "Administrator", (("administrator", "*"),)),
    ("demo-ny", "Ny medarbejder uden adgang", ()),
)
CARING: tuple[tuple[str, str, Grants], ...] = (
    ("demo-sygeplejerske", "Udskrivningssygeplejerske, Neurologisk Afdeling i Aalborg", (("sygeplejerske", WARD),)),
    ("demo-laege", "Læge, Neurologisk Afdeling i Aalborg", (("laege", WARD),)),
    ("demo-sekretaer", "Afdelingssekretær, Neurologisk Afdeling i Aalborg", (("afdelingssekretaer", WARD),)),
    ("demo-laege-aarhus", "Læge og sekretær, Aarhus Universitetshospital",
     (("laege", AARHUS), ("afdelingssekretaer", AARHUS))),
    ("demo-visitator", "Visitator, Aalborg Kommune", (("visitator", AALBORG),)),
    ("demo-visitator-broenderslev", "Visitator, Brønderslev Kommune", (("visitator", BROENDERSLEV),)),
    ("demo-hjemmesygeplejerske", "Kommunal sygeplejerske, Aalborg Kommune", (("kommunal_sygeplejerske", AALBORG),)),
    ("demo-egen-laege", "Praktiserende læge, Lægehuset Demo", (("praktiserende_laege", GP),)),
    ("demo-institution", "Medarbejder, Bostedet Demogården", (("institution", HOME),)),
    ("demo-psykiater", "Psykiater, Psykiatrisk Praksis Demo", (("laege", PSYCHIATRIST),)),
    ("demo-afregner-aalborg", "Afregningsmedarbejder, Aalborg Kommune", (("afregner", AALBORG),)),
    ("demo-regional-nord", "Regional visitator, Region Nordjylland", (("regional_visitator", NORTH),)),
    ("demo-regional-midt", "Regional visitator, Region Midtjylland", (("regional_visitator", MID),)),
    ("demo-risiko-region", "Risikomanager, Region Nordjylland", (("risikomanager", NORTH),)),
    ("demo-risiko-hospital", "Risikomanager, Aalborg Universitetshospital", (("risikomanager", HOSPITAL),)),
    ("demo-risiko-aalborg", "Risikomanager, Aalborg Kommune", (("risikomanager", AALBORG),)),
    ("demo-risiko-to", "Risikomanager, Brønderslev og Frederikshavn Kommuner",
     (("risikomanager", BROENDERSLEV), ("risikomanager", FREDERIKSHAVN))),
    ("demo-leder-hospital", "Leder, Aalborg Universitetshospital", (("ledelse", HOSPITAL),)),
    ("demo-leder-aalborg", "Leder, Aalborg Kommune", (("ledelse", AALBORG),)),
    ("demo-netvaerk", "Netværkets sekretariat, Region Nordjylland", (("netvaerkssekretariat", NORTH),)),
)  # fmt: skip
MEETING: tuple[tuple[str, str, Grants], ...] = (
    ("demo-forumsekretaer", "Sekretær for de nordjyske fora, Region Nordjylland", (("forumsekretariat", NORTH),)),
    ("demo-formand", "Formand i Fælles Forretningsudvalg, Region Nordjylland", (("udvalgsmedlem", NORTH),)),
    ("demo-udvalgsmedlem", "Medlem af Fælles Forretningsudvalg, Aalborg Kommune", (("udvalgsmedlem", AALBORG),)),
    ("demo-politiker", "Medlem af Sundhedssamarbejdsudvalget, Aalborg Kommune", (("udvalgsmedlem", AALBORG),)),
)  # fmt: skip
BUDGETING: tuple[tuple[str, str, Grants], ...] = (
    ("demo-budgetkontor", "Budgetmedarbejder, Region Nordjylland", (("budgetkontor", NORTH),)),
    ("demo-budgetchef", "Budgetchef, Region Nordjylland", (("budgetchef", NORTH),)),
    ("demo-enhedsleder", "Enhedsleder, Aalborg Universitetshospital", (("enhedsleder", HOSPITAL),)),
    ("demo-gruppe-a", "Regionsrådsmedlem, Gruppe A", (("gruppemedlem", NORTH),)),
    ("demo-gruppe-a-sekretaer", "Gruppesekretær, Gruppe A", (("gruppesekretaer", NORTH),)),
    ("demo-gruppe-b", "Regionsrådsmedlem, Gruppe B", (("gruppemedlem", NORTH),)),
)  # fmt: skip
PEOPLE = (*SETTLING, *CARING, *MEETING, *BUDGETING)


def make() -> None:
    """The demo users with their roles, each made once. A user who is there keeps the roles they have."""
    for username, title, grants in PEOPLE:
        if accounts.user_named(username):
            continue
        user = access.create_user(actor=SYSTEM, username=username, title=title, email=f"{username}@tvaers.example")
        access.set_password(actor=SYSTEM, user=user, password=SecretStr(DEMO_PASSWORD))
        for role, scope in grants:
            access.grant(actor=SYSTEM, user=user, role=role, scope=scope, reason="Demo", starts=date(2021, 1, 1))
