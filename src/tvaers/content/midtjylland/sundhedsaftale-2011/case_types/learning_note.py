"""The rules of learning notes: who has read one, and when there are so many of a kind that a theme is worth it."""

from __future__ import annotations

from tvaers.kernel.case_rules import Facts, rule


@rule("SA-UH-58")
def readers_told(case: Facts) -> str | None:
    """How many of the recipients have read the note, as 12/19; None before it is sent out."""
    readers = case.parties.get("reader", ())
    if not case.first("publish"):
        return None
    told = {fact.party for fact in case.happened if fact.event == "mark_read"}
    return f"{len(told & set(readers))}/{len(readers)}"


@rule("SA-UH-53")
def same_class(case: Facts) -> int:
    """How many notes there are in the class, with this one; 0 for one that has none."""
    return len(case.found.get("alike", ())) + 1 if case.data.get("classification") else 0


@rule("SA-UH-53")
def theme_suggested(case: Facts) -> bool:
    """Whether events that are not serious are so many of a class, or of principle, that a theme is suggested (UH-5)."""
    if case.data.get("severity") == "serious":
        return False
    limit = case.known("theme_suggestion_count")
    frequent = limit is not None and same_class(case) >= int(str(limit))
    return frequent or case.data.get("theme_reason") in ("principle", "frequent")
