"""A unit's room for proposals: 0,5 per cent of its adopted budget without medicine (BUD-13). Pure, whole kroner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tvaers.kernel.money import portion

WHOLE = 1000
Amounts = Mapping[str, Sequence[int]]


@dataclass(frozen=True)
class Room:
    """The frame of a unit, what its proposals use of it, and what is left; `remaining` is negative when exceeded."""

    frame: int
    used: int

    @property
    def remaining(self) -> int:
        """What is left, in kroner; negative when the frame is exceeded."""
        return self.frame - self.used


def frame_of(base: int, medicine: int, share: int) -> int:
    """The frame in kroner; `share` in thousandths of the base, medicine taken out first."""
    return portion(base - medicine, share, WHOLE)


def weight(amounts: Amounts, year: int) -> int:
    """What a proposal takes of the frame: the high end of its growth in the budget year; a saving takes nothing."""
    ends = amounts.get(str(year))
    return max(0, ends[1]) if ends else 0


def used(proposals: Iterable[Amounts], year: int) -> int:
    """What several proposals take of the frame together."""
    return sum(weight(one, year) for one in proposals)
