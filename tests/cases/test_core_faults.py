"""Faults in a case type's file: each is found before the type is used, with file and line, in Danish."""

from __future__ import annotations

import pytest
from tests.cases.fault_cases import FILE, Change, Changed, findings, line_of

from tvaers.kernel.package import ContentError, load_all, load_package

ONE_WAY = "én af days, workdays, months, hours, act_by og …_before"
WHOLE = "tilstande og hændelser, der hænger sammen"
WITH_CHOICES = "choices ved choice, choices og checklist"

FAULTS: dict[str, tuple[Change, str, str, str]] = {
    "a state that is never reached": (
        ("to: closed\n", "to: withdrawn\n"), "states:\n", "Tilstanden »closed« kan ikke nås fra »new«", WHOLE,
    ),
    "a state that is never left": (
        ("label: Trukket tilbage, final: yes", "label: Trukket tilbage, owner: sender"), "states:\n",
        "Tilstanden »withdrawn« kan ikke forlades og er ikke mærket som en sluttilstand", WHOLE,
    ),
    "a state that nobody owns": (
        ("label: Sendt, owner: receiver", "label: Sendt"), "{id: sent", "tilstanden sent hører til »ingen«",
        "owner med en af rollerne, for intet må høre til ingen",
    ),
    "a state that an unknown role owns": (
        ("label: Sendt, owner: receiver", "label: Sendt, owner: friend"), "{id: sent",
        "tilstanden sent hører til »friend«", "owner med en af rollerne, for intet må høre til ingen",
    ),
    "a duty that cannot be fulfilled": (
        ("    done_by: [answer, approve, vote]\n", ""), "id: reply\n", "pligten reply kan ikke opfyldes",
        "done_by eller until",
    ),
    "two ways of counting": (
        ("days: reply_days", 'days: reply_days, workdays: "2"'), "counts: {days: reply_days",
        "fristen tælles ikke på præcis én måde", ONE_WAY,
    ),
    "no way of counting": (
        ("days: reply_days", "key: low"), "counts: {key", "fristen tælles ikke på præcis én måde", ONE_WAY,
    ),
    "nothing to count from": (
        ("    since: {event: send}\n", ""), "id: reply\n", "pligten reply har kun det ene af since og counts",
        "begge, eller ingen af dem",
    ),
    "two things to count from": (
        ("{event: send}", "{event: send, field: happens_on}"), "since: {event: send",
        "fristen har ikke præcis ét udgangspunkt", "enten event eller field",
    ),
    "a choice without choices": (
        ("\n    choices: [{id: for, label: For}, {id: against, label: Imod}]", ""), "id: opinion\n",
        "choices passer ikke til feltet opinion", WITH_CHOICES,
    ),
    "choices of what is no choice": (
        ("    type: choice\n", "    type: text\n"), "id: opinion\n", "choices passer ikke til feltet opinion",
        WITH_CHOICES,
    ),
    "columns of what is no list": (
        ("type: records", "type: text"), "id: steps\n", "of passer ikke til feltet steps", "of ved records og kun der",
    ),
    "the same field twice": (
        ("id: reply, label: Svar", "id: subject, label: Svar"), "id: subject, label: Svar",
        "subject står to gange i fields", "et id, som ingen anden har",
    ),
    "a role taken from who owns the next state": (
        ("needs: [subject, to]\n", "needs: [subject, to]\n    releases: receiver\n"), "releases: receiver",
        "receiver ejer en tilstand, som send fører til", "en rolle, der ikke ejer den",
    ),
    "an unknown type of field": (
        ("type: money", "type: penge"), "type: penge", "»type« er »penge«", "'money'",
    ),
    "a flag that is neither yes nor no": (
        ("many: yes", "many: maybe"), "many: maybe", "»maybe« er hverken ja eller nej", "yes eller no",
    ),
    "a key that is misspelt": (
        ("    from: agreed\n", "    form: agreed\n"), "form: agreed", "nøglen »form« kendes ikke", "»from«?",
    ),
    "a key that is missing": (
        ("{id: reply, label: Svar, ", "{id: reply, "), "{id: reply, ", "nøglen »label« mangler", "»label« udfyldt",
    ),
    "a condition on a field without a test": (
        ("if: {field: ready, done: yes}, says", "if: {field: ready}, says"), "if: {field: ready}",
        "betingelsen har kun det ene af felt og prøve", "field sammen med is, has, given …",
    ),
    "an empty condition": (
        ("if: {field: ready, done: yes}, says", "if: {}, says"), "if: {}", "betingelsen er tom", "mindst én prøve",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_named_with_its_line(case: str, changed: Changed) -> None:
    change, place, found, expected = FAULTS[case]
    folder = changed(*change)
    said = [(one.line, expected in one.expected) for one in findings(folder) if one.found == found]
    assert said == [(line_of(folder, place), True)]


UNKNOWN: dict[str, tuple[Change, str]] = {
    "state to go to": (("to: waiting, by", "to: waits, by"), "tilstanden waits findes ikke"),
    "state to come from": (("from: agreed\n", "from: agrees\n"), "tilstanden agrees findes ikke"),
    "role of an event": (
        ("from: waiting, to: sent, by: sender", "from: waiting, to: sent, by: senders"), "rollen senders findes ikke",
    ),
    "role of a deadline": (
        ("owner: receiver\n    clause", "owner: receivers\n    clause"), "rollen receivers findes ikke",
    ),
    "field that an event needs": (("needs: [subject, to]", "needs: [subjects, to]"), "feltet subjects findes ikke"),
    "field that a deadline counts from": (
        ("since: {field: happens_on}", "since: {field: happened_on}"), "feltet happened_on findes ikke",
    ),
    "list that an event adds to": (("adds: steps", "adds: stairs"), "feltet stairs findes ikke"),
    "event that a deadline counts from": (
        ("since: {event: send}", "since: {event: sends}"), "hændelsen sends findes ikke",
    ),
    "event that does a task": (("done_by: vote}", "done_by: votes}"), "hændelsen votes findes ikke"),
    "job": (("jobs: visitator, needs", "jobs: laege, needs"), "jobbet laege findes ikke"),
    "parameter to count with": (("days: reply_days", "days: answer_days"), "parameteren answer_days findes ikke"),
    "parameter of a time of day": (('at: "14:00"', "at: late_hour"), "parameteren late_hour findes ikke"),
    "role that gets word": (("to: receiver, label: Du", "to: friend, label: Du"), "rollen friend findes ikke"),
    "role that is given": (("{witness: ", "{friend: "), "rollen friend findes ikke"),
    "source of a role": (('"field:invited"', '"field:guests"'), "tildelingen field:guests findes ikke"),
    "field of a guard": (
        ("{field: ready, done: yes}, says", "{field: red, done: yes}, says"), "feltet red findes ikke",
    ),
    "field of a warning": (("if: {field: happens_on", "if: {field: sometime"), "feltet sometime findes ikke"),
    "field of a target": (("if: {field: opinion, given", "if: {field: mood, given"), "feltet mood findes ikke"),
    "field that ends a duty": (("until: {field: ready", "until: {field: red"), "feltet red findes ikke"),
    "field that lists show": (("listed: [subject, amount]", "listed: [subject, sum]"), "feltet sum findes ikke"),
    "rule of a derived value": (("rule: size", "rule: weight"), "reglen weight findes ikke"),
    "rule of a guard": (("{field: ready, done: yes}, says", "{rule: is_ready}, says"), "reglen is_ready findes ikke"),
    "event of a guard": (("{field: ready, done: yes}, says", "{happened: x}, says"), "hændelsen x findes ikke"),
    "state of a pause": (("paused_in: waiting", "paused_in: waits"), "tilstanden waits findes ikke"),
    "type that mends an event instead": (
        ("    label: Luk\n", "    mend: {says: Det kan ikke rettes., do: Ring., instead: other}\n    label: Luk\n"),
        "forløbstypen other findes ikke",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", UNKNOWN)
def test_an_unknown_name_is_found_where_it_stands(case: str, changed: Changed) -> None:
    change, found = UNKNOWN[case]
    folder = changed(*change)
    said = [(one.line, one.found, one.expected[:6]) for one in findings(folder) if one.found == found]
    assert said == [(line_of(folder, change[1]), found, "en af ")]


CLAUSES: list[Change] = [
    ("clause: PRV-1\ncitizen", "clause: PRV-9\ncitizen"),
    ("rule: size, clause: PRV-1", "rule: size, clause: PRV-9"),
]


@pytest.mark.parametrize("change", CLAUSES, ids=["of the type", "of a derived value"])
def test_an_unknown_clause_is_found_when_every_package_is_known(change: Change, changed: Changed) -> None:
    with pytest.raises(ContentError) as faulty:
        load_all(changed(*change).parent.parent)
    assert [(one.file, one.found) for one in faulty.value.details] == [
        (f"pakke/proeve/{FILE}", "bestemmelsen PRV-9 findes ikke")
    ]


SOUND: dict[str, Change] = {
    "a parameter in place of a number": ('workdays_before: "1"', "workdays_before: reply_days"),
    "a number in place of a parameter": ("days: reply_days", 'days: "10"'),
    "an event that keeps the state": ("from: waiting, to: sent,", "from: waiting,"),
    "a state without what to do next": (", next: Luk forløbet", ""),
    "another role as owner": ("label: Sendt, owner: receiver", "label: Sendt, owner: sender"),
}


@pytest.mark.parametrize("case", SOUND)
def test_what_is_sound_is_loaded(case: str, changed: Changed) -> None:
    assert "request" in load_package(changed(*SOUND[case])).case_types


def test_a_fault_is_told_in_one_line(changed: Changed) -> None:
    folder = changed("days: reply_days", "days: answer_days")
    place = f"{FILE}, linje {line_of(folder, 'days: answer_days')}"
    (one,) = findings(folder)
    expected = "en af by_level, cutoff, limit, reply_days"
    assert str(one) == f"{place}: parameteren answer_days findes ikke. Forventet: {expected}."
