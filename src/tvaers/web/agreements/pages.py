"""Reading agreements: the list, one agreement, one clause, its parameters and its readings."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tvaers.engine.access.policies import holds
from tvaers.engine.agreements import queries, reading, wording
from tvaers.kernel.action import may
from tvaers.kernel.errors import NotAllowed, NotFound
from tvaers.web.agreements import figures, shaping
from tvaers.web.agreements.forms import ClauseFilter
from tvaers.web.approvals.shown import briefs
from tvaers.web.days import DayFilter
from tvaers.web.design import danish, parts
from tvaers.web.links import to
from tvaers.web.problems import shows_problems


@shows_problems
def agreements(request: HttpRequest) -> HttpResponse:
    """Aftaler: what is agreed, with whom, until when, and how much of it runs?"""
    require(request.user)
    chosen = DayFilter(request.GET, auto_id="filter_%s")
    day = chosen.day()
    rows = [_listed(one, day) for one in queries.agreements(request.user)]
    return render(request, "agreements/list.html", {"rows": rows, "filter": chosen, "day": day})


@shows_problems
def agreement(request: HttpRequest, package: str) -> HttpResponse:
    """Aftale: what does it say, what does it do?"""
    found = queries.agreement(request.user, package)
    document = queries.edition(found).document
    runs = figures.runs_of(request.user, package)
    chosen = ClauseFilter(
        request.GET,
        kinds={one["kind"] for one in document["clauses"].values()},
        runs=[(str(run.pk), figures.run_name(run)) for run in runs],
        auto_id="filter_%s",
    )
    day = chosen.day()
    wanted = chosen.cleaned_data
    shown = reading.matching(
        document, kind=wanted.get("type", ""), status=wanted.get("status", ""), text=wanted.get("q", "")
    )
    live = figures.figures(request.user, figures.chosen_run(runs, wanted.get("afregning", "")))
    context = {
        **frame(found, document),
        "filter": chosen,
        "day": day,
        "states": shaping.standing(found, day),
        "parties": shaping.party_links(found.parties, found.starts),
        "period_reading": shaping.mark(document, document["valid"]["reading"] or "", package),
        "coverage": reading.coverage(document),
        "groups": shaping.clause_groups(document, shown, package, live),
        "shown_count": len(shown),
        "live": live,
        "signing": _signing(request.user, found, day),
        "annexes": _annexes(document, day, package),
        "subagreements": _subagreements(found, document, day),
        "may_register": may(request.user, "agreements.register_subagreement", found),
        "briefs": briefs(request.user, package),
    }
    return render(request, "agreements/agreement.html", context)


@shows_problems
def clause(request: HttpRequest, package: str, clause: str) -> HttpResponse:
    """Bestemmelse: what does it say, what carries it out, with which values, and how does it go?"""
    found = queries.agreement(request.user, package)
    document = queries.edition(found).document
    one = reading.clause(document, clause)
    if one is None:
        raise NotFound(what=f"Bestemmelsen {clause} findes ikke i aftalen.", do="Find den på aftalens side.")
    runs = figures.runs_of(request.user, package)
    run = figures.chosen_run(runs, request.GET.get("afregning", ""))
    live = figures.figures(request.user, run)
    view = shaping.clause_view(document, one, package, live)
    marks = [shaping.mark(document, each["id"], package) for each in reading.readings_of(document, clause)]
    context = {
        **frame(found, document, f"{clause} {one['heading']}"),
        "clause": view,
        "paper": wording.document_title(document, one["document"]),
        "parameters": [
            shaping.parameter_view(document, each, package, always_chart=True)
            for each in reading.parameters_of(document, clause)
        ],
        "readings": marks,
        "rules": reading.rules_of(document, clause),
        "live": live,
        "months": figures.months(request.user, run, clause) if run and view["settled"] else None,
        "runs": [{"pk": each.pk, "name": figures.run_name(each), "chosen": each == run} for each in runs],
    }
    return render(request, "agreements/clause.html", context)


@shows_problems
def parameters(request: HttpRequest, package: str) -> HttpResponse:
    """Parametre: which values does the agreement use, since when, and from where?"""
    found = queries.agreement(request.user, package)
    document = queries.edition(found).document
    views = [
        shaping.parameter_view(document, one, package, always_chart=False) for one in reading.all_parameters(document)
    ]
    return render(request, "agreements/parameters.html", {**frame(found, document, "Parametre"), "parameters": views})


@shows_problems
def readings(request: HttpRequest, package: str) -> HttpResponse:
    """Læsninger: where is the agreement unclear, what was chosen, and what rests on it?"""
    found = queries.agreement(request.user, package)
    document = queries.edition(found).document
    context = {
        **frame(found, document, "Læsninger"),
        "uses": [_use(one, document) for one in reading.uses_of(document)],
    }
    return render(request, "agreements/readings.html", context)


def require(user: Any) -> None:
    """Raise NotAllowed for those who may see no agreements at all."""
    if not holds(user, "agreements.see"):
        raise NotAllowed(
            what="Du har ikke adgang til aftalerne.",
            why="Aftalerne vises for dem, der har en rolle.",
            do="Bed din administrator om en rolle.",
        )


def frame(found: Any, document: reading.Document, title: str = "") -> dict[str, Any]:
    """What every page of one agreement shows: its name, its sub-pages and the way back."""
    trail = [{"title": "Aftaler", "url": to("agreements:list")}]
    if title:
        trail.append({"title": found.title, "url": to("agreements:agreement", found.package)})
    trail.append({"title": title or found.title, "url": ""})
    pages = (
        ("Bestemmelser", "agreement", len(document["clauses"])),
        ("Parametre", "parameters", len(document["parameters"])),
        ("Læsninger", "readings", len(document["readings"])),
        ("Udgaver", "editions", queries.editions(found).count()),
    )
    tabs = [
        {
            "title": name,
            "url": to(f"agreements:{page}", found.package),
            "count": count,
            "current": name == (title or "Bestemmelser"),
        }
        for name, page, count in pages
    ]
    return {"agreement": found, "document": document, "trail": trail, "tabs": tabs}


def _listed(found: Any, day: Any) -> dict[str, Any]:
    document = queries.edition(found).document
    return {
        "agreement": found,
        "url": to("agreements:agreement", found.package),
        "states": shaping.standing(found, day),
        "parties": shaping.party_links(found.parties, found.starts),
        "others": len(found.parties) - 1,
        "coverage": reading.coverage(document),
    }


def _signing(user: Any, found: Any, day: Any) -> list[dict[str, Any]]:
    """Each party with its signature as of the day, or the way to sign when the user may."""
    given = {one.party: one for one in queries.signatures(found)}
    return [
        {
            "party": link,
            "signature": given.get(code) if code in given and given[code].signed_on <= day else None,
            "sign_url": to("agreements:sign", found.package, code)
            if code not in given and may(user, "agreements.sign", code)
            else "",
        }
        for code, link in zip(found.parties, shaping.party_links(found.parties, found.starts), strict=True)
    ]


def _annexes(document: reading.Document, day: Any, package: str) -> list[dict[str, Any]]:
    """Every annex, with the version that was attached on the day."""
    names = dict.fromkeys(annex["id"] for annex in document["annexes"])
    found = [(name, queries.annex_on(dict(document), name, day)) for name in names]
    titles = {annex["id"]: annex["title"] for annex in document["annexes"]}
    return [
        {
            "title": titles[name],
            "version": version,
            "dated": shaping.iso_day(version["dated"]) if version else "",
            "reading": shaping.mark(document, version["valid"]["reading"] or "", package) if version else None,
        }
        for name, version in found
    ]


def _subagreements(found: Any, document: reading.Document, day: Any) -> parts.Table:
    rows = []
    for one in queries.subagreements(found):
        is_current = one.starts <= day and (one.ends is None or day <= one.ends)
        state = parts.Status(text="Gælder", kind="ok") if is_current else parts.Status(text="Gælder ikke den dag")
        known = one.clause in document["clauses"]
        rows.append(
            parts.Row(
                cells=[
                    parts.Cell(text=str(one.number), align="right"),
                    parts.Cell(text=one.subject, header=True),
                    parts.Cell(
                        text=one.clause, href=to("agreements:clause", found.package, one.clause) if known else ""
                    ),
                    parts.Cell(text=danish.day(one.starts)),
                    parts.Cell(text=danish.day(one.ends) if one.ends else "indtil videre"),
                    parts.Cell(status=state),
                ]
            )
        )
    titles = ("Nr.", "Emne", "Bestemmelse", "Første dag", "Sidste dag", "På datoen")
    columns = [parts.Column(key=title, title=title, align="right" if title == "Nr." else "left") for title in titles]
    empty = "Her kommer de konkrete aftaler, som parterne indgår under aftalen, fx om udredning i et speciale."
    return parts.Table(caption="Underaftaler", columns=columns, rows=rows, count=len(rows), noun="i alt", empty=empty)


def _use(one: reading.ReadingUse, document: reading.Document) -> dict[str, Any]:
    """A reading with links to everything that rests on it."""
    package = document["id"]
    clauses = dict.fromkeys([one.clause, *one.clauses])
    known = [name for name in clauses if name in document["clauses"]]
    return {
        "words": one,
        "clauses": [
            parts.Link(
                title=f"{name} {document['clauses'][name]['heading']}", url=to("agreements:clause", package, name)
            )
            for name in known
        ],
        "parameters": [
            parts.Link(
                title=document["parameters"][name]["heading"], url=f"{to('agreements:parameters', package)}#{name}"
            )
            for name in one.parameters
        ],
    }
