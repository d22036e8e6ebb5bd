"""Says in Danish what pydantic found wrong with a content file."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from tvaers.kernel.package_yaml import Location

_EXPECTED = {
    "string_type": "en tekst",
    "string_too_short": "en tekst, der ikke er tom",
    "tuple_type": "en liste",
    "list_type": "en liste",
    "too_short": "mindst ét element i listen",
    "model_type": "nøgler med værdier under sig",
    "model_attributes_type": "nøgler med værdier under sig",
    "int_parsing": "et helt tal",
    "int_type": "et helt tal",
    "greater_than_equal": "0 eller mere",
}


def found_and_expected(error: ErrorDetails, model: type[BaseModel], location: Location) -> tuple[str, str]:
    """Translate one pydantic error about `model`, at `location` inside it. Gives (found, expected)."""
    context: dict[str, Any] = error.get("ctx", {})
    name = str(location[-1]) if location else ""
    kind = error["type"]
    if kind == "content":
        return context["found"], context["expected"]
    if kind == "extra_forbidden":
        return f"nøglen »{name}« kendes ikke", _known(name, known_keys(model, location[:-1]))
    if kind == "missing":
        return f"nøglen »{name}« mangler", f"»{name}« udfyldt"
    found = f"»{name}« er {_shown(error['input'])}"
    if kind == "literal_error":
        return found, f"en af {context['expected'].replace(' or ', ', ')}"
    if kind == "string_pattern_mismatch":
        return found, f"en tekst, der passer til mønstret {context['pattern']}"
    return found, _EXPECTED.get(kind, error["msg"])


def _shown(raw: object) -> str:
    """The written value, short enough for one line."""
    if raw is None or raw == "":
        return "tom"
    if isinstance(raw, dict):
        return "en gruppe nøgler"
    return "en liste" if isinstance(raw, list) else f"»{str(raw)[:60]}«"


def _known(name: str, keys: list[str]) -> str:
    """The keys that may stand here, the nearest one first if there is a likely one."""
    near = get_close_matches(name, keys, n=1)
    hint = f"»{near[0]}«? Kendte nøgler er " if near else "en af nøglerne "
    return hint + ", ".join(keys)


def known_keys(model: type[BaseModel], location: Location) -> list[str]:
    """The keys, as written in YAML, of the model found by walking `location` from `model`."""
    for step in location:
        if isinstance(step, str):
            model = _inner_model(_annotation(model, step)) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _annotation(model: type[BaseModel], key: str) -> Any:
    """The type of the field that is written `key`, or None."""
    for name, field in model.model_fields.items():
        if key in (name, field.alias):
            return field.annotation
    return None


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    """The first model inside an annotation such as `tuple[ValueEntry, ...]` or `Later | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in get_args(annotation) if (model := _inner_model(part))), None)
