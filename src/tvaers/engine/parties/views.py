"""What other rooms see of parties: plain frozen values, never models."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class PartyRow:
    """A party on a day. `id` is for foreign keys; `area` is for clusters.

    `code` is its foremost code, "" if none is known. `name` is the key if the party has no name that day.
    """

    id: int
    key: str
    kind: str
    kind_label: str
    name: str
    code: str
    area: str = ""
    area_label: str = ""

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"{self.name} ({self.code})" if self.code else self.name


@dataclass(frozen=True)
class CodeView:
    """A code that holds on the day, with the Danish warnings of its check rules."""

    kind: str
    kind_label: str
    value: str
    starts: date
    ends: date | None
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class LinkView:
    """A party that this one belongs to, or that belongs to it, and from when to when."""

    relation: str
    relation_label: str
    party: PartyRow
    starts: date
    ends: date | None


@dataclass(frozen=True)
class FactView:
    """One fact in the history, also one that no longer holds or has been replaced.

    `label` is the Danish word for what it is; `general` says that it rests on general knowledge and not on a source.
    """

    label: str
    value: str
    starts: date
    ends: date | None
    source: str
    general: bool
    recorded_at: datetime
    replaced_at: datetime | None


@dataclass(frozen=True)
class PartyView:
    """Everything about one party on a day; `exists` says whether it has a name that day."""

    row: PartyRow
    on: date
    exists: bool
    codes: tuple[CodeView, ...]
    parents: tuple[LinkView, ...]
    members: tuple[LinkView, ...]
    history: tuple[FactView, ...]
