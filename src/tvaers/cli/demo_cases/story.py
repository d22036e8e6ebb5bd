"""What a demo case is told from: a story, its steps, and the places and days that each copy of it fills in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import Any

from tvaers.kernel.clock import COPENHAGEN

Data = Mapping[str, Any]
Step = tuple[float, str, str, Data]
"""Hours after the opening, who ("role/job", or "role/job@party" where several have the role), the event, its data."""
_TIME = re.compile(r"@(?P<today>today)?(?P<days>[+-]\d+)d(?: (?P<clock>\d\d:\d\d))?")


@dataclass(frozen=True)
class Story:
    """How one case goes. `opens` is who, the event and its data; `ends` the state that it is left in.

    `party` opens it. `agos` are the days since it began, one for each copy; the steps must be over by then. Texts may
    name a place as `{town}`, a day after the opening as `@+3d`, one after today as `@today+1d`, with a time of day
    `@+3d 11:00`.
    """

    type: str
    ends: str
    agos: tuple[float, ...]
    party: str
    opens: Step
    steps: tuple[Step, ...] = ()
    link: str = ""
    """A case type: the copy is tied to the newest case of it that is about the same stay or citizen."""

    @property
    def hours(self) -> float:
        """How long the story takes."""
        return max((step[0] for step in self.steps), default=0.0)


@dataclass(frozen=True)
class Copy:
    """One telling of a story: when it begins, and what its places are."""

    story: Story
    number: int
    begins: datetime
    today: datetime
    places: Mapping[str, str] = field(default_factory=dict)

    def at(self, hours: float) -> datetime:
        """The moment some hours after the opening."""
        return self.begins + timedelta(hours=hours)

    def about(self, stay: str) -> Copy:
        """The same telling, about a stay that another case has."""
        return replace(self, places={**self.places, "stay": stay})

    def filled(self, value: Any) -> Any:
        """A value with its places and days filled in; lists part by part."""
        if isinstance(value, list | tuple):
            return [self.filled(one) for one in value]
        if not isinstance(value, str):
            return value
        moment = _TIME.fullmatch(value)
        return self._moment(moment) if moment else value.format(**self.places) if "{" in value else value

    def _moment(self, found: re.Match[str]) -> str:
        day = (self.today if found["today"] else self.begins).date() + timedelta(days=int(found["days"]))
        if not found["clock"]:
            return day.isoformat()
        return datetime.combine(day, time.fromisoformat(found["clock"]), tzinfo=COPENHAGEN).isoformat()


def base(now: datetime) -> datetime:
    """The last ten o'clock that has passed: the hour at which stories begin, so that nobody is at work at night."""
    ten = now.astimezone(COPENHAGEN).replace(hour=10, minute=0, second=0, microsecond=0)
    return ten if ten <= now else ten - timedelta(days=1)
