"""Mending what was registered: a correction or an annulment is a new row, the old one stays. Offered by `actions`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tvaers.engine.cases import consequences, core, following, policies, store
from tvaers.engine.cases.fitting import check_fit
from tvaers.engine.cases.given import Given, check_time, mended
from tvaers.engine.cases.models import Case, Event
from tvaers.engine.cases.sealing import check_parties, drop_sealed, keep_sealed
from tvaers.engine.cases.undoing import check_open, check_rows, rests_on_it
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, System, action
from tvaers.kernel.errors import Conflict, NotAllowed, Problem
from tvaers.kernel.ids import looks_like_cpr

SHORTEST_REASON = 10
"""The shortest reason for mending or annulling, in characters."""


@action("cases.correct", permission=policies.may_act, on="case", audit="{actor} rettede række {number} i {case}")
def correct(
    *,
    actor: Actor,
    case: Case,
    number: int,
    given: Given,
    reason: str,
    version: int | None = None,
    at: datetime | None = None,
) -> Case:
    """Ret det, der blev givet med en hændelse.

    The old row stays; a new one says what it should have been. What is given as empty was not given after all.
    Only the party that registered it may. Conflict when later events could not have come then.
    """
    row, old = _own_row(actor, case, number, reason, version)
    check_time(at)
    before = store.read(row)
    spec = core.event_named(before.type, old.event)
    check_parties(before.type, spec, given.values)
    values, sealed = keep_sealed(before.type, spec, given.values)
    change = Event(
        kind="correction", event=old.event, at=at or old.at, recorded_at=clock.now(), by=actor.audit_name(),
        party=old.party, role=old.role, job=old.job, data=mended(before.type, spec, old.data, values),
        target=number, reason=reason,
    )  # fmt: skip
    row, after = _rewrite(row, before, change)
    sealed(row)
    drop_sealed(row, set(old.data) - set(change.data))
    _drop_if_over(row)
    consequences.of_correction(row, number, before, after)
    return row


@action("cases.annul", permission=policies.may_act, on="case", audit="{actor} annullerede række {number} i {case}")
def annul(*, actor: Actor, case: Case, number: int, reason: str, version: int | None = None) -> Case:
    """Annullér en hændelse, der ikke skulle have været registreret.

    The row stays and is shown as annulled. Conflict for the opening, and when later events could not have come then.
    """
    row, old = _own_row(actor, case, number, reason, version)
    if number == 1:
        raise Conflict(what="Oprettelsen kan ikke annulleres.", do="Afslut forløbet i stedet.")
    before = store.read(row)
    check_rows(before, number)
    gone = Event(
        kind="annulment", event=old.event, at=old.at, recorded_at=clock.now(), by=actor.audit_name(), party=old.party,
        role=old.role, job=old.job, target=number, reason=reason,
    )  # fmt: skip
    row, _ = _rewrite(row, before, gone)
    _drop_if_over(row)
    consequences.of_annulment(row, number)
    return row


def _own_row(actor: Any, case: Case, number: int, reason: str, version: int | None) -> tuple[Case, Event]:
    """The locked case and the row of events to mend, as it was last mended, which the actor may have registered."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise Problem(what="Skriv, hvorfor det skal ændres.", do=f"Skriv mindst {SHORTEST_REASON} tegn.")
    if looks_like_cpr(reason):
        raise Problem(what="Grunden ligner eller indeholder et CPR-nummer.", do="Skriv den uden numre.")
    row = store.lock(case, version)
    old = row.events.filter(number=number, kind="event").first()
    if old is None or row.events.filter(target=number, kind="annulment").exists():
        raise Problem(what=f"Række {number} kan ikke ændres.", why="Den findes ikke, eller den er annulleret.")
    _check_own(actor, row, old)
    check_open(core.event_named(store.package_of(row).case_types[row.type], old.event))
    newest = row.events.filter(target=number, kind="correction").order_by("-number").first()
    if newest is not None:
        old.data, old.at = newest.data, newest.at
    return row, old


def _check_own(actor: Any, row: Case, old: Event) -> None:
    """NotAllowed unless the actor acts for the party that registered it, in a job that may register it."""
    if isinstance(actor, System):
        return
    type = store.package_of(row).case_types[row.type]
    jobs = core.event_named(type, old.event).jobs
    able = policies.doers(actor, type, {old.role: (old.party,)}) if old.party else ()
    if not able:
        raise NotAllowed(what="Det kan du ikke ændre.", why="Kun den part, der registrerede det, kan ændre det.")
    if jobs and not any(one.job in jobs for one in able):
        raise NotAllowed(what="Det kan du ikke ændre.", why="Kun de job, der må registrere det, må ændre det.")


def _rewrite(row: Case, before: core.Case, change: Event) -> tuple[Case, core.Case]:
    """Write a correction or annulment; gives what the case is then. Conflict if its events no longer fit."""
    change.number = row.version + 1
    rows = [*row.events.order_by("number"), change]
    start = core.begin(before.package, before.type, before.found, before.kind_of)
    try:
        after = core.replay(start, store.effective(rows))
    except Problem as problem:
        raise rests_on_it(problem) from problem
    if change.kind == "correction":
        check_fit(before, after, core.event_named(before.type, change.event))
        assert change.target is not None, "a correction is of something"
        core.ask_again(after, change.target)
    store.check_unique(row, after)
    store.append(row, after, change)
    following.tell(row, after.package, after.type)
    return row, after


def _drop_if_over(row: Case) -> None:
    """Remove what is sealed when the change ended the case."""
    if not row.is_open:
        drop_sealed(row)
