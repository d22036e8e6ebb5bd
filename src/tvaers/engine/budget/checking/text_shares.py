"""Percentages that the text turns into amounts (TEKST): "20 pct. …, hvilket svarer til 8,6 mio. kr.".

The amount must be the percentage of some amount named before it. Round percentages (5, 20, 60) are taken as exact
unless the text says "ca."; others may hide half a digit. As with sums, only what almost holds is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tvaers.engine.budget.catalogue import Catalogue, Interval, Section
from tvaers.engine.budget.checking.balance import Balance, Term
from tvaers.engine.budget.checking.finding import HELD, Outcome
from tvaers.engine.budget.checking.mentions import Mention, of_catalogue
from tvaers.engine.budget.checking.telling import Subject, judge
from tvaers.engine.budget.checking.wording import amount_words

CUE = re.compile(r"\bsvare(?:r|nde)\b", re.IGNORECASE)
ABOUT = re.compile(r"\b(?:ca\.|cirka|omkring|knap|godt)\s*$", re.IGNORECASE)
REACH = 250
"""Characters around the word "svarer" within which percentage and amount stand."""
NEAR = 30
"""How far off, in thousandths of the amount, a share may be and still be taken for it."""
WHOLE = 100_000
"""A hundred per cent, in thousandths of one."""
ROUND = 5_000
"""Percentages that are a multiple of this are taken as exact."""


def check_shares(catalogue: Catalogue) -> Iterator[Outcome]:
    """TEKST: each amount that the text says is a percentage of another."""
    for key, words, found in of_catalogue(catalogue):
        for section, cue_at in _cues(found):
            near = [one for one in found if one.section is section and abs(one.start - cue_at) < REACH]
            pair = _pair(near, cue_at)
            if pair:
                share, result = pair
                bases = [one for one in found if one.is_money and one is not result and _is_before(one, result)]
                yield from _outcome(key, words, share, result, bases)


def _cues(found: Sequence[Mention]) -> Iterator[tuple[Section, int]]:
    """Each section that has amounts, once, with each place in it where the word stands."""
    for section in {id(one.section): one.section for one in found}.values():
        for cue in CUE.finditer(section.text):
            yield section, cue.start()


def _pair(near: Sequence[Mention], cue_at: int) -> tuple[Mention, Mention] | None:
    """The percentage and the amount on either side of the cue; None where there are not both."""
    before = [one for one in near if one.start < cue_at]
    after = [one for one in near if one.start > cue_at]
    share = next((one for one in reversed(before) if one.amount.unit == "pct."), None)
    result = after[0] if after else None
    if share and result and result.is_money:
        return share, result
    if result and result.amount.unit == "pct." and before and before[-1].is_money:
        return result, before[-1]
    return None


def _is_before(one: Mention, result: Mention) -> bool:
    return one.amount.place.line < result.amount.place.line or (
        one.section is result.section and one.start < result.start
    )


def _outcome(key: str, words: str, share: Mention, result: Mention, bases: Sequence[Mention]) -> Iterator[Outcome]:
    given = [(base, _part(share, base)) for base in bases]
    if any(Balance(result.term, (part,)).verdict != "off" for _, part in given):
        yield HELD
        return
    nearest = min(given, key=lambda one: _off(result, one[1]), default=None)
    if nearest and _off(result, nearest[1]) <= NEAR:
        base, part = nearest
        told = f"{share.amount.printed} af {amount_words(base.amount.amount, base.amount.unit, base.amount.step)}"
        subject = Subject("TEKST", key, result.where(words), result.amount.place, result.amount.unit)
        yield judge(subject, Balance(result.term, (part,)), told, kind="inconsistency")


def _part(share: Mention, base: Mention) -> Term:
    """The percentage of an amount, with what both may hide: twice half a step of each, as a step."""
    rate = share.amount.amount.low
    amount = base.amount.amount
    is_exact = rate % ROUND == 0 and not ABOUT.search(share.before)
    hidden = 0 if is_exact else share.amount.step * abs(amount.high) // WHOLE
    step = abs(rate) * base.amount.step // WHOLE + hidden
    return Term(
        Interval(rate * amount.low // WHOLE, rate * amount.high // WHOLE), Interval.of(step), base.amount.printed
    )


def _off(result: Mention, part: Term) -> int:
    """How far the share is from the printed amount, in thousandths of it."""
    printed = result.amount.amount
    return 1000 * abs(printed.low - part.amount.low) // max(abs(printed.low), 1)
