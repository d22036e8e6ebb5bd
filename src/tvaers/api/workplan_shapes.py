"""What the API says of work plans, and what it takes in to write them."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from ninja import Field, Schema

from tvaers.api.forums.parts import NO_NUL, Day, Numbered, Slug, Words
from tvaers.api.parts import Moment, Text
from tvaers.engine.forums.queries import Remark
from tvaers.engine.workplans import queries

State = Literal["planned", "begun", "done", "dropped"]
Level = Literal["administrative", "political"]


class TrackOut(Schema):
    """Et spor."""

    number: str
    title: str


class PlanOut(Schema):
    """En arbejdsplan."""

    key: str
    title: str
    purpose: str
    agreement: str = Field(description="Aftalen, som den kommer fra; tomt for en, vi selv har lavet")
    forum: str
    starts: date
    ends: date
    version: str = Field(description="Den seneste version; tomt, når ingen er udgivet")
    how_far: str = Field(description="Hvor mange aktiviteter der er udført, fx 6 af 16 = 37,5 %")
    tracks: list[TrackOut]
    changed_at: Moment


class CoverageOut(Schema):
    """Hvor langt én part eller én del er."""

    party: str
    state: str
    note: str


class RemarkRef(Schema):
    """En bemærkning: punktets adresse og bemærkningens nummer."""

    item: Slug
    number: Numbered


class ActivityOut(Schema):
    """En aktivitet, som den står. Dagene er mødets, når den er et punkt på et møde."""

    key: str
    track: str
    text: str
    quarter: str
    written: str = Field(description="Tiden, som kilden skriver den")
    starts: date | None
    ends: date | None
    levels: list[str]
    forum: str
    owner: str
    state: str
    enough: str = Field(description="Den status, som opfylder aftalen")
    begun_on: date | None
    done_on: date | None
    standing: str = Field(description="Sådan står den, i ord")
    late: int = Field(description="Hvor mange dage den er over tiden")
    evidence: str
    note: str
    faults: list[str] = Field(description="Hvad der ikke passer sammen")
    covered: str
    coverage: list[CoverageOut]
    after: list[str] = Field(description="De aktiviteter, der skal være udført først")
    version: int = Field(description="Vokser, hver gang aktiviteten skrives")
    item: str = Field(description="Punktets adresse; tomt, når der ikke er noget, du må se")
    meeting: int | None
    clause: str


class VersionRowOut(Schema):
    """En version i en liste."""

    number: str
    note: str
    published_at: Moment
    changes: str


class VersionActivityOut(Schema):
    """En aktivitet, som den stod i en version."""

    key: str
    track: str
    text: str
    quarter: str
    written: str
    starts: str
    ends: str
    levels: list[str]
    forum: str
    owner: str
    state: str
    note: str
    evidence: str = ""
    covered: str = ""


class VersionOut(VersionRowOut):
    """En version, som den blev udgivet."""

    title: str
    starts: date
    ends: date
    tracks: list[TrackOut]
    activities: list[VersionActivityOut]


class PlanFieldOut(Schema):
    """Hvad der blev ændret i én oplysning."""

    name: str
    before: str
    after: str


class PlanChangeOut(Schema):
    """En aktivitet, et spor eller planen selv, der er ny, udgået eller ændret."""

    sort: str
    activity: str = Field(description="Aktivitetens nøgle; tomt for et spor og for planen selv")
    track: str
    text: str
    fields: list[PlanFieldOut]


class ChangesOut(Schema):
    """Forskellen mellem to versioner, som data og som tekst til et punkt."""

    changes: list[PlanChangeOut]
    text: str


class OpenRemarkOut(Schema):
    """En bemærkning, som planen ikke har svaret på."""

    item: str
    number: int
    kind: str
    text: str
    answered_by: list[str] = Field(description="De aktiviteter, der svarer, når næste version udgives")


class ActivityIn(Schema):
    """En aktivitet. Uden nøgle er den ny. Udeladte svar og forgængere bliver, som de er."""

    key: Slug = ""
    text: Text
    track: Slug = Field(description="Sporets nummer")
    quarter: str = Field("", max_length=7, pattern=NO_NUL, description="Fx 2025 Q3")
    starts: Day | None = None
    ends: Day | None = None
    levels: list[Level] = Field(default_factory=list, max_length=2)
    forum: Slug = ""
    owner: str = Field("", max_length=200, pattern=NO_NUL)
    note: Words = ""
    answers: list[RemarkRef] | None = Field(None, max_length=100)
    after: list[Slug] | None = Field(None, max_length=100)
    version: int | None = Field(
        None, ge=0, le=10**8, description="Den version, du har set; 409, når en anden kom først"
    )


class PlanLinkIn(Schema):
    """Et punkt, der handler om en plan."""

    item: Slug = Field(description="Punktets adresse")


class JoinedOut(Schema):
    """Hvor mange punkter der kom på et møde."""

    count: int


class LinkedOut(Schema):
    """Hvor mange af arbejdsplanernes aktiviteter mødets punkter taler om."""

    activities: int


class SpokenOut(Schema):
    """Et sted i et mødes punkter, hvor en aktivitet er omtalt."""

    item: str = Field(description="Punktets adresse")
    words: str = Field(description="Aktiviteten, som punktet skriver den")


class PlanProgressIn(Schema):
    """Hvordan en aktivitet går."""

    state: State
    evidence: Text = Field("", description="Hvad der viser, at den er udført")
    on: Day | None = Field(None, description="Dagen, det skete; i dag, når den er udeladt")


class CoverIn(Schema):
    """Hvor langt én part eller én del er."""

    party: Slug
    state: State
    note: Words = ""


class TrackIn(Schema):
    """Et nyt spor."""

    number: str = Field(max_length=10, pattern=NO_NUL)
    title: str = Field(max_length=200, pattern=NO_NUL)


class PeriodIn(Schema):
    """Planens første og sidste dag."""

    starts: Day
    ends: Day


class PublishIn(Schema):
    """En ny version."""

    number: str = Field(max_length=20, pattern=NO_NUL, description="Fx 1.5")
    note: Words = ""


def plan_out(user: Any, plan: queries.Plan) -> PlanOut:
    """A plan with how far it is today."""
    last = next(iter(queries.versions(user, plan)), None)
    return PlanOut(
        key=plan.key, title=plan.title, purpose=plan.purpose, agreement=plan.package, forum=plan.forum.key,
        starts=plan.starts, ends=plan.ends, version=last.number if last else "", changed_at=plan.changed_at,
        how_far=queries.how_far(queries.lines(user, plan)),
        tracks=[TrackOut(number=one.number, title=one.title) for one in queries.tracks(user, plan)],
    )  # fmt: skip


def activity_out(line: queries.Line) -> ActivityOut:
    """An activity as it stands."""
    one = line.activity
    same = ("key", "text", "quarter", "written", "levels", "owner", "state", "enough", "begun_on", "done_on",
            "evidence", "note", "clause", "version")  # fmt: skip
    return ActivityOut(
        **{name: getattr(one, name) for name in same}, track=one.track.number, starts=line.starts, ends=line.ends,
        forum=one.forum.key if one.forum else "", standing=line.standing.text, late=line.standing.late,
        faults=list(line.faults), covered=line.covered, coverage=[coverage_out(each) for each in one.coverage.all()],
        after=[each.key for each in one.after.all()], item=line.item.slug if line.item else "",
        meeting=line.meeting.pk if line.meeting else None,
    )  # fmt: skip


def coverage_out(one: queries.Coverage) -> CoverageOut:
    """One party or part."""
    return CoverageOut(party=one.party, state=one.state, note=one.note)


def version_row(one: queries.Version) -> VersionRowOut:
    """A version in a list."""
    return VersionRowOut(number=one.number, note=one.note, published_at=one.published_at, changes=one.changes)


def version_out(one: queries.Version) -> VersionOut:
    """A version with all that was in it."""
    return VersionOut(**version_row(one).model_dump(), **one.document)


def change_out(one: queries.Change) -> PlanChangeOut:
    """One difference."""
    fields = [PlanFieldOut(name=name, before=before, after=after) for name, before, after in one.fields]
    return PlanChangeOut(sort=one.sort, activity=one.key, track=one.track, text=one.text, fields=fields)


def open_remark_out(one: Remark) -> OpenRemarkOut:
    """An open remark with the activities that are to answer it."""
    planned = [each.key for each in one.planned]  # type: ignore[attr-defined]
    return OpenRemarkOut(item=one.item.slug, number=one.number, kind=one.kind, text=one.text, answered_by=planned)
