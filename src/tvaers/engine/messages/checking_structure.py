"""Holding a tree up against FHIR itself: types, how many, nothing empty. What FHIR does not know is passed over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tvaers.engine.messages.bundle import Tree, listed, text
from tvaers.engine.messages.message import Finding
from tvaers.engine.messages.profiles import primitives
from tvaers.engine.messages.profiles.structure import RESOURCES, TYPES, Element
from tvaers.engine.messages.refusal import TOO_LONG, UNKNOWN_VALUE, WRONG_TYPE

_LONGEST_ID = 64


def resource_faults(resource: Tree, where: str) -> Iterator[Finding]:
    """The faults of a resource and of those inside it. `where` is its place, for one that does not say its type."""
    kind = resource.get("resourceType")
    if not isinstance(kind, str) or not kind:
        yield Finding(where, "Ressourcen siger ikke, hvilken type den er.", WRONG_TYPE)
    elif kind in RESOURCES:
        yield from _faults(resource, kind, kind)


def _faults(tree: Tree, kind: str, path: str) -> Iterator[Finding]:
    """The faults of an element with inner elements."""
    elements = TYPES[kind]
    for element in elements.values():
        if element.name in tree:
            yield from _element_faults(tree, element, f"{path}.{element.name}")
        elif element.low and not element.choice:
            yield Finding(f"{path}.{element.name}", "Elementet mangler.")
    yield from _choice_faults(tree, elements, path)
    if not any(key in elements for key in tree if key != "resourceType"):
        yield Finding(path, "Elementet er tomt.")
    if kind == "Period" and _is_backwards(text(tree, "start"), text(tree, "end")):
        yield Finding(path, "Perioden slutter, før den begynder.")
    if kind == "Extension" and "extension" in tree and any(key.startswith("value") for key in tree):
        yield Finding(path, "En udvidelse har enten en værdi eller egne udvidelser, ikke begge dele.")


def _choice_faults(tree: Tree, elements: dict[str, Element], path: str) -> Iterator[Finding]:
    """The faults of elements that come in several types: none where one is required, or more than one."""
    for name in {element.choice for element in elements.values() if element.choice}:
        alternatives = [element for element in elements.values() if element.choice == name]
        given = [element for element in alternatives if element.name in tree]
        if len(given) > 1:
            yield Finding(f"{path}.{name}", "Elementet må kun have en værdi af én type.")
        if not given and alternatives[0].low:
            yield Finding(f"{path}.{name}", "Elementet mangler.")


def _element_faults(tree: Tree, element: Element, path: str) -> Iterator[Finding]:
    """The faults of one element: one value or a list, as FHIR says, and each value of its type."""
    value = tree[element.name]
    if isinstance(value, list) != element.many:
        what = "Elementet skal være en liste." if element.many else "Elementet må højst stå 1 gang her."
        yield Finding(path, what, WRONG_TYPE)
    if value is None or value == []:
        yield Finding(path, "Elementet er tomt.", WRONG_TYPE)
    for at, one in enumerate(value if isinstance(value, list) else [value]):
        place = f"{path}[{at}]" if at else path
        if one is None and isinstance(value, list) and _has_extra(tree, element.name, at):
            continue
        yield from _value_faults(one, element, place)


def _has_extra(tree: Tree, name: str, at: int) -> bool:
    """Whether a value that is left out of a list has something hanging on it, which is what FHIR allows null for."""
    extras = listed(tree.get(f"_{name}"))
    return at < len(extras) and bool(extras[at])


def _value_faults(value: Any, element: Element, path: str) -> Iterator[Finding]:
    """The faults of one value."""
    if element.type == "Resource":
        if isinstance(value, dict):
            yield from resource_faults(value, path)
        else:
            yield Finding(path, "Her skal stå en ressource.", WRONG_TYPE)
    elif element.type in TYPES:
        if isinstance(value, dict):
            yield from _faults(value, element.type, path)
        else:
            yield Finding(path, f"Værdien er ikke af typen {element.type}.", WRONG_TYPE)
    elif value == "":
        yield Finding(path, "Elementet er tomt.", WRONG_TYPE)
    elif element.type == "id" and isinstance(value, str) and len(value) > _LONGEST_ID:
        yield Finding(path, f"Værdien er længere end {_LONGEST_ID} tegn.", TOO_LONG)
    elif not primitives.fits(element.type, value):
        yield Finding(path, f"Værdien har ikke formen for typen {element.type}.", WRONG_TYPE)
    elif element.codes and value not in element.codes:
        yield Finding(path, f"»{str(value)[:60]}« er ikke blandt de tilladte værdier.", UNKNOWN_VALUE)


def _is_backwards(start: str, end: str) -> bool:
    """Whether a period with moments in both ends goes backwards; days alone are not compared."""
    try:
        return bool(start and end) and primitives.moment(end) < primitives.moment(start)
    except ValueError:
        return False
