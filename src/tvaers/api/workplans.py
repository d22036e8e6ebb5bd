"""Work plans over the API: read as they stand and as they were, written, published, and taken out as files."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Field, Query, Router

from tvaers.api.forums.parts import Day, Numbered, Slug, item_at
from tvaers.api.forums.shapes import DoneOut, ItemRowOut, row_out
from tvaers.api.parts import user_of
from tvaers.api.problems import REFUSALS, ProblemOut, answers
from tvaers.api.workplan_shapes import (
    ActivityIn,
    ActivityOut,
    ChangesOut,
    CoverageOut,
    CoverIn,
    JoinedOut,
    LinkedOut,
    OpenRemarkOut,
    PeriodIn,
    PlanLinkIn,
    PlanOut,
    PlanProgressIn,
    PublishIn,
    SpokenOut,
    TrackIn,
    TrackOut,
    VersionOut,
    VersionRowOut,
    activity_out,
    change_out,
    coverage_out,
    open_remark_out,
    plan_out,
    version_out,
    version_row,
)
from tvaers.engine.forums import queries as forums
from tvaers.engine.workplans import actions, queries
from tvaers.exports import workplan_files
from tvaers.exports.forum_files import EXCEL
from tvaers.kernel.errors import NotFound

router = Router()
Level = Literal["", "administrative", "political", "both", "none"]
Number = Annotated[str, Field(min_length=1, max_length=20, pattern=r"^[^\u0000]*$")]


@router.get("/work-plans", response=answers(list[PlanOut]), operation_id="workplans.plans")
def plans(request: HttpRequest) -> list[PlanOut]:
    """Arbejdsplanerne, den nyeste først."""
    user = user_of(request)
    return [plan_out(user, one) for one in queries.plans(user)]


@router.post("/work-plan-declarations", response=answers(DoneOut), operation_id="workplans.take_up")
def take_up(request: HttpRequest) -> DoneOut:
    """Indlæs aftalernes arbejdsplaner. En plan, der findes, bliver ikke rørt."""
    actions.take_up(actor=user_of(request))
    return DoneOut()


@router.post("/work-plan-meetings", response=answers(JoinedOut), operation_id="workplans.join_meetings")
def join_meetings(request: HttpRequest) -> JoinedOut:
    """Læg de punkter, der venter uden møde, på det møde, som forummet siden har planlagt den dag."""
    return JoinedOut(count=actions.join_meetings(actor=user_of(request)))


@router.get("/work-plans/{key}", response=answers(PlanOut), operation_id="workplans.plan")
def plan(request: HttpRequest, key: Slug) -> PlanOut:
    """Én arbejdsplan, og hvor langt den er."""
    user = user_of(request)
    return plan_out(user, queries.plan(user, key))


@router.get("/work-plans/{key}/activities", response=answers(list[ActivityOut]), operation_id="workplans.lines")
def activities(request: HttpRequest, key: Slug, level: Level = "", on: Day | None = None) -> list[ActivityOut]:
    """Planens aktiviteter, som de står på en dag: alle, eller dem på ét niveau."""
    user = user_of(request)
    return [activity_out(one) for one in queries.lines(user, queries.plan(user, key), level, on)]


@router.get("/work-plans/{key}/activities/{name}", response=answers(ActivityOut), operation_id="workplans.activity")
def activity(request: HttpRequest, key: Slug, name: Slug) -> ActivityOut:
    """Én aktivitet, som den står i dag."""
    return _activity(user_of(request), key, name)


def _activity(user: Any, key: str, name: str) -> ActivityOut:
    return activity_out(queries.line(user, queries.activity(user, queries.plan(user, key), name)))


@router.post("/work-plans/{key}/activities", response=answers(ActivityOut), operation_id="workplans.plan_activity")
def plan_activity(request: HttpRequest, key: Slug, given: ActivityIn) -> ActivityOut:
    """Skriv en aktivitet: en ny, eller den, der har nøglen. Med forum og dag kommer den i forummets pipeline."""
    user = user_of(request)
    plan = queries.plan(user, key)
    kept = given.model_dump(exclude={"track", "forum", "answers", "after"})
    made = actions.plan_activity(
        actor=user, plan=plan, track=queries.track(user, plan, given.track),
        forum=forums.forum(user, given.forum) if given.forum else None,
        answers=None if given.answers is None else [_remark(user, one.item, one.number) for one in given.answers],
        after=None if given.after is None else [queries.activity(user, plan, one) for one in given.after], **kept,
    )  # fmt: skip
    return _activity(user, key, made.key)


def _remark(user: Any, slug: str, number: int) -> forums.Remark:
    """A remark by the address of its item and its number there. NotFound when there is none."""
    found = next((one for one in item_at(user, slug).remarks.all() if one.number == number), None)
    if found is None:
        raise NotFound(what="Bemærkningen findes ikke.")
    return found


@router.post(
    "/work-plans/{key}/activities/{name}/progress", response=answers(ActivityOut), operation_id="workplans.progress"
)
def progress(request: HttpRequest, key: Slug, name: Slug, given: PlanProgressIn) -> ActivityOut:
    """Sæt en aktivitet i gang, meld den udført, eller lad den bortfalde."""
    user = user_of(request)
    found = queries.activity(user, queries.plan(user, key), name)
    actions.progress(actor=user, activity=found, **given.model_dump())
    return _activity(user, key, name)


@router.post("/work-plans/{key}/activities/{name}/cover", response=answers(CoverageOut), operation_id="workplans.cover")
def cover(request: HttpRequest, key: Slug, name: Slug, given: CoverIn) -> CoverageOut:
    """Notér, hvor langt én part eller én del af aktiviteten er."""
    user = user_of(request)
    found = queries.activity(user, queries.plan(user, key), name)
    return coverage_out(actions.cover(actor=user, activity=found, **given.model_dump()))


@router.post("/work-plans/{key}/activities/{name}/remove", response=answers(DoneOut), operation_id="workplans.remove")
def remove(request: HttpRequest, key: Slug, name: Slug) -> DoneOut:
    """Lad en aktivitet udgå. Den bliver stående i de tidligere versioner."""
    user = user_of(request)
    actions.remove(actor=user, activity=queries.activity(user, queries.plan(user, key), name))
    return DoneOut()


@router.post("/work-plans/{key}/tracks", response=answers(TrackOut), operation_id="workplans.add_track")
def add_track(request: HttpRequest, key: Slug, given: TrackIn) -> TrackOut:
    """Føj et spor til planen, med sit eget nummer."""
    user = user_of(request)
    made = actions.add_track(actor=user, plan=queries.plan(user, key), **given.model_dump())
    return TrackOut(number=made.number, title=made.title)


@router.post("/work-plans/{key}/period", response=answers(PlanOut), operation_id="workplans.extend")
def extend(request: HttpRequest, key: Slug, given: PeriodIn) -> PlanOut:
    """Giv planen en anden periode."""
    user = user_of(request)
    return plan_out(user, actions.extend(actor=user, plan=queries.plan(user, key), **given.model_dump()))


@router.get("/work-plans/{key}/versions", response=answers(list[VersionRowOut]), operation_id="workplans.versions")
def versions(request: HttpRequest, key: Slug) -> list[VersionRowOut]:
    """Planens versioner, den nyeste først, hver med det, der var nyt i den."""
    user = user_of(request)
    return [version_row(one) for one in queries.versions(user, queries.plan(user, key))]


@router.post("/work-plans/{key}/versions", response=answers(VersionOut), operation_id="workplans.publish")
def publish(request: HttpRequest, key: Slug, given: PublishIn) -> VersionOut:
    """Udgiv planen, som den er nu. Bemærkninger, som en aktivitet svarer på, lukkes."""
    user = user_of(request)
    return version_out(actions.publish(actor=user, plan=queries.plan(user, key), **given.model_dump()))


@router.get("/work-plans/{key}/versions/{number}", response=answers(VersionOut), operation_id="workplans.version")
def version(request: HttpRequest, key: Slug, number: Number) -> VersionOut:
    """En version, som den blev udgivet."""
    user = user_of(request)
    return version_out(queries.version(user, queries.plan(user, key), number))


@router.get("/work-plans/{key}/changes", response=answers(ChangesOut), operation_id="workplans.compared")
def changes(
    request: HttpRequest, key: Slug, before: Annotated[str, Query(max_length=20)] = "",
    after: Annotated[str, Query(max_length=20)] = "",
) -> ChangesOut:  # fmt: skip
    """Hvad der er anderledes mellem to versioner. Uden den seneste er det planen, som den er nu."""
    user = user_of(request)
    found = queries.plan(user, key)
    older, newer = (queries.version(user, found, one) if one else None for one in (before, after))
    compared = [change_out(one) for one in queries.compared(user, found, older, newer)]
    return ChangesOut(changes=compared, text=queries.compared_text(user, found, older, newer))


@router.get("/work-plans/{key}/remarks", response=answers(list[OpenRemarkOut]), operation_id="workplans.open_remarks")
def open_remarks(request: HttpRequest, key: Slug) -> list[OpenRemarkOut]:
    """De bemærkninger, som planen ikke har svaret på endnu, og de aktiviteter, der skal svare."""
    user = user_of(request)
    return [open_remark_out(one) for one in queries.open_remarks(user, queries.plan(user, key))]


@router.get(
    "/work-plans/{key}/activities/{name}/spoken", response=answers(list[SpokenOut]), operation_id="workplans.spoken"
)
def spoken(request: HttpRequest, key: Slug, name: Slug) -> list[SpokenOut]:
    """De punkter på møder, der taler om aktiviteten, det nyeste møde først."""
    user = user_of(request)
    found = queries.spoken(user, queries.activity(user, queries.plan(user, key), name))
    return [SpokenOut(item=one.item.slug, words=one.words) for one in found]


@router.post("/work-plans/{key}/items", response=answers(DoneOut), operation_id="workplans.link_item")
def link_item(request: HttpRequest, key: Slug, given: PlanLinkIn) -> DoneOut:
    """Knyt et punkt til planen, så dets bemærkninger bliver planens."""
    user = user_of(request)
    actions.link_item(actor=user, plan=queries.plan(user, key), item=item_at(user, given.item))
    return DoneOut()


@router.post("/meetings/{meeting}/work-plan-links", response=answers(LinkedOut), operation_id="workplans.link_minutes")
def link_minutes(request: HttpRequest, meeting: Numbered) -> LinkedOut:
    """Knyt et mødes punkter til de arbejdsplaner og aktiviteter, de taler om."""
    user = user_of(request)
    found = forums.meeting(user, meeting)
    return LinkedOut(activities=actions.link_minutes(actor=user, meeting=found))


@router.post("/work-plans/{key}/present", response=answers(ItemRowOut), operation_id="workplans.present")
def present(request: HttpRequest, key: Slug) -> ItemRowOut:
    """Læg planen i pipelinen til forummets næste møde, med teksten om, hvad der er ændret."""
    user = user_of(request)
    return ItemRowOut(**row_out(actions.present(actor=user, plan=queries.plan(user, key))))


@router.get(
    "/work-plans/{key}/file.{format}", operation_id="workplans.file", response={200: None, REFUSALS: ProblemOut},
    openapi_extra={"responses": {200: {"content": {EXCEL: {}, workplan_files.CALENDAR: {}}}}},
)  # fmt: skip
def file(request: HttpRequest, key: Slug, format: Literal["xlsx", "ics"], level: Level = "") -> HttpResponseBase:
    """Aktiviteterne som regneark, eller dem med en dag som kalenderfil."""
    user = user_of(request)
    return workplan_files.plan_file(user, queries.plan(user, key), format, level)
