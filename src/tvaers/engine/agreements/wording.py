"""How the values of an edition are worded: amounts, shares, choices and where a value comes from. Pure functions."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tvaers.kernel.money import kroner, percent

UNITS = {"months": "måneder", "days": "dage", "years": "år", "hours": "timer"}
UNIT_NAMES = {
    "share": "procent",
    "dkk": "kroner",
    "months": "måneder",
    "days": "dage",
    "years": "år",
    "hours": "timer",
    "count": "antal",
    "clock": "klokkeslæt",
    "date": "dato",
    "choice": "valg",
    "text": "tekst",
    "codes": "koder",
    "list": "liste",
}
WORDS = {
    "discharge": "udskrivningsdagen",
    "start": "startdagen",
    "highly_specialised": "højt specialiseret",
    "main": "hoved- og regionsfunktion",
    "interpreter": "tolk",
    "medicine": "medicin",
    "other": "andet",
    "recommended": "anbefalet",
    "not_assessed": "ikke vurderet",
    "rejected": "afvist",
}


def describe_value(document: Mapping[str, Any], value: Mapping[str, Any]) -> dict[str, Any]:
    """A value of an edition with its parameter's heading, the value and its source in words."""
    parameter = document["parameters"][value["parameter"]]
    words = parameter.get("words")
    heading = parameter["heading"] + (f" ({word(value['key'], words)})" if value["key"] else "")
    return {
        **value,
        "heading": heading,
        "unit": parameter["unit"],
        "shown": shown_value(parameter["unit"], value["value"], words),
        "source_words": source_words(document, value),
    }


def shown_value(unit: str, value: Any, words: Mapping[str, str] | None = None) -> str:
    """A parameter value as a reader knows it; `words` are those that the agreement gives the parameter's codes."""
    if unit == "share":
        return percent(value)
    if unit == "dkk":
        return kroner(value)
    if unit == "clock":
        return f"kl. {value.replace(':', '.')}"
    if unit == "date":
        return f"{date.fromisoformat(value):%d-%m-%Y}"
    if isinstance(value, list | tuple):
        return ", ".join(word(one, words) for one in value)
    return f"{word(str(value), words)} {UNITS.get(unit, '')}".strip()


def source_words(document: Mapping[str, Any], value: Mapping[str, Any]) -> str:
    """The document and place of a value; the reading or the note when it has no document."""
    source = value["source"]
    if source:
        return f"{document_title(document, source['document'])}, {source['place']}"
    return f"læsning {value['reading']}" if value["reading"] else str(value["note"] or "")


def document_title(document: Mapping[str, Any], name: str) -> str:
    """The title of one of the agreement's papers; its id when it has none."""
    return next((str(paper["title"]) for paper in document["documents"] if paper["id"] == name), name)


def word(code: str, words: Mapping[str, str] | None = None) -> str:
    """The Danish word of an internal code: the agreement's own, else ours; the code itself when it has none."""
    return (words or {}).get(code) or WORDS.get(code, code)
