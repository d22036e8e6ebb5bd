"""A case's history in words: what happened, what was mended, which word was sent, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from tvaers.engine.cases import queries
from tvaers.engine.cases.given import RECORD, fields_of
from tvaers.engine.parties.queries import name_of
from tvaers.kernel.case_events import ENGINE_EVENTS
from tvaers.kernel.case_types import CaseType
from tvaers.web.cases.shown import in_words, short
from tvaers.web.messages.untold import Fate

FILTERS = (("", "Alt"), ("haendelser", "Hændelser"), ("beskeder", "Beskeder"), ("rettelser", "Rettelser"))
KINDS = {"event": "haendelser", "notice": "beskeder", "correction": "rettelser", "annulment": "rettelser"}

NO_FATES: Mapping[int, Fate] = {}


@dataclass(frozen=True)
class Entry:
    """One line of the timeline. `number` is that of the row of events, 0 for word that was sent.

    `can_mend` says that the row stands and may be mended or annulled by whoever registered it; nobody may mend what the
    engine itself registered. `tell_url` leads to telling of a word that failed, for those who may.
    """

    when: datetime
    who: str
    what: str
    kind: str
    number: int = 0
    lines: tuple[tuple[str, str], ...] = ()
    note: str = ""
    fate: str = ""
    can_mend: bool = False
    tell_url: str = ""

    @property
    def correction(self) -> bool:
        """Whether it changes something told before."""
        return self.kind in ("correction", "annulment")


def entries(
    deeds: Iterable[queries.Deed],
    notices: Iterable[queries.Notice],
    type: CaseType,
    chosen: str = "",
    fates: Mapping[int, Fate] = NO_FATES,
) -> list[Entry]:
    """The timeline, newest first; with `chosen` only the entries of one kind (see FILTERS).

    `fates`: what became of each word that goes by MedCom, by the notice's key.
    """
    word = [_of_notice(one, fates.get(one.pk)) for one in notices]
    every = [*(_of_deed(deed, type) for deed in deeds), *word]
    found = [one for one in every if not chosen or KINDS[one.kind] == chosen]
    return sorted(found, key=lambda one: (one.when, one.number), reverse=True)


def _of_deed(deed: queries.Deed, type: CaseType) -> Entry:
    row = deed.row
    label = deed.spec.label if deed.spec else row.event
    words = {"correction": f"Rettede »{label}«", "annulment": f"Annullerede »{label}«"}
    fate = "Annulleret" if deed.annulled_by else "Rettet senere" if deed.corrected_by and row.kind == "event" else ""
    closed = row.event in ENGINE_EVENTS or (deed.spec and deed.spec.mend)
    stands = row.kind == "event" and not deed.annulled_by and not closed
    lines = tuple(_lines(deed, type)) if row.kind != "annulment" else ()
    who = name_of(row.party) or row.by
    when = row.at if row.kind == "event" else row.recorded_at
    return Entry(when, who, words.get(row.kind, label), row.kind, row.number, lines, row.reason, fate, stands)


def _lines(deed: queries.Deed, type: CaseType) -> Iterator[tuple[str, str]]:
    """What was given with the row, label and value."""
    if deed.spec is None:
        return
    fields = fields_of(type, deed.spec)
    for name, kept in deed.row.data.items():
        if name in fields and name != RECORD:
            single = fields[name].model_copy(update={"per": None})
            yield fields[name].label, in_words(single, kept)


def _of_notice(one: queries.Notice, fate: Fate | None) -> Entry:
    """A word that was sent: whether it is read, and by MedCom also what became of it."""
    read = f"Læst {short(one.read_at)}" if one.read_at else "" if fate and fate.failed else "Ikke læst endnu"
    note = " · ".join(part for part in (fate.text if fate else "", read) if part)
    channel = "MedCom-besked" if one.channel == "care_communication" else "Besked"
    tell_url = fate.tell_url if fate else ""
    return Entry(one.at, f"{channel} til {name_of(one.party)}", one.label, "notice", note=note, tell_url=tell_url)
