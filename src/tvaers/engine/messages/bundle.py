"""Finding one's way in a message's tree, however it is bent: nothing here raises, what is not there is empty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Tree = dict[str, Any]


def every(value: Any, path: str) -> list[Any]:
    """All that stands at a path such as "name.given", through the lists on the way; [] where nothing does."""
    found = [value]
    for name in path.split("."):
        found = [inner for outer in found if isinstance(outer, dict) for inner in listed(outer.get(name))]
    return found


def text(value: Any, path: str) -> str:
    """The first text at a path, "" if there is none."""
    return next((found for found in every(value, path) if isinstance(found, str)), "")


def trees(value: Any, path: str) -> list[Tree]:
    """The elements with inner elements at a path."""
    return [found for found in every(value, path) if isinstance(found, dict)]


def tree(value: Any, path: str) -> Tree:
    """The first such element, {} if there is none."""
    return next(iter(trees(value, path)), {})


def extensions(owner: Any, url: str) -> list[Tree]:
    """The extensions of an element that have this url."""
    return [extension for extension in trees(owner, "extension") if extension.get("url") == url]


def extension(owner: Any, url: str) -> Tree:
    """The first extension with this url, {} if there is none."""
    return next(iter(extensions(owner, url)), {})


def listed(value: Any) -> list[Any]:
    """A list as it is, one value as a list of it, nothing as none."""
    return value if isinstance(value, list) else [] if value is None else [value]


class Bundle:
    """The resources of a message, found by type or by reference, in whatever order they came."""

    def __init__(self, bundle: Tree) -> None:
        self.tree = bundle
        self.entries = trees(bundle, "entry")
        self._by_name: dict[str, Tree] = {}
        for entry in self.entries:
            for name in _names(entry):
                self._by_name.setdefault(name, tree(entry, "resource"))

    def of(self, kind: str) -> list[Tree]:
        """All resources of one type."""
        return [found for entry in self.entries for found in trees(entry, "resource") if _kind(found) == kind]

    @property
    def header(self) -> Tree:
        """The message header, {} if there is none."""
        return next(iter(self.of("MessageHeader")), {})

    def resolve(self, reference: Any) -> Tree | None:
        """The resource that a Reference points to, None if the message does not carry it.

        The reference is the entry's full address, or "Organization/1", or an address that ends so.
        """
        written = text(reference, "reference")
        return self._by_name.get(written) or self._by_name.get("/".join(written.split("/")[-2:]))

    def header_id(self, reference: Any) -> str:
        """The id of the message header that a Reference points to, in this message or in an earlier one.

        A message of another standard has an identifier instead (an EDIFACT number), which stays as it is.
        """
        found = self.resolve(reference)
        written = text(reference, "reference") or text(reference, "identifier.value")
        return text(found, "id") or written.rpartition("MessageHeader/")[2].removeprefix("urn:uuid:")

    def is_own(self, provenance: Tree) -> bool:
        """Whether a Provenance is about this very message."""
        own = text(self.header, "id")
        return bool(own) and self.header_id(tree(provenance, "target")) == own


def _kind(resource: Tree) -> str:
    return text(resource, "resourceType")


def _names(entry: Tree) -> Iterator[str]:
    """The ways in which a reference may name an entry's resource."""
    resource = tree(entry, "resource")
    if address := text(entry, "fullUrl"):
        yield address
    if name := text(resource, "id"):
        yield f"{_kind(resource)}/{name}"
