"""What a work plan is made of: the shape of one entry in a package's `plans/*.yml`, checked by pydantic.

A plan has tracks and activities; an activity has a quarter and dates as the source writes them and as they are
understood, which level it is on, and perhaps the forum that treats it. What is not told is left out, never guessed.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tvaers.kernel.forum_types import Flag, Id, Names
from tvaers.kernel.package_models import Day, Text, fault

PlanLevel = Literal["administrative", "political"]
Progress = Literal["planned", "begun", "done", "dropped"]
Quarter = Annotated[str, Field(pattern=r"^\d{4} Q[1-4]$")]


class _Part(BaseModel):
    """Base of every model: unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Track(_Part):
    """A track of the plan, with the number that the source gives it."""

    id: Id
    number: Text
    title: Text


class ActivityType(_Part):
    """An activity. `quarter` is where the source files it, `written` its time in the source's words.

    `start` and `end` are how they are understood (both included); without either there is no date. `note` says what
    does not fit. `after` are the activities that must be done first; `covers` the parties that each have a status of
    their own; `needs` its parts that are no parties. `enough` is the state that meets the agreement by its day.
    """

    id: Id
    track: Id
    text: Text
    quarter: Quarter | None = None
    written: Text | None = None
    start: Day | None = None
    end: Day | None = None
    levels: tuple[PlanLevel, ...] = ()
    forum: Text | None = None
    owner: Text | None = None
    status: Progress = "planned"
    enough: Literal["begun", "done"] = "done"
    after: Names = ()
    covers: Names = ()
    needs: Names = ()
    note: Text | None = None
    clause: Text | None = None

    @model_validator(mode="after")
    def _in_order(self) -> ActivityType:
        if self.start and self.end and self.end < self.start:
            raise fault(f"aktiviteten {self.id} slutter, før den begynder", "»end« samme dag som »start« eller senere")
        return self


class PlanType(_Part):
    """A work plan as a source has it: its version, its tracks, its activities. `owner` is the forum that follows it."""

    id: Id
    title: Text
    purpose: Text
    clause: Text
    start: Day
    end: Day
    owner: Text
    version: Text
    version_note: Text | None = None
    is_partial: Flag = False
    tracks: tuple[Track, ...] = Field(min_length=1)
    activities: tuple[ActivityType, ...] = ()

    @model_validator(mode="after")
    def _names_are_known(self) -> PlanType:
        tracks, ids = {one.id for one in self.tracks}, [one.id for one in self.activities]
        for one in self.activities:
            if one.track not in tracks:
                raise fault(f"aktiviteten {one.id} hører til sporet {one.track}, som ikke findes", "et af sporene")
            if set(one.after) - set(ids):
                raise fault(f"aktiviteten {one.id} følger efter en, der ikke findes", "id'er på andre aktiviteter")
        if len(set(ids)) != len(ids):
            raise fault(f"planen {self.id} har to aktiviteter med samme id", "et id for hver aktivitet")
        return self
