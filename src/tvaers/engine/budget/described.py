"""What officers said beside the page, from one version to the next: facts, links and the frame, as people read it."""

from __future__ import annotations

from typing import Any

from tvaers.engine.budget.composing.wording import in_period, kr
from tvaers.engine.budget.describing import FACTS
from tvaers.engine.budget.differences import NOTHING, Change, Facts, changed
from tvaers.engine.budget.models import Link, Proposal, Version

NAMES = {
    "units": "enheder", "pot": "ramme", "unavoidable": "uomgængelig andel i promille", "is_divisible": "kan deles",
    "is_pool": "pulje", "is_started": "er i gang", "can_be_delayed": "kan udskydes", "consequence": "konsekvens",
    "financing": "finansiering", "committee": "udvalg", "documents": "dokumenter",
}  # fmt: skip
"""The Danish name of each fact."""


def described_difference(before: Version, after: Version) -> list[Change]:
    """What was said otherwise: the frame and the links first, then each proposal that both versions have."""
    found = changed("", "Rammen", _frame(before), _frame(after))
    found += changed("", "Forbindelser", _links(before), _links(after))
    old = {one.key: one for one in before.proposals.all()}
    for one in after.proposals.order_by("position"):
        if one.key in old:
            found += changed(one.key, one.title, _facts(old[one.key]), _facts(one))
    return found


def _frame(version: Version) -> Facts:
    return {
        f"{one.pot}: {one.label} {in_period(period)}": kr(amount)
        for one in version.frame.order_by("position") for period, amount in one.amounts.items()
    }  # fmt: skip


def _links(version: Version) -> Facts:
    kinds = dict(Link.KINDS)
    return {f"{one.first} – {one.second}": kinds[one.kind] for one in version.links.order_by("first", "pk")}


def _facts(proposal: Proposal) -> Facts:
    return {NAMES[name]: _words(getattr(proposal, name)) for name in FACTS}


def _words(value: Any) -> str:
    if value is None or value in ("", []):
        return NOTHING
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return ", ".join(value) if isinstance(value, list) else str(value)
