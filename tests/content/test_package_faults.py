"""Each kind of fault in a content file is named with file, line, what was found and what was expected."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tvaers.kernel.package import ContentError, Finding, load_all, load_package

HERE = Path(__file__).parent
CLAUSES, PARAMETERS = "clauses/flere.yml", "parameters/flere.yml"

CASES: dict[str, tuple[str, int, str, str]] = {
    "unknown_key": (CLAUSES, 3, "»sumary« kendes ikke", "»summary«?"),
    "missing_source": (PARAMETERS, 6, "værdien 100 har ingen kilde", "source med dokument og sted"),
    "wrong_date": (PARAMETERS, 7, "»2021-02-30« er ikke en dato", "ÅÅÅÅ-MM-DD"),
    "compact_date": (PARAMETERS, 6, "»20210101« er ikke en dato", "ÅÅÅÅ-MM-DD"),
    "backwards": (PARAMETERS, 6, "slutter 2021-01-01, før den begynder 2021-01-02", "eller senere"),
    "unit_mismatch": (PARAMETERS, 6, "værdien mange passer ikke til enheden dkk", "et beløb i kroner"),
    "choice_mismatch": (PARAMETERS, 7, "værdien midway passer ikke", "discharge, start"),
    "overlap": (PARAMETERS, 7, "overlapper værdien fra 2021-01-01 til 2021-06-30", "højst én værdi"),
    "gap": (PARAMETERS, 7, "ingen værdi mellem 2021-06-30 og 2021-07-02", "eller gap"),
    "no_values": (PARAMETERS, 1, "parameteren fee har ingen værdier", "grunden i unknown"),
    "key_without_keys": (PARAMETERS, 6, "nøglen er »high«", "ingen nøgle"),
    "key_without_value": (PARAMETERS, 5, "nøglen low har ingen værdi", "en værdi for hver nøgle"),
    "duplicate_clause": (CLAUSES, 1, "K-2 findes allerede i clauses/alle.yml, linje 10", "et id, som ingen anden har"),
    "two_fates": (CLAUSES, 1, "K-9 har executed_by og shown", "præcis én"),
    "no_fate": (CLAUSES, 1, "hverken executed_by, shown eller later", "præcis én"),
    "unknown_parameter": (CLAUSES, 8, "parameteren raet findes ikke", "rate"),
    "unknown_executor": (CLAUSES, 8, "»regel:prisen« siger ikke, hvad der udfører", "rule:"),
    "unknown_rule": (CLAUSES, 8, "reglen ukendt findes ikke", "en af prisen"),
    "unknown_kind": (CLAUSES, 6, "»kind« er »pris«", "'price'"),
    "unknown_clause": (PARAMETERS, 4, "bestemmelsen K-99 findes ikke", "K-1, K-2, K-3"),
    "unknown_reading": (PARAMETERS, 6, "læsningen L9 findes ikke", "en af L1"),
    "unknown_document": (PARAMETERS, 6, "dokumentet e findes ikke", "en af d"),
    "taken_name": (PARAMETERS, 5, "navnet special_rate er allerede", "kun én parameter"),
    "unknown_parameter_key": (
        PARAMETERS,
        6,
        "»vaerdi« kendes ikke",
        "from, to, key, value, source, reading, note, gap",
    ),
    "syntax_error": (PARAMETERS, 2, "»heading: Gebyret: for alt« kan ikke læses", "gyldig YAML"),
    "twice_the_same_key": (PARAMETERS, 3, "»heading« står to gange", "én gang"),
    "empty_file": (CLAUSES, 1, "filen er tom", "mindst én oplysning"),
    "not_a_list": (PARAMETERS, 1, "filen er ikke en liste", "»- id:«"),
    "stray_file": ("clause/flere.yml", 1, "hvor ingen læser den", "clauses"),
    "not_utf8": (PARAMETERS, 2, "ikke UTF-8", "gemt som UTF-8"),
    "backwards_validity": ("package.yml", 6, "perioden slutter 2021-01-01", "eller senere"),
    "missing_title": ("package.yml", 1, "»title« mangler", "»title« udfyldt"),
    "twice_the_same_reading": ("package.yml", 12, "læsningen L1 står to gange", "et id pr. læsning"),
}


def faults_of(folder: Path) -> tuple[Finding, ...]:
    """The faults that loading the folder raises, with `prisen` as the only rule."""
    (folder / "rules.py").write_text("", encoding="utf-8")
    with pytest.raises(ContentError) as raised:
        load_package(folder, rule_names=lambda _: {"prisen"})
    return raised.value.details


@pytest.mark.parametrize("case", CASES)
def test_fault_is_named_alone_with_its_place(case: str, spoiled: Callable[[str], Path]) -> None:
    file, line, found, expected = CASES[case]
    faults = faults_of(spoiled(case))
    assert [(fault.file, fault.line) for fault in faults] == [(file, line)], faults
    assert found in faults[0].found
    assert expected in faults[0].expected


def test_every_bad_case_is_expected() -> None:
    assert {path.name for path in (HERE / "bad").iterdir()} == set(CASES)


def test_missing_package_file_is_a_fault(spoiled: Callable[[str], Path]) -> None:
    folder = spoiled("gap")
    (folder / "parameters/flere.yml").unlink()
    (folder / "package.yml").unlink()
    assert [(fault.file, fault.found) for fault in faults_of(folder)] == [("package.yml", "filen mangler")]


def test_all_faults_come_at_once_sorted_by_file_and_line(spoiled: Callable[[str], Path]) -> None:
    folder = spoiled("gap")
    shutil.copy(HERE / "bad/unknown_key/clauses/flere.yml", folder / "clauses/flere.yml")
    assert [fault.file for fault in faults_of(folder)] == [CLAUSES, PARAMETERS]


def test_message_is_danish_with_place_and_remedy(spoiled: Callable[[str], Path]) -> None:
    with pytest.raises(ContentError) as raised:
        load_package(spoiled("wrong_date"))
    assert raised.value.findings == (
        "parameters/flere.yml, linje 7: »2021-02-30« er ikke en dato. "
        "Forventet: en dato, der findes, skrevet ÅÅÅÅ-MM-DD.",
    )
    assert raised.value.what == "Aftalepakken pakke kan ikke bruges."


def test_rules_are_checked_only_when_their_names_are_given(spoiled: Callable[[str], Path]) -> None:
    assert "K-9" in load_package(spoiled("unknown_rule")).clauses


def test_rule_without_rules_file_is_a_fault() -> None:
    with pytest.raises(ContentError, match="reglen prisen findes ikke"):
        load_package(HERE / "good", rule_names=lambda _: {"prisen"})


@pytest.mark.parametrize(
    ("line", "replacement", "found"),
    [
        ("short: LA1", "short: LA2", "id lille-aftale eller short LA2"),
        ("id: lille-aftale", "id: anden-aftale", "id anden-aftale eller short LA1"),
    ],
)
def test_two_packages_may_not_share_id_or_short(tmp_path: Path, line: str, replacement: str, found: str) -> None:
    for name in ("en", "to"):
        shutil.copytree(HERE / "good", tmp_path / "nationalt" / name)
    manifest = tmp_path / "nationalt/to/package.yml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(line, replacement), encoding="utf-8")
    with pytest.raises(ContentError, match=found):
        load_all(tmp_path)


def test_package_that_is_built_on_must_exist(tmp_path: Path) -> None:
    folder = tmp_path / "nationalt/en"
    shutil.copytree(HERE / "good", folder)
    with (folder / "package.yml").open("a", encoding="utf-8") as manifest:
        manifest.write("builds_on: [borte]\n")
    with pytest.raises(ContentError, match="builds_on nævner borte"):
        load_all(tmp_path)


def test_a_type_that_cannot_be_read_gives_clauses_that_name_it_no_faults(tmp_path: Path) -> None:
    folder = tmp_path / "proeve"
    shutil.copytree(HERE.parent / "cases/pakke/proeve", folder)
    type = folder / "case_types/request.yml"
    type.write_text(type.read_text(encoding="utf-8").replace("prefix: ANM", "praefiks: ANM"), encoding="utf-8")
    assert {fault.file for fault in faults_of(folder)} == {"case_types/request.yml"}
