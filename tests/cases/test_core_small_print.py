"""Faults in a case type's small print: a name that would only make something silent is found when the type is read."""

from __future__ import annotations

import pytest
from tests.cases.fault_cases import Change, Changed, findings, line_of

READY = "{field: ready, done: yes}, says"
GUARD = "if: {not: {field: amount, at_least: limit}}, says"
OPINION = "if: {field: opinion, agreed: yes}"
FAULTS: dict[str, tuple[Change, str, str]] = {
    "a kind of party that there is not": (
        ("title: Modtager, jobs: [visitator]", "title: Modtager, jobs: [visitator], kinds: [kommune]"),
        "kinds: [kommune]", "parttypen kommune findes ikke",
    ),
    "a mandatory line that the checklist lacks": (
        ("mandatory: [medicine, devices]", "mandatory: [medicine, aids]"), "mandatory:", "linjen aids findes ikke",
    ),
    "mandatory lines of what is no checklist": (
        ("{id: amount, label: Beløb, type: money}", "{id: amount, label: Beløb, type: money, mandatory: [extra]}"),
        "{id: amount", "amount har mandatory, men er ingen tjekliste",
    ),
    "a role that no value is given per": (
        ("per: witness\n", "per: witnesses\n"), "per: witnesses", "rollen witnesses findes ikke",
    ),
    "an unknown parameter to remind by": (
        ('remind: {workdays: "1"}', "remind: {workdays: warning}"), "remind:", "parameteren warning findes ikke",
    ),
    "an unknown parameter to measure with": (
        (GUARD, GUARD.replace("limit", "ceiling")), "at_least: ceiling", "parameteren ceiling findes ikke",
    ),
    "a key of a parameter that has none": (
        ("days: reply_days}", "days: reply_days, key: low}"), "days: reply_days, key",
        "parameteren reply_days har ingen nøgler",
    ),
    "a keyed parameter without its key": (
        ("days: reply_days}", "days: by_level}"), "days: by_level", "parameteren by_level har en værdi pr. low, high",
    ),
    "a key that is neither the parameter's nor a field": (
        ("days: reply_days}", "days: by_level, key: middle}"), "days: by_level", "nøglen middle findes ikke",
    ),
    "a keyed parameter to remind by": (
        ('remind: {workdays: "1"}', "remind: {workdays: by_level}"), "remind:",
        "parameteren by_level har en værdi pr. low, high",
    ),
    "an unknown state in a condition": (
        (READY, "{state: open}, says"), "{state: open}", "tilstanden open findes ikke",
    ),
    "an unknown job in a condition": (
        (READY, "{by: visitator}, says"), "{by: visitator}", "jobbet visitator findes ikke",
    ),
    "a message where only one job may do it": (
        ("jobs: visitator, needs: reply}", "jobs: visitator, needs: reply, when: [{if: {by: message}, says: Nej.}]}"),
        "when: [{if: {by: message}", "jobbet message findes ikke",
    ),
    "a job asked for where nobody acts": (
        ("until: {field: ready, done: yes}", "until: {by: visitator}"), "until: {by",
        "betingelsen spørger om et job, hvor ingen handler",
    ),
    "an unknown choice in a condition": (
        ("each: yes, done_by: vote}", "each: yes, done_by: vote, if: {not: {field: opinion, is: maybe}}}"),
        "if: {not: {field: opinion", "valget maybe findes ikke",
    ),
    "done of what is no checklist": (
        (READY, "{field: subject, done: yes}, says"), "{field: subject, done", "subject er ingen tjekliste",
    ),
    "agreed of what is one value": (
        (OPINION, "if: {field: subject, agreed: yes}"), "{field: subject, agreed",
        "subject bliver ikke givet af hver part",
    ),
    "one value of what each party gives": (
        (OPINION, "if: {field: opinion, is: for}"), "{field: opinion, is", "opinion har en værdi for hver part",
    ),
    "an event with the engine's own name": (
        ("  - id: close\n", "  - id: voided\n"), "id: voided", "voided bruger Tværs selv",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_in_the_small_print_is_named_with_its_line(case: str, changed: Changed) -> None:
    change, place, found = FAULTS[case]
    folder = changed(*change)
    assert [(one.line, one.found) for one in findings(folder)] == [(line_of(folder, place), found)]
