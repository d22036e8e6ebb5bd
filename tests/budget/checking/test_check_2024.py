"""The check against the real catalogue of 2024: what a careful auditor finds, all of it, and nothing among what holds.

The catalogue was audited by hand first; the lists hold what that found and what the check found besides, each looked up
on its page. A finding is told by rule, object, what is printed and what it should be.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tvaers.engine.budget.catalogue import Catalogue, Interval
from tvaers.engine.budget.checking import Finding, Report, as_data, examine
from tvaers.engine.budget.reading import read_catalogue

SOURCE = Path(__file__).parents[4] / "shared" / "sources" / "budgetkatalog_nordjylland_2024.txt"
pytestmark = pytest.mark.skipif(not SOURCE.exists(), reason="the catalogue of 2024 is not at hand")

ERRORS = [
    ("I2", "1.1-01", "0,00-10,00 mio. kr.", "10,00 mio. kr.", "one_end"),
    ("I2", "1.1-01", "0,00-10,00 mio. kr.", "10,00 mio. kr.", "one_end"),
    ("I2", "1.1-01", "0,00-10,00 mio. kr.", "10,00 mio. kr.", "one_end"),
    ("I2", "1.2-02", "1,56 mio. kr.", "1,59 mio. kr.", ""),
    ("I2", "1.3-01", "27,00 mio. kr.", "28,00 mio. kr.", "repeated"),
    ("I2", "1.3-01", "27,00 mio. kr.", "29,00 mio. kr.", "repeated"),
    ("I2", "1.4-01", "0,9 mio. kr.", "1,4 mio. kr.", "missing_line"),
    ("TEKST", "1.6-01", "62-78 mio. kr.", "62-82 mio. kr.", ""),
    ("I2", "1.6-04", "0,7 mio. kr.", "1,4 mio. kr.", "doubled_line"),
    ("I3", "tema 1.7", "4,8 mio. kr.", "8,6 mio. kr.", "doubled_line"),
    ("I2", "1.8-02", "17,10 mio. kr.", "16,95 mio. kr.", ""),
    ("I2", "1.10-02", "0,0 mio. kr.", "0,9 mio. kr.", "repeated"),
    ("I2", "1.10-02", "0,0 mio. kr.", "0,9 mio. kr.", "repeated"),
    ("I2", "1.12-05", "25,0-31,0 mio. kr.", "50,0-62,0 mio. kr.", "doubled_line"),
    ("I2", "1.12-05", "25,0-31,0 mio. kr.", "50,0-62,0 mio. kr.", "doubled_line"),
    ("I2", "1.12-05", "25,0-31,0 mio. kr.", "50,0-62,0 mio. kr.", "doubled_line"),
    ("TEKST", "text", "305,0 mio. kr.", "304,0 mio. kr.", ""),
]
INCONSISTENCIES = [
    ("I6", "1.7-02", "", "(!)"),
    ("I6", "unavoidable", "16,5 mio. kr.", "16,4 mio. kr."),
    ("DUBLET", "tema 1.7", "3,8", ""),
    ("I16", "1.7-02", "2 mio. kr.", "3-5 mio. kr."),
    ("I16", "1.8-02", "42,6 mio. kr.", "42,80 mio. kr."),
    ("I16", "1.8-02", "16,9 mio. kr.", "17,10 mio. kr."),
    ("TEKST", "1.8-02", "8,6 mio. kr.", "8,52 mio. kr."),
    ("I16", "1.8-06", "8,4 mio. kr.", "5,4 mio. kr."),
    ("I16", "1.12-06", "1,0 mio. kr.", "1,5 mio. kr."),
    ("I16", "text", "7 mio. kr.", "9,304 mio. kr."),
    ("I16", "text", "33 mio. kr.", "35,231 mio. kr."),
    ("I14", "development", "-2.302.303 kr.", "-2.500.000 kr."),
]
LABELS = {
    "I1": ["1.9-01"],
    "I8": ["1.1-05", "1.3-01", "1.6-05", "1.10-01", "1.10-01", "1.10-01"],
    "I9": ["1.1-02", "1.6-02", "1.6-02", "1.6-05", "1.9-02"],
    "I10": ["1.1-05", "tema 1.3", "tema 1.4", "1.10-01"],
    "TOM": ["1.2-04", "1.2-04", "1.12-06"],
    "LINJE": ["1.3-01", "1.10-01", "1.12-09"],
    "AFSNIT": ["text"],
    "TITEL": [
        "1.1-03",
        "1.2-04",
        "1.2-05",
        "1.3-01",
        "1.4-03",
        "1.4-04",
        "1.4-05",
        "1.6-03",
        "1.8-02",
        "1.8-06",
        "1.10-01",
        "1.12-01",
        "1.12-07",
        "1.12-09",
    ],
}
ROUNDINGS = [
    ("unavoidable", "132,5-179,5 mio. kr.", "132,6-179,6 mio. kr."),
    ("1.4-01", "2,15 mio. kr.", "2,14 mio. kr."),
    ("1.6-03", "13.844.892 kr.", "13.844.891 kr."),
    ("1.6-03", "17.933.021 kr.", "17.933.022 kr."),
    ("1.6-03", "50.186.433 kr.", "50.186.432 kr."),
    ("1.8-02", "42,6 mio. kr.", "42,65 mio. kr."),
    ("1.8-05", "3,86 mio. kr.", "3,87 mio. kr."),
    ("1.10-01", "43,8 mio. kr.", "43,9 mio. kr."),
    ("1.10-01", "355,0 mio. kr.", "355,1 mio. kr."),
    ("development", "164.129.901 kr.", "164.129.900 kr."),
    ("development", "41.089.613 kr.", "41.089.612 kr."),
    ("development", "51.156.778 kr.", "51.156.777 kr."),
    ("development", "53.689.038 kr.", "53.689.037 kr."),
    ("development", "53.689.038 kr.", "53.689.037 kr."),
    ("development", "7.569.497 kr.", "7.569.498 kr."),
    ("development", "7.569.497 kr.", "7.569.498 kr."),
]
SUMS = 550
"""At least so many sums and copies of the catalogue hold to the last digit."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue(SOURCE)


@pytest.fixture(scope="module")
def report(catalogue: Catalogue) -> Report:
    return examine(catalogue)


def of_kind(report: Report, kind: str) -> list[Finding]:
    return [one for one in report.findings if one.kind == kind]


def test_the_errors_are_those_of_the_hand_list(report: Report) -> None:
    found = [
        (one.rule, one.object, one.printed_text, one.recomputed_text, one.cause) for one in of_kind(report, "error")
    ]
    assert Counter(found) == Counter(ERRORS)


def test_the_inconsistencies_are_those_of_the_hand_list(report: Report) -> None:
    found = [(one.rule, one.object, one.printed_text, one.recomputed_text) for one in of_kind(report, "inconsistency")]
    assert Counter(found) == Counter(INCONSISTENCIES)


@pytest.mark.parametrize("rule", sorted(LABELS))
def test_the_labels_are_those_of_the_hand_list(report: Report, rule: str) -> None:
    assert [one.object for one in of_kind(report, "label") if one.rule == rule] == LABELS[rule]


def test_no_other_rule_has_labels(report: Report) -> None:
    assert {one.rule for one in of_kind(report, "label")} == set(LABELS)


def test_what_rounding_explains_is_no_error(report: Report) -> None:
    found = [(one.object, one.printed_text, one.recomputed_text) for one in of_kind(report, "rounding")]
    assert Counter(found) == Counter(ROUNDINGS)


def test_seven_proposals_have_rows_that_do_not_add(report: Report, catalogue: Catalogue) -> None:
    own = {one.key: f"Budgetbrik {one.key}, »Samlet udvidelsesforslag" for one in catalogue.proposals}
    found = {one.object for one in of_kind(report, "error") if one.where.startswith(own.get(one.object, "–"))}
    assert found == {"1.1-01", "1.2-02", "1.3-01", "1.4-01", "1.6-04", "1.10-02", "1.12-05"}


def test_the_sums_that_hold_are_many_and_raise_no_alarm(report: Report) -> None:
    failed = [one for one in report.open if one.recomputed is not None]
    assert report.held > SUMS
    assert (report.rounding, report.failed) == (len(ROUNDINGS), len(failed))


def test_each_finding_has_a_reason_a_page_and_a_fingerprint_of_its_own(report: Report) -> None:
    assert all(one.reason.endswith(".") and one.place.page and one.where for one in report.findings)
    assert len({one.fingerprint for one in report.findings}) == len(report.findings)


def test_a_second_reading_gives_the_same_fingerprints(report: Report) -> None:
    again = examine(read_catalogue(SOURCE))
    assert [one.fingerprint for one in again.findings] == [one.fingerprint for one in report.findings]


def test_the_deficit_of_the_development_area_is_told_in_kroner(report: Report) -> None:
    (one,) = [one for one in report.findings if one.printed == Interval.of(33_000_000)]
    assert one.recomputed == Interval.of(35_231_264)
    told = next(each for each in as_data(report, "fil")["findings"] if each["fingerprint"] == one.fingerprint)
    assert (told["printed"], told["recomputed"], told["difference"]) == ("33000000.00", "35231264.00", "-2231264.00")


def test_the_cause_and_arithmetic_of_the_cancer_brick_are_told(report: Report) -> None:
    one = next(one for one in report.findings if one.object == "1.3-01" and one.where.endswith("kolonnen 2025"))
    assert "(2,50 + 1,50 + 4,00 + 15,00 + 5,00) giver 28,00 mio. kr., men der står 27,00 mio. kr." in one.reason
    assert one.reason.endswith("Sandsynlig årsag: tallet er gentaget fra kolonnen før.")
