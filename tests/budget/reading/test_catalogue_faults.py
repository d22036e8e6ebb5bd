"""Files that cannot be read: what happened, why, and what to do, in Danish."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter
from tests.budget.reading import in_formats

from tvaers.engine.budget.reading import read_catalogue
from tvaers.kernel.errors import Problem


def refused(path: Path) -> Problem:
    with pytest.raises(Problem) as caught:
        read_catalogue(path)
    assert caught.value.what and caught.value.why and caught.value.do
    return caught.value


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_missing_file(tmp_path: Path) -> None:
    assert "findes ikke" in refused(tmp_path / "væk.txt").what


def test_a_folder(tmp_path: Path) -> None:
    assert refused(tmp_path).why == "Det er en mappe."


@pytest.mark.parametrize("content", [b"", b" \n\t\n"])
def test_an_empty_file(tmp_path: Path, content: bytes) -> None:
    assert refused(written(tmp_path, "tom.txt", content)).what == "tom.txt er tom."


def test_binary_content(tmp_path: Path) -> None:
    assert "ikke tekst" in refused(written(tmp_path, "fil.bin", bytes(range(32)) * 50)).why


@pytest.mark.parametrize(
    ("start", "word"), [(b"\xd0\xcf\x11\xe0", ".doc"), (b"{\\rtf1", "RTF"), (b"\x89PNG\r\n", "billede")]
)
def test_a_foreign_kind(tmp_path: Path, start: bytes, word: str) -> None:
    assert word in refused(written(tmp_path, "fil", start + b" noget" * 20)).why


def test_a_name_that_says_another_kind(tmp_path: Path) -> None:
    assert "Navnet siger en PDF-fil" in refused(written(tmp_path, "katalog.pdf", b"Budget 2031")).why


def test_half_a_word_document(tmp_path: Path) -> None:
    assert "Word-dokument" in refused(written(tmp_path, "halv.docx", b"PK\x03\x04 noget")).why


def test_half_a_pdf(tmp_path: Path) -> None:
    assert refused(written(tmp_path, "halv.pdf", b"%PDF-1.7\nnoget")).why == "Filen er ikke en hel PDF."


def test_a_pdf_with_a_password(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(in_formats.write_pdf(tmp_path / "aaben.pdf")))
    writer.encrypt("hemmelig", algorithm="RC4-128")
    writer.write(tmp_path / "laast.pdf")
    assert "adgangskode" in refused(tmp_path / "laast.pdf").why


def test_a_scanned_pdf(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(width=300, height=300)
    writer.write(tmp_path / "skannet.pdf")
    assert "skannet" in refused(tmp_path / "skannet.pdf").why


def test_a_page_without_text_is_a_doubt(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(in_formats.write_pdf(tmp_path / "fuld.pdf")))
    writer.add_blank_page()
    writer.write(tmp_path / "mere.pdf")
    assert [one.code for one in read_catalogue(tmp_path / "mere.pdf").doubts] == ["page-without-text"]


def test_a_word_document_without_text(tmp_path: Path) -> None:
    Document().save(str(tmp_path / "tom.docx"))
    assert refused(tmp_path / "tom.docx").what == "tom.docx har ingen tekst."


def test_an_old_character_set_is_a_doubt(tmp_path: Path) -> None:
    path = written(tmp_path, "gammel.txt", "Budget 2031: sygehusene får 3 mio. kr.".encode("cp1252"))
    assert [one.code for one in read_catalogue(path).doubts] == ["encoding"]
