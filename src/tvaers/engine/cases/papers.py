"""What hangs on a case beside its events: files, and the showing of its citizen's number. Offered by `actions`."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile

from tvaers.engine.cases import policies
from tvaers.engine.cases.models import Case, Document
from tvaers.engine.citizens import actions as registering
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, System, action
from tvaers.kernel.errors import Problem
from tvaers.kernel.ids import looks_like_cpr
from tvaers.kernel.uploads import MOST_BYTES as MOST_BYTES
from tvaers.kernel.uploads import TYPES as TYPES
from tvaers.kernel.uploads import Upload as Upload
from tvaers.kernel.uploads import checked, random_name


@action("cases.attach", permission=policies.may_act, on="case", audit="{actor} lagde {upload} i {case}")
def attach(*, actor: Actor, case: Case, upload: Upload, party: str = "") -> Document:
    """Læg et dokument i et forløb.

    Problem when the file is empty, too large, of a kind that cases do not take, or not what its name says.
    """
    file = checked(upload)
    made = Document(
        case=case, name=upload.name, media_type=file.media_type, size=len(file.content),
        sha256=hashlib.sha256(file.content).hexdigest(), at=clock.now(), by=actor.audit_name(), party=party,
    )  # fmt: skip
    made.file.save(random_name(), ContentFile(file.content), save=False)
    made.save()
    return made


@action("cases.show_cpr", permission=policies.may_see, on="case", audit="{actor} så CPR-nummeret i {case}: {reason}")
def show_cpr(*, actor: Actor, case: Case, reason: str) -> str:
    """Vis CPR-nummeret på borgeren i et forløb.

    Returns it as "ddmmyy-nnnn". The log of citizens keeps who, whom and why as well. Problem without a reason.
    """
    if case.citizen is None:
        raise Problem(what="Forløbet handler ikke om en borger med CPR-nummer.")
    if looks_like_cpr(reason):
        raise Problem(what="Grunden ligner eller indeholder et CPR-nummer.", do="Skriv den uden numre.")
    asker = System(f"{actor.audit_name()} i {case.audit_name()}")
    return registering.show_cpr(actor=asker, citizen=case.citizen, reason=reason)
