"""From a file to lines with places: the kind is told by the content, and what cannot be read is a Problem.

Text becomes one line per paragraph whatever the file: TXT by line number, DOCX by paragraph, PDF by page and line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from unicodedata import normalize

from tvaers.engine.forums.reading.front_docx import docx_lines
from tvaers.engine.forums.reading.front_pdf import pdf_lines
from tvaers.engine.forums.reading.front_text import text_lines
from tvaers.engine.forums.reading.pieces import Finding, Line
from tvaers.kernel.documents import decoded, kind_of, without_text

LONGEST_LINE = 6_000
"""Characters of the longest line that is read as one."""
CHOOSE = "Vælg filen med referatet eller dagsordenen."


@dataclass(frozen=True)
class Front:
    """The lines of a file, those that every page repeats, and what was noticed on the way."""

    lines: tuple[Line, ...]
    repeated: tuple[Line, ...] = ()
    findings: tuple[Finding, ...] = ()


def front(content: bytes, name: str) -> Front:
    """The lines of a file. Problem when it is empty, too large, foreign, or not what its name says."""
    kind = kind_of(content, name, choose=CHOOSE)
    found = _READERS[kind](content, name)
    if not any(line.text.strip() for line in found.lines):
        raise without_text(name, kind, choose="Vælg den rigtige fil.")
    return replace(found, lines=tuple(part for line in found.lines for part in _parts(_composed(line))))


def _composed(line: Line) -> Line:
    """A line with each letter as one sign: some programs write "å" as an a and a ring."""
    return replace(line, text=normalize("NFC", line.text))


def _parts(line: Line) -> tuple[Line, ...]:
    """A line, or the parts of one so long that it is no paragraph; looking through it whole would take minutes."""
    if len(line.text) <= LONGEST_LINE:
        return (line,)
    texts = (line.text[at : at + LONGEST_LINE].strip() for at in range(0, len(line.text), LONGEST_LINE))
    return tuple(replace(line, text=text) for text in texts if text)


def _text(content: bytes, name: str) -> Front:
    text, certain = decoded(content, name, "referatet")
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
