"""What a book already holds, and so what a new run must look at."""

from tvaers.engine.agreements.models import Edition
from tvaers.engine.agreements.queries import package as package_named
from tvaers.engine.agreements.snapshot import as_document
from tvaers.engine.settlement import store
from tvaers.engine.settlement.activity import Activity
from tvaers.engine.settlement.amendment import Amendment, amendment_between
from tvaers.engine.settlement.book import Booked, Names
from tvaers.engine.settlement.models import Book, Run
from tvaers.engine.settlement.pricing import Job
from tvaers.engine.settlement.settling import Plan, key_of
from tvaers.kernel.package import Package


def settled_before(book: Book, job: Job, facts: Activity) -> Run | None:
    """The run that this one would repeat: same receipt, and no later run has touched its days."""
    same = book.runs.filter(starts=job.start, ends=job.end).order_by("-number").first()
    if same is None or same.receipt != key_of(job, facts):
        return None
    later = book.runs.filter(number__gt=same.number, starts__lte=job.end, ends__gte=job.start)
    return None if later.exists() else same


def plan_run(book: Book, job: Job, facts: Activity) -> Plan:
    """Everything in the period, or only the changed days when nothing but dated parameters differs since last time."""
    runs = list(book.runs.order_by("number").select_related("edition"))
    earlier = tuple(booked(run) for run in runs)
    return Plan(job, facts, earlier, _amendment(runs, job, facts))


def booked(run: Run) -> Booked:
    """A run as the next one sees it."""
    return Booked(run.number, store.runs_store() / run.folder, names_in(run.edition), run.number > 1)


def names_in(edition: Edition) -> Names:
    """Name and kind of an edition's rules by number."""
    return {int(number): (rule["name"], rule["kind"]) for number, rule in edition.document["rules"].items()}


def _amendment(runs: list[Run], job: Job, facts: Activity) -> Amendment | None:
    """What an amendment touches, when this run differs from the last one in the agreement alone."""
    if not runs:
        return None
    last = runs[-1]
    was = (last.starts, last.ends, last.input_hash, last.code_version)
    if was != (job.start, job.end, facts.hash, store.code_version()):
        return None
    return amendment_between(last.edition.document, as_document(job.package), *job.reach)


def package_of(edition: Edition) -> Package | None:
    """The package that an edition was loaded from, if the content is still that (with the edition's what-if values)."""
    package = package_named(edition.agreement.package)
    if edition.overrides:
        package = package.override(edition.overrides)
    return package if package.content_hash == edition.content_hash else None
