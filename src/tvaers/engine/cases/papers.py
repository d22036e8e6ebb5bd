"""What hangs on a case beside its events: files, and the showing of its citizen's number. Offered by `actions`."""

from __future__ import annotations

import hashlib
import secrets
from pathlib import PurePath
from typing import IO

from django.core.files.base import ContentFile

from tvaers.engine.cases import policies
from tvaers.engine.cases.models import Case, Document
from tvaers.engine.citizens import actions as registering
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, System, action
from tvaers.kernel.errors import Problem
from tvaers.kernel.ids import looks_like_cpr

MOST_BYTES = 20 * 1024 * 1024
"""The largest file that a case takes."""
TYPES = {
    "pdf": ("application/pdf", b"%PDF"), "png": ("image/png", b"\x89PNG"), "jpg": ("image/jpeg", b"\xff\xd8"),
    "jpeg": ("image/jpeg", b"\xff\xd8"), "txt": ("text/plain", b""),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
}  # fmt: skip
"""The kinds of file that a case takes, by ending: the media type, and what such a file begins with."""


class Upload:
    """A file that somebody gives: its name and its bytes. The log keeps the name and nothing of what it holds."""

    def __init__(self, name: str, file: IO[bytes]) -> None:
        self.name = PurePath(name.replace("\\", "/")).name.strip()[:200]
        self.file = file

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return self.name


@action("cases.attach", permission=policies.may_act, on="case", audit="{actor} lagde {upload} i {case}")
def attach(*, actor: Actor, case: Case, upload: Upload, party: str = "") -> Document:
    """Læg et dokument i et forløb.

    Problem when the file is empty, too large, of a kind that cases do not take, or not what its name says.
    """
    if looks_like_cpr(upload.name):
        raise Problem(what="Filens navn ligner eller indeholder et CPR-nummer.", do="Omdøb filen, og prøv igen.")
    ending = PurePath(upload.name).suffix.removeprefix(".").lower()
    if ending not in TYPES:
        raise Problem(what="Den slags fil kan ikke lægges i et forløb.", do=f"Brug en af: {', '.join(sorted(TYPES))}.")
    content = upload.file.read(MOST_BYTES + 1)
    if not content or len(content) > MOST_BYTES:
        what = "Filen er tom." if not content else f"Filen er større end {MOST_BYTES // 1024 // 1024} MB."
        raise Problem(what=what, do="Vælg en anden fil.")
    media_type, begins = TYPES[ending]
    if not content.startswith(begins):
        raise Problem(what=f"Filen er ikke en {ending}-fil, selv om navnet siger det.", do="Gem den igen, og prøv så.")
    made = Document(
        case=case, name=upload.name, media_type=media_type, size=len(content),
        sha256=hashlib.sha256(content).hexdigest(), at=clock.now(), by=actor.audit_name(), party=party,
    )  # fmt: skip
    made.file.save(secrets.token_hex(16), ContentFile(content), save=False)
    made.save()
    return made


@action("cases.show_cpr", permission=policies.may_see, on="case", audit="{actor} så CPR-nummeret i {case}: {reason}")
def show_cpr(*, actor: Actor, case: Case, reason: str) -> str:
    """Vis CPR-nummeret på borgeren i et forløb.

    Returns it as "ddmmyy-nnnn". The log of citizens keeps who, whom and why as well. Problem without a reason.
    """
    if case.citizen is None:
        raise Problem(what="Forløbet handler ikke om en borger med CPR-nummer.")
    if looks_like_cpr(reason):
        raise Problem(what="Grunden ligner eller indeholder et CPR-nummer.", do="Skriv den uden numre.")
    asker = System(f"{actor.audit_name()} i {case.audit_name()}")
    return registering.show_cpr(actor=asker, citizen=case.citizen, reason=reason)
