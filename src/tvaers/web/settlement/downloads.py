"""A statement as a file: spreadsheet, CSV or PDF."""

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from tvaers.engine.settlement import queries
from tvaers.exports.download import download
from tvaers.web.problems import shows_problems


@require_safe
@shows_problems
def statement_xlsx(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The statement with all its lines as a spreadsheet."""
    return download(request.user, queries.statement(request.user, pk), "xlsx")


@require_safe
@shows_problems
def statement_csv(request: HttpRequest, pk: int) -> HttpResponseBase:
    """All its lines as CSV in the Danish layout; `?format=iso` gives the one for machines."""
    layout = "csv-iso" if request.GET.get("format") == "iso" else "csv"
    return download(request.user, queries.statement(request.user, pk), layout)


@require_safe
@shows_problems
def statement_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The statement as a PDF."""
    return download(request.user, queries.statement(request.user, pk), "pdf")
