"""Conditions in case types: small tests on a case, written as data and answered with yes or no.

`{field: level, is: main}`, `is_not`, `has` (a choice among several), `given: yes|no`, `at_least`/`at_most` (a number
or a parameter), `done: yes` (a checklist), `agreed: yes` (every party gave the same value), `by: job`, `{rule: name}`
(a rule of the package), `{happened: event}`, `{state: name}`, and `all`, `any`, `not` around them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Protocol

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from tvaers.kernel.package_models import fault


def _flag(raw: object) -> object:
    return {"yes": True, "true": True, "no": False, "false": False}.get(raw, raw) if isinstance(raw, str) else raw


def _texts(raw: object) -> object:
    return (raw,) if isinstance(raw, str) else raw


MESSAGE = "message"
"""The job of a MedCom message that moves a case: no person has it, and no role names it."""
Flag = Annotated[bool, BeforeValidator(_flag)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_texts)]


class Answers(Protocol):
    """What a condition asks of a case; `core.py` answers."""

    def value(self, name: str) -> Any: ...  # noqa: D102
    def count_of(self, event: str) -> int: ...  # noqa: D102
    def checklist_done(self, field: str) -> bool: ...  # noqa: D102
    def all_agree(self, field: str) -> bool: ...  # noqa: D102
    def number(self, written: str) -> int: ...  # noqa: D102
    def ask(self, rule: str) -> Any: ...  # noqa: D102

    @property
    def state_now(self) -> str: ...  # noqa: D102
    @property
    def job_now(self) -> str: ...  # noqa: D102


class Condition(BaseModel):
    """One condition. What is named must all hold."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    field: str | None = None
    equals: Texts | None = Field(default=None, alias="is")
    differs: Texts | None = Field(default=None, alias="is_not")
    has: Texts | None = None
    given: Flag | None = None
    at_least: str | None = None
    at_most: str | None = None
    done: Flag | None = None
    agreed: Flag | None = None
    job: Texts | None = Field(default=None, alias="by")
    rule: str | None = None
    happened: str | None = None
    state: Texts | None = None
    every: tuple[Condition, ...] | None = Field(default=None, alias="all")
    some: tuple[Condition, ...] | None = Field(default=None, alias="any")
    none: Condition | None = Field(default=None, alias="not")

    @model_validator(mode="after")
    def _sound(self) -> Condition:
        tests = (self.equals, self.differs, self.has, self.given, self.at_least, self.at_most, self.done, self.agreed)
        asks_field = any(test is not None for test in tests)
        if asks_field != (self.field is not None):
            raise fault("betingelsen har kun det ene af felt og prøve", "field sammen med is, has, given …")
        if not self.model_fields_set:
            raise fault("betingelsen er tom", "mindst én prøve")
        return self

    def holds(self, case: Answers) -> bool:
        """Whether everything that is named holds for a case."""
        return all(
            (
                self.field is None or self._field_holds(case, self.field),
                self.job is None or case.job_now in self.job,
                self.rule is None or bool(case.ask(self.rule)),
                self.happened is None or case.count_of(self.happened) > 0,
                self.state is None or case.state_now in self.state,
                self.every is None or all(one.holds(case) for one in self.every),
                self.some is None or any(one.holds(case) for one in self.some),
                self.none is None or not self.none.holds(case),
            )
        )

    def _field_holds(self, case: Answers, field: str) -> bool:
        value = case.value(field)
        given = value not in (None, "", (), [], {})
        return all(
            (
                self.equals is None or as_text(value) in self.equals,
                self.differs is None or as_text(value) not in self.differs,
                self.has is None or (given and bool(set(self.has) & set(value))),
                self.given is None or given is self.given,
                self.at_least is None or (given and abs(int(value)) >= case.number(self.at_least)),
                self.at_most is None or (given and abs(int(value)) <= case.number(self.at_most)),
                self.done is None or case.checklist_done(field) is self.done,
                self.agreed is None or case.all_agree(field) is self.agreed,
            )
        )

    def names(self, sort: str) -> set[str]:
        """The names of one sort ("field", "rule", "happened") that the condition or its parts mention."""
        return {getattr(part, sort) for part in self.parts()} - {None}

    def parts(self) -> Iterator[Condition]:
        """The condition itself, and every condition inside it."""
        yield self
        for inner in (*(self.every or ()), *(self.some or ()), *([self.none] if self.none else [])):
            yield from inner.parts()


def as_text(value: Any) -> str:
    """A value as a condition writes it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
