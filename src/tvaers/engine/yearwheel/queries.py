"""Reading the year wheel: the year of every forum, duties with their items, status forms, registers of contacts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from tvaers.engine.forums import policies as forum_policies
from tvaers.engine.forums import queries as forums
from tvaers.engine.forums.minimums import Verdict
from tvaers.engine.forums.queries import Forum, Item, Meeting
from tvaers.engine.parties.queries import name_of
from tvaers.engine.yearwheel import policies
from tvaers.engine.yearwheel.asking import matrix_of
from tvaers.engine.yearwheel.contacts import standing
from tvaers.engine.yearwheel.gaps import Account, Cell
from tvaers.engine.yearwheel.matrix import Line, Matrix, row_sum
from tvaers.engine.yearwheel.models import (
    Contact,
    Entry,
    Nomination,
    Obligation,
    Occasion,
    Place,
    Receiver,
    Register,
    StatusRequest,
)
from tvaers.engine.yearwheel.placing import locked_on, reminded_on
from tvaers.engine.yearwheel.registering import Group
from tvaers.engine.yearwheel.registering import groups as groups_of
from tvaers.engine.yearwheel.registering import unguarded as unguarded_of
from tvaers.kernel import clock
from tvaers.kernel.errors import NotFound

__all__ = [
    "Account", "Cell", "Contact", "Duty", "Entry", "Group", "Line", "Matrix", "Nomination", "Obligation",
    "Occasion", "Place", "Receiver", "Register", "StatusRequest", "Verdict", "Year", "matrix", "row_sum",
]  # fmt: skip


@dataclass(frozen=True)
class Duty:
    """A duty in a year: its due day (None where it is not settled), with the days of material and of the reminder.

    `entries` are the forums' items as (forum, warning, item as far as the user sees it).
    """

    obligation: Obligation
    due: date | None
    lock: date | None = None
    remind: date | None = None
    entries: tuple[tuple[Forum, str, Item | None], ...] = ()

    @property
    def warnings(self) -> list[str]:
        """What is amiss, in words."""
        return [f"{forum.audit_name()}: {warning}" for forum, warning, _ in self.entries if warning]


@dataclass(frozen=True)
class Year:
    """One forum in a year: its meetings, what their number comes to, and the duties that end there."""

    forum: Forum
    held: tuple[date, ...]
    planned: tuple[date, ...]
    verdicts: tuple[Verdict, ...]
    duties: tuple[Duty, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not (self.held or self.planned or self.duties)


def years(user: Any, year: int, on: date | None = None) -> list[Year]:
    """Every forum that exists in a year, with its meetings and duties, as they stand on a day."""
    day = on or clock.today()
    found = forum_policies.forums_visible_to(user).filter(starts__year__lte=year).order_by("name")
    found = found.filter(Q(ends__isnull=True) | Q(ends__year__gte=year))
    meetings: dict[int, list[Meeting]] = {}
    for one in forums.meetings(user).filter(starts_at__year=year, forum__in=found).exclude(state="cancelled"):
        meetings.setdefault(one.forum_id, []).append(one)
    ending: dict[str, list[Duty]] = {}
    for duty in duties(user, year):
        if duty.due is not None and duty.obligation.type.chain:
            ending.setdefault(duty.obligation.type.chain[-1], []).append(duty)
    return [_year(one, meetings.get(one.pk, []), ending.get(one.key, []), year, day) for one in found]


def _year(forum: Forum, meetings: list[Meeting], duties: list[Duty], year: int, on: date) -> Year:
    counted = [forums.counted(one) for one in meetings]
    return Year(
        forum, tuple(one.day for one in counted if one.is_held), tuple(one.day for one in counted if not one.is_held),
        forums.agreed(forum, counted, year, on), tuple(duties),
    )  # fmt: skip


def duties(user: Any, year: int) -> list[Duty]:
    """What falls due in a year, by day; what is not settled last, in any year."""
    found = policies.obligations_visible_to(user).prefetch_related("occasions__entries__forum")
    dated = [_duty(user, one, due) for one in found if (due := one.due_in(year))]
    loose = [Duty(one, None) for one in found if one.due is None and one.type.due == "uafklaret"]
    return sorted(dated, key=lambda one: (one.due or date.max, one.obligation.title)) + loose


def _duty(user: Any, obligation: Obligation, due: date) -> Duty:
    type = obligation.type
    period = str(due.year) if type.is_yearly else "once"
    entries = [one for o in obligation.occasions.all() if o.period == period for one in o.entries.all()]
    seen = forums.items(user).in_bulk([one.item_id for one in entries])
    rows = [(one.forum, one.warning, seen.get(one.item_id)) for one in sorted(entries, key=lambda one: one.step)]
    return Duty(obligation, due, locked_on(type, due), reminded_on(type, due), tuple(rows))


def short_names(keys: Sequence[str]) -> str:
    """The forums of a duty's way by the names people use, in its order."""
    found = {one.key: one.audit_name() for one in Forum.objects.filter(key__in=keys)}
    return ", ".join(found[key] for key in keys if key in found)


def obligation(user: Any, key: str) -> Obligation:
    """One duty by its key. Raises NotFound."""
    found = policies.obligations_visible_to(user).filter(key=key).first()
    if found is None:
        raise NotFound(what="Forpligtelsen findes ikke, eller du må ikke se den.")
    return found


def requests(user: Any) -> QuerySet[StatusRequest]:
    """The status forms that the user sees, the newest first."""
    return policies.requests_visible_to(user).select_related("forum", "item").order_by("-created_at")


def request(user: Any, slug: str) -> StatusRequest:
    """One status form by its address. Raises NotFound."""
    found = requests(user).filter(slug=slug).first()
    if found is None:
        raise NotFound(what="Statusskemaet findes ikke, eller du må ikke se det.")
    return found


def sees_answers(user: Any, request: StatusRequest) -> bool:
    """Whether the user sees what others have answered: those inside the forum that asks."""
    return forums.is_inside(user, request.forum)


def matrix(user: Any, request: StatusRequest) -> Matrix:
    """The answers as a matrix; for receivers outside the forum, their own lines only."""
    whole = matrix_of(request)
    if sees_answers(user, request):
        return whole
    mine = {one.name for one in policies.receivers_of(user) if one.request_id == request.pk}
    return Matrix(whole.marks, [line for line in whole.lines if line.receiver in mine])


def replies(user: Any, request: StatusRequest) -> list[Receiver]:
    """The receivers of a form, by name: all for those inside, else those that the user answers for."""
    found = list(request.receivers.select_related("request__forum", "group").order_by("name"))
    return found if sees_answers(user, request) else [one for one in found if policies.may_answer(user, one)]


def to_answer(user: Any) -> list[Receiver]:
    """The forms that wait for the user's answer, the first due first."""
    return [one for one in policies.receivers_of(user) if one.answered_at is None]


def receiver(user: Any, slug: str) -> Receiver:
    """One receiver of a form by its address: for whoever answers, and inside the forum that asks. Raises NotFound."""
    found = Receiver.objects.filter(slug=slug).select_related("request__forum", "group").first()
    if found is None or found not in replies(user, request(user, found.request.slug)):
        raise NotFound(what="Skemaet findes ikke, eller du må ikke se det.")
    return found


def reply_status(receiver: Receiver, on: date | None = None) -> str:
    """ "answered", "late", "draft" or "waiting" on a day; an answer on the last day is in time (MIN-7i)."""
    if receiver.answered_at is not None:
        return "answered"
    if (on or clock.today()) > receiver.request.due:
        return "late"
    return "draft" if receiver.saved_at is not None else "waiting"


def registers(user: Any) -> QuerySet[Register]:
    """The registers of contact persons, by title."""
    return policies.registers_visible_to(user).select_related("forum").order_by("title")


def register(user: Any, key: str) -> Register:
    """One register by its key. Raises NotFound."""
    found = registers(user).filter(key=key).first()
    if found is None:
        raise NotFound(what="Kontaktregistret findes ikke, eller du må ikke se det.")
    return found


def account_of(user: Any, register: Register, on: date | None = None) -> Account:
    """How a register stands on a day: its cells with who is there, and the gaps."""
    policies.registers_visible_to(user).get(pk=register.pk)
    return standing(register, on)


def contacts(user: Any, register: Register, on: date | None = None) -> dict[Cell, Contact]:
    """Who is in each cell of a register on a day."""
    day = on or clock.today()
    rows = register.contacts.filter(register__in=policies.registers_visible_to(user), starts__lte=day)
    current = rows.exclude(ends__lt=day).order_by("starts", "pk")
    return {Cell(one.area, one.post, one.party): one for one in current}


def contact(user: Any, register: Register, pk: int) -> Contact:
    """One contact person of a register. Raises NotFound."""
    found = register.contacts.filter(pk=pk, register__in=policies.registers_visible_to(user)).first()
    if found is None:
        raise NotFound(what="Kontaktpersonen findes ikke.")
    return found


def nominations(user: Any, register: Register) -> list[Nomination]:
    """Who was asked to name contact persons, those who have not answered first."""
    rows = register.nominations.filter(register__in=policies.registers_visible_to(user))
    return sorted(rows, key=lambda one: (one.answered_at is not None, name_of(one.party), one.pk))


def unguarded(user: Any, register: Register) -> dict[str, list[str]]:
    """The open cases of those that lack somebody in the register, code → case numbers: for its keeper alone.

    The numbers tell nothing of the cases; who may see a case is up to its type.
    """
    policies.registers_visible_to(user).get(pk=register.pk)
    return unguarded_of(register) if policies.may_keep(user, register) else {}


def groups(user: Any, register: Register) -> list[Group]:
    """The groups that the systems in a register call for, with the forum of each where it is there."""
    policies.registers_visible_to(user).get(pk=register.pk)
    return groups_of(register)


def organisations(register: Register) -> Mapping[str, str]:
    """Code → name of the organisations of a register, in its order."""
    return {code: name_of(code) for code in register.type.organisations}
