"""FHIR's XML form: values in attributes, elements in a fixed order, resources as elements of their own name."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any
from xml.etree import ElementTree as ET

from tvaers.engine.messages.profiles.structure import RESOURCES, TYPES, Element
from tvaers.engine.messages.refusal import unreadable

_FHIR = "{http://hl7.org/fhir}"
_XHTML_NAMESPACE = "http://www.w3.org/1999/xhtml"
_XHTML = f"{{{_XHTML_NAMESPACE}}}"
_NUMBERS = {"integer", "positiveInt", "unsignedInt"}


def parse(text: str, max_depth: int) -> dict[str, Any]:
    """Read one resource. Refused for a document type, an entity, a wrong namespace, or text that is not well-formed."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise unreadable("Meddelelsen har en dokumenttype (DOCTYPE). Det må en FHIR-meddelelse ikke have.")
    try:
        root = ET.fromstring(text)
    except (ET.ParseError, ValueError):
        raise unreadable("Meddelelsen er ikke et helt XML-dokument.") from None
    if not root.tag.startswith(_FHIR):
        raise unreadable("Meddelelsen er ikke i FHIR's navnerum http://hl7.org/fhir.")
    try:
        return _resource(root, max_depth)
    except RecursionError:
        raise unreadable("Meddelelsen har for mange niveauer.") from None


def write(tree: dict[str, Any]) -> bytes:
    """Write a resource as an XML document. Elements that FHIR R4 does not know are left out."""
    root = _resource_element(tree)
    root.set("xmlns", "http://hl7.org/fhir")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _resource(node: ET.Element, depth: int) -> dict[str, Any]:
    """The tree of a resource element; only its type where the type is none that messages use."""
    name = node.tag.removeprefix(_FHIR)
    return {"resourceType": name} | (_structure(node, name, depth) if name in RESOURCES else {})


def _structure(node: ET.Element, kind: str, depth: int) -> dict[str, Any]:
    """The tree of an element with inner elements. Refused when it is nested deeper than `depth`."""
    if depth == 0:
        raise unreadable("Meddelelsen har for mange niveauer.")
    elements = TYPES[kind]
    made: dict[str, Any] = {name: text for name, text in node.attrib.items() if _is_attribute(elements.get(name))}
    for name, children in _by_name(node):
        element = elements.get(name)
        if element is None:
            continue
        if element.type in TYPES or element.type in ("Resource", "xhtml"):
            values = [_complex(child, element, depth - 1) for child in children]
            made[name] = values if element.many or len(values) > 1 else values[0]
        else:
            made.update(_primitives(name, element, children, depth - 1))
    return made


def _is_attribute(element: Element | None) -> bool:
    """Whether FHIR's XML has this element as an attribute (an id inside a resource, the url of an extension)."""
    return element is not None and element.type == "attribute"


def _by_name(node: ET.Element) -> Iterator[tuple[str, list[ET.Element]]]:
    """The FHIR children of a node (and the narrative's div) gathered by name, in the order of first appearance."""
    gathered: dict[str, list[ET.Element]] = {}
    for child in node:
        name = "div" if child.tag == f"{_XHTML}div" else child.tag.removeprefix(_FHIR)
        if name == "div" or child.tag.startswith(_FHIR):
            gathered.setdefault(name, []).append(child)
    yield from gathered.items()


def _complex(node: ET.Element, element: Element, depth: int) -> Any:
    """One value that is not a primitive: a data type, a narrative's div, or the resource inside."""
    if element.type == "xhtml":
        return ET.tostring(_plain(node), encoding="unicode")
    if element.type == "Resource":
        return _resource(node[0], depth) if len(node) else {}
    return _structure(node, element.type, depth)


def _primitives(name: str, element: Element, nodes: list[ET.Element], depth: int) -> dict[str, Any]:
    """The values of a primitive element, and under `_name` what hangs on them (an id, extensions)."""
    values = [_value(node.get("value"), element.type) for node in nodes]
    extras = [_structure(node, "Identifier", depth) for node in nodes]
    extras = [{key: extra[key] for key in ("id", "extension") if key in extra} for extra in extras]
    many = element.many or len(nodes) > 1
    made: dict[str, Any] = {}
    if any(value is not None for value in values):
        made[name] = values if many else values[0]
    if any(extras):
        made[f"_{name}"] = [extra or None for extra in extras] if many else extras[0]
    return made or {name: ""}


def _value(written: str | None, kind: str) -> Any:
    """A primitive as JSON has it; what does not fit its type stays text, for the checking to find."""
    if kind == "boolean" and written in ("true", "false"):
        return written == "true"
    if written is not None and kind in _NUMBERS | {"decimal"}:
        try:
            number = Decimal(written)
        except InvalidOperation:
            return written
        return int(written) if kind in _NUMBERS and written.lstrip("-").isdecimal() and len(written) < 20 else number
    return written


def _plain(div: ET.Element) -> ET.Element:
    """The same narrative with its namespace written on the outermost element only."""
    for inner in div.iter():
        inner.tag = inner.tag.removeprefix(_XHTML)
    div.tail = None
    div.set("xmlns", _XHTML_NAMESPACE)
    return div


def _resource_element(tree: dict[str, Any]) -> ET.Element:
    """The element of a resource, named by its type."""
    node = ET.Element(tree["resourceType"])
    _fill(node, tree, TYPES.get(tree["resourceType"], {}))
    return node


def _fill(node: ET.Element, tree: dict[str, Any], elements: dict[str, Element]) -> None:
    """Give `node` the elements of `tree` in FHIR's order."""
    for name, element in elements.items():
        if element.type == "attribute":
            if name in tree:
                node.set(name, tree[name])
            continue
        values, extras = _listed(tree.get(name)), _listed(tree.get(f"_{name}"))
        for at in range(max(len(values), len(extras))):
            value = values[at] if at < len(values) else None
            extra = extras[at] if at < len(extras) else None
            node.append(_written(name, element, value, extra))


def _listed(value: Any) -> list[Any]:
    """A list as it is, one value as a list of it, nothing as none."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _written(name: str, element: Element, value: Any, extra: dict[str, Any] | None) -> ET.Element:
    """One element with its value."""
    if element.type == "xhtml":
        return _div_element(value)
    node = ET.Element(name)
    if element.type == "Resource":
        node.append(_resource_element(value))
    elif element.type in TYPES:
        _fill(node, value, TYPES[element.type])
    else:
        if value is not None:
            node.set("value", str(value).lower() if isinstance(value, bool) else str(value))
        _fill(node, extra or {}, {key: TYPES["Identifier"][key] for key in ("id", "extension")})
    return node


def _div_element(text: str) -> ET.Element:
    """A narrative's text as the element it stands for; what is not well-formed becomes plain text in one."""
    try:
        return _plain(ET.fromstring(text if "<!" not in text else ""))
    except ET.ParseError:
        node = _plain(ET.Element("div"))
        node.text = text
        return node
