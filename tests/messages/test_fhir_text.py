"""Text to tree and back: JSON and XML say the same, and nothing that is no whole document is read."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.messages import golden, golden_written
from tests.messages.fhir_published import needs_published, published

from tvaers.engine.messages import fhir
from tvaers.engine.messages.refusal import DAMAGED, Refused
from tvaers.engine.messages.view import read

GOLDEN = sorted(golden.FOLDER.glob("*.json"))
STIN = (golden.FOLDER / "hn-STIN.json").read_bytes()
STIN_XML = (golden.FOLDER / "hn-STIN.xml").read_bytes()
ALL = [
    path for folder in ("hospitalnotification", "carecommunication", "acknowledgement") for path in published(folder)
]


def refusal(raw: bytes) -> str:
    """The code of the first fault that a text is refused for."""
    with pytest.raises(Refused) as caught:
        fhir.parse(raw)
    return caught.value.findings[0].code


def comparable(value: Any) -> Any:
    """A tree with its narratives in XML's canonical form, since XML may write one in several ways."""
    if isinstance(value, dict):
        return {key: ET.canonicalize(one) if key == "div" else comparable(one) for key, one in value.items()}
    return [comparable(one) for one in value] if isinstance(value, list) else value


@needs_published
@pytest.mark.parametrize("path", [*ALL, *published("homecareobservation")], ids=lambda path: path.stem[7:15])
def test_a_published_message_is_the_same_after_json_xml_json(path: Path) -> None:
    tree = fhir.parse(path.read_bytes())
    assert comparable(fhir.parse(fhir.to_json(fhir.parse(fhir.to_xml(tree))))) == comparable(
        fhir.parse(fhir.to_json(tree))
    )


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_golden_message_says_the_same_in_both_forms(path: Path) -> None:
    assert read(path.read_bytes()) == read(path.with_suffix(".xml").read_bytes())


def test_the_golden_files_are_what_the_builders_make() -> None:
    made = {f"{name}.json": fhir.to_json(tree) for name, tree in golden_written.all_messages().items()}
    assert made == {path.name: path.read_bytes() for path in GOLDEN}


def test_what_hangs_on_a_primitive_survives_xml() -> None:
    tree = json.loads(STIN)
    patient = tree["entry"][1]["resource"]
    patient["name"][0]["_given"] = [None, {"extension": [{"url": "http://x.example/e", "valueString": "mellem"}]}]
    assert fhir.parse(fhir.to_xml(tree)) == tree


def test_a_resource_inside_another_survives_xml() -> None:
    tree = json.loads(STIN)
    tree["entry"][1]["resource"]["contained"] = [{"resourceType": "Organization", "id": "inner", "active": True}]
    assert fhir.parse(fhir.to_xml(tree)) == tree


def test_a_byte_order_mark_is_passed_over() -> None:
    assert fhir.parse(b"\xef\xbb\xbf" + STIN) == fhir.parse(STIN)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"   ",
        b"hej",
        b"[]",
        b'"Bundle"',
        b"null",
        b"{",
        b"\xff\xfe{\x00}\x00",
        b'{"resourceType": "Bundle", "id": "1", "id": "2"}',
        b'{"resourceType": "Bundle", "total": NaN}',
        b'{"id": "\\ud800"}',
        b'{"id": "\\u0000"}',
        b'{"total": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        b'{"a":' * 200 + b"1" + b"}" * 200,
        b"<Bundle",
        b"<Bundle/>",
        b'<Bundle xmlns="http://hl7.org/fhir"><id value="1">',
        b'<!DOCTYPE a [<!ENTITY b "c">]><Bundle xmlns="http://hl7.org/fhir"><id value="&b;"/></Bundle>',
        b'<Bundle xmlns="http://hl7.org/fhir">'
        + b"<entry><resource><Bundle>" * 100
        + b"</Bundle></resource></entry>" * 100
        + b"</Bundle>",
    ],
)
def test_damaged_text_is_refused_as_damaged_in_transport(raw: bytes) -> None:
    assert refusal(raw) == DAMAGED


def test_text_just_within_the_limit_of_size_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fhir, "MAX_BYTES", len(STIN))
    assert fhir.parse(STIN)["resourceType"] == "Bundle"


def test_text_beyond_the_limit_of_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fhir, "MAX_BYTES", len(STIN) - 1)
    assert refusal(STIN) == DAMAGED


def test_an_element_that_fhir_does_not_know_is_passed_over_in_xml() -> None:
    strange = STIN_XML.replace(b"<type value", b"<strange value='1'/><type value", 1)
    assert read(strange) == read(STIN)


def test_an_element_in_another_namespace_does_not_count() -> None:
    other = STIN_XML.replace(b"<type value", b'<type xmlns="http://x.example" value', 1)
    with pytest.raises(Refused):
        read(other)


@given(st.binary(max_size=400))
@settings(max_examples=200)
def test_random_bytes_are_refused(raw: bytes) -> None:
    with pytest.raises(Refused):
        read(raw)


@given(st.integers(min_value=0, max_value=len(STIN) - 3))
@settings(max_examples=100)
def test_a_message_cut_short_is_refused(length: int) -> None:
    with pytest.raises(Refused):
        read(STIN[:length])


@given(st.integers(min_value=0, max_value=len(STIN_XML) - 12))
@settings(max_examples=100)
def test_a_message_in_xml_cut_short_is_refused(length: int) -> None:
    with pytest.raises(Refused):
        read(STIN_XML[:length])


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(st.data(), JSON_VALUES)
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_any_value_in_any_place_is_read_or_refused(data: st.DataObject, value: Any) -> None:
    tree = json.loads(STIN)
    owner: Any = tree
    while True:
        key = data.draw(st.sampled_from(sorted(owner) if isinstance(owner, dict) else range(len(owner))))
        if not isinstance(owner[key], (dict, list)) or not owner[key] or data.draw(st.booleans()):
            break
        owner = owner[key]
    owner[key] = value
    try:
        read(json.dumps(tree).encode())
    except Refused as refused:
        assert refused.findings


@pytest.mark.parametrize("path", [*GOLDEN, *ALL], ids=lambda path: path.stem)
def test_a_message_with_its_entries_shuffled_reads_the_same(path: Path) -> None:
    tree = json.loads(path.read_bytes())
    shuffled = tree | {"entry": random.Random(path.stem).sample(tree["entry"], len(tree["entry"]))}
    assert outcome(json.dumps(shuffled).encode()) == outcome(path.read_bytes())


def outcome(raw: bytes) -> object:
    """The message, or the places and words of what it is refused for."""
    try:
        return read(raw)
    except Refused as refused:
        return {(one.path.split("[")[0], one.what) for one in refused.findings}
