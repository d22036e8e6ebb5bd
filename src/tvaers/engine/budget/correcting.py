"""What an officer does about findings and doubts: explains, corrects with a reason, or answers. Nothing by itself.

What is printed stays; a correction changes the amount beside it, in a draft only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tvaers.engine.budget import policies
from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.checking import Finding as Found
from tvaers.engine.budget.checking import check
from tvaers.engine.budget.locking import draft, fresh
from tvaers.engine.budget.models import Cell, Correction, Doubt, Finding, Version
from tvaers.engine.budget.restoring import as_catalogue
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import Conflict, Problem


@action("budget.take_findings", permission=policies.may_keep, on="version",
        audit="{actor} tjekkede {version}: {result} åbne fund", silent=("findings",))  # fmt: skip
def take_findings(*, actor: Actor, version: Version, findings: Sequence[Found] | None = None) -> int:  # noqa: ARG001
    """Gem, hvad tjekket fandt. Det, der allerede er forklaret eller rettet, bliver stående.

    Without `findings` the check runs now. What is not found any more is kept as gone. An explanation in the version
    before counts here too. Returns how many are open.
    """
    version = fresh(version)
    known = {one.key: one for one in version.findings.all()}
    former = _explained(version.based_on)
    found = check(as_catalogue(version)) if findings is None else findings
    for position, one in enumerate(found):
        row = known.pop(one.fingerprint, None) or _new(version, one.fingerprint, former)
        row.position, row.kind, row.told = position, one.kind, as_told(one)
        row.state = "open" if row.state == "gone" else row.state
        row.save()
    for gone in known.values():
        if gone.state == "open":
            version.findings.filter(pk=gone.pk).update(state="gone")
    return version.findings.filter(state="open").count()


def _explained(version: Version | None) -> dict[str, Finding]:
    return {one.key: one for one in version.findings.filter(state="explained")} if version else {}


def _new(version: Version, key: str, former: dict[str, Finding]) -> Finding:
    made = Finding(version=version, key=key)
    if key in former:
        old = former[key]
        made.state, made.reason, made.by, made.at = old.state, old.reason, old.by, old.at
    return made


def as_told(one: Found) -> dict[str, Any]:
    """A finding as plain values; amounts are [low, high] in whole kroner, or null."""
    return {
        "rule": one.rule, "object": one.object, "where": one.where, "reason": one.reason, "line": one.place.line,
        "page": one.place.page, "printed": _ends(one.printed), "recomputed": _ends(one.recomputed),
        "difference": _ends(one.difference), "unit": one.unit, "printed_text": one.printed_text,
        "recomputed_text": one.recomputed_text, "cause": one.cause,
    }  # fmt: skip


def _ends(amount: Interval | None) -> list[int] | None:
    return [amount.low, amount.high] if amount else None


@action("budget.explain", permission=policies.may_keep, on="finding", audit="{actor} forklarede {finding}: {reason}")
def explain(*, actor: Actor, finding: Finding, reason: str) -> Finding:
    """Forklar et fund, så det ikke er åbent mere. Tallet bliver, som det er."""
    return _settle(actor, finding, "explained", reason)


@action("budget.reopen", permission=policies.may_keep, on="finding", audit="{actor} genåbnede {finding}: {reason}")
def reopen(*, actor: Actor, finding: Finding, reason: str) -> Finding:
    """Genåbn et fund, der er forklaret eller rettet. Skriv hvorfor."""
    return _settle(actor, finding, "open", reason)


def _settle(actor: Actor, finding: Finding, state: str, reason: str) -> Finding:
    draft(finding.version)
    finding = fresh(finding)
    if finding.state == state:
        raise Conflict(what=f"Fundet er allerede {finding.get_state_display().lower()}.")
    finding.state, finding.reason = state, _reason(reason)
    finding.by, finding.at = actor.audit_name(), clock.now()
    finding.save()
    return finding


def _reason(text: str) -> str:
    if not text.strip():
        raise Problem(what="Begrundelsen mangler.", do="Skriv kort, hvorfor.")
    return text.strip()


@action("budget.correct", permission=policies.may_keep, on="version",
        audit="{actor} rettede et tal i {version}: {reason}", silent=("cell",))  # fmt: skip
def correct(
    *, actor: Actor, version: Version, cell: Cell, amount: Interval | None, reason: str, finding: Finding | None = None
) -> Correction:
    """Ret et tal i kladden med en begrundelse. Det, der er trykt, bliver stående ved siden af.

    `amount` None makes the cell empty. With a `finding`, that one is corrected too.
    """
    version, cell = draft(version), fresh(cell)
    if version_of(cell) != version.pk or (finding is not None and finding.version_id != version.pk):
        raise Problem(what="Tallet eller fundet hører til en anden version.")
    if amount is not None and amount.low > amount.high:
        raise Problem(what="Minimum er større end maksimum.", do="Byt de to tal om.")
    low, high = (amount.low, amount.high) if amount else (None, None)
    if (cell.low, cell.high) == (low, high):
        raise Conflict(what="Tallet er det samme som før.")
    made = Correction.objects.create(
        version=version, cell=cell, finding=finding, place=place_of(cell), printed=cell.printed, low=low, high=high,
        before_low=cell.low, before_high=cell.high, reason=_reason(reason), by=actor.audit_name(), at=clock.now(),
    )  # fmt: skip
    if amount is not None and cell.state in ("empty", "doubtful", "text"):
        cell.state = "placed"
    cell.low, cell.high = low, high
    cell.save()
    if finding is not None:
        _settle(actor, finding, "corrected", reason)
    return made


def version_of(cell: Cell) -> int:
    """The number in the database of the version that a cell belongs to."""
    if cell.row is not None:
        return cell.row.table.version_id
    if cell.entry is None:
        raise Problem(what="Tallet hører ikke til nogen tabel.")
    return cell.entry.version_id


def place_of(cell: Cell) -> str:
    """Where a figure stands, in words: proposal or table, row, column."""
    if cell.row is not None:
        table = cell.row.table
        name = table.proposal.key if table.proposal else table.name or table.caption
        return f"{name}: {cell.row.label}, {cell.column}"
    slot = "opdrift" if cell.slot == "growth" else "omstilling"
    return f"oversigten: {cell.entry.title if cell.entry else ''}, {slot}"


@action("budget.answer_doubt", permission=policies.may_keep, on="doubt", audit="{actor} afklarede {doubt}: {answer}")
def answer_doubt(*, actor: Actor, doubt: Doubt, answer: str) -> Doubt:
    """Afklar en tvivl fra læsningen: skriv, hvilken læsning der er den rigtige."""
    draft(doubt.version)
    doubt = fresh(doubt)
    if not answer.strip():
        raise Problem(what="Svaret mangler.", do="Skriv, hvilken læsning der er den rigtige.")
    doubt.answer, doubt.answered_by, doubt.answered_at = answer.strip(), actor.audit_name(), clock.now()
    doubt.save()
    return doubt
