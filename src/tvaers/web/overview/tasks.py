"""What a user must do, by role: each task with how many, how much, and where it is done."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from tvaers.engine.access import policies as access
from tvaers.engine.access import queries as accounts
from tvaers.engine.access.roles import ROLES
from tvaers.engine.agreements import queries as agreements
from tvaers.engine.cases import queries as cases
from tvaers.engine.cases import worklist
from tvaers.engine.collection.queries import review_due
from tvaers.engine.forums import desk as forums
from tvaers.engine.messages import queries as messages
from tvaers.engine.settlement import queries as settlement
from tvaers.kernel import clock
from tvaers.kernel.action import may
from tvaers.web.design import danish
from tvaers.web.links import to
from tvaers.web.overview import budgets, meetings
from tvaers.web.overview.own import own_agreements

SOON = timedelta(days=180)


@dataclass(frozen=True)
class Task:
    """Something to do, or to know: how many, what, and where. `is_mine` is false for what others must do."""

    count: int
    title: str
    url: str
    note: str = ""
    is_mine: bool = True


@dataclass(frozen=True)
class Block:
    """The tasks of one role."""

    title: str
    purpose: str
    tasks: tuple[Task, ...]

    @property
    def mine(self) -> list[Task]:
        """What the user must do; also what there is none of today."""
        return [task for task in self.tasks if task.is_mine]

    @property
    def others(self) -> list[Task]:
        """What is good to know."""
        return [task for task in self.tasks if not task.is_mine and task.count]

    @property
    def waiting(self) -> int:
        """How many things wait for the user."""
        return sum(task.count for task in self.mine)


def blocks(user: Any, roles: list[Any]) -> list[Block]:
    """One block for each of the user's roles, in the order given; roles that share a worklist share a block."""
    known = {_TASKS[role.id]: role for role in reversed(roles) if role.id in _TASKS}
    found = [
        Block(role.title, role.purpose, tuple(tasks(user)))
        for tasks, role in sorted(known.items(), key=lambda one: roles.index(one[1]))
    ]
    return found if {_member, _secretary} & set(known) else [*found, *_from_meetings(user)]


def _from_meetings(user: Any) -> list[Block]:
    """What forums ask of somebody whose work is elsewhere, as of the head of a hospital; nothing when they do not."""
    tasks = tuple(_task(*one) for one in meetings.waiting(user))
    return [Block("Møder", "Hvad fora beder om", tasks)] if any(one.count for one in tasks) else []


def _accountant(user: Any) -> list[Task]:
    received = settlement.waiting_statements(user, "dispute")
    asked = settlement.objections(user).filter(state="raised")
    to_answer = settlement.objections_to_answer(user)
    others = asked.exclude(pk__in=to_answer.values("pk"))
    return [
        _objections(to_answer, ("indsigelse skal besvares", "indsigelser skal besvares")),
        _statements(user, "send", ("opgørelse skal sendes", "opgørelser skal sendes")),
        _about(received, ("opgørelse er modtaget til kontrol", "opgørelser er modtaget til kontrol")),
        _objections(
            others,
            ("indsigelse venter på svar fra modparten", "indsigelser venter på svar fra modparten"),
            is_mine=False,
        ),
        *_held(user),
    ]


def _manager(user: Any) -> list[Task]:
    disputed = settlement.statements(user).filter(state="disputed")
    return [
        _statements(user, "approve", ("opgørelse skal godkendes", "opgørelser skal godkendes")),
        _statements(user, "pay", ("opgørelse skal betales", "opgørelser skal betales")),
        _about(disputed, ("opgørelse er bestridt", "opgørelser er bestridt"), is_mine=False),
        *_held(user),
    ]


def _planner(user: Any) -> list[Task]:
    return [*_signatures(user), *_endings(user), *_held(user)]


def _auditor(user: Any) -> list[Task]:
    runs = settlement.runs(user).defer("edition__document")
    broken = [run for run in runs if not all(control["holds"] for control in run.totals["controls"])]
    home = to("settlement:home")
    asked = settlement.objections(user).filter(state="raised")
    return [
        Task(len(broken), "afregninger har en kontrolsum, der ikke stemmer", home),
        Task(len(runs), "afregning i alt" if len(runs) == 1 else "afregninger i alt", home, is_mine=False),
        _objections(asked, ("åben indsigelse", "åbne indsigelser"), is_mine=False),
        *_held(user),
        _log(user),
    ]


def _administrator(user: Any) -> list[Task]:
    today = clock.today()
    current = Q(grants__starts__lte=today) & (Q(grants__ends__isnull=True) | Q(grants__ends__gte=today))
    people = access.users_visible_to(user).filter(is_active=True)
    without = people.annotate(held=Count("grants", filter=current)).filter(held=0)
    names = ", ".join(without.order_by("username").values_list("username", flat=True)[:5])
    loaded = agreements.agreements(user).count()
    return [
        _task(without.count(), ("bruger har ingen rolle", "brugere har ingen rolle"), "", names),
        _task(people.count(), ("aktiv bruger", "aktive brugere"), "", is_mine=False),
        _task(loaded, ("aftale er indlæst", "aftaler er indlæst"), to("agreements:list"), is_mine=False),
        _log(user),
    ]


def _worklist(user: Any) -> list[Task]:
    """What waits in cases: overdue, today, the rest of the week; and the word that nobody has read."""
    found = worklist.counts(cases.turns(user), clock.now())
    home = to("cases:home")
    later = found["later"] + found["none"]
    return [
        _task(found["late"], ("opgave er over tiden", "opgaver er over tiden"), f"{home}#afsnit-late"),
        _task(found["today"], ("opgave har frist i dag", "opgaver har frist i dag"), f"{home}#afsnit-today"),
        _task(found["week"], ("opgave har frist i denne uge", "opgaver har frist i denne uge"), home),
        _task(later, ("opgave venter længere ude", "opgaver venter længere ude"), home, is_mine=False),
        _task(cases.notices(user, unread=True).count(), ("ny besked", "nye beskeder"), f"{home}#beskeder"),
        _untold(user),
    ]


def _untold(user: Any) -> Task:
    """The letters of the user's units that did not get through: each must be told another way (MIN-10b)."""
    words = ("besked kunne ikke sendes med MedCom", "beskeder kunne ikke sendes med MedCom")
    note = "Giv modtageren besked på anden måde, og registrér det."
    count = messages.untold(user).count()
    return _task(count, words, to("messages:untold"), note if count else "")


def _member(user: Any) -> list[Task]:
    """What waits in forums: minutes to answer, tasks of mine and of my unit."""
    asked = forums.minutes_to_answer(user)
    first = to("forums:minutes", asked[0].meeting_id) if len(asked) == 1 else to("forums:home")
    return [
        _task(len(asked), ("referat venter på dit svar", "referater venter på dit svar"), first),
        *(_task(*one) for one in meetings.waiting(user)),
    ]


def _secretary(user: Any) -> list[Task]:
    """What a secretariat must send, and what waits for it as for a member."""
    agendas, minutes = list(forums.agendas_to_send(user)), list(forums.minutes_to_send(user))
    home = to("forums:home")
    return [
        _meetings(agendas, ("dagsorden skal udsendes", "dagsordener skal udsendes"), "forums:meeting", home),
        _meetings(minutes, ("referat skal sendes", "referater skal sendes"), "forums:minutes", home),
        _task(review_due(user).count(), ("dokument skal ses efter", "dokumenter skal ses efter"), to("collection:all")),
        *_member(user),
    ]


def _meetings(found: list[Any], words: tuple[str, str], page: str, home: str) -> Task:
    """Meetings with the first one named; one alone leads straight to itself."""
    note = f"{found[0].forum.name}, {danish.moment(found[0].starts_at)}" if found else ""
    return _task(len(found), words, to(page, found[0].pk) if len(found) == 1 else home, note)


def _budgets(waiting: Callable[[Any], Iterable[budgets.Waiting]]) -> Callable[[Any], list[Task]]:
    """The tasks of somebody who works with budgets."""
    return lambda user: [_task(*one) for one in waiting(user)]


_TASKS: dict[str, Callable[[Any], list[Task]]] = {
    "afregner": _accountant,
    "oekonomichef": _manager,
    "aftaleansvarlig": _planner,
    "revisor": _auditor,
    "administrator": _administrator,
    "forumsekretariat": _secretary,
    "udvalgsmedlem": _member,
    "budgetkontor": _budgets(budgets.office),
    "budgetchef": _budgets(budgets.office),
    "gruppemedlem": _budgets(budgets.group),
    "gruppesekretaer": _budgets(budgets.group),
    "enhedsleder": _budgets(budgets.unit),
}
_WORKERS = [role.id for role in ROLES.values() if "cases.see" in role.permissions and role.id not in _TASKS]
_TASKS |= dict.fromkeys(_WORKERS, _worklist)


def _statements(user: Any, event: str, words: tuple[str, str]) -> Task:
    """The statements whose next step is the user's; one in dispute waits for the answer instead."""
    return _about(settlement.waiting_statements(user, event).exclude(state="disputed"), words)


def _about(statements: QuerySet[Any], words: tuple[str, str], *, is_mine: bool = True) -> Task:
    """Statements with their sum; one alone leads straight to itself."""
    found = statements.order_by().aggregate(count=Count("pk"), amount=Sum("amount"))
    only = statements.order_by().values_list("pk", flat=True).first() if found["count"] == 1 else None
    url = to("settlement:statement", only) if only else to("settlement:home")
    note = f"I alt {danish.kroner(found['amount'])}" if found["count"] else ""
    return _task(found["count"], words, url, note, is_mine=is_mine)


def _objections(objections: QuerySet[Any], words: tuple[str, str], *, is_mine: bool = True) -> Task:
    """Objections with the sum of their lines; one alone leads straight to itself."""
    found = objections.order_by().aggregate(count=Count("pk", distinct=True), amount=Sum("lines__amount"))
    only = objections.order_by().values_list("pk", flat=True).first() if found["count"] == 1 else None
    url = (to("settlement:objection", only) if only else to("settlement:objections")) or to("settlement:home")
    note = f"Om {danish.kroner(found['amount'])}" if found["amount"] is not None else ""
    return _task(found["count"], words, url, note, is_mine=is_mine)


def _held(user: Any) -> list[Task]:
    """What each book holds back now, with the sum that would be due."""
    tasks = []
    for book in settlement.books(user):
        held = settlement.book_standing(user, book).get("held")
        if held:
            words = ("række er holdt tilbage", "rækker er holdt tilbage")
            note = f"{danish.kroner(held.amount)} i {book.title}"
            tasks.append(_task(held.lines, words, to("settlement:home"), note, is_mine=False))
    return tasks


def _signatures(user: Any) -> list[Task]:
    """The agreements that wait for the signature of a party that the user signs for."""
    tasks = []
    for found in agreements.agreements(user).filter(signatures_required__gt=0):
        given = {one.party for one in agreements.signatures(found)}
        mine = [code for code in found.parties if code not in given and may(user, "agreements.sign", code)]
        if mine:
            url = to("agreements:sign", found.package, mine[0])
            tasks.append(Task(len(mine), "underskrift mangler fra din part", url, found.title))
    return tasks


def _endings(user: Any) -> list[Task]:
    """The user's own agreements that end within half a year."""
    today = clock.today()
    ending = [one for one in own_agreements(user) if today <= one.ends <= today + SOON]
    return [
        Task(
            1,
            f"aftale udløber {danish.day(one.ends)}",
            to("agreements:agreement", one.package),
            f"{one.title}. Aftal en ny i tide.",
        )
        for one in ending
    ]


def _log(user: Any) -> Task:
    """The log, for those who read it."""
    count = accounts.audit_entries(user).count()
    return _task(count, ("post i loggen", "poster i loggen"), to("audit:list"), "Den kan kontrolleres.", is_mine=False)


def _task(count: int, words: tuple[str, str], url: str, note: str = "", *, is_mine: bool = True) -> Task:
    return Task(count, words[0] if count == 1 else words[1], url, note, is_mine)
