"""A catalogue as one JSON document, and back: taken up again it is identical, places and doubts among it.

The document holds every field of the shapes in `engine/budget/catalogue.py` by name; amounts are strings of whole
kroner with two decimals ("16400000.00"), so that no reader makes floating numbers of them.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from tvaers.engine.budget.catalogue import Catalogue, Interval
from tvaers.engine.budget.reading import read_catalogue
from tvaers.kernel.errors import Problem

FORMAT = "tvaers-budgetkatalog/1"
ENDING = ".00"
MOST = 2**63
"""Amounts as large as this, in kroner, cannot be kept."""


def write_json(catalogue: Catalogue) -> str:
    """The document, indented, in Danish letters."""
    document = {"format": FORMAT, "catalogue": _data(catalogue)}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def read_file(content: bytes, name: str) -> Catalogue:
    """The catalogue in a file: one that was printed (TXT, DOCX, PDF), or our own JSON.

    Problem for another, and for one in which nothing of a budget is found.
    """
    is_own = name.lower().endswith(".json")
    read = read_json(content.decode(errors="replace")) if is_own else read_catalogue(content, name)
    if not (read.year or read.proposals or read.themes or read.overview or read.tables):
        why = "Der er hverken budgetår, temaer, forslag eller tabeller i den."
        raise Problem(what=f"Der er intet budgetkatalog i {name}.", why=why, do="Vælg filen med budgetkataloget.")
    return read


def read_json(text: str) -> Catalogue:
    """The catalogue that a document holds. Problem when it is none of ours."""
    try:
        document = json.loads(text)
        if document["format"] != FORMAT:
            raise ValueError(document["format"])
        made: Catalogue = _made(Catalogue, document["catalogue"])
        return made
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise Problem(
            what="Filen er ikke et budgetkatalog fra Tværs.", do="Hent kataloget som JSON igen, og vælg den fil."
        ) from error


def _data(value: Any) -> Any:
    if isinstance(value, Interval):
        return {"low": f"{value.low}{ENDING}", "high": f"{value.high}{ENDING}"}
    if is_dataclass(value):
        return {one.name: _data(getattr(value, one.name)) for one in fields(value)}
    return [_data(one) for one in value] if isinstance(value, tuple) else value


def _made(kind: Any, data: Any) -> Any:
    """A value of a type from its plain data. TypeError, KeyError or ValueError when they do not fit."""
    if isinstance(kind, UnionType):
        return None if data is None else _made(next(one for one in get_args(kind) if one is not NoneType), data)
    if kind is Interval:
        return Interval(_kroner(data["low"]), _kroner(data["high"]))
    if is_dataclass(kind):
        return kind(**{name: _made(type, data[name]) for name, type in _hints(kind).items()})  # type: ignore[operator,arg-type]
    if get_origin(kind) is tuple:
        return tuple(_made(get_args(kind)[0], one) for one in data)
    return _plain(kind, data)


def _plain(kind: Any, data: Any) -> Any:
    """A text, a number or a yes as the field wants it: the document may have been written by anybody."""
    fits = data in get_args(kind) if get_origin(kind) is Literal else type(data) is kind
    if not fits or (isinstance(data, str) and "\0" in data):
        raise TypeError(data)
    return data


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _kroner(text: str) -> int:
    if not text.endswith(ENDING):
        raise ValueError(text)
    amount = int(text.removesuffix(ENDING))
    if abs(amount) >= MOST:
        raise ValueError(text)
    return amount
