"""Files that are not what they seem, and scanned papers with letters within figures."""

from __future__ import annotations

import io
import zipfile

import pytest

from tvaers.engine.budget.reading import read_catalogue, read_text
from tvaers.kernel.errors import Problem


@pytest.mark.parametrize("name", ["budget.xlsx", "budget.docx"])
def test_a_spreadsheet_is_told_as_one(name: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(Problem, match="Filen er et regneark"):
        read_catalogue(packed.getvalue(), name)


@pytest.mark.parametrize(("printed", "read"), [("1.4O0", "1.400"), ("l.200", "1.200"), ("2,I", "2,1")])
def test_a_letter_within_a_figure_is_told_with_what_it_looks_like(printed: str, read: str) -> None:
    (doubt,) = read_text(f"Budgetforslag 2025\n\nLøn {printed}\n").doubts
    assert (doubt.code, doubt.choices, doubt.place.line) == ("letter-in-figure", (read,), 3)


@pytest.mark.parametrize("text", ["1.400", "II.", "I.O.", "OL.12", "B2.OL"])
def test_plain_figures_and_words_are_not(text: str) -> None:
    found = read_text(f"Budgetforslag 2025\n\nLøn {text}\n").doubts
    assert found == ()
