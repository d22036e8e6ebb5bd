"""Who takes part in a case and what is known of it: roles, fields, derived values, and what every part is made of."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from tvaers.kernel.package_models import Text, fault

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
FieldType = Literal[
    "text", "long_text", "date", "time", "count", "money", "yes_no", "choice", "choices", "party", "parties",
    "checklist", "records", "sealed",
]  # fmt: skip


def as_flag(raw: object) -> object:
    """YAML values are text here, so a flag is written `yes`, `no`, `true` or `false`."""
    if raw in ("yes", "true", True):
        return True
    if raw in ("no", "false", False):
        return False
    raise fault(f"»{raw}« er hverken ja eller nej", "yes eller no")


def as_names(raw: object) -> object:
    """One name is a list of one."""
    return (raw,) if isinstance(raw, str) else raw


Flag = Annotated[bool, BeforeValidator(as_flag)]
Names = Annotated[tuple[Id, ...], BeforeValidator(as_names)]


NOW = "now"
"""In `not_before` and `not_after`: the moment that the event happens."""


class Part(BaseModel):
    """Base of every model: unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Role(Part):
    """A part to play in a case. `jobs` are the access roles whose holders act in it for their party.

    `many` lets several parties have the role at once. `kinds` are the kinds of party that can have it. Who is `outside`
    opens a case and has no part in it afterwards: neither their party nor who they are is kept with the event. Nobody
    has a role together with one that it stands `apart_from`.
    """

    id: Id
    title: Text
    jobs: Names = Field(min_length=1)
    many: Flag = False
    outside: Flag = False
    kinds: Names = ()
    apart_from: Names = ()


class Choice(Part):
    """One of the things to choose between. Its id may begin with a digit, as the agreements' own codes do."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*$")]
    label: Text
    note: str = ""


class FieldSpec(Part):
    """A piece of a case's data. `per` names a role whose parties each give their own value.

    `choices` are what there is to choose between, or the lines of a checklist; `mandatory` the lines that must be
    done. `of` are the columns of records. `blind` keeps the field out of every list, `anonymous` refuses text that
    tells who somebody is, `unique` lets no two cases of the type have the same value. A `sealed` value is kept apart,
    and only as long as the case is open. A date or time given is `not_before` and `not_after` what those names stand
    for: `now`, which is when the event happens, or another field or derived value of the case.
    """

    id: Id
    label: Text
    type: FieldType
    help: str = ""
    unit: str = ""
    choices: tuple[Choice, ...] = ()
    mandatory: Names = ()
    of: tuple[FieldSpec, ...] = ()
    per: Id | None = None
    blind: Flag = False
    anonymous: Flag = False
    opened_by: Names = ()
    """A sealed field: the roles that may break the seal, with a reason that is logged."""
    unique: Flag = False
    not_before: Names = ()
    not_after: Names = ()

    @model_validator(mode="after")
    def _sound(self) -> FieldSpec:
        if bool(self.choices) != (self.type in ("choice", "choices", "checklist")):
            raise fault(f"choices passer ikke til feltet {self.id}", "choices ved choice, choices og checklist")
        if bool(self.of) != (self.type == "records"):
            raise fault(f"of passer ikke til feltet {self.id}", "of ved records og kun der")
        if (self.not_before or self.not_after) and self.type not in ("date", "time"):
            raise fault(f"feltet {self.id} er ikke en tid", "not_before og not_after kun ved date og time")
        return self

    def label_of(self, choice: str) -> str:
        """The Danish words of a choice."""
        return next((one.label for one in self.choices if one.id == choice), choice)


class Derived(Part):
    """Something that a rule of the package works out from the case: shown, explained and usable in conditions."""

    id: Id
    label: Text
    rule: Id
    clause: Text
    choices: tuple[Choice, ...] = ()
