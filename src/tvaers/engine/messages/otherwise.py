"""Letters that did not get through by MedCom: which they are, whose they are, and that the receiver is told otherwise.

Each is somebody's until it is told: a letter that cannot go must go another way (MIN-10b, SA-YD-07).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from tvaers.engine.cases.models import Case
from tvaers.engine.messages import addressing, policies
from tvaers.engine.messages.models import LOST, Outgoing
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import Conflict, NotFound, Problem
from tvaers.kernel.ids import looks_like_cpr

MOST = 300
"""How many characters may say how a receiver was told."""


@dataclass(frozen=True)
class Told:
    """How and when the receiver of a letter was told another way. The log keeps neither."""

    how: str
    at: datetime

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return "på anden måde"


@action("messages.tell_otherwise", permission=policies.may_tell, on="letter", audit="{actor} meldte {letter} {told}")
def tell_otherwise(*, actor: Actor, letter: Outgoing, told: Told) -> Outgoing:
    """Meld et brev på anden måde, som ikke kom frem gennem MedCom.

    Problem for a letter that has not failed, without a way, with a CPR number, or for a time to come; Conflict when it
    is told already.
    """
    row = Outgoing.objects.select_for_update().get(pk=letter.pk)
    if row.state not in LOST:
        raise Problem(what="Brevet skal ikke meldes på anden måde.", why=f"Det er {row.get_state_display().lower()}.")
    if row.told_at is not None:
        raise Conflict(what="Brevet er meldt på anden måde.", why=f"{row.told_by} har registreret det.")
    _check(told)
    row.told_how, row.told_at, row.told_by = told.how.strip(), told.at, actor.audit_name()
    row.save(update_fields=["told_how", "told_at", "told_by"])
    return row


def _check(told: Told) -> None:
    if not told.how.strip() or len(told.how.strip()) > MOST:
        raise Problem(
            what="Skriv, hvordan du gav besked.", do=f"For eksempel: Ringet til visitator på vagt. Højst {MOST} tegn."
        )
    if looks_like_cpr(told.how):
        raise Problem(what="Teksten ligner eller indeholder et CPR-nummer.", do="Skriv den uden numre på borgere.")
    if told.at > clock.now():
        raise Problem(what="Tidspunktet er ikke kommet endnu.", do="Angiv, hvornår du gav besked.")


def untold(user: Any) -> QuerySet[Outgoing]:
    """The letters that failed and that the user may tell of otherwise, those that have waited longest first."""
    found = policies.told_by(user).filter(state__in=LOST, told_at__isnull=True)
    return found.select_related("case", "citizen", "notice").order_by("created_at", "-pk")


def lost_letter(user: Any, pk: int) -> Outgoing:
    """One letter that failed. Raises NotFound also when others must tell of it, and when it did not fail."""
    found = policies.told_by(user).filter(state__in=LOST, pk=pk).select_related("case", "notice").first()
    if found is None:
        raise NotFound(what="Brevet findes ikke, eller det er ikke jeres.")
    return found


def lost_of_case(user: Any, row: Case) -> tuple[Outgoing, ...]:
    """The letters of a case that failed and are not told, oldest first: the word of its events, and the user's own.

    The caller has the case from a query that checked access; whoever sees it sees that word of it went out.
    """
    waiting = Outgoing.objects.filter(case=row, state__in=LOST, told_at__isnull=True).select_related("notice")
    mine = set(policies.told_by(user).filter(case=row).values_list("pk", flat=True))
    return tuple(one for one in waiting.order_by("created_at", "pk") if one.notice_id or one.pk in mine)


def letters_of_notices(row: Case) -> dict[int, Outgoing]:
    """The letter of each notice of a case that has gone by MedCom or failed, by the notice's key."""
    return {one.notice_id: one for one in Outgoing.objects.filter(case=row, notice__isnull=False) if one.notice_id}


def why_lost(row: Outgoing) -> str:
    """Why a letter did not get through and which other way is agreed; Danish, "" for one that has not failed."""
    if row.state == "other_way":
        return row.alternative
    reason = {"refused": "Modtageren afviste beskeden.", "given_up": "Modtageren har ikke svaret på tre forsøg."}
    return f"{reason[row.state]} {addressing.other_way(row.receiver_party)}" if row.state in reason else ""
