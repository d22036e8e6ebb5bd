"""The words that profiles are written in: what an element must have, may have and must not have.

need("destination", need("receiver", to=MESSAGING_ORGANIZATION))     exactly one, with exactly one receiver
may("identifier", need("value"), where=of_system(CPR))               at most one of those that are CPR numbers
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tvaers.engine.messages.bundle import text

Code = str | tuple[str, str]
"""A code alone, or (system, code)."""
Which = Callable[[Any], bool]

UUID = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
UUID_5 = re.compile(r"urn:uuid:[a-fA-F0-9]{8}-[a-fA-F0-9]{4}-5[a-fA-F0-9]{3}-[89aAbB][a-fA-F0-9]{3}-[a-fA-F0-9]{12}")
MOMENT = re.compile(r"(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}T.+")
"""A time that can be placed: date, time and (FHIR sees to that) a zone, between 1900 and 2199."""


@dataclass(frozen=True)
class Target:
    """What a reference must point to: a resource of one of these types, which `profile` then asks more of."""

    kinds: tuple[str, ...]
    profile: tuple[Ask, ...] = ()
    bundled: bool = True
    """Whether the resource must lie in the message. If not, a reference by identifier alone will do."""


@dataclass(frozen=True)
class Ask:
    """What is asked of the elements called `name` (of those that `where` picks out): how many, and what they are.

    `high` is None for any number. `among` are the codes of a closed list, `fits` the form of a text.
    """

    name: str
    low: int
    high: int | None
    within: tuple[Ask, ...] = ()
    where: Which | None = None
    among: frozenset[Code] | None = None
    fits: re.Pattern[str] | None = None
    to: Target | None = None


def need(name: str, *within: Ask, **more: Any) -> Ask:
    """Exactly one."""
    return Ask(name, 1, 1, within, **more)


def some(name: str, *within: Ask, **more: Any) -> Ask:
    """One or more."""
    return Ask(name, 1, None, within, **more)


def may(name: str, *within: Ask, **more: Any) -> Ask:
    """At most one."""
    return Ask(name, 0, 1, within, **more)


def each(name: str, *within: Ask, **more: Any) -> Ask:
    """Any number, each of this kind."""
    return Ask(name, 0, None, within, **more)


def never(name: str) -> Ask:
    """None at all."""
    return Ask(name, 0, 0)


def of_system(system: str) -> Which:
    """Those with this identifier system."""
    return lambda element: text(element, "system") == system


def of_url(url: str) -> Which:
    """The extensions with this url."""
    return lambda element: text(element, "url") == url


def being(name: str, value: str) -> Which:
    """Those whose element `name` has this value; `name` may be a path."""
    return lambda element: text(element, name) == value


def having(name: str) -> Which:
    """Those that have this element."""
    return lambda element: isinstance(element, dict) and name in element
