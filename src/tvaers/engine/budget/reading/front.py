"""From a file to lines: the kind is told by the content, and what cannot be read is a Problem."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath

from tvaers.engine.budget.catalogue import Doubt, Place
from tvaers.engine.budget.reading.front_docx import docx_lines
from tvaers.engine.budget.reading.front_pdf import pdf_lines
from tvaers.engine.budget.reading.lines import Line, lines_of
from tvaers.kernel.errors import Problem

LARGEST = 50_000_000
"""Bytes of the largest file taken."""
LARGEST_TEXT = 4_000_000
"""Bytes of the largest plain text taken: ten times a catalogue of 131 pages."""
SAVE_AGAIN = "Åbn filen i det program, den er lavet i, gem den som DOCX eller PDF, og prøv igen."
FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "et ældre Word-dokument (.doc) eller regneark (.xls)"),
    (b"{\\rtf", "et RTF-dokument"),
    (b"\x89PNG", "et billede"),
    (b"\xff\xd8\xff", "et billede"),
    (b"GIF8", "et billede"),
)
NAMES = {"pdf": "en PDF-fil", "docx": "et Word-dokument", "text": "ren tekst"}
DECLARED = {".pdf": "pdf", ".docx": "docx", ".docm": "docx", ".txt": "text", ".md": "text", ".csv": "text"}
MARKED = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")


@dataclass(frozen=True)
class Front:
    """The lines of a file, and what is doubtful about how they came out."""

    lines: tuple[Line, ...]
    doubts: tuple[Doubt, ...] = ()


def front_of(path: Path) -> Front:
    """The lines of a file on disk. Problem when there is none, or it cannot be read."""
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        do = "Se efter, om navnet er stavet rigtigt, og om du står i den rigtige mappe."
        raise Problem(what=f"{path} findes ikke.", why="Der er ingen fil med det navn.", do=do) from error
    except OSError as error:
        why = "Det er en mappe." if path.is_dir() else "Systemet giver ikke adgang til filen."
        raise Problem(what=f"{path} kan ikke åbnes.", why=why, do="Vælg filen med budgetkataloget.") from error
    return front(content, path.name)


def front(content: bytes, name: str) -> Front:
    """The lines of a file. Problem when it is empty, too large, foreign, locked, or not what its name says."""
    if not content.strip():
        do = "Vælg filen med budgetkataloget."
        raise Problem(what=f"{name} er tom.", why="Filen har intet indhold.", do=do)
    if len(content) > LARGEST:
        do = "Gem den uden billeder, og prøv igen."
        raise Problem(what=f"{name} er for stor.", why="Filen fylder over 50 MB.", do=do)
    kind = _kind(content, name)
    if kind == "text" and len(content) > LARGEST_TEXT:
        do = "Vælg filen med budgetkataloget, eller del den i flere."
        raise Problem(what=f"{name} er for stor.", why="Filen har over 4 MB ren tekst.", do=do)
    found = _READERS[kind](content, name)
    if not any(line.text for line in found.lines):
        raise _without_text(name, kind)
    return found


def _kind(content: bytes, name: str) -> str:
    """pdf | docx | text by the first bytes. Problem when the file is something else or its name says another kind."""
    start = content.lstrip()[:8]
    for mark, what in FOREIGN:
        if start.startswith(mark):
            raise Problem(what=f"{name} kan ikke læses.", why=f"Filen er {what}.", do=SAVE_AGAIN)
    kind = "pdf" if start.startswith(b"%PDF") else "docx" if content.startswith(b"PK") else "text"
    declared = DECLARED.get(PurePath(name).suffix.lower())
    if declared and declared != kind:
        raise Problem(
            what=f"{name} kan ikke læses.",
            why=f"Navnet siger {NAMES[declared]}, men indholdet er ikke det.",
            do="Giv filen den rigtige endelse, eller gem den igen fra det program, den er lavet i.",
        )
    return kind


def _without_text(name: str, kind: str) -> Problem:
    if kind == "pdf":
        return Problem(
            what=f"{name} har ingen tekst.",
            why="Filen ser ud til at være skannet: siderne er billeder.",
            do="Find den oprindelige fil, eller kør tekstgenkendelse (OCR) på den, og prøv igen.",
        )
    do = "Vælg filen med budgetkataloget."
    return Problem(what=f"{name} har ingen tekst.", why="Der står intet i dokumentet.", do=do)


def _text(content: bytes, name: str) -> Front:
    text, is_certain = decoded(content, name)
    why = "Filens tegnsæt er usikkert: den er læst som Windows-1252. Se efter, at æ, ø og å står rigtigt."
    return Front(lines_of(text), () if is_certain else (Doubt("encoding", why, Place(1)),))


def decoded(content: bytes, name: str) -> tuple[str, bool]:
    """The text, and whether its character set is certain. Problem when it is no text."""
    for mark, encoding in MARKED:
        if content.startswith(mark):
            return _checked(content.decode(encoding, errors="replace"), name), True
    try:
        return _checked(content.decode("utf-8"), name), True
    except UnicodeDecodeError:
        return _checked(content.decode("cp1252", errors="replace"), name), False


def _checked(text: str, name: str) -> str:
    if len(NO_TEXT.findall(text)) > max(2, len(text) // 200):
        raise Problem(
            what=f"{name} kan ikke læses.",
            why="Filen er ikke tekst, PDF eller et Word-dokument.",
            do="Gem budgetkataloget som TXT, DOCX eller PDF, og prøv igen.",
        )
    return text


def _docx(content: bytes, name: str) -> Front:
    return Front(docx_lines(content, name))


def _pdf(content: bytes, name: str) -> Front:
    lines, empty = pdf_lines(content, name)
    why = "har ingen tekst. Den kan være et billede, og intet på den er læst."
    return Front(lines, tuple(Doubt("page-without-text", f"Side {page} {why}", Place(1, page)) for page in empty))


_READERS: dict[str, Callable[[bytes, str], Front]] = {"text": _text, "docx": _docx, "pdf": _pdf}
