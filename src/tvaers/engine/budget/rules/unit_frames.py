"""How much a unit may propose: a small share of its adopted budget, medicine left out (BUD-13). Whole kroner."""

from __future__ import annotations

from dataclasses import dataclass

from tvaers.engine.budget import frames
from tvaers.engine.budget.composing.wording import kr
from tvaers.engine.budget.rules.register import Points, rule
from tvaers.kernel.budget_amounts import Kroner
from tvaers.kernel.errors import Problem
from tvaers.kernel.money import BASIS_POINTS


@dataclass(frozen=True)
class UnitRoom:
    """What a unit may propose, what it has proposed, and what is left."""

    frame: Kroner
    used: Kroner
    left: Kroner


@rule("BUD-13", title="Enhedens ramme for forslag", share="unit_frame_share")
def unit_room(base: Kroner, share: Points, medicine: Kroner = 0, used: Kroner = 0) -> UnitRoom:
    """The room of a unit while it writes. Medicine is taken off the base before the share; Problem beyond the room."""
    room = frames.Room(frames.frame_of(base, medicine, share * frames.WHOLE // BASIS_POINTS), used)
    if room.remaining < 0:
        raise Problem(
            what=f"Forslagene er {kr(-room.remaining)} over enhedens ramme.",
            why=f"Rammen er {kr(room.frame)}, en fast del af det vedtagne budget uden medicin.",
            do="Fravælg et forslag, eller gør det mindre.",
        )
    return UnitRoom(room.frame, room.used, room.remaining)
