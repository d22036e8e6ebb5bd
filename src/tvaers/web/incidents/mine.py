"""Mine sager: how long is there to the limit of each adverse event, and whom does it wait for (SA-UH-43)?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.cases import bulk
from tvaers.engine.cases.bulk import Folded
from tvaers.engine.cases.core import Case
from tvaers.engine.cases.stays import told
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.web import case_overviews as overviews
from tvaers.web.cases.shown import in_words
from tvaers.web.design.parts import Cell, Figure, Status, Table
from tvaers.web.incidents.frame import frame
from tvaers.web.problems import shows_problems
from tvaers.web.table_file import xlsx

TYPE = "adverse_event"
WAITS = {
    "kontakt": "Venter på kontakt", "vurdering": "Venter på vurdering", "godkendelse": "Venter på godkendelse",
    "dpsd": "Lukket her, ikke i DPSD",
}  # fmt: skip
MARKS = {"in_time": "ok", "soon": "warning", "overdue": "error", "closed": "neutral"}
COLUMNS: tuple[overviews.ONE_COLUMN, ...] = (
    ("Sag", "left"), ("Hvor", "left"), ("Dage tilbage", "right"), ("Frist", "left"), ("Tilstand", "left"),
    ("Venter på", "left"), ("Næste skridt", "left"),
)  # fmt: skip
EMPTY = "Her står de åbne hændelser, som din part er med i. Den første kommer, når nogen rapporterer en hændelse."


@dataclass(frozen=True)
class Mine:
    """An open case: days to the limit (negative when it has passed), its mark, and whom it waits for."""

    folded: Folded
    days: int | None
    mark: str
    waits: tuple[tuple[str, str], ...]
    """Each as (key of WAITS, who)."""


@require_safe
@shows_problems
def own_cases(request: HttpRequest) -> HttpResponseBase:
    """Mine sager, den med færrest dage tilbage først."""
    found = cases(request)
    chosen = request.GET.get("venter", "")
    seen = [one for one in found if not chosen or any(key == chosen for key, _ in one.waits)]
    shown = table(request, seen)
    if overviews.wants_file(request):
        return xlsx(shown, "mine-haendelser")
    context = {
        **frame("incidents:mine", "Mine sager"), "table": shown, "figures": figures(found), "chosen": chosen,
        "chosen_title": WAITS.get(chosen, ""), "openings": overviews.openings(request.user, TYPE),
    }  # fmt: skip
    return render(request, "incidents/mine.html", context)


def cases(request: HttpRequest) -> list[Mine]:
    """The open cases of the reader, those with the fewest days left first and those without a limit last."""
    now = clock.now()
    found = [
        Mine(one, told(one.case, "days_left", now), str(told(one.case, "closing_mark", now) or ""),
             tuple(waiting(one.case)))
        for one in bulk.open_cores(request.user, TYPE)
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.days is None, one.days or 0))


def waiting(case: Case) -> Iterator[tuple[str, str]]:
    """What a case waits for from a party, and from whom."""
    if case.state == "awaiting_contact":
        parties = [row["party"] for row in case.data.get("contacts", ()) if not row.get("contacted_on")]
        yield "kontakt", _names(parties)
    if case.state in ("assessing", "disagreement"):
        harm = case.data.get("harm") or {}
        silent = [party for party in case.parties.get("involved", ()) if party not in harm]
        yield "vurdering", _names(silent) or "at I bliver enige"
    asked = _unapproved(case)
    if asked:
        yield "godkendelse", _names(asked)
    if case.state == "closed_locally":
        yield "dpsd", _names(case.parties.get("receiver", ()))


def _unapproved(case: Case) -> list[str]:
    """The parties whose management has not approved a measure that they take part in."""
    given = {(done.data.get("record"), done.doer.party) for done in case.events if done.event == "approve_measure"}
    missing = [party for row in case.data.get("measures", ()) for party in row["institutions"]
               if (row["id"], party) not in given]  # fmt: skip
    return list(dict.fromkeys(missing))


def _names(parties: object) -> str:
    return ", ".join(name_of(str(party)) for party in parties)  # type: ignore[attr-defined]


def figures(found: list[Mine]) -> list[Figure]:
    """How many are past the limit, near it, and waiting for others."""
    home = reverse("incidents:mine")
    marks = [one.mark for one in found]
    counts = {key: sum(any(mine == key for mine, _ in one.waits) for one in found) for key in WAITS}
    return [
        Figure(label="Over fristen", value=str(marks.count("overdue"))),
        Figure(label="Fristen er nær", value=str(marks.count("soon"))),
        *(Figure(label=text, value=str(counts[key]), url=f"{home}?venter={key}") for key, text in WAITS.items()),
    ]


def table(request: HttpRequest, found: list[Mine]) -> Table:
    """One row a case."""
    ways = overviews.Ways(request.user)
    noun = "sag" if len(found) == 1 else "sager"
    cells = [_cells(ways, one) for one in found]
    return overviews.table("Åbne sager", COLUMNS, cells, noun, EMPTY, f"{reverse('incidents:mine')}?hent=xlsx")


def _cells(ways: overviews.Ways, one: Mine) -> list[Cell]:
    case, row = one.folded.case, one.folded.row
    main = [event for event in case.type.events if event.main]
    names = [event.id for event in sorted(main, key=lambda event: len(case.type.starts_of(event)))]
    words = {choice.id: choice.label for derived in case.type.derived if derived.id == "closing_mark"
             for choice in derived.choices}  # fmt: skip
    waits = "; ".join(f"{WAITS[key]}: {who}" for key, who in one.waits)
    status = Status(text=words.get(one.mark, "Ikke oplyst"), kind=MARKS.get(one.mark, "neutral"))  # type: ignore[arg-type]
    return [
        Cell(text=row.number, href=reverse("cases:case", args=[row.number]), header=True),
        Cell(text=in_words(case.type.field("place"), case.data.get("place"))),
        Cell(text="ikke oplyst" if one.days is None else str(one.days)),
        Cell(status=status),
        Cell(text=case.type.state(case.state).label),
        Cell(text=waits),
        ways.link(row.number, case, names),
    ]
