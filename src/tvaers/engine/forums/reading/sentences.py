"""Sentences of a Danish text: a full stop ends one unless it belongs to a date, a number or an abbreviation."""

from __future__ import annotations

import re

SHORT = (
    "d kl nr ca jf bl.a bl f.eks eks vedr mhp ift evt hhv pr osv dvs mv stk inkl ekskl m.m m.v mio kr pkt sagsnr "
    "j.nr tlf p.t ifm fx dr adm pol jan feb mar apr jun jul aug sep sept okt nov dec ad"
)
"""Abbreviations whose full stop ends no sentence."""
END = re.compile(r"[.!?](?=\s+[\"”»(]?[A-ZÆØÅ0-9])")
LETTERED = re.compile(r"\b[a-zæøå]{4,}\s+[A-ZÆØÅ]$")
"""A thing with a letter, as "aftale A", which may well end a sentence; the initial of a name follows a capital."""
LAST_WORD = re.compile(r"[\w.]+$")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, each with its full stop."""
    found, start = [], 0
    for match in END.finditer(text):
        word = LAST_WORD.search(text[start : match.start()])
        last = word.group() if word else ""
        if match.group() == "." and ((last.isdigit() and len(last) < 3) or last.casefold() in _SHORT):
            continue
        if match.group() == "." and len(last) == 1 and not LETTERED.search(text[start : match.start()]):
            continue
        found.append(text[start : match.end()].strip())
        start = match.end()
    rest = text[start:].strip()
    return tuple(one for one in (*found, rest) if one)


_SHORT = frozenset(SHORT.split())
