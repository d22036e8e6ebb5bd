"""Thousands of published messages with one element changed: our tables and MedCom's snapshots refuse the same ones."""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.messages.fhir_oracle import Oracle
from tests.messages.fhir_published import needs_published, published

from tvaers.engine.messages import checking
from tvaers.engine.messages.view import message_of

KINDS = ("remove", "double", "blank", "wrap", "alter", "replace", "other", "elsewhere", "mispoint", "unzoned")
LIMIT = 2
"""How many mutants of the same place and kind are tried."""
FOLDERS = ("hospitalnotification", "carecommunication", "acknowledgement")

NOT_ASKED_FOR = (
    # Core 4.0; HospitalNotification 3.0 is built on Core 2.0, CareCommunication 5.0 on Core 3.0 (their package.json).
    ("[A-Za-z]+.text", "min 1"),
    ("PractitionerRole.organization", "min 1"),
    # MedCom's own test messages name organisations that are not in them, and receivers take those messages in.
    (r"Provenance.agent.who", "points to nothing"),
)
"""What the snapshots refuse and we take in: (element, what the oracle says)."""

BEYOND_THE_SNAPSHOTS = (
    # Invariants of the implementation guides, which the oracle does not read.
    (r"Bundle.entry.fullUrl", "To ressourcer har samme adresse"),  # bdl-7
    (r"Bundle.entry", "præcis én borger"),  # HN-2, CC-2
    (r"Patient.identifier", "kun have borgerens CPR-nummer|Der mangler et element"),  # HN-4
    (r"Encounter.extension", "orlovsperiode med start"),  # HN-6
    (r"(MessageHeader|Provenance).meta.profile", "følger ikke korrespondancens profil"),  # CC-1, CC-3
    (r"Communication.priority", "kun bruges ved kategorien"),  # CC-5
    (r"Practitioner.name", "mangler"),  # CC-4, CC-8
    (r"PractitionerRole.practitioner", "mangler"),  # CC-13
    (r"PractitionerRole.code", "funktion|Funktionen"),  # CC-7, practitionerrole-code-xor-text
    (r"Communication.encounter", "forløbsnummer"),  # CC-9
    (r"Communication.(extension|recipient)", "hører ikke til"),  # CC-11, CC-12
    (r"MessageHeader.response", "skal have en OperationOutcome"),  # acknowledgement-1
    (r".*valueContactPoint.value", "form, som standarden"),  # medcom-core-contact
    (r".*[iI]dentifier.value", "form, som standarden|ikke et CPR-nummer"),  # uuidv4, uuidv5, cpr, min-digits-sor
    (r"MessageHeader.definition", "form, som standarden"),  # medcom-carecommunication-definition-url
    (r"Patient.identifier", "mangler et CPR-nummer"),  # Tek-CPR-1
    (r"Bundle.entry.resource|Bundle.entry.*", "Elementet er tomt|mangler"),  # bdl-5
    # FHIR outside the snapshots: an address agrees with its resource, values are real days, files are base64.
    (r"Bundle.entry.fullUrl", "passer ikke med ressourcen"),
    (r".*", "formen for typen (date|dateTime|instant|base64Binary)"),
    (r".*Time|.*recorded|.*timestamp|.*period.(start|end)|.*valuePeriod.(start|end)", "form, som standarden"),
    # Without them nobody can say what the message does, or which stay it is about.
    (r"Provenance.(target|activity)", "denne meddelelses hoved|to forskellige måder|skal pege på"),
    (r"Encounter.episodeOfCare.identifier.(value|system)", "mangler"),
    # Organisations that MedCom's snapshots let be, since HL7 Denmark's identifier profiles are not in the packages.
    (r"Organization.identifier.value", "mangler"),
    (r"Patient.identifier.(value|use)", "mangler"),
    # References that must lead somewhere although the snapshot does not say "bundled".
    (r".*assigner|.*valueReference", "peger ikke|skal pege"),
)
"""What we refuse and the snapshots alone let pass: (our path, our words), each for the reason in its comment."""


def _accepted() -> list[Path]:
    """The published messages that keep their standard's profile."""
    paths = [path for folder in FOLDERS for path in published(folder)]
    return [path for path in paths if not _errors(json.loads(path.read_bytes()))]


def _errors(tree: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one.path, one.what) for one in checking.check(tree) if one.severity == "error"]


def _oracle(tree: dict[str, Any]) -> list[tuple[str, str]]:
    """What the snapshots refuse, without what we let pass on purpose."""
    return [one for one in Oracle(tree).issues() if not _listed(one, NOT_ASKED_FOR)]


def _listed(found: tuple[str, str], exceptions: tuple[tuple[str, str], ...]) -> bool:
    path = re.sub(r"\[\d+\]", "", found[0])
    return any(re.fullmatch(where, path) and re.search(what, found[1]) for where, what in exceptions)


def _without_narratives(tree: dict[str, Any]) -> dict[str, Any]:
    """The message with a word for each narrative: no mutant is about them, and they are most of its length."""
    for entry in tree["entry"]:
        entry["resource"]["text"] = {"status": "generated", "div": "<div/>"}
    return tree


def _places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place in a message but inside its narratives."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield (*path, key)
        if key != "text" or not isinstance(one, dict) or "div" not in one:
            yield from _places(one, (*path, key))


def _mutant(tree: dict[str, Any], path: tuple[str | int, ...], kind: str, other: Any) -> dict[str, Any] | None:
    """The message with one element changed; None where the change makes no sense there."""
    mutant = owner = copy.copy(tree)
    for key in path[:-1]:
        owner[key] = copy.copy(owner[key])
        owner = owner[key]
    return mutant if _change(owner, path[-1], kind, other) else None


def _change(owner: Any, key: Any, kind: str, other: Any) -> bool:
    """Change one element in place; False where this change makes no sense. `other` is what another message has."""
    value = owner[key]
    if kind == "remove":
        del owner[key]
    elif kind == "double":
        if isinstance(owner, list):
            owner.insert(key, copy.deepcopy(value))
        elif isinstance(value, list):
            owner[key] = value + copy.deepcopy(value)
        else:
            owner[key] = [value, copy.deepcopy(value)]
    elif kind == "blank":
        owner[key] = "" if isinstance(value, str) else type(value)() if isinstance(value, (dict, list)) else ""
    elif kind == "wrap":
        if isinstance(value, list) or isinstance(owner, list):
            return False
        owner[key] = [value]
    elif not isinstance(value, str):
        return False
    else:
        owner[key] = _altered(value, key, kind, other)
    return bool(owner is not None and (kind in ("remove", "double") or owner[key] != value))


def _altered(value: str, key: Any, kind: str, other: Any) -> Any:
    """Another text in the place of `value`; itself where this change makes no sense."""
    if kind == "other":
        return other
    if kind == "elsewhere":
        return value.replace("/", "x/", 1) if key == "reference" else value
    if kind == "mispoint":
        return "MessageHeader/" + value.partition("/")[2] if key == "reference" else value
    if kind == "unzoned":
        return re.sub(r"(T\d\d:\d\d:\d\d)(Z|[+-]\d\d:\d\d)$", r"\1", value)
    return f"{value}x" if kind == "alter" else "noget-andet"


def _signature(tree: dict[str, Any], path: tuple[str | int, ...], kind: str) -> str:
    """What a mutant is, whichever message and number it has: used to try like ones a few times and not hundreds."""
    names = [one if isinstance(one, str) else "[]" for one in path]
    if path[0] == "entry" and len(path) > 1:
        names[1] = tree["entry"][path[1]]["resource"]["resourceType"]
    event = next(one["resource"] for one in tree["entry"] if one["resource"]["resourceType"] == "MessageHeader")
    return f"{event['eventCoding']['code']} {'.'.join(names)} {kind}"


@needs_published
def test_the_published_messages_are_judged_as_the_snapshots_judge_them() -> None:
    paths = [path for folder in FOLDERS for path in published(folder)]
    trees = [json.loads(path.read_bytes()) for path in paths]
    assert [bool(_errors(tree)) for tree in trees] == [bool(_oracle(tree)) for tree in trees]


def _disagreements(limit: int) -> tuple[list[str], Counter[str]]:
    """Every mutant on which we and the snapshots disagree without a listed reason, and how many were tried of what."""
    wrong: list[str] = []
    tried: Counter[str] = Counter()
    seen: dict[str, Any] = {}
    for path in _accepted():
        tree = _without_narratives(json.loads(path.read_bytes()))
        for place in _places(tree):
            other = seen.get(_signature(tree, place, ""))
            seen[_signature(tree, place, "")] = _at(tree, place)
            for kind in KINDS:
                signature = _signature(tree, place, kind)
                mutant = _mutant(tree, place, kind, other) if tried[signature] < limit else None
                if mutant is not None:
                    tried[signature] += 1
                    wrong += [f"{signature}: {what}" for what in _judged(mutant)]
    return wrong, tried


def _at(tree: Any, path: tuple[str | int, ...]) -> Any:
    for key in path:
        tree = tree[key]
    return tree


def _judged(mutant: dict[str, Any]) -> list[str]:
    """How we and the snapshots disagree about a mutant without a listed reason; [] where we do not."""
    ours, theirs = _errors(mutant), _oracle(mutant)
    if not ours:
        assert message_of(mutant).standard
    if theirs and not ours:
        return [f"taken in although {theirs[0]}"]
    unreasoned = [one for one in ours if not _listed(one, BEYOND_THE_SNAPSHOTS)]
    return [f"refused because {unreasoned[0]}"] if unreasoned and not theirs else []


@pytest.fixture(scope="module")
def outcome() -> tuple[list[str], Counter[str]]:
    return _disagreements(LIMIT)


@needs_published
def test_we_refuse_the_same_mutants_as_the_snapshots(outcome: tuple[list[str], Counter[str]]) -> None:
    assert outcome[0] == []


@needs_published
def test_there_are_thousands_of_mutants(outcome: tuple[list[str], Counter[str]]) -> None:
    assert outcome[1].total() > 3000
