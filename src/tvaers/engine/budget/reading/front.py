"""From a file to lines: the kind is told by the content, and what cannot be read is a Problem."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tvaers.engine.budget.catalogue import Doubt, Place
from tvaers.engine.budget.reading.front_docx import docx_lines
from tvaers.engine.budget.reading.front_pdf import pdf_lines
from tvaers.engine.budget.reading.lines import Line, lines_of
from tvaers.kernel.documents import decoded, kind_of, without_text
from tvaers.kernel.errors import Problem

LARGEST_TEXT = 4_000_000
"""Bytes of the largest plain text taken: ten times a catalogue of 131 pages."""
CHOOSE = "Vælg filen med budgetkataloget."


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
    kind = kind_of(content, name, choose=CHOOSE)
    if kind == "text" and len(content) > LARGEST_TEXT:
        do = "Vælg filen med budgetkataloget, eller del den i flere."
        raise Problem(what=f"{name} er for stor.", why="Filen har over 4 MB ren tekst.", do=do)
    found = _READERS[kind](content, name)
    if not any(line.text for line in found.lines):
        raise without_text(name, kind, choose=CHOOSE)
    return found


def _text(content: bytes, name: str) -> Front:
    text, is_certain = decoded(content, name, "budgetkataloget")
    why = "Filens tegnsæt er usikkert: den er læst som Windows-1252. Se efter, at æ, ø og å står rigtigt."
    return Front(lines_of(text), () if is_certain else (Doubt("encoding", why, Place(1)),))


def _docx(content: bytes, name: str) -> Front:
    return Front(docx_lines(content, name))


def _pdf(content: bytes, name: str) -> Front:
    lines, empty = pdf_lines(content, name)
    why = "har ingen tekst. Den kan være et billede, og intet på den er læst."
    return Front(lines, tuple(Doubt("page-without-text", f"Side {page} {why}", Place(1, page)) for page in empty))


_READERS: dict[str, Callable[[bytes, str], Front]] = {"text": _text, "docx": _docx, "pdf": _pdf}
