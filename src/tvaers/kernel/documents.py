"""What sort of document a file is, told by its content, and the text of a plain one; what cannot be read is a Problem.

Shared by everything that reads papers made elsewhere: minutes and budget catalogues.
"""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath

from tvaers.kernel.errors import Problem

LARGEST = 50_000_000
"""Bytes of the largest file taken."""
SAVE_AGAIN = "Åbn filen i det program, den er lavet i, gem den som DOCX eller PDF, og prøv igen."
FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "et ældre Word-dokument (.doc)"),
    (b"{\\rtf", "et RTF-dokument"),
    (b"\x89PNG", "et billede"),
    (b"\xff\xd8\xff", "et billede"),
    (b"GIF8", "et billede"),
)
OLDER_SHEET = "et ældre regneark (.xls)"
NAMES = {"pdf": "en PDF-fil", "docx": "et Word-dokument", "text": "ren tekst"}
DECLARED = {".pdf": "pdf", ".docx": "docx", ".docm": "docx", ".txt": "text", ".md": "text", ".csv": "text"}
MARKED = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")


def kind_of(content: bytes, name: str, *, choose: str) -> str:
    """pdf | docx | text by the first bytes; `choose` says which file to take instead.

    Problem when the file is empty, too large or something else, or its name says another kind.
    """
    if not content.strip():
        raise Problem(what=f"{name} er tom.", why="Filen har intet indhold.", do=choose)
    if len(content) > LARGEST:
        do = "Gem den uden billeder, og prøv igen."
        raise Problem(what=f"{name} er for stor.", why="Filen fylder over 50 MB.", do=do)
    start = content.lstrip()[:8]
    suffix = PurePath(name).suffix.lower()
    for mark, what in FOREIGN:
        if start.startswith(mark):
            what = OLDER_SHEET if suffix == ".xls" else what
            raise Problem(what=f"{name} kan ikke læses.", why=f"Filen er {what}.", do=SAVE_AGAIN)
    kind = "pdf" if start.startswith(b"%PDF") else "docx" if content.startswith(b"PK") else "text"
    declared = DECLARED.get(suffix)
    if declared and declared != kind:
        raise Problem(
            what=f"{name} kan ikke læses.",
            why=f"Navnet siger {NAMES[declared]}, men indholdet er ikke det.",
            do="Giv filen den rigtige endelse, eller gem den igen fra det program, den er lavet i.",
        )
    return kind


def without_text(name: str, kind: str, *, choose: str) -> Problem:
    """What is told of a file in which no text was found."""
    if kind == "pdf":
        return Problem(
            what=f"{name} har ingen tekst.",
            why="Filen ser ud til at være skannet: siderne er billeder.",
            do="Find den oprindelige fil, eller kør tekstgenkendelse (OCR) på den, og prøv igen.",
        )
    return Problem(what=f"{name} har ingen tekst.", why="Der står intet i dokumentet.", do=choose)


def decoded(content: bytes, name: str, noun: str) -> tuple[str, bool]:
    """The text, and whether its character set is certain; `noun` is what the file should hold, as "referatet".

    UTF-8, UTF-16 with a mark, else Windows-1252. Problem when it is no text.
    """
    for mark, encoding in MARKED:
        if content.startswith(mark):
            return _checked(content.decode(encoding, errors="replace"), name, noun), True
    try:
        return _checked(content.decode("utf-8"), name, noun), True
    except UnicodeDecodeError:
        return _checked(content.decode("cp1252", errors="replace"), name, noun), False


def _checked(text: str, name: str, noun: str) -> str:
    if len(NO_TEXT.findall(text)) > max(2, len(text) // 200):
        raise Problem(
            what=f"{name} kan ikke læses.",
            why="Filen er ikke tekst, PDF eller et Word-dokument.",
            do=f"Gem {noun} som TXT, DOCX eller PDF, og prøv igen.",
        )
    return text
