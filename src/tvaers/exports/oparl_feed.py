"""The OParl feed: pages of objects with when each came and changed, and tombstones for those that went.

The first page of a list looks at every object of its kind, so that what has gone is known; later pages and single
objects look only at what they hand out. Nothing is ever served from memory: what is closed is out at once.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from tvaers.engine.forums import harvest
from tvaers.exports import oparl
from tvaers.exports.oparl import BASE, KINDS, SCHEMA, Object
from tvaers.kernel import clock
from tvaers.kernel.errors import NotFound

PER_PAGE = 100
"""How many objects a page has."""
TYPES = {kind: f"{SCHEMA}{kind[0].upper()}{kind[1:]}" for kind in KINDS}


@dataclass(frozen=True)
class Wanted:
    """Which objects of a list: by when they came and changed, and for meetings whose they are."""

    created_since: datetime | None = None
    created_until: datetime | None = None
    modified_since: datetime | None = None
    modified_until: datetime | None = None
    organization: str = ""

    def lookups(self) -> dict[str, Any]:
        """As look-ups in the rows; tombstones only for whoever asks what has changed."""
        bounds = {
            "created_at__gte": self.created_since, "created_at__lte": self.created_until,
            "changed_at__gte": self.modified_since, "changed_at__lte": self.modified_until,
        }  # fmt: skip
        found: dict[str, Any] = {key: value for key, value in bounds.items() if value is not None}
        if self.organization:
            found["ident__startswith"] = f"{self.organization}."
        return found if self.modified_since else {**found, "gone_at": None}

    def query(self) -> dict[str, str]:
        """As the query of an address."""
        return {
            key: value if isinstance(value, str) else value.isoformat() for key, value in vars(self).items() if value
        }


def page(kind: str, wanted: Wanted, number: int) -> Object:
    """A page of a list. NotFound for a kind that there is not."""
    _known(kind)
    if number == 1:
        harvest.note(kind, _hashes(oparl.objects(kind)))
    rows = harvest.published(kind).filter(**wanted.lookups())
    total = rows.count()
    chosen = list(rows[(number - 1) * PER_PAGE : number * PER_PAGE])
    live = oparl.objects(kind, [row.ident for row in chosen])
    data = [live[row.ident] if row.ident in live else _tombstone(kind, row.ident) for row in chosen]
    shown = [one for one in _stamped(kind, data) if wanted.modified_since or not one.get("deleted")]
    return {"data": shown, "pagination": _pagination(total, number), "links": _links(kind, wanted, total, number)}


def one(kind: str, ident: str) -> Object:
    """One object, or its tombstone. NotFound for what has never been public."""
    _known(kind)
    live = oparl.objects(kind, [ident])
    if not live and not harvest.published(kind).filter(ident=ident).exists():
        raise NotFound(what="Det findes ikke.")
    return _stamped(kind, [live.get(ident) or _tombstone(kind, ident)])[0]


def _known(kind: str) -> None:
    if kind not in KINDS:
        raise NotFound(what="Den slags findes ikke.", do=f"Vælg blandt {', '.join(KINDS)}.")


def _tombstone(kind: str, ident: str) -> Object:
    return {"id": oparl.link(kind, ident), "type": TYPES[kind], "deleted": True}


def _stamped(kind: str, data: list[Object]) -> list[Object]:
    """The objects, and those inside them, with `created` and `modified`; what is new or changed is noted first."""
    said: dict[str, dict[str, str]] = defaultdict(dict)
    looked: dict[str, set[str]] = defaultdict(set)
    for found in _inside(data):
        within, ident = _place(found)
        looked[within].add(ident)
        if not found.get("deleted"):
            said[within][ident] = _hash(found)
    for within, idents in looked.items():
        harvest.note(within, said[within], idents)
    rows = {
        (within, row.ident): row
        for within, idents in looked.items() for row in harvest.published(within).filter(ident__in=idents)
    }  # fmt: skip
    for found in list(_inside(data)):
        row = rows[_place(found)]
        found |= {"created": _moment(row.created_at), "modified": _moment(row.changed_at)}
    return data


def _inside(value: Any) -> Iterator[Object]:
    """The objects in a value, at any depth, inner ones last."""
    if isinstance(value, dict):
        if "id" in value:
            yield value
        for each in value.values():
            yield from _inside(each)
    elif isinstance(value, list):
        for each in value:
            yield from _inside(each)


def _place(found: Object) -> tuple[str, str]:
    kind, _, ident = found["id"].removeprefix(f"{BASE}/").partition("/")
    return kind, ident


def _hashes(objects: dict[str, Object]) -> dict[str, str]:
    return {ident: _hash(found) for ident, found in objects.items()}


def _hash(found: Object) -> str:
    return hashlib.sha256(json.dumps(found, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _moment(moment: datetime) -> str:
    return moment.astimezone(clock.COPENHAGEN).isoformat()


def _pagination(total: int, number: int) -> dict[str, int]:
    return {
        "totalElements": total, "elementsPerPage": PER_PAGE, "currentPage": number, "totalPages": _pages(total),
    }  # fmt: skip


def _pages(total: int) -> int:
    return max(1, -(-total // PER_PAGE))


def _links(kind: str, wanted: Wanted, total: int, number: int) -> dict[str, str]:
    pages = {"first": 1, "self": number, "last": _pages(total)}
    pages |= {"prev": number - 1} if number > 1 else {}
    pages |= {"next": number + 1} if number < _pages(total) else {}
    return {name: _address(kind, wanted, place) for name, place in pages.items()}


def _address(kind: str, wanted: Wanted, number: int) -> str:
    asked: Iterable[tuple[str, Any]] = (*wanted.query().items(), *((("page", number),) if number > 1 else ()))
    return f"{BASE}/{kind}" + (f"?{urlencode(list(asked))}" if asked else "")
