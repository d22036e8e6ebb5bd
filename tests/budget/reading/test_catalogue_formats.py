"""The same catalogue from every kind of file and layout: as many proposals, the same figures."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.budget.reading import in_formats
from tests.budget.reading.made_up import HERE, made_up

from tvaers.engine.budget.catalogue import Catalogue, Table
from tvaers.engine.budget.reading import read_catalogue, read_text

LAYOUTS = ("docx", "pdf", "tabs", "semicolons", "markdown", "columns")


@pytest.fixture(scope="module", params=LAYOUTS)
def catalogue(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return read_catalogue(_file(request.param, tmp_path_factory.mktemp("layout")))


def _file(layout: str, folder: Path) -> Path:
    if layout == "docx":
        return in_formats.write_docx(folder / "katalog.docx")
    if layout == "pdf":
        return in_formats.write_pdf(folder / "katalog.pdf")
    rows = {
        "tabs": in_formats.tabbed,
        "semicolons": in_formats.semicoloned,
        "markdown": in_formats.barred,
        "columns": in_formats.aligned,
    }[layout]
    path = folder / "katalog.txt"
    path.write_text(in_formats.as_text(rows, "|---" if layout == "markdown" else ""), encoding="utf-8")
    return path


def printed(table: Table | None) -> list[tuple[str, list[str]]]:
    assert table
    return [(row.label, [cell.printed.replace("−", "-") for cell in row.cells]) for row in table.rows]


def test_the_head(catalogue: Catalogue) -> None:
    assert (catalogue.title, catalogue.year) == ("Budgetkatalog 2027 for Region Vesterhav", 2027)


def test_the_proposals(catalogue: Catalogue) -> None:
    assert [(one.key, one.title, one.departments) for one in catalogue.proposals] == [
        ("1.1-01", "Flere senge på medicinsk afdeling", "Hospital Nord"),
        ("1.1-02", "Vækst i medicin", "Sygehusapoteket"),
        ("1.1-03", "Fælles indkøb", "Økonomi"),
        ("1.2-01", "Udvidet ambulatorium", "Psykiatrien"),
    ]


def test_the_overview(catalogue: Catalogue) -> None:
    total = catalogue.overview_totals[-1]
    assert total.growth and total.growth.printed == "13,5-16,0"
    assert [one.proposal for one in catalogue.overview if one.saving] == ["1.1-03"]


def test_four_periods(catalogue: Catalogue) -> None:
    assert catalogue.periods == ("2027", "2028", "2029", "PERM")


@pytest.mark.parametrize("word", ["I alt", "Sum", "Total", "Samlet"])
def test_every_word_for_a_sum(catalogue: Catalogue, word: str) -> None:
    totals = [one.table.total.label for one in catalogue.proposals if one.table and one.table.total]
    assert word in totals


def test_empty_cells_stay_where_they_are(catalogue: Catalogue) -> None:
    assert printed(catalogue.proposals[0].table)[1] == ("Etablering (engangs)", ["0,5", "", "", ""])
    assert printed(catalogue.proposals[3].table)[1] == ("Husleje", ["0,5", "0,6", "0,6", ""])


def test_nothing_is_in_doubt_where_cells_are_told(catalogue: Catalogue) -> None:
    assert catalogue.doubts == ()


def test_text_is_read_beside_the_tables(catalogue: Catalogue) -> None:
    assert [one.printed for one in catalogue.proposals[0].amounts] == ["4,0 mio. kr."]


def test_the_trapped_catalogue_is_the_same_from_word(tmp_path: Path) -> None:
    lines = [one for one in (HERE / "proevekatalog.txt").read_text(encoding="utf-8").splitlines() if one != "#axis"]
    found = read_catalogue(in_formats.write_docx(tmp_path / "katalog.docx", lines))
    told = read_text(made_up())
    assert [(one.key, one.title, printed(one.table)) for one in found.proposals] == [
        (one.key, one.title, printed(one.table)) for one in told.proposals
    ]


def test_a_catalogue_without_overview_has_its_proposals_in_order() -> None:
    text = "Ny klinik\nVirksomhed: Hospital Syd\nBeløb i 1.000 kr.\n        2026      2027\nLøn     1.200     2.400\n"
    found = read_text(text + "I alt   1.200     2.400\n\nDigital post\nEnhed: It\nDen er god.\n")
    assert [(one.key, one.title) for one in found.proposals] == [("0-01", "Ny klinik"), ("0-02", "Digital post")]


def test_a_unit_on_a_line_of_its_own_counts() -> None:
    text = "Ny klinik\nVirksomhed: Hospital Syd\nBeløb i 1.000 kr.\n        2026      2027\nLøn     1.200     2.400\n"
    table = read_text(text + "I alt   1.200     2.400\n").proposals[0].table
    assert table and (table.unit, table.rows[0].cells[0].amount.low) == ("1.000 kr.", 1_200_000)  # type: ignore[union-attr]


def test_a_table_of_nobody_is_kept_with_its_columns() -> None:
    found = read_text(
        "Aktivitet\n\nOmråde            Antal      Udgift\nNord                 12      100\nSyd   14      120\n"
    )
    assert [[one.printed for one in table.columns] for table in found.tables] == [["Antal", "Udgift"]]


MARKDOWN = """# Budgetkatalog 2026

## Oversigt

| Forslag | Opdrift | Omstilling |
|:---|---:|---:|
| Flere portører | 1,5 | |
| Energirenovering | | -0,8 |
| **I alt** | **1,5** | **-0,8** |

## Flere portører

**Virksomhed/Afdeling:** Sygehus Vest

| Mio. kr. | 2026 | 2027 | Varig |
|---|---|---|---|
| Løn | 1,5 | 1,5 | 1,5 |
| Total | 1,5 | 1,5 | 1,5 |

## Energirenovering

| Mio. kr. | 2026 | 2027 | Varig |
|---|---|---|---|
| Besparelse | -0,8 | -1,0 | -1,0 |
| Total | -0,8 | -1,0 | -1,0 |
"""


def test_headings_of_markdown_are_headings() -> None:
    found = read_text(MARKDOWN)
    assert [(one.key, one.title, one.departments) for one in found.proposals] == [
        ("1-01", "Flere portører", "Sygehus Vest"),
        ("1-02", "Energirenovering", None),
    ]


def test_a_varying_word_for_the_lasting_level() -> None:
    assert read_text(MARKDOWN).periods == ("2026", "2027", "PERM")


NUMBERED = """Forslag nr. 1: Styrket hjemmemonitorering
Beskrivelse
Borgere følges hjemme.
1.000 kr. (2025-pl)                        2025     2026     2027     2028
Løn til sygeplejersker                      800    1.600    1.600    1.600
Gevinst ved færre indlæggelser             -100     -400     -400     -400
Forslag i alt                               700    1.200    1.200    1.200

Forslag nr. 2: Nyt ventilationsanlæg
Kr.                       2025         2026
Anlæg               12.500.000    3.000.000
Afledt drift                        250.000
Sum                 12.500.000    3.250.000
"""


def test_proposals_that_are_only_numbered_are_found() -> None:
    found = read_text(NUMBERED)
    assert [one.title for one in found.proposals] == ["Styrket hjemmemonitorering", "Nyt ventilationsanlæg"]


def test_each_table_has_its_own_unit_and_price_level() -> None:
    tables = [one.table for one in read_text(NUMBERED).proposals]
    assert [(one.unit, one.price_level) for one in tables if one] == [("1.000 kr.", "2025"), ("kr.", "")]


def test_a_figure_under_its_head_needs_no_sum() -> None:
    table = read_text(NUMBERED).proposals[1].table
    assert printed(table)[1] == ("Afledt drift", ["", "250.000"])
