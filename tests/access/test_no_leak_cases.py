"""Whoever has no part in a case is answered the same bytes whether it exists or not: pages, files, API and queries.

For each case type: a reader with every job of it at two units and with a case of their own; then another's case of the
same type, about another citizen, appears. Everything that the reader can ask is asked before and after.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cases import walking
from tests.cases.conftest import PARTIES as FOLDER

from tvaers.engine.access import actions as access
from tvaers.engine.agreements import queries as agreements
from tvaers.engine.cases import actions, store
from tvaers.engine.cases.models import CalendarKey, Case, SavedView
from tvaers.engine.citizens import actions as citizens
from tvaers.engine.citizens.cpr import Cpr
from tvaers.engine.parties import actions as parties
from tvaers.exports import case_columns
from tvaers.kernel import clock
from tvaers.kernel.action import System
from tvaers.kernel.clock import fixed

OWN, OTHERS = ("afsnit-a", "afsnit-b"), ("1082", "0851")
SECRET = "XXX-7777-7777"
CPR = "010190-1234"
HIDDEN_VIEWS = (7001, 7002)
"""The keys of views that others have saved: one shared with their unit and one private."""
CODE = "prøve"
"""The secret of the reader's own calendar."""
TYPES = {
    type.id: (package, type)
    for package in reversed(agreements.packages().values())
    for type in package.case_types.values()
}
TOKENS = re.compile(rb"\b[A-Za-z0-9]{64}\b")
"""CSRF tokens, which are new in every answer."""


@pytest.fixture(autouse=True)
def known_parties(db: Any, settings: Any, tmp_path: Any) -> None:  # noqa: ARG001
    settings.MEDIA_ROOT = tmp_path
    parties.load(actor=System(), folder=FOLDER)


def reader_of(type: Any) -> Any:
    """A user with every job of a type at the own units."""
    user = access.create_user(actor=System(), username="laeser", title="")
    for job in sorted(type.jobs):
        for unit in OWN:
            access.grant(actor=System(), user=user, role=job, scope=unit, reason="prøve", starts=date(2021, 1, 1))
    CalendarKey.objects.create(user=user, code_hash=hashlib.sha256(CODE.encode()).hexdigest(), made_at=clock.now())
    return user


def case_of(name: str, who: tuple[str, ...], steps: int = 6) -> Case:
    """A case of a type among some parties, after some events."""
    package, type = TYPES[name]
    row = walking.opened(Random(1), package, type, who)
    list(walking.walk(Random(1), row, steps, who))
    return Case.objects.get(pk=row.pk)


def hide_secret(name: str, monkeypatch: pytest.MonkeyPatch) -> Case:
    """Another's case with everything that can hang on it: a citizen with a number, a link, word and a draft."""
    drawn, secret = store.new_number, TYPES[name][1].prefix
    with monkeypatch.context() as patch:
        patch.setattr(store, "new_number", lambda prefix: SECRET if prefix == secret else drawn(prefix))
        row = case_of(name, OTHERS, steps=0)
    row.citizen = citizens.register(actor=System(), pseudonym="hemmelig", cpr=Cpr(CPR))
    row.save()
    list(walking.walk(Random(1), row, 6, OTHERS))
    for pk in HIDDEN_VIEWS:
        party = OTHERS[0] if pk % 2 else ""
        owner = access.create_user(actor=System(), username=f"hemmelig-{pk}", title="")
        SavedView.objects.create(pk=pk, owner=owner, list=name, name="Hemmelig", party=party, made_at=clock.now())
    other = case_of(name, OTHERS)
    actions.link(actor=System(), case=row, other=other, kind="følger af")
    return Case.objects.get(pk=row.pk)


def addresses(name: str, own: Case) -> list[str]:
    """Every page and file of cases, and the API, that a reader can ask for."""
    package, type = TYPES[name]
    listed = reverse("cases:list", args=[name])
    event = type.events[0].id
    columns = "&".join(f"kol={key}" for key in case_columns.columns(type))
    pages = [
        reverse("overview"), reverse("cases:home"), listed, f"{listed}?soeg={SECRET}", f"{listed}?soeg={CPR}",
        f"{listed}?soeg=hemmelig", f"{listed}?soeg=medicin", f"{listed}?aabne=1", reverse("cases:type", args=[name]),
        f"{reverse('search')}?q={SECRET}", reverse("cases:my_dates"), reverse("cases:case", args=[own.number]),
        reverse("cases:case_dates", args=[own.number]), reverse("cases:case_dates", args=[SECRET]),
        reverse("cases:case", args=[SECRET]), reverse("cases:event", args=[SECRET, event]),
        reverse("cases:document", args=[SECRET, 1]), reverse("cases:mend", args=[SECRET, 1]),
        reverse("cases:new", args=[package.id, name, event]), reverse("cases:views"), reverse("cases:calendar"),
        f"{listed}?aabne=alle&hent=csv&{columns}", f"{listed}?aabne=alle&{columns}",
        f"{listed}?aabne=alle&hent=xlsx&{columns}", reverse("discharge:board"), f"{reverse('discharge:board')}?mine=1",
        reverse("cases:calendar_feed", args=[CODE]),
    ]  # fmt: skip
    since = walking.first(package).isoformat().replace("+", "%2B")
    api = [
        "/cases", f"/cases?type={name}", f"/cases?text={SECRET}", f"/cases?text={CPR}", "/cases?text=hemmelig",
        f"/cases?modified_since={since}", f"/cases/{own.number}", f"/cases/{SECRET}", f"/cases/{SECRET}/documents",
        f"/cases/{SECRET}/documents/x", "/worklist", f"/worklist?type={name}", "/notices", "/drafts",
        "/openable-cases", "/case-types", "/citizens/hemmelig", "/case-views",
    ]  # fmt: skip
    return [*pages, *(f"/api/v1{path}" for path in api)]


def posts(name: str, own: Case) -> list[tuple[str, dict[str, Any]]]:
    """Every write of the API that names a case, tried on the secret one."""
    package, type = TYPES[name]
    event = type.events[-1].id
    reason = "Vil se, om det findes"
    place = {"agreement": package.id, "type": name, "event": event, "case": SECRET}
    return [
        (f"/cases/{SECRET}/events", {"event": event, "version": 1}),
        (f"/cases/{SECRET}/events/1/correct", {"reason": reason, "version": 1}),
        (f"/cases/{SECRET}/events/1/annul", {"reason": reason, "version": 1}),
        (f"/cases/{SECRET}/links", {"other": own.number}),
        (f"/cases/{own.number}/links", {"other": SECRET}),
        (f"/cases/{SECRET}/cpr", {"reason": reason}),
        ("/drafts", {**place, "data": {"a": "b"}}),
        ("/drafts/drop", place),
        *((f"/case-views/{pk}/{what}", {"name": "Min"}) for pk in HIDDEN_VIEWS for what in ("rename", "drop")),
        ("/notices/read", {"case": SECRET, "event": 1, "name": "x", "party": OTHERS[0]}),
        ("/cases", {
            "agreement": package.id, "type": name, "citizen": "hemmelig",
            "doer": {"party": OWN[0], "role": type.roles[0].id, "job": type.roles[0].jobs[0]},
        }),
    ]  # fmt: skip


def answers(client: Client, name: str, own: Case) -> dict[str, tuple[int, bytes]]:
    """The status and bytes of everything that can be asked."""
    found = {}
    for address in addresses(name, own):
        found[address] = told(client.get(address))
    for address, body in posts(name, own):
        answer = client.post(f"/api/v1{address}", body, content_type="application/json")
        found[f"POST {address} {sorted(body)}"] = told(answer)
    marks = {"valgt": [own.number, SECRET], "type": name}
    for form in ("xlsx", "csv"):
        answer = client.post(reverse("cases:many_file", args=[form]), {**marks, "valgt": [SECRET]})
        found[f"file {form}"] = told(answer)
    found["many"] = told(client.post(reverse("cases:many"), marks))
    for event in TYPES[name][1].events[-3:]:
        given = {**marks, "haendelse": f"{name}/{event.id}", "trin": "se"}
        found[f"many {event.id}"] = told(client.post(reverse("cases:many"), given))
    return found


def told(answer: Any) -> tuple[int, bytes]:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, TOKENS.sub(b"", content)


@pytest.mark.parametrize("name", sorted(TYPES))
def test_another_case_changes_no_byte_of_what_a_stranger_is_answered(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with fixed(walking.first(TYPES[name][0]) + timedelta(days=60)):
        own = case_of(name, OWN)
        client = Client()
        client.force_login(reader_of(TYPES[name][1]))
        before = answers(client, name, own)
        hide_secret(name, monkeypatch)
        after = answers(client, name, own)
    assert [address for address in before if before[address] != after[address]] == []
