"""A file that somebody gives: which kinds are taken, how large, and whether it is what its name says."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

from tvaers.kernel.errors import Problem
from tvaers.kernel.ids import looks_like_cpr

MOST_BYTES = 20 * 1024 * 1024
"""The largest file that is taken."""
TYPES = {
    "pdf": ("application/pdf", b"%PDF"), "png": ("image/png", b"\x89PNG"), "jpg": ("image/jpeg", b"\xff\xd8"),
    "jpeg": ("image/jpeg", b"\xff\xd8"), "txt": ("text/plain", b""),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
}  # fmt: skip
"""The kinds of file that are taken, by ending: the media type, and what such a file begins with."""


class Upload:
    """A file that somebody gives: its name and its bytes. The log keeps the name and nothing of what it holds."""

    def __init__(self, name: str, file: IO[bytes]) -> None:
        self.name = PurePath(name.replace("\\", "/")).name.strip()[:200]
        self.file = file

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return self.name


@dataclass(frozen=True)
class Checked:
    """What a file holds, and its media type."""

    content: bytes
    media_type: str


def checked(upload: Upload) -> Checked:
    """The file, read and found to be fit for keeping.

    Problem when its name looks like a CPR number, and when it is empty, too large, of a kind that is not taken, or not
    what its name says.
    """
    if looks_like_cpr(upload.name):
        raise Problem(what="Filens navn ligner eller indeholder et CPR-nummer.", do="Omdøb filen, og prøv igen.")
    ending = PurePath(upload.name).suffix.removeprefix(".").lower()
    if ending not in TYPES:
        raise Problem(what="Den slags fil kan ikke lægges her.", do=f"Brug en af: {', '.join(sorted(TYPES))}.")
    content = upload.file.read(MOST_BYTES + 1)
    if not content or len(content) > MOST_BYTES:
        what = "Filen er tom." if not content else f"Filen er større end {MOST_BYTES // 1024 // 1024} MB."
        raise Problem(what=what, do="Vælg en anden fil.")
    media_type, begins = TYPES[ending]
    if not content.startswith(begins):
        raise Problem(what=f"Filen er ikke en {ending}-fil, selv om navnet siger det.", do="Gem den igen, og prøv så.")
    return Checked(content, media_type)


def random_name() -> str:
    """A name to keep a file under: it tells nothing and cannot be guessed."""
    return secrets.token_hex(16)
