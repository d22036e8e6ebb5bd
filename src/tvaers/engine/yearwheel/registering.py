"""What follows from a register: who is asked by itself, which cases wait for somebody, and which groups are missing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from tvaers.engine.cases.models import CaseParty
from tvaers.engine.forums.models import Forum, Item
from tvaers.engine.forums.outcomes import OUTCOMES
from tvaers.engine.yearwheel.contacts import ask_for_contacts, standing
from tvaers.engine.yearwheel.models import Register
from tvaers.kernel import clock
from tvaers.kernel.action import System


def ask_where_due(system: System) -> int:
    """Ask for the names of each register whose forum has approved what it waits for (MIN-9h). Returns how many.

    A register is asked by itself once; after that its keeper asks.
    """
    waiting = [one for one in Register.objects.filter(nominations=None) if one.type.asks_after is not None]
    return sum(_ask(system, one) for one in waiting)


def _ask(system: System, register: Register) -> int:
    rule = register.type.asks_after
    lacks = bool(standing(register).gaps)
    if rule is None or not lacks or not _is_approved(rule.forum, rule.title):
        return 0
    due = clock.today() + timedelta(days=rule.days)
    return ask_for_contacts(actor=system, register=register, due=due)


def _is_approved(forum: str, title: str) -> bool:
    """Whether a forum has let an item of that title go on, whatever the order of its words."""
    wanted = _words(title)
    treated = Item.objects.filter(forum__key=forum, state="treated", gone_at=None).exclude(outcome="")
    goes_on = [one for one, outcome in OUTCOMES.items() if outcome.goes_on]
    titles = treated.filter(outcome__in=goes_on).values_list("title", flat=True)
    return any(wanted <= _words(one) for one in titles)


def _words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", title.lower()))


def unguarded(register: Register) -> dict[str, list[str]]:
    """The open cases of each organisation that lacks somebody in the register: its code → numbers (SA-UH-08)."""
    guard = register.type.guards
    if guard is None:
        return {}
    account = standing(register)
    lacking = [party for party in register.type.organisations if account.lacks(party)]
    rows = CaseParty.objects.filter(
        type=guard.case_type, role__in=guard.roles, party__in=lacking, case__is_open=True
    ).values_list("party", "case__number")  # fmt: skip
    found: dict[str, set[str]] = {}
    for party, number in rows:
        found.setdefault(party, set()).add(number)
    return {party: sorted(found[party]) for party in lacking if party in found}


@dataclass(frozen=True)
class Group:
    """A group that a system is to have (SA-YD-12), who uses the system, and the forum, if it is there."""

    name: str
    organisations: tuple[str, ...]
    forum: Forum | None


def groups(register: Register) -> list[Group]:
    """The groups that those named in a register call for, by name; none where the register asks for no groups."""
    words = register.type.groups
    if words is None:
        return []
    found: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    for cell, system in standing(register).cells.items():
        if system:
            titles.setdefault(system.casefold(), f"{words} {system}")
            found.setdefault(system.casefold(), []).append(cell.party)
    known: Mapping[str, Forum] = {one.name.casefold(): one for one in Forum.objects.all()}
    made = [Group(titles[key], tuple(parties), known.get(titles[key].casefold())) for key, parties in found.items()]
    return sorted(made, key=lambda one: one.name.casefold())
