"""What a region lays down for the budget of a year: shapes of the files in a package's `budget/`, checked by pydantic.

Each file is a list of entries of one sort; its name says which (`SECTIONS`). They hold what a catalogue tells in words
or that its tables rest on: out of which pot a proposal is paid, what of it is unavoidable, how proposals touch each
other, which decisions of earlier years change this one. Amounts are whole kroner, periods years and `PERM`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tvaers.kernel.budget_amounts import Kroner, Span, Thousandths
from tvaers.kernel.budget_plans import CarryOver, DevelopmentScenario, DigitalProject, Idea, Project, Series
from tvaers.kernel.forum_types import Flag, Id, Names
from tvaers.kernel.package_models import Text, fault

Period = Annotated[str, Field(pattern=r"^(\d{4}|PERM)$")]
Amounts = dict[Period, Kroner]
Spans = dict[Period, Span]
ThemeNumber = Annotated[str, Field(pattern=r"^\d+\.\d+$")]
ProposalKey = Annotated[str, Field(pattern=r"^\d+\.\d+-\d{2}$")]
LinkKind = Literal["requires", "excludes", "overlap", "offsets", "derived_operation", "capital_effect", "draws"]


class _Entry(BaseModel):
    """Base of every entry: unknown keys are refused, nothing changes after reading; `clause` says where it stands."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    clause: Text
    readings: Names = ()
    note: Text | None = None


class PotType(_Entry):
    """Money that balances by itself. `is_earmarked`: given for one purpose, so that nothing else may use what is left.

    `estimate_balances`: also the estimate years must balance, not the budget year alone.
    """

    id: Id
    title: Text
    kind: Literal["operation", "capital", "development", "cost_based"]
    is_earmarked: Flag = False
    estimate_balances: Flag = False


class FrameComponent(_Entry):
    """A part of the frame of a pot. One that is `information` is told, but finances nothing."""

    id: Id
    title: Text
    pot: Id
    kind: Literal["agreement", "administration", "key", "grant", "contribution", "earmark", "capital", "information"]
    amounts: Amounts


class ThemeType(_Entry):
    """A theme, the pot that its proposals are paid from, and the committee that answers for it where one is told."""

    id: ThemeNumber
    title: Text
    pot: Id
    committee: Text | None = None


class UnitType(_Entry):
    """A unit that writes proposals. `names` are the forms that catalogues print; `is_framed`: it has a share to keep.

    `id` is the unit's key in the register of parties where it has one: whoever writes for the party writes for it.
    `is_whole`: the region itself, meant only where no other unit is named.
    """

    id: Id
    title: Text
    names: Names = ()
    is_framed: Flag = False
    is_whole: Flag = False


class ProposalFacts(_Entry):
    """What holds for a proposal beyond its tables. `title` is that of the overview, so that a mix-up is found.

    `unavoidable` is the part that must be paid; left out, the mark (!) decides. `is_pool`: a part can be funded.
    `if_rejected` is what the catalogue says of one that is not funded.
    """

    id: ProposalKey
    title: Text
    unavoidable: Thousandths | None = None
    is_pool: Flag = False
    is_started: Flag = False
    can_be_delayed: Flag = True
    if_rejected: Literal["internal", "later"] | None = None


class UnavoidableLine(_Entry):
    """A line of the list of unavoidable costs: the proposals behind it, and what is printed."""

    id: Id
    title: Text
    proposals: tuple[ProposalKey, ...] = Field(min_length=1)
    printed: Span


class LinkType(_Entry):
    """How one proposal depends on another; `amounts` are the kroner at stake per period.

    requires: `first` only with `second`. overlap: both name the same money. offsets: they cancel. derived_operation:
    an investment gives a running cost later. capital_effect: `first` moves money to capital. In these two `second` may
    name a pot. draws: `first` takes its money from the pool `second`; one that is no proposal was promised before.
    """

    id: Id
    kind: LinkKind
    first: Text
    second: Text
    amounts: Spans = Field(default_factory=dict)


class Effect(_Entry):
    """What an earlier decision does to later budgets: its levels by year; the effect of a year is level less level.

    `is_one_off`: given for one year, so the next level is nought and the money comes back.
    """

    id: Id
    title: Text
    origin: Text
    levels: dict[Annotated[str, Field(pattern=r"^\d{4}$")], Kroner] = Field(min_length=2)
    is_one_off: Flag = False

    @model_validator(mode="after")
    def _falls_back(self) -> Effect:
        values = [self.levels[year] for year in sorted(self.levels)]
        if self.is_one_off and values[1] != 0:
            raise fault(f"{self.id} er engangs, men har et beløb året efter", "0 i det andet år")
        return self


class BudgetContent(BaseModel):
    """All of a package's `budget/`, in source order; empty where the package has none."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pots: tuple[PotType, ...] = ()
    frame: tuple[FrameComponent, ...] = ()
    themes: tuple[ThemeType, ...] = ()
    units: tuple[UnitType, ...] = ()
    proposals: tuple[ProposalFacts, ...] = ()
    unavoidable: tuple[UnavoidableLine, ...] = ()
    links: tuple[LinkType, ...] = ()
    effects: tuple[Effect, ...] = ()
    series: tuple[Series, ...] = ()
    projects: tuple[Project, ...] = ()
    digital: tuple[DigitalProject, ...] = ()
    ideas: tuple[Idea, ...] = ()
    carry_overs: tuple[CarryOver, ...] = ()
    scenarios: tuple[DevelopmentScenario, ...] = ()

    @property
    def entries(self) -> tuple[BaseModel, ...]:
        """Every entry of every section."""
        return tuple(entry for name in SECTIONS for entry in getattr(self, name))

    def facts(self, key: str) -> ProposalFacts | None:
        """What is laid down of a proposal, None where nothing is."""
        return next((one for one in self.proposals if one.id == key), None)

    def table(self, id: str) -> Series:
        """One series by id. KeyError when there is none."""
        return {one.id: one for one in self.series}[id]


SECTIONS: Mapping[str, type[BaseModel]] = {
    "pots": PotType,
    "frame": FrameComponent,
    "themes": ThemeType,
    "units": UnitType,
    "proposals": ProposalFacts,
    "unavoidable": UnavoidableLine,
    "links": LinkType,
    "effects": Effect,
    "series": Series,
    "projects": Project,
    "digital": DigitalProject,
    "ideas": Idea,
    "carry_overs": CarryOver,
    "scenarios": DevelopmentScenario,
}
"""The shape of an entry by the name of its file, e.g. `budget/frame.yml`. A longer section has more files:
`budget/series-anlaeg.yml` belongs to `series` too."""


def section_of(stem: str) -> str | None:
    """The section that a file belongs to by its name, None where there is no such section."""
    name = stem.split("-")[0]
    return name if name in SECTIONS else None
