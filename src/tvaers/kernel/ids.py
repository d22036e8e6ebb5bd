"""Check rules for the numbers that Danish authorities use.

A check gives warnings and never rejects: real numbers break the rules (CPR numbers without modulus 11 since 2007, dummy
GLN and SOR numbers in test messages), and a code from abroad or from tomorrow is still a fact. Modulus 11 is never
required of a CPR number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from tvaers.kernel.errors import Problem

SOR_NAMESPACE = "1000016"
REGIONS = range(1081, 1086)
REPLACEMENT_DAYS = 60
"""What is added to the day of birth in a replacement number (erstatningsnummer)."""

_CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)
_DIGITS = re.compile(r"[0-9]+")
_SHAK = re.compile(r"[0-9A-Z]{4}(?:[0-9A-Z]{2,3})?")
_VERHOEFF_STEP = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)

_CPR = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})-?([0-9])[0-9]{3}")
# A hex digit on either side is no border, or a hash on a page would now and then look like a leak.
_IN_TEXT = re.compile(r"(?<![0-9A-Fa-f])([0-9]{6})[-–\s]?([0-9]{4})(?![0-9A-Fa-f])")
# First year of the century by the seventh digit: for two-digit years up to 36, up to 57, and later ones.
_CENTURIES = {
    **dict.fromkeys("0123", (1900, 1900, 1900)),
    **dict.fromkeys("49", (2000, 1900, 1900)),
    **dict.fromkeys("5678", (2000, 2000, 1800)),
}


def check(kind: str, value: str) -> list[str]:
    """Return Danish warnings about a number, none if it keeps the rules.

    `kind` is one of sor, gln, shak, cvr, municipality, region, cpr. Problem for another kind.
    """
    rule = _RULES.get(kind)
    if rule is None:
        raise Problem(what=f"Der er ingen regel for numre af typen {kind}.", do=f"Vælg blandt {', '.join(_RULES)}.")
    return rule(value)


def check_sor(value: str) -> list[str]:
    """Check a SOR number: a SNOMED CT identifier of Denmark's SOR namespace with a Verhoeff check digit."""
    if not _digits(value, 11, 18) or value.startswith("0"):
        return ["Et SOR-nummer har 11 til 18 cifre og begynder ikke med 0."]
    warnings = []
    if value[-10:-3] != SOR_NAMESPACE:
        warnings.append(f"SOR-nummeret hører ikke til SOR: navnerummet er {value[-10:-3]} og ikke {SOR_NAMESPACE}.")
    if not verhoeff_holds(value):
        warnings.append("SOR-nummerets kontrolciffer passer ikke.")
    return warnings


def check_gln(value: str) -> list[str]:
    """Check a GLN (lokationsnummer): 13 digits, the last by GS1 modulus 10."""
    if not _digits(value, 13, 13):
        return ["Et GLN-nummer har 13 cifre."]
    holds = _weighted(value, (1, 3) * 6 + (1,)) % 10 == 0
    return [] if holds else ["GLN-nummerets kontrolciffer passer ikke."]


def check_shak(value: str) -> list[str]:
    """Check a SHAK code: 4 characters for a hospital, 6 for a department, 7 for a section."""
    if _SHAK.fullmatch(value):
        return []
    return ["En SHAK-kode har 4, 6 eller 7 tegn, og de er cifre eller store bogstaver fra A til Z."]


def check_cvr(value: str) -> list[str]:
    """Check a CVR number: 8 digits by modulus 11."""
    if not _digits(value, 8, 8):
        return ["Et CVR-nummer har 8 cifre."]
    return [] if _weighted(value, _CVR_WEIGHTS) % 11 == 0 else ["CVR-nummerets kontrolciffer passer ikke."]


def check_municipality(value: str) -> list[str]:
    """Check a municipality code: 4 digits from 0101 to 0999."""
    if _digits(value, 4, 4) and "0101" <= value <= "0999":
        return []
    return ["En kommunekode har 4 cifre og begynder med 0, fx 0851."]


def check_region(value: str) -> list[str]:
    """Check a region code: 1081 to 1085, the five regions until the end of 2026."""
    if _digits(value, 4, 4) and int(value) in REGIONS:
        return []
    return [f"En regionskode er et tal fra {REGIONS[0]} til {REGIONS[-1]}."]


def check_cpr(value: str) -> list[str]:
    """Return Danish warnings about a CPR number; the number itself is never in them."""
    if _CPR.fullmatch(value) is None:
        return ["Et CPR-nummer har 10 cifre: fødselsdato og løbenummer."]
    if cpr_birth_date(value) is None:
        return ["CPR-nummeret begynder ikke med en gyldig fødselsdato."]
    if int(value[:2]) > REPLACEMENT_DAYS:
        return ["Nummeret er et erstatningsnummer: der er lagt 60 til fødselsdagen."]
    return []


def cpr_birth_date(cpr: str) -> date | None:
    """Return the birth date in a CPR number, with or without hyphen, or None if there is none.

    The seventh digit and the two-digit year give the century. A replacement number has 60 added to the day.
    """
    found = _CPR.fullmatch(cpr)
    if found is None:
        return None
    day, month, short_year = (int(part) for part in found.groups()[:3])
    until_2036, until_2057, later = _CENTURIES[found[4]]
    century = until_2036 if short_year <= 36 else until_2057 if short_year <= 57 else later
    try:
        return date(century + short_year, month, day - REPLACEMENT_DAYS if day > REPLACEMENT_DAYS else day)
    except ValueError:
        return None


def mask_cpr(cpr: str) -> str:
    """Hide the last four characters: "2512489996" becomes "251248-••••"; what is no CPR number is hidden whole."""
    return f"{cpr[:6]}-••••" if _CPR.fullmatch(cpr) else "••••••-••••"


def looks_like_cpr(text: str) -> bool:
    """Say whether ten digits with a birth date in front stand in the text: a check for leaks, so it rather says yes."""
    return any(cpr_birth_date(date_part + serial) is not None for date_part, serial in _IN_TEXT.findall(text))


def verhoeff_holds(digits: str) -> bool:
    """Say whether the last of the digits is the Verhoeff check digit of the others."""
    check_value = 0
    for place, digit in enumerate(reversed(digits)):
        step = int(digit)
        for _ in range(place % 8):
            step = _VERHOEFF_STEP[step]
        check_value = _in_dihedral_group(check_value, step)
    return check_value == 0


def _in_dihedral_group(left: int, right: int) -> int:
    """Multiply in the dihedral group of ten elements: 0-4 turn a pentagon, 5-9 turn and mirror it."""
    turn = left + right if left < 5 else left - right
    return turn % 5 + (5 if (left < 5) != (right < 5) else 0)


def _digits(value: str, shortest: int, longest: int) -> bool:
    return shortest <= len(value) <= longest and _DIGITS.fullmatch(value) is not None


def _weighted(value: str, weights: Sequence[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(value, weights, strict=True))


_RULES: dict[str, Callable[[str], list[str]]] = {
    "sor": check_sor,
    "gln": check_gln,
    "shak": check_shak,
    "cvr": check_cvr,
    "municipality": check_municipality,
    "region": check_region,
    "cpr": check_cpr,
}
