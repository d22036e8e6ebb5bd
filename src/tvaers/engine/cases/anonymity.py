"""Whether a text tells who somebody is: what must be taken out, and what a person should look at once more.

A text with a CPR number, telephone number, mail address or date of birth is stopped. Names and addresses cannot be told
from other words with certainty, so they only warn. Hospitals, towns and months are not names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from tvaers.engine.cases.name_words import (
    ALSO_WORDS,
    FIRST_NAMES,
    FIRST_PLAIN,
    NO_NAMES,
    SURNAMES,
    SURNAMES_PLAIN,
    TITLES,
)

Level = Literal["stop", "warn"]

_CPR = re.compile(r"(?<!\d)(\d\d)[ .\-/]?(\d\d)[ .\-/]?(\d\d)[ .\-–/]{0,3}(?:\d{4}|[xX]{4})(?!\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
_PHONE = re.compile(r"(?<![\d.,])(?:\+45[ ]?|0045[ ]?)?(?:\d{8}|\d{2}(?: \d{2}){3}|\d{4} \d{4})(?![\d]|[.,]\d)")
_DAY = r"\d{1,2}[./\- ]{1,2}(?:\d{1,2}[./\- ]{1,2}|(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zæøå]*\.? )"
_BORN = re.compile(
    rf"\b(?:født|f\.|fødselsdato|fødselsdag|cpr|fødselsår)[^.\n]{{0,12}}?(?:{_DAY}(?:\d{{4}}|\d{{2}})|(?:19|20)\d\d)\b",
    re.I,
)
_ADDRESS = re.compile(
    r"\b[A-ZÆØÅ][a-zæøåé]+(?:vej|gade|gården|gård|allé|alle|stræde|plads|parken|vænget|engen|bakken|torv|boulevard)"
    r" \d{1,3}[A-Za-z]?\b"
)
_WORD = r"[A-ZÆØÅ][a-zæøåéü]+(?:-[A-ZÆØÅ][a-zæøåéü]+)?"
_PAIR = re.compile(rf"\b{_WORD}(?: (?:[A-ZÆØÅ]\.|{_WORD}|van|von|de|al))* (?:{_WORD})\b")
_TITLED = re.compile(rf"\b(?i:{'|'.join(TITLES)})\.? (?:{_WORD}|[A-ZÆØÅ]\.)")
_LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*\.?")
MOST_MIDDLE = 2
"""How many given names or initials may stand between a given name and the surname."""
SHORTEST_SHOUTED = 3
"""The shortest given name in capitals that is no abbreviation."""


@dataclass(frozen=True)
class Trace:
    """A piece of text that may tell who somebody is: where it is, why, and how serious it is."""

    level: Level
    text: str
    why: str
    start: int


def check(text: str) -> tuple[Trace, ...]:
    """Everything in a text that may tell who somebody is, in its order; each piece once, by its most serious reason."""
    found: list[Trace] = []
    for trace in (*_stops(text), *_warnings(text)):
        end = trace.start + len(trace.text)
        if not any(one.start < end and trace.start < one.start + len(one.text) for one in found):
            found.append(trace)
    return tuple(sorted(found, key=lambda trace: trace.start))


def stops(text: str) -> str:
    """What must be taken out, as one Danish sentence; "" when nothing must."""
    reasons = dict.fromkeys(trace.why for trace in check(text) if trace.level == "stop")
    return f"Teksten indeholder noget, der ligner {' og '.join(reasons)}. Skriv den uden." if reasons else ""


def warns(text: str) -> tuple[str, ...]:
    """What a person should look at once more, as Danish sentences."""
    return tuple(f"»{one.text}« ligner {one.why}. Se efter en gang til." for one in check(text) if one.level == "warn")


def _stops(text: str) -> Iterator[Trace]:
    for found in _CPR.finditer(text):
        if _is_day(int(found[1]), int(found[2])):
            yield Trace("stop", found[0], "et CPR-nummer", found.start())
    yield from (Trace("stop", found[0], "en fødselsdato", found.start()) for found in _BORN.finditer(text))
    yield from (Trace("stop", found[0], "en mailadresse", found.start()) for found in _MAIL.finditer(text))
    yield from (Trace("stop", found[0], "et telefonnummer", found.start()) for found in _PHONE.finditer(text))


def _is_day(day: int, month: int) -> bool:
    """Whether six digits can begin a CPR number; a replacement number has 60 added to the day."""
    return (1 <= day <= 31 or 61 <= day <= 91) and 1 <= month <= 12


def _warnings(text: str) -> Iterator[Trace]:
    yield from (Trace("warn", found[0], "en adresse", found.start()) for found in _ADDRESS.finditer(text))
    for found in _TITLED.finditer(text):
        if not _is_known(found[0].split()[-1]):
            yield Trace("warn", found[0], "et navn", found.start())
    yield from _full_names(text)
    for found in _PAIR.finditer(text):
        yield from _names_in(found)
    for found in _LETTERS.finditer(text):
        if _is_name(text, found):
            yield Trace("warn", found[0].rstrip("."), "et navn", found.start())


def _is_name(text: str, found: re.Match[str]) -> bool:
    """Whether one word is a given name or a surname: with its capital, or a given name all in capitals."""
    word = found[0].rstrip(".")
    first = word.split("-")[0]
    if first.isupper() and len(first) >= SHORTEST_SHOUTED:
        return first.casefold() in FIRST_PLAIN and first.capitalize() not in ALSO_WORDS
    known = first in FIRST_NAMES or _without_s(word) in SURNAMES
    return known and not (first in ALSO_WORDS and (first not in FIRST_NAMES or _opens_sentence(text, found.start())))


def _full_names(text: str) -> Iterator[Trace]:
    """A given name and a surname beside each other, however they are capitalised."""
    words = list(_LETTERS.finditer(text))
    for place, word in enumerate(words):
        if word[0].casefold() in FIRST_PLAIN:
            last = _surname_after(text, words[place : place + MOST_MIDDLE + 2])
            if last is not None and not _are_words(text[word.start() : last.end()]):
                yield Trace("warn", text[word.start() : last.end()].rstrip("."), "et navn", word.start())


def _surname_after(text: str, words: list[re.Match[str]]) -> re.Match[str] | None:
    """The surname that a row of words ends with, only given names and initials between; each one space apart."""
    for before, word in pairwise(words):
        if text[before.end() : word.start()] != " ":
            return None
        plain = word[0].casefold()
        if _without_s(plain.rstrip(".")) in SURNAMES_PLAIN:
            return word
        if plain not in FIRST_PLAIN and len(plain.rstrip(".")) > 1:
            return None
    return None


def _are_words(name: str) -> bool:
    """Whether a row in small letters can be read as ordinary words."""
    return name.islower() and any(word.capitalize() in ALSO_WORDS for word in name.split())


def _without_s(word: str) -> str:
    """A surname without its genitive s."""
    return word.removesuffix("s") if word.casefold().endswith(("ens", "ers", "ds")) else word


def _names_in(found: re.Match[str]) -> Iterator[Trace]:
    """A row of capitalised words as a name, unless one of them belongs to a place, a hospital, a month or the like.

    The first word of a sentence is capitalised anyway: it is not a part of the name unless it is a first name.
    """
    words, start = found[0].split(), found.start()
    if _opens_sentence(found.string, start) and words[0] not in FIRST_NAMES:
        start += len(words[0]) + 1
        words = words[1:]
    if len(words) > 1 and not any(_is_known(word) for word in words):
        yield Trace("warn", " ".join(words), "et navn", start)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t»\"'(")
    return not before or before[-1] in ".!?:\n–•"


def _is_known(word: str) -> bool:
    """Whether a word is known not to be a person's name, also with a genitive s."""
    if word in FIRST_NAMES:
        return False
    plain = word.casefold().rstrip(".")
    endings = ("hospital", "hospitalet", "sygehus", "sygehuset", "kommune", "klinik", "afdeling", "center", "centret")
    return plain in NO_NAMES or plain.removesuffix("s") in NO_NAMES or plain.removesuffix("s").endswith(endings)
