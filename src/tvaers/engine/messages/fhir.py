"""FHIR text to one plain tree, and back: JSON and XML give the same dicts, lists, strings, booleans and numbers.

The tree is FHIR's JSON form. Text that is not whole is refused as damaged in transport. Elements that FHIR does not
know are left out of what comes from XML; narratives are kept as text and never interpreted.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from tvaers.engine.messages import fhir_xml
from tvaers.engine.messages.refusal import unreadable

Tree = dict[str, Any]

MAX_BYTES = 50 * 1024 * 1024
"""Fifty mebibytes: the largest message, with its attachments, that is read at all."""
MAX_DEPTH = 60
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parse(raw: bytes) -> Tree:
    """Read a message in JSON or XML, UTF-8 with or without a byte order mark. Refused if it is no whole document."""
    if len(raw) > MAX_BYTES:
        raise unreadable("Meddelelsen er for stor til at blive læst.")
    try:
        text = raw.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise unreadable("Meddelelsens tekst er ikke gyldig UTF-8.") from None
    if not text:
        raise unreadable("Meddelelsen er tom.")
    tree = fhir_xml.parse(text, MAX_DEPTH) if text.startswith("<") else _from_json(text)
    _assert_whole(tree, 0)
    return tree


def to_json(tree: Tree) -> bytes:
    """Write a tree as JSON in UTF-8, indented by two spaces."""
    return json.dumps(tree, ensure_ascii=False, indent=2, default=float).encode() + b"\n"


def to_xml(tree: Tree) -> bytes:
    """Write a tree as FHIR XML in UTF-8, the elements in the order that FHIR prescribes."""
    return fhir_xml.write(tree)


def _from_json(text: str) -> Tree:
    """Read JSON strictly: no key twice, no NaN. Decimals keep their digits. Refused if it is not one object."""
    try:
        tree = json.loads(text, object_pairs_hook=_once, parse_float=Decimal, parse_constant=_no_constant)
    except RecursionError:
        raise unreadable("Meddelelsen har for mange niveauer.") from None
    except (ValueError, ArithmeticError):
        raise unreadable("Meddelelsen er ikke et helt JSON-dokument.") from None
    if not isinstance(tree, dict):
        raise unreadable("Meddelelsen er ikke en FHIR-ressource.")
    return tree


def _once(pairs: list[tuple[str, Any]]) -> Tree:
    """Make an object of its pairs. Refused if a key comes twice: readers would disagree about which one counts."""
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise unreadable(f"Meddelelsen har feltet {twice[:60]} to gange samme sted.")
    return made


def _no_constant(name: str) -> None:
    """Refuse NaN and Infinity, which Python reads and JSON does not know."""
    raise ValueError(name)


def _assert_whole(value: Any, depth: int) -> None:
    """Refused if the tree is deeper than MAX_DEPTH, or has characters that no message may carry."""
    if depth > MAX_DEPTH:
        raise unreadable("Meddelelsen har for mange niveauer.")
    if isinstance(value, str) and _UNPRINTABLE.search(value):
        raise unreadable("Meddelelsen har tegn, der ikke må stå i en tekst.")
    if isinstance(value, dict):
        for key, inner in value.items():
            _assert_whole(key, depth + 1)
            _assert_whole(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _assert_whole(inner, depth + 1)
