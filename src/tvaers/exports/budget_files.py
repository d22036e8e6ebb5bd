"""Budget papers as answers to a browser or a program: the right type, and a name to save them under.

Whoever asks has read the version as the policies let them; nothing here looks at scenarios.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from tvaers.engine.budget import policies, process_queries, queries
from tvaers.engine.budget.catalogue import Catalogue
from tvaers.engine.budget.frame_parts import FramePart, parts_of
from tvaers.engine.parties.queries import name_of
from tvaers.exports import budget_sheets as sheets
from tvaers.exports.budget_agreed_papers import agreement_paper, letters_paper
from tvaers.exports.budget_data import write_json
from tvaers.exports.budget_docx import write_docx
from tvaers.exports.budget_package import Source, write_package
from tvaers.exports.budget_paper import Paper
from tvaers.exports.budget_papers import catalogue_paper, findings_paper, proposal_paper, stem_of
from tvaers.exports.budget_pdf import write_pdf
from tvaers.exports.budget_text import catalogue_text
from tvaers.exports.forum_files import EXCEL
from tvaers.kernel.errors import NotAllowed, NotFound

TYPES = {
    "pdf": "application/pdf", "xlsx": EXCEL, "csv": "text/csv; charset=utf-8", "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "txt": "text/plain; charset=utf-8", "zip": "application/zip",
}  # fmt: skip
CATALOGUE_SHEETS = {"forslag": sheets.proposals_sheet, "temaer": sheets.themes_sheet, "tal": sheets.rows_sheet}


def catalogue_answer(user: Any, version: queries.Version, name: str, format: str) -> HttpResponseBase:
    """The whole version (`katalog`), its data package (`pakke`), or one of its tables. NotFound for another."""
    read = queries.read(user, version)
    stem = stem_of("budgetkatalog" if name == "katalog" else name, version)
    if name in CATALOGUE_SHEETS:
        return _sheets(stem, format, [CATALOGUE_SHEETS[name](read)])
    if (name, format) == ("pakke", "zip"):
        return _named(HttpResponse(write_package(_source(user, version, read))), stem, format)
    if name != "katalog":
        raise _no_format()
    if format == "xlsx":
        return _sheets(stem, format, [one(read) for one in CATALOGUE_SHEETS.values()])
    if format in ("txt", "json"):
        return _named(HttpResponse(catalogue_text(read) if format == "txt" else write_json(read)), stem, format)
    return _paper(catalogue_paper(version, read, _frame(user, version)), format)


def _frame(user: Any, version: queries.Version) -> list[FramePart]:
    return parts_of(version.catalogue, queries.frame(user, version))


def _source(user: Any, version: queries.Version, read: Catalogue) -> Source:
    frame = _frame(user, version)
    if version.state not in policies.AGREED:
        return Source(read, frame)
    found = process_queries.agreement(user, version)
    lines = list(process_queries.lines(user, found))
    return Source(read, frame, lines, process_queries.progress(user, found))


def proposal_answer(user: Any, version: queries.Version, key: str, format: str) -> HttpResponseBase:
    """A proposal on one page. NotFound where the version has none of that key."""
    read = queries.read(user, version)
    found = read.proposal(queries.proposal(user, version, key).key)
    if found is None:
        raise _no_format()
    return _paper(proposal_paper(version, read, found), format)


def findings_answer(user: Any, version: queries.Version, format: str) -> HttpResponseBase:
    """What a check found. NotAllowed for those who do not see drafts of the region."""
    if not policies.may_see_drafts(user, version):
        raise NotAllowed(what="Fundene er for dem, der arbejder med budgettet i regionen.")
    found = list(queries.findings(user, version).exclude(state="gone"))
    if format in ("xlsx", "csv"):
        return _sheets(stem_of("fund", version), format, [sheets.findings_sheet(found)])
    if format == "json":
        text = json.dumps({"findings": _findings(found)}, ensure_ascii=False, indent=1)
        return _named(HttpResponse(text), stem_of("fund", version), format)
    return _paper(findings_paper(version, queries.read(user, version), found), format)


def _findings(found: Iterable[queries.Finding]) -> list[dict[str, Any]]:
    return [{**one.told, "kind": one.kind, "state": one.state, "settled_because": one.reason} for one in found]


def agreement_answer(user: Any, version: queries.Version, format: str) -> HttpResponseBase:
    """The annex to the agreement, or its lines as a table. NotFound without an agreement."""
    found = process_queries.agreement(user, version)
    lines = list(process_queries.lines(user, found))
    if format in ("xlsx", "csv"):
        return _sheets(stem_of("aftale", version), format, [sheets.agreement_sheet(lines)])
    return _paper(agreement_paper(found, queries.read(user, version), lines), format)


def letters_answer(user: Any, version: queries.Version, format: str) -> HttpResponseBase:
    """The letters to the units that the user sees allocations of, or the allocations as a table."""
    found = process_queries.agreement(user, version)
    progress = process_queries.progress(user, found)
    if format in ("xlsx", "csv"):
        return _sheets(stem_of("udmoentning", version), format, [sheets.allocations_sheet(progress)])
    return _paper(letters_paper(found, queries.read(user, version), progress, name_of), format)


def _paper(paper: Paper, format: str) -> HttpResponseBase:
    if format not in ("pdf", "docx"):
        raise _no_format()
    made = write_pdf(paper) if format == "pdf" else write_docx(paper)
    return _named(HttpResponse(made), paper.stem, format)


def _sheets(stem: str, format: str, made: Sequence[sheets.Sheet]) -> HttpResponseBase:
    if format == "xlsx":
        return _named(FileResponse(sheets.write_xlsx(made)), stem, format)
    if format == "csv":
        return _named(HttpResponse(sheets.write_csv(made[0])), stem, format)
    raise _no_format()


def _named(answer: HttpResponseBase, stem: str, format: str) -> HttpResponseBase:
    answer["Content-Type"] = TYPES[format]
    answer["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=f"{stem}.{format}"))
    answer["Cache-Control"] = "private, no-store"
    return answer


def _no_format() -> NotFound:
    return NotFound(what="Den fil findes ikke.", do="Gå tilbage til kataloget, og vælg en af filerne der.")
