"""From a file to lines with places: the kind is told by the content, and what cannot be read is a Problem.

Text becomes one line per paragraph whatever the file: TXT by line number, DOCX by paragraph, PDF by page and line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePath

from tvaers.engine.forums.reading.front_docx import docx_lines
from tvaers.engine.forums.reading.front_pdf import pdf_lines
from tvaers.engine.forums.reading.front_text import decoded, text_lines
from tvaers.engine.forums.reading.pieces import Finding, Line
from tvaers.kernel.errors import Problem

LARGEST = 50_000_000
"""Bytes of the largest file taken."""
LONGEST_LINE = 6_000
"""Characters of the longest line that is read as one."""
CONVERT = "Åbn filen i det program, den er lavet i, gem den som DOCX eller PDF, og prøv igen."
FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "et ældre Word-dokument (.doc)"),
    (b"{\\rtf", "et RTF-dokument"),
    (b"\x89PNG", "et billede"),
    (b"\xff\xd8\xff", "et billede"),
    (b"GIF8", "et billede"),
)
NAMES = {"pdf": "en PDF-fil", "docx": "et Word-dokument", "text": "ren tekst"}
DECLARED = {".pdf": "pdf", ".docx": "docx", ".docm": "docx", ".txt": "text", ".md": "text"}


@dataclass(frozen=True)
class Front:
    """The lines of a file, those that every page repeats, and what was noticed on the way."""

    lines: tuple[Line, ...]
    repeated: tuple[Line, ...] = ()
    findings: tuple[Finding, ...] = ()


def front(content: bytes, name: str) -> Front:
    """The lines of a file. Problem when it is empty, too large, foreign, or not what its name says."""
    if not content.strip():
        raise Problem(
            what=f"{name} er tom.", why="Filen har intet indhold.", do="Vælg filen med referatet eller dagsordenen."
        )
    if len(content) > LARGEST:
        raise Problem(
            what=f"{name} er for stor.", why="Filen fylder over 50 MB.", do="Gem den uden billeder, og prøv igen."
        )
    kind = _kind(content, name)
    found = _READERS[kind](content, name)
    if not any(line.text.strip() for line in found.lines):
        raise _without_text(name, kind)
    return replace(found, lines=tuple(part for line in found.lines for part in _parts(line)))


def _parts(line: Line) -> tuple[Line, ...]:
    """A line, or the parts of one so long that it is no paragraph; looking through it whole would take minutes."""
    if len(line.text) <= LONGEST_LINE:
        return (line,)
    texts = (line.text[at : at + LONGEST_LINE].strip() for at in range(0, len(line.text), LONGEST_LINE))
    return tuple(replace(line, text=text) for text in texts if text)


def _kind(content: bytes, name: str) -> str:
    """pdf | docx | text by the first bytes. Problem when the file is something else or its name says another kind."""
    start = content.lstrip()[:8]
    for mark, what in FOREIGN:
        if start.startswith(mark):
            raise Problem(what=f"{name} kan ikke læses.", why=f"Filen er {what}.", do=CONVERT)
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
    return Problem(what=f"{name} har ingen tekst.", why="Der står intet i dokumentet.", do="Vælg den rigtige fil.")


def _text(content: bytes, name: str) -> Front:
    text, certain = decoded(content, name)
    why = "Filen er ikke UTF-8. Den er læst som Windows-1252; se efter, at æ, ø og å står rigtigt."
    return Front(text_lines(text), findings=() if certain else (Finding("unsure", "Tegnsættet er usikkert", why),))


def _docx(content: bytes, name: str) -> Front:
    lines, repeated = docx_lines(content, name)
    return Front(lines, repeated)


def _pdf(content: bytes, name: str) -> Front:
    lines, repeated, empty = pdf_lines(content, name)
    why = "Siden kan være skannet. Det, der står på den, er ikke med."
    return Front(lines, repeated, tuple(Finding("missing", f"Side {page} har ingen tekst", why) for page in empty))


_READERS: dict[str, Callable[[bytes, str], Front]] = {"text": _text, "docx": _docx, "pdf": _pdf}
