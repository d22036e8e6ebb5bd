"""What follows when an event is annulled or corrected: who had word of it hears, and the cases that it opened know.

A case that it opened, and in which nothing has happened since, is void. One that has gone on stays with its parties,
who are told and see it in its history: only they can judge what it means for their work.
"""

from __future__ import annotations

from collections.abc import Iterator

from tvaers.engine.cases import core, following, store
from tvaers.engine.cases.models import Case, Event, Notice
from tvaers.engine.cases.sealing import drop_sealed
from tvaers.engine.cases.spawning import Spawned, spawned
from tvaers.engine.cases.undoing import voided
from tvaers.engine.cases.words import label_of, words_of
from tvaers.kernel import clock, jobs
from tvaers.kernel.case_events import ORIGIN_ANNULLED, ORIGIN_CORRECTED

BY = "forløbet"
REASON = "Det, forløbet kom af, er annulleret."


def of_annulment(row: Case, number: int) -> None:
    """Everything that follows when a row of a case's events has just been annulled."""
    _take_back(row, number)
    for other in _opened_by(row, number):
        _origin_gone(other)


def of_correction(row: Case, number: int, before: core.Case, after: core.Case) -> None:
    """Everything that follows when a row of a case's events has just been corrected, for the cases that it opened."""
    for other in _opened_by(row, number):
        was, now = (_of_type(other.type, case, number) for case in (before, after))
        if not now:
            _origin_gone(other)
        elif was != now:
            _register(other, ORIGIN_CORRECTED)


def _of_type(type: str, case: core.Case, number: int) -> list[Spawned]:
    """The cases of a type that an event opens, as it stands in a case."""
    then = next((step for step in case.steps() if step.events[-1].number == number), None)
    return [one for one in spawned(then) if one.type == type] if then else []


def _opened_by(row: Case, number: int) -> Iterator[Case]:
    """The cases that an event opened, each held until the transaction ends; those that are void are left out."""
    for link in row.links.filter(event=number).order_by("pk"):
        other = store.lock(link.other, None)
        if not other.events.filter(target=1, kind="annulment").exists():
            yield other


def _origin_gone(row: Case) -> None:
    """Make a case void if only its opening has happened; else tell its parties."""
    if row.version > 1:
        _register(row, ORIGIN_ANNULLED)
        return
    now, case = clock.now(), store.read(row)
    after = voided(case, row.version + 1, now)
    first = case.events[0]
    store.append(row, after, Event(
        kind="annulment", event=first.event, at=now, recorded_at=now, by=BY, party=first.doer.party,
        role=first.doer.role, job=first.doer.job, target=1, reason=REASON,
    ))  # fmt: skip
    drop_sealed(row)
    of_annulment(row, 1)
    _tell(row, after)


def _register(row: Case, event: str) -> None:
    """Write in a case what became of where it came from, and tell its parties."""
    now, case = clock.now(), store.read(row)
    after = core.brought(case, core.Happened(row.version + 1, event, now, core.Doer("", "")))
    store.append(row, after, Event(event=event, at=now, recorded_at=now, by=BY))
    _tell(row, after)


def _tell(row: Case, after: core.Case) -> None:
    """Give the parties who have had none word of the newest event; the cases that look this one up follow."""
    told = set(row.notices.filter(number=row.version).values_list("role", "party"))
    store.send_words(row, [one for one in words_of(after) if (one.role, one.party) not in told], row.version)
    following.tell(row, after.package, after.type)


def _take_back(row: Case, number: int) -> None:
    """Give everybody who had word of an event word that it is annulled, the same way as they had it."""
    now = clock.now()
    made = Notice.objects.bulk_create(
        Notice(
            case=row, type=row.type, number=row.version, name=old.name, role=old.role, party=old.party,
            label=label_of(old.label), channel=old.channel, category=old.category, at=now,
        )
        for old in row.notices.filter(number=number).order_by("pk")
    )  # fmt: skip
    for notice in made:
        jobs.hand_over("cases.send_notice", notice=notice.pk)
