"""The seconds of a whole choosing, shared out: what is left when a part begins, and how much of that it may take."""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import monotonic

from tvaers.engine.budget.choosing.shapes import Ask
from tvaers.engine.budget.choosing.solving import Options

FIRST, SECOND = 0.6, 0.7
"""Of what is left, the most that the first and the second solve may take; the tie rule has the rest."""


@dataclass(frozen=True)
class Budget:
    """Seconds that run from when it was made until `until` (monotonic)."""

    options: Options
    until: float

    @classmethod
    def of(cls, ask: Ask) -> Budget:
        """The whole time of what is asked, from now."""
        return cls(Options(ask.seconds, ask.seed), monotonic() + ask.seconds)

    def left(self, share: float = 1) -> Options:
        """How the solver is run for a part that begins now and may take a share of what is left."""
        return replace(self.options, seconds=max(0.0, self.until - monotonic()) * share)

    @property
    def is_over(self) -> bool:
        """Whether nothing is left."""
        return monotonic() >= self.until
