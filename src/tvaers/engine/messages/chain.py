"""Puts notices in the order in which things happened, and finds what each correction and annulment is about.

A message carries its own history: an earlier step that it names but that never came is known to have happened.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from tvaers.engine.messages.message import Happening
from tvaers.engine.messages.notice import Notice, Role, Verb, base, code, distinct, kind, role, verb

Histories = tuple[Happening, ...]


@dataclass(frozen=True)
class Entry:
    """One thing in the course of a stay: a step, or a correction or annulment of the step `target`.

    `notice` is None when it is only named by a later message. `moment` is when it happened, never before what it
    follows; `depth` how much lies before it in the chain. `target` is None for a step, and for a correction or
    annulment whose step has not come yet.
    """

    role: Role
    verb: Verb
    activity: str
    header_id: str
    moment: datetime
    depth: int
    episodes: frozenset[tuple[str, str]]
    revises: frozenset[str]
    history: Histories = field(repr=False)
    notice: Notice | None
    target: Entry | None = field(default=None, repr=False)

    @property
    def kind(self) -> str:
        """EMER or IMP, after the activity: the class of the Encounter may say otherwise."""
        return kind(self.activity)

    @property
    def code(self) -> str:
        """MedCom's short code; an annulment of a death is AN_MORS, whatever activity it repeats."""
        return code(self.role, self.target.verb if self.target else self.verb, self.kind)

    @property
    def named(self) -> set[str]:
        """Every header that its history names before it."""
        return ancestors(self.header_id, self.history)

    @property
    def waits(self) -> bool:
        """A correction or annulment whose step has not come."""
        return self.role != "step" and self.target is None

    @cached_property
    def order(self) -> tuple[datetime, int, datetime, str, str]:
        """Sorts by when it happened, then by the chain, then by when it was sent; total, so arrival never counts."""
        sent = self.notice.sent_at if self.notice else self.moment
        return self.moment, self.depth, sent, self.header_id, repr(self.notice)


def entries(notices: Iterable[Notice]) -> list[Entry]:
    """Everything that happened to one citizen, in order. The same set of notices gives the same list."""
    own = [_own(one) for one in distinct(notices)]
    own += _only_named([one for one in own if one.role == "step"])
    deaths = [one for one in own if one.verb == "die"]
    told = [_about_a_death(one, deaths) for one in own if one.role == "step"]
    steps = [one for one in told if one.role == "step"]
    aimed = [_aimed(one, steps) for one in own if one.role != "step"]
    return sorted([*told, *aimed], key=_order)


def _order(entry: Entry) -> tuple[datetime, int, datetime, str, str]:
    return entry.order


def ancestors(header: str, history: Histories, only: Role | None = None) -> set[str]:
    """Every header before this one in a history, through `only` one role if given; a history in a ring ends."""
    found: set[str] = set()
    here = [header]
    while here:
        at = here.pop()
        for one in history:
            if one.header_id == at and only in (None, role(one.activity)):
                here += [other for other in one.revises if other not in found]
                found.update(one.revises)
    return found - {header}


def _own(one: Notice) -> Entry:
    """What a notice itself says. While the citizen is dead, everything but an annulment tells of the death."""
    dies = one.deceased and one.role != "cancel"
    past = [step.occurred for step in one.history if step.occurred and step.header_id != one.header_id]
    return Entry(
        role="step" if dies else one.role,
        verb="die" if dies else verb(one.activity),
        activity=base(one.activity),
        header_id=one.header_id,
        moment=max([one.occurred, *past]),
        depth=len(ancestors(one.header_id, one.history)),
        episodes=frozenset(one.stay.episodes),
        revises=frozenset(one.revises),
        history=one.history,
        notice=one,
    )


def _only_named(steps: list[Entry]) -> list[Entry]:
    """What the received steps name and that never came, each once. A correction without its values tells nothing."""
    came = {step.header_id for step in steps}
    found: dict[str, Entry] = {}
    for step in steps:
        for happening in step.history:
            new = happening.header_id not in came and role(happening.activity) != "revise"
            if new and not _repeats(happening, step.history):
                one = _named(happening, step)
                found[one.header_id] = min(found.get(one.header_id, one), one, key=_first)
    return list(found.values())


def _named(happening: Happening, by: Entry) -> Entry:
    return Entry(
        role=role(happening.activity),
        verb=verb(happening.activity),
        activity=base(happening.activity),
        header_id=happening.header_id,
        moment=happening.occurred or happening.recorded or by.moment,
        depth=len(ancestors(happening.header_id, by.history)),
        episodes=by.episodes,
        revises=frozenset(happening.revises),
        history=by.history,
        notice=None,
    )


def _first(one: Entry) -> tuple[datetime, int, str]:
    """Which of two ways to name a missing step counts: the earliest, and then a choice without regard to arrival."""
    return one.moment, one.depth, repr((sorted(one.episodes), one.history))


def _repeats(happening: Happening, history: Histories) -> bool:
    """Whether it repeats the activity before it: a death, or the annulment of one, of which nothing more is known."""
    return any(one.header_id in happening.revises and one.activity == happening.activity for one in history)


def _about_a_death(step: Entry, deaths: list[Entry]) -> Entry:
    """What follows a death and repeats its activity corrects it while the citizen is dead, and else annuls it."""
    if step.notice is None or not step.revises:
        return step
    about: Entry | None = step
    root: Entry | None = None
    while about is not None:
        earlier = [one for one in deaths if one.order < about.order and one.activity == about.activity]
        about = _nearest(about, about.revises, earlier) or _unnamed(about, earlier)
        root = about or root
    if root is None:
        return step
    return _after(replace(step, role="revise" if step.verb == "die" else "cancel"), root)


def _unnamed(step: Entry, deaths: list[Entry]) -> Entry | None:
    """The death that a living citizen's later notice of the same stay annuls without naming it."""
    same = [one for one in deaths if one.episodes & step.episodes]
    return None if step.verb == "die" else max(same, key=_order, default=None)


def _aimed(change: Entry, steps: list[Entry]) -> Entry:
    """A correction or annulment with the step it is about, found through the corrections between; else it waits."""
    same = [step for step in steps if (step.verb, step.kind) == (change.verb, change.kind)]
    if change.revises:
        behind = {other for header in change.revises for other in ancestors(header, change.history, "revise")}
        found = _nearest(change, change.revises | behind, same) or _nearest(change, change.revises, steps)
    else:
        earlier = [step for step in same if step.moment <= change.moment and step.episodes & change.episodes]
        found = max(earlier, key=_order, default=None)
    return change if found is None else _after(change, found)


def _nearest(change: Entry, headers: frozenset[str], steps: list[Entry]) -> Entry | None:
    """Of the steps with one of the headers: one of the same episode before any other, and then the latest."""
    fits = [step for step in steps if step.header_id in headers]
    return max(fits, key=lambda step: (bool(step.episodes & change.episodes), step.order), default=None)


def _after(change: Entry, target: Entry) -> Entry:
    """The change, aimed and placed after what it is about, even where the clocks disagree."""
    moment, depth = max((change.moment, change.depth), (target.moment, target.depth + 1))
    return replace(change, target=target, moment=moment, depth=depth)
