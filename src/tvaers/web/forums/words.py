"""Forums in Danish words: the states of meetings and items, what an item asks for, and how far away a deadline is."""

from __future__ import annotations

from datetime import date

from tvaers.engine.forums.minimums import Verdict
from tvaers.engine.forums.queries import KINDS, OUTCOMES, Item, Meeting, title_of
from tvaers.kernel import clock
from tvaers.kernel.danish_days import day_in_words
from tvaers.web.design import danish
from tvaers.web.design.parts import Kind, Status

MEETING_KINDS: dict[str, Kind] = {
    "planned": "wait", "called": "info", "held": "info", "minuted": "wait", "approved": "ok", "cancelled": "error",
}  # fmt: skip
ITEM_KINDS: dict[str, Kind] = {
    "pipeline": "wait", "agenda": "info", "treated": "ok", "deferred": "wait", "withdrawn": "neutral",
    "stopped": "error",
}  # fmt: skip
YEAR_KINDS: dict[str, Kind] = {
    "none": "neutral", "met": "ok", "planned": "info", "wait": "wait", "warning": "warning", "note": "warning",
    "deviation": "error",
}  # fmt: skip
PARTS = {
    "committee": "udvalg", "forum": "forum", "theme_group": "temagruppe", "working_group": "arbejdsgruppe",
    "council": "råd", "network": "netværk", "cluster": "klynge", "steering_group": "styregruppe",
    "executive": "forretningsudvalg", "editorial": "redaktion", "other": "andet",
}  # fmt: skip


def since(day: date) -> str:
    """A day with how long ago it is, as "16-06-2023 (798 dage)"."""
    days = (clock.today() - day).days
    return f"{danish.day(day)} ({days} {'dag' if days == 1 else 'dage'})"


def meeting_status(meeting: Meeting) -> Status:
    """Where a meeting is on its way; one whose day went by with nothing recorded stands out."""
    if meeting.state in ("planned", "called") and day_of(meeting) < clock.today():
        is_event = meeting.kind == "event"
        return Status(text="Er overstået" if is_event else "Dagen er gået", kind="neutral" if is_event else "warning")
    return Status(text=meeting.get_state_display(), kind=MEETING_KINDS[meeting.state])


def verdict_status(verdict: Verdict) -> Status:
    """What the number of meetings in a year comes to."""
    return Status(text=verdict.text, kind=YEAR_KINDS[verdict.sort])


def item_status(item: Item) -> Status:
    """What was decided; before that, where the item is."""
    if item.outcome:
        return outcome_status(item.outcome)
    return Status(text=item.get_state_display(), kind=ITEM_KINDS[item.state])


def outcome_status(outcome: str) -> Status:
    """An outcome; one with a remark or a reservation stands out, and so does one that stops the matter."""
    known = OUTCOMES[outcome]
    kind: Kind = "error" if known.stops else "wait" if outcome == "deferred" else "neutral"
    if known.goes_on:
        kind = "warning" if known.remarks else "ok"
    return Status(text=title_of(outcome), kind=kind)


def kinds(item: Item) -> str:
    """What an item asks for, as "Godkendelse og orientering"."""
    words = [KINDS[kind] for kind in item.kinds]
    return " og ".join([words[0], *(one.lower() for one in words[1:])]) if words else ""


def is_hidden(item: Item) -> bool:
    """Whether an item is closed, by itself or because its matter is."""
    return bool(item.is_closed or item.matter.is_closed)


def theme(meeting: Meeting) -> str:
    """The theme of a meeting: "Ikke udfyldt" and "Intet tema" are not the same."""
    if meeting.theme is None:
        return "Ikke udfyldt"
    return meeting.theme or "Intet tema"


def day_of(meeting: Meeting) -> date:
    """The Danish date of a meeting."""
    return meeting.starts_at.astimezone(clock.COPENHAGEN).date()


def away(day: date) -> str:
    """A day in words with how far away it is: "fredag 8. august 2025, om 3 dage"."""
    days = (day - clock.today()).days
    near = {0: "i dag", 1: "i morgen", -1: "i går"}
    far = f"om {days} dage" if days > 0 else f"for {-days} dage siden"
    return f"{day_in_words(day)}, {near.get(days, far)}"
