"""Holding a resource up against what its profile asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tvaers.engine.messages.bundle import Bundle, Tree, listed, text
from tvaers.engine.messages.message import Finding
from tvaers.engine.messages.profiles.asking import Ask, Code
from tvaers.engine.messages.refusal import RECEIVER_MISSING, UNKNOWN_VALUE


class ProfileCheck:
    """One message's check. Every resource is held up against the same profile once, however often it is named."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle
        self._done: set[tuple[int, int]] = set()

    def resource(self, resource: Tree, profile: tuple[Ask, ...]) -> Iterator[Finding]:
        """The faults of one resource, and of those that it points to where the profile asks for more of them."""
        if (id(resource), id(profile)) in self._done:
            return
        self._done.add((id(resource), id(profile)))
        yield from self._asked(resource, text(resource, "resourceType"), profile)

    def _asked(self, owner: Tree, path: str, asks: tuple[Ask, ...]) -> Iterator[Finding]:
        for ask in asks:
            values = [value for value in listed(owner.get(ask.name)) if ask.where is None or ask.where(value)]
            values = [value for value in values if value is not None]
            at = f"{path}.{ask.name}"
            yield from _counted(ask, len(values), at)
            for value in values:
                yield from self._valued(ask, value, at)

    def _valued(self, ask: Ask, value: Any, at: str) -> Iterator[Finding]:
        if ask.among is not None and not _is_among(value, ask.among):
            yield Finding(at, f"{_shown(value)} er ikke blandt de tilladte værdier.", UNKNOWN_VALUE)
        if ask.fits is not None and isinstance(value, str) and not ask.fits.fullmatch(value):
            yield Finding(at, "Værdien har ikke den form, som standarden kræver.", UNKNOWN_VALUE)
        if ask.to is not None:
            yield from self._pointed(ask, value, at)
        if ask.within and isinstance(value, dict):
            yield from self._asked(value, at, ask.within)

    def _pointed(self, ask: Ask, value: Any, at: str) -> Iterator[Finding]:
        """The faults of a reference, and of the resource that it points to."""
        assert ask.to is not None
        written = text(value, "reference")
        found = self.bundle.resolve(value)
        kinds = " eller ".join(ask.to.kinds)
        if found is not None and text(found, "resourceType") not in ask.to.kinds:
            yield Finding(at, f"Henvisningen skal pege på {kinds}.")
        elif found is not None and ask.to.profile:
            yield from self.resource(found, ask.to.profile)
        elif found is None and ask.to.bundled:
            code = RECEIVER_MISSING if at == "MessageHeader.destination.receiver" else Finding.code
            yield Finding(at, f"Henvisningen peger ikke på en {kinds} i meddelelsen.", code)
        elif found is None and written and not any(f"{kind}/" in written or ":" in written for kind in ask.to.kinds):
            yield Finding(at, f"Henvisningen skal pege på {kinds}.")


def _counted(ask: Ask, count: int, at: str) -> Iterator[Finding]:
    """The fault of an element that is missing, too many, or not allowed."""
    if count < ask.low:
        which = " af den slags, standarden kræver" if ask.where else ""
        yield Finding(at, f"Elementet mangler{which}." if not ask.where else f"Der mangler et element{which}.")
    if ask.high is not None and count > ask.high:
        yield Finding(
            at, f"Elementet må højst stå {ask.high} gang her." if ask.high else "Elementet må ikke bruges her."
        )


def _is_among(value: Any, codes: frozenset[Code]) -> bool:
    """Whether a code, or a Coding's system and code, is in a closed list."""
    if isinstance(value, dict):
        return (text(value, "system"), text(value, "code")) in codes
    return isinstance(value, str) and value in codes


def _shown(value: Any) -> str:
    """A value as a finding shows it: a short text, or a Coding's code."""
    written = text(value, "code") if isinstance(value, dict) else value if isinstance(value, str) else ""
    return f"»{written[:60]}«" if written else "Værdien"
