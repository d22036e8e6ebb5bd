"""A slow, generic checker that interprets the published StructureDefinitions, and knows nothing of our own tables.

It reads the snapshots: how many, fixed values and patterns, closed lists that can be counted up, slices, the profiles
of extensions and of references that must lie in the message. Invariants in FHIRPath it does not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from tests.messages.fhir_oracle_lists import (
    BUNDLES,
    DK_CORE_SYSTEMS,
    ENCOUNTER_CLASSES,
    HL7_LISTS,
    PRIMITIVES,
    RESOURCES,
)
from tests.messages.fhir_published import definitions

Issue = tuple[str, str]
"""(element id, what is wrong with it)."""


class Oracle:
    """One message, judged. `issues()` is empty for a message that the snapshots allow."""

    def __init__(self, bundle: dict[str, Any]) -> None:
        self.bundle = bundle
        entries = bundle.get("entry") or []
        found = [one.get("resource") for one in entries if isinstance(one, dict)] if isinstance(entries, list) else []
        self.resources = [one for one in found if isinstance(one, dict)]
        self._seen: set[tuple[int, str]] = set()

    def issues(self) -> Iterator[Issue]:
        headers = [one for one in self.resources if one.get("resourceType") == "MessageHeader"]
        event = (headers[0].get("eventCoding") or {}) if len(headers) == 1 else {}
        code = event.get("code") if isinstance(event, dict) else None
        if not isinstance(code, str) or code not in BUNDLES:
            yield "Bundle", "no one header with an event that is taken in"
            return
        yield from _json_faults(self.bundle, "Bundle")
        yield from self.resource(self.bundle, BUNDLES[code])
        for one in self.resources:
            kind = one.get("resourceType")
            if isinstance(kind, str) and kind in RESOURCES[code]:
                yield from self.resource(one, RESOURCES[code][kind])

    def resource(self, resource: dict[str, Any], url: str) -> Iterator[Issue]:
        if (id(resource), url) in self._seen:
            return
        self._seen.add((id(resource), url))
        profile = _snapshot(url)
        if profile is None:
            return
        kind = definitions()[url]["type"]
        if kind != "Extension" and kind != "Identifier" and resource.get("resourceType") != kind:
            yield url, f"is not a {kind}"
            return
        yield from self._children(resource, profile, kind)

    def _children(self, owner: dict[str, Any], profile: dict[str, Any], at: str) -> Iterator[Issue]:
        for node in profile[at]["inner"]:
            yield from self._element(owner, profile, node)

    def _element(self, owner: dict[str, Any], profile: dict[str, Any], node: dict[str, Any]) -> Iterator[Issue]:
        values, wrong = _values(owner, node)
        if wrong:
            yield node["id"], wrong
        yield from self._many(values, profile, node)
        rest = list(values)
        slices = node["slices"]
        for one in slices:
            mine = [value for value in values if _matches(value, one, node, profile)]
            yield from self._many(mine, profile, one)
            rest = [value for value in rest if all(value is not taken for taken in mine)]
        if slices and node.get("slicing", {}).get("rules") == "closed" and rest:
            yield node["id"], "is of no allowed slice"

    def _many(self, values: list[Any], profile: dict[str, Any], node: dict[str, Any]) -> Iterator[Issue]:
        values = [one for one in values if one is not None]
        if len(values) < node["min"]:
            yield node["id"], f"min {node['min']}"
        if node["max"] != "*" and len(values) > int(node["max"]):
            yield node["id"], f"max {node['max']}"
        for value in values:
            yield from self._value(value, profile, node)

    def _value(self, value: Any, profile: dict[str, Any], node: dict[str, Any]) -> Iterator[Issue]:
        for key, wanted in node["wanted"]:
            if key.startswith("fixed") and value != wanted or key.startswith("pattern") and not _has(value, wanted):
                yield node["id"], key
        if not _bound(value, node):
            yield node["id"], "not in the value set"
        types = node.get("type", [])
        if len(types) == 1 and not _of_type(value, types[0]["code"].split("/")[-1]):
            yield node["id"], "has not the form of its type"
        for type_ in types if isinstance(value, dict) else []:
            if type_["code"] in ("Extension", "Identifier"):
                for url in type_.get("profile", []):
                    yield from self.resource(value, url.split("|")[0])
            if type_["code"] == "Reference":
                yield from self._reference(value, type_, node)
        if isinstance(value, dict):
            yield from self._children(value, profile, node["id"])

    def _reference(self, value: dict[str, Any], type_: dict[str, Any], node: dict[str, Any]) -> Iterator[Issue]:
        if type_.get("aggregation") != ["bundled"]:
            return
        found = [
            one for one in self.resources if f"{one.get('resourceType')}/{one.get('id')}" == value.get("reference")
        ]
        urls = [url.split("|")[0] for url in type_.get("targetProfile", [])]
        urls = [url for url in urls if found and _type(url) == found[0].get("resourceType")]
        if not urls:
            yield node["id"], "points to nothing of an allowed type in the message"
        for url in urls:
            yield from self.resource(found[0], url)


def _json_faults(value: Any, at: str) -> Iterator[Issue]:
    """What FHIR says about JSON as such: nothing empty, one value where one is meant, resources name their type."""
    if value in ("", None) or value in ([], {}):
        yield at, "is empty"
    if at.endswith(".resource") and not (isinstance(value, dict) and isinstance(value.get("resourceType"), str)):
        yield at, "is no resource"
    if at.endswith(".extension[]") and not (isinstance(value, dict) and isinstance(value.get("url"), str)):
        yield at, "has no url"
    for key, inner in value.items() if isinstance(value, dict) else ():
        if isinstance(inner, list) and key not in _repeating():
            yield f"{at}.{key}", "is a list"
        yield from _json_faults(inner, f"{at}.{key}")
    for inner in value if isinstance(value, list) else ():
        yield from _json_faults(inner, f"{at}[]")


@cache
def _repeating() -> frozenset[str]:
    """The names of elements that may stand several times somewhere."""
    snapshots = [one["snapshot"]["element"] for one in definitions().values() if "snapshot" in one]
    names = {one["path"].rpartition(".")[2] for found in snapshots for one in found if one["base"]["max"] == "*"}
    return frozenset(names | {"coding", "given", "line", "prefix", "suffix", "profile", "extension"})


@cache
def _snapshot(url: str) -> dict[str, Any] | None:
    """A profile's elements by their ids, each with its inner elements and its slices added to it."""
    found = definitions().get(url)
    if found is None:
        return None
    elements = {one["id"]: one | {"inner": [], "slices": []} for one in found["snapshot"]["element"]}
    for one in elements.values():
        one["wanted"] = [(key, wanted) for key, wanted in one.items() if key.startswith(("fixed", "pattern"))]
    for key, one in elements.items():
        owner, _, name = key.rpartition(".")
        if owner and ":" in name:
            elements[f"{owner}.{name.split(':')[0]}"]["slices"].append(one)
        elif owner:
            elements[owner]["inner"].append(one)
    return elements


def _type(url: str) -> str:
    """The type that a profile is about; its own name for a type of FHIR itself."""
    found = definitions().get(url)
    return found["type"] if found else url.rpartition("/")[2]


def _values(owner: dict[str, Any], node: dict[str, Any]) -> tuple[list[Any], str]:
    """What stands in an element, under any name that a choice may have, and what is wrong with that as JSON."""
    name = node["id"].split(".")[-1].split(":")[0]
    if name.endswith("[x]"):
        stem = name.removesuffix("[x]")
        names = [key for key in owner if re.fullmatch(stem + "[A-Z].*", key)]
        codes = {one["code"][0].upper() + one["code"][1:] for one in node.get("type", [])}
        if any(key.removeprefix(stem) not in codes for key in names):
            return [owner[key] for key in names], "is of a type that is not allowed"
        return [owner[key] for key in names], "is a list" if any(isinstance(owner[key], list) for key in names) else ""
    if name not in owner:
        return [], ""
    value = owner[name]
    many = node.get("base", {}).get("max") != "1"
    if value in (None, "", [], {}) or isinstance(value, list) and any(one in (None, "", [], {}) for one in value):
        return value if isinstance(value, list) else [value], "is empty"
    if isinstance(value, list) != many:
        return value if isinstance(value, list) else [value], "is a list" if not many else "is no list"
    return value if isinstance(value, list) else [value], ""


def _has(value: Any, wanted: Any) -> bool:
    """Whether a value contains a pattern."""
    if isinstance(wanted, dict):
        return isinstance(value, dict) and all(_has(value.get(key), inner) for key, inner in wanted.items())
    return bool(value == wanted)


def _of_type(value: Any, kind: str) -> bool:
    if kind == "boolean":
        return isinstance(value, bool)
    form = PRIMITIVES.get(kind)
    return form is None or isinstance(value, str) and bool(form.fullmatch(value))


def _bound(value: Any, node: dict[str, Any]) -> bool:
    """Whether a value is in its required value set; True where the set cannot be counted up."""
    binding = node.get("binding", {})
    if binding.get("strength") != "required":
        return True
    url = binding["valueSet"].split("|")[0]
    if url in HL7_LISTS:
        return isinstance(value, str) and value in HL7_LISTS[url]
    allowed = _codes(url)
    if allowed is None:
        return True
    if isinstance(value, str):
        return any(value == code for _, code in allowed)
    codings = value.get("coding", [value]) if isinstance(value, dict) else []
    pairs = [(str(one.get("system")), str(one.get("code"))) for one in codings if isinstance(one, dict)]
    return any(pair in allowed for pair in pairs)


@cache
def _codes(url: str) -> frozenset[tuple[str, str]] | None:
    found = definitions().get(url)
    if url.endswith("/medcom-core-encounter-class"):
        other = "http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-core-encounter-act-codes"
        act = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
        return frozenset({(other, "other")} | {(act, code) for code in ENCOUNTER_CLASSES})
    if found is None or any("filter" in one for one in found["compose"]["include"]):
        return None
    allowed: set[tuple[str, str]] = set()
    for one in found["compose"]["include"]:
        concepts = one.get("concept") or definitions().get(one["system"], {}).get("concept")
        if concepts is None:
            return None
        allowed |= {(one["system"], concept["code"]) for concept in concepts}
    return frozenset(allowed)


def _matches(value: Any, slice_: dict[str, Any], node: dict[str, Any], profile: dict[str, Any]) -> bool:
    """Whether a value belongs to a slice."""
    if not isinstance(value, dict):
        return "type" in str(node["slicing"]["discriminator"])
    for discriminator in node["slicing"]["discriminator"]:
        if discriminator["type"] == "type":
            if not _is_of_slice_type(value, slice_, discriminator["path"], profile):
                return False
        elif not _is_of_slice_value(value, slice_, discriminator["path"], profile):
            return False
    return True


def _is_of_slice_type(value: dict[str, Any], slice_: dict[str, Any], path: str, profile: dict[str, Any]) -> bool:
    if path == "$this":
        return True
    wanted = profile[f"{slice_['id']}.content[x]"]["type"][0]["code"]
    return f"content{wanted[0].upper()}{wanted[1:]}" in value


def _is_of_slice_value(value: dict[str, Any], slice_: dict[str, Any], path: str, profile: dict[str, Any]) -> bool:
    if "extension" in path:
        codes = [one.get("code") for one in _codings(value)]
        systems = [one.get("system") for one in _codings(value)]
        known = "http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-messaging-destinationUse"
        return slice_["sliceName"] in codes and (path != "$this.extension.value" or known in systems)
    actual: Any = value
    for step in path.split("."):
        actual = actual.get(step) if isinstance(actual, dict) else None
    return actual is not None and actual == _wanted(slice_, path, profile)


def _codings(value: dict[str, Any]) -> list[dict[str, Any]]:
    """The Codings of an element's extensions."""
    extensions = value.get("extension")
    found = [one for one in extensions if isinstance(one, dict)] if isinstance(extensions, list) else []
    return [one["valueCoding"] for one in found if isinstance(one.get("valueCoding"), dict)]


def _wanted(slice_: dict[str, Any], path: str, profile: dict[str, Any]) -> Any:
    """The value that a slice's discriminator has, from its own element or from the profile of its type."""
    own = profile.get(f"{slice_['id']}.{path}", {})
    for key, wanted in own.items():
        if key.startswith(("fixed", "pattern")):
            return wanted
    for type_ in slice_.get("type", []):
        for url in type_.get("profile", []):
            name = url.split("|")[0].rpartition("/")[2]
            if name in DK_CORE_SYSTEMS:
                return DK_CORE_SYSTEMS[name]
            inner = _snapshot(url.split("|")[0]) or {}
            for key, wanted in inner.get(f"{type_['code']}.{path}", {}).items():
                if key.startswith("fixed"):
                    return wanted
    if path == "identifier.system":
        return "https://www.esundhed.dk/Registre/Landspatientregisteret"
    return None
