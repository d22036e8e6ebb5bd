"""How a clause goes right now: lines and sums of one settlement, only those that the reader may see."""

from dataclasses import dataclass
from typing import Any

from tvaers.engine.settlement import queries as settlement
from tvaers.engine.settlement.lines import LineFilter
from tvaers.web.design import charts, danish
from tvaers.web.links import to

MONTHS = ("jan.", "feb.", "marts", "april", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec.")


@dataclass(frozen=True)
class Sum:
    """Lines and their sum in øre, and where the lines are."""

    lines: int
    amount: int
    url: str


@dataclass(frozen=True)
class Figures:
    """The figures of one run by clause: what is settled, and what is held with what would be due."""

    run: Any
    name: str
    settled: dict[str, Sum]
    held: dict[str, Sum]


def runs_of(user: Any, package: str) -> list[Any]:
    """The runs under an agreement that the user may see, newest first; what-ifs are not among them."""
    found = settlement.runs(user).filter(edition__agreement__package=package, edition__overrides={})
    return list(found.defer("edition__document"))


def run_name(run: Any) -> str:
    """A run as a reader chooses it."""
    name = f"{run.book.title} nr. {run.number}, {danish.day(run.starts)} til {danish.day(run.ends)}"
    return f"{name} (kun ændringer)" if only_changes(run) else name


def only_changes(run: Any) -> bool:
    """Whether a run settled days that were settled before, so that it holds nothing but what has changed since."""
    return any(run.booked.get(sort) for sort in ("reversed", "gone", "unchanged"))


def chosen_run(runs: list[Any], wanted: str) -> Any | None:
    """The wanted run when the user may see it, else the newest that is more than changes; None when there is none."""
    named = (run for run in runs if str(run.pk) == wanted)
    whole = (run for run in runs if not only_changes(run))
    return next(named, next(whole, runs[0] if runs else None))


def figures(user: Any, run: Any | None) -> Figures | None:
    """The figures of a run by clause; None when there is no run."""
    if run is None:
        return None
    return Figures(run, run_name(run), _sums(user, run, "settled"), _sums(user, run, "held"))


def months(user: Any, run: Any, clause: str) -> charts.BarChart:
    """What a clause has settled month by month, as bars with a table."""
    rows = settlement.line_sums(user, run, LineFilter(clause=clause), "month")
    bars = [
        charts.Bar(label=month_name(row["month"]), value=row["amount"], text=danish.kroner(row["amount"]))
        for row in rows
        if row["month"]
    ]
    return charts.BarChart(
        title=_finding(rows),
        bars=bars,
        description=f"Afregnet efter {clause} måned for måned, {run_name(run)}.",
        label_heading="Måned",
    )


def month_name(month: str) -> str:
    """ "2021-03" as "marts 2021"."""
    year, number = month.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def _finding(rows: list[dict[str, Any]]) -> str:
    """What the bars show, in one sentence."""
    known = [row for row in rows if row["month"]]
    if not known:
        return "Der er ikke afregnet noget efter bestemmelsen"
    top = max(known, key=lambda row: int(row["amount"]))
    return f"Mest blev afregnet i {month_name(top['month'])}: {danish.kroner(top['amount'])}"


def _sums(user: Any, run: Any, kind: str) -> dict[str, Sum]:
    rows = settlement.line_sums(user, run, LineFilter(kind=kind), "clause")
    return {row["clause"]: Sum(row["lines"], row["amount"], lines_url(run, kind, row["clause"])) for row in rows}


def lines_url(run: Any, kind: str, clause: str) -> str:
    """The list of a run's lines, narrowed to one clause."""
    return to("settlement:held" if kind == "held" else "settlement:lines", run.pk, bestemmelse=clause)
