"""What officers say of a proposal beside the print, as a page shows it: facts in words, and links to others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tvaers.engine.budget import queries
from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.composing.wording import POTS
from tvaers.engine.budget.wording import mio_kr, period_words
from tvaers.web.budget.unit_names import unit_name

KINDS: dict[str, tuple[str, str]] = {
    "requires": ("Kræver", "Er en forudsætning for"), "excludes": ("Udelukker", "Udelukker"),
    "overlap": ("Overlapper", "Overlapper"), "offsets": ("Går ud mod", "Går ud mod"),
    "derived_operation": ("Giver afledt drift i", "Er afledt drift af"),
    "capital_effect": ("Virker på anlæg i", "Er anlæg, der påvirkes af"),
    "draws": ("Trækker på", "Betaler for"),
}  # fmt: skip
"""Each kind of link in words, seen from its first and from its second end."""


@dataclass(frozen=True)
class Joined:
    """A link as one end sees it: the words, the other end (`other` "" where that is no proposal), and the amounts."""

    kind: str
    first: str
    second: str
    words: str
    other: str
    title: str
    amounts: str


def joined(link: queries.Link, key: str, titles: Mapping[str, str]) -> Joined:
    """A link seen from the proposal `key`."""
    at_first = link.first == key
    other = link.second if at_first else link.first
    spans = [f"{period_words(period)}: {mio_kr(Interval(low, high))}" for period, (low, high) in link.amounts.items()]
    title = f"{other} {titles[other]}" if other in titles else POTS.get(other, other)
    return Joined(link.kind, link.first, link.second, KINDS[link.kind][0 if at_first else 1],
                  other if other in titles else "", title, ", ".join(spans))  # fmt: skip


def facts(kept: queries.Proposal) -> list[tuple[str, str]]:
    """What is said of a proposal, name and words; what nobody has said is left out."""
    share = None if kept.unavoidable is None else f"{kept.unavoidable / 10:g} procent".replace(".", ",")
    told = [
        ("Enheder", ", ".join(unit_name(kept.version.catalogue, one) for one in kept.units)),
        ("Ramme", POTS.get(kept.pot, kept.pot)),
        ("Uomgængelig andel", share), ("Fra de politiske udvalg", _yes(kept.is_political)),
        ("Kan vælges delvist", _yes(kept.is_divisible)), ("Pulje", _yes(kept.is_pool)),
        ("Er i gang", _yes(kept.is_started)), ("Kan udskydes", _yes(kept.can_be_delayed)),
        ("Finansiering", kept.financing), ("Udvalg", kept.committee), ("Dokumenter", "; ".join(kept.documents)),
    ]  # fmt: skip
    return [(name, words) for name, words in told if words]


def _yes(value: bool | None) -> str:
    return {True: "Ja", False: "Nej", None: ""}[value]
