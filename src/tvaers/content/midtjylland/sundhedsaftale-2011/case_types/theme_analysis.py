"""The rules of theme analyses: several notes, each of them once."""

from __future__ import annotations

from tvaers.kernel.case_rules import Facts, rule


@rule("SA-UH-53")
def note_count(case: Facts) -> int:
    """How many learning notes the theme rests on."""
    return len(case.data.get("notes", ()))


@rule("SA-UH-53")
def note_is_new(case: Facts) -> bool:
    """A note counts once."""
    numbers = [row["note"].strip().upper() for row in case.data.get("notes", ())]
    return len(set(numbers)) == len(numbers)
