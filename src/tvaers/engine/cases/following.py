"""What one case means for others: those that look it up are held still while it changes, and their turns follow."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.db.models import QuerySet

from tvaers.engine.cases import store
from tvaers.engine.cases.models import Case
from tvaers.engine.cases.refreshing import made_anew
from tvaers.kernel import jobs
from tvaers.kernel.case_types import CaseType, LookUp
from tvaers.kernel.package import Package


def hold(package: Package, type: CaseType) -> None:
    """Let one at a time write where cases look each other up, so that two bookings never count the same free slot.

    Held until the transaction ends. Types that look nothing up and are not looked up wait for nobody.
    """
    if not type.looks_up and not list(_lookers(package, type)):
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"cases.looks_up.{package.id}"])


def tell(row: Case, package: Package, type: CaseType) -> None:
    """Queue the others' turns to be made anew, if any look this type up."""
    if list(_lookers(package, type)):
        jobs.hand_over("cases.follow", case=row.pk)


def follow(pk: int) -> int:
    """Make the turns anew of every open case that looks a case up; returns how many."""
    row = Case.objects.get(pk=pk)
    package = store.package_of(row)
    done = 0
    for type, look in _lookers(package, package.case_types[row.type]):
        done += sum(made_anew(one) for one in _looking(row, type, look))
    return done


def _lookers(package: Package, type: CaseType) -> Iterator[tuple[CaseType, LookUp]]:
    """The types of the package that look a type up, each with how."""
    for other in package.case_types.values():
        yield from ((other, look) for look in other.looks_up if look.type == type.id)


def _looking(row: Case, type: CaseType, look: LookUp) -> QuerySet[Case]:
    """The open cases of a type whose look-up finds a case."""
    found = Case.objects.filter(type=type.id, package=row.package, is_open=True).exclude(pk=row.pk)
    if look.citizen:
        found = found.filter(citizen=row.citizen_id) if row.citizen_id else found.none()
    for theirs, ours in look.match.items():
        found = found.filter(**{f"data__{ours}": row.data.get(theirs)})
    return found.order_by("pk")
