"""What the pages of the year wheel share: tabs, trail, and words for how things stand."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tvaers.engine.yearwheel import queries
from tvaers.kernel.action import may
from tvaers.kernel.errors import NotAllowed
from tvaers.web.design import danish
from tvaers.web.design.parts import Kind, Status
from tvaers.web.forums import frame

TABS = (
    ("yearwheel:year", "Årshjul"), ("yearwheel:requests", "Statusskemaer"), ("yearwheel:registers", "Kontaktpersoner"),
)  # fmt: skip
REPLIES: dict[str, tuple[str, Kind]] = {
    "answered": ("Svaret", "ok"), "draft": ("Kladde", "info"), "waiting": ("Afventer", "wait"),
    "late": ("Fristen er passeret", "error"),
}  # fmt: skip


def of(name: str, *titles: tuple[str, str]) -> dict[str, Any]:
    """The context of a page: `name` is its tab, `titles` the pages below it as (title, address), the last without."""
    tabs = [{"title": text, "url": reverse(one), "current": one == name and not titles} for one, text in TABS]
    trail = [frame.home(), {"title": dict(TABS)[name], "url": reverse(name)}]
    trail += [{"title": title, "url": url} if url else {"title": title} for title, url in titles]
    if not titles:
        trail[-1] = {"title": dict(TABS)[name]}
    return {"tabs": tabs, "trail": trail}


def reply_status(receiver: queries.Receiver) -> Status:
    """Whether a receiver has answered."""
    text, kind = REPLIES[queries.reply_status(receiver)]
    if receiver.answered_at is not None:
        text = f"Svaret {danish.day(receiver.answered_at.date())}"
    return Status(text=text, kind=kind)


def require(user: Any, action: str, subject: Any) -> None:
    """NotAllowed, before a form is shown that the reader may not send."""
    if not may(user, action, subject):
        raise NotAllowed(
            what="Det har du ikke adgang til.", why="Det gør forummets sekretariat eller organisationen selv.",
            do="Bed sekretariatet om det, eller din administrator om rollen.",
        )  # fmt: skip
