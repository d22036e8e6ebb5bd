"""The writes of cases: open one, let something happen in it, and what hangs on it; mending is in mending.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tvaers.engine.agreements import queries as agreements
from tvaers.engine.cases import core, following, policies, receipts, store
from tvaers.engine.cases.given import RECORD, Faults, check_time, fields_of
from tvaers.engine.cases.given import Given as Given
from tvaers.engine.cases.mending import SHORTEST_REASON as SHORTEST_REASON
from tvaers.engine.cases.mending import annul as annul
from tvaers.engine.cases.mending import correct as correct
from tvaers.engine.cases.models import Case, Draft, Event, Link, Notice
from tvaers.engine.cases.papers import Upload as Upload
from tvaers.engine.cases.papers import attach as attach
from tvaers.engine.cases.papers import show_cpr as show_cpr
from tvaers.engine.cases.sealing import check_parties, drop_sealed, keep_sealed
from tvaers.engine.cases.spawning import Spawned, spawned
from tvaers.engine.cases.unsealing import unseal as unseal
from tvaers.engine.cases.words import words_of
from tvaers.engine.citizens import actions as registering
from tvaers.engine.citizens import queries as citizens
from tvaers.engine.citizens.queries import Citizen
from tvaers.engine.parties.queries import kind_of
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, System, action
from tvaers.kernel.case_types import CaseType, EventSpec
from tvaers.kernel.errors import NotAllowed, NotFound, Problem
from tvaers.kernel.ids import looks_like_cpr


@dataclass(frozen=True)
class Opening:
    """A case that somebody wants to open: under which agreement, of which type, for which party in which role."""

    package: str
    type: CaseType
    party: str
    role: str
    job: str = ""
    event: str = ""

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"{self.type.title} under {self.package}"

    @property
    def opening(self) -> EventSpec:
        """The event that opens it: the one named, or the first that does."""
        events = [one for one in self.type.events if one.opens and self.event in ("", one.id)]
        if not events:
            raise Problem(what=f"»{self.event}« åbner ikke en {self.type.title.lower()}.")
        return events[0]


def _opened_by(actor: Actor, given: Mapping[str, Any]) -> str:
    """What the log calls whoever opens a case: the title of the role of those who stay outside it."""
    opening = given["opening"]
    return _name(actor, opening.type, core.Doer(opening.party, opening.role))


def _drafted_by(actor: Actor, given: Mapping[str, Any]) -> str:
    """What the log calls whoever keeps a draft: the draft of an outsider would tell who opened the case after it."""
    type = agreements.package(given["package"]).case_types[given["type"]]
    roles = [type.role(role) for role in core.event_named(type, given["event"]).by]
    return next((role.title for role in roles if role.outside), actor.audit_name())


@action(
    "cases.open", permission=policies.may_open, on="opening", audit="{actor} oprettede {result}: {opening}",
    named=_opened_by,
)  # fmt: skip
def open_case(
    *, actor: Actor, opening: Opening, given: Given, citizen: Citizen | None = None, at: datetime | None = None
) -> Case:
    """Opret et forløb.

    The opening event's needs must be given. Faults by field, or Problem, when they are not.
    """
    _check_citizen(opening.type, citizen)
    check_time(at)
    package = agreements.package(opening.package)
    following.hold(package, opening.type)
    now = clock.now()
    row = Case.objects.create(
        number=store.new_number(opening.type.prefix), type=opening.type.id, package=package.id, citizen=citizen,
        state="new", opened_at=at or now, changed_at=now,
    )  # fmt: skip
    doer = core.Doer(opening.party, opening.role, opening.job or policies.opening_job(actor, opening))
    found = store.found(package, opening.type, _plain(given), row.citizen_id)
    start = core.begin(package, opening.type, found, kind_of)
    _register(actor, row, start, opening.opening, doer, given, at or now)
    policies.drafts_of(actor).filter(case=None, type=row.type, package=row.package).delete()
    if opening.type.receipt and not isinstance(actor, System):
        row.receipt_code = receipts.give(row)
    return row


@action(
    "cases.act",
    permission=policies.may_act,
    on="case",
    audit="{actor} registrerede {event} i {case} med {given}",
)
def act(
    *,
    actor: Actor,
    case: Case,
    event: str,
    given: Given,
    version: int | None = None,
    at: datetime | None = None,
    doer: core.Doer | None = None,
) -> Case:
    """Registrér en hændelse i et forløb.

    `version` is the version that the actor saw; Conflict tells what came since. `doer` chooses between several parties
    or roles that the actor acts for. NotAllowed, Conflict or Problem when the event cannot come.
    """
    package = store.package_of(case)
    following.hold(package, package.case_types[case.type])
    row = store.lock(case, version)
    check_time(at)
    before = store.read(row)
    spec = core.event_named(before.type, event)
    _check_doer(actor, before, spec, doer)
    _register(actor, row, before, spec, doer or doer_for(actor, before, spec), given, at or clock.now())
    policies.drafts_of(actor).filter(case=row, event=event).delete()
    return row


def doer_for(actor: Any, case: core.Case, event: EventSpec) -> core.Doer:
    """As whom the actor causes an event: the first way in which the case type lets them. NotAllowed without one."""
    ways = policies.doers(actor, case.type, case.parties)
    able = [way for way in ways if way.role in (event.by or (way.role,)) and way.job in (event.jobs or (way.job,))]
    if able:
        return able[0]
    titles = ", ".join(case.type.role(role).title for role in event.by) or "en af parterne"
    raise NotAllowed(what=f"»{event.label}« kan du ikke registrere her.", why=f"Det kan kun: {titles}.")


def _check_doer(actor: Any, case: core.Case, event: EventSpec, doer: core.Doer | None) -> None:
    """NotAllowed when somebody wants to act as another than they can."""
    if doer is None or isinstance(actor, System) or doer in policies.doers(actor, case.type, case.parties):
        return
    raise NotAllowed(what=f"»{event.label}« kan du ikke registrere her.", why="Du handler ikke for den part her.")


def _register(
    actor: Any, row: Case, before: core.Case, spec: EventSpec, doer: core.Doer, given: Given, at: datetime
) -> None:
    """Let the event happen, and write it with everything that follows from it."""
    check_parties(before.type, spec, given.values)
    values, sealed = keep_sealed(before.type, spec, given.values)
    after = core.happen(before, spec.id, at, doer, values)
    store.check_unique(row, after)
    newest = after.events[-1]
    store.append(
        row,
        after,
        Event(
            event=spec.id, at=at, recorded_at=clock.now(), by=_name(actor, before.type, doer), party=newest.doer.party,
            role=newest.doer.role, job=newest.doer.job, data=dict(newest.data),
        ),
    )  # fmt: skip
    sealed(row)
    if after.is_closed:
        drop_sealed(row)
    store.send_words(row, words_of(after), row.version)
    following.tell(row, after.package, after.type)
    for one in spawned(after):
        _spawn(row, after, doer, one, at)


def _spawn(row: Case, case: core.Case, doer: core.Doer, one: Spawned, at: datetime) -> None:
    """Open the case that an event brings with it, for the party that caused the event, and tie the two together."""
    type = case.package.case_types[one.type]
    roles = type.event(one.event).by or tuple(role.id for role in type.roles)
    opening = Opening(row.package, type, doer.party, roles[0], "", one.event)
    citizen = row.citizen if one.citizen else None
    made = open_case(actor=System("forløbet"), opening=opening, given=Given(one.data), citizen=citizen, at=at)
    Link.objects.create(case=row, other=made, kind="førte til", event=row.version, at=clock.now(), by="forløbet")


def _name(actor: Any, type: CaseType, doer: core.Doer) -> str:
    """The name that the case keeps of whoever did it: the title of the role of those who stay outside it."""
    role = type.role(doer.role)
    return role.title if role.outside else actor.audit_name()


@action("cases.link", permission=policies.may_act, on="case", audit="{actor} knyttede {other} til {case}")
def link(*, actor: Actor, case: Case, other: Case, kind: str) -> Link:
    """Knyt et forløb til et andet.

    Both must be visible to the actor: NotAllowed otherwise.
    """
    if not isinstance(actor, System) and not policies.may_see(actor, other):
        raise NotAllowed(what="Det forløb kan du ikke knytte til.", why="Du har ikke adgang til det.")
    if case.pk == other.pk:
        raise Problem(what="Et forløb kan ikke knyttes til sig selv.")
    if looks_like_cpr(kind):
        raise Problem(what="Det, båndet betyder, ligner eller indeholder et CPR-nummer.", do="Skriv det uden numre.")
    made, _ = Link.objects.get_or_create(
        case=case, other=other, kind=kind.strip() or "hører sammen med",
        defaults={"at": clock.now(), "by": actor.audit_name()},
    )  # fmt: skip
    return made


@action(
    "cases.save_draft", permission=policies.may_keep_draft, audit="{actor} gemte en kladde til {event}",
    named=_drafted_by,
)  # fmt: skip
def save_draft(
    *, actor: Actor, type: str, package: str, event: str, given: Given, case: Case | None = None
) -> Draft | None:
    """Gem det, du har skrevet, til senere.

    An empty draft is thrown away, and nothing sealed is kept in one. NotAllowed when the case is not the actor's to
    see, and for the system. NotFound for a type that the agreement does not have.
    """
    if isinstance(actor, System):
        raise NotAllowed(what="Kun brugere har kladder.")
    if case is not None and not policies.may_see(actor, case):
        raise NotAllowed(what="Forløbet findes ikke, eller du har ikke adgang til det.")
    mine = policies.drafts_of(actor).filter(case=case, type=type, package=package, event=event)
    values = _draftable(package, type, event, given)
    if not values:
        mine.delete()
        return None
    draft, _ = mine.update_or_create(
        user_id=actor.pk,  # type: ignore[attr-defined]
        case=case, type=type, package=package, event=event,
        defaults={"data": values, "saved_at": clock.now()},
    )  # fmt: skip
    return draft


def _draftable(package: str, type: str, event: str, given: Given) -> dict[str, object]:
    """What a draft keeps: the event's own fields that have a value, and no sealed one."""
    found = agreements.package(package).case_types.get(type)
    if found is None:
        raise NotFound(what=f"Aftalen har ingen forløbstype »{type}«.")
    fields = fields_of(found, core.event_named(found, event))
    own = {RECORD, *(name for name, field in fields.items() if field.type != "sealed")}
    return {name: value for name, value in given.values.items() if name in own and value not in ("", [], None)}


@action("cases.drop_draft", permission=policies.may_drop_draft, on="draft", audit="{actor} slettede en kladde")
def drop_draft(*, actor: Actor, draft: Draft) -> None:  # noqa: ARG001
    """Slet en kladde."""
    draft.delete()


@action("cases.read_notice", permission=policies.may_read_notice, on="notice", audit="{actor} læste {notice}")
def read_notice(*, actor: Actor, notice: Notice) -> Notice:
    """Markér en besked som læst. The first reader counts."""
    if notice.read_at is None:
        notice.read_at, notice.read_by = clock.now(), actor.audit_name()
        notice.save(update_fields=["read_at", "read_by"])
    return notice


def citizen_of(text: str, actor: Actor) -> Citizen | None:
    """The citizen with a CPR number or pseudonym; None for no text. A number that is new is registered.

    Problem when the text is neither.
    """
    wanted = text.strip()
    if not wanted:
        return None
    if not any(mark.isdigit() for mark in wanted[:6]):
        found = policies.citizen_named(actor, wanted)
        if found is None:
            raise Faults("Borgeren kendes ikke.", {"citizen": "Skriv borgerens CPR-nummer."})
        return found
    try:
        cpr = citizens.Cpr(wanted)
    except Problem as problem:
        raise Faults("Borgeren kendes ikke.", {"citizen": f"{problem.what} {problem.why}"}) from None
    known = citizens.by_cpr(System(), cpr)
    return known or registering.register(actor=System(f"forløb for {actor.audit_name()}"), cpr=cpr)


def _plain(given: Given) -> dict[str, Any]:
    return dict(given.values)


def _check_citizen(type: CaseType, citizen: Citizen | None) -> None:
    if type.citizen == "required" and citizen is None:
        raise Faults(f"{type.title} kan ikke oprettes endnu.", {"citizen": "Angiv, hvilken borger det drejer sig om."})
    if type.citizen == "none" and citizen is not None:
        raise Problem(what=f"{type.title} handler ikke om en borger.", do="Opret det uden borgeren.")
