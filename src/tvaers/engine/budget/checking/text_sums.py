"""Sums that the text itself tells (TEKST): "305,0 mio. kr., hvoraf …, … og …", "tilsammen 24,3 mio. kr.".

A text is no table: what stands beside a sum need not be its terms. A sum is therefore tried only where words say that
it is one, and is told only when it almost holds; what is far off is another matter and no finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tvaers.engine.budget.catalogue import Catalogue, Interval
from tvaers.engine.budget.checking.balance import Balance
from tvaers.engine.budget.checking.finding import HELD, Outcome
from tvaers.engine.budget.checking.mentions import Mention, bounds, is_copy, of_catalogue
from tvaers.engine.budget.checking.telling import Subject, judge

WHOLE = re.compile(r"\b(?:fordelt på|dækker over|sammenfattes således|består af|bestående af)\b", re.IGNORECASE)
PART = re.compile(r"\b(?:hvoraf|heraf)\b", re.IGNORECASE)
LAST = re.compile(r"\b(?:tilsammen|summerer|samlede?|i alt)\b[^.]{0,60}$", re.IGNORECASE)
MORE = re.compile(r"\s*(?:Yderligere|Hertil|Herudover|Desuden)\b")
BULLET = re.compile(r"\n\s*[-•–−]\s")
REACH = 120
"""Characters between a total and the word that says it is divided."""
NEAR_WHOLE, NEAR_PART, NEAR_LAST = 100, 30, 20
"""How far off, in thousandths of the total, a sum may be and still be taken for that sum."""
MOST = 6
"""How many amounts back a total at the end may reach."""


def check_text_sums(catalogue: Catalogue) -> Iterator[Outcome]:
    """TEKST: totals that are divided in what follows, and totals that close what stands before."""
    for key, words, found in of_catalogue(catalogue):
        money = [one for one in found if one.is_money]
        for cue, near in ((WHOLE, NEAR_WHOLE), (PART, NEAR_PART)):
            yield from _divided(key, words, money, cue, near)
        yield from _closed(key, words, money)


def _divided(key: str, words: str, money: Sequence[Mention], cue: re.Pattern[str], near: int) -> Iterator[Outcome]:
    for total in money:
        text = total.section.text
        found = cue.search(text, total.end, total.end + REACH)
        if not found:
            continue
        inside = [one for one in money if one.section is total.section and one.start > total.end]
        if any(one.start < found.start() for one in inside):
            continue
        until = _until(text, found.end())
        parts = [one for one in inside if one.start < until]
        if len(parts) > 1:
            yield from _outcome(key, words, total, parts, near)


def _until(text: str, start: int) -> int:
    """Where the parts end: with the sentence, with the last bullet, or with a sentence that says there is more."""
    end = bounds(text, start, start)[1]
    while BULLET.match(text, end):
        end = bounds(text, end + 1, end + 2)[1]
    following = text[end:].lstrip(". ")
    if MORE.match(following):
        begin = len(text) - len(following)
        end = bounds(text, begin, begin + 1)[1]
    return end


def _closed(key: str, words: str, money: Sequence[Mention]) -> Iterator[Outcome]:
    for at, total in enumerate(money):
        if not LAST.search(total.before):
            continue
        first = total.section.text.rfind("\n", 0, total.start)
        before = [one for one in money[max(0, at - MOST) : at] if one.section is total.section and one.start > first]
        sums = [before[-count:] for count in range(2, len(before) + 1)]
        if any(_holds(total, parts) for parts in sums):
            yield HELD
        elif sums:
            nearest = min(sums, key=lambda parts: _off(total, parts))
            yield from _outcome(key, words, total, nearest, NEAR_LAST)


def _outcome(key: str, words: str, total: Mention, parts: Sequence[Mention], near: int) -> Iterator[Outcome]:
    if _holds(total, parts):
        yield HELD
    elif _off(total, parts) <= near:
        subject = Subject("TEKST", key, total.where(words), total.amount.place, total.amount.unit)
        yield judge(subject, _balance(total, parts), "Beløbene i teksten")


def _balance(total: Mention, parts: Sequence[Mention]) -> Balance:
    return Balance(total.term, tuple(one.term for one in parts))


def _holds(total: Mention, parts: Sequence[Mention]) -> bool:
    balance = _balance(total, parts)
    return balance.verdict != "off" or is_copy(total.term, balance.recomputed)


def _off(total: Mention, parts: Sequence[Mention]) -> int:
    """How far the parts are from the total, in thousandths of it, at the end that is farthest off."""
    printed, given = total.amount.amount, _balance(total, parts).recomputed
    off = Interval(abs(printed.low - given.low), abs(printed.high - given.high))
    return max(1000 * end // max(abs(whole), 1) for end, whole in ((off.low, printed.low), (off.high, printed.high)))
