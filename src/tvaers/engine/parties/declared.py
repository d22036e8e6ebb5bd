"""The shapes of the YAML files that parties come from, checked by pydantic. Unknown keys are refused.

A file holds parties of one kind. `sources` names what its facts rest on, so that a fact only gives the name. Days are
written YYYY-MM-DD; `to` is the last day, included, and is left out while the end is unknown.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from tvaers.kernel.package_models import Day, Text, fault

KindName = Literal["region", "municipality", "hospital", "unit", "cluster", "practice_org", "forum_host", "other"]
CodeName = Literal["region", "municipality", "sor", "shak", "gln", "cvr", "iso"]
AreaName = Literal["somatik", "voksenpsykiatri", "boernepsykiatri"]
BasisName = Literal["kilde", "almen_viden"]


def _slug(raw: str) -> str:
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", raw):
        return raw
    raise fault(f"nøglen »{raw}« kan ikke bruges", "små bogstaver a-z, tal og bindestreg")


Slug = Annotated[str, AfterValidator(_slug)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceEntry(_Part):
    """What facts rest on: a Danish text, and whether it is a source or general knowledge."""

    text: Text
    basis: BasisName = "kilde"


class Dated(_Part):
    """What every fact has."""

    starts: Day = Field(alias="from")
    ends: Day | None = Field(default=None, alias="to")
    source: Text

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ends is not None and self.ends < self.starts:
            raise fault(f"»to: {self.ends}« er før »from: {self.starts}«", "en sidste dag, der ikke er før den første")
        return self


class NameEntry(Dated):
    """A name."""

    value: Text


class CodeEntry(Dated):
    """A code."""

    kind: CodeName
    value: Text


class ParentEntry(Dated):
    """The party is part of `key`."""

    key: Slug


class MembersEntry(Dated):
    """The parties `keys` are members of this one."""

    keys: tuple[Slug, ...] = Field(min_length=1)


class PartyEntry(_Part):
    """One party and its facts."""

    key: Slug
    area: AreaName | None = None
    names: tuple[NameEntry, ...] = Field(min_length=1)
    codes: tuple[CodeEntry, ...] = ()
    part_of: tuple[ParentEntry, ...] = ()
    members: tuple[MembersEntry, ...] = ()


class PartyFile(_Part):
    """One file."""

    kind: KindName
    sources: dict[str, SourceEntry]
    parties: tuple[PartyEntry, ...] = Field(min_length=1)
