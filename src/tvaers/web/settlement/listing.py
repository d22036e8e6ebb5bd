"""The address of a list of lines: the filter that it says, and the same list filtered or sorted otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tvaers.engine.settlement.lines import SORTS, LineFilter

PAGE_SIZE = 50
KINDS = {"afregnet": "settled", "tilbageholdt": "held", "aaben": "open", "uden-for": "out_of_scope"}
FIELDS = {
    "bestemmelse": "clause",
    "betaler": "payer",
    "modtager": "payee",
    "maaned": "month",
    "tabel": "table",
    "soeg": "text",
    "regel": "rule",
    "sorter": "sort",
}


@dataclass(frozen=True)
class Listing:
    """What the address of a list says: its values by Danish name, and the page (from 1).

    `own_kind` is set for the lists that have an address of their own, such as the held rows.
    """

    base: str
    values: Mapping[str, str]
    page: int = 1
    own_kind: str = ""

    @property
    def kind(self) -> str:
        """Which outcomes are listed; settled lines unless the address says otherwise."""
        return self.own_kind or KINDS.get(self.values.get("slags", ""), "settled")

    @property
    def filter(self) -> LineFilter:
        """The same as a filter for the queries."""
        given: dict[str, Any] = {name: self.values[danish] for danish, name in FIELDS.items() if danish in self.values}
        return LineFilter(**{**given, "kind": self.kind, "sort": self.sort})

    @property
    def sort(self) -> str:
        """The column it is sorted by, with a minus for descending."""
        wanted = self.values.get("sorter", "")
        return wanted if wanted in SORTS else "day"

    @property
    def offset(self) -> int:
        """How many lines come before this page."""
        return (self.page - 1) * PAGE_SIZE

    def url(self, **changes: str) -> str:
        """The address with some values changed; "" takes a value away. The page is the first unless it is given."""
        values = {**self.values, **changes}
        query = urlencode({name: value for name, value in values.items() if value})
        return f"{self.base}?{query}" if query else self.base

    def sort_url(self, column: str) -> str:
        """The address sorted by a column: ascending first, descending when it is so already."""
        return self.url(sorter=f"-{column}" if self.sort == column and f"-{column}" in SORTS else column)

    def sorted_by(self, column: str) -> str:
        """How the list is sorted by a column, in the words of aria-sort; "" when it is not."""
        return {column: "ascending", f"-{column}": "descending"}.get(self.sort, "")


def read_listing(base: str, given: Mapping[str, str], own_kind: str = "") -> Listing:
    """A listing from the address. Values that are not known are left out."""
    known = {name: given[name].strip() for name in ("slags", *FIELDS) if given.get(name, "").strip()}
    page = given.get("side", "1")
    return Listing(base, known, int(page) if page.isdecimal() and 0 < int(page) < 1_000_000 else 1, own_kind)
