"""How a value of an activity table is read: SQL that gives the stored type, or null where the value does not fit.

Values come as text (CSV, scenario rows) or in a type of their own (Parquet). Both give the same stored value, so that
the same activity has the same hash however it was delivered.
"""

from __future__ import annotations

import re

from tvaers.engine.settlement.activity_tables import STORED, Column

ZONE = "Europe/Copenhagen"
_INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "HUGEINT")
_FRACTIONS = ("FLOAT", "DOUBLE", "DECIMAL")
_MOMENT = r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}(:?\d{2})?)?)?"
_WITH_ZONE = r".*:.*(Z|[+-]\d{2}(:?\d{2})?)"


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def as_text(name: str) -> str:
    """SQL for a source column as trimmed text, null if there is nothing in it."""
    return f"nullif(trim(CAST({quoted(name)} AS VARCHAR)), '')"


def typed(column: Column, source_type: str | None) -> str:
    """SQL for a source column in its stored type; null when empty, missing (`source_type` None) or not readable.

    A date without a time becomes midnight; a time with a zone becomes Danish local time; three digits of a
    municipality code get the 0 in front that spreadsheets take away.
    """
    if source_type is None:
        return f"CAST(NULL AS {STORED[column.kind]})"
    base = re.split(r"[(_]", source_type)[0].strip()
    match column.kind:
        case "timestamp":
            return _moment(column.name, source_type, base)
        case "date":
            moment = _moment(column.name, source_type, base)
            return f"CASE WHEN {moment} = date_trunc('day', {moment}) THEN CAST({moment} AS DATE) END"
        case "oere" | "integer" | "year":
            return _whole_number(column.name, base)
        case "bool":
            text = f"lower({as_text(column.name)})"
            return f"CASE {text} WHEN 'true' THEN true WHEN 'false' THEN false END"
        case "municipality":
            text = as_text(column.name)
            return f"CASE WHEN regexp_full_match({text}, '\\d{{3}}') THEN '0' || {text} ELSE {text} END"
        case _:
            return as_text(column.name)


def _moment(name: str, source_type: str, base: str) -> str:
    """SQL for a point in time as TIMESTAMP in Danish local time."""
    if source_type == "TIMESTAMP WITH TIME ZONE":
        return f"timezone('{ZONE}', {quoted(name)})"
    if base in ("TIMESTAMP", "DATE"):
        return f"TRY_CAST({quoted(name)} AS TIMESTAMP)"
    text = as_text(name)
    return (
        f"CASE WHEN NOT regexp_full_match({text}, '{_MOMENT}') THEN NULL"
        f" WHEN regexp_full_match({text}, '{_WITH_ZONE}')"
        f" THEN timezone('{ZONE}', TRY_CAST({text} AS TIMESTAMP WITH TIME ZONE))"
        f" ELSE TRY_CAST({text} AS TIMESTAMP) END"
    )


def _whole_number(name: str, base: str) -> str:
    """SQL for a whole number as BIGINT; a fraction is null, never rounded."""
    if base in _INTEGERS:
        return f"TRY_CAST({quoted(name)} AS BIGINT)"
    if base in _FRACTIONS:
        return f"CASE WHEN {quoted(name)} = trunc({quoted(name)}) THEN TRY_CAST({quoted(name)} AS BIGINT) END"
    text = as_text(name)
    return f"CASE WHEN regexp_full_match({text}, '-?\\d{{1,18}}') THEN TRY_CAST({text} AS BIGINT) END"
