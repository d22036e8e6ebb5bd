"""A closed item leaves no trace in what leaves a forum: the same bytes with it and without it for those outside.

Each stage of a meeting is seen twice by somebody who may see forums but sits in none: before and after a closed item
with everything on it has come. Whoever sits there sees that it is there, so the comparison can fail.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.test import Client
from docx import Document as read_docx
from pypdf import PdfReader
from tests.access.world import person
from tests.forums.forum_world import BEFORE, SYSTEM, World, at, decided, seated_user, world

from tvaers.engine.forums import actions, mailing
from tvaers.engine.forums.matters import index
from tvaers.engine.forums.models import Attendance, Followup, Item, Matter, Paper, Person, Point, Remark
from tvaers.engine.forums.queries import document
from tvaers.kernel import clock

pytestmark = pytest.mark.django_db
SECRET = "Kanariefugl"
NOW = at(2025, 8, 22, 16)
API = "/api/v1"
DRAWN = ("Content-Length", "Content-Security-Policy", "Set-Cookie")
"""Headers that are drawn anew for each answer, or follow from what is compared."""


@pytest.fixture(autouse=True)
def storage(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def outsider(made: World) -> Reader:
    """Somebody with a role who sits in no forum."""
    with clock.fixed(BEFORE):
        return Reader(person("udenfor", "udvalgsmedlem", "0813"), made)


def insider(made: World) -> Reader:
    """A member of the forum."""
    with clock.fixed(BEFORE):
        return Reader(seated_user("inde", made.first, seat="region"), made)


def called() -> World:
    made = world()
    with clock.fixed(BEFORE):
        made.meeting = actions.send_agenda(actor=SYSTEM, meeting=made.meeting)
    return made


def held() -> World:
    made = called()
    with clock.fixed(made.meeting.starts_at):
        made.meeting = actions.hold(actor=SYSTEM, meeting=made.meeting, leader=made.chair)
    made.item.refresh_from_db()
    return made


def minuted() -> World:
    made = held()
    decided(made, "approved", "approved")
    with clock.fixed(at(2025, 8, 22, 14)):
        for item in made.meeting.items.filter(outcome=""):
            actions.decide(actor=SYSTEM, item=item, outcome="approved")
        actions.send_minutes(actor=SYSTEM, meeting=made.meeting)
    made.meeting.refresh_from_db()
    return made


STAGES: dict[str, Callable[[], World]] = {"planned": world, "called": called, "held": held, "minuted": minuted}


def hide(made: World, *, by_matter: bool) -> Item:
    """A closed item at the head of the agenda with everything that can hang on one, also in the minutes."""
    now = at(2025, 8, 22, 15)
    given = {"opened_at": now, "changed_at": now, "is_closed": by_matter, "route": ["ffu", "ssf"]}
    matter = Matter.objects.create(number="SAG-LUK", title=SECRET, journal=SECRET, **given)
    item = Item.objects.create(
        matter=matter, forum=made.first, meeting=made.meeting, state="treated", title=SECRET, kinds=["approval"],
        position=0, is_closed=not by_matter, outcome="approved", decision=SECRET, created_at=now, changed_at=now,
        sections=[{"kind": "case", "heading": "Sagsfremstilling", "text": SECRET}], decided_at=now,
    )  # fmt: skip
    point = Point.objects.create(item=item, number=1, text=SECRET, outcome="approved", decided_text=SECRET)
    Remark.objects.create(item=item, point=point, number=1, text=SECRET, recorded_at=now)
    Followup.objects.create(item=item, text=SECRET, owner=SECRET, due=date(2025, 9, 1), recorded_at=now)
    Attendance.objects.create(meeting=made.meeting, person=made.member, status="absent", item=item, recorded_at=now)
    paper = Paper(item=item, name=f"{SECRET}.txt", media_type="text/plain", size=1, sha512="0", at=now)
    paper.file.save("hemmelig", ContentFile(SECRET.encode()))
    paper.save()
    index(item)
    with clock.fixed(now):
        mailing.look()
        if made.meeting.state in ("held", "minuted"):
            actions.make_minutes(actor=SYSTEM, meeting=made.meeting)
    return item


class Reader:
    """Somebody who fetches everything that leaves the forum; times of signing and the like are pinned."""

    def __init__(self, user: Any, made: World) -> None:
        self.client, self.made = Client(raise_request_exception=True), made
        self.client.force_login(user)

    def get(self, path: str) -> bytes:
        answer = self.client.get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        kept = [value for name, value in sorted(answer.headers.items()) if name not in DRAWN]
        text = read(answer.get("Content-Type", ""), body)
        return f"{answer.status_code} {kept} ".encode() + re.sub(rb'nonce="[^"]*"|\b\w{64}\b', b"", text)

    def everything(self) -> dict[str, bytes]:
        paths = addresses(self.made)
        return {path: self.get(path) for path in paths}


def read(media_type: str, body: bytes) -> bytes:
    """What a file says, where its bytes hold the moment of making."""
    if media_type == "application/pdf":
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages).encode()
    if "wordprocessing" in media_type:
        return "\n".join(each.text for each in read_docx(BytesIO(body)).paragraphs).encode()
    if "spreadsheet" in media_type:
        book = openpyxl.load_workbook(BytesIO(body))
        return repr([[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book]).encode()
    if media_type.startswith("text/csv"):
        return repr(list(csv.reader(StringIO(body.decode()), delimiter=";"))).encode()
    return body


def addresses(made: World) -> list[str]:
    """Every reading address of the API and of the files that can tell of a forum, a meeting and its items."""
    meeting, forum, item = f"{API}/meetings/{made.meeting.pk}", f"{API}/forums/{made.first.key}", made.item.slug
    kinds = ("organization", "person", "membership", "meeting", "agendaItem", "consultation", "paper", "file")
    return [
        *(f"{meeting}{end}" for end in ("", "/paper", "/paper.pdf", "/paper.docx", "/calendar", "/missing")),
        *(f"{meeting}{end}" for end in ("/attendance", "/minutes")),
        *(f"{forum}{end}" for end in ("", "/seats", "/calendar", "/pipeline", "/remarks", "/receivers")),
        f"{API}/meetings", f"{API}/forums", f"{API}/items/{item}", f"{API}/items/{item}/before", f"{API}/forum-persons",
        f"{API}/matters/{made.item.matter.number}", f"{API}/decisions", f"{API}/decisions?text={SECRET}",
        f"{API}/decisions?text=aftale", f"{API}/decisions?forum=ffu", f"{API}/followups", f"{API}/followups?forum=ffu",
        f"{API}/decisions.xlsx", f"{API}/decisions.csv", f"{API}/decisions.csv?text={SECRET}", f"{API}/oparl",
        *(f"{API}/oparl/{kind}" for kind in kinds),
        *(f"{API}/oparl/{kind}?modified_since=2025-01-01T00:00:00Z" for kind in kinds),
        f"{API}/oparl/meeting/ffu.{made.meeting.pk}", f"{API}/oparl/agendaItem/{item}",
        *(f"/moeder/filer/moede/{made.meeting.pk}.{end}" for end in ("pdf", "docx", "ics")),
        "/moeder/filer/beslutninger.xlsx", "/moeder/filer/beslutninger/ffu.csv", "/moeder/filer/moeder/ffu.ics",
    ]  # fmt: skip


@pytest.mark.parametrize("by_matter", [False, True])
@pytest.mark.parametrize("stage", STAGES)
def test_those_outside_see_the_same_with_and_without_a_closed_item(stage: str, by_matter: bool) -> None:
    made = STAGES[stage]()
    outside = outsider(made)
    with clock.fixed(NOW):
        without = outside.everything()
    hide(made, by_matter=by_matter)
    with clock.fixed(NOW):
        after = outside.everything()
    assert {path for path, body in after.items() if body != without[path]} == set()
    assert not [path for path, body in after.items() if SECRET.encode() in body and SECRET not in path]


def test_whoever_sits_there_sees_that_it_is_there() -> None:
    made = minuted()
    inside = insider(made)
    hide(made, by_matter=False)
    with clock.fixed(NOW):
        found = {path for path, body in inside.everything().items() if SECRET.encode() in body}
    assert {f"{API}/meetings/{made.meeting.pk}{end}" for end in ("", "/paper", "/paper.pdf", "/paper.docx")} <= found
    assert {f"{API}/decisions", f"{API}/decisions.xlsx", f"{API}/followups"} <= found


@pytest.mark.parametrize("own", ["papers", "items"])
def test_an_address_of_a_closed_item_answers_as_one_that_does_not_exist(own: str) -> None:
    made = minuted()
    item = hide(made, by_matter=False)
    outside = outsider(made)
    slug, pairs = item.slug, [f"{API}/items/%s", f"{API}/items/%s/before", f"{API}/oparl/agendaItem/%s"]
    if own == "papers":
        slug, pairs = item.papers.get().slug, [f"{API}/forum-papers/%s", "/moeder/filer/bilag/%s"]
    with clock.fixed(NOW):
        for address in [*pairs, f"{API}/oparl/file/%s"]:
            real, missing = outside.get(address % slug), outside.get(address % "findesikke")
            assert real.replace(slug.encode(), b"findesikke") == missing and real.startswith(b"404")


def test_whoever_sits_there_fetches_the_paper() -> None:
    made = minuted()
    paper = hide(made, by_matter=False).papers.get()
    inside = insider(made)
    assert inside.get(f"/moeder/filer/bilag/{paper.slug}").endswith(SECRET.encode())


def test_an_open_item_that_is_closed_later_is_gone_from_all_that_leaves() -> None:
    made = minuted()
    outside = outsider(made)
    Item.objects.filter(pk=made.item.pk).update(title=SECRET, is_closed=True)
    with clock.fixed(NOW):
        assert not [
            path for path, body in outside.everything().items() if SECRET.encode() in body and SECRET not in path
        ]


def test_a_mail_is_the_same_with_and_without_a_closed_item() -> None:
    made = world()
    Person.objects.filter(pk=made.member.pk).update(email="medlem@example.dk")
    bodies = []
    for is_hidden in (False, True):
        if is_hidden:
            hide(made, by_matter=False)
        made.meeting.invitations.all().delete()
        mail.outbox.clear()
        with clock.fixed(BEFORE + timedelta(minutes=1)):
            actions.invite(actor=SYSTEM, meeting=made.meeting)
            mailing.tell(made.member.pk)
        [sent] = mail.outbox
        bodies.append((sent.subject, sent.body, sent.attachments))
    assert bodies[0] == bodies[1]


def test_the_document_itself_has_the_closed_item_for_those_inside() -> None:
    made = minuted()
    hide(made, by_matter=False)
    assert SECRET in str(document(SYSTEM, made.meeting).as_json())
