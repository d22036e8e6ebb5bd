"""References in the text to sections of the catalogue (AFSNIT): the section must be there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tvaers.engine.budget.catalogue import Catalogue
from tvaers.engine.budget.checking.finding import Finding, Outcome

REFERENCE = re.compile(r"\bafsnit\s+(\d{1,2})([.,])(\d{1,2})\b", re.IGNORECASE)
NUMBERED = re.compile(r"^\s*(\d{1,2})\.(\d{1,2})\b")


def check_references(catalogue: Catalogue) -> Iterator[Outcome]:
    """AFSNIT: "afsnit 4.3" is told when the chapter has numbered sections, and none of them is 4.3."""
    known = _numbers(catalogue)
    chapters = {number.split(".")[0] for number in known}
    for section in catalogue.sections:
        for found in REFERENCE.finditer(section.text):
            number = f"{found[1]}.{found[3]}"
            if found[1] in chapters and number not in known:
                reason = f"Teksten henviser til {found[0]}, men kataloget har intet afsnit {number}."
                where = f"Teksten under »{section.heading}«, henvisningen til {found[0]}"
                yield Finding("AFSNIT", "label", section.place, "text", where, reason, printed_text=found[0])


def _numbers(catalogue: Catalogue) -> set[str]:
    """The numbers of all sections: of themes, headings and tables."""
    headings = [section.heading for section in catalogue.sections]
    headings += [heading for table in catalogue.tables for heading in (table.caption, table.name)]
    found = (NUMBERED.match(heading) for heading in headings)
    return {f"{one[1]}.{one[2]}" for one in found if one} | {theme.number for theme in catalogue.themes}
