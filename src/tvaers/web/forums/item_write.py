"""Writing items: a new matter with its item, the text of one, answers to remarks, how follow-ups go."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tvaers.engine.agreements.queries import agreements
from tvaers.engine.forums import actions, desk, queries
from tvaers.engine.forums.drafting import draft_of
from tvaers.kernel import clock
from tvaers.kernel.action import may
from tvaers.kernel.errors import Conflict, NotFound, Problem
from tvaers.web.forums import frame, tables
from tvaers.web.forums.decision_forms import AnswerForm, ConditionForm, ProgressForm
from tvaers.web.forums.item_forms import ItemForm, NewItemForm, differences, initial_of, others_of
from tvaers.web.forums.sheets import Sheet, answer
from tvaers.web.problems import into_form, shows_problems

LONGEST_VERSION = 9
"""The most digits of a version."""
NOT_DRAFTED = ("csrfmiddlewaretoken", "slug", "paper")


@shows_problems
def new(request: HttpRequest, key: str) -> HttpResponse:
    """Opret en sag og dens punkt i forummet. What was written is kept as a draft until it is there."""
    user: Any = request.user
    forum = queries.forum(user, key)
    frame.require(user, "forums.open_matter", forum)
    ahead = queries.meetings(user, forum).filter(state__in=("planned", "called"), starts_at__gte=clock.now())
    ahead = ahead.exclude(kind="event")
    coming = queries.coming(user, forum)
    near = Case(When(package=forum.package, then=0), default=1)
    others = queries.forums(user).exclude(pk=forum.pk).order_by(near, "name")
    draft = draft_of(user, forum)
    initial = {"meeting": request.GET.get("moede") or (coming.pk if coming else None), **(draft.data if draft else {})}
    form = NewItemForm(request.POST or None, request.FILES or None, meetings=ahead, forums=others,
                       agreements=[(one.package, one.title) for one in agreements(user)], initial=initial)  # fmt: skip
    if form.is_valid():
        try:
            made = _opened(user, forum, form)
        except Problem as problem:
            into_form(form, problem)
        else:
            actions.save_draft(actor=user, forum=forum, fields={})
            messages.success(request, "Punktet ligger i pipelinen.")
            return redirect("forums:item", made.slug)
    shared = frame.of_forum(user, forum, "forums:pipeline", "Nyt punkt")
    back = reverse("forums:pipeline", args=[key])
    return render(request, "forums/item_form.html", {**shared, "form": form, "title": "Nyt punkt", "back": back,
                                                     "verb": "Læg punktet i pipelinen", "draft": draft,
                                                     "draft_url": reverse("forums:draft", args=[key])})  # fmt: skip


@transaction.atomic
def _opened(user: Any, forum: queries.Forum, form: NewItemForm) -> queries.Item:
    """The matter, its item and its paper: all of it, or nothing."""
    given = form.cleaned_data
    matter = actions.open_matter(actor=user, forum=forum, title=given["title"], journal=given["journal"],
                                 route=form.route(forum.key), package=given["package"], topic=given["topic"],
                                 is_closed=given["is_closed"])  # fmt: skip
    item = actions.propose(
        actor=user, forum=forum, matter=matter, kinds=given["kinds"], role=given["role"], sections=form.sections(),
        points=form.points(), meeting=given["meeting"], awaits=given["awaits"], is_oral=given["is_oral"],
        is_closed=given["is_closed"],
    )  # fmt: skip
    if given["paper"]:
        actions.attach(actor=user, item=item, upload=actions.Attachment(given["paper"].name, given["paper"].file))
    return item


@shows_problems
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """Ret et punkts tekst. When somebody else was first, both wordings are shown; nothing written is lost."""
    user: Any = request.user
    item = desk.item_at(user, slug)
    frame.require(user, "forums.write_item", item)
    draft = draft_of(user, item.forum, item)
    form = ItemForm(request.POST or None, initial={**initial_of(item), **(draft.data if draft else {})},
                    points=item.points.count(), others=len(others_of(item)))  # fmt: skip
    context: dict[str, Any] = {"draft": draft, "draft_url": reverse("forums:draft", args=[item.forum.key])}
    if form.is_valid():
        try:
            _written(user, item, form, _version_seen(request, item))
        except Problem as problem:
            into_form(form, problem)
            if isinstance(problem, Conflict):
                item = desk.item_at(user, slug)
                context["differs"] = differences(form, item)
        else:
            actions.save_draft(actor=user, forum=item.forum, item=item, fields={})
            messages.success(request, "Punktet er gemt.")
            return redirect("forums:item", slug)
    version = item.version if request.method == "POST" or not draft else draft.data.get("version", item.version)
    shared = frame.of_forum(user, item.forum, "forums:meetings", item.title)
    verb = "Gem alligevel" if context.get("differs") else "Gem punktet"
    back = reverse("forums:item", args=[slug])
    shown = {**shared, **context, "form": form, "version": version, "item": item, "title": "Ret punktet",
             "back": back, "verb": verb}  # fmt: skip
    return render(request, "forums/item_form.html", shown)


def _version_seen(request: HttpRequest, item: queries.Item) -> int:
    """The version that the reader's form was made from; the newest where the form does not say."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) <= LONGEST_VERSION else item.version


def _written(user: Any, item: queries.Item, form: ItemForm, version: int) -> None:
    given = form.cleaned_data
    wanted = {name: given[name] for name in ("title", "kinds", "journal", "awaits", "is_closed")}
    actions.write_item(actor=user, item=item, sections=form.sections(), points=form.points(), version=version,
                       **wanted)  # fmt: skip


@require_POST
@shows_problems
def save_draft(request: HttpRequest, key: str) -> HttpResponse:
    """Gem kladden, mens der skrives."""
    user: Any = request.user
    forum = queries.forum(user, key)
    slug = request.POST.get("slug", "")
    fields = {name: _written_in(request, name) for name in request.POST if name not in NOT_DRAFTED}
    item = desk.item_at(user, slug) if slug else None
    actions.save_draft(actor=user, forum=forum, item=item, fields=fields)
    return HttpResponse(f"Kladden er gemt kl. {clock.now().astimezone(clock.COPENHAGEN):%H.%M}.")


def _written_in(request: HttpRequest, name: str) -> str | list[str]:
    """What a field says: of the types, each that is ticked."""
    return request.POST.getlist(name) if name == "kinds" else request.POST[name]


@shows_problems
def answer_remark(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Besvar en bemærkning eller et forbehold."""
    user: Any = request.user
    item = desk.item_at(user, slug)
    row = item.remarks.filter(number=number).first()
    if row is None:
        raise NotFound(what="Bemærkningen findes ikke.")
    frame.require(user, "forums.answer_remark", row)
    sheet = _sheet(user, item, f"Besvar {row.get_kind_display().lower()}", "Gem svaret", row.text, "Svaret er gemt.")

    def do(given: dict[str, Any]) -> None:
        actions.answer_remark(actor=user, remark=row, answer=given["answer"])

    return answer(request, AnswerForm(request.POST or None, initial={"answer": row.answer}), sheet, do)


@shows_problems
def progress(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Vis en opfølgning, og meld, hvordan den går."""
    user: Any = request.user
    item = desk.item_at(user, slug)
    rows = sorted(item.followups.all(), key=lambda one: one.pk)
    if not 1 <= number <= len(rows):
        raise NotFound(what="Opfølgningen findes ikke.")
    row = rows[number - 1]
    may_change = may(user, "forums.progress", row)
    if request.method == "POST":
        frame.require(user, "forums.progress", row)
    sheet = _sheet(user, item, "Opfølgning", "Gem", row.text, "Det er noteret.", template="forums/followup.html",
                   row=row, status=tables.followup_status(row), may_change=may_change)  # fmt: skip
    form = ProgressForm(request.POST or None, initial={"state": row.state, "evidence": row.evidence})

    def do(given: dict[str, Any]) -> None:
        actions.progress(actor=user, followup=row, **given)

    return answer(request, form, sheet, do)


@shows_problems
def condition(request: HttpRequest, slug: str) -> HttpResponse:
    """Meld, at det, som punktet afventer, er sket."""
    user: Any = request.user
    item = desk.item_at(user, slug)
    frame.require(user, "forums.meet_condition", item)
    lead = f"Punktet afventer {item.awaits}." if item.awaits else "Punktet afventer ikke noget."
    sheet = _sheet(user, item, "Det er sket", "Meld, at det er sket", lead, "Punktet afventer ikke mere.")

    def do(given: dict[str, Any]) -> None:
        actions.meet_condition(actor=user, item=item, words=given["words"])

    return answer(request, ConditionForm(request.POST or None), sheet, do)


def _sheet(
    user: Any, item: queries.Item, title: str, verb: str, lead: str, said: str, template: str = "forums/form.html",
    **context: Any,
) -> Sheet:  # fmt: skip
    back = reverse("forums:item", args=[item.slug])
    trail = frame.of_forum(user, item.forum, "forums:meetings", item.title)["trail"]
    trail[-1]["url"] = back
    return Sheet(title=title, verb=verb, lead=lead, said=said, back=back, trail=[*trail, {"title": title}],
                 template=template, context={"item": item, **context})  # fmt: skip
