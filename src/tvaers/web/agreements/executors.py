"""What carries a clause out, in words, and the page where it can be seen."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

from tvaers.engine.agreements.reading import Document, Executor
from tvaers.engine.budget.rules.register import rules as budget_rules
from tvaers.kernel.action import REGISTER
from tvaers.web.design import parts
from tvaers.web.links import to

ACTION_PAGES = {"agreements.sign": "underskrifter", "agreements.register_subagreement": "underaftaler"}
QUERIES = {
    "agreements.active_on": ("Opslag: er aftalen i kraft på en dato?", "gaelder"),
    "agreements.annex_on": ("Opslag: hvilket bilag gjaldt på en dato?", "bilag"),
    "parties.clusters_of": ("Opslag: hvilke klynger hører en kommune til?", ""),
    "settlement.discount": ("Opslag: rabatten i hver retning", ""),
}
HOMES = {
    "agreements": "agreements:list", "approvals": "approvals:list", "budget": "budget:home", "cases": "cases:home",
    "forums": "forums:home", "messages": "messages:home", "parties": "parties:list", "settlement": "settlement:home",
    "workplans": "workplans:list", "yearwheel": "yearwheel:home",
}  # fmt: skip
"""Where the work of an engine app is seen, by its name."""
SORTS = {
    "page": "Side",
    "query": "Opslag",
    "case": "Forløb",
    "deadline": "Frist",
    "forum": "Forum",
    "plan": "Arbejdsplan",
}
BUDGET_PARTS = {
    "reading": "Indlæsning af kataloget",
    "checking": "Tjek af kataloget",
    "composing": "Sammensætning af budgettet",
    "rules": "Beregning af budgettet",
    "process_queries": "Opfølgning på budgettet",
}
"""What a part of budgets that is no rule by itself does, by its room in the engine."""


def executor_link(one: Executor, clause: str, document: Document, package: str) -> parts.Link:  # noqa: ARG001
    """What carries a clause out, in words, and where it can be seen; the agreement's page where there is no better."""
    here = to("agreements:agreement", package)
    if one.sort == "rule":
        title = f"Regel. {one.title}" if one.title else "Bemærkning på afregningens kvittering"
        return parts.Link(title=title, url=f"{to('agreements:clause', package, clause)}#regel-{one.name}")
    if one.sort == "parameter":
        return parts.Link(title=f"Parameter. {one.title}", url=f"{to('agreements:parameters', package)}#{one.name}")
    if one.sort == "action":
        place = ACTION_PAGES.get(one.name)
        return parts.Link(title=f"Handling. {_summary(one.name)}", url=f"{here}#{place}" if place else _home(one, here))
    if one.sort == "budget":
        return parts.Link(title=_budget(one.name), url=_url(HOMES["budget"]) or here)
    title, place = QUERIES.get(one.name, (_title(one), ""))
    return parts.Link(title=title, url=f"{here}#{place}" if place else _place(one) or _home(one, here))


def _summary(action: str) -> str:
    known = REGISTER.get(action)
    return known.summary.split(". ")[0].split(" (")[0].rstrip(".") if known else action


def _budget(name: str) -> str:
    """A budget rule by its title, any other part of budgets by its room."""
    known = budget_rules().get(name)
    return f"Budgetregel. {known.title}" if known else BUDGET_PARTS.get(name.split(".")[0], "Budget")


def _title(one: Executor) -> str:
    return f"{SORTS.get(one.sort, 'Opslag')}. {one.title}" if one.title else SORTS.get(one.sort, "Opslag")


def _place(one: Executor) -> str:
    """The address of the thing itself; "" where it has none of its own."""
    name, _, _ = one.name.partition(".")
    if one.sort in ("case", "deadline"):
        return _url("cases:type", name)
    if one.sort == "forum":
        return _url("forums:forum", one.name)
    if one.sort == "plan":
        return _url("workplans:plan", one.name)
    return _url(one.name) if one.sort == "page" else ""


def _home(one: Executor, otherwise: str) -> str:
    app = one.name.split(".")[0].split(":")[0]
    return (_url(HOMES[app]) if app in HOMES else "") or otherwise


def _url(name: str, *args: str) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
