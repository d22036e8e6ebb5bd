"""What a word finds in forums: the forums, meetings, items and decisions that the user sees, and nothing of others.

Until the minutes are out, an item is found by what its agenda told: never by what was said or decided.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import F, Q, QuerySet

from tvaers.engine.forums import policies, queries
from tvaers.engine.forums.matters import CONFIG
from tvaers.engine.forums.models import Forum, Item, Meeting

_DAY = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})")


def forums_named(user: Any, text: str) -> list[Forum]:
    """The forums of today that are called so, by their name, short name or another name."""
    wanted = text.strip().casefold()
    rows = queries.forums(user) if wanted else queries.forums(user).none()
    return [one for one in rows if any(wanted in name.casefold() for name in _names(one))]


def _names(forum: Forum) -> list[str]:
    return [forum.name, forum.short, *(forum.rules.get("aliases") or ())]


def meetings_found(user: Any, text: str) -> QuerySet[Meeting]:
    """The meetings on a day (DD-MM-YYYY), or with the words in their title; the newest first."""
    found = queries.meetings(user).exclude(state="cancelled").order_by("-starts_at", "pk")
    day = _day(text)
    if day is not None:
        return found.filter(starts_at__date=day)
    return found.filter(title__icontains=text.strip()) if text.strip() else found.none()


def _day(text: str) -> date | None:
    written = _DAY.fullmatch(text.strip())
    try:
        return date(int(written[3]), int(written[2]), int(written[1])) if written else None
    except ValueError:
        return None


def items_found(user: Any, text: str) -> QuerySet[Item]:
    """The items that a word finds, decided ones left out: inside by all their text, else by title and number."""
    found = queries.items(user).filter(_undecided(user)).exclude(state="withdrawn")
    if not text.strip():
        return found.none()
    query = SearchQuery(text, config=CONFIG, search_type="websearch")
    told = Q(title__icontains=text.strip()) | Q(matter__journal=text.strip())
    inside = Q(forum__in=policies.inside_of(user), search=query)
    return found.filter(told | inside).order_by(F("meeting__starts_at").desc(nulls_last=True), "-changed_at", "pk")


def _undecided(user: Any) -> Q:
    """What is not found among the decisions."""
    return ~Q(pk__in=queries.decisions(user).values("pk"))
