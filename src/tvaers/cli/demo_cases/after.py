"""What hangs on the demo's cases beside their events: corrections, annulments, links, files and drafts."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from tvaers.cli.demo_cases.story import Story
from tvaers.engine.access.queries import user_named
from tvaers.engine.cases import actions, queries
from tvaers.engine.cases.actions import Given, Upload
from tvaers.engine.cases.queries import Case
from tvaers.kernel.action import System

SYSTEM = System("demoregion")
NOTE = "Noten er fundet på til demoen.\nPatienten har selv nøgle til døren.\n"
ENDED = ("finished_treatment", "discharged", "closed")
"""The states of a stay that somebody may dispute afterwards."""


def stay_for(story: Story, number: int) -> Case | None:
    """The stay that a story is about, when it is tied to one; stories in a row get different stays."""
    if not story.link:
        return None
    stays = [one for one in queries.cases(SYSTEM, story.link).filter(state__in=ENDED).order_by("pk")
             if one.data.get("finished_at")]  # fmt: skip
    return stays[number % len(stays)] if stays else None


def tie(case: Case, other: Case) -> None:
    """Link a case to the stay that it is about."""
    actions.link(actor=SYSTEM, case=case, other=other, kind="handler om")


def dress(type: str, cases: list[Case]) -> None:
    """Add what belongs to a group of new cases."""
    if type == "discharge":
        _mend(cases)
        _write_on(cases)


def _mend(cases: Iterable[Case]) -> None:
    """In every seventh stay a time is corrected, and in every eleventh something is annulled."""
    for place, case in enumerate(cases):
        last = case.events.order_by("number").last()
        if last is None or last.number == 1:
            continue
        if last.event == "expect_discharge" and place % 3 == 0:
            later = {"expected_at": last.data["expected_at"].replace("T11:00", "T13:00")}
            actions.correct(actor=SYSTEM, case=case, number=last.number, given=Given(later),
                            reason="Patienten kan først hentes senere.")  # fmt: skip
        elif last.event in ("send_nursing_note", "add_blocker", "propose_time") and place % 2 == 0:
            actions.annul(actor=SYSTEM, case=case, number=last.number, reason="Skrevet på den forkerte patient.")


def _write_on(cases: list[Case]) -> None:
    """Files in some stays, and half-written drafts of the nurse and the municipal visitator."""
    for case in cases[2::9]:
        upload = Upload("Note om hjemmet.txt", BytesIO(NOTE.encode()))
        actions.attach(actor=SYSTEM, case=case, upload=upload, party=case.data["home_municipality"])
    _draft("demo-sygeplejerske", cases, "send_care_plan", {"care_plan": "Hjælp til bad to gange om ugen, og"})
    _draft("demo-visitator", cases, "propose_time", {"proposal_note": "Vi kan tage imod fra kl."})


def _draft(username: str, cases: list[Case], event: str, values: dict[str, object]) -> None:
    """A draft in the first case where the demo user could finish it."""
    user = user_named(username)
    if user is None:
        return
    for case in cases:
        if case.state == "admitted" and queries.cases(user).filter(pk=case.pk).exists():
            actions.save_draft(actor=user, type=case.type, package=case.package, event=event, given=Given(values),
                               case=case)  # fmt: skip
            return
