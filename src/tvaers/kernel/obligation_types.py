"""What an agreement obliges forums to on certain days, and who must name contact persons: shapes of content.

An entry in `obligations/*.yml` is a duty with a due day: once, every year, or not settled yet ("uafklaret", with why).
The forums of its chain treat it in order, the last one before it is due. An entry in `contacts/*.yml` is a register:
areas, posts in each, and the organisations that each name somebody. Both are checked by pydantic.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from tvaers.kernel.forum_types import Count, Holding, Id, ItemKind, Names
from tvaers.kernel.package_models import Text, fault

UNSETTLED = "uafklaret"
ONCE = "once"


def _due(raw: object) -> object:
    """A due day as written: YYYY-MM-DD, MM-DD for every year, or "uafklaret"; leap day only with its year."""
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, str):
        text = raw if len(raw) != 5 else f"2001-{raw}"
        try:
            if raw == UNSETTLED or date.fromisoformat(text):
                return raw
        except ValueError:
            pass
    raise fault(f"»{raw}« er ikke en frist", "ÅÅÅÅ-MM-DD, MM-DD for hvert år, eller uafklaret")


Due = Annotated[str, BeforeValidator(_due)]


class _Part(BaseModel):
    """Base of every model: unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class ObligationType(_Part):
    """A duty with a due day.

    `chain` are the ids of the forums that treat it in order; the last one decides, on or before the due day. Without
    one, `who` says in words who meets. `lead_days`: so many days before it is due, the items come into the pipelines.
    `holds` bounds the years of a yearly duty. `form` "status": the forum before the first asks by a status form.
    `lock_days` and `remind_days` before the day the material is closed and people are reminded.
    """

    id: Id
    title: Text
    clause: Text
    text: Text
    due: Due
    why: Text | None = None
    holds: Holding | None = None
    chain: Names = ()
    who: Text | None = None
    lead_days: Count = 120
    kinds: tuple[ItemKind, ...] = ()
    points: Names = ()
    form: Literal["none", "status"] = "none"
    lock_days: Count | None = None
    remind_days: Count | None = None
    readings: Names = ()
    note: Text | None = None

    @model_validator(mode="after")
    def _agrees(self) -> ObligationType:
        if self.due == UNSETTLED and not self.why:
            raise fault(f"forpligtelsen {self.id} har en uafklaret frist uden grund", "»why« med grunden")
        if not self.chain and not self.who:
            raise fault(f"forpligtelsen {self.id} siger ikke, hvem der skal", "»chain« med fora, eller »who«")
        if len(self.due) == 5 and self.holds is None:
            raise fault(f"forpligtelsen {self.id} gælder hvert år, men ikke hvornår", "»holds« med »from«")
        if len(set(self.chain)) != len(self.chain):
            raise fault(f"forpligtelsen {self.id} nævner et forum to gange", "hvert forum én gang")
        return self

    @property
    def is_yearly(self) -> bool:
        """Whether it is due every year."""
        return len(self.due) == 5

    def due_in(self, year: int) -> date | None:
        """The due day of a year, or None where it is not due then."""
        if self.due == UNSETTLED:
            return None
        day = date.fromisoformat(f"{year}-{self.due}" if self.is_yearly else self.due)
        held = self.holds is None or (self.holds.start <= day and (self.holds.end is None or day <= self.holds.end))
        return day if day.year == year and held else None

    def period_of(self, day: date) -> str:
        """What tells one time from the next: the year of a yearly duty, else "once"."""
        return str(day.year) if self.is_yearly else ONCE


class Named(_Part):
    """An area of a register, or a post within each area."""

    id: Id
    title: Text


class Guard(_Part):
    """What is at stake where nobody is named: open cases of a type in which the organisation has one of the roles."""

    case_type: Text
    roles: Names


class AskedAfter(_Part):
    """When organisations are asked for names by themselves: a forum has approved an item of this title.

    They have so many `days` to answer.
    """

    forum: Text
    title: Text
    days: Count


class ContactsType(_Part):
    """A register of contact persons: `areas` × `posts` × `organisations` (codes or keys of parties) are its cells.

    `keeper` is the forum whose secretariat keeps it; it adds the areas that the source does not name. With `groups`,
    those named are systems, and each is to have a group: a forum called these words and the name of the system.
    """

    id: Id
    title: Text
    clause: Text
    text: Text
    keeper: Text
    areas: tuple[Named, ...] = ()
    posts: tuple[Named, ...] = (Named(id="kontakt", title="Kontaktperson"),)
    organisations: Names
    guards: Guard | None = None
    asks_after: AskedAfter | None = None
    groups: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _names_differ(self) -> ContactsType:
        for what, names in (
            ("områder", [one.id for one in self.areas]), ("poster", [one.id for one in self.posts]),
            ("organisationer", list(self.organisations)),
        ):  # fmt: skip
            if len(set(names)) != len(names):
                raise fault(f"registret {self.id} har to {what} med samme navn", "hvert navn én gang")
        return self
