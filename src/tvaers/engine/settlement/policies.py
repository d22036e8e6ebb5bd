"""Who may settle, see, question and answer. A region sees what it pays and what it is paid, and nothing else."""

from typing import Any

from django.db.models import Q, QuerySet

from tvaers.engine.access.models import EVERYWHERE
from tvaers.engine.access.policies import holds, scopes
from tvaers.engine.settlement.models import Book, Objection, Run, SavedScenario, Statement
from tvaers.kernel.action import System


def may_settle(user: Any, package: Any) -> bool:
    """A party to the agreement settles it."""
    return holds(user, "settlement.settle", *(package.parties if package is not None else ()))


def settling_for(user: Any) -> frozenset[str] | None:
    """The parties that somebody settles for, whose cases a settlement may read; None is all."""
    if isinstance(user, System):
        return None
    held = scopes(user, "settlement.settle")
    return None if EVERYWHERE in held else held


def may_send(user: Any, statement: Statement | None) -> bool:
    """The payee sends. A bill from somebody who is no party, such as a private hospital, is the payer's to take up.

    What a party bears itself is not sent to anybody.
    """
    if statement is None:
        return holds(user, "settlement.send_statement")
    if statement.payer == statement.payee:
        return False
    return holds(user, "settlement.send_statement", statement.payee if _payee_is_party(statement) else statement.payer)


def may_approve(user: Any, statement: Statement | None) -> bool:
    """The payer approves."""
    return holds(user, "settlement.approve_statement", *([statement.payer] if statement else []))


def may_pay(user: Any, statement: Statement | None) -> bool:
    """The payer registers the payment."""
    return holds(user, "settlement.pay_statement", *([statement.payer] if statement else []))


def may_object(user: Any, statement: Statement | None) -> bool:
    """The payer questions what another party claims; nobody could answer for one who is no party."""
    if statement is None:
        return holds(user, "settlement.object")
    return _payee_is_party(statement) and holds(user, "settlement.object", statement.payer)


def may_withdraw(user: Any, objection: Objection | None) -> bool:
    """The payer takes a question back."""
    return holds(user, "settlement.withdraw", *([objection.statement.payer] if objection else []))


def may_answer(user: Any, objection: Objection | None) -> bool:
    """The payee answers."""
    return holds(user, "settlement.answer", *([objection.statement.payee] if objection else []))


def may_save_scenario(user: Any, owner: str | None) -> bool:
    """A what-if is saved for the party that one's grant is for."""
    return holds(user, "settlement.save_scenario", *([owner] if owner else []))


def may_whatif(user: Any, run: Run | None) -> bool:
    """A what-if shows sums of a whole run, so it is for the parties to it."""
    held = scopes(user, "settlement.whatif")
    return EVERYWHERE in held or (run is not None and bool(held & _parties(run)))


def statements_visible_to(user: Any) -> QuerySet[Statement]:
    """The statements that the user's parties pay or are paid."""
    held = scopes(user, "settlement.see")
    if EVERYWHERE in held:
        return Statement.objects.all()
    return Statement.objects.filter(Q(payer__in=held) | Q(payee__in=held)) if held else Statement.objects.none()


def runs_visible_to(user: Any) -> QuerySet[Run]:
    """The runs of agreements that the user's parties are parties to."""
    held = scopes(user, "settlement.see")
    if EVERYWHERE in held:
        return Run.objects.all()
    mine = Q()
    for code in held:
        mine |= Q(edition__agreement__parties__contains=[code])
    return Run.objects.filter(mine) if held else Run.objects.none()


def books_visible_to(user: Any) -> QuerySet[Book]:
    """The books of the runs that the user may see."""
    return Book.objects.filter(runs__in=runs_visible_to(user)).distinct()


def objections_visible_to(user: Any) -> QuerySet[Objection]:
    """The objections to statements that the user may see."""
    return Objection.objects.filter(statement__in=statements_visible_to(user))


def scenarios_visible_to(user: Any) -> QuerySet[SavedScenario]:
    """Saved what-ifs are private to the party that saved them."""
    held = scopes(user, "settlement.see")
    scenarios = SavedScenario.objects.all()
    return scenarios if EVERYWHERE in held else scenarios.filter(owner__in=held)


def sides(user: Any) -> frozenset[str] | None:
    """The party codes whose lines the user sees; None is all."""
    held = scopes(user, "settlement.see")
    return None if EVERYWHERE in held else held


def _payee_is_party(statement: Statement) -> bool:
    return statement.payee in statement.run.edition.agreement.parties


def _parties(run: Run) -> frozenset[str]:
    return frozenset(run.edition.agreement.parties)
