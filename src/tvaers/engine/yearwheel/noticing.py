"""Lines of mail about the year wheel: near days, meetings not planned, names asked for, cases nobody answers for.

They go with the lines about cases, so that nobody gets two mails; each is told once to each who is to know.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tvaers.engine.access import queries as access
from tvaers.engine.access.models import User
from tvaers.engine.access.roles import ROLES
from tvaers.engine.cases.mailing import receivers, tell
from tvaers.engine.forums.models import Forum
from tvaers.engine.parties.queries import name_of
from tvaers.engine.yearwheel import policies
from tvaers.engine.yearwheel.models import Nomination, Obligation, Register
from tvaers.engine.yearwheel.queries import years
from tvaers.engine.yearwheel.registering import unguarded
from tvaers.kernel.action import System
from tvaers.kernel.danish_days import date_in_words

NEAR = timedelta(days=7)
"""So long before its last day, who was asked for names and has not answered is told (MIN-5g)."""


def tell_all(on: date) -> int:
    """Write every line that is due on a day; returns how many things there were to tell. Twice writes nothing new."""
    return _duties(on) + _meetings(on) + _names(on) + sum(_unguarded(one) for one in Register.objects.order_by("key"))


def _duties(on: date) -> int:
    """Duties with a day of reminding, from that day to the due day, to those who keep them (BUD-43)."""
    found = [(one, one.due or one.due_in(on.year)) for one in Obligation.objects.filter(gone_at=None).order_by("key")]
    near = [(one, due) for one, due in found if due and _is_near(one, due, on)]
    for one, due in near:
        words = f"Årshjul: {one.title}, {date_in_words(due)}"
        tell(keepers(one), f"duty:{one.key}:{due.isoformat()}", "", words)
    return len(near)


def _is_near(duty: Obligation, due: date, on: date) -> bool:
    days = duty.type.remind_days
    return days is not None and due - timedelta(days=days) <= on <= due


def _meetings(on: date) -> int:
    """Forums that meet too seldom, once a year from the day that their rule warns, to those who keep their papers."""
    short = [(one.forum, verdict) for one in years(System(), on.year, on) for verdict in one.verdicts
             if verdict.sort == "warning"]  # fmt: skip
    for forum, verdict in short:
        words = f"Årshjul: {forum.audit_name()} mangler møder i {on.year}: {verdict.text}"
        tell(keepers(forum), f"meetings:{forum.key}:{on.year}:{verdict.clause}", "", words)
    return len(short)


def _names(on: date) -> int:
    """Organisations that have not named whom they were asked for, from a week before the last day."""
    waiting = Nomination.objects.filter(answered_at=None, due__gte=on, due__lte=on + NEAR).select_related("register")
    for one in waiting:
        due = date_in_words(one.due)
        words = f"Kontaktpersoner: {name_of(one.party)} mangler i »{one.register.title}«, senest {due}"
        tell(receivers(one.party, _roles("forums.progress")), f"name:{one.pk}:{one.due.isoformat()}", "", words)
    return len(waiting)


def _unguarded(register: Register) -> int:
    """Cases of an organisation without anybody in the register, to the register's keepers (SA-UH-08)."""
    found = [(party, number) for party, numbers in unguarded(register).items() for number in numbers]
    for party, number in found:
        words = f"{register.title}: {name_of(party)} mangler en, og forløbet {number} venter"
        tell(keepers(register), f"unguarded:{register.key}:{party}:{number}", "", words)
    return len(found)


def keepers(subject: Obligation | Register | Forum) -> list[User]:
    """Who keeps a duty, a register or a forum, of those that can get mail."""
    return [one for one in _users(("forums.see", "agreements.load")) if policies.may_keep(one, subject)]


def _users(permissions: Iterable[str]) -> list[User]:
    grants = access.holders([role for permission in permissions for role in _roles(permission)])
    return list({one.user_id: one.user for one in grants}.values())


def _roles(permission: str) -> list[str]:
    return [role.id for role in ROLES.values() if permission in role.permissions]
