"""How many have signed up for an event and how many came, by sector and by invited forum. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Guest:
    """Somebody who has signed up: their sector, the forum they come for ("" for none), and whether they came."""

    side: str
    forum: str = ""
    attended: bool | None = None


@dataclass(frozen=True)
class Turnout:
    """The numbers: by sector and by forum as (signed up, came)."""

    sides: Mapping[str, tuple[int, int]]
    forums: Mapping[str, tuple[int, int]]

    @property
    def signed(self) -> int:
        """How many have signed up."""
        return sum(signed for signed, _ in self.sides.values())

    @property
    def came(self) -> int:
        """How many came."""
        return sum(came for _, came in self.sides.values())

    @property
    def signed_from(self) -> str:
        """As "6 af 6": the invited forums that somebody has signed up for."""
        return f"{sum(signed > 0 for signed, _ in self.forums.values())} af {len(self.forums)}"

    @property
    def came_from(self) -> str:
        """As "5 af 6": the invited forums that somebody came for (SA-SF-7e)."""
        return f"{sum(came > 0 for _, came in self.forums.values())} af {len(self.forums)}"


def counted(guests: Iterable[Guest], sides: Sequence[str], forums: Sequence[str]) -> Turnout:
    """The turnout; invited sectors and forums that nobody comes from are there with noughts."""
    by_side = dict.fromkeys(sides, (0, 0))
    by_forum = dict.fromkeys(forums, (0, 0))
    for one in guests:
        came = int(one.attended is True)
        signed, there = by_side.get(one.side, (0, 0))
        by_side[one.side] = (signed + 1, there + came)
        if one.forum in by_forum:
            signed, there = by_forum[one.forum]
            by_forum[one.forum] = (signed + 1, there + came)
    return Turnout(by_side, by_forum)
