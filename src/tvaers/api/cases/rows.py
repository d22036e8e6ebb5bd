"""Cases: found, listed and read. A case that is not yours is answered as one that does not exist."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Schema
from pydantic import AwareDatetime

from tvaers.api.cases.router import router
from tvaers.api.cases.shapes import CaseOut, CaseViewOut, head, view
from tvaers.api.parts import Paging, Short, user_of
from tvaers.api.problems import answers
from tvaers.engine.cases import queries
from tvaers.kernel.errors import Problem
from tvaers.kernel.ids import looks_like_cpr


class CasesIn(Schema):
    """Hvilke forløb du vil se."""

    type: Short = Field("", description="Forløbstypens id")
    state: Short = ""
    open: Literal["", "yes"] = Field("", description="yes giver kun dem, der ikke er slut")
    text: Short = Field("", description="Ord, forløbets nummer eller borgerens pseudonym")
    modified_since: AwareDatetime | None = Field(None, description="Kun det, der er ændret på eller efter tidspunktet")


class CasesOut(Schema):
    """En side af forløb."""

    count: int = Field(description="Hvor mange der er i alt")
    cases: list[CaseOut]


@router.get("/cases", response=answers(CasesOut), operation_id="cases.list")
def cases(request: HttpRequest, wanted: Query[CasesIn], paging: Query[Paging]) -> CasesOut:
    """De forløb, som du må se, senest ændrede først."""
    user = user_of(request)
    if looks_like_cpr(wanted.text):
        raise Problem(what="Et CPR-nummer må ikke stå i en adresse.", do="Søg på borgerens pseudonym eller på ord.")
    found = queries.cases(user, wanted.type, wanted.state, only_open=wanted.open == "yes", text=wanted.text)
    found = found.filter(changed_at__gte=wanted.modified_since) if wanted.modified_since else found
    return CasesOut(count=found.count(), cases=[CaseOut(**head(row)) for row in paging.of(found)])


@router.get("/cases/{number}", response=answers(CaseViewOut), operation_id="cases.case")
def case(request: HttpRequest, number: Short) -> Any:
    """Ét forløb: fakta, parter, frister med regnskab, historik og det, du kan gøre."""
    user = user_of(request)
    return view(user, queries.case(user, number))
