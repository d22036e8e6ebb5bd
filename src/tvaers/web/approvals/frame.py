"""What the pages of approvals share: the trail, one step of an edition, and forms on pages of their own."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tvaers.engine.approvals import queries
from tvaers.kernel.action import may
from tvaers.kernel.errors import NotAllowed, NotFound
from tvaers.web.forums.sheets import Sheet


def trail(proposal: queries.Proposal | None = None, title: str = "") -> list[dict[str, str]]:
    """The way back: agreements, editions on their way, the edition, and a page below it."""
    found = [
        {"title": "Aftaler", "url": reverse("agreements:list")},
        {"title": "Udgaver på vej", "url": reverse("approvals:list")},
    ]
    if proposal is not None:
        found.append({"title": proposal.title, "url": address(proposal)})
    if title:
        found.append({"title": title})
    else:
        found[-1].pop("url")
    return found


def address(proposal: queries.Proposal, anchor: str = "") -> str:
    """The address of an edition, and of a place on its page."""
    return reverse("approvals:edition", args=[proposal.pk]) + (f"#{anchor}" if anchor else "")


def step_of(user: Any, pk: int, step: int) -> queries.Step:
    """A step of this edition. Raises NotFound."""
    found = queries.step(user, step)
    if found.proposal_id != pk:
        raise NotFound(what="Trinnet hører ikke til udgaven.")
    return found


def require(user: Any, action: str, subject: Any) -> None:
    """NotAllowed, before a form is shown that the reader may not send."""
    if not may(user, action, subject):
        raise NotAllowed(
            what="Det har du ikke adgang til.", why="Det gør sekretariatet, eller den, der underskriver for parten.",
            do="Bed dem om det, eller din administrator om rollen.",
        )  # fmt: skip


def sheet(proposal: queries.Proposal, title: str, verb: str, *, lead: str = "", said: str = "", anchor: str = "",
          **context: Any) -> Sheet:  # fmt: skip
    """A form on a page of its own below an edition, with the place on its page that it leads back to."""
    return Sheet(title=title, verb=verb, lead=lead, said=said, back=address(proposal, anchor),
                 trail=trail(proposal, title), context=context)  # fmt: skip
