"""What a content package is made of: the shapes of its YAML files, checked by pydantic.

All models are frozen and refuse unknown keys. Dates are written YYYY-MM-DD; `to` dates are the last day, included.
Money, shares and counts stay text here, because the unit says how to read them (`package_values.py`).
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

Unit = Literal[
    "share", "dkk", "months", "days", "years", "hours", "count", "clock", "date", "choice", "text", "codes", "list",
]  # fmt: skip
Kind = Literal[
    "definition", "workflow", "principle", "register", "message", "document", "deadline", "indicator", "role", "notice",
    "price", "report",
]  # fmt: skip
Part = Literal["Forløb", "Møder", "Opfølgning", "Parter", "Budget", "Meddelelser"]
Status = Literal["executed", "later", "shown"]

_SORTS = "rule|parameter|action|query|page|case|deadline|forum|plan|obligation|contacts|budget"
_EXECUTOR = re.compile(rf"({_SORTS}):[a-z][a-z0-9_.\-]*")


def fault(found: str, expected: str) -> PydanticCustomError:
    """A validation error that already says, in Danish, what was found and expected."""
    return PydanticCustomError("content", "{found}", {"found": found, "expected": expected})


def _backwards(what: str, start: date, end: date) -> PydanticCustomError:
    return fault(f"{what} slutter {end}, før den begynder {start}", "»to« samme dag som »from« eller senere")


def _day(raw: object) -> date:
    """A date from YYYY-MM-DD and nothing else (pydantic itself would take a bare number as a timestamp)."""
    if isinstance(raw, date):
        return raw
    try:
        if isinstance(raw, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", raw):
            return date.fromisoformat(raw)
    except ValueError:
        pass
    raise fault(f"»{raw}« er ikke en dato", "en dato, der findes, skrevet ÅÅÅÅ-MM-DD")


def _raw_value(raw: object) -> str | tuple[str, ...]:
    """A value as written: one text, or a list of texts for the units codes and list."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, list | tuple) and raw and all(isinstance(part, str) for part in raw):
        return tuple(raw)
    raise fault(f"»{raw}« er ikke en værdi", "ét tal, én tekst eller en liste af koder")


def _executor(raw: object) -> str:
    """An `executed_by` entry such as `rule:hovedfunktion`."""
    if isinstance(raw, str) and _EXECUTOR.fullmatch(raw):
        return raw
    names = _SORTS.split("|")
    sorts = f"{', '.join(f'{name}:' for name in names[:-1])} eller {names[-1]}:"
    raise fault(f"»{raw}« siger ikke, hvad der udfører", f"{sorts} og et navn")


Day = Annotated[date, BeforeValidator(_day)]
RawValue = Annotated[
    str | tuple[str, ...],
    PlainValidator(_raw_value),
    WithJsonSchema({"anyOf": [{"type": ["string", "number"]}, {"type": "array", "items": {"type": "string"}}]}),
]
Executor = Annotated[str, BeforeValidator(_executor), Field(json_schema_extra={"pattern": _EXECUTOR.pattern})]
Text = Annotated[str, Field(min_length=1)]


class _Part(BaseModel):
    """Base of every model: unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Validity(_Part):
    """From the first to the last day, both included."""

    start: Day = Field(alias="from")
    end: Day = Field(alias="to")
    reading: str | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Validity:
        if self.end < self.start:
            raise _backwards("perioden", self.start, self.end)
        return self

    def holds_on(self, day: date) -> bool:
        """Whether `day` lies within the period."""
        return self.start <= day <= self.end


class SourceDocument(_Part):
    """A document that clauses and values are taken from. `place` is a file name, never a path."""

    id: Text
    title: Text
    date: Day | None = None
    place: str | None = None
    note: str | None = None


class Annex(_Part):
    """An annex: the date on the paper, and when it is a part of the agreement."""

    id: Text
    title: Text
    dated: Day
    valid: Validity
    note: str | None = None


class Reading(_Part):
    """How an unclear clause is read."""

    id: Text
    clause: Text
    problem: Text
    choice: Text


class CaseTypesFrom(_Part):
    """Another agreement whose case types are used here. Where its values no longer hold, those of `as_of` are used."""

    package: Text
    as_of: Day | None = None


class Manifest(_Part):
    """package.yml: what the agreement is. `parties` are region and municipality codes of four digits.

    One that is `invented` is there only where the demo is.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]+$")]
    short: Annotated[str, Field(pattern=r"^[A-Z]+[0-9]*$")]
    title: Text
    summary: Text
    parties: tuple[Annotated[str, Field(pattern=r"^\d{4}$")], ...] = Field(min_length=1)
    valid: Validity
    signatures: int = Field(ge=0)
    invented: bool = False
    documents: tuple[SourceDocument, ...] = Field(min_length=1)
    annexes: tuple[Annex, ...] = ()
    builds_on: tuple[str, ...] = ()
    case_types_from: tuple[CaseTypesFrom, ...] = ()
    readings: tuple[Reading, ...] = ()


class Later(_Part):
    """The part of Tværs that will carry a clause out, and why it waits."""

    part: Part
    why: Text


class Clause(_Part):
    """One clause in our own words, and exactly one of: what executes it, why it is only shown, what will later."""

    id: Text
    heading: Text
    summary: Text
    place: Text
    document: Text
    kind: Kind
    system: Text
    readings: tuple[str, ...] = ()
    executed_by: tuple[Executor, ...] = ()
    shown: str | None = None
    later: Later | None = None

    @model_validator(mode="after")
    def _one_fate(self) -> Clause:
        fates = [name for name in ("executed_by", "shown", "later") if getattr(self, name)]
        if len(fates) != 1:
            found = " og ".join(fates) if fates else "hverken executed_by, shown eller later"
            raise fault(f"bestemmelsen {self.id} har {found}", "præcis én af executed_by, shown og later")
        return self

    @property
    def status(self) -> Status:
        """Whether the clause is executed now, by a later part, or only shown."""
        if self.executed_by:
            return "executed"
        return "shown" if self.shown else "later"

    def executors(self, sort: str) -> tuple[str, ...]:
        """The names behind one sort of executor, e.g. `executors("rule")`."""
        pairs = (entry.split(":", 1) for entry in self.executed_by)
        return tuple(name for prefix, name in pairs if prefix == sort)


class ValueSource(_Part):
    """The document and place that a value is taken from."""

    document: Text
    place: Text


class ValueEntry(_Part):
    """One dated value. `gap` says why nothing holds between the value before it and this one."""

    start: Day = Field(alias="from")
    end: Day | None = Field(default=None, alias="to")
    key: str | None = None
    value: RawValue
    source: ValueSource | None = None
    reading: str | None = None
    note: str | None = None
    gap: str | None = None

    @model_validator(mode="after")
    def _sound(self) -> ValueEntry:
        if self.source is None and self.reading is None:
            raise fault(f"værdien {self.value} har ingen kilde", "source med dokument og sted, eller reading med et id")
        if self.end is not None and self.end < self.start:
            raise _backwards("værdien", self.start, self.end)
        return self


class ParameterEntry(_Part):
    """One parameter as written in a file. `words` are the Danish words of its keys, choices and list members."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    heading: Text
    unit: Unit
    clause: Text
    keys: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    words: dict[str, Text] = Field(default_factory=dict)
    also: tuple[str, ...] = ()
    values: tuple[ValueEntry, ...]
    unknown: str | None = None

    @model_validator(mode="after")
    def _sound(self) -> ParameterEntry:
        if bool(self.values) == bool(self.unknown):
            found = "både values og unknown" if self.values else "ingen værdier"
            raise fault(f"parameteren {self.id} har {found}", "enten værdier, eller »values: []« og grunden i unknown")
        if bool(self.choices) != (self.unit == "choice"):
            raise fault(f"choices passer ikke til enheden {self.unit}", "choices ved enheden choice og kun der")
        if unused := self.words.keys() - self.codes:
            raise fault(f"words nævner {', '.join(sorted(unused))}", "kun ord for parameterens nøgler, valg og lister")
        return self

    @property
    def codes(self) -> frozenset[str]:
        """The codes that a reader should meet as words: keys, choices and members of lists."""
        lists = (value.value for value in self.values if isinstance(value.value, tuple) and self.unit == "list")
        return frozenset((*self.keys, *self.choices, *(one for members in lists for one in members)))
