"""What the pages of messages share: who may read them, the way between them, and tables cut into pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from tvaers.engine.messages import policies, queries
from tvaers.kernel.errors import NotAllowed
from tvaers.web.design.parts import Align, Cell, Column, Row, Table
from tvaers.web.links import to

PAGE_SIZE = 50
WAYS = (
    ("Trafik", "messages:home", (policies.TRAFFIC,)),
    ("Indbakke", "messages:inbox", ("messages.see",)),
    ("Sendt", "messages:sent", ("messages.see",)),
    ("Kunne ikke sendes", "messages:untold", ("messages.send", "cases.act")),
    ("Fejlsendte", "messages:misdirected", (policies.TRAFFIC,)),
    ("Kunne ikke tages ind", "messages:parked", (policies.TRAFFIC, "messages.try_parked")),
    ("Relevante sager", "messages:relations", ("messages.register_relation",)),
    ("Lokationsnumre", "messages:locations", (policies.TRAFFIC,)),
    ("Meddelelsescentraler", "messages:brokers", ("messages.keep_broker",)),
    ("Tidsplan", "messages:plan", (policies.TRAFFIC,)),
)
SINGULAR = {"rækker": "række", "linjer": "linje", "breve": "brev", "numre": "nummer", "parter": "part",
            "sager": "sag"}  # fmt: skip
REGISTERS = (("Kontaktpersoner", "contact"), ("Ønsker om hjælp", "help"), ("Manualen", "step"))


def require(user: Any, permission: str = policies.TRAFFIC) -> None:
    """NotAllowed for those who hold the permission nowhere."""
    require_any(user, (permission,))


def require_any(user: Any, permissions: Sequence[str]) -> None:
    """NotAllowed for those who hold none of the permissions anywhere."""
    if not _holds_any(user, permissions):
        raise NotAllowed(
            what="Du har ikke adgang til meddelelserne.",
            why="De vises for dem, der arbejder med dem.",
            do="Bed din administrator om en rolle.",
        )


def _holds_any(user: Any, permissions: Sequence[str]) -> bool:
    return any(policies.parties_of(user, permission) for permission in permissions)


def ways(request: HttpRequest) -> list[dict[str, Any]]:
    """The pages of messages that the reader may open, the present one marked, and what waits for the reader there."""
    user: Any = request.user
    found = [(title, to(name)) for title, name, needs in WAYS if _holds_any(user, needs)]
    if policies.parties_of(user, policies.TRAFFIC):
        found += [(title, to("messages:register", kind)) for title, kind in REGISTERS]
    waiting = {to("messages:parked"): queries.parked_count(user)}
    return [
        {"title": title, "url": url, "current": request.path == url, "waiting": waiting.get(url, 0)}
        for title, url in found
    ]


def page_of(rows: Any, request: HttpRequest) -> Page[Any]:
    """The page of the rows that is asked for."""
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("side"))


def table(
    caption: str,
    columns: Sequence[tuple[str, Align]],
    rows: Sequence[Sequence[Cell]],
    empty: str,
    page: Page[Any] | None = None,
    noun: str = "rækker",
    **more: Any,
) -> Table:
    """A table; with a page, the ways to the page before and after."""
    before = f"?side={page.previous_page_number()}" if page and page.has_previous() else ""
    after = f"?side={page.next_page_number()}" if page and page.has_next() else ""
    count = page.paginator.count if page else len(rows)
    return Table(
        caption=caption,
        columns=[Column(key=title, title=title, align=align) for title, align in columns],
        rows=[Row(cells=list(cells)) for cells in rows],
        count=count,
        noun=SINGULAR.get(noun, noun) if count == 1 else noun,
        page_text=f"Side {page.number} af {page.paginator.num_pages}" if page and (before or after) else "",
        previous_url=before,
        next_url=after,
        empty=empty,
        **more,
    )
