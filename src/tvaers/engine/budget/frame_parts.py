"""The parts of a frame (BUD-06) as papers tell them: a version's own, and what a package lays down for other pots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tvaers.engine.budget.composition import laid_down
from tvaers.engine.budget.models import Catalogue, FrameComponent

POT = "health"
"""The pot that a catalogue's growth is paid from."""


@dataclass(frozen=True)
class FramePart:
    """A part of the frame of a pot; `amounts` {period: kroner}, signed."""

    pot: str
    kind: str
    label: str
    amounts: Mapping[str, int]

    @property
    def finances(self) -> bool:
        """Whether it pays for a catalogue's growth; what is told for information finances nothing (BUD-09)."""
        return self.pot == POT and self.kind != "information"


def parts_of(catalogue: Catalogue, own: Iterable[FrameComponent]) -> list[FramePart]:
    """A version's `own` parts in order, then those laid down for each pot that it sets nothing for."""
    kept = [FramePart(one.pot, one.kind, one.label, one.amounts) for one in own]
    said = {one.pot for one in kept}
    told = laid_down(catalogue).frame
    return kept + [FramePart(one.pot, one.kind, one.title, one.amounts) for one in told if one.pot not in said]
