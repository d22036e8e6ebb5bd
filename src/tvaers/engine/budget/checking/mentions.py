"""The amounts of running text where they stand: the section, the sentence, and the words before and after.

The reader keeps amounts and sections apart; here each amount is found again in its section, in order, so that a rule
can look at the words around it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tvaers.engine.budget.catalogue import Catalogue, Interval, Section, TextAmount
from tvaers.engine.budget.checking.balance import Term
from tvaers.engine.budget.checking.copies import rounded
from tvaers.engine.budget.checking.wheres import shortened

_ENDS = re.compile(r"(?<!\bca)(?<!\bjf)(?<!\bnr)(?<!\bvedr)(?<!\bbl\.a)(?<!\binkl)\.\s+(?=[A-ZÆØÅ(])|\n")
REACH = 2_000
"""Characters of a sentence that are looked at on each side of an amount."""


@dataclass(frozen=True)
class Mention:
    """An amount at `start` to `end` in the text of its section."""

    amount: TextAmount
    section: Section
    start: int
    end: int

    @property
    def is_money(self) -> bool:
        return self.amount.unit.endswith("kr.")

    @property
    def term(self) -> Term:
        return Term(self.amount.amount, Interval.of(self.amount.step), self.amount.printed)

    @property
    def sentence(self) -> tuple[int, int]:
        """Where the sentence begins and ends in the section's text; a line break ends one."""
        return bounds(self.section.text, self.start, self.end)

    @property
    def before(self) -> str:
        """The words of the sentence before the amount."""
        return self.section.text[self.sentence[0] : self.start]

    @property
    def after(self) -> str:
        """The words of the sentence after the amount."""
        return self.section.text[self.end : self.sentence[1]]

    def where(self, words: str) -> str:
        """Where it stands: "Budgetbrik 1.8-02, 8,6 mio. kr. i teksten under »Status«"."""
        heading = f" under »{shortened(self.section.heading)}«" if self.section.heading else ""
        told = f"{self.amount.printed} i teksten{heading}"
        return f"{words}, {told}" if words else told


def bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a stretch of text, at most `REACH` characters to each side."""
    opened, closed = _ends(text)
    left, right = bisect_right(opened, start), bisect_left(closed, max(end - 1, start))
    first = opened[left - 1] if left else 0
    last = closed[right] if right < len(closed) else len(text)
    return max(first, start - REACH), min(last, end + REACH)


@lru_cache(maxsize=16)
def _ends(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where sentences begin after an end, and where the ends are: found once a text, however many amounts it has."""
    found = tuple(_ENDS.finditer(text))
    return tuple(one.end() for one in found), tuple(one.start() for one in found)


def mentions(sections: Sequence[Section], amounts: Sequence[TextAmount]) -> tuple[Mention, ...]:
    """Each amount that is found in the section it stands in, in order."""
    return tuple(_found(sections, amounts))


def of_catalogue(catalogue: Catalogue) -> Iterator[tuple[str, str, tuple[Mention, ...]]]:
    """Key, words and amounts of each proposal's text, and of the text that no proposal owns (without words)."""
    for proposal in catalogue.proposals:
        yield proposal.key, f"Budgetbrik {proposal.key}", mentions(proposal.sections, proposal.amounts)
    yield "text", "", mentions(catalogue.sections, catalogue.amounts)


def is_copy(printed: Term, original: Interval) -> bool:
    """Whether a printed amount is the original, rounded to the printed digits."""
    return rounded(original, printed.step) == printed.amount


def _found(sections: Sequence[Section], amounts: Sequence[TextAmount]) -> Iterator[Mention]:
    ends = [*(one.place.line for one in sections[1:]), None]
    for section, until in zip(sections, ends, strict=False):
        at = 0
        for amount in amounts:
            if amount.place.line < section.place.line or (until is not None and amount.place.line >= until):
                continue
            start = section.text.find(amount.printed, at)
            if start >= 0:
                at = start + len(amount.printed)
                yield Mention(amount, section, start, at)
