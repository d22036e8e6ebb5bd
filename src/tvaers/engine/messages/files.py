"""The files of a letter: they stay in it, can be fetched from it, and go into its case only when somebody says so.

What may be sent: the media types that MedCom allows (CareCommunication 5.0), each file what its name says, and no more
than fits the largest message that is read here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from tvaers.engine.cases import queries as cases
from tvaers.engine.cases.models import Case, Document
from tvaers.engine.cases.papers import TYPES
from tvaers.engine.messages.message import Attachment
from tvaers.engine.messages.models import Incoming, Outgoing
from tvaers.engine.messages.queries import letter_of
from tvaers.engine.parties.queries import within
from tvaers.kernel import ids
from tvaers.kernel.errors import NotFound, Problem

UNKNOWN = "application/octet-stream"
MEDIA_TYPES = {
    "pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "tif": "image/tiff", "tiff": "image/tiff", "bmp": "image/bmp",
}  # fmt: skip
"""The media types that a file may be handed out as, by ending; any other is handed out as bytes of no known kind."""

BEGINS = {
    "application/pdf": (b"%PDF",), "image/png": (b"\x89PNG",), "image/jpeg": (b"\xff\xd8",), "image/gif": (b"GIF8",),
    "image/tiff": (b"II*\x00", b"MM\x00*"), "image/bmp": (b"BM",),
}  # fmt: skip
"""What a file of each media type begins with."""
MOST_FILES = 10
"""How many files one letter takes."""
MOST_BYTES = 30 * 1024 * 1024
"""How much the files of one letter may fill together: as base64 it is 40 MiB of the 50 MiB that a message may fill."""


@dataclass(frozen=True)
class LetterFile:
    """One file of a letter, numbered from 1 as the letter has them. `title` is one line and never a CPR number."""

    number: int
    title: str
    media_type: str
    """One of `MEDIA_TYPES` or `UNKNOWN`, whatever the sender wrote."""
    content: bytes = field(repr=False)
    """Empty where the letter only says where the file lies."""

    @property
    def name(self) -> str:
        """The title as the name of a file, with an ending that tells its media type."""
        stem = self.title.replace("/", "-").replace("\\", "-").lstrip(".")
        endings = [ending for ending, media_type in MEDIA_TYPES.items() if media_type == self.media_type] or ["bin"]
        has_ending = any(stem.lower().endswith(f".{ending}") for ending in endings)
        return stem if has_ending else f"{stem}.{endings[0]}"

    @property
    def fits_a_case(self) -> bool:
        """Whether cases take files of this kind."""
        return self.name.lower().rpartition(".")[2] in TYPES


def files_of(row: Incoming | Outgoing) -> tuple[LetterFile, ...]:
    """The files of a letter, () for any other message. The caller has the row from a query that checked access."""
    message = letter_of(row)
    found = message.letter.attachments if message and message.letter else ()
    return tuple(as_file(number, one) for number, one in enumerate(found, start=1))


def as_file(number: int, file: Attachment) -> LetterFile:
    """An attached file as it is shown and handed out: nothing that its sender wrote of it is trusted."""
    title = " ".join("".join(sign if sign.isprintable() else " " for sign in file.title).split())[:150]
    shown = "Bilag" if not title or ids.looks_like_cpr(file.title) or ids.looks_like_cpr(title) else title
    media_type = file.media_type if file.media_type in MEDIA_TYPES.values() else UNKNOWN
    return LetterFile(number, shown, media_type, file.content)


def to_send(given: Sequence[tuple[str, bytes]]) -> tuple[Attachment, ...]:
    """Files, each a name and its bytes, as a letter carries them. Problem, with every fault, if one may not be sent."""
    faults = [fault for name, content in given if (fault := _fault(name, content))]
    size = sum(len(content) for _, content in given)
    if len(given) > MOST_FILES:
        faults.append(f"Et brev kan have højst {MOST_FILES} filer. Du har valgt {len(given)}.")
    if size > MOST_BYTES:
        faults.append(f"Filerne må tilsammen fylde {MOST_BYTES // 1024**2} MB.")
    if faults:
        raise Problem(
            what="Brevet er ikke sendt.", do="Vælg filerne igen, når du har rettet dem.", findings=tuple(faults)
        )
    return tuple(Attachment(_title(name), MEDIA_TYPES[_ending(name)], content) for name, content in given)


def _fault(name: str, content: bytes) -> str:
    """Why one file may not be sent, "" when it may. The name is quoted only where it is no CPR number."""
    if ids.looks_like_cpr(name):
        return "En fils navn ligner eller indeholder et CPR-nummer. Omdøb filen."
    media_type = MEDIA_TYPES.get(_ending(name))
    if media_type is None:
        return f"»{_title(name)}« kan ikke sendes. Brug PDF, PNG, JPEG, GIF, TIFF eller BMP."
    if not content:
        return f"»{_title(name)}« er tom."
    if not content.startswith(BEGINS[media_type]):
        return f"»{_title(name)}« er ikke en {_ending(name)}-fil, selv om navnet siger det. Gem den igen."
    return ""


def _ending(name: str) -> str:
    return PurePath(name).suffix.removeprefix(".").lower()


def _title(name: str) -> str:
    """The last part of a name, on one line."""
    last = PurePath(name.replace("\\", "/")).name
    return " ".join("".join(sign if sign.isprintable() else " " for sign in last).split())[:150] or "Bilag"


def file_in(row: Incoming | Outgoing, number: int) -> LetterFile:
    """One file of a letter. Raises NotFound, also for a file that the letter only points to."""
    found = next((one for one in files_of(row) if one.number == number and one.content), None)
    if found is None:
        raise NotFound(what="Brevet har ikke den fil.")
    return found


def case_of(user: object, row: Incoming | Outgoing) -> Case | None:
    """The letter's case, as far as the user may see it."""
    return cases.cases(user).filter(pk=row.case_id).first() if row.case_id else None


def party_in(case: Case, row: Incoming) -> str:
    """The party that a file of the letter comes into the case from: the one in the case that got the letter."""
    return next((one.party for one in case.parties.order_by("pk") if one.party in within(row.party)), "")


def as_document(case: Case, file: LetterFile) -> Document | None:
    """The document of the case that is this very file; None while nobody has put it there."""
    digest = hashlib.sha256(file.content).hexdigest()
    return cases.documents(case).filter(sha256=digest).first()
