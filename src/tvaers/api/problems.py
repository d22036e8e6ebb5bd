"""What the API answers when it does not do what was asked: one shape, with the status code that fits.

400 it cannot be read · 401 not logged in · 403 not allowed · 404 not there, or not for you · 409 not in this state ·
422 the content is wrong · 500 our fault. Nothing of the program's inside is shown.
"""

import logging
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from tvaers.api.faults import in_danish
from tvaers.engine.settlement.activity_check import BadRows
from tvaers.kernel.errors import Conflict, NotAllowed, NotFound, Problem

log = logging.getLogger(__name__)

REFUSALS = frozenset({400, 401, 403, 404, 409, 422, 500})
"""The status codes that every operation may answer with, beside its own."""

_PLACES = {"path": "adressen", "query": "forespørgslen", "body": "indholdet", "form": "formularen", "file": "filerne"}


class BadRowOut(Schema):
    """En række, der ikke kan læses ind."""

    table: str = Field(description="Tabellens navn")
    row: int = Field(description="Rækkens nummer i filen, talt fra 1")
    column: str = Field(description="Kolonnens navn")
    value: str = Field(description="Det, der stod; tomt, når det ikke må vises")
    reason: str = Field(description="Hvad der er galt")


class ProblemOut(Schema):
    """Hvad der skete, hvorfor, og hvad du kan gøre."""

    what: str = Field(description="Hvad der skete")
    why: str = Field("", description="Hvorfor")
    do: str = Field("", description="Hvad du kan gøre")
    findings: list[str] = Field(default_factory=list, description="De enkelte fejl, når der er flere")
    rows: list[BadRowOut] = Field(default_factory=list, description="Rækker i aktiviteten, der ikke kan læses ind")


def answers(shape: Any) -> dict[Any, Any]:
    """What an operation answers: 200 with a shape, or a refusal."""
    return {200: shape, REFUSALS: ProblemOut}


def install(api: NinjaAPI) -> None:
    """Let every error that reaches the API be answered in the one shape."""

    def give(request: HttpRequest, status: int, problem: Problem, rows: tuple[Any, ...] = ()) -> HttpResponse:
        given = ProblemOut(
            what=problem.what,
            why=problem.why,
            do=problem.do,
            findings=list(problem.findings),
            rows=[BadRowOut.model_validate(row) for row in rows],
        )
        return api.create_response(request, given.model_dump(), status=status)

    @api.exception_handler(Problem)
    def _problem(request: HttpRequest, error: Problem) -> HttpResponse:
        return give(request, status_of(error), error, error.rows if isinstance(error, BadRows) else ())

    @api.exception_handler(ValidationError)
    def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return give(request, 422, invalid(error))

    @api.exception_handler(HttpError)
    def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
        return give(request, error.status_code, refused(error))

    @api.exception_handler(Http404)
    def _missing(request: HttpRequest, _error: Http404) -> HttpResponse:
        return give(request, 404, Problem(what="Det findes ikke."))

    @api.exception_handler(Exception)
    def _fault(request: HttpRequest, error: Exception) -> HttpResponse:
        log.error("%s %s failed", request.method, request.path, exc_info=error)
        return give(request, 500, Problem(what="Der skete en fejl hos os.", do="Prøv igen, eller meld fejlen."))


def status_of(error: Problem) -> int:
    """The status code of a Problem."""
    codes: tuple[tuple[type[Problem], int], ...] = ((NotAllowed, 403), (NotFound, 404), (Conflict, 409))
    return next((code for kind, code in codes if isinstance(error, kind)), 422)


def invalid(error: ValidationError) -> Problem:
    """A Problem that names each field that does not fit; the values given are not repeated."""
    findings = []
    for fault in error.errors:
        place, *path = fault["loc"]
        field = ".".join(str(part) for part in path[1:] or path)
        findings.append(f"{_PLACES.get(str(place), place)}: {field} {in_danish(fault)}")
    return Problem(
        what="Forespørgslen kan ikke bruges.",
        why="Et eller flere felter passer ikke til beskrivelsen af API'et.",
        do="Ret felterne. Beskrivelsen er i openapi.json.",
        findings=tuple(findings),
    )


class NoToken(AuthenticationError):
    """A message broker without a token that is in use."""


def refused(error: HttpError) -> Problem:
    """A Problem for what ninja itself refuses: no log-in, no token, no CSRF token, a body that is not JSON."""
    if isinstance(error, NoToken):
        return Problem(
            what="Nøglen mangler eller gælder ikke.",
            why="En meddelelsescentral viser sin egen nøgle. Den holder op, når centralen får en ny eller lukkes.",
            do="Send nøglen som »Authorization: Bearer NØGLE«. Bed administratoren om en ny, hvis den ikke virker.",
        )
    if isinstance(error, AuthenticationError):
        return Problem(what="Du er ikke logget ind.", do="Log ind på /konto/login/, og send din session med.")
    if error.status_code == 403:
        return Problem(
            what="Forespørgslen mangler sit CSRF-mærke.",
            why="Alt, der ændrer noget, skal have det, så ingen anden side kan sende på dine vegne.",
            do="Send værdien af cookien csrftoken som X-CSRFToken.",
        )
    return Problem(what="Forespørgslen kan ikke læses.", do="Send gyldig JSON i UTF-8.")
