"""The audit chain: writes entries that seal each other, and finds the first place where the seal is broken."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import connection

from tvaers.kernel import clock
from tvaers.kernel.models import AuditEntry

START = "0" * 64
_LOCK = 7_041_966


@dataclass(frozen=True)
class Verdict:
    """What a verification found: `entries` read, and the first `broken` number with the reason, or None."""

    entries: int
    broken: int | None = None
    reason: str = ""

    @property
    def whole(self) -> bool:
        """Whether nothing was found to be wrong."""
        return self.broken is None


def seal(entry: AuditEntry) -> str:
    """The SHA-256 that an entry must carry: over all its fields and the hash of the one before."""
    fields: list[Any] = [
        entry.number,
        entry.segment,
        entry.at.astimezone(UTC).isoformat(),
        entry.actor,
        entry.action,
        entry.object,
        entry.sentence,
        entry.detail,
        entry.previous,
    ]
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def write(*, actor: str, action: str, object: str, sentence: str, detail: Mapping[str, Any]) -> AuditEntry:
    """Append one entry, inside the caller's transaction. Writers wait for each other from here to their commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = AuditEntry.objects.order_by("-number").first()
    at: datetime = clock.now()
    entry = AuditEntry(
        number=last.number + 1 if last else 1,
        segment=f"{at:%Y-%m}",
        at=at,
        actor=actor,
        action=action,
        object=object,
        sentence=sentence,
        detail=dict(detail),
        previous=last.hash if last else START,
    )
    entry.hash = seal(entry)
    entry.save(force_insert=True)
    return entry


def verify(heads: Path | None = None) -> Verdict:
    """Read the whole log and say whether it is whole; `heads` is a file that `export_heads` wrote earlier."""
    previous, count = START, 0
    known = dict(_read_heads(heads))
    for entry in AuditEntry.objects.order_by("number").iterator(chunk_size=5_000):
        count += 1
        if entry.number != count:
            return Verdict(count, count, f"Post {count} mangler; den næste i loggen er nummer {entry.number}.")
        if entry.previous != previous:
            return Verdict(count, count, f"Post {count} passer ikke til posten før.")
        if seal(entry) != entry.hash:
            return Verdict(count, count, f"Post {count} er ændret, efter at den blev skrevet.")
        if known.pop(count, entry.hash) != entry.hash:
            return Verdict(count, count, f"Post {count} er ikke den, der blev gemt som segmenthoved.")
        previous = entry.hash
    if known:
        missing = min(known)
        return Verdict(count, missing, f"Loggen slutter ved post {count}, men post {missing} er gemt som segmenthoved.")
    return Verdict(count)


def export_heads(path: Path) -> int:
    """Append the newest head of each segment to a file outside the database; returns how many it wrote."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written = dict(_read_heads(path))
    new = [(n, h) for n, h in _segment_heads() if n not in written]
    with path.open("a", encoding="utf-8") as file:
        for number, sealed in new:
            file.write(json.dumps({"number": number, "hash": sealed}) + "\n")
    return len(new)


def _segment_heads() -> Iterator[tuple[int, str]]:
    heads = AuditEntry.objects.order_by("segment", "-number").distinct("segment")
    yield from heads.values_list("number", "hash")


def _read_heads(path: Path | None) -> Iterator[tuple[int, str]]:
    if path is None or not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield int(row["number"]), str(row["hash"])
