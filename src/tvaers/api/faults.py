"""What is wrong with one value of a request, in Danish: pydantic says it in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

WORDS = {
    "missing": "mangler.",
    "int_parsing": "skal være et helt tal.",
    "int_type": "skal være et helt tal.",
    "int_from_float": "skal være et helt tal.",
    "greater_than": "skal være større end {gt}.",
    "greater_than_equal": "skal være mindst {ge}.",
    "less_than": "skal være mindre end {lt}.",
    "less_than_equal": "må højst være {le}.",
    "string_type": "skal være en tekst.",
    "string_too_short": "skal have mindst {min_length} tegn.",
    "string_too_long": "må højst have {max_length} tegn.",
    "string_pattern_mismatch": "har ikke den rigtige form.",
    "literal_error": "skal være en af: {expected}.",
    "enum": "skal være en af: {expected}.",
    "bool_type": "skal være sand eller falsk.",
    "bool_parsing": "skal være sand eller falsk.",
    "date_type": "skal være en dato, fx 2026-01-31.",
    "date_parsing": "skal være en dato, fx 2026-01-31.",
    "date_from_datetime_parsing": "skal være en dato, fx 2026-01-31.",
    "date_from_datetime_inexact": "skal være en dato uden klokkeslæt.",
    "datetime_type": "skal være et tidspunkt, fx 2026-01-31T14:00:00+01:00.",
    "datetime_parsing": "skal være et tidspunkt, fx 2026-01-31T14:00:00+01:00.",
    "datetime_from_date_parsing": "skal være et tidspunkt, fx 2026-01-31T14:00:00+01:00.",
    "timezone_aware": "mangler en tidszone.",
    "list_type": "skal være en liste.",
    "dict_type": "skal være et objekt.",
    "model_type": "skal være et objekt.",
    "model_attributes_type": "skal være et objekt.",
    "extra_forbidden": "kendes ikke.",
    "too_long": "må højst have {max_length} værdier.",
    "too_short": "skal have mindst {min_length} værdier.",
    "json_invalid": "er ikke gyldig JSON.",
}
"""The words for each kind of fault, with what the description of the API says about the field. Never the value."""
OTHERWISE = "passer ikke til beskrivelsen."


def in_danish(fault: Mapping[str, Any]) -> str:
    """What is wrong with one value; it follows the name of the field."""
    given = {name: str(value).replace("' or '", "', '") for name, value in (fault.get("ctx") or {}).items()}
    try:
        return WORDS.get(str(fault.get("type")), OTHERWISE).format_map(given)
    except KeyError:
        return OTHERWISE
