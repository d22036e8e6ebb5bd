"""Reading agreements: as they are loaded now, as they held on a date, and as they were known at a time."""

from collections.abc import Collection
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from tvaers.engine.agreements import policies
from tvaers.engine.agreements.models import Agreement, Edition, Signature, SubAgreement
from tvaers.engine.agreements.snapshot import rules_of
from tvaers.kernel.errors import NotFound
from tvaers.kernel.package import Package, load_all
from tvaers.kernel.rules import load_rules


def packages() -> dict[str, Package]:
    """Every content package, by id; an invented one only where the demo is. Raises ContentError for faults.

    The files are looked at once a second at most, because a page asks many times.
    """
    return _packages(int(monotonic()))


@lru_cache(maxsize=1)
def _packages(_second: int) -> dict[str, Package]:
    found = load_all(rule_names=_rule_names)
    return {id: one for id, one in found.items() if settings.DEMO or not one.manifest.invented}


def _rule_names(file: Path) -> Collection[str]:
    """The rules that a rules.py declares: one function, so that what was loaded with it is found again."""
    return load_rules(file).rule_names


def package(id: str) -> Package:
    """One content package. Raises NotFound, naming those there are."""
    found = packages()
    if id not in found:
        raise NotFound(what=f"Aftalen «{id}» findes ikke.", do=f"Vælg en af: {', '.join(sorted(found))}.")
    return found[id]


def active_on(agreement: Agreement, day: date) -> bool:
    """Whether the agreement is in force on a day, first and last day included (BA-0.1a)."""
    return agreement.starts <= day <= agreement.ends


def agreements(user: Any) -> QuerySet[Agreement]:
    """The agreements that the user may see, oldest first."""
    return policies.visible_to(user).order_by("starts", "title")


def agreement(user: Any, package_id: str) -> Agreement:
    """One agreement. Raises NotFound also when the user may not see it."""
    found = policies.visible_to(user).filter(package=package_id).first()
    if found is None:
        raise NotFound(what="Aftalen findes ikke, eller du har ikke adgang til den.")
    return found


def edition(agreement: Agreement) -> Edition:
    """The newest edition that is not a what-if."""
    found = agreement.editions.filter(overrides={}).order_by("-recorded_at", "-pk").first()
    if found is None:
        raise NotFound(what="Aftalen har ingen udgave.", do="Indlæs den med ./tvaers up.")
    return found


def editions(agreement: Agreement) -> QuerySet[Edition]:
    """Every edition that is not a what-if, newest first."""
    return agreement.editions.filter(overrides={}).order_by("-recorded_at", "-pk")


def edition_known(agreement: Agreement, known_at: datetime) -> Edition | None:
    """The edition that was the newest at a moment; None when none had been recorded yet."""
    return editions(agreement).filter(recorded_at__lte=known_at).first()


def edition_named(agreement: Agreement, content_hash: str) -> Edition:
    """The edition whose content hash begins with a text. Raises NotFound when there is none."""
    found = editions(agreement).filter(content_hash__startswith=content_hash).first() if content_hash else None
    if found is None:
        raise NotFound(what="Udgaven findes ikke.", do="Vælg en udgave på listen over aftalens udgaver.")
    return found


def signatures(agreement: Agreement, on: date | None = None) -> QuerySet[Signature]:
    """The signatures, oldest first; with a day, those given no later than that."""
    found = agreement.signatures.order_by("signed_on", "pk")
    return found.filter(signed_on__lte=on) if on else found


def subagreements(agreement: Agreement) -> QuerySet[SubAgreement]:
    """The sub-agreements by number."""
    return agreement.subagreements.order_by("number")


def state(agreement: Agreement) -> str:
    """`draft` until every party that must has signed, then `signed` (BA-0.1b)."""
    return "signed" if agreement.signatures.count() >= agreement.signatures_required else "draft"


def annex_on(document: dict[str, Any], annex: str, day: date) -> dict[str, Any] | None:
    """The version of an annex that was attached on a day (BA-3.1c, BA-B1.0), or None."""
    for candidate in document["annexes"]:
        valid = candidate["valid"]
        if candidate["id"] == annex and valid["from"] <= day.isoformat() <= valid["to"]:
            return dict(candidate)
    return None


@lru_cache(maxsize=32)
def edition_document(content_hash: str) -> dict[str, Any]:
    """The document of an edition; editions never change, so it is read once."""
    return dict(Edition.objects.get(content_hash=content_hash).document)


__all__ = [
    "active_on",
    "agreement",
    "agreements",
    "annex_on",
    "edition",
    "edition_document",
    "edition_known",
    "edition_named",
    "editions",
    "package",
    "packages",
    "rules_of",
    "signatures",
    "state",
    "subagreements",
]
